// Leads a plain address to where its page is now; the place on the page and what was asked for are kept.
const door = document.currentScript;
location.replace(new URL(door.dataset.to, location.href).href + location.search + location.hash);
