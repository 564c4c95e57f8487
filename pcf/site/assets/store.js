// The one form of this browser: the self-assessment and the check on each process page read and write the same.
"use strict";
(function (pcf) {
  const KEY = "pcf.assessment.1"; // the number changes with the shape, so that an old page never reads a new form
  const ELEMENT = /^(\d{5}|[a-z]{2,12}:[a-z0-9_]{1,40})$/; // the publisher's, or an organisation's own
  const STATEMENT = /^(\d{5}|[a-z]{2,12}:[a-z0-9_]{1,40})\.\d[a-z]$/;
  const ANSWERS = new Set(["0", "1", "2", "3", "4", "5", "NA", "DK", ""]);
  const TICKS = new Set(["in_place", "partly", "not_in_place", "NA", "DK"]);
  const KINDS = new Set(["said", "written", "shown", "measured", "improved"]);

  function blankForm() {
    return { organisation: "", respondent: "", round: "", profile: "all", policy: "mean", answers: {} };
  }

  function blankAnswer() {
    return { answer: "", reason: "", evidence: [], comment: "", ticks: {} };
  }

  const text = (value) => (typeof value === "string" ? value : "");
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  function kept(record, isKey, isValue) {
    return Object.fromEntries(Object.entries(isRecord(record) ? record : {}).filter(([k, v]) => isKey.test(k) && isValue(v)));
  }

  function cleanAnswer(found) {
    const evidence = Array.isArray(found.evidence) ? found.evidence : [];
    return {
      ...blankAnswer(),
      answer: ANSWERS.has(found.answer) ? found.answer : "",
      reason: text(found.reason),
      comment: text(found.comment),
      evidence: [...KINDS].filter((kind) => evidence.includes(kind)),
      ticks: kept(found.ticks, STATEMENT, (tick) => TICKS.has(tick)),
    };
  }

  // Whatever another page or an older version left there: only what a form may hold is taken over.
  function clean(found) {
    const form = blankForm();
    if (!isRecord(found)) return form;
    for (const name of ["organisation", "respondent", "round"]) form[name] = text(found[name]);
    for (const name of ["profile", "policy"]) form[name] = text(found[name]) || form[name];
    for (const [id, answer] of Object.entries(isRecord(found.answers) ? found.answers : {})) {
      if (ELEMENT.test(id) && isRecord(answer)) form.answers[id] = cleanAnswer(answer);
    }
    const weights = kept(found.weights, ELEMENT, (weight) => ["string", "number"].includes(typeof weight));
    if (Object.keys(weights).length) form.weights = weights;
    return form;
  }

  function read() {
    try {
      return clean(JSON.parse(localStorage.getItem(KEY) ?? "null"));
    } catch {
      return blankForm(); // refused, or not JSON
    }
  }

  // Returns whether it was kept: a browser may refuse, or be full.
  function write(form) {
    try {
      localStorage.setItem(KEY, JSON.stringify(form));
      return true;
    } catch {
      return false;
    }
  }

  // Whether anything would be kept, without keeping anything.
  function works() {
    try {
      localStorage.setItem(`${KEY}.probe`, "");
      localStorage.removeItem(`${KEY}.probe`);
      return true;
    } catch {
      return false;
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function isEmpty(answer) {
    return !answer.answer && !answer.reason && !answer.comment && !answer.evidence.length && !Object.keys(answer.ticks).length;
  }

  // Puts a change to one process into a form, and returns the form; an answer that says nothing any more leaves it.
  function changed(form, id, change) {
    const answer = { ...blankAnswer(), ...form.answers[id], ...change };
    if (isEmpty(answer)) delete form.answers[id];
    else form.answers[id] = answer;
    return form;
  }

  // Another tab changed the form.
  function watch(listener) {
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) listener(read());
    });
  }

  pcf.store = { KEY, blankForm, blankAnswer, clean, read, write, works, forget, changed, watch };
})((globalThis.pcf ??= {}));
