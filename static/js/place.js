// Finds a ward, room or bed by a few letters. Without it, wards open by a tap.
for (const search of document.querySelectorAll("[data-filter]")) {
  const list = document.querySelector(search.dataset.filter);
  const wards = [...list.querySelectorAll("details")];
  const nothing = list.querySelector("[data-nothing]");
  const opened = wards.filter((ward) => ward.open);
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row, wanted) => {
    const words = plain(row.dataset.words);
    return wanted.every((letters) => words.some((word) => word.startsWith(letters)));
  };
  search.querySelector("input").addEventListener("input", (event) => {
    const wanted = plain(event.target.value);
    let found = 0;
    for (const ward of wards) {
      let rooms = 0;
      for (const room of ward.querySelectorAll("[data-words]")) {
        room.hidden = !fits(room, wanted);
        rooms += room.hidden ? 0 : 1;
      }
      ward.hidden = rooms === 0;
      found += rooms;
      // Wards share a name so that one opens at a time; while searching, what was found may open.
      ward.open = wanted.length ? rooms > 0 && rooms <= 3 : opened.includes(ward);
    }
    nothing.hidden = found > 0;
  });
}
