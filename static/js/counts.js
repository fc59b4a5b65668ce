/* Says what was seen, without saying who saw it: no cookie, no number of a visitor, nothing kept but
   the name of a campaign or site, in this tab, until it closes. Silent for whoever asked not to be
   tracked.

   - body[data-count-as]: the signed label of the page; [data-counted]: that of a banner.
   - POST body[data-count]: {seen, used, ordered: [labels], campaign, host}; the answer is empty.
*/

const { count: address, countAs: page, countCheckout: checkout } = document.body.dataset;
const isOptedOut =
  navigator.globalPrivacyControl || [navigator.doNotTrack, window.doNotTrack].includes("1");

const waiting = { seen: new Set(), used: new Set(), ordered: new Set() };

function cameFrom() {
  try {
    const kept = sessionStorage.getItem("came-from");
    if (kept) return JSON.parse(kept);
  } catch {
    // Nothing is kept in this browser: the page at hand is all there is to go by.
  }
  const query = new URLSearchParams(location.search);
  const before = document.referrer ? new URL(document.referrer).hostname : "";
  const found = {
    campaign: (query.get("utm_campaign") ?? query.get("utm_source") ?? "").slice(0, 40),
    host: before === location.hostname ? "" : before.slice(0, 60),
  };
  try {
    sessionStorage.setItem("came-from", JSON.stringify(found));
  } catch {
    // As above.
  }
  return found;
}

function send() {
  const events = Object.fromEntries(Object.entries(waiting).map(([event, labels]) => [event, [...labels].slice(0, 12)]));
  if (!Object.values(events).some((labels) => labels.length)) return;
  for (const labels of Object.values(waiting)) labels.clear();
  navigator.sendBeacon(address, JSON.stringify({ ...events, ...cameFrom() }));
}

/* A banner counts once half of it was on the screen for a second. */
const timers = new Map();
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(timers.get(target));
    if (!isIntersecting) continue;
    timers.set(target, setTimeout(() => {
      if (getComputedStyle(target).visibility === "hidden") return;
      waiting.seen.add(target.dataset.counted);
      watcher.unobserve(target);
    }, 1000));
  }
}, { threshold: 0.5 });

function watch() {
  document.querySelectorAll("[data-counted]").forEach((banner) => watcher.observe(banner));
}

/* The page of an order that was placed a moment ago, not one that is looked at again. */
function isJustPlaced() {
  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  return Boolean(checkout && arrival === "navigate" && document.referrer
    && new URL(document.referrer).pathname === checkout);
}

function begin() {
  waiting.seen.add(page);
  if (isJustPlaced()) waiting.ordered.add(page);
  watch();
  document.addEventListener("banners:settled", watch);
  document.addEventListener("click", (event) => {
    const banner = event.target.closest("[data-banner-link]")?.closest("[data-counted]");
    if (banner) {
      waiting.used.add(banner.dataset.counted);
      send();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  setTimeout(send, 2500);
}

if (address && page && !isOptedOut) {
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
