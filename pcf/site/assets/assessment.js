// The self-assessment: one form, its parts on the page, and what they do together.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;

  // What every part works with. The form is changed in place, so that no part holds an old one.
  function makeTool(data, words) {
    const tool = {
      data,
      words,
      form: pcf.tool.inThisLanguage(data, pcf.store.read()),
      tree: null,
      answer: (id) => tool.form.answers[id] ?? pcf.store.blankAnswer(),
    };
    if (!data.profiles.some((one) => one.id === tool.form.profile)) tool.form.profile = data.profiles[0].id;
    if (!data.policies.some((one) => one.id === tool.form.policy)) tool.form.policy = data.policies[0].id;
    return tool;
  }

  // Adds what changes the form: keep it, score it, show it.
  function addChanges(tool, parts) {
    let isSafe = true; // kept by the browser, or saved as a file since

    function changed(id) {
      const isStored = pcf.store.write(tool.form);
      isSafe = isStored;
      tool.tree = pcf.score.assess(tool.data, tool.form);
      parts.refresh(tool.tree, id, isStored);
    }

    tool.set = (id, change) => {
      pcf.store.changed(tool.form, id, change);
      changed(id);
    };
    tool.setFact = (name, value) => {
      tool.form[name] = value;
      changed(null);
    };
    // A large change at once, which can be taken back: a copy of the form to the form that takes its place.
    tool.replace = (change, said) => {
      const before = structuredClone(tool.form);
      tool.become(change(structuredClone(before)));
      parts.offerUndo(said, before);
    };
    tool.become = (form) => {
      for (const name of Object.keys(tool.form)) delete tool.form[name];
      Object.assign(tool.form, pcf.tool.inThisLanguage(tool.data, form));
      parts.reset();
      changed(null);
    };
    tool.clearAnswer = (about) => {
      const said = fill(tool.words.form.cleared, { process: about.hierarchy_id });
      tool.replace((form) => pcf.store.changed(form, about.id, { answer: "", reason: "" }), said);
      document.getElementById(`head-${about.id}`).focus({ preventScroll: true }); // the button that was pressed is gone
    };
    tool.wasSaved = () => {
      isSafe = true;
    };
    addEventListener("beforeunload", (event) => {
      if (!isSafe) event.preventDefault();
    });
    pcf.store.watch((form) => tool.become(form));
  }

  // One panel is open at a time; all are listed, unless the reader wants to see only that one.
  function questions(tool) {
    const words = tool.words.form;
    const views = new Map();
    const group = (one) => {
      const made = one.processes.map((about) => {
        views.set(about.id, pcf.tool.process(tool, about));
        return views.get(about.id).node;
      });
      return make("section", { class: "pcf-group" }, make("h3", {}, `${one.hierarchy_id} ${one.name}`), made);
    };
    const single = pcf.tool.button(words.one_by_one, () => showOne(single.getAttribute("aria-pressed") !== "true"), { "aria-pressed": "false" });
    const nextOpen = pcf.tool.button(words.next_open, () => goToNextOpen());
    const heading = make("h2", { tabindex: -1 }, words.questions);
    const node = make("section", { class: "pcf-questions" }, heading, make("p", { class: "pcf-steps pcf-noprint" }, nextOpen, single), tool.data.groups.map(group));

    // A hand on its way to a process: what is read there comes meanwhile. Without it, the process itself says so.
    for (const event of ["pointerover", "focusin"]) node.addEventListener(event, () => pcf.tool.loadTexts().catch(() => {}), { once: true });

    function show(id) {
      for (const [other, view] of views) if (other !== id && view.isOpen()) view.close();
      views.get(id).open();
      // The address names the process, and the switcher of languages takes it along.
      history.replaceState(null, "", `#${id}`);
      pcf.keepPage?.();
    }

    function showOne(isOne) {
      single.setAttribute("aria-pressed", String(isOne));
      node.classList.toggle("pcf-one", isOne);
      if (isOne && ![...views.values()].some((view) => view.isOpen())) show(firstOpen());
    }

    const firstOpen = () => {
      const ids = [...views.keys()];
      return ids.find((id) => !pcf.tool.isAnswered(tool.form.answers[id])) ?? ids[0];
    };

    function goToNextOpen() {
      tool.goTo(firstOpen());
    }

    tool.toggle = (id) => {
      const view = views.get(id);
      const isOne = node.classList.contains("pcf-one");
      if (view.isOpen() && !isOne) view.close();
      else show(id);
    };
    tool.goTo = (id) => {
      show(id);
      const { head } = views.get(id);
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
    };

    const refresh = (id) => {
      for (const [one, view] of views) if (id === null || one === id) view.refresh();
    };
    return { node, heading, views, refresh, reset: () => views.forEach((view) => view.reset()) };
  }

  // Shows what the address names: a process, or an industry.
  function followAddress(tool, setup) {
    const named = location.hash.slice(1);
    if (pcf.saved.processesOf(tool.data).some((process) => process.id === named)) tool.goTo(named);
    else if (named.startsWith("industry=") && named.slice(9) !== tool.form.profile) setup.chooseIndustry(named.slice(9));
  }

  function start(host) {
    const tool = makeTool(pcf.data.assessment, pcf.data.assessment_words);
    const parts = {};
    addChanges(tool, parts);
    const asked = questions(tool);
    const setup = pcf.tool.setup(tool);
    const [bar, results, steps, files] = ["scoreBar", "results", "steps", "files"].map((name) => pcf.tool[name](tool));
    const live = pcf.tool.announcer(tool);
    const undo = pcf.tool.undo(tool, () => asked.heading);
    parts.refresh = (tree, id, isStored) => {
      asked.refresh(id);
      for (const part of [bar, results, steps, live]) part.refresh(tree);
      files.refresh(isStored);
      undo.refresh();
    };
    parts.reset = () => {
      asked.reset();
      setup.reset();
    };
    parts.offerUndo = undo.offer;
    host.replaceChildren(setup.node, bar.node, asked.node, results.node, steps.node, files.node, undo.node, live.node);
    tool.tree = pcf.score.assess(tool.data, tool.form);
    parts.refresh(tool.tree, null, pcf.store.works());
    followAddress(tool, setup);
    addEventListener("hashchange", () => followAddress(tool, setup));
  }

  const host = document.getElementById("pcf-assessment");
  if (host) start(host);
})((globalThis.pcf ??= {}));
