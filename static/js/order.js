// The way from the order to the meal: no double order, a status that keeps itself fresh, printing.
const EVERY = 10_000;

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("button[data-busy]");
    button.setAttribute("aria-busy", "true");
    button.firstChild.textContent = button.dataset.busy;
  });
}
// The browser's "back" brings the page as it was left: busy for ever, if nobody woke it.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const status = document.querySelector("[data-status]");
if (status?.dataset.final === "no") follow(status);

function follow(part) {
  const show = (name, on) => {
    const note = document.querySelector(`[data-${name}]`);
    if (note) note.hidden = !on;
  };
  let timer = 0;
  show("live", true);
  show("reload", false);

  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(part.dataset.status, {
        headers: { "If-None-Match": part.dataset.etag },
      });
      show("lost", false);
      if (answer.status === 200) {
        part.innerHTML = await answer.text();
        part.dataset.etag = answer.headers.get("ETag");
        // What may still be done changes with the state.
        if (answer.headers.get("X-Can-Cancel") === "no") document.querySelector("[data-cancel]")?.remove();
        if (answer.headers.get("X-Final") === "yes") {
          clearInterval(timer);
          show("live", false);
        }
      }
    } catch {
      show("lost", true);
    }
  };
  timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
