// Search over the text of all pages: Pagefind over its own files, or over one packed script where the pages were
// opened from disk. Chinese is indexed in characters, so a run of them is asked for as a phrase.
"use strict";
(function (pcf) {
  const CHINESE = "\\u3000-\\u303f\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef";
  const HAN_RUN = /[\u3400-\u9fff\uf900-\ufaff]+/gu;
  const BESIDE_HAN = /(?<=[\u3400-\u9fff\uf900-\ufaff])(?=\S)|(?<=\S)(?=[\u3400-\u9fff\uf900-\ufaff])/gu;
  // Pagefind takes the sign off й before it takes off an ending: жалобой would not lead to жалоба. Another ending does.
  const SHORT_I = /(?<=\p{Script=Cyrillic}{3})[оеыи]й(?!\p{L})/giu;
  const BETWEEN = new RegExp(`(?<=[${CHINESE}](?:</?mark>)?)\\s(?=(?:</?mark>)?[${CHINESE}])`, "gu");
  const ONE_MARK = new RegExp(`(?<=[${CHINESE}])</mark><mark>(?=[${CHINESE}])`, "gu");
  const AROUND = 30; // words of an excerpt; of Chinese, characters
  // By Pagefind's own measure the shortest page that says a word comes first; here the one that says it most.
  const RANKING = { pageLength: 0.6, termFrequency: 0.5, termSaturation: 1.2 };
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
    const every = await search.search(query.replace(SHORT_I, "ых").replace(BESIDE_HAN, " "), options);
    for (const phrases of [query.match(HAN_RUN) ?? [], wordsOf(query)]) {
      const found = await within(search, every.results, phrases.filter((one) => one.length > 1), options);
      if (found.length) return found;
    }
    return [];
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
    return text.replace(BETWEEN, "").replace(ONE_MARK, "");
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
