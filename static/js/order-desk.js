// The order desk with the keyboard: "/" looks for a dish, and after one was added the search waits
// for the next. Everything works without it.
const search = () => document.getElementById("desk-q");

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search().focus();
  search().select();
});

// From the search, the arrow down or Enter leads to the first dish that was found.
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "desk-q" || !["ArrowDown", "Enter"].includes(event.key)) return;
  event.preventDefault();
  document.querySelector("#desk-dishes select, #desk-dishes button:not([disabled])")?.focus();
});

let wasAdding = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  wasAdding = Boolean(event.target.closest("#desk-dishes"));
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "desk" || !wasAdding) return;
  search().focus();
  search().select();
});
