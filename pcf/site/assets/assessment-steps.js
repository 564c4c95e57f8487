// Where to begin: the processes rated lowest, and what their next level has that is not in place.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;
  const SHOWN = 5;

  // Rated processes below the highest level, the lowest first; of equals, in printed order.
  function weakest(tool) {
    const rated = pcf.saved
      .processesOf(tool.data)
      .map((about) => ({ about, answer: tool.answer(about.id) }))
      .filter(({ answer }) => /\d/.test(answer.answer));
    const open = rated.filter(({ answer }) => Number(answer.answer) < tool.data.highest);
    return { rated, open: open.sort((a, b) => Number(a.answer.answer) - Number(b.answer.answer)).slice(0, SHOWN) };
  }

  function step(tool, { about, answer }) {
    const words = tool.words.results;
    const from = Number(answer.answer);
    const following = pcf.nextStep(about.statements, answer.ticks, from);
    const to = following ? following.level : from + 1;
    const texts = pcf.data.assessment_texts?.[about.id];
    const said = (level) => pcf.tool.answerText(tool.data, tool.words, String(level));
    const go = (event) => {
      event.preventDefault();
      tool.goTo(about.id);
    };
    const link = make("a", { href: `#${about.id}`, on: { click: go } }, `${about.hierarchy_id} ${about.name}`);
    const heading = make("h3", {}, link, " ", make("small", {}, fill(words.steps_to, { from: said(from), to: said(to) })));
    if (!texts) return make("li", {}, heading);
    const open = following?.open.length ? make("ul", {}, following.open.map(({ id }) => make("li", {}, texts.statements[id]))) : make("p", {}, words.steps_done);
    return make("li", {}, heading, make("p", { class: "pcf-soft" }, texts.descriptors[to]), open);
  }

  // Returns {node, refresh()}.
  function steps(tool) {
    const words = tool.words.results;
    const lead = make("p");
    const list = make("ol", { class: "pcf-next" });
    const node = make("section", {}, make("h2", {}, words.steps_title), lead, list);

    function refresh() {
      const { rated, open } = weakest(tool);
      lead.textContent = open.length ? words.steps_lead : rated.length ? words.steps_top : words.steps_none;
      list.replaceChildren(...open.map((one) => step(tool, one)));
      if (open.length && !pcf.data.assessment_texts) pcf.tool.loadTexts().then(refresh, () => {}); // else the links stay
    }

    return { node, refresh };
  }

  pcf.tool.steps = steps;
})((globalThis.pcf ??= {}));
