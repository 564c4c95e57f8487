// Keeping and handing on: a saved file, the Excel workbook, print, and forgetting everything. All of it stays here.
"use strict";
(function (pcf) {
  const { make, fill } = pcf.making;
  const MAKERS = ["assets/zip.js", "assets/data/workbook.js", "assets/workbook.js"];

  function download(name, blob) {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers begin to write later
  }

  // Returns {node, refresh(isStored)}.
  function files(tool) {
    const words = tool.words.files;
    const kept = make("p");
    const told = make("p", { role: "status" });
    const problems = make("div", { class: "pcf-problems", hidden: true });
    const input = make("input", { type: "file", accept: ".json,application/json", class: "pcf-unseen", tabindex: -1, "aria-hidden": "true", on: { change: open } });
    const button = pcf.tool.button;
    const node = make(
      "section",
      { class: "pcf-files pcf-noprint" },
      make("h2", {}, words.title),
      kept,
      make("p", { class: "pcf-steps" }, button(words.save, save, { class: "pcf-button pcf-main" }), button(words.load, () => input.click()), button(words.export, exportWorkbook), button(words.print, () => print()), button(words.forget, forget)),
      input,
      told,
      problems,
    );

    const fileName = (ending) => {
      const about = [words.file_name, tool.form.organisation, tool.form.round].map((part) => part.trim().replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60));
      return about.filter(Boolean).join("-") + ending;
    };

    function tellProblems(found) {
      problems.hidden = !found.length;
      problems.replaceChildren(make("h3", {}, words.problems), make("ul", {}, found.map((problem) => make("li", {}, problem))));
    }

    function save() {
      tellProblems(pcf.saved.faultsOf(tool.data, tool.form));
      const name = fileName(".json");
      download(name, new Blob([pcf.saved.write(tool.data, tool.form)], { type: "application/json" }));
      tool.wasSaved();
      told.textContent = fill(words.saved, { name });
    }

    async function open() {
      const [file] = input.files;
      if (!file) return;
      try {
        const { form, problems: found } = pcf.saved.read(tool.data, await file.text());
        tellProblems(found);
        if (form) tool.replace(() => pcf.store.clean(form), fill(words.loaded, { name: file.name }));
        told.textContent = form ? "" : fill(words.load_failed, { reason: file.name });
      } catch (error) {
        told.textContent = fill(words.load_failed, { reason: error.message });
      }
      input.value = ""; // so that the same file may be chosen again
    }

    async function exportWorkbook() {
      told.textContent = words.exporting;
      tellProblems(pcf.saved.faultsOf(tool.data, tool.form));
      try {
        await Promise.all(MAKERS.map(pcf.load));
        const name = fileName(".xlsx");
        download(name, await pcf.workbook.make(tool.data, tool.form));
        told.textContent = fill(words.exported, { name });
      } catch (error) {
        told.textContent = fill(words.export_failed, { reason: error.message });
      }
    }

    function forget() {
      tellProblems([]);
      told.textContent = "";
      tool.replace(() => pcf.store.blankForm(), words.forgotten);
      pcf.store.forget();
    }

    function refresh(isStored) {
      kept.textContent = isStored ? words.stored : tool.words.form.not_stored;
      kept.classList.toggle("pcf-alarm", !isStored);
    }

    return { node, refresh };
  }

  pcf.tool.files = files;
})((globalThis.pcf ??= {}));
