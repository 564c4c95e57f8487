// What the parts of the self-assessment share: answers and numbers as people read them.
"use strict";
(function (pcf) {
  const { make } = pcf.making;

  // "3 Standardised"; NA and DK by their names; a blank says so.
  function answerText(data, words, code) {
    if (!code) return words.form.no_answer;
    const level = data.levels.find((one) => one.code === code);
    return /\d/.test(code) ? `${code} ${level.name}` : level.name;
  }

  function level(data, fraction, digits = 2) {
    return fraction === null ? "–" : pcf.score.text(fraction, digits, data.lang);
  }

  // The possible range; one number where nothing is open.
  function range(data, words, score) {
    if (!score.applicable) return "–";
    const [low, high] = [level(data, score.low), level(data, score.high)];
    return low === high ? low : pcf.making.fill(words.results.range_from_to, { low, high });
  }

  const isAnswered = (answer) => Boolean(answer?.answer) && answer.answer !== "DK";

  // How many processes have an answer, "not applicable" among them; "don't know" and blanks are still open.
  function progress(data, form) {
    const all = pcf.saved.processesOf(data);
    return { done: all.filter((process) => isAnswered(form.answers[process.id])).length, all: all.length };
  }

  // What a process asks in words is the larger part of the data, and comes when the first one is opened.
  const loadTexts = () => pcf.load("assets/data/assessment_texts.js");

  const button = (label, listener, attributes = {}) =>
    make("button", { type: "button", class: "pcf-button", ...attributes, on: { click: listener } }, label);

  // A labelled control; the hint stands below and is read with it.
  function field(label, control, hint = "") {
    if (!hint) return make("label", { class: "pcf-field" }, make("span", {}, label), control);
    const id = `hint-${control.id || control.name}`;
    control.setAttribute("aria-describedby", id);
    const below = make("small", { id }, hint);
    return make("div", {}, make("label", { class: "pcf-field" }, make("span", {}, label), control), below);
  }

  pcf.tool = { answerText, level, range, isAnswered, progress, loadTexts, button, field };
})((globalThis.pcf ??= {}));
