// A link with data-card="id" shows its card on hover, on focus, and at the first touch; a click follows it.
// Where the id is "", it is that of the place that the link leads to.
// A page's cards lie in one file, read when the first one is asked for. Their words are set as text, never as HTML.
(() => {
  const HOVER = 160, LEAVE = 220, GAP = 8;
  const card = document.createElement("div");
  Object.assign(card, { id: "card", className: "card", hidden: true });
  card.setAttribute("role", "tooltip");
  document.querySelector("main").append(card);

  let content, shown, timer, touched = false;
  const load = () => content ??= fetch(document.body.dataset.cards).then((answer) => {
    if (!answer.ok) throw new Error(`cards: ${answer.status}`);
    return answer.json();
  });

  const make = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className: className ?? "" });
  const fill = (id, { words, facts, cards }) => {
    const [parts, ...numbers] = cards[id];
    const title = parts.map((part) => words[part]).join(" – ");
    const list = document.createElement("dl");
    for (const [name, fact] of numbers.map((number) => facts[number])) list.append(make("dt", words[name]), make("dd", fact));
    card.replaceChildren(make("p", title, "card-title"), list, make("p", id, "card-id"));
  };

  const place = (link) => {
    const spot = link.getClientRects()[0];
    const room = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(spot.left, room - card.offsetWidth - GAP));
    const below = spot.bottom + GAP + card.offsetHeight <= innerHeight || spot.top < card.offsetHeight + GAP;
    const top = below ? spot.bottom + GAP : spot.top - GAP - card.offsetHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    card.hidden = true;
  };
  const show = async (link) => {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    shown = link;
    try {
      const loaded = await load();
      const id = link.dataset.card || decodeURIComponent(link.hash.slice(1));
      if (shown !== link || !loaded.cards[id]) return;
      fill(id, loaded);
      card.hidden = false;
      link.setAttribute("aria-describedby", card.id);
      place(link);
    } catch { content = undefined; } // opened as a file, or offline: the link still leads to the record
  };
  const later = (wait, act) => { clearTimeout(timer); timer = setTimeout(act, wait); };

  const find = (event) => event.target.closest?.("a[data-card]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = find(event);
    if (link) later(HOVER, () => show(link));
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(LEAVE, hide);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && !find(event) && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = find(event);
    if (link && touched && shown !== link) { event.preventDefault(); show(link); }
  });
  document.addEventListener("focusin", (event) => {
    const link = find(event);
    if (link && !touched) show(link);
    else if (!link) hide();
  });
  document.addEventListener("focusout", (event) => { if (find(event) && !touched) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) hide(); });
  addEventListener("resize", hide);
})();
