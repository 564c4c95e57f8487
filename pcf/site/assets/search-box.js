// The box that jumps and searches: a combobox whose list follows the typing, and below it the pages that hold the
// words. It opens as a dialog on every page and stands open on the page of search. Nothing found is read as HTML.
"use strict";
(function (pcf) {
  const PAUSE = 160; // milliseconds of no typing before all pages are searched
  const SHOWN = 10;
  const { make, fill } = pcf.making;
  const say = (name, facts = {}) => fill(pcf.data.search.words[name], facts);

  // --- what is shown

  function kindOf(kind) {
    return make("span", { class: "pcf-search-kind" }, pcf.data.search.kinds[kind] ?? kind);
  }

  // Where an element stands, in this edition or in the one that the query means.
  function standing(hit) {
    const { edition } = pcf.data.jump;
    const usual = hit.places.find(([, editions]) => editions.includes(edition));
    const [place, editions] = hit.place ?? usual ?? hit.places.at(-1) ?? ["", []];
    if (!place || editions.includes(edition)) return place;
    return say("place", { place, edition: editions.join(", ") });
  }

  function option(hit, number) {
    const made = make("a", { role: "option", id: `pcf-option-${number}`, href: pcf.page(hit.address), tabindex: "-1",
      "aria-selected": "false" });
    const place = standing(hit);
    const ids = hit.ids.filter((id) => id !== hit.name).join(" ");
    made.append(kindOf(hit.kind), " ", make("span", { class: "pcf-search-name" }, hit.name));
    const standsAt = [place, ids].filter(Boolean).join(" · ");
    if (standsAt) made.append(" ", make("span", { class: "pcf-search-ids" }, standsAt));
    if (hit.said && hit.said !== hit.name && !hit.ids.includes(hit.said)) {
      made.append(" ", make("span", { class: "pcf-search-said" }, say(hit.example ? "example" : "said", { phrase: hit.said })));
    }
    return made;
  }

  function result(page) {
    const excerpt = make("p");
    for (const [text, marked] of page.excerpt) excerpt.append(marked ? make("mark", {}, text) : text);
    const link = make("a", { href: pcf.page(page.address) }, page.title);
    return make("li", {}, link, " ", page.kind ? kindOf(page.kind) : "", excerpt);
  }

  function parts(standsAlone) {
    const input = make("input", { type: "search", id: "pcf-search-input", role: "combobox", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": "pcf-search-jumps", placeholder: say("placeholder") });
    const anyKind = make("option", { value: "" }, say("any_kind"));
    const kinds = make("select", { id: "pcf-search-kinds" }, anyKind);
    for (const [kind, name] of Object.entries(pcf.data.search.kinds)) {
      kinds.append(make("option", { value: kind }, name));
    }
    const filter = make("p", { class: "pcf-search-filter" },
      make("label", { for: kinds.id }, say("kind")), " ", kinds);
    const jumps = make("div", { role: "listbox", id: "pcf-search-jumps", class: "pcf-search-jumps",
      "aria-label": say("jumps") });
    const status = make("p", { role: "status", class: "pcf-search-status" });
    const results = make("ol", { class: "pcf-search-results", "aria-label": say("pages") });
    const more = make("button", { type: "button", class: "md-button" }, say("more"));
    const all = make("a", { class: "pcf-search-all" }, say("all"));
    jumps.hidden = more.hidden = all.hidden = filter.hidden = true;
    const body = make("div", { class: "pcf-search-box" },
      make("label", { for: input.id }, say("label")), input,
      make("p", { class: "pcf-search-keys" }, say("keys")),
      jumps, filter, status, results, more, ...(standsAlone ? [] : [all]));
    return { body, input, kinds, filter, jumps, status, results, more, all };
  }

  // --- what it does

  function box(standsAlone) {
    const at = parts(standsAlone);
    let asked = 0; // which question the answers belong to
    let chosen = -1;
    let pages = [];
    let answered = Promise.resolve();
    let timer = 0;

    const options = () => [...at.jumps.children];
    const links = () => [...at.results.querySelectorAll("a")];

    function choose(number) {
      chosen = number;
      for (const [index, one] of options().entries()) one.setAttribute("aria-selected", String(index === number));
      const one = options()[number];
      if (one) at.input.setAttribute("aria-activedescendant", one.id);
      else at.input.removeAttribute("aria-activedescendant");
      one?.scrollIntoView({ block: "nearest" });
    }

    async function showJumps(text, question) {
      const hits = await pcf.jump.find(text);
      if (question !== asked) return;
      at.jumps.replaceChildren(...hits.map(option));
      at.jumps.hidden = !hits.length;
      at.input.setAttribute("aria-expanded", String(hits.length > 0));
      choose(-1);
    }

    async function showMore(question) {
      const from = at.results.children.length;
      const read = await Promise.all(pages.slice(from, from + SHOWN).map((page) => page.read()));
      if (question !== asked) return;
      at.results.append(...read.map(result));
      at.more.hidden = at.results.children.length >= pages.length;
    }

    async function showPages(text, question) {
      const found = text ? await pcf.fulltext.find(text, at.kinds.value) : [];
      if (question !== asked) return;
      pages = found;
      at.results.replaceChildren();
      at.filter.hidden = at.all.hidden = !text;
      at.status.textContent = text ? (pages.length ? say("count", { count: pages.length }) : say("none")) : "";
      await showMore(question);
    }

    function ask({ now = false } = {}) {
      const question = (asked += 1);
      const text = at.input.value.trim();
      at.all.href = pcf.page(`search/?${new URLSearchParams({ q: text })}`);
      if (standsAlone) remember(text, at.kinds.value);
      const jumped = showJumps(text, question);
      clearTimeout(timer);
      answered = new Promise((done) => {
        timer = setTimeout(() => done(Promise.all([jumped, showPages(text, question)]).catch(failed)), now ? 0 : PAUSE);
      });
    }

    // The list of jumps may still work where the index of pages cannot be read.
    function failed(error) {
      at.status.textContent = say("failed");
      console.warn(error);
    }

    async function go() {
      if (!options().length) await answered;
      (options()[Math.max(chosen, 0)] ?? links()[0])?.click();
    }

    function onInputKey(event) {
      if (event.isComposing) return; // Enter ends the typing of a Chinese word
      const last = options().length - 1;
      if (event.key === "ArrowDown" && chosen < last) choose(chosen + 1);
      else if (event.key === "ArrowDown") links()[0]?.focus();
      else if (event.key === "ArrowUp") choose(Math.max(chosen - 1, -1));
      else if (event.key === "Enter") go();
      else return;
      event.preventDefault();
    }

    function onResultKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const here = links().indexOf(event.target);
      if (!step || here < 0) return;
      event.preventDefault();
      (links()[here + step] ?? (step < 0 ? at.input : event.target)).focus();
    }

    async function onMore() {
      const from = at.results.children.length;
      await showMore(asked);
      links()[from]?.focus();
    }

    at.input.addEventListener("input", () => ask());
    at.input.addEventListener("keydown", onInputKey);
    at.results.addEventListener("keydown", onResultKey);
    at.kinds.addEventListener("change", () => ask({ now: true }));
    at.more.addEventListener("click", onMore);
    return { ...at, ask };
  }

  // --- where it stands

  // The address keeps what is searched, for a bookmark, a link, the way back. Pages from disk may not change theirs.
  function remember(text, kind) {
    if (location.protocol === "file:") return;
    const facts = new URLSearchParams({ ...(text && { q: text }), ...(kind && { kind }) });
    history.replaceState(history.state, "", `${location.pathname}${facts.size ? `?${facts}` : ""}${location.hash}`);
    pcf.keepPage();
  }

  function onPage(host) {
    const made = box(true);
    const facts = new URLSearchParams(location.search);
    host.replaceChildren(made.body);
    made.input.value = facts.get("q") ?? "";
    made.kinds.value = facts.get("kind") ?? "";
    if (made.kinds.selectedIndex < 0) made.kinds.value = "";
    if (made.input.value) made.ask({ now: true });
    return { open: () => made.input.focus() };
  }

  function inDialog() {
    const made = box(false);
    const close = make("button", { type: "button", class: "pcf-search-close", "aria-label": say("close") }, "×");
    const dialog = make("dialog", { class: "pcf-search-dialog md-typeset", "aria-label": say("label") }, close,
      made.body);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      // A press on what is dark around it, or on a link to a part of this very page.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    document.body.append(dialog);
    return {
      open() {
        if (!dialog.open) dialog.showModal();
        made.input.focus();
        made.input.select();
      },
    };
  }

  pcf.searchBox = { onPage, inDialog };
})((globalThis.pcf ??= {}));
