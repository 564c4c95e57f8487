// The radar of the landing page comes alive: the reader moves the groups of the example and sees the whole follow.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;
  const HIGHEST = 5;

  const numberOf = (text) => (text === "" || text === undefined ? null : Number(text));

  function readGroups(host) {
    return [...host.querySelectorAll("tr[data-group]")].map((row) => ({
      row,
      label: row.querySelector("th").textContent,
      shown: row.querySelector("td").textContent,
      value: numberOf(row.dataset.value),
      low: numberOf(row.dataset.low),
      high: numberOf(row.dataset.high),
    }));
  }

  // Groups weigh the same; one without a score leaves the whole without.
  function whole(groups) {
    if (groups.some((group) => group.value === null)) return null;
    return groups.reduce((sum, group) => sum + group.value, 0) / groups.length;
  }

  function start(host) {
    const { words } = pcf.data.landing;
    const format = new Intl.NumberFormat(host.lang, { maximumFractionDigits: 1, roundingMode: "halfEven" }); // as Python does
    const said = (value) => (value === null ? "–" : format.format(value));
    const picture = host.querySelector(".pcf-landing-picture");
    const headline = host.querySelector(".pcf-landing-headline");
    const printed = headline.textContent;
    const original = readGroups(host);
    let groups = original.map((group) => ({ ...group }));
    const title = picture.querySelector("title").textContent;
    headline.setAttribute("role", "status");

    const sliders = original.map((group, index) => {
      const input = make("input", { type: "range", min: 0, max: HIGHEST, step: 0.1, value: group.value ?? 0, "aria-label": fill(words.slider, { group: group.label }), on: { input: () => move(index, input.valueAsNumber) } });
      const shown = group.row.querySelector("td");
      const number = make("output", {}, group.shown);
      shown.replaceChildren(input, " ", number);
      return { input, number };
    });
    const back = make("button", { type: "button", class: "pcf-button", hidden: true, on: { click: reset } }, words.reset);
    host.querySelector("table").after(make("p", {}, back));

    // What is moved is certain: its range closes.
    function move(index, value) {
      groups[index] = { ...groups[index], shown: said(value), value, low: value, high: value };
      headline.textContent = fill(words.moved, { score: said(whole(groups)) });
      back.hidden = false;
      show();
    }

    function reset() {
      groups = original.map((group) => ({ ...group }));
      headline.textContent = printed;
      sliders[0].input.focus();
      back.hidden = true;
      show();
    }

    function show() {
      const axes = groups.map((group) => ({ ...group, short: group.label.split(" ")[0] }));
      pcf.radar.draw(picture, { axes, highest: HIGHEST, title });
      groups.forEach(({ value, shown }, index) => {
        const { input, number } = sliders[index];
        number.textContent = shown;
        input.value = value ?? 0;
        input.setAttribute("aria-valuetext", shown);
      });
    }

    show();
  }

  for (const host of document.querySelectorAll(".pcf-landing")) start(host);
})((globalThis.pcf ??= {}));
