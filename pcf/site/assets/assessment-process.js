// One process of the self-assessment: six levels to choose from, statements, evidence, a comment.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;

  // Returns {node, refresh(), reset(), open(), close(), isOpen()}; what is inside is built when it is first opened.
  function process(tool, about) {
    const panel = make("div", { id: `panel-${about.id}`, class: "pcf-panel", hidden: true, role: "group", "aria-labelledby": `head-${about.id}` });
    const chip = make("span", { class: "pcf-chip" });
    const head = make(
      "button",
      { type: "button", id: `head-${about.id}`, class: "pcf-head", "aria-expanded": "false", "aria-controls": panel.id, on: { click: () => tool.toggle(about.id) } },
      make("span", { class: "pcf-name" }, `${about.hierarchy_id} ${about.name}`),
      " ",
      chip,
    );
    const node = make("section", { class: "pcf-process", "data-process": about.id }, make("h4", {}, head), panel);
    let derived = null; // until it is built

    function setOpen(isOpen) {
      panel.hidden = !isOpen;
      head.setAttribute("aria-expanded", String(isOpen));
      node.classList.toggle("pcf-open", isOpen);
      if (isOpen && !derived) build();
      refresh();
    }

    // At once where the texts are there; else when they are, unless it was built or closed in the meantime.
    async function build() {
      if (!pcf.data.assessment_texts) {
        panel.replaceChildren(make("p", { role: "status" }, tool.words.form.loading));
        try {
          await pcf.tool.loadTexts();
        } catch {
          panel.replaceChildren(make("p", { role: "alert" }, tool.words.form.not_loaded));
          return;
        }
      }
      if (derived || panel.hidden) return;
      const made = contents(tool, about, pcf.data.assessment_texts[about.id]);
      panel.replaceChildren(...made.nodes);
      derived = made.derived;
      refresh();
    }

    function refresh() {
      const code = tool.answer(about.id).answer;
      chip.textContent = pcf.tool.answerText(tool.data, tool.words, code);
      chip.className = `pcf-chip pcf-tile-${code ? code.toLowerCase() : "blank"}`;
      for (const one of derived ?? []) one();
    }

    // The form was replaced: what was built shows the old one.
    function reset() {
      const isOpen = !panel.hidden;
      panel.replaceChildren();
      derived = null;
      setOpen(isOpen);
    }

    refresh();
    return { node, head, refresh, reset, open: () => setOpen(true), close: () => setOpen(false), isOpen: () => !panel.hidden };
  }

  function contents(tool, about, texts) {
    const levels = levelCards(tool, about, texts);
    const ticks = statements(tool, about, texts, levels.choose);
    const evidence = evidenceKinds(tool, about);
    const nodes = [levels.node, ticks.node, evidence.node, comment(tool, about), background(tool, about, texts), steps(tool, about)];
    return { nodes, derived: [levels.refresh, ticks.refresh, evidence.refresh] };
  }

  function background(tool, about, texts) {
    const words = tool.words.form;
    const link = make("a", { href: pcf.page(about.address) }, words.read_page);
    const facts = [[words.who_has, texts.applies], [words.usually_owned, texts.owner]].filter(([, text]) => text);
    return make("div", { class: "pcf-about" }, make("dl", {}, facts.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)])), make("p", {}, link));
  }

  function levelCards(tool, about, texts) {
    const words = tool.words.form;
    const name = `answer-${about.id}`;
    const card = (level) => {
      const isLevel = /\d/.test(level.code);
      const title = isLevel ? `${level.code} ${level.name}` : level.name;
      const input = make("input", { type: "radio", name, value: level.code, on: { change: () => choose(level.code) } });
      const text = isLevel ? texts.descriptors[Number(level.code)] : level.meaning;
      return make("label", { class: "pcf-card" }, input, make("b", {}, title), make("span", {}, text));
    };
    const cards = tool.data.levels.map(card);
    const reason = make("input", { type: "text", id: `reason-${about.id}`, value: tool.answer(about.id).reason, on: { input: () => tool.set(about.id, { reason: reason.value }) } });
    const why = make("div", {}, pcf.tool.field(words.na_reason, reason, words.na_hint));
    const clear = pcf.tool.button(words.clear, () => tool.clearAnswer(about));
    const node = make("fieldset", { class: "pcf-cards" }, make("legend", {}, words.answer_legend), cards, why, clear);

    function choose(code) {
      tool.set(about.id, { answer: code });
    }

    function refresh() {
      const answer = tool.answer(about.id);
      for (const input of node.querySelectorAll("input[type=radio]")) input.checked = input.value === answer.answer;
      why.hidden = answer.answer !== "NA";
      reason.setAttribute("aria-invalid", String(answer.answer === "NA" && !answer.reason.trim()));
      clear.hidden = !answer.answer;
    }

    return { node, refresh, choose };
  }

  function statements(tool, about, texts, choose) {
    const words = tool.words.form;
    const selects = new Map();
    const select = (statement) => {
      const options = [make("option", { value: "" }, "–"), ...tool.data.ticks.map((tick) => make("option", { value: tick.code }, tick.name))];
      const made = make("select", { on: { change: () => mark({ [statement.id]: made.value }) } }, options);
      selects.set(statement.id, made);
      return make("label", { class: "pcf-statement" }, made, make("span", {}, texts.statements[statement.id]));
    };
    const group = (level) => {
      const those = about.statements.filter((one) => one.level === level);
      if (!those.length) return null;
      const name = pcf.tool.answerText(tool.data, tool.words, String(level));
      const all = pcf.tool.button(words.all_in_place, () => mark(Object.fromEntries(those.map((one) => [one.id, "in_place"]))), { "aria-label": `${name}: ${words.all_in_place}` });
      return make("fieldset", {}, make("legend", {}, name), all, those.map(select));
    };
    const advice = make("p", { class: "pcf-advice" });
    const node = make("details", { hidden: !about.statements.length }, make("summary", {}, words.ticks_title), [1, 2, 3, 4, 5].map(group), advice);

    function mark(changed) {
      const ticks = { ...tool.answer(about.id).ticks, ...changed };
      for (const id of Object.keys(ticks)) if (!ticks[id]) delete ticks[id];
      tool.set(about.id, { ticks });
    }

    function refresh() {
      const answer = tool.answer(about.id);
      for (const [id, one] of selects) one.value = answer.ticks[id] ?? "";
      const found = pcf.score.suggest(about.statements, answer.ticks);
      const isTaken = found && String(found.level) === answer.answer;
      const take = found && !isTaken ? pcf.tool.button(fill(words.take_over, { level: found.level }), () => choose(String(found.level))) : null;
      // A button that was pressed vanishes; where the keyboard was, it goes on.
      const hadFocus = advice.contains(document.activeElement);
      advice.replaceChildren(adviceText(words, about, answer.ticks, found), ...(take ? [" ", take] : []));
      if (hadFocus) (take ?? node.firstChild).focus();
    }

    return { node, refresh };
  }

  function adviceText(words, about, ticks, found) {
    if (!found) return words.tick_first;
    const said = fill(words.suggested, { level: found.level });
    if (found.of === null) return `${said} ${words.topped}`;
    const { level } = pcf.nextStep(about.statements, ticks, found.level);
    return `${said} ${fill(words.progress, { level, done: found.done, of: found.of })}`;
  }

  function evidenceKinds(tool, about) {
    const words = tool.words.form;
    const boxes = new Map();
    const box = (kind) => {
      const input = make("input", { type: "checkbox", on: { change: store } });
      boxes.set(kind.code, input);
      return make("label", { class: "pcf-tick" }, input, make("span", {}, make("b", {}, kind.name), " – ", kind.meaning));
    };
    const verdict = make("p", { class: "pcf-advice" });
    const fields = make("fieldset", {}, make("legend", { class: "pcf-unseen" }, words.evidence_title), tool.data.evidence.map(box));
    const node = make("details", {}, make("summary", {}, words.evidence_title), fields, verdict);

    function store() {
      tool.set(about.id, { evidence: [...boxes].filter(([, input]) => input.checked).map(([code]) => code) });
    }

    function refresh() {
      const answer = tool.answer(about.id);
      for (const [code, input] of boxes) input.checked = answer.evidence.includes(code);
      verdict.textContent = "";
      if (!/\d/.test(answer.answer)) return;
      const level = pcf.score.supported(tool.data, Number(answer.answer), answer.evidence);
      const isShort = level < Number(answer.answer);
      verdict.textContent = fill(isShort ? words.unsupported : words.supported, { level, chosen: answer.answer });
    }

    return { node, refresh };
  }

  function comment(tool, about) {
    const text = make("textarea", { rows: 2, on: { input: () => tool.set(about.id, { comment: text.value }) } });
    text.value = tool.answer(about.id).comment;
    return pcf.tool.field(tool.words.form.comment, text);
  }

  function steps(tool, about) {
    const words = tool.words.form;
    const all = pcf.saved.processesOf(tool.data);
    const at = all.findIndex((one) => one.id === about.id);
    const to = (label, other) => (other ? pcf.tool.button(label, () => tool.goTo(other.id)) : null);
    return make("p", { class: "pcf-steps" }, to(words.previous, all[at - 1]), to(words.next, all[at + 1]));
  }

  pcf.tool.process = process;
})((globalThis.pcf ??= {}));
