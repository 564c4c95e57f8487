// The check on a process page: the printed levels get a choice each, their statements a tick, and what follows from
// both stands below. It is kept in the same form as the self-assessment, so that both agree.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;
  const { words, levels, ticks: tickNames, assessment } = pcf.data.selfcheck;

  const IN_PLACE = "in_place";

  const levelName = (code) => `${code} ${levels[code]}`;
  const withLevel = (text, level, facts = {}) => fill(text, { level: levelName(String(level)), ...facts });

  // Reads the printed page: it holds all that is needed, and there is no second copy of the texts.
  function readPage(host) {
    const sections = [...host.querySelectorAll(".pcf-level")];
    const items = [...host.querySelectorAll("[data-statement]")];
    return {
      id: host.dataset.process,
      sections,
      items,
      descriptors: new Map(sections.map((one) => [Number(one.dataset.level), [...one.querySelectorAll("p")].map((text) => text.textContent).join("\n")])),
      statements: items.map((item) => ({
        id: item.dataset.statement,
        level: Number(item.closest(".pcf-level").dataset.level),
        text: item.textContent.trim(),
      })),
    };
  }

  // Adds the controls, and returns how to show an answer in them.
  function addControls(printed, change) {
    const radios = printed.sections.map((section) => {
      const { level } = section.dataset;
      const input = make("input", { type: "radio", name: `level-${printed.id}`, value: level, on: { change: () => change({ answer: level }) } });
      const label = make("label", { class: "pcf-this" }, input, make("span", {}, words.this_is_us, make("span", { class: "pcf-unseen" }, `: ${levelName(level)}`)));
      section.querySelector("h3").after(label);
      return input;
    });
    // The self-assessment knows more than a tick: "partly", say. It is shown here, and what is unticked goes back to it.
    const boxes = printed.items.map((item) => {
      const input = make("input", { type: "checkbox", on: { change: () => change({ ticks: { [item.dataset.statement]: input.checked ? IN_PLACE : before } }) } });
      const more = make("b", { class: "pcf-state" });
      const label = make("label", { class: "pcf-tick" }, input, make("span", {}, ...item.childNodes, " ", more));
      let before = "";
      item.replaceChildren(label);
      return (state) => {
        input.checked = state === IN_PLACE;
        if (!input.checked) before = state;
        more.textContent = input.checked || !state ? "" : tickNames[state];
      };
    });
    return ({ answer, ticks }) => {
      for (const radio of radios) radio.checked = radio.value === answer;
      printed.items.forEach((item, index) => {
        boxes[index](ticks[item.dataset.statement] ?? "");
      });
      for (const section of printed.sections) section.classList.toggle("pcf-chosen", section.dataset.level === answer);
    };
  }

  function choiceText(answer) {
    if (answer === "NA") return words.chosen_na;
    if (answer === "DK") return words.chosen_dk;
    return answer ? withLevel(words.chosen, answer) : words.chosen_none;
  }

  function adviceText(printed, ticks, found) {
    if (!found) return words.tick_first;
    const following = found.of === null ? null : pcf.nextStep(printed.statements, ticks, found.level);
    const rest = following ? withLevel(words.progress, following.level, { done: found.done, of: found.of }) : words.topped;
    return `${withLevel(words.suggested, found.level)} ${rest}`;
  }

  // What to do next, seen from the chosen level, or from the suggested one where none was chosen.
  function nextParts(printed, { answer, ticks }, found) {
    const from = /^\d$/.test(answer) ? Number(answer) : found?.level;
    if (from === undefined) return [];
    const top = Math.max(...printed.descriptors.keys());
    if (from >= top) return [make("p", {}, words.highest)];
    const step = pcf.nextStep(printed.statements, ticks, from);
    const level = step ? step.level : from + 1;
    const list = step?.open.length
      ? [make("p", {}, withLevel(words.next_lead, level)), make("ul", {}, step.open.map((one) => make("li", {}, one.text)))]
      : [make("p", {}, withLevel(words.next_done, level))];
    return [make("h4", {}, words.next_step), ...list, make("h4", {}, withLevel(words.above, from + 1)), make("p", {}, printed.descriptors.get(from + 1))];
  }

  function outcome(printed, answer) {
    const found = pcf.score.suggest(printed.statements, answer.ticks);
    const isApart = found && /^\d$/.test(answer.answer) && String(found.level) !== answer.answer;
    return [
      make("p", {}, make("b", {}, choiceText(answer.answer))),
      make("p", {}, adviceText(printed, answer.ticks, found)),
      isApart ? make("p", {}, words.disagree) : null,
      ...nextParts(printed, answer, found),
    ].filter(Boolean);
  }

  function start(host) {
    const printed = readPage(host);
    const form = () => pcf.store.read();
    const answerOf = (whole) => whole.answers[printed.id] ?? pcf.store.blankAnswer();
    const box = make("div");
    const told = make("p", { role: "status" });
    const again = make("button", { type: "button", class: "pcf-button", on: { click: reset } }, words.reset);
    const link = make("a", { href: pcf.page(`${assessment}#${printed.id}`) }, words.whole);
    let unkept = null; // the form, where the browser does not keep it
    const current = () => unkept ?? form();

    // Ticks are changed one by one, the rest is replaced; a form of another tab is read again each time.
    function change(changed) {
      const whole = current();
      const ticks = { ...answerOf(whole).ticks, ...changed.ticks };
      for (const id of Object.keys(ticks)) if (!ticks[id]) delete ticks[id];
      pcf.store.changed(whole, printed.id, { ...changed, ticks });
      keep(whole);
      told.textContent = "";
    }

    function keep(whole) {
      unkept = pcf.store.write(whole) ? null : whole;
      render();
    }

    function reset() {
      const whole = current();
      const before = answerOf(whole);
      delete whole.answers[printed.id];
      keep(whole);
      const undo = make("button", { type: "button", class: "pcf-button", on: { click: takeBack } }, words.undo);
      function takeBack() {
        keep(pcf.store.changed(current(), printed.id, before)); // of the rest, another tab may have changed anything
        told.textContent = words.undone;
        again.focus();
      }
      told.replaceChildren(words.was_reset, " ", undo);
    }

    function render() {
      const answer = answerOf(current());
      showControls(answer);
      box.replaceChildren(...outcome(printed, answer));
      stays.textContent = unkept ? words.not_stored : words.stays;
    }

    const stays = make("small");
    const showControls = addControls(printed, change);
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", words.answer_legend);
    host.before(make("p", { class: "pcf-noprint" }, words.start));
    host.after(make("section", { class: "pcf-selfcheck", "aria-label": words.title }, make("h3", {}, words.title), box, make("p", { class: "pcf-noprint" }, link), make("p", { class: "pcf-noprint" }, again, " ", stays), told));
    pcf.store.watch((whole) => {
      if (whole.answers[printed.id]) told.textContent = ""; // there is nothing to bring back any more
      render();
    });
    render();
  }

  for (const host of document.querySelectorAll(".pcf-levels[data-process]")) start(host);
})((globalThis.pcf ??= {}));
