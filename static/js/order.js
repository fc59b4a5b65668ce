// The way from the order to the meal: no double order, a status that keeps itself fresh, printing.
const EVERY = 10_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter ?? form.querySelector("button[data-busy]");
  button.setAttribute("aria-busy", "true");
  button.firstChild.textContent = button.dataset.busy;
});
// The browser's "back" brings the page as it was left: busy for ever, if nobody woke it.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.querySelector(button.dataset.copy);
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}
for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}

// The number says which network it belongs to: whoever chose mobile money gets the right one.
document.addEventListener("change", (event) => {
  const group = event.target.closest("[data-pay-methods]");
  if (!group || event.target.type !== "tel") return;
  const chosen = group.querySelector("[data-asks-phone]:checked");
  const digits = event.target.value.replace(/\D/g, "").replace(/^250/, "0");
  const fits = [...group.querySelectorAll("[data-asks-phone]")].find((radio) =>
    radio.dataset.prefixes.split(" ").some((prefix) => digits.startsWith(prefix)),
  );
  if (chosen && fits) fits.checked = true;
});

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
        if (answer.headers.get("X-Can-Cancel") === "no") document.querySelectorAll("[data-cancel]").forEach((part) => part.remove());
        const leadsTo = answer.headers.get("X-Leads-To");
        if (leadsTo) location.assign(leadsTo);
        if (answer.headers.get("X-Final") === "yes") {
          clearInterval(timer);
          show("live", false);
        }
      }
    } catch {
      show("lost", true);
    }
  };
  timer = setInterval(look, Number(part.dataset.every ?? EVERY));
  document.addEventListener("visibilitychange", look);
}
