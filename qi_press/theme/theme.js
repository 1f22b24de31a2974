// Runs before the page is painted, so that a reader's choice of light or dark never flashes.
(() => {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch { /* storage is switched off: the system's preference holds */ }
})();
