/* The boards of kitchen and couriers: keeps cards fresh, sends a tap again when the network fails,
   rings for what is new. Without it every form still works and the page reloads by itself. */

const EVERY = 5000; // Asking costs the server two small queries while nothing changed.
const PATIENCE = 8000;
const RESEND_FOR = 60000; // A cook has moved on after a minute: an older tap is asked for again.

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = document.body.dataset;
const unsent = new Map();
const board = find("#board");
let offlineSince = null;
let taps = 0;

/* --- Talking to the server ------------------------------------------------------------------ */

async function ask(url, options = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      ...options,
      cache: "no-store",
      redirect: "manual",
      signal: abort.signal,
      headers: { "X-Fragment": "board", ...options.headers },
    });
    if (response.status >= 500) throw new Error(`The server answered ${response.status}`);
    return { response, text: await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

async function refresh() {
  const seenTaps = taps;
  try {
    const { response, text } = await ask(board.dataset.refresh, {
      headers: { "If-None-Match": board.dataset.etag },
    });
    online();
    // An answer from before a tap would show the card where it no longer is.
    if (seenTaps === taps) show(response, text);
    resend();
  } catch {
    offline();
  }
}

function show(response, text) {
  if (response.status === 304) return;
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("board");
  // A log-in page, or a closed door: let the browser show it.
  if (!fresh) return location.reload();
  const focused = document.activeElement?.id;
  keepWhatIsOpen(fresh);
  ring(fresh);
  patch(board, fresh);
  Object.assign(board.dataset, fresh.dataset);
  for (const id of unsent.keys()) mark(id);
  clearNotes();
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/* --- Changing only what changed, so that scrolling, focus and open parts stay ----------------- */

function keepWhatIsOpen(fresh) {
  const token = find("[name=csrfmiddlewaretoken]", fresh)?.value;
  for (const input of all("[name=csrfmiddlewaretoken]", board)) input.setAttribute("value", token);
  for (const input of all("[name=csrfmiddlewaretoken]", fresh)) input.setAttribute("value", token);
  for (const details of all("details[open][id]", board)) {
    fresh.querySelector(`#${details.id}`)?.setAttribute("open", "");
  }
}

function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (!("list" in old.dataset && "list" in fresh.dataset)) return old.replaceWith(fresh);
  const known = new Map([...old.children].map((child) => [child.dataset.key, child]));
  let place = old.firstElementChild;
  for (const child of [...fresh.children]) {
    const same = known.get(child.dataset.key);
    known.delete(child.dataset.key);
    if (!same) old.insertBefore(child, place);
    else {
      if (same === place) place = place.nextElementSibling;
      else old.insertBefore(same, place);
      patch(same, child);
    }
  }
  for (const gone of known.values()) gone.remove();
}

/* --- Taps ------------------------------------------------------------------------------------- */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-step], [data-send]")) return;
  event.preventDefault();
  if (unsent.has(form.id)) return;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  unsent.set(form.id, { id: form.id, url: form.action, body, since: Date.now(), forever: "send" in form.dataset });
  send(unsent.get(form.id));
});

/* The server compares the version that the tap was made on, so the same tap may arrive twice. */
async function send(tap) {
  if (tap.isUnderWay) return;
  tap.isUnderWay = true;
  taps += 1;
  mark(tap.id);
  try {
    const { response, text } = await ask(tap.url, { method: "POST", body: tap.body });
    unsent.delete(tap.id);
    taps += 1;
    online();
    const next = response.headers.get("X-Location");
    if (next) location.assign(next);
    else if (tap.forever) document.getElementById(tap.id).submit();
    else if (response.headers.has("ETag")) show(response, text);
    else location.reload();
  } catch {
    tap.isUnderWay = false;
    tap.failed = true;
    mark(tap.id);
    offline();
  }
}

function resend() {
  for (const tap of [...unsent.values()]) {
    if (!tap.failed || tap.isUnderWay) continue;
    if (tap.forever || Date.now() - tap.since < RESEND_FOR) send(tap);
    else {
      unsent.delete(tap.id);
      mark(tap.id);
      say(words.dropped, true);
    }
  }
}

function mark(id) {
  const form = document.getElementById(id);
  if (!form) return;
  const tap = unsent.get(id);
  const button = find("button", form);
  if (tap) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
  let note = find("[data-unsent-note]", form);
  if (tap?.failed && !note) {
    note = document.createElement("p");
    note.className = "unsent";
    note.dataset.unsentNote = "";
    note.setAttribute("role", "status");
    note.textContent = words.unsent;
    form.append(note);
  } else if (!tap?.failed) note?.remove();
}

/* --- The light --------------------------------------------------------------------------------- */

function online() {
  if (offlineSince === null) return;
  offlineSince = null;
  paintLight();
}

function offline() {
  if (offlineSince === null) offlineSince = clock();
  paintLight();
}

function paintLight() {
  const isOff = offlineSince !== null;
  const light = find("[data-light]");
  const outage = find("[data-outage]");
  light.classList.toggle("light--off", isOff);
  find("[data-light-word]").textContent = isOff ? words.offlineWord : words.onlineWord;
  outage.hidden = !isOff || !board;
  if (isOff) outage.textContent = words.offline.replace("{time}", offlineSince);
  for (const button of all("[data-step] button")) button.disabled = isOff;
}

/* --- Sound, words, clock ------------------------------------------------------------------------ */

const seen = new Set(all("[data-rings]").map((card) => card.dataset.rings));
let audio = null;

function ring(fresh) {
  const added = all("[data-rings]", fresh).filter((card) => !seen.has(card.dataset.rings));
  if (!added.length) return;
  for (const card of added) seen.add(card.dataset.rings);
  say(words.rang.replace("{count}", added.length));
  if (audio?.state === "running") chime();
}

function chime() {
  [784, 1047, 1319].forEach((pitch, index) => {
    const start = audio.currentTime + index * 0.18;
    const tone = new OscillatorNode(audio, { type: "triangle", frequency: pitch });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.5, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  });
}

const sound = find("[data-sound]");

/* Browsers allow sound only after a touch: it is asked for once, and remembered on this tablet. */
async function setSound(isOn) {
  localStorage.setItem("board-sound", isOn ? "on" : "off");
  audio ??= new AudioContext();
  await (isOn ? audio.resume() : audio.suspend());
  sound.setAttribute("aria-pressed", String(isOn));
  find("[data-sound-word]").textContent = isOn ? words.soundOn : words.soundOff;
}

function say(sentence, isLoud = false) {
  find("[data-announce]").textContent = sentence;
  if (!isLoud) return;
  const outage = find("[data-outage]");
  outage.textContent = sentence;
  outage.hidden = false;
  setTimeout(paintLight, 15000);
}

/* A sentence that was read must not lie over a button. */
function clearNotes() {
  for (const note of all(".notes")) setTimeout(() => note.remove(), 10000);
}

const ahead = Number(words.now) * 1000 - Date.now();
const kigali = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Africa/Kigali",
  hour: "2-digit",
  minute: "2-digit",
});
const clock = () => kigali.format(new Date(Date.now() + ahead));

/* A tablet beside the stove must not fall asleep; where this is not known it follows its settings. */
async function stayAwake() {
  if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch (refusal) {
    console.info("The screen may go dark:", refusal.message);
  }
}

/* --- Beginning ---------------------------------------------------------------------------------- */

clearNotes();
if (board) {
  find("[data-light]").hidden = false;
  sound.hidden = false;
  sound.addEventListener("click", () => {
    const isOn = sound.getAttribute("aria-pressed") !== "true";
    setSound(isOn).then(() => isOn && chime());
  });
  if (localStorage.getItem("board-sound") === "on") {
    document.addEventListener("pointerdown", (event) => sound.contains(event.target) || setSound(true), { once: true });
  }
  setInterval(refresh, EVERY);
  addEventListener("online", refresh);
  addEventListener("offline", offline);
  addEventListener("pageshow", (event) => event.persisted && refresh());
  document.addEventListener("visibilitychange", () => {
    stayAwake();
    if (!document.hidden) refresh();
  });
  stayAwake();
} else {
  setInterval(resend, EVERY);
}

const shownClock = find("[data-clock]");
if (shownClock) setInterval(() => (shownClock.textContent = clock()), 1000);

const filter = find("[data-filter]");
filter?.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase();
  for (const item of all("[data-name]")) item.hidden = !item.dataset.name.toLowerCase().includes(wanted);
  for (const shelf of all("[data-shelf]")) shelf.hidden = !find("[data-name]:not([hidden])", shelf);
});

const print = find("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
