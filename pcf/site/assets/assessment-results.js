// The score with all that keeps it honest: status, coverage, possible range; groups, radar, heat map.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;

  const scoreText = (tool, score) => pcf.tool.level(tool.data, score.score);
  const numbered = (element) => `${element.hierarchy_id} ${element.name}`;

  // Why there is no score, or what weakens it; empty where it simply holds.
  function standing(tool, tree) {
    const { data, form } = tool;
    const words = tool.words.results;
    const needs = (name) => pcf.score.percent(pcf.score.parsed(data.thresholds[name]), data.lang);
    if (!tree.applicable) return words.none_applies;
    if (tree.status === "provisional") return fill(words.provisional, { needed: needs("scored") });
    if (tree.status === "scored") return "";
    if (!pcf.tool.progress(data, form).done) return words.none_blank;
    const lacking = tree.children.filter((group) => group.applicable && group.score === null);
    const isCovered = pcf.score.toNumber(tree.coverage) >= pcf.score.toNumber(pcf.score.parsed(data.thresholds.provisional));
    if (isCovered && lacking.length) {
      const groups = lacking.map((group) => data.groups.find((one) => one.id === group.id).hierarchy_id);
      return fill(words.none_groups, { groups: groups.join(data.comma) });
    }
    return fill(words.none_coverage, { coverage: pcf.score.percent(tree.coverage, data.lang), needed: needs("provisional") });
  }

  // The strip that is always in sight. Returns {node, refresh(tree)}.
  function scoreBar(tool) {
    const words = tool.words.results;
    const score = make("b", { class: "pcf-score" });
    const badge = make("span", { class: "pcf-badge" });
    const [coverage, range, answered] = [make("dd"), make("dd"), make("span", { id: "pcf-answered" })];
    const bar = make("progress", { "aria-labelledby": "pcf-answered" });
    const why = make("p", { class: "pcf-why" });
    const node = make(
      "section",
      { class: "pcf-scorebar", "aria-label": words.headline },
      make("p", { class: "pcf-headline" }, score, " ", make("span", {}, fill(words.of_highest, { highest: tool.data.highest })), " ", badge),
      make("dl", {}, make("div", {}, make("dt", {}, words.range), range), make("div", {}, make("dt", {}, words.coverage), coverage)),
      make("p", { class: "pcf-progress" }, bar, answered),
      why,
    );

    // Nothing is scrolled to a place that the bar covers: the keyboard going backwards would not see where it is.
    const observer = new ResizeObserver(() => {
      const covered = node.offsetHeight + parseFloat(getComputedStyle(node).top);
      document.documentElement.style.setProperty("--pcf-covered", `${Math.ceil(covered)}px`);
    });
    observer.observe(node);

    function refresh(tree) {
      const done = pcf.tool.progress(tool.data, tool.form);
      score.textContent = scoreText(tool, tree);
      badge.textContent = tool.words.status[tree.status];
      badge.className = `pcf-badge pcf-badge-${tree.status}`;
      coverage.textContent = tree.applicable ? pcf.score.percent(tree.coverage, tool.data.lang) : "–";
      range.textContent = pcf.tool.range(tool.data, tool.words, tree);
      [bar.max, bar.value] = [done.all, done.done];
      answered.textContent = fill(words.answered, done);
      why.textContent = standing(tool, tree);
      why.hidden = !why.textContent;
    }

    return { node, refresh };
  }

  // Groups as a table, radar, heat map. Returns {node, refresh(tree)}.
  function results(tool) {
    const words = tool.words.results;
    const rows = make("tbody");
    const head = [words.group, words.headline, words.status, words.range, words.coverage, words.dk];
    const table = make("table", { class: "pcf-table" }, make("thead", {}, make("tr", {}, head.map((word) => make("th", { scope: "col" }, word)))), rows);
    const options = [{ id: "", name: words.radar_groups }, ...tool.data.groups.map((group) => ({ id: group.id, name: numbered(group) }))];
    const axesOf = make("select", { on: { change: () => drawRadar(tool.tree) } }, options.map((one) => make("option", { value: one.id }, one.name)));
    const radar = make("div", { class: "pcf-radar" });
    const heat = make("div");
    const means = fill(words.range_means, { highest: tool.data.highest });
    const node = make(
      "section",
      { class: "pcf-results" },
      make("h2", { id: "pcf-result" }, words.result),
      make("div", { class: "pcf-scroll", tabindex: 0, role: "region", "aria-labelledby": "pcf-result" }, table),
      make("p", {}, means),
      make("h3", {}, words.radar_title),
      pcf.tool.field(words.radar_of, axesOf),
      radar,
      make("p", { class: "pcf-legend" }, make("i", { class: "pcf-key-value" }), words.headline, make("i", { class: "pcf-key-range" }), words.range),
      make("h3", {}, words.heat_title),
      make("p", { class: "pcf-noprint" }, words.heat_lead),
      heat,
    );

    function row(score, name) {
      const { data } = tool;
      const said = tool.words.status[score.status];
      const share = (fraction) => (score.applicable ? pcf.score.percent(fraction, data.lang) : "–");
      const cells = [scoreText(tool, score), score.applicable ? said : words.na, pcf.tool.range(data, tool.words, score), share(score.coverage), share(score.dkShare)];
      return make("tr", {}, make("th", { scope: "row" }, name), cells.map((cell) => make("td", {}, cell)));
    }

    // A score as an axis: short labels for phones, long ones elsewhere.
    function axis(score, element) {
      const value = score.score === null ? null : pcf.score.toNumber(score.score);
      const [low, high] = score.applicable ? [score.low, score.high].map(pcf.score.toNumber) : [null, null];
      const shown = score.applicable ? scoreText(tool, score) : words.na;
      return { label: numbered(element), short: element.hierarchy_id, shown, value, low, high };
    }

    function drawRadar(tree) {
      const group = tool.data.groups.find((one) => one.id === axesOf.value);
      const scores = group ? tree.children.find((one) => one.id === group.id).children : tree.children;
      const elements = group ? group.processes : tool.data.groups;
      const axes = scores.map((score) => axis(score, elements.find((one) => one.id === score.id)));
      const title = group ? numbered(group) : words.radar_groups;
      pcf.radar.draw(radar, { axes, highest: tool.data.highest, title, describe: [words.group, words.headline] });
    }

    function drawHeat(tree) {
      const bands = tool.data.groups.map((group) => {
        const score = tree.children.find((one) => one.id === group.id);
        const value = score.score === null ? null : pcf.score.toNumber(score.score);
        const shown = score.applicable ? (value === null ? tool.words.status.none : scoreText(tool, score)) : words.na;
        return { label: numbered(group), shown, value, gap: score.applicable ? "blank" : "na", cells: group.processes.map(cell) };
      });
      pcf.heat.draw(heat, { bands, open: (id) => tool.goTo(id) });
    }

    function cell(process) {
      const code = tool.answer(process.id).answer;
      const value = /\d/.test(code) ? Number(code) : null;
      const shown = pcf.tool.answerText(tool.data, tool.words, code);
      return { id: process.id, label: numbered(process), shown, value, gap: code ? code.toLowerCase() : "blank" };
    }

    function refresh(tree) {
      const groups = tree.children.map((score) => row(score, numbered(tool.data.groups.find((one) => one.id === score.id))));
      rows.replaceChildren(...groups, row(tree, numbered(tool.data.root)));
      drawRadar(tree);
      drawHeat(tree);
    }

    return { node, refresh };
  }

  // What a screen reader is told once typing rests: one sentence, not each step on the way.
  function announcer(tool) {
    const node = make("p", { class: "pcf-unseen", role: "status" });
    let waiting = 0;

    function refresh(tree) {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const facts = { ...pcf.tool.progress(tool.data, tool.form), score: scoreText(tool, tree), status: tool.words.status[tree.status] };
        const words = tool.words.results;
        node.textContent = fill(tree.score === null ? words.live_none : words.live, facts);
      }, 1200);
    }

    return { node, refresh };
  }

  Object.assign(pcf.tool, { scoreBar, results, announcer });
})((globalThis.pcf ??= {}));
