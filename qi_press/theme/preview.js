// Loads the page again when the book has been rendered anew. Only the preview serves this file.
const seen = new URL(document.currentScript.src).searchParams.get("seen");
const events = new EventSource(`/_press/events?seen=${seen}`);
events.addEventListener("reload", () => {
  events.close();
  location.reload();
});
