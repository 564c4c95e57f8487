// A heat map: groups and their processes as shaded tiles. Every tile says its value in words too, so that neither
// colour nor place has to be seen; lists and links are what a screen reader and a keyboard find.
"use strict";
(function (pcf) {
  const { make } = pcf.making;

  // value: 0 to highest, or null with a gap: "blank", "dk", "na".
  function look(cell) {
    return cell.value === null ? `pcf-tile pcf-tile-${cell.gap}` : `pcf-tile pcf-tile-${Math.round(cell.value)}`;
  }

  function tile(tag, cell, attributes) {
    const inside = [make("b", {}, cell.shown), " ", make("span", {}, cell.label)];
    return make(tag, { class: look(cell), ...attributes }, ...inside);
  }

  // bands: [{label, shown, value, gap, cells: [{id, label, shown, value, gap}]}]; open(id) is called for a chosen tile.
  function draw(host, { bands, open }) {
    const chosen = (cell) => (event) => {
      event.preventDefault();
      open(cell.id);
    };
    const link = (cell) => tile("a", cell, { href: `#${cell.id}`, on: { click: chosen(cell) } });
    const band = (one) =>
      make(
        "li",
        { class: "pcf-band" },
        tile("div", one),
        make("ul", {}, one.cells.map((cell) => make("li", {}, link(cell)))),
      );
    host.replaceChildren(make("ul", { class: "pcf-heat" }, bands.map(band)));
  }

  pcf.heat = { draw };
})((globalThis.pcf ??= {}));
