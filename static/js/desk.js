// Puts a saved reply into the answer at the cursor. Without it the link reloads the page with it.
const answer = document.getElementById("answer-text");
for (const link of document.querySelectorAll("[data-insert]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    answer.setRangeText(link.dataset.insert, answer.selectionStart, answer.selectionEnd, "end");
    link.closest("details").open = false;
    answer.focus();
  });
}
