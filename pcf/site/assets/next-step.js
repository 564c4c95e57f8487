// What stands between a process and its next level: for the self-assessment and for the check on each process page.
"use strict";
(function (pcf) {
  // The lowest level above `from` of which any statement applies, with its statements that are not in place;
  // null where none follows. statements: [{id, level}]; ticks: id to code.
  function nextStep(statements, ticks, from) {
    const applying = statements.filter((one) => one.level > from && ticks[one.id] !== "NA");
    if (!applying.length) return null;
    const level = Math.min(...applying.map((one) => one.level));
    return { level, open: applying.filter((one) => one.level === level && ticks[one.id] !== "in_place") };
  }

  pcf.nextStep = nextStep;
})((globalThis.pcf ??= {}));
