// The toolbar of the map, and what it paints. Without scripts the map is a picture of links, and has no toolbar.
// What is shown stands in the address, so that it can be sent to others: #metrics, #change=7.0..7.4, #industry=bank.
// A file of one's own stands nowhere but in this page.
"use strict";
(function (pcf) {
  const READERS = ["assets/data/assessment.js", "assets/score.js", "assets/saved.js"];
  const { make, shape, fill } = pcf.making;
  const data = pcf.data.map;
  const map = document.getElementById("map");
  const links = new Map([...map.querySelectorAll("svg a")].map((link) => [idOf(link), link]));
  const parts = {};
  let opened = null; // the reader's own file, read

  function idOf(link) {
    return link.getAttribute("href").match(/\/id\/([\w-]+)\//)[1].replace("-", ":"); // an own id has its colon in no address
  }

  // --- what is shown: from the address, and back to it ---

  function shown() {
    const [kind, what = ""] = location.hash.slice(1).split("=");
    const [from, to] = what.split("..");
    if (kind === "metrics" || kind === "own") return { kind };
    if (kind === "change" && Object.hasOwn(data.changes, what)) return { kind, from, to };
    if (kind === "industry" && data.industries.some(({ id }) => id === what)) return { kind, industry: what };
    return { kind: "nothing" };
  }

  function show({ kind, from, to, industry }) {
    const what = { change: `=${from}..${to}`, industry: `=${industry}` }[kind] ?? "";
    location.hash = kind + what; // tells `hashchange`, and the way back leads to what was shown before
  }

  function viewOf(state) {
    const views = pcf.mapViews;
    if (state.kind === "metrics") return views.metrics(data);
    if (state.kind === "change") return views.change(data, state);
    if (state.kind === "industry") return views.industry(data, data.industries.find(({ id }) => id === state.industry));
    if (state.kind === "own") return opened ?? { ...views.nothing(data), said: data.words.said_waiting };
    return views.nothing(data);
  }

  // --- the toolbar ---

  function field(text, control) {
    return make("label", { class: "pcf-map-field" }, make("span", {}, text), control);
  }

  function select(options, change) {
    return make("select", { on: { change } }, options.map(([value, text]) => make("option", { value }, text)));
  }

  function toolbar() {
    const { words, editions } = data;
    const kinds = ["nothing", "metrics", "change", "industry", "own"];
    parts.kind = select(kinds.map((kind) => [kind, words[kind]]), choose);
    parts.from = select(editions.slice(0, -1).map((id) => [id, id]), chooseEditions);
    parts.to = select(editions.slice(1).map((id) => [id, id]), chooseEditions);
    parts.industry = select(data.industries.map(({ id, name }) => [id, name]), choose);
    // Emptied before a choice, so that a file that has changed since may be chosen again, and its name stays in sight.
    const forgetFile = () => {
      parts.file.value = "";
    };
    parts.file = make("input", { type: "file", accept: ".json,application/json", on: { click: forgetFile, change: openFile } });
    parts.fields = {
      change: make("span", { class: "pcf-map-fields" }, field(words.from, parts.from), field(words.to, parts.to)),
      industry: field(words.which, parts.industry),
      own: make("span", {}, field(words.file, parts.file), make("small", {}, words.file_help)),
    };
    parts.said = make("p", { class: "pcf-map-said", role: "status" });
    parts.legend = make("div", { class: "pcf-map-legend" });
    parts.lists = make("div", { class: "pcf-map-lists" });
    const bar = make(
      "form",
      { class: "pcf-map-bar pcf-noprint", "aria-label": words.colour_by, on: { submit: (event) => event.preventDefault() } },
      field(words.colour_by, parts.kind),
      Object.values(parts.fields),
    );
    parts.from.value = data.edition; // until somebody asks for others: what the newest edition changed
    parts.to.value = editions.at(-1);
    map.before(bar, parts.said, parts.legend, parts.lists);
  }

  function choose() {
    const [kind, industry] = [parts.kind.value, parts.industry.value];
    show({ kind, industry, from: parts.from.value, to: parts.to.value });
  }

  // A comparison runs forward: the other edition gives way to the one that was chosen.
  function chooseEditions(event) {
    const { editions } = data;
    const at = (one) => editions.indexOf(one.value);
    if (at(parts.from) >= at(parts.to)) {
      if (event.target === parts.from) parts.to.value = editions[at(parts.from) + 1];
      else parts.from.value = editions[at(parts.to) - 1];
    }
    choose();
  }

  function settle(state) {
    parts.kind.value = state.kind;
    parts.from.value = state.from ?? parts.from.value;
    parts.to.value = state.to ?? parts.to.value;
    parts.industry.value = state.industry ?? parts.industry.value;
    for (const [kind, shownFor] of Object.entries(parts.fields)) shownFor.hidden = kind !== state.kind;
  }

  // --- a file of one's own ---

  async function openFile() {
    const [file] = parts.file.files;
    if (!file) return;
    opened = await readFile(file);
    render();
  }

  async function readFile(file) {
    const { words } = data;
    const untold = (said) => ({ ...pcf.mapViews.nothing(data), said });
    try {
      await Promise.all(READERS.map(pcf.load));
    } catch {
      return untold(words.not_loaded);
    }
    try {
      const found = pcf.saved.read(pcf.data.assessment, await file.text());
      if (found.form) return pcf.mapViews.own(data, pcf.data.assessment, found);
      return untold(fill(words.unreadable, { problem: found.problems.join(" ") }));
    } catch (error) {
      return untold(fill(words.unreadable, { problem: error.message })); // moved, say, or not ours to read
    }
  }

  // --- painting ---

  // A sign stands in the upper corner of a box, and before a line.
  function signAt(link, text) {
    const [rect, label] = [link.querySelector("rect"), link.querySelector("text")];
    const isBox = rect.hasAttribute("stroke");
    const left = Number(label.getAttribute("x"));
    const place = {
      x: isBox ? Number(rect.getAttribute("width")) - 10 : left - 10,
      y: label.getAttribute("y"),
      "text-anchor": isBox ? "end" : "middle",
    };
    return shape("text", { class: "pcf-map-sign", ...place, "aria-hidden": "true" }, text); // the title says it in words
  }

  function title(link, text) {
    const said = link.querySelector("text:not(.pcf-map-sign)").textContent;
    return shape("title", {}, fill(data.words.of_element, { element: said, fact: text }));
  }

  function paint(marks) {
    for (const [id, link] of links) {
      for (const old of link.querySelectorAll(".pcf-map-sign, title")) old.remove();
      const mark = marks[id];
      if (!mark) {
        link.removeAttribute("class");
        continue;
      }
      link.setAttribute("class", `pcf-look-${mark.look}`);
      link.prepend(title(link, mark.text));
      link.append(signAt(link, mark.sign));
    }
  }

  function legend(entries) {
    if (!entries.length) return [];
    const lines = entries.map(({ look, sign, text }) => {
      const swatch = make("span", { class: `pcf-map-swatch pcf-look-${look}`, "aria-hidden": "true" }, sign);
      return make("li", {}, swatch, text);
    });
    return [make("strong", {}, data.words.legend), make("ul", { role: "list" }, lines)];
  }

  function list({ title: heading, lines, isOpen = false }) {
    if (!lines.length) return [];
    const items = lines.map(({ id, label, text }) => {
      const link = id ? make("a", { href: pcf.page(`id/${id.replace(":", "-")}/`) }, label) : null;
      return make("li", {}, link, link ? ": " : "", text);
    });
    return [make("details", { open: isOpen }, make("summary", {}, heading), make("ul", {}, items))];
  }

  function lists({ problems, lists: all, more }) {
    const link = more ? make("p", {}, make("a", { href: pcf.page(more.address) }, more.text)) : null;
    return [...problems.map((text) => make("p", {}, text)), ...all.flatMap(list), link].filter(Boolean);
  }

  function render() {
    const state = shown();
    settle(state);
    const view = viewOf(state);
    paint(view.marks);
    parts.legend.replaceChildren(...legend(view.legend));
    parts.lists.replaceChildren(...lists(view));
    parts.said.textContent = view.said;
  }

  toolbar();
  pcf.mapKeys.follow(map);
  addEventListener("hashchange", render);
  render();
})((globalThis.pcf ??= {}));
