// An element with data-filter="words" becomes a field that filters the rows of the article's tables.
// A row stays when it, its id, or the heading of its group holds every word that was typed.
// With data-within="section" they are those of its section. With data-only="words" a box leaves the rows of
// one group: that with the heading of data-group.
// A paragraph inside it links pages with further rows: shown while filtering, its links take the words along.
for (const place of document.querySelectorAll("[data-filter]")) {
  const label = document.createElement("label");
  const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", spellcheck: false });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  label.append(place.dataset.filter, field);
  const elsewhere = place.querySelector("p");
  const only = Object.assign(document.createElement("input"), { type: "checkbox" });
  const choice = document.createElement("label");
  choice.append(only, place.dataset.only ?? "");
  place.prepend(label, ...(place.dataset.only ? [choice] : []), status);

  const groups = [...place.closest(place.dataset.within ?? "article").querySelectorAll("tbody")].map((body) => {
    const head = body.querySelector("th[scope=rowgroup]")?.parentElement;
    const words = head ? head.textContent : "";
    const rows = [...body.rows].filter((row) => row !== head)
      .map((row) => ({ row, text: `${row.id} ${words} ${row.textContent}`.toLowerCase() }));
    return { body, rows, isLeft: () => !only.checked || words.trim() === place.dataset.group };
  });
  const sections = [...new Set(groups.map(({ body }) => body.closest("section")))].filter((section) => section && !section.contains(place));
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);

  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { body, rows, isLeft } of groups) {
      let left = 0;
      for (const { row, text } of rows) {
        row.hidden = !isLeft() || !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      body.hidden = !left;
      count += left;
    }
    for (const section of sections) section.hidden = [...section.querySelectorAll("tbody")].every((body) => body.hidden);
    status.textContent = words.length || only.checked ? `${count} of ${total} rows` : "";
    if (elsewhere) elsewhere.hidden = !words.length;
    for (const link of elsewhere?.querySelectorAll("a") ?? []) link.search = new URLSearchParams({ find: field.value });
  };
  field.addEventListener("input", filter);
  only.addEventListener("change", filter);
  field.value = new URLSearchParams(location.search).get("find") ?? "";
  filter();
  addEventListener("hashchange", () => { if (document.querySelector(":target")?.hidden !== false) { field.value = ""; only.checked = false; filter(); } });
}
