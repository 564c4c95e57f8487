// Search over the text of all pages: Pagefind over its own files, or over one packed script where the pages were
// opened from disk. Chinese is indexed in characters, so a run of them is asked for as a phrase.
"use strict";
(function (pcf) {
  const HAN_RUN = /[\u3400-\u9fff\uf900-\ufaff]+/gu;
  const BESIDE_HAN = /(?<=[\u3400-\u9fff\uf900-\ufaff])(?=\S)|(?<=\S)(?=[\u3400-\u9fff\uf900-\ufaff])/gu;
  // Pagefind takes the sign off й before it takes off an ending: жалобой would not lead to жалоба. Another ending does.
  const SHORT_I = /(?<=\p{Script=Cyrillic}{3})[оеыи]й(?!\p{L})/giu;
  const SET_APART = /\s?((?:<\/?mark>)*)\u2060/gu; // what pcf.site.finishing.searchable put between the characters
  const ONE_MARK = /<\/mark><mark>/g;
  const AROUND = 30; // words of an excerpt; of Chinese, characters
  // By Pagefind's own measure the shortest page that says a word comes first; here the one that says it most.
  const RANKING = { pageLength: 0.6, termFrequency: 0.5, termSaturation: 1.2 };
  // Pagefind knows no kinds: a short page with the word in its name would come before the one that explains it.
  const WORTH = { element: 2, measure: 0.5, guide: 0.5, command: 0.5, api: 0.5, list: 0.5, finding: 0.1 };
  let opening = null;

  // Answers what pagefind.js asks for out of the packed files.
  async function packed(address) {
    const { pathname } = new URL(address, "http://packed");
    const content = pcf.searchIndex.files[pathname.replace("/pagefind/", "")];
    if (content === undefined) throw new Error(pathname);
    return new Response(Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)));
  }

  async function engine() {
    let made = null;
    if (location.protocol === "file:") {
      await pcf.load("assets/data/search-index.js");
      made = pcf.searchIndex.open(packed);
    } else {
      made = await import(new URL("pagefind/pagefind.js", pcf.root).href);
    }
    const lang = document.documentElement.lang;
    const excerptLength = lang.startsWith("zh") ? 2 * AROUND : AROUND;
    const search = made.createInstance({ noWorker: true, baseUrl: "/", excerptLength, ranking: RANKING });
    await search.init();
    return search;
  }

  function opened() {
    opening ??= engine().catch((error) => {
      opening = null; // the next try may find the way
      throw error;
    });
    return opening;
  }

  // Gives the pages that hold every word: [{read(): page}], best first. `kind` narrows, "" does not.
  async function find(text, kind = "") {
    const search = await opened();
    const options = kind ? { filters: { kind: [kind] } } : {};
    const query = text.normalize("NFKC");
    const words = query.replace(SHORT_I, "ых").replace(BESIDE_HAN, " ");
    const { results } = await search.search(words, options);
    const every = kind ? results : await ranked(search, words, results);
    for (const phrases of [query.match(HAN_RUN) ?? [], wordsOf(query)]) {
      const found = await within(search, every, phrases.filter((one) => one.length > 1), options);
      if (found.length) return found;
    }
    return [];
  }

  // Orders results by their score and by what a page of their kind is worth; only a filter tells which kind that is.
  async function ranked(search, words, results) {
    const worth = new Map();
    await Promise.all([...new Set(Object.values(WORTH))].map(async (value) => {
      const any = Object.keys(WORTH).filter((kind) => WORTH[kind] === value);
      const { results: ones } = await search.search(words, { filters: { kind: { any } } });
      for (const { id } of ones) worth.set(id, value);
    }));
    const score = (one) => one.score * (worth.get(one.id) ?? 1);
    return [...results].sort((one, other) => score(other) - score(one));
  }

  async function within(search, results, phrases, options) {
    const exact = await Promise.all(phrases.map(async (phrase) => {
      const { results: ones } = await search.search(`"${[...phrase].join(" ")}"`, options);
      return new Map(ones.map((one) => [one.id, one]));
    }));
    return results
      .filter(({ id }) => exact.every((found) => found.has(id)))
      .map((result) => ({ read: () => page(exact[0]?.get(result.id) ?? result) }));
  }

  // Where nobody says a long run as it was typed, its words are wanted.
  function wordsOf(query) {
    const words = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(query)];
    return words.map(({ segment }) => segment).filter((word) => word.match(HAN_RUN));
  }

  async function page(result) {
    const found = await result.data();
    return {
      address: found.url.replace(/^\//, ""),
      title: joined(found.meta.title ?? ""),
      kind: found.filters.kind?.[0] ?? "",
      excerpt: pieces(joined(found.excerpt)),
    };
  }

  // Puts Chinese together again that was indexed in characters.
  function joined(text) {
    return text.replace(SET_APART, "$1").replace(ONE_MARK, "");
  }

  // Cuts an excerpt into [text, marked]: nothing of it is ever read as HTML.
  function pieces(excerpt) {
    return excerpt.split(/<\/?mark>/).map((text, at) => [plain(text), at % 2 === 1]);
  }

  function plain(text) {
    return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  }

  pcf.fulltext = { find };
})((globalThis.pcf ??= {}));
