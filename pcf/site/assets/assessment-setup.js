// Who answers, in which industry, and how processes combine; and what the industry proposes as not applicable.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;
  const DECIMALS = 15; // the most that a weight in a file may have
  const ROUND = "([0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?)?";

  // Returns {node, reset(), chooseIndustry(id)}.
  function setup(tool) {
    const words = tool.words.form;
    const texts = ["organisation", "respondent", "round"].map((name) => {
      const input = make("input", { type: "text", name, autocomplete: "off", pattern: name === "round" ? ROUND : null, on: { input: () => tool.setFact(name, input.value) } });
      return input;
    });
    const choice = (name, options) =>
      make("select", { name, on: { change: (event) => chosen(name, event.target.value) } }, options.map((one) => make("option", { value: one.id }, one.name)));
    const industry = choice("profile", tool.data.profiles);
    const policy = choice("policy", tool.data.policies);
    const proposal = make("div", { class: "pcf-proposal", hidden: true });
    const weighted = weights(tool, policy);
    const node = make(
      "section",
      { class: "pcf-setup" },
      make("div", { class: "pcf-fields" }, pcf.tool.field(words.industry, industry), pcf.tool.field(words.policy, policy)),
      weighted.node,
      proposal,
      make("details", {}, make("summary", {}, words.setup), make("div", { class: "pcf-fields" }, pcf.tool.field(words.organisation, texts[0]), pcf.tool.field(words.respondent, texts[1]), pcf.tool.field(words.round, texts[2], words.round_hint))),
    );

    function chosen(name, value) {
      if (name === "profile") chooseIndustry(value);
      else tool.setFact(name, value);
    }

    function chooseIndustry(id) {
      if (!tool.data.profiles.some((profile) => profile.id === id)) return;
      withdraw(tool, tool.form.profile);
      tool.setFact("profile", id);
      industry.value = id;
      propose(tool, proposal, industry);
    }

    function reset() {
      for (const input of texts) input.value = tool.form[input.name];
      industry.value = tool.form.profile;
      policy.value = tool.form.policy;
      proposal.hidden = true;
      weighted.refresh();
    }

    reset();
    return { node, reset, chooseIndustry };
  }

  // The form asks for no weights, but a file may bring some: they are said, and can be dropped.
  function weights(tool, focusAfter) {
    const words = tool.words.form;
    const said = make("span");
    const drop = () => {
      tool.replace((form) => ({ ...form, weights: {} }), words.weights_dropped);
      focusAfter.focus(); // what was pressed is gone
    };
    const node = make("p", { hidden: true }, said, " ", pcf.tool.button(words.drop_weights, drop));

    function refresh() {
      const { data, form } = tool;
      const elements = [...data.groups, ...pcf.saved.processesOf(data)];
      const told = elements
        .map((one) => ({ element: one.hierarchy_id, weight: pcf.score.parsed(form.weights?.[one.id] ?? "1") }))
        .filter(({ weight }) => weight && pcf.score.toNumber(weight) !== 1)
        .map(({ element, weight }) => fill(words.weight_of, { element, weight: pcf.score.text(weight, DECIMALS, data.lang) }));
      node.hidden = !told.length;
      said.textContent = fill(words.weights, { weights: told.join(data.comma) });
    }

    return { node, refresh };
  }

  // Pairs of process and reason, in printed order: an object would give its ids in that of numbers.
  function proposed(data, id) {
    const absent = data.profiles.find((profile) => profile.id === id)?.not_applicable ?? {};
    return pcf.saved.processesOf(data).filter((process) => process.id in absent).map((process) => [process.id, absent[process.id]]);
  }

  // A reason that a page in another language proposed is said in the words of this one; a reason of one's own stays.
  function inThisLanguage(data, form) {
    for (const [process, reason] of proposed(data, form.profile)) {
      const answer = form.answers[process];
      if (answer && data.reasons_elsewhere[process].includes(answer.reason)) answer.reason = reason;
    }
    return form;
  }

  // What another industry had proposed, and nobody changed since, goes with it.
  function withdraw(tool, id) {
    for (const [process, reason] of proposed(tool.data, id)) {
      const answer = tool.answer(process);
      if (answer.answer === "NA" && answer.reason === reason) tool.set(process, { answer: "", reason: "" });
    }
  }

  function propose(tool, host, industry) {
    const words = tool.words.form;
    const all = pcf.saved.processesOf(tool.data);
    const entries = proposed(tool.data, industry.value);
    host.hidden = industry.value === "all";
    if (!entries.length) {
      host.replaceChildren(make("p", {}, words.propose_none));
      return;
    }
    const boxes = entries.map(([process, reason]) => {
      const about = all.find((one) => one.id === process);
      const input = make("input", { type: "checkbox", value: process, checked: !tool.answer(process).answer });
      return { process, reason, input, label: make("label", { class: "pcf-tick" }, input, make("span", {}, make("b", {}, `${about.hierarchy_id} ${about.name}`), " – ", reason)) };
    });
    const apply = () => {
      const taken = boxes.filter((box) => box.input.checked);
      tool.replace((form) => {
        for (const { process, reason } of taken) pcf.store.changed(form, process, { answer: "NA", reason });
        return form;
      }, fill(words.proposed, { count: taken.length }));
      industry.focus(); // what was pressed is gone
    };
    const title = make("h2", {}, words.propose_title);
    host.replaceChildren(title, make("p", {}, words.propose_lead), make("div", {}, boxes.map((box) => box.label)), pcf.tool.button(words.propose_apply, apply, { class: "pcf-button pcf-main" }));
  }

  Object.assign(pcf.tool, { setup, inThisLanguage });
})((globalThis.pcf ??= {}));
