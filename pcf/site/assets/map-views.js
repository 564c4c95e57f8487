// What the map can be coloured by. A view is { said, legend, marks, lists, problems, more }:
// `marks` tells for each element id a look (a class), a sign and words; `lists` say the same as text.
"use strict";
(function (pcf) {
  const { fill } = pcf.making;

  const label = (place) => [place.number, place.name].filter(Boolean).join(" ");
  const words = (data, name, facts = {}) => fill(data.words[name], facts);

  // Where an element stood in an edition: an entry of the data holds until the next one.
  function placeIn(data, id, edition) {
    const position = data.editions.indexOf(edition);
    const entry = (data.places[id] ?? []).filter(([from]) => from <= position).at(-1);
    return entry && entry.length > 1 ? { number: entry[1], name: entry[2], outside: entry[3] === 1 } : null;
  }

  // How an element is called: as on the map, or as the last edition that has it says.
  function nameOf(data, id) {
    const last = data.places[id]?.filter((entry) => entry.length > 1).at(-1);
    const place = placeIn(data, id, data.edition);
    return place ? label(place) : last ? label({ number: last[1], name: last[2] }) : id;
  }

  const view = (said, parts = {}) => ({ said, legend: [], marks: {}, lists: [], problems: [], more: null, ...parts });

  function nothing(data) {
    return view(words(data, "said_nothing"));
  }

  function metrics(data) {
    const { steps } = data;
    const marks = {};
    for (const [id, count] of Object.entries(data.metrics)) {
      const shade = steps.filter((least) => least <= count).length - 1;
      marks[id] = { look: `shade-${shade}`, sign: count ? String(count) : "", text: words(data, "metrics_at", { count }) };
    }
    const legend = steps.map((from, shade) => {
      const next = steps[shade + 1];
      const last = next === undefined ? words(data, "metrics_many", { from }) : null;
      const some = from === 0 ? words(data, "metrics_none") : words(data, "metrics_some", { from, to: next - 1 });
      const one = next === from + 1 && from > 0 ? words(data, "metrics_at", { count: from }) : some;
      return { look: `shade-${shade}`, sign: "", text: last ?? one };
    });
    const root = Object.keys(data.places).find((id) => placeIn(data, id, data.edition)?.number?.endsWith(".0"));
    return view(words(data, "said_metrics", { count: data.metrics[root] }), { marks, legend });
  }

  function standing(data, place) {
    const number = place.number ?? words(data, "no_number");
    return place.outside ? `${number} (${words(data, "outside")})` : number;
  }

  // Everything that is known of one element between two editions, most important first.
  function changeFacts(data, pair, id, kinds) {
    const between = data.changes[`${pair.from}..${pair.to}`];
    const [before, after] = [placeIn(data, id, pair.from), placeIn(data, id, pair.to)];
    const named = (name) => data.looks.find((look) => look.id === name).name;
    const facts = [kinds.map(named).join(", ")];
    if (kinds.includes("renamed")) {
      facts.push(words(data, "was_named", { edition: pair.from, name: before.name }));
      facts.push(words(data, "was_named", { edition: pair.to, name: after.name }));
    }
    if (kinds.includes("moved")) {
      facts.push(words(data, "moved_to", { from: standing(data, before), to: standing(data, after) }));
    }
    const { successors, predecessors, notes } = between;
    const heir = (other) => ({ element: `${nameOf(data, other)} (${other})` }); // often under the same name
    if (successors[id]) facts.push(words(data, "successor", heir(successors[id])));
    if (predecessors[id]) facts.push(words(data, "predecessor", heir(predecessors[id])));
    if (notes[id]) facts.push(notes[id]);
    return facts.join("; ");
  }

  function change(data, pair) {
    const between = data.changes[`${pair.from}..${pair.to}`];
    const looks = Object.fromEntries(data.looks.map((look) => [look.id, look]));
    const [marks, counts, onMap, offMap] = [{}, new Map(), [], []];
    for (const id of Object.keys(data.metrics)) {
      marks[id] = { look: "neither", sign: looks.neither.sign, text: looks.neither.name };
    }
    for (const [kind, ids] of Object.entries(between.kinds)) {
      const kinds = kind.split(" ");
      const look = kinds[1] === "succeeded" ? "succeeded" : kinds[0]; // dropped, but not without an heir
      for (const id of ids.split(" ")) {
        const text = changeFacts(data, pair, id, kinds);
        const isOnMap = id in marks;
        if (isOnMap) marks[id] = { look, sign: looks[look].sign, text };
        if (look !== "kept" || !isOnMap) (isOnMap ? onMap : offMap).push({ id, label: nameOf(data, id), text });
        counts.set(look, (counts.get(look) ?? 0) + 1);
      }
    }
    const neither = Object.values(marks).filter((mark) => mark.look === "neither").length;
    if (neither) counts.set("neither", neither);
    const legend = data.looks.filter(({ id }) => counts.has(id)).map(({ id, sign, name }) => ({
      look: id, sign, text: words(data, "changes_of", { change: name, count: counts.get(id) }),
    }));
    const said = words(data, "said_change", { ...pair, changes: legend.map((one) => one.text).join(", ") });
    const order = Object.keys(marks);
    onMap.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
    return view(said, {
      marks,
      legend,
      lists: [
        { title: words(data, "off_map", { edition: data.edition }), lines: offMap, isOpen: true },
        { title: words(data, "changed"), lines: onMap },
      ],
      problems: onMap.length + offMap.length ? [] : [words(data, "nothing_changed")],
    });
  }

  // What stands below a process goes with it.
  function lackedWith(data, id) {
    const { number } = placeIn(data, id, data.edition);
    return Object.keys(data.metrics).filter((other) => {
      const place = placeIn(data, other, data.edition);
      return other === id || place.number.startsWith(`${number}.`);
    });
  }

  function industry(data, profile) {
    const marks = {};
    const has = { look: "has", sign: "✓", text: words(data, "has") };
    for (const id of data.processes) marks[id] = has;
    const lines = profile.lacks.map((process) => {
      const { reason } = data.reasons.find(({ processes }) => processes.includes(process));
      const text = words(data, "lacks_why", { reason });
      for (const id of lackedWith(data, process)) marks[id] = { look: "lacks", sign: "✗", text };
      return { id: process, label: nameOf(data, process), text: reason };
    });
    return view(words(data, "said_industry", { industry: profile.name }), {
      marks,
      legend: [has, { look: "lacks", sign: "✗", text: words(data, "lacks") }],
      lists: [{ title: words(data, "lacking"), lines }],
      problems: lines.length ? [] : [words(data, "lacks_nothing")],
      more: { text: words(data, "about_industry"), address: profile.address },
    });
  }

  // The scores of a form that was read by saved.js, as score.js computes them.
  function own(data, asked, { form, problems }) {
    const [marks, lines] = [{}, []];
    const said = (fraction) => (fraction ? pcf.score.text(fraction, 1, data.lang) : "–");
    const share = (fraction) => pcf.score.percent(fraction, data.lang, 0);
    function mark(node) {
      const shown = ownMark(data, node, said, share);
      marks[node.id] = shown;
      lines.push({ id: node.id, label: nameOf(data, node.id), text: shown.text });
      for (const child of node.children ?? []) mark(child);
    }
    const root = pcf.score.assess(asked, form);
    mark(root);
    const who = form.organisation || words(data, "unnamed");
    const facts = { who, score: said(root.score), coverage: share(root.coverage) };
    return view(words(data, root.score ? "said_own" : "said_own_none", facts), {
      marks,
      legend: [
        ...data.levels.map((name, level) => ({
          look: `shade-${level}`, sign: "", text: words(data, "band", { level, name }),
        })),
        { look: "lacks", sign: "✗", text: words(data, "not_applicable") },
        { look: "neither", sign: "?", text: words(data, "no_score") },
      ],
      lists: [
        { title: words(data, "problems"), lines: problems.map((text) => ({ text })), isOpen: true },
        { title: words(data, "scores"), lines },
      ],
    });
  }

  function ownMark(data, node, said, share) {
    if (!node.applicable) return { look: "lacks", sign: "✗", text: words(data, "not_applicable") };
    const coverage = share(node.coverage);
    if (!node.score) return { look: "neither", sign: "?", text: words(data, "unscored", { coverage }) };
    const facts = { score: said(node.score), low: said(node.low), high: said(node.high), coverage };
    const isProvisional = node.status === "provisional";
    const text = words(data, "scored", facts);
    return {
      look: `shade-${Math.floor(pcf.score.toNumber(node.score))}`,
      sign: isProvisional ? `≈ ${facts.score}` : facts.score,
      text: isProvisional ? `${text}; ${words(data, "provisional")}` : text,
    };
  }

  pcf.mapViews = { nothing, metrics, change, industry, own };
})((globalThis.pcf ??= {}));
