/* Banners: those that are not for everybody, and closing one.

   - [data-banner-slot][data-personal] on a page that is one for all: for somebody whom the house
     knows, GET data-personal?slot=... answers #banners, whose children name the place they fill.
   - [data-banner-close] closes the [data-banner] around it; its code is kept on the device, and
     known.js hides it before the next page is drawn.
*/

const CLOSED = "closed-banners";
const HEIGHTS = "banner-heights";
const MOST_CLOSED = 50;
const isVisitor = document.documentElement.classList.contains("is-visitor");

function settle(slot, content) {
  if (content) slot.replaceChildren(...content.childNodes);
  slot.classList.add("is-settled");
}

/* known.js keeps as much room on the next visit of this page. */
function rememberHeights(slots) {
  const heights = JSON.parse(sessionStorage.getItem(HEIGHTS) || "{}");
  heights[location.pathname] = Object.fromEntries(
    slots.map((slot) => [slot.dataset.bannerSlot, slot.offsetHeight]),
  );
  sessionStorage.setItem(HEIGHTS, JSON.stringify(heights));
}

async function fetchPersonal() {
  const slots = [...document.querySelectorAll("[data-banner-slot][data-personal]")];
  if (!slots.length) return;
  const query = new URLSearchParams(slots.map((slot) => ["slot", slot.dataset.bannerSlot]));
  const section = slots.find((slot) => slot.dataset.section)?.dataset.section;
  if (section) query.set("section", section);
  let answered;
  try {
    const answer = await fetch(`${slots[0].dataset.personal}?${query}`);
    if (answer.ok) {
      answered = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("banners");
    }
  } finally {
    for (const slot of slots) {
      const found = answered?.querySelector(`[data-banner-slot="${slot.dataset.bannerSlot}"]`);
      // Without an answer, what may be meant for others stays away.
      if (!found && slot.querySelector(".needs-script")) slot.replaceChildren();
      settle(slot, found && document.importNode(found, true));
    }
    rememberHeights(slots);
    document.dispatchEvent(new CustomEvent("banners:settled"));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-banner-close]");
  if (!button) return;
  const banner = button.closest("[data-banner]");
  try {
    const closed = JSON.parse(localStorage.getItem(CLOSED) || "[]");
    closed.push(banner.dataset.banner);
    localStorage.setItem(CLOSED, JSON.stringify(closed.slice(-MOST_CLOSED)));
  } catch {
    // A browser that keeps nothing shows it again on the next page.
  }
  banner.remove();
  // Whoever works with the keyboard goes on at the content, not at the top of the window.
  document.getElementById("main")?.focus({ preventScroll: true });
});

if (isVisitor) fetchPersonal().catch(() => {});
