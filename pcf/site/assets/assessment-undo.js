// Taking back a large change: a file that was opened, an answer cleared, everything forgotten. What was entered since,
// here or in another tab, stays: only what the change had touched, and nobody touched again, goes back.
"use strict";
(function (pcf) {
  const { make } = pcf.making;
  const FACTS = Object.keys(pcf.store.blankForm()).filter((name) => name !== "answers");

  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const valueAt = (form, [part, id]) => (id === undefined ? form[part] : form[part]?.[id]);

  function put(form, [part, id], value) {
    if (id === undefined) form[part] = value;
    else if (value === undefined) delete form[part]?.[id];
    else (form[part] ??= {})[id] = value;
  }

  // Where two forms differ: facts by their names, answers and weights one by one.
  function differences(one, other) {
    const each = (part) => Object.keys({ ...one[part], ...other[part] }).map((id) => [part, id]);
    const places = [...FACTS.map((name) => [name]), ...each("answers"), ...each("weights")];
    return places.filter((place) => !isSame(valueAt(one, place), valueAt(other, place)));
  }

  // Returns {node, offer(said, before), refresh()}: a bar that is there as long as anything can be taken back.
  function undo(tool, focusAfter) {
    const { words } = tool;
    const said = make("span", { role: "status" });
    const node = make("div", { class: "pcf-undo pcf-noprint", hidden: true }, said);
    let last = null; // the form before the change, and after it

    const touched = ({ before, after }) =>
      differences(before, after).filter((place) => isSame(valueAt(tool.form, place), valueAt(after, place)));

    function offer(text, before) {
      last = { before, after: structuredClone(tool.form) };
      node.hidden = false;
      said.textContent = text;
      node.replaceChildren(said, " ", pcf.tool.button(words.form.undo, takeBack));
    }

    function takeBack() {
      const form = structuredClone(tool.form);
      for (const place of touched(last)) put(form, place, valueAt(last.before, place));
      last = null;
      tool.become(pcf.store.clean(form));
      node.hidden = false;
      said.textContent = words.form.undone;
      node.replaceChildren(said);
      focusAfter().focus();
    }

    function refresh() {
      if (last && touched(last).length) return;
      last = null;
      node.hidden = true;
    }

    return { node, offer, refresh };
  }

  pcf.tool.undo = undo;
})((globalThis.pcf ??= {}));
