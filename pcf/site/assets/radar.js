// A radar: values on axes around a centre, with their possible range. What is missing breaks the line, and is no zero.
// The same look and classes as pcf.charts.radar draws in reports.
"use strict";
(function (pcf) {
  const { make, shape } = pcf.making;
  const NARROW = 520; // below this many pixels the corners carry short labels, and the table says the rest
  const LINE = 16;
  const watched = new WeakMap();

  const polar = (angle, radius) => [radius * Math.cos(angle), radius * Math.sin(angle)];
  const isKnown = (value) => typeof value === "number" && Number.isFinite(value);

  // A string of points, or none if one of them is missing.
  function points(corners) {
    return corners.includes(null) ? "" : corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  }

  // Chinese has no spaces to break at, and its signs are twice as wide.
  function wrapped(label, room) {
    const width = (word) => [...word].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
    const lines = [""];
    for (const piece of label.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
      if (lines.at(-1) && width((lines.at(-1) + piece).trimEnd()) > room) lines.push("");
      lines[lines.length - 1] += piece;
    }
    return lines.map((line) => line.trim());
  }

  function web(svg, angles, radius, highest) {
    for (let level = 1; level <= highest; level += 1) {
      const ring = angles.map((angle) => polar(angle, (radius * level) / highest));
      svg.append(shape("polygon", { class: "pcf-grid", points: points(ring) }));
    }
    for (const angle of angles) {
      const [x, y] = polar(angle, radius);
      svg.append(shape("line", { class: "pcf-grid", x1: 0, y1: 0, x2: x.toFixed(1), y2: y.toFixed(1) }));
    }
    for (let level = 0; level <= highest; level += 1) {
      const y = (4 - (radius * level) / highest).toFixed(1);
      svg.append(shape("text", { class: "pcf-tick", x: -6, y, "text-anchor": "end" }, String(level)));
    }
  }

  function series(svg, axes, at) {
    const next = (index) => (index + 1) % axes.length;
    axes.forEach((axis, a) => {
      const b = next(a);
      const band = points([at(a, axis.low), at(a, axis.high), at(b, axes[b].high), at(b, axes[b].low)]);
      if (band) svg.append(shape("polygon", { class: "pcf-range", points: band }));
    });
    axes.forEach((axis, a) => {
      const ends = points([at(a, axis.value), at(next(a), axes[next(a)].value)]);
      if (ends) svg.append(shape("polyline", { class: "pcf-value pcf-line", points: ends }));
    });
    axes.forEach((axis, a) => {
      const spot = at(a, axis.value);
      if (spot) svg.append(shape("circle", { class: "pcf-value", cx: spot[0].toFixed(1), cy: spot[1].toFixed(1), r: 5 }));
    });
  }

  function corner(svg, angle, radius, axis, room) {
    const [x, y] = polar(angle, radius + 14);
    const across = Math.cos(angle);
    const down = Math.sin(angle);
    const anchor = Math.abs(across) < 0.2 ? "middle" : across > 0 ? "start" : "end";
    const lines = room ? wrapped(axis.label, anchor === "middle" ? 2 * room : room) : [axis.short ?? axis.label];
    const said = [...lines, axis.shown];
    const first = down < -0.9 ? y - (said.length - 1) * LINE : down > 0.9 ? y + 10 : y - ((said.length - 1) * LINE) / 2 + 4;
    said.forEach((line, index) => {
      const place = { x: x.toFixed(1), y: (first + index * LINE).toFixed(1), "text-anchor": anchor };
      svg.append(shape("text", { ...place, class: index === lines.length ? "pcf-shown" : "pcf-label" }, line));
    });
  }

  function picture(width, { axes, highest, title }) {
    const isNarrow = width < NARROW;
    const room = isNarrow ? 0 : Math.floor((width / 2 - 130) / 7);
    const side = isNarrow ? 52 : Math.max(130, width / 2 - 175);
    const radius = Math.max(60, width / 2 - side);
    const above = isNarrow ? 44 : 66;
    const height = 2 * (radius + above);
    const svg = shape("svg", { class: "pcf-chart", width, height, viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, role: "img" });
    svg.append(shape("title", {}, title));
    svg.append(shape("desc", {}, axes.map((axis) => `${axis.label}: ${axis.shown}`).join("; ")));
    const angles = axes.map((_, index) => (2 * Math.PI * index) / axes.length - Math.PI / 2);
    const at = (index, value) =>
      isKnown(value) ? polar(angles[index], (radius * Math.min(highest, Math.max(0, value))) / highest) : null;
    web(svg, angles, radius, highest);
    series(svg, axes, at);
    axes.forEach((axis, index) => corner(svg, angles[index], radius, axis, room));
    return svg;
  }

  // The same for those who read by ear, line by line: its heads are the words for axis, value and range.
  function table({ axes, title, describe }) {
    const row = (axis) => make("tr", {}, make("th", { scope: "row" }, axis.label), make("td", {}, axis.shown));
    const head = make("tr", {}, ...describe.map((word) => make("th", { scope: "col" }, word)));
    const body = [make("caption", {}, title), make("thead", {}, head), make("tbody", {}, axes.map(row))];
    return make("div", { class: "pcf-unseen" }, make("table", { class: "pcf-table" }, body)); // a table cannot be small itself
  }

  // Draws into a host, in place of what it held, and again whenever its width changes.
  // axes: [{label, short, shown, value, low, high}], value null where there is none; three or more of them.
  // describe: the heads of a table for screen readers, or nothing where the page shows such a table itself.
  function draw(host, chart) {
    if (!watched.has(host)) {
      const observer = new ResizeObserver(() => show(host));
      watched.set(host, { observer });
      observer.observe(host);
    }
    Object.assign(watched.get(host), { chart, width: 0 });
    show(host);
  }

  function show(host) {
    const state = watched.get(host);
    const width = Math.min(720, Math.max(260, Math.floor(host.clientWidth)));
    if (state.width === width || !host.clientWidth) return;
    state.width = width;
    const svg = picture(width, state.chart);
    if (state.chart.describe) svg.setAttribute("aria-hidden", "true");
    host.replaceChildren(svg, ...(state.chart.describe ? [table(state.chart)] : []));
  }

  pcf.radar = { draw };
})((globalThis.pcf ??= {}));
