// A page's way to the other versions of its book, and what it learns after it was published.
// Everything is read from the publication's own files beside the version's folder. As a script each
// of them also reaches a page that is opened as a file, to which a browser gives no JSON.
(() => {
  const line = document.querySelector(".version");
  if (!line) return;
  const { version, page } = line.dataset;
  const home = new URL(line.dataset.home, location.href);
  const make = (tag, words, settings) => Object.assign(document.createElement(tag), { textContent: words ?? "", ...settings });
  const waiting = new Map();

  const loadScript = (address, name) => new Promise((resolve, reject) => {
    const script = make("script", "", { src: address, onerror: reject });
    script.onload = () => resolve(globalThis.qiData[name]);
    document.head.append(script);
  });
  const load = (folder, name) => {
    const base = new URL(`${folder}${name}`, home).href;
    if (!waiting.has(base)) waiting.set(base, location.protocol === "file:" ? loadScript(`${base}.js`, name)
      : fetch(`${base}.json`).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }));
    return waiting.get(base);
  };

  const compare = (one, other) => {
    const [a, b] = [one, other].map((text) => text.split(".").map(Number));
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  };
  // The page itself, or the nearest one before it in this version's order that the other version has.
  const findPage = (pages, own) => {
    if (pages.includes(page)) return page;
    const order = own ?? [];
    for (let place = order.indexOf(page) - 1; place >= 0; place -= 1) if (pages.includes(order[place])) return order[place];
    return pages.includes("index.html") ? "index.html" : pages[0];
  };
  // The same place there, wherever it is now; without it the page alone.
  const findPlace = async (target, fallback) => {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { name = location.hash.slice(1); }
    if (!name) return fallback;
    try {
      const [there, here] = await Promise.all([load(`${target.folder}/`, "keys"), load(`${ownFolder}/`, "keys")]);
      const old = Object.entries(here.renamed).find(([, now]) => now === name)?.[0];
      for (const known of [name, there.renamed[name], old]) {
        if (known === undefined) continue;
        const places = [fallback, ...Object.keys(there.pages)];
        const found = places.find((one) => there.pages[one]?.includes(known));
        if (found) return `${found}#${encodeURIComponent(known)}`;
      }
    } catch { /* the page alone */ }
    return fallback;
  };
  let ownFolder = version === "dev" ? "dev" : `v${version}`;

  const write = (list) => {
    const entries = [...list.versions, ...(list.dev ? [list.dev] : [])].map((one) => ({ ...one, pages: one.pages.map((place) => list.pages[place]) }));
    const own = entries.find((one) => one.version === version);
    if (own) ownFolder = own.folder;
    const links = entries.map((one) => {
      const target = findPage(one.pages, own?.pages);
      const words = one.version === "dev" ? "Draft, not released" : `${one.version}${one.version === list.latest ? " (latest)" : ""}`;
      const link = make("a", words, { href: new URL(`${one.folder}/${target}`, home).href });
      if (one.version === version) link.setAttribute("aria-current", "true");
      link.addEventListener("click", async (event) => {
        if (!location.hash || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        location.assign(new URL(`${one.folder}/${await findPlace(one, target)}`, home).href);
      });
      const row = make("li");
      row.append(link);
      return { row, link, entry: one };
    });
    const menu = make("details");
    const rows = make("ul");
    rows.append(...links.map(({ row }) => row));
    menu.append(make("summary", line.querySelector(".version-name").textContent), rows);
    line.querySelector(".version-name").replaceWith(menu);
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.firstChild.focus(); } });
    const latest = links.find(({ entry }) => entry.version === list.latest);
    if (latest && version !== list.latest) { announce(latest, own); lookBack(latest.entry); }
  };

  const announce = ({ link, entry }, own) => {
    const words = version === "dev" ? "This is a draft that is not released. "
      : own ? "This is not the latest version. " : "This version is not on the publication's list. ";
    const notice = make("aside", words, { className: "version-notice" });
    notice.setAttribute("aria-label", "Version");
    notice.dataset.pagefindIgnore = "all";
    const there = entry.pages.includes(page);
    const copy = make("a", there ? `Read this page in version ${entry.version}` : `This page is not in version ${entry.version}; read the nearest one`, { href: link.href });
    copy.addEventListener("click", (event) => { if (location.hash && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); link.click(); } });
    notice.append(copy, ".");
    line.after(notice);
  };

  // What became of the numbers of this page since: told on their cards and in their rows.
  const lookBack = async (latest) => {
    const needed = document.querySelector("a[data-card], tr[id]");
    if (!needed || version === "dev") return;
    let history;
    try { history = await load(`${latest.folder}/`, "history"); } catch { return; }
    const tell = (key) => {
      const now = history.renamed[key] ?? key;
      const later = (history.numbers[now] ?? []).filter(([when]) => compare(when, version) > 0);
      return later.length ? `Changed since: ${later.map(([when, old, fresh, why]) => `${when}: ${old} → ${fresh}${why ? `, ${why}` : ""}`).join("; ")}` : "";
    };
    for (const key of Object.keys({ ...history.numbers, ...history.renamed })) {
      const row = document.getElementById(key);
      const words = row?.matches("tr") && tell(key);
      if (words) row.lastElementChild.append(make("small", words, { className: "version-later" }));
    }
    document.addEventListener("card", ({ target, detail }) => {
      const words = tell(detail);
      if (words) target.querySelector(".card-title")?.after(make("p", words, { className: "version-later" }));
    });
  };

  load("", "versions").then(write).catch(() => {
    const words = location.protocol === "file:" ? "This copy stands alone: no list of versions lies beside it, or the browser does not let a file read it."
      : "The list of versions can't be read now.";
    line.append(make("p", words, { className: "version-away" }));
  });
})();
