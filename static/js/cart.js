// After the cart was changed in place: the count in the header follows, and the new total is said.
document.addEventListener("htmx:afterSettle", () => {
  const cart = document.getElementById("cart");
  for (const copy of cart.querySelectorAll("template[data-copy-to]")) {
    document
      .querySelector(`[data-slot-target="${copy.dataset.copyTo}"]`)
      ?.replaceChildren(copy.content.cloneNode(true));
  }
  const total = cart.querySelector(".money__total")?.textContent ?? cart.querySelector(".empty p")?.textContent;
  document.querySelector("[data-announcer]").textContent = total?.trim().replace(/\s+/g, " ") ?? "";
});
