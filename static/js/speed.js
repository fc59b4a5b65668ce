/* How long this page took, as the browser itself measured it: Web Vitals (web.dev/articles/vitals),
   sent once when the page is left, without cookie or number of a visitor. Silent for whoever asked
   not to be tracked, as counts.js.

   POST body[data-count]speed/: {page: label, lcp, inp, ttfb in milliseconds, cls}; the answer is empty.
*/

const { count: address, countAs: page } = document.body.dataset;
const isOptedOut =
  navigator.globalPrivacyControl || [navigator.doNotTrack, window.doNotTrack].includes("1");

const figures = {};
const isHidden = () => document.visibilityState === "hidden";

function observe(type, take, options = {}) {
  if (!PerformanceObserver.supportedEntryTypes?.includes(type)) return;
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
}

/* A page that was prepared before it was asked for begins when it is shown. */
function since(moment) {
  const shownAt = performance.getEntriesByType("navigation")[0]?.activationStart ?? 0;
  return Math.max(0, moment - shownAt);
}

/* The largest thing on the screen, until somebody touches the page: what comes later was asked for. */
let isTouched = false;
function watchContent() {
  observe("largest-contentful-paint", (entry) => {
    if (!isTouched) figures.lcp = Math.round(since(entry.startTime));
  });
  for (const name of ["keydown", "pointerdown"]) {
    addEventListener(name, () => { isTouched = true; }, { once: true, capture: true });
  }
}

/* Jumps less than a second apart and within five belong together; the worst such group counts. */
function watchJumps() {
  let sum = 0;
  let first = 0;
  let last = 0;
  figures.cls = 0;
  observe("layout-shift", ({ value, startTime, hadRecentInput }) => {
    if (hadRecentInput) return;
    const isSameGroup = sum && startTime - last < 1000 && startTime - first < 5000;
    sum = isSameGroup ? sum + value : value;
    if (!isSameGroup) first = startTime;
    last = startTime;
    figures.cls = Math.max(figures.cls, Math.round(sum * 1000) / 1000);
  });
  if (!PerformanceObserver.supportedEntryTypes?.includes("layout-shift")) delete figures.cls;
}

/* The slowest answer to a touch; of many touches, one in fifty is left out. */
function watchTouches() {
  const longest = new Map();
  observe("event", ({ interactionId, duration }) => {
    if (!interactionId) return;
    longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0));
    const sorted = [...longest.values()].sort((one, other) => other - one);
    figures.inp = Math.round(sorted[Math.floor(sorted.length / 50)]);
  }, { durationThreshold: 16 });
}

let isSent = false;
function send() {
  if (isSent || !isHidden()) return;
  isSent = true;
  const arrival = performance.getEntriesByType("navigation")[0];
  if (arrival?.responseStart) figures.ttfb = Math.round(since(arrival.responseStart));
  navigator.sendBeacon(`${address}speed/`, JSON.stringify({ page, ...figures }));
}

/* A page that was opened in the background says nothing about waiting. */
if (address && page && !isOptedOut && window.PerformanceObserver && !isHidden()) {
  watchContent();
  watchJumps();
  watchTouches();
  document.addEventListener("visibilitychange", send);
}
