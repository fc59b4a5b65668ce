/* What makes the pages quick under a thumb. Everything works without it, one page longer.

   The contract with the server, for public pages that are one for everybody:
   - known.js has run before; it keeps room for what comes, so that nothing moves when it arrives.
   - GET body[data-here] answers with one element, #here (templates/components/here.html). It is
     asked for only when a cookie says that there may be something personal: visitor=1, which comes
     with a cart, or the token that every log-in page sets.
   - Each child of #here names in data-slot the place it fills; its content replaces that of
     [data-slot-target=...]. With data-slot-keep an empty child leaves the place as it was.
   - #here[data-unsuitable] is JSON {code: sentence}; elements with that data-code are marked.
   - a[data-add] and form[data-add] are posted to that address with X-Fragment: here and the token
     of the csrftoken cookie; the answer is again #here, with a message; 422 means refused, and the
     message says why. a[data-choose] opens its page's #choose in the sheet instead.
*/

const body = document.body;
const sheet = document.querySelector("dialog.sheet");
const cookie = (name) =>
  document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

const isKnown = () => cookie("visitor") === "1" || cookie("csrftoken") !== undefined;

function announce(text) {
  const announcer = document.querySelector("[data-announcer]");
  announcer.textContent = "";
  // A pause, so that the same words twice are said twice.
  setTimeout(() => { announcer.textContent = text; }, 60);
}

function toast(text, isError) {
  const line = document.createElement("p");
  line.className = isError ? "toast toast--error" : "toast";
  line.textContent = text;
  const place = document.querySelector('[data-slot-target="messages"]');
  place.replaceChildren(line);
  settle(place);
}

function settle(place) {
  const lines = [...place.children];
  if (!lines.length) return;
  announce(lines.map((line) => line.textContent.trim()).join(" "));
  setTimeout(() => lines.forEach((line) => line.remove()), 5000);
}

function place(html) {
  const here = new DOMParser().parseFromString(html, "text/html").getElementById("here");
  if (!here) return false;
  for (const child of here.querySelectorAll("[data-slot]")) {
    for (const target of document.querySelectorAll(`[data-slot-target="${child.dataset.slot}"]`)) {
      if ("slotKeep" in target.dataset && !child.childElementCount) continue;
      target.replaceChildren(...[...child.childNodes].map((node) => node.cloneNode(true)));
      if (child.dataset.slot === "messages") settle(target);
    }
  }
  rememberHeight();
  markUnsuitable(JSON.parse(here.dataset.unsuitable || "{}"));
  hearts = "favourites" in here.dataset ? here.dataset : null;
  markHearts();
  return true;
}

/* A long sentence takes two lines; known.js keeps as many on the next page. */
function rememberHeight() {
  const bar = document.querySelector('[data-slot-target="place"] > *');
  if (bar) sessionStorage.setItem("place-height", `${bar.offsetHeight}px`);
}

let unsuitable = {};

function markUnsuitable(known) {
  unsuitable = known;
  for (const dish of document.querySelectorAll("[data-code]")) {
    dish.querySelector(":scope [data-unfit]")?.remove();
    const sentence = unsuitable[dish.dataset.code];
    dish.classList.toggle("is-unfit", Boolean(sentence));
    if (!sentence) continue;
    const note = document.createElement("p");
    note.className = "dish__note";
    note.dataset.unfit = "";
    note.innerHTML =
      '<span class="badge badge--unfit"><svg class="icon" aria-hidden="true"><use href="#i-unfit"/></svg><span></span></span>';
    note.querySelector("span span").textContent = `${body.dataset.textUnfit}: ${sentence}`;
    (dish.querySelector(".dish__facts, .card__line, .dish-top__facts") ?? dish).after(note);
  }
}

/* A heart on every dish, for whoever has logged in: it stands in no page that is shared. */
let hearts = null;

function markHearts() {
  if (!hearts) return;
  const kept = new Set(hearts.favourites.split(" "));
  for (const dish of document.querySelectorAll("[data-code]")) {
    let heart = dish.querySelector(":scope .heart");
    if (!heart) {
      heart = document.createElement("button");
      heart.type = "button";
      heart.className = "heart";
      heart.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-heart"/></svg>';
      (dish.querySelector(".dish__picture, .card__picture, .dish-top__picture") ?? dish).append(heart);
    }
    const name = dish.querySelector("h1, h3")?.textContent.trim() ?? "";
    heart.setAttribute("aria-label", `${hearts.textHeart}: ${name}`);
    heart.setAttribute("aria-pressed", String(kept.has(dish.dataset.code)));
  }
}

function toggleHeart(heart) {
  const { code } = heart.closest("[data-code]").dataset;
  const data = new FormData();
  data.append("keep", heart.getAttribute("aria-pressed") === "true" ? "no" : "yes");
  add(hearts.heart.replace("CODE", code), data, heart);
}

async function fetchHere() {
  if (!body.dataset.here) return;
  const answer = await fetch(body.dataset.here, { headers: { "X-Fragment": "here" } });
  if (answer.ok) place(await answer.text());
}

async function add(address, data, source) {
  source.setAttribute("aria-busy", "true");
  try {
    if (!cookie("csrftoken")) await fetchHere();
    const answer = await fetch(address, {
      method: "POST",
      body: data,
      headers: { "X-Fragment": "here", "X-CSRFToken": cookie("csrftoken") ?? "" },
    });
    const isPlaced = place(await answer.text());
    if (!isPlaced) throw new Error(`unexpected answer ${answer.status}`);
    if (answer.ok) {
      source.classList.add("is-added");
      setTimeout(() => source.classList.remove("is-added"), 1200);
    }
    return answer.ok;
  } catch {
    toast(body.dataset.textOffline, true);
    return false;
  } finally {
    source.removeAttribute("aria-busy");
  }
}

async function choose(link) {
  const answer = await fetch(link.href, { headers: { "X-Fragment": "choose" } });
  const form = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("choose");
  if (!answer.ok || !form) {
    location.assign(link.href);
    return;
  }
  sheet.querySelector(".sheet__body").replaceChildren(form);
  sheet.showModal();
  prepare(sheet);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-add], a[data-choose]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (link && isPlain) {
    event.preventDefault();
    if ("choose" in link.dataset) choose(link).catch(() => location.assign(link.href));
    else add(link.dataset.add, new FormData(), link);
    return;
  }
  const heart = event.target.closest(".heart");
  if (heart) toggleHeart(heart);
  if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
  const step = event.target.closest("[data-step]");
  if (step) {
    const input = step.closest("[data-stepper]").querySelector("input");
    const wanted = Number(input.value || 1) + Number(step.dataset.step);
    input.value = Math.min(Number(input.max || 20), Math.max(Number(input.min || 0), wanted));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

document.addEventListener("submit", async (event) => {
  const filters = event.target.closest("form[data-filters]");
  if (filters) {
    filters.querySelector("details").open = false;
    document.getElementById("dishes").scrollIntoView();
  }
  const form = event.target.closest("form[data-add]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("[type=submit]");
  const isAdded = await add(form.dataset.add, new FormData(form), button);
  if (!sheet.contains(form)) return;
  if (isAdded) sheet.close();
  else sayInSheet(form);
});

/* The sheet lies above the toasts and silences them: what was refused is said inside it. */
function sayInSheet(form) {
  const refusal = document.querySelector('[data-slot-target="messages"] .toast--error');
  form.querySelector("[data-refusal]")?.remove();
  if (!refusal) return;
  const said = refusal.cloneNode(true);
  said.dataset.refusal = "";
  said.setAttribute("role", "alert");
  form.lastElementChild.prepend(said);
}

/* The button of a form with data-price shows what it will cost: one place for all sums in a form. */
function showTotal(form) {
  const total = form.querySelector("[data-total]");
  if (!total) return;
  const extras = [...form.querySelectorAll("[data-extra]:checked")]
    .reduce((sum, input) => sum + Number(input.dataset.extra), 0);
  const quantity = Math.max(1, Number(form.elements.quantity?.value || 1));
  const amount = String((Number(form.dataset.price) + extras) * quantity);
  total.textContent = `${amount.replace(/\B(?=(\d{3})+$)/g, "\u202f")}\u00a0RWF`;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-price]");
  if (form) showTotal(form);
});

/* The bar of sections follows the reader. */
let spy;

function followSections() {
  spy?.disconnect();
  const bar = document.querySelector("[data-spy]");
  if (!bar) return;
  const links = new Map([...bar.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const inView = new Set();
  spy = new IntersectionObserver((entries) => {
    for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](entry.target.id);
    const current = [...links.keys()].find((id) => inView.has(id));
    if (!current) return;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const link = links.get(current);
    const list = link.closest("ul");
    list.scrollTo({ left: link.offsetLeft - list.clientWidth / 2 + link.clientWidth / 2 });
  }, { rootMargin: "-15% 0px -70% 0px" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) spy.observe(section);
  }
}

function prepare(root) {
  root.querySelectorAll("form[data-price]").forEach(showTotal);
}

/* htmx: the token for whatever posts, and addresses without empty fields. */
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, headers, parameters } = event.detail;
  if (verb !== "get") headers["X-CSRFToken"] = cookie("csrftoken") ?? "";
  for (const [name, value] of [...Object.entries(parameters)]) {
    if (verb === "get" && value === "") delete parameters[name];
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "dishes") return;
  followSections();
  markUnsuitable(unsuitable);
  markHearts();
  const count = document.querySelector("[data-filter-count]");
  if (count) {
    const chosen = new URLSearchParams(location.search);
    chosen.delete("q");
    count.textContent = String([...chosen].length);
    count.hidden = ![...chosen].length;
  }
});
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => toast(body.dataset.textOffline, true));
}

prepare(document);
followSections();
if (isKnown()) fetchHere().catch(() => {});
// A page brought back by the browser's own memory may show an old cart.
addEventListener("pageshow", (event) => {
  if (event.persisted && isKnown()) fetchHere().catch(() => {});
});
