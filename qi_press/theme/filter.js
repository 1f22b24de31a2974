// An element with data-filter="words" becomes a field that filters the rows of the article's tables.
// A row stays when it, its id, or the heading of its group holds every word that was typed.
// A paragraph inside it links pages with further rows: shown while filtering, its links take the words along.
for (const place of document.querySelectorAll("[data-filter]")) {
  const label = document.createElement("label");
  const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", spellcheck: false });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  label.append(place.dataset.filter, field);
  const elsewhere = place.querySelector("p");
  place.prepend(label, status);

  const groups = [...place.closest("article").querySelectorAll("tbody")].map((body) => {
    const head = body.querySelector("th[scope=rowgroup]")?.parentElement;
    const words = head ? head.textContent : "";
    const rows = [...body.rows].filter((row) => row !== head)
      .map((row) => ({ row, text: `${row.id} ${words} ${row.textContent}`.toLowerCase() }));
    return { body, rows };
  });
  const sections = [...new Set(groups.map(({ body }) => body.closest("section")))].filter(Boolean);
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);

  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { body, rows } of groups) {
      let left = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      body.hidden = !left;
      count += left;
    }
    for (const section of sections) section.hidden = [...section.querySelectorAll("tbody")].every((body) => body.hidden);
    status.textContent = words.length ? `${count} of ${total} rows` : "";
    if (elsewhere) elsewhere.hidden = !words.length;
    for (const link of elsewhere?.querySelectorAll("a") ?? []) link.search = new URLSearchParams({ find: field.value });
  };
  field.addEventListener("input", filter);
  field.value = new URLSearchParams(location.search).get("find") ?? "";
  filter();
  addEventListener("hashchange", () => { if (document.querySelector(":target")?.hidden !== false) { field.value = ""; filter(); } });
}
