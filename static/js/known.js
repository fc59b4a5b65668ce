/* Runs before anything is drawn: keeps room for what site.js will fetch for somebody whom the house
   knows, so that nothing moves when it arrives. */
if (/(^|; )(visitor=1|csrftoken=)/.test(document.cookie)) {
  document.documentElement.classList.add("is-visitor");
  const height = sessionStorage.getItem("place-height");
  if (height) document.documentElement.style.setProperty("--place-height", height);
}
