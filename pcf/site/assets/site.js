// What every page does: the language switcher keeps the page, and print shows what is folded.
"use strict";
(function (pcf) {
  const languages = ["en", "ru", "zh"];

  // Pages stand at the same place in every language, so the way there is the page's own with another language.
  function keepPage() {
    const here = document.documentElement.lang;
    for (const link of document.querySelectorAll("a[hreflang]")) {
      const wanted = link.getAttribute("hreflang");
      if (!languages.includes(wanted)) continue;
      const at = location.pathname.lastIndexOf(`/${here}/`);
      if (at < 0) continue;
      link.href = location.pathname.slice(0, at) + `/${wanted}/` + location.pathname.slice(at + here.length + 2) + location.search + location.hash;
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

  pcf.keepPage = keepPage;
  addEventListener("hashchange", keepPage);
  keepPage();
  openForPrint();
})(globalThis.pcf ??= {});
