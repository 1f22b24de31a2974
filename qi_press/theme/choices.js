// A table in a box of the class one-at-a-time becomes a choice: of its rows, one is shown beside the
// first, by the words of the columns. All values stand in the table; nothing is computed. Without
// script, and in print, the table stands as it is.
for (const [number, box] of document.querySelectorAll(".one-at-a-time").entries()) {
  const table = box.querySelector("table");
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);
  const field = make("fieldset");
  field.append(make("legend", { textContent: heads[0] }));
  const shown = make("div", { className: "shown" });
  shown.setAttribute("role", "status");
  const show = (chosen) => {
    const list = make("dl");
    heads.slice(1).forEach((head, place) => {
      const pair = make("div");
      const now = rows[chosen].cells[place + 1], before = rows[0].cells[place + 1];
      const value = make("dd", { textContent: now.textContent });
      if (chosen && now.textContent !== before.textContent) value.append(make("small", { textContent: ` (${rows[0].cells[0].textContent.trim().toLowerCase()}: ${before.textContent})` }));
      pair.append(make("dt", { textContent: head }), value);
      list.append(pair);
    });
    shown.replaceChildren(list);
  };
  rows.forEach((row, place) => {
    const label = make("label");
    const input = make("input", { type: "radio", name: `choice-${number}`, checked: !place });
    input.addEventListener("change", () => show(place));
    label.append(input, row.cells[0].textContent.trim());
    field.append(label);
  });
  show(0);
  const all = make("details", { className: "numbers" });
  const whole = table.closest(".table-scroll") ?? table;
  whole.before(field, shown, all);
  all.append(make("summary", { textContent: "All of them as a table" }), whole);
}
