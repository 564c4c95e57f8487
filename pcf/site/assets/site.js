// What every page does: the language switcher keeps the page, and print shows what is folded.
// And what the tools share: where the root of the language is, and how a script is loaded on demand.
"use strict";
(function (pcf) {
  const LANGUAGES = ["en", "ru", "zh"];
  const root = new URL("../", document.currentScript.src).href; // this file is assets/site.js
  const loading = new Map();

  // The address of a page: pcf.page("id/10388/#levels"). From disk a folder has to be named by its file.
  function page(address) {
    const url = new URL(address, root);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  // Loads a classic script once: await pcf.load("assets/score.js"). Pages from disk may not fetch, but may do this.
  function load(path) {
    if (!loading.has(path)) {
      loading.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(path, root).href;
        script.async = false; // what is asked for together runs in that order
        script.addEventListener("load", () => resolve());
        script.addEventListener("error", () => {
          loading.delete(path); // the next try may find the way
          reject(new Error(path));
        });
        document.head.append(script);
      }));
    }
    return loading.get(path);
  }

  // Pages stand at the same place in every language, so the way there is the page's own under another root.
  function keepPage() {
    const below = location.href.startsWith(root) ? location.href.slice(root.length) : "";
    for (const link of document.querySelectorAll("header a[hreflang]")) {
      const wanted = link.getAttribute("hreflang");
      if (LANGUAGES.includes(wanted)) link.href = new URL(`../${wanted}/${below}`, root).href;
    }
  }

  // Folded parts are printed open, and fold again afterwards.
  function openForPrint() {
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll("details:not([open])")];
      for (const one of folded) one.open = true;
    });
    addEventListener("afterprint", () => {
      for (const one of folded) one.open = false;
    });
  }

  Object.assign(pcf, { root, page, load, keepPage });
  addEventListener("hashchange", keepPage);
  keepPage();
  openForPrint();
})((globalThis.pcf ??= {}));
