// Which element, metric, page a few typed signs may mean: pcf.jump.find("жалобами") gives the best, best first.
// It knows no language, as `pcf find` does not: forms of one word share their beginning, Chinese is found anywhere.
"use strict";
(function (pcf) {
  // An entry of pcf.data.jump.entries is [kind, address, names, ids, words, places]; the first name is shown.
  const [KIND, ADDRESS, NAMES, IDS, WORDS, PLACES] = [0, 1, 2, 3, 4, 5];
  // Who types a word looks for a process first. A metric, a measure, a code comes first when it is named.
  const KINDS = { element: 1, edition: 1, tool: 0.95, industry: 0.9, contact_reason: 0.9, complaint_block: 0.9,
    question: 0.85, guide: 0.85, metric: 0.85, list: 0.8, measure: 0.75, command: 0.7, finding: 0.7 };
  // The whole is wanted before its parts: a group, a process, an activity, a task.
  const DEPTHS = [1, 1, 1, 0.95, 0.88, 0.84];
  const EXACT_ID = 3;
  const EXACT_PLACE = 2.8; // less for what stood there in another edition
  const BEGINS_ID = 1.2;
  const WHOLE = 1.1;
  const LEAST = 0.3;
  const FAR_BEHIND = 0.4; // of the best: what scores less is no answer beside it
  const SHORTEST_INFLECTED = 4;
  const MOST = 0.9; // who explains less of a query
  const PART = 0.3; // is worth this little, unless it is about little else
  const LONGEST_ENDING = 3;
  const INFLECTED = 0.99; // two forms of one word
  const OLDER = 0.9; // what the usual edition does not have
  const HAN = /^[\u3400-\u9fff]/u;
  const SPLIT = /[\u3400-\u9fff]+|[\p{L}\p{N}]+(?:\.\p{N}+)*/gu;
  const IS_ID = /[\d_ -]/u; // an id that is a plain word is searched as one
  const PLACE = /^\d+(\.\d+)+$/u;

  let prepared = null;

  // Case, full-width forms, ё and е do not matter.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").trim();
  }

  // `base` is what a phrase is worth that holds the query, `weight` what it is worth if it is the query: a name
  // tells what a page is about however long it is, of a synonym the query has to be the most.
  function phrase(text, base, weight) {
    const folded = fold(text);
    const words = folded.match(SPLIT) ?? [];
    return { text, folded, words, base, weight, signs: words.join("").length };
  }

  function prepare() {
    prepared ??= pcf.data.jump.entries.map((entry) => {
      const [names, ids, words] = [entry[NAMES], entry[IDS] ?? [], entry[WORDS] ?? []];
      const places = Object.entries(entry[PLACES] ?? {});
      const phrases = [
        ...names.map((name, at) => phrase(name, 0.8, at ? 0.97 : 1)),
        ...ids.map((id) => phrase(id, 0.5, 0.9)),
        ...words.map((word) => phrase(word, 0.5, 0.9)),
      ];
      const worth = (KINDS[entry[KIND]] ?? 0.7) * rank(places);
      return { kind: entry[KIND], address: entry[ADDRESS], name: names[0], ids, places, phrases, worth };
    });
    return prepared;
  }

  function rank(places) {
    if (!places.length) return 1;
    const now = usual(places);
    return now ? DEPTHS[depthOf(now[0])] : OLDER * DEPTHS[depthOf(places[0][0])];
  }

  // 6.0 is 1, 6.2.3.1 is 4.
  function depthOf(place) {
    return place.endsWith(".0") ? 1 : place.split(".").length;
  }

  function usual(places) {
    return places.find(([, editions]) => editions.includes(pcf.data.jump.edition));
  }

  // The rule of pcf.search.terms.is_inflection.
  function isInflection(one, other) {
    let shared = 0;
    while (shared < one.length && one[shared] === other[shared]) shared += 1;
    const longer = Math.max(one.length, other.length);
    const shorter = Math.min(one.length, other.length);
    return shared >= Math.max(SHORTEST_INFLECTED, shorter - 3, 0.6 * longer);
  }

  function alike(typed, word) {
    if (typed === word) return 1;
    if (HAN.test(typed)) return word.includes(typed) ? 1 : pairsShared(typed, word);
    if (word.startsWith(typed)) return word.length - typed.length > LONGEST_ENDING ? 0.95 : INFLECTED; // or still being typed
    if (HAN.test(word) || typed.length < SHORTEST_INFLECTED || /\d/.test(typed)) return 0;
    return isInflection(typed, word) ? INFLECTED : 0;
  }

  // How much of a run of Chinese stands in another, in pairs of characters; half of them is the least.
  function pairsShared(typed, word) {
    if (typed.length < 3) return 0;
    let shared = 0;
    for (let at = 0; at < typed.length - 1; at += 1) shared += word.includes(typed.slice(at, at + 2)) ? 1 : 0;
    const share = shared / (typed.length - 1);
    return share >= 0.5 ? share : 0;
  }

  // How well a phrase answers: what share of the query it explains, and what share of it the query is.
  function likeness(query, said) {
    if (said.folded === query.folded) return WHOLE;
    let explained = 0;
    let covered = 0;
    for (const typed of query.words) {
      let best = 0;
      let signs = 0;
      for (const word of said.words) {
        const close = alike(typed, word);
        if (close > best) [best, signs] = [close, HAN.test(typed) ? typed.length * close : word.length];
      }
      explained += best * typed.length;
      covered += signs;
    }
    const share = explained / query.signs;
    if (share < 0.6) return 0;
    const base = share < MOST ? PART : said.base;
    return share * (base + (1 - base) * Math.min(1, covered / said.signs));
  }

  // What the ids say: the element itself, what stands at a place in some edition, or what begins so.
  function byId(query, entry) {
    const { folded } = query;
    if (entry.ids.some((id) => id.toLowerCase() === folded && IS_ID.test(id))) return { score: EXACT_ID };
    for (const [place, editions] of entry.places) {
      if (place !== folded) continue;
      const late = editions.reduce((last, one) => Math.max(last, pcf.data.jump.editions.indexOf(one)), 0);
      return { score: editions.includes(pcf.data.jump.edition) ? EXACT_PLACE : EXACT_PLACE - 1 + late / 100, place: [place, editions] };
    }
    if (!IS_ID.test(folded) || folded.length < 2) return null;
    const [here] = usual(entry.places) ?? [""];
    if (PLACE.test(folded) && here.startsWith(`${folded}.`)) return { score: BEGINS_ID - here.length / 100 };
    const begun = entry.ids.find((id) => id.toLowerCase().startsWith(folded));
    return begun ? { score: BEGINS_ID - begun.length / 100 } : null;
  }

  function byWords(query, entry) {
    let best = { score: 0 };
    for (const said of entry.phrases) {
      const score = likeness(query, said) * said.weight * entry.worth;
      if (score > best.score) best = { score, said: said.text };
    }
    return best;
  }

  // Gives [{kind, address, name, ids, places, score, place?, said?}]; `said` is the phrase that answered,
  // `place` where it stood and in which editions, if the query is such a place.
  function find(text, limit = 8) {
    const folded = fold(text);
    const words = folded.replace(/^pcf\s+(?=\p{L})/u, "").match(SPLIT) ?? [];
    if (!folded || !words.length) return [];
    const query = { folded, words, signs: words.join("").length };
    const hits = prepare()
      .map((entry) => ({ entry, found: byId(query, entry) ?? byWords(query, entry) }))
      .filter(({ found }) => found.score >= LEAST)
      .sort((one, other) => other.found.score - one.found.score);
    const least = hits.length ? Math.min(hits[0].found.score, 1) * FAR_BEHIND : 0;
    return hits
      .filter(({ found }) => found.score >= least)
      .slice(0, limit)
      .map(({ entry: { phrases, worth, ...entry }, found }) => ({ ...entry, ...found }));
  }

  pcf.jump = { find };
})((globalThis.pcf ??= {}));
