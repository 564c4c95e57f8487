// Brings the check to a page that prints levels: what it needs is loaded here, so that pages name one script.
"use strict";
(function (pcf) {
  const PARTS = ["making", "store", "next-step", "score", "selfcheck-view"]; // each may use what stands before it
  if (document.querySelector(".pcf-levels[data-process]")) for (const name of PARTS) pcf.load(`assets/${name}.js`);
})((globalThis.pcf ??= {}));
