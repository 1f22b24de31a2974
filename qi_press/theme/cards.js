// A link with data-card="id" shows its card on hover, on focus, and at the first touch; a click follows it.
// Where the id is "", it is that of the place that the link leads to.
// Facts stand in the order of their weight: a screen reader hears the title and the first ones with the link,
// a few are shown and the rest are folded. The arrows open and scroll the card of the link that has the focus.
// A page's cards lie in one file, read when the first one is asked for. Their words are set as text, never as HTML.
(() => {
  const HOVER = 160, LEAVE = 220, GAP = 8, LEAST = 140, STEP = 60, HEARD = 2, SHOWN = 5;
  const bar = document.querySelector(".bar");
  const card = document.createElement("div");
  Object.assign(card, { className: "card", hidden: true });
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
    const pairs = numbers.map((number) => facts[number]).map(([name, fact], index) => {
      const pair = make("div");
      pair.append(make("dt", words[name]), make("dd", fact));
      pair.id = `card-fact-${index}`;
      return pair;
    });
    const list = (some) => { const made = make("dl"); made.append(...some); return made; };
    const first = make("div");
    first.setAttribute("role", "tooltip");
    first.append(Object.assign(make("p", title, "card-title"), { id: "card-title" }));
    const folded = pairs.length > SHOWN;
    const rest = folded ? make("details") : first;
    first.append(list(folded ? pairs.slice(0, SHOWN) : pairs));
    if (folded) rest.append(make("summary", "More"), list(pairs.slice(SHOWN)));
    rest.append(make("p", id, "card-id"));
    card.replaceChildren(...new Set([first, rest]));
    return ["card-title", ...pairs.slice(0, HEARD).map((pair) => pair.id)].join(" ");
  };

  let below;
  const place = (link, anew = true) => {
    const spot = link.getClientRects()[0];
    const room = document.documentElement.clientWidth;
    const above = spot.top - bar.offsetHeight - 2 * GAP;
    const under = innerHeight - spot.bottom - 2 * GAP;
    card.style.maxHeight = "none";
    if (anew) below = card.offsetHeight <= under || under >= above;
    card.style.maxHeight = `${Math.max(LEAST, below ? under : above)}px`;
    const scrolls = card.scrollHeight > card.clientHeight;
    scrolls ? card.tabIndex = 0 : card.removeAttribute("tabindex");
    const left = Math.max(GAP, Math.min(spot.left, room - card.offsetWidth - GAP));
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
      const heard = fill(id, loaded);
      card.dispatchEvent(new CustomEvent("card", { bubbles: true, detail: id })); // others may add to it
      card.hidden = false;
      card.scrollTop = 0;
      link.setAttribute("aria-describedby", heard);
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
    else if (!link && !card.contains(event.target)) hide();
  });
  document.addEventListener("focusout", (event) => { if (find(event) && !touched && !card.contains(event.relatedTarget)) hide(); });
  document.addEventListener("keydown", (event) => {
    if (!shown) return;
    const rest = card.querySelector("details:not([open])");
    const step = { ArrowDown: STEP, ArrowUp: -STEP }[event.key];
    const before = card.scrollTop;
    if (event.key === "Escape") hide();
    else if (event.key === "ArrowDown" && rest) { event.preventDefault(); rest.open = true; }
    else if (step && event.target === shown) { card.scrollBy({ top: step, behavior: "instant" }); if (card.scrollTop !== before) event.preventDefault(); }
  });
  card.addEventListener("toggle", () => { if (shown) place(shown, false); }, true);
  addEventListener("resize", hide);
})();
