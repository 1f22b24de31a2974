// The numbers of a paragraph, a list or a table are one stop of the keyboard; the left and right arrows, Home
// and End lead among those that are shown. The pointer and screen readers meet each of them as before.
(() => {
  const PLACES = "table, p, ul, ol, dl, figcaption, h1, h2, h3, h4", HINT = "← → to the other numbers here";
  const places = new Map();
  for (const link of document.querySelectorAll("a[data-card]")) {
    const place = link.closest(PLACES) ?? link.parentElement;
    if (!places.has(place)) places.set(place, []);
    places.get(place).push(link);
  }
  const isShown = (link) => link.getClientRects().length > 0;
  const choose = (links, chosen) => { for (const link of links) link.tabIndex = link === chosen ? 0 : -1; };
  const find = (target) => [...places.values()].find((links) => links.length > 1 && links.includes(target));

  // A filter may hide the stop of a table: another number that is shown takes its place.
  const settle = () => {
    for (const links of places.values()) {
      const stop = links.find((link) => link.tabIndex === 0);
      if (!stop || !isShown(stop)) choose(links, links.find(isShown) ?? links[0]);
    }
  };
  for (const links of places.values()) choose(links, links[0]);
  settle();
  for (const change of ["input", "change", "hashchange"]) addEventListener(change, settle);

  document.addEventListener("focusin", ({ target }) => {
    const links = find(target);
    if (links) choose(links, target);
  });
  document.addEventListener("keydown", (event) => {
    const links = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? undefined : find(event.target);
    if (!links) return;
    const shown = links.filter(isShown);
    const at = shown.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    shown[Math.max(0, Math.min(to, shown.length - 1))].focus();
  });
  document.addEventListener("card", ({ target, detail }) => {
    const focused = document.activeElement;
    if (!focused?.matches("a[data-card]:focus-visible") || !find(focused)) return;
    if ((focused.dataset.card || decodeURIComponent(focused.hash.slice(1))) !== detail) return;
    target.append(Object.assign(document.createElement("p"), { className: "card-hint", textContent: HINT }));
  });
})();
