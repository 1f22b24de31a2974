// The site's behaviour: chapters on a phone, light and dark, where the reader is, tabs, copying, search.
const root = document.body.dataset.root;
const one = (selector, scope = document) => scope.querySelector(selector);
const all = (selector, scope = document) => [...scope.querySelectorAll(selector)];

// Chapters on a phone --------------------------------------------------------------------------
const menu = one(".menu");
one(".chapters details").open = true; // folded for a phone without script
const setMenu = (open) => {
  menu.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("menu-open", open);
  for (const behind of all("main, .toc, .foot, .skip")) behind.inert = open;
};
menu.addEventListener("click", () => setMenu(menu.getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("menu-open")) { setMenu(false); menu.focus(); }
});
matchMedia("(max-width: 56rem)").addEventListener("change", () => setMenu(false)); // as in site.css
addEventListener("pagehide", () => setMenu(false)); // a page that is come back to stands as it was left

// Light and dark -------------------------------------------------------------------------------
const isDark = () => document.documentElement.dataset.theme
  ? document.documentElement.dataset.theme === "dark"
  : matchMedia("(prefers-color-scheme: dark)").matches;
one(".theme").addEventListener("click", () => {
  const choice = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = choice;
  try { localStorage.setItem("theme", choice); } catch { /* storage is switched off */ }
});

// Where the reader is --------------------------------------------------------------------------
const narrow = matchMedia("(width < 80rem)"); // as in site.css
const contents = one(".toc details");
const fold = () => { if (contents) contents.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();
const links = new Map(all(".toc a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
if (links.size) {
  const watcher = new IntersectionObserver((entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (!seen) return;
    for (const [id, link] of links) {
      if (sections.get(id) === seen.target) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  const sections = new Map([...links.keys()].map((id) => [id, document.getElementById(id)?.closest("section")]));
  for (const section of sections.values()) if (section) watcher.observe(section);
}

// Tabs: the panels stand one below the other until this runs -------------------------------------
const groups = new Map();
const openGroup = (set, name) => {
  for (const open of groups.get(set.dataset.group) ?? []) open(name);
  try { localStorage.setItem(`tabs-${set.dataset.group}`, name); } catch { /* storage is switched off */ }
};
const openTab = (tabs, panels, chosen, focus) => {
  tabs.forEach((tab, i) => {
    tab.setAttribute("aria-selected", String(i === chosen));
    tab.tabIndex = i === chosen ? 0 : -1;
    panels[i].hidden = i !== chosen;
  });
  if (focus) tabs[chosen].focus();
};
all(".panel-tabset").forEach((set, s) => {
  const panels = all(":scope > .tab", set);
  const list = document.createElement("div");
  list.setAttribute("role", "tablist");
  const tabs = panels.map((panel, i) => {
    const title = one(".tab-title", panel);
    const tab = document.createElement("button");
    panel.id ||= `tab-${s}-${i}`;
    Object.assign(tab, { type: "button", id: `${panel.id}-tab`, textContent: title.textContent });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    title.hidden = true;
    list.append(tab);
    return tab;
  });
  const choose = (i, focus) => {
    openTab(tabs, panels, i, focus);
    if (set.dataset.group) openGroup(set, tabs[i].textContent);
  };
  tabs.forEach((tab, i) => tab.addEventListener("click", () => choose(i, false)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose((tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length, true);
  });
  set.prepend(list);
  const named = (name) => tabs.findIndex((tab) => tab.textContent === name);
  let first = 0;
  if (set.dataset.group) {
    const open = (name) => { if (named(name) >= 0) openTab(tabs, panels, named(name), false); };
    groups.set(set.dataset.group, [...(groups.get(set.dataset.group) ?? []), open]);
    try { first = Math.max(0, named(localStorage.getItem(`tabs-${set.dataset.group}`))); } catch { /* the first */ }
  }
  openTab(tabs, panels, first, false);
});

// Boxes that scroll are stops of the keyboard only while they have more to show -----------------------
const boxes = new ResizeObserver((entries) => {
  for (const { target: box } of entries) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight || box === document.activeElement) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});
for (const box of all(".table-scroll, .figure-scroll, span.equation")) boxes.observe(box);

// A table of many links can be passed over: a link that shows itself to the keyboard alone -------------
const MANY = 8;
all(".table-scroll").filter((box) => all("a", box).length > MANY).forEach((box, number) => {
  const end = Object.assign(document.createElement("span"), { id: `past-table-${number + 1}`, tabIndex: -1 });
  const link = Object.assign(document.createElement("a"), { className: "pass", href: `#${end.id}`, textContent: "Skip this table" });
  box.before(link);
  box.after(end);
});

// Copying code ---------------------------------------------------------------------------------
if (navigator.clipboard) all("div.sourceCode").forEach((block) => {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(one("code", block).innerText);
    button.textContent = "Copied";
  });
  block.append(button);
});

// Search ---------------------------------------------------------------------------------------
const dialog = one("dialog.search");
const field = one("input", dialog);
const status = one(".status", dialog);
const results = one(".results", dialog);
let engine;
const loadEngine = async () => {
  engine ??= import(new URL(`${root}pagefind/pagefind.js`, location.href)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 22 });
    return pagefind;
  });
  return engine;
};
const isFile = location.protocol === "file:"; // browsers give a page opened as a file scripts, and nothing else
const openSearch = () => { if (!dialog.open) { dialog.showModal(); field.select(); if (!isFile) loadEngine().catch(() => {}); } };
one(".search-open").addEventListener("click", openSearch);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (((event.ctrlKey || event.metaKey) && event.key === "k") || (event.key === "/" && !typing)) {
    event.preventDefault();
    openSearch();
  }
});
const item = ({ url, meta, excerpt }) => {
  const row = document.createElement("li");
  const link = document.createElement("a");
  const text = document.createElement("p");
  link.href = url;
  link.textContent = meta.title;
  text.innerHTML = excerpt; // Pagefind escapes the page's text and adds <mark> alone.
  row.append(link, text);
  return row;
};
// The three sections of a page that say most of what was asked for, in the order of the page.
const weigh = (section) => section.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
const choose = (sections) => {
  const best = new Set([...sections].sort((a, b) => weigh(b) - weigh(a)).slice(0, 3));
  return sections.filter((section) => best.has(section));
};
// Without a server: all words of the site, [address, title, text] for each page, lie in one script.
const loadWords = () => globalThis.siteWords ?? new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement("script"), { src: `${root}assets/words.js`, onerror: reject });
  script.onload = () => resolve(globalThis.siteWords);
  document.head.append(script);
});
const escapeText = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const searchWords = async (words) => {
  const asked = words.toLowerCase().split(/\s+/);
  const found = (await loadWords()).map(([url, title, text]) => ({ url, title, text, low: `${title} ${text}`.toLowerCase() }))
    .filter(({ low }) => asked.every((word) => low.includes(word)));
  const weight = ({ title, low }) => asked.reduce((sum, word) => sum + low.split(word).length + (title.toLowerCase().includes(word) ? 100 : 0), 0);
  return found.sort((a, b) => weight(b) - weight(a)).slice(0, 8).map(({ url, title, text }) => {
    const start = Math.max(0, text.toLowerCase().indexOf(asked[0]));
    const [before, hit, after] = [text.slice(Math.max(0, start - 60), start), text.slice(start, start + asked[0].length), text.slice(start + asked[0].length, start + 120)];
    return item({ url: `${root}${url}`, meta: { title }, excerpt: `${escapeText(before)}<mark>${escapeText(hit)}</mark>${escapeText(after)}` });
  });
};
const showRows = (rows, words) => {
  results.replaceChildren(...rows);
  status.textContent = rows.length ? "" : `Nothing found for “${words}”.`;
};
field.addEventListener("input", async () => {
  const words = field.value.trim();
  if (!words) { results.replaceChildren(); status.textContent = ""; return; }
  try {
    if (isFile) { showRows(await searchWords(words), words); return; }
    const found = await (await loadEngine()).debouncedSearch(words, {}, 120);
    if (found === null) return;
    const pages = await Promise.all(found.results.slice(0, 8).map((result) => result.data()));
    const rows = pages.flatMap((page) => (page.sub_results.length ? choose(page.sub_results) : [page])
      .map((hit) => item({ url: hit.url, excerpt: hit.excerpt, meta: { title: hit.title === page.meta.title ? hit.title : `${page.meta.title} › ${hit.title}` } })));
    showRows(rows, words);
  } catch {
    status.textContent = "The search can't be read here.";
  }
});
