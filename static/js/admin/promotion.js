// The editor of a promotion shows what the chosen kind reads. Without it all fields are there.
(() => {
  const READ = {
    percent: ["percent", "foods"],
    amount: ["amount", "foods"],
    free_delivery: ["foods"],
    buy_get: ["buy_quantity", "get_quantity", "foods", "gets"],
    set_price: ["amount", "part_1", "part_2", "part_3", "part_4"],
  };
  const kind = document.getElementById("id_kind");
  if (!kind) return;
  const all = new Set(Object.values(READ).flat());
  const show = () => {
    const read = READ[kind.value] ?? [...all];
    for (const name of all) {
      const field = document.querySelector(`[name="${name}"]`);
      const panel = field?.closest(".w-panel, .w-field__wrapper");
      const wrapper = field?.closest("[data-contentpath]") ?? panel;
      if (wrapper) wrapper.hidden = !read.includes(name);
    }
  };
  kind.addEventListener("change", show);
  show();
})();
