// The search button of every page, its keys, and nothing else: what searches is loaded when somebody wants it.
"use strict";
(function (pcf) {
  const PARTS = ["assets/data/search.js", "assets/making.js", "assets/jump.js", "assets/fulltext.js", "assets/search-box.js"];
  const LENS = "M9.5 3a6.5 6.5 0 0 1 5.2 10.4l5.4 5.4-1.3 1.3-5.4-5.4A6.5 6.5 0 1 1 9.5 3m0 1.9a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2";
  const LATIN = /^[a-z]$/i;
  const TYPED_IN = "input, textarea, select, [contenteditable]";
  const host = document.getElementById("pcf-search"); // the page of search has the box open
  let box = null;
  let opener = null;

  async function built() {
    box ??= Promise.all(PARTS.map(pcf.load))
      .then(() => (host ? pcf.searchBox.onPage(host) : pcf.searchBox.inDialog()));
    try {
      return await box;
    } catch (error) {
      box = null; // the next try may find the way
      throw error;
    }
  }

  async function open() {
    opener?.setAttribute("aria-busy", "true");
    try {
      (await built()).open();
    } finally {
      opener?.removeAttribute("aria-busy");
    }
  }

  function icon() {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS(space, "path"));
    svg.firstChild.setAttribute("d", LENS);
    return svg;
  }

  function addButton() {
    const title = document.querySelector(".md-header__inner .md-header__title");
    if (!title) return;
    opener = document.createElement("button");
    opener.type = "button";
    opener.className = "pcf-search-button";
    opener.setAttribute("aria-haspopup", host ? "false" : "dialog");
    opener.setAttribute("aria-keyshortcuts", "/ Control+K");
    const name = document.createElement("span");
    name.textContent = pcf.data.site.words.search;
    const key = document.createElement("kbd");
    key.textContent = "/";
    key.setAttribute("aria-hidden", "true");
    opener.append(icon(), name, key);
    opener.addEventListener("click", open);
    title.after(opener);
  }

  // The sign of the key, or its place where the keyboard writes other letters: Ctrl+K of a Russian keyboard is Ctrl+Л.
  // What a browser fills in by itself tells of keys without either.
  function onKey(event) {
    if (event.isComposing || event.altKey) return;
    const held = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
    const isK = event.key?.toLowerCase() === "k" || (event.code === "KeyK" && !LATIN.test(event.key));
    const slash = isSlash && !held && !event.target.closest?.(TYPED_IN);
    const chord = isK && held && !event.shiftKey;
    if (!slash && !chord) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // to the theme a dot is a way to the next page, whatever key writes it
    open();
  }

  addButton();
  addEventListener("keydown", onKey, { capture: true });
  if (host) open();
})((globalThis.pcf ??= {}));
