// A radar: values on axes around a centre, with their possible range. What is missing breaks the line, and is no zero.
// The same look and classes as pcf.charts.radar draws in reports.
"use strict";
(function (pcf) {
  const { make, shape } = pcf.making;
  const NARROW = 520; // below this many pixels the corners carry short labels, and the table says the rest
  const LINE = 16;
  const EDGE = 4; // kept free at the sides
  const [LABEL, SHOWN] = ["pcf-label", "pcf-shown"];
  const watched = new WeakMap();

  const polar = (angle, radius) => [radius * Math.cos(angle), radius * Math.sin(angle)];
  const isKnown = (value) => typeof value === "number" && Number.isFinite(value);

  // A string of points, or none if one of them is missing.
  function points(corners) {
    return corners.includes(null) ? "" : corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  }

  // Tells how wide a text is drawn; each is measured once.
  function ruler(svg) {
    const probe = svg.appendChild(shape("text", {}, ""));
    const known = new Map();
    return (text, look) => {
      const key = `${look} ${text}`;
      if (!known.has(key)) {
        probe.setAttribute("class", look);
        probe.textContent = text;
        known.set(key, probe.getComputedTextLength());
      }
      return known.get(key);
    };
  }

  // Lines no wider than the room there is, unless a single word is; Chinese has no spaces to break at.
  function wrapped(label, room, widthOf) {
    const lines = [""];
    for (const piece of label.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
      if (lines.at(-1) && widthOf((lines.at(-1) + piece).trimEnd(), LABEL) > room) lines.push("");
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

  // What stands at a corner: lines of text with their places, and by how much the widest leaves the picture.
  function corner(angle, radius, axis, { width, isShort, widthOf }) {
    const [x, y] = polar(angle, radius + 14);
    const [across, down] = [Math.cos(angle), Math.sin(angle)];
    const anchor = Math.abs(across) < 0.2 ? "middle" : across > 0 ? "start" : "end";
    const room = (anchor === "middle" ? 2 : 1) * (width / 2 - Math.abs(x)) - EDGE;
    const label = isShort ? [axis.short ?? axis.label] : wrapped(axis.label, room, widthOf);
    const texts = [...label.map((text) => ({ text, look: LABEL })), { text: axis.shown, look: SHOWN }];
    const beyond = Math.max(...texts.map(({ text, look }) => widthOf(text, look))) - room;
    const height = (texts.length - 1) * LINE;
    const first = down < -0.9 ? y - height : down > 0.9 ? y + 10 : y - height / 2 + 4;
    return { x, anchor, beyond, lines: texts.map((one, index) => ({ ...one, y: first + index * LINE })) };
  }

  // The largest web around which every text has room: with whole labels if it stays legible, else with short ones.
  function layout(width, axes, angles, widthOf) {
    const at = (radius, isShort) => {
      const corners = axes.map((axis, index) => corner(angles[index], radius, axis, { width, isShort, widthOf }));
      return { radius, corners, beyond: Math.max(0, ...corners.map((one) => one.beyond)) };
    };
    const fitting = (largest, least, isShort) => {
      for (let radius = largest; radius >= least; radius -= 5) {
        const made = at(radius, isShort);
        if (!made.beyond) return made;
      }
      return null;
    };
    const whole = width < NARROW ? null : fitting(Math.min(175, width / 2 - 130), 110, false);
    return whole ?? fitting(Math.min(175, width / 2 - 52), 60, true) ?? at(60, true);
  }

  // Draws into an SVG that stands in the page, since only there texts can be measured.
  function picture(svg, width, { axes, highest, title }) {
    const angles = axes.map((_, index) => (2 * Math.PI * index) / axes.length - Math.PI / 2);
    const { radius, corners, beyond } = layout(width, axes, angles, ruler(svg));
    const ys = corners.flatMap(({ lines }) => lines.map(({ y }) => y));
    const [top, bottom] = [Math.min(-radius, ...ys) - LINE, Math.max(radius, ...ys) + LINE / 2];
    const wide = width + 2 * beyond; // where even a short text finds no room, the whole is drawn smaller
    const size = { width, height: bottom - top, viewBox: `${-wide / 2} ${top} ${wide} ${bottom - top}` };
    for (const [name, value] of Object.entries(size)) svg.setAttribute(name, value);
    svg.replaceChildren(shape("title", {}, title));
    svg.append(shape("desc", {}, axes.map((axis) => `${axis.label}: ${axis.shown}`).join("; ")));
    const at = (index, value) =>
      isKnown(value) ? polar(angles[index], (radius * Math.min(highest, Math.max(0, value))) / highest) : null;
    web(svg, angles, radius, highest);
    series(svg, axes, at);
    for (const { x, anchor, lines } of corners) {
      for (const { text, look, y } of lines) {
        svg.append(shape("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor, class: look }, text));
      }
    }
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
    const svg = shape("svg", { class: "pcf-chart", role: "img" });
    if (state.chart.describe) svg.setAttribute("aria-hidden", "true");
    host.replaceChildren(svg, ...(state.chart.describe ? [table(state.chart)] : []));
    picture(svg, width, state.chart);
  }

  pcf.radar = { draw };
})((globalThis.pcf ??= {}));
