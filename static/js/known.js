/* Runs before anything is drawn: keeps room for what site.js and banners.js will fetch for somebody
   whom the house knows, and hides banners that were closed on this device, so that nothing moves. */
{
  const root = document.documentElement;
  const rules = [];
  const kept = (storage, name, empty) => {
    try {
      return JSON.parse(window[storage].getItem(name)) ?? empty;
    } catch {
      return empty;
    }
  };
  if (/(^|; )(visitor=1|csrftoken=)/.test(document.cookie)) {
    root.classList.add("is-visitor");
    const height = sessionStorage.getItem("place-height");
    if (height) root.style.setProperty("--place-height", height);
    const heights = kept("sessionStorage", "banner-heights", {})[location.pathname] ?? {};
    for (const [slot, height] of Object.entries(heights)) {
      rules.push(`.is-visitor .banner-slot[data-banner-slot="${CSS.escape(slot)}"][data-personal]:not(.is-settled)
        { min-height: ${Number(height)}px; ${Number(height) ? "" : "display: none;"} }`);
    }
  }
  for (const code of kept("localStorage", "closed-banners", [])) {
    rules.push(`[data-banner="${CSS.escape(code)}"] { display: none; }`);
  }
  if (rules.length) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets = [sheet];
  }
}
