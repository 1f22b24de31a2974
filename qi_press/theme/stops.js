// Numbers that lead to records are one stop of the keyboard for each paragraph, list or table; the
// arrows left and right, Home and End move among them. Each link stays one for pointers and readers.
const places = new Map();
for (const link of document.querySelectorAll("a[data-card]")) {
  const place = link.closest("table, p, ul, ol, dl, figcaption, h1, h2, h3, h4") ?? link.parentElement;
  places.set(place, [...(places.get(place) ?? []), link]);
}
const move = (links, to) => {
  for (const link of links) link.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
};
for (const [place, links] of places) {
  if (links.length < 2) continue;
  links.slice(1).forEach((link) => { link.tabIndex = -1; });
  place.addEventListener("focusin", ({ target }) => {
    if (links.includes(target)) for (const link of links) link.tabIndex = link === target ? 0 : -1;
  });
  place.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const seen = links.filter((link) => link.getClientRects().length);
    const next = links[Math.max(0, Math.min(to, links.length - 1))];
    if (!seen.includes(next)) return;
    event.preventDefault();
    move(links, next);
  });
}
