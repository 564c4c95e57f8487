// The saved file: the same JSON that `pcf assess --save` writes, so that package and browser read each other's.
// Nothing in a file is trusted: only known ids and codes are taken over, the rest is told in words, and no text of
// it is ever put into a page as markup.
"use strict";
(function (pcf) {
  const { fill } = pcf.making;
  const MEGABYTE = 2 ** 20;
  const LARGEST = 16; // megabytes; a workshop of fifty saves about six
  const SHOWN = 8; // of what was not understood; the rest is counted
  const ROUND = /^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$/;
  const WEIGHT = /^[0-9]{1,15}(\.[0-9]{1,15})?$/;
  const ELEMENT = /^(\d{5}|[a-z]{2,12}:[a-z0-9_]{1,40})$/; // the publisher's, or an organisation's own
  const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu;

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const record = (value) => (isRecord(value) ? value : {});
  const list = (value) => (Array.isArray(value) ? value : []);
  const own = (object, key) => (isRecord(object) && Object.hasOwn(object, key) ? object[key] : undefined);

  const processesOf = (data) => data.groups.flatMap((group) => group.processes);

  // Collects what is wrong, by word and place, and says each kind once.
  class Faults {
    constructor(data) {
      this.data = data;
      this.found = new Map();
    }

    add(word, place) {
      if (!this.found.has(word)) this.found.set(word, new Set());
      this.found.get(word).add(String(place).slice(0, 80));
    }

    told() {
      const { words, comma, levels, longest_text: limit } = this.data;
      const allowed = levels.map((level) => level.code).join(comma);
      return [...this.found].map(([word, places]) => {
        const shown = [...places].slice(0, SHOWN).join(comma);
        const found = places.size > SHOWN ? `${shown} … (${places.size})` : shown;
        return fill(words[word], { found, allowed, limit });
      });
    }
  }

  // A text as a cell and a saved file can hold it: composed signs, LF, nothing out of sight; blank if only blanks.
  function cleaned(data, value, place, faults) {
    if (typeof value !== "string") return "";
    const text = value.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, "");
    if (!stripped(data, text)) return "";
    if (text.length <= data.longest_text) return text;
    faults.add("long", place);
    return text.slice(0, data.longest_text).replace(CONTROL, ""); // half of a sign outside the basic plane may be left
  }

  function stripped(data, text) {
    let [start, end] = [0, text.length];
    while (start < end && data.blanks.includes(text[start])) start += 1;
    while (end > start && data.blanks.includes(text[end - 1])) end -= 1;
    return text.slice(start, end);
  }

  // A form that holds only what the model has, blanks left out, and what had to be left out in words. A form of the
  // page and one from a file go through the same sieve, before they are saved and after they are read.
  function normal(data, form) {
    const faults = new Faults(data);
    const name = (key) => stripped(data, cleaned(data, own(form, key), key, faults));
    const made = { organisation: name("organisation"), respondent: name("respondent"), round: name("round") };
    if (made.round && !ROUND.test(made.round)) {
      faults.add("codes", made.round);
      made.round = "";
    }
    made.profile = chosen(data.profiles, own(form, "profile"), faults) ?? data.profiles[0].id;
    made.policy = chosen(data.policies, own(form, "policy"), faults) ?? data.policies[0].id;
    made.answers = {};
    const answers = record(own(form, "answers"));
    for (const process of processesOf(data)) {
      const answer = normalAnswer(data, process, own(answers, process.id), faults);
      if (answer) made.answers[process.id] = answer;
    }
    const weights = normalWeights(data, own(form, "weights"), faults);
    if (Object.keys(weights).length) made.weights = weights;
    reportStrangers(answers, processesOf(data), faults);
    return { form: made, problems: faults.told() };
  }

  function chosen(known, id, faults) {
    if (!id) return undefined;
    const found = known.find((one) => one.id === id);
    if (!found) faults.add("codes", id);
    return found?.id;
  }

  function normalAnswer(data, process, said, faults) {
    if (!isRecord(said)) return null;
    const place = `${process.hierarchy_id} ${process.name}`;
    const answer = oneOf(data.levels, own(said, "answer"), () => faults.add("answers", `${place} (${said.answer})`));
    const kinds = new Set(list(own(said, "evidence")));
    for (const kind of kinds) oneOf(data.evidence, kind, () => faults.add("codes", kind));
    const made = {
      answer,
      reason: cleaned(data, own(said, "reason"), place, faults),
      evidence: data.evidence.map((one) => one.code).filter((code) => kinds.has(code)),
      comment: cleaned(data, own(said, "comment"), place, faults),
      ticks: normalTicks(data, process, record(own(said, "ticks")), faults),
    };
    return isAnswered(made) || Object.keys(made.ticks).length ? made : null;
  }

  // Whether anything is said of a process beside its ticks.
  const isAnswered = (said) => Boolean(said && (said.answer || said.reason || said.evidence.length || said.comment));

  function normalTicks(data, process, said, faults) {
    const made = {};
    for (const { id } of process.statements) {
      const state = oneOf(data.ticks, own(said, id), () => faults.add("codes", `${id} (${said[id]})`));
      if (state) made[id] = state;
    }
    reportStrangers(said, process.statements, faults);
    return made;
  }

  // Returns a known code, or a blank; what is neither is told.
  function oneOf(terms, code, tell) {
    if (code === undefined || code === null || code === "") return "";
    if (terms.some((term) => term.code === code)) return code;
    tell();
    return "";
  }

  function normalWeights(data, said, faults) {
    const made = {};
    for (const { id } of [...data.groups, ...processesOf(data)]) {
      const weight = String(own(said, id) ?? "1");
      if (!WEIGHT.test(weight)) faults.add("codes", `${id} (${weight})`);
      else if (Number(weight) !== 1) made[id] = weight;
    }
    return made;
  }

  function reportStrangers(said, known, faults) {
    const ids = new Set(known.map((one) => one.id));
    for (const id of Object.keys(said)) if (!ids.has(id)) faults.add("unknown", id);
  }

  // What a person should know before a form is saved: what would be left out or cut, and reasons that are missing.
  function faultsOf(data, form) {
    const { form: made, problems } = normal(data, form);
    const faults = new Faults(data);
    for (const { id, hierarchy_id: number, name } of processesOf(data)) {
      const answer = own(made.answers, id);
      if (answer?.answer === "NA" && !answer.reason && !answer.comment) faults.add("reason", `${number} ${name}`);
    }
    return [...problems, ...faults.told()];
  }

  // Writes a form as the text of a file.
  function write(data, form) {
    const { form: made } = normal(data, form);
    const document = structuredClone(data.blank.document);
    const said = document.copies[0].assessment;
    document.policy = said.policy = made.policy;
    said.organisation.name = made.organisation;
    said.respondent.name = made.respondent;
    said.round = made.round;
    said.profile = made.profile;
    said.responses = processesOf(data).filter(({ id }) => isAnswered(made.answers[id]) || made.weights?.[id])
      .map(({ id }) => response(data, id, made));
    said.ticks = processesOf(data).flatMap(({ id }) => Object.entries(made.answers[id]?.ticks ?? {}))
      .map(([item, state]) => ({ ...data.blank.tick, item, state }));
    said.group_weights = data.groups.filter(({ id }) => made.weights?.[id])
      .map(({ id }) => ({ element: id, weight: made.weights[id] }));
    said.wording = Object.fromEntries(processesOf(data).map(({ id, wording }) => [id, wording]));
    return `${JSON.stringify(document, null, 1)}\n`;
  }

  function response(data, id, form) {
    const { answer, reason, evidence, comment } = form.answers[id] ?? {};
    const weight = form.weights?.[id] ?? data.blank.response.weight;
    const said = { answer: answer || null, reason: reason ?? "", evidence: evidence ?? [], comment: comment ?? "" };
    return { ...data.blank.response, element: id, weight, ...said };
  }

  // What the one form of a file says, in the shape of the page. Maps and entries, not assignments: an id may be
  // "__proto__", and a file may hold a million of them.
  function formOf(form) {
    const responses = new Map();
    for (const said of list(own(form, "responses")).filter(isRecord)) {
      const id = String(own(said, "element"));
      if (!responses.has(id)) responses.set(id, { ...said, answer: heard(said), ticks: [] });
    }
    for (const tick of list(own(form, "ticks"))) {
      const item = String(own(tick, "item") ?? own(tick, "element")); // before version 2 ticks named an element
      const id = item.split(".")[0];
      if (id === item) continue; // an activity
      if (!responses.has(id)) responses.set(id, { ticks: [] });
      responses.get(id).ticks.push([item, own(tick, "state")]);
    }
    const answers = [...responses].map(([id, said]) => [id, { ...said, ticks: Object.fromEntries(said.ticks) }]);
    const weighted = [...responses.values(), ...list(own(form, "group_weights"))];
    return {
      organisation: own(own(form, "organisation"), "name"),
      respondent: own(own(form, "respondent"), "name"),
      round: own(form, "round"),
      profile: own(form, "profile"),
      policy: own(form, "policy"),
      answers: Object.fromEntries(answers),
      weights: Object.fromEntries(weighted.map((one) => [String(own(one, "element")), own(one, "weight")])),
    };
  }

  // Outside the scope of a form only "not applicable" counts.
  const isAsked = (said) => own(said, "is_asked") !== false;
  const heard = (said) => (isAsked(said) || own(said, "answer") === "NA" ? own(said, "answer") : null);

  const median = (values) => values[Math.floor((values.length - 1) / 2)]; // the lower one, so that it stays a level
  const first = (values) => values.find((value) => value);

  // Puts the answers of several respondents together as the package does; `workshop` holds what they agreed on.
  function together(data, people, workshop, how) {
    const forms = people.map(formOf);
    const shared = workshop ? formOf(workshop) : null;
    const agreed = list(own(workshop, "agreed"));
    const answers = processesOf(data).map(({ id }) => {
      const said = forms.map((form) => record(own(form.answers, id)));
      const settled = agreed.find((one) => own(one, "element") === id && own(one, "answer"));
      return [id, jointAnswer(data, said, shared && record(own(shared.answers, id)), settled, how)];
    });
    const all = shared ? [shared, ...forms] : forms;
    const weights = [...data.groups, ...processesOf(data)].map(({ id }) => {
      const weights = (shared ? [shared] : forms).map((form) => Number(own(form.weights, id) ?? 1));
      const set = weights.filter((one) => one !== 1).sort((a, b) => a - b);
      return [id, set.length ? String(median(set)) : "1"];
    });
    return {
      organisation: first(all.map((form) => form.organisation)),
      round: first(all.map((form) => form.round)),
      profile: first(all.map((form) => form.profile).filter((profile) => profile !== data.profiles[0].id)),
      policy: first(all.map((form) => form.policy)),
      answers: Object.fromEntries(answers),
      weights: Object.fromEntries(weights),
    };
  }

  // "Not applicable" counts only where nobody who was asked says more; a level that was agreed on stands above all.
  function jointAnswer(data, said, shared, settled, how) {
    const asked = said.filter(isAsked);
    const unfit = (asked.length ? asked : said).filter((one) => one.answer === "NA");
    const levels = asked.map((one) => one.answer).filter((answer) => /^[0-9]$/.test(answer)).sort();
    const isSilent = asked.every((one) => !one.answer || one.answer === "NA");
    const isOut = shared ? shared.answer === "NA" : unfit.length > 0 && isSilent;
    const proposed = levels.length ? joint(levels, how) : asked.some((one) => one.answer === "DK") ? "DK" : "";
    const reasons = shared ? [shared.reason] : unfit.map((one) => one.reason);
    const ticked = shared ? [shared] : said;
    const items = new Set(ticked.flatMap((one) => Object.keys(record(one.ticks))));
    const worst = (item) => data.worst_first.find((state) => ticked.some((one) => own(one.ticks, item) === state));
    return {
      answer: settled ? settled.answer : isOut ? "NA" : proposed,
      reason: own(settled, "reason") || [...new Set(reasons.filter(Boolean))].join("; "),
      evidence: (shared ? [shared] : asked).flatMap((one) => list(one.evidence)),
      ticks: Object.fromEntries([...items].map((item) => [item, worst(item)])),
    };
  }

  function joint(levels, how) {
    if (how === "min") return levels[0];
    const sum = levels.reduce((total, level) => total + Number(level), 0);
    return how === "mean" ? String(Math.floor(sum / levels.length)) : median(levels);
  }

  // Names what a file holds and this page does not ask about.
  function leftOut(data, forms) {
    const isFilled = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value ?? ""));
    const isActivity = (tick) => ELEMENT.test(own(tick, "item") ?? own(tick, "element"));
    const names = forms.flatMap((form) => {
      const places = {
        form: [form],
        organisation: [own(form, "organisation")],
        respondent: [own(form, "respondent")],
        responses: list(own(form, "responses")),
        ticks: list(own(form, "ticks")).map((tick) => ({ ...record(tick), activity: isActivity(tick) })),
      };
      const isHeld = (place, key) => places[place].some((one) => isFilled(own(one, key)));
      return Object.entries(data.parts).flatMap(([place, parts]) =>
        Object.entries(parts).filter(([key]) => isHeld(place, key)).map(([, name]) => name));
    });
    return names.length ? [fill(data.words.left_out, { found: [...new Set(names)].join(data.comma) })] : [];
  }

  // Returns the forms of a document; a word and its facts where it is none of ours.
  function formsIn(data, document) {
    const { schema, schema_version: supported } = data.blank.document;
    const version = own(document, "schema_version");
    if (own(document, "schema") !== schema) return { word: "unreadable", facts: { found: "schema" } };
    if (!Number.isInteger(version)) return { word: "unreadable", facts: { found: "schema_version" } };
    if (version > supported) return { word: "newer", facts: { found: version, supported } };
    const forms = list(own(document, "copies")).map((copy) => own(copy, "assessment"));
    if (!forms.length || !forms.every(isRecord)) return { word: "unreadable", facts: { found: "copies" } };
    const edition = forms.map((form) => own(form, "edition") ?? data.edition).find((one) => one !== data.edition);
    if (edition === undefined) return { forms };
    return { word: "edition", facts: { found: shortened(edition), edition: data.edition } };
  }

  // Reads the text of a file: {form, problems}; form is null where nothing could be read, and it never throws.
  function read(data, text) {
    const refused = (word, facts) => ({ form: null, problems: [fill(data.words[word], facts)] });
    if (text?.length > LARGEST * MEGABYTE) return refused("too_large", { limit: LARGEST });
    try {
      const document = JSON.parse(text);
      const { forms, word, facts } = formsIn(data, document);
      if (word) return refused(word, facts);
      const respondents = (form) => list(own(form, "respondents"));
      const workshop = forms.find((form) => respondents(form).length);
      const people = [...respondents(workshop), ...forms.filter((form) => !respondents(form).length)];
      const isJoint = Boolean(workshop) || people.length > 1;
      const how = own(document, "consolidation");
      const form = isJoint ? together(data, people, workshop, how) : formOf(people[0]);
      const problems = isJoint ? [fill(data.words.several, { count: people.length })] : [];
      if (isJoint && how === "mean") problems.push(data.words.rounded);
      const made = normal(data, { ...form, policy: own(document, "policy") || form.policy });
      return { form: made.form, problems: [...problems, ...made.problems, ...leftOut(data, forms)] };
    } catch (error) {
      return refused("unreadable", { found: shortened(error.message) });
    }
  }

  const shortened = (text) => String(text).slice(0, 80);

  pcf.saved = { read, write, normal, faultsOf, processesOf };
})((globalThis.pcf ??= {}));
