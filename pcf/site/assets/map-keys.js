// Arrow keys go from box to box on the map; Tab goes on as on every page.
"use strict";
(function (pcf) {
  const STEPS = { ArrowUp: -1, ArrowDown: 1 };
  const SIDES = { ArrowLeft: -1, ArrowRight: 1 };

  const middle = (box) => (box.top + box.bottom) / 2;

  // The box of the nearest column on one side that stands at about the same height.
  function beside(links, here, side) {
    const from = here.getBoundingClientRect();
    const boxes = links.map((link) => ({ link, box: link.getBoundingClientRect() }));
    const away = ({ box }) => side * (box.left - from.left);
    const there = boxes.filter((one) => away(one) > from.width / 2);
    const nearest = Math.min(...there.map(away));
    const column = there.filter((one) => away(one) < nearest + from.width / 2);
    const gap = ({ box }) => Math.abs(middle(box) - middle(from));
    return column.sort((one, other) => gap(one) - gap(other))[0]?.link;
  }

  function target(links, here, key) {
    if (key in STEPS) return links[links.indexOf(here) + STEPS[key]];
    return key in SIDES ? beside(links, here, SIDES[key]) : undefined;
  }

  // `map` is the element around the links; keys with a modifier are the browser's own.
  function follow(map) {
    const links = [...map.querySelectorAll("svg a")];
    map.addEventListener("keydown", (event) => {
      const here = event.target.closest("svg a");
      if (!here || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const next = target(links, here, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  pcf.mapKeys = { follow };
})((globalThis.pcf ??= {}));
