// Which element, metric, page a few typed signs may mean: await pcf.jump.find("жалобами") gives the best, best first.
// It knows no language, as `pcf find` does not: forms of one word share their beginning, Chinese is found anywhere.
// What is said in the language of the site comes first; other languages and examples are large, and come when needed.
"use strict";
(function (pcf) {
  const MAIN = "assets/data/jump.js";
  const MORE = "assets/data/jump_more.js";
  // Who types a word looks for a process first. A metric, a measure, a code comes first when it is named.
  const KINDS = { element: 1, edition: 1, tool: 0.95, industry: 0.9, contact_reason: 0.9, complaint_block: 0.9,
    question: 0.85, guide: 0.85, metric: 0.85, list: 0.8, measure: 0.75, command: 0.7, finding: 0.7 };
  // The whole is wanted before its parts: a group, a process, an activity, a task.
  const DEPTHS = [1, 1, 1, 0.95, 0.88, 0.84];
  const EXACT_ID = 3;
  const EXACT_PLACE = 2.8; // less for what stood there in another edition
  const BEGINS_ID = 1.2;
  const WHOLE = 1.1;
  const EXACT = 1.05; // what reaches this is named by the query
  const FEW = 3;
  const LEAST = 0.3;
  const LEAST_OF_MORE = 0.2; // where all that is known was searched, a faint answer is better than none
  const SHARE = 0.6; // of a query is explained by an answer
  const SHARE_OF_MORE = 0.5;
  const FAR_BEHIND = 0.4; // of the best: what scores less is no answer beside it
  const SHORTEST_INFLECTED = 4;
  const MOST = 0.9; // who explains less of a query
  const PART = 0.3; // is worth this little, unless it is about little else
  const LONGEST_ENDING = 3;
  const OF_OTHERS = 0.95; // what another language says
  const ASIDE = 0.7; // … and says in another script than the query: "NPS体系建设" for "NPS"
  const INFLECTED = 0.99; // two forms of one word
  const OLDER = 0.9; // what the usual edition does not have
  const HAN = /^[\u3400-\u9fff]/u;
  const CODE = /^[a-z]+(-[a-z]+)+$/; // of a finding, or two words; what codes mean comes later
  const LETTER = /^\p{L}/u;
  const SCRIPTS = [/\p{Script=Han}/u, /\p{Script=Cyrillic}/u];
  const OWN_SCRIPT = { en: /\p{Script=Latin}/u, ru: SCRIPTS[1], zh: SCRIPTS[0] };
  const IN_BRACKETS = /[(（].*?[)）]/gu;
  const SPLIT = /[\u3400-\u9fff]+|[\p{L}\p{N}]+(?:\.\p{N}+)*/gu;
  const IS_ID = /[\d_: -]/u; // an id that is a plain word is searched as one
  const PLACE = /^\d+(\.\d+)+$/u;

  let prepared = null;
  let completed = false;

  // Case, full-width forms, ё and е do not matter.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").trim();
  }

  function wordsOf(text) {
    return fold(text).match(SPLIT) ?? [];
  }

  // `base` is what a phrase is worth that holds the query, `weight` what it is worth if it is the query: a name
  // tells what a page is about however long it is, of a synonym the query has to be the most.
  function phrase(text, base, weight, facts = {}) {
    const words = wordsOf(text);
    const bare = wordsOf(text.replace(IN_BRACKETS, " ")).join(" ");
    // What is written as one word by some and as two by others: "chat bot".
    const pairs = words.slice(1).map((word, at) => words[at] + word).filter((pair) => !HAN.test(pair));
    return { text, words, pairs, plain: words.join(" "), bare, base, weight, signs: words.join("").length, ...facts };
  }

  function entryOf(kind, folder, [id, names, words, places, address]) {
    const called = names?.length ? names : [id];
    const ids = id ? [id] : [];
    const { editions } = pcf.data.jump;
    const standing = Object.entries(places ?? {}).map(([place, held]) => [place, held.map((at) => editions[at])]);
    const phrases = [
      ...called.map((name, at) => phrase(name, 0.8, at ? 0.97 : 1, { names: true })),
      ...ids.map((one) => phrase(one, 0.5, 0.9)),
      ...(words ?? []).map((word) => phrase(word, 0.5, 0.9)),
    ];
    const worth = (KINDS[kind] ?? 0.7) * rank(standing);
    return { kind, address: address || `${folder}/${id}/`, name: called[0], ids, places: standing, phrases, more: [], worth };
  }

  function entriesOf(groups) {
    return groups.flatMap(([kind, folder, entries]) => entries.map((entry) => entryOf(kind, folder, entry)));
  }

  // An entry of the groups, [[kind, folder, entries]], is [id, names, words, places, address], and ends where nothing
  // follows; the first name is shown. A place is held in editions that are told by their number. One of
  // pcf.data.jump_more.phrases, [number of an entry, names, words, examples], says more of a thing known already.
  function prepare() {
    prepared ??= entriesOf(pcf.data.jump.groups);
    if (completed || !pcf.data.jump_more) return prepared;
    const { groups, phrases } = pcf.data.jump_more;
    for (const [number, names, words, examples] of phrases) {
      prepared[number].more = [
        ...names.map((name) => phrase(name, 0.8, 0.97, { names: true, foreign: true })),
        ...(words ?? []).map((word) => phrase(word, 0.5, 0.9, { foreign: true })),
        ...(examples ?? []).map((example) => phrase(example, 0.5, 0.6, { example: true })),
      ];
    }
    prepared.push(...entriesOf(groups));
    completed = true;
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

  // The rule of pcf.search.terms.is_inflection, and a limit on endings: who types a word sees no score, so
  // "understaffed" must not lead to "understand".
  function isInflection(one, other) {
    let shared = 0;
    while (shared < one.length && one[shared] === other[shared]) shared += 1;
    const longer = Math.max(one.length, other.length);
    return longer - shared <= LONGEST_ENDING && shared >= Math.max(SHORTEST_INFLECTED, 0.6 * longer);
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
  function likeness(query, said, least) {
    let explained = 0;
    let covered = 0;
    for (const typed of query.words) {
      let best = 0;
      let signs = 0;
      for (const word of said.words) {
        const close = alike(typed, word);
        if (close > best) [best, signs] = [close, HAN.test(typed) ? typed.length * close : word.length];
      }
      if (best < 1 && said.pairs.includes(typed)) [best, signs] = [1, typed.length];
      explained += best * typed.length;
      covered += signs;
    }
    const joined = query.joined && said.words.find((word) => alike(query.joined, word) >= INFLECTED);
    if (joined) [explained, covered] = [query.signs, joined.length];
    const share = explained / query.signs;
    if (share < least) return 0;
    const base = share < MOST ? PART : said.base;
    return share * (base + (1 - base) * Math.min(1, covered / said.signs));
  }

  // What another language says counts less, and least if it says so in signs that nobody typed.
  function standingOf(query, said) {
    if (!said.foreign) return 1;
    return SCRIPTS.some((script) => script.test(said.text) && !script.test(query.folded)) ? ASIDE : OF_OTHERS;
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

  // A thing is found first by its very name, whatever its kind.
  function byWords(query, entry, all) {
    let best = { score: 0 };
    for (const said of all ? [...entry.phrases, ...entry.more] : entry.phrases) {
      const standing = standingOf(query, said);
      const whole = said.plain === query.plain || (said.names && said.bare === query.plain);
      const close = whole ? WHOLE : likeness(query, said, all ? SHARE_OF_MORE : SHARE);
      const score = close * said.weight * standing * (whole && said.names ? 1 : entry.worth);
      if (score <= best.score) continue;
      best = { score, ...(standing !== ASIDE && { said: said.text, example: said.example ?? false }) };
    }
    return best;
  }

  function search(query, limit, all) {
    const hits = prepare()
      .map((entry) => ({ entry, found: byId(query, entry) ?? byWords(query, entry, all) }))
      .filter(({ found }) => found.score >= (all ? LEAST_OF_MORE : LEAST))
      .sort((one, other) => other.found.score - one.found.score);
    const least = hits.length ? Math.min(hits[0].found.score, 1) * FAR_BEHIND : 0;
    return hits
      .filter(({ found }) => found.score >= least)
      .slice(0, limit)
      .map(({ entry: { phrases, more, worth, ...entry }, found }) => ({ ...entry, ...found }));
  }

  function answered(query, hits) {
    if (hits[0]?.score >= EXACT) return true;
    if (CODE.test(query.folded)) return false;
    const own = OWN_SCRIPT[pcf.data.jump.lang];
    return hits.length >= FEW && query.words.every((word) => own.test(word) || !LETTER.test(word));
  }

  // Gives [{kind, address, name, ids, places, score, place?, said?, example?}]; `said` is the phrase that answered
  // and whether it is an `example`, `place` where it stood and in which editions, if the query is such a place.
  async function find(text, limit = 8) {
    const folded = fold(text);
    const words = folded.replace(/^pcf\s+(?=\p{L})/u, "").match(SPLIT) ?? [];
    if (!words.length) return [];
    const joined = words.length > 1 && words.every((word) => LETTER.test(word) && !HAN.test(word)) ? words.join("") : "";
    const query = { folded, words, joined, plain: wordsOf(text).join(" "), signs: words.join("").length };
    await pcf.load(MAIN);
    const hits = search(query, limit, false);
    if (answered(query, hits)) return hits;
    try {
      await pcf.load(MORE);
    } catch {
      return hits; // fewer answers, but answers
    }
    return search(query, limit, true);
  }

  pcf.jump = { find };
})((globalThis.pcf ??= {}));
