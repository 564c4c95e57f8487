// The arithmetic of an assessment, as pcf.maturity and the scorecard of the package do it: exact fractions, a blank
// is no zero, what nobody answered widens the range. Thresholds and rules come with pcf.data.assessment; a test
// compares every number with Python's.
"use strict";
(function (pcf) {
  const MISSING = "–";
  const SIGNS = { en: [".", ","], ru: [",", "\u00a0"], zh: [".", ","] }; // of decimals, and between thousands

  // A fraction in lowest terms: {n, d}, both BigInt, d above 0.
  function fraction(n, d = 1n) {
    let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
    while (b) [a, b] = [b, a % b];
    const by = d < 0n ? -a : a;
    return { n: n / by, d: d / by };
  }

  const ZERO = fraction(0n);
  const ONE = fraction(1n);
  const add = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
  const over = (a, b) => fraction(a.n * b.d, a.d * b.n);
  const isBelow = (a, b) => a.n * b.d < b.n * a.d;
  const smaller = (a, b) => (isBelow(b, a) ? b : a);
  const sum = (fractions) => fractions.reduce(add, ZERO);

  // Reads "4/5", "1.5" or "2"; null for anything else.
  function parsed(text) {
    const found = /^(\d+)(?:\/(\d+)|\.(\d+))?$/.exec(String(text));
    if (!found) return null;
    const [, whole, below, decimals = ""] = found;
    const d = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below);
    return d ? fraction(BigInt(whole + decimals), d) : null;
  }

  const mean = (terms) =>
    over(sum(terms.map(([score, weight]) => times(score, weight))), sum(terms.map(([, weight]) => weight)));
  const weakest = (terms) => terms.map(([score]) => score).reduce(smaller);
  const capped = (terms) => smaller(mean(terms), add(weakest(terms), ONE));

  // The highest whole level that a share of the weight reaches while no part is more than one below it.
  function staged(terms, rules) {
    const needed = times(rules.staged, sum(terms.map(([, weight]) => weight)));
    for (let level = rules.highest; level > 0; level -= 1) {
      const [here, below] = [fraction(BigInt(level)), fraction(BigInt(level - 1))];
      const reached = sum(terms.filter(([score]) => !isBelow(score, here)).map(([, weight]) => weight));
      if (!isBelow(reached, needed) && terms.every(([score]) => !isBelow(score, below))) return here;
    }
    return ZERO;
  }

  const COMBINE = { mean, min: weakest, capped, staged };

  function statusOf(coverage, rules) {
    if (!isBelow(coverage, rules.scored)) return "scored";
    return isBelow(coverage, rules.provisional) ? "none" : "provisional";
  }

  // What is not applicable, or has nothing below it that is: no score, and no range either.
  const nothing = (id, weight, children) => ({
    id, weight, children, score: null, low: null, high: null, coverage: ZERO, dkShare: ZERO, applicable: false,
    status: "none",
  });

  function rated(id, answer, weight, rules) {
    if (answer === "NA") return nothing(id, weight, []);
    const level = rules.levels.has(answer) ? fraction(BigInt(answer)) : null;
    return {
      id,
      weight,
      children: [],
      score: level,
      low: level ?? rules.lowest,
      high: level ?? fraction(BigInt(rules.highest)),
      coverage: level ? ONE : ZERO,
      dkShare: answer === "DK" ? ONE : ZERO,
      applicable: true,
      status: level ? "scored" : "none",
    };
  }

  // Combines children into their parent; of a headline, one child without a score leaves the parent without.
  function rollUp(id, children, policy, weight, rules, needsEveryChild) {
    const counted = children.filter((child) => child.applicable && child.weight.n > 0n);
    if (!counted.length) return nothing(id, weight, children);
    const total = sum(counted.map((child) => child.weight));
    const share = (key) => over(sum(counted.map((child) => times(child.weight, child[key]))), total);
    const terms = (key) => counted.filter((child) => child[key]).map((child) => [child[key], child.weight]);
    const answered = terms("score");
    const coverage = share("coverage");
    const isTooFew = !answered.length || (needsEveryChild && answered.length < counted.length);
    const status = isTooFew ? "none" : statusOf(coverage, rules);
    const combine = (some) => COMBINE[policy](some, rules);
    return {
      id,
      weight,
      children,
      score: status === "none" ? null : combine(answered),
      low: combine(terms("low")),
      high: combine(terms("high")),
      coverage,
      dkShare: share("dkShare"),
      applicable: true,
      status,
    };
  }

  function rulesOf(data) {
    const { scored, provisional, staged: share } = data.thresholds;
    return {
      scored: parsed(scored),
      provisional: parsed(provisional),
      staged: parsed(share),
      lowest: fraction(BigInt(data.lowest)),
      highest: data.highest,
      levels: new Set(data.levels.map((level) => level.code).filter((code) => /^\d$/.test(code))),
    };
  }

  const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

  // Scores a form: a tree of category, groups and processes. Whatever is no known answer counts as a blank.
  function assess(data, form) {
    const rules = rulesOf(data);
    const policy = data.policies.find((one) => one.id === form?.policy) ?? data.policies[0];
    const weight = (id) => parsed(own(form?.weights, id)) ?? ONE;
    const groups = data.groups.map((group) => {
      const processes = group.processes.map(({ id }) =>
        rated(id, own(own(form?.answers, id), "answer"), weight(id), rules));
      return rollUp(group.id, processes, policy.id, weight(group.id), rules, false);
    });
    return rollUp(data.root.id, groups, policy.of_groups, ONE, rules, true);
  }

  // What ticked statements say of the level: {level, done, of}; null where nobody answered any that applies.
  function suggest(statements, ticks) {
    const given = statements
      .map(({ id, level }) => ({ level, state: own(ticks, id) || null }))
      .filter(({ state }) => state !== "NA");
    if (!given.some(({ state }) => state)) return null;
    const counts = new Map();
    for (const { level, state } of given) {
      const { done, of } = counts.get(level) ?? { done: 0, of: 0 };
      counts.set(level, { done: done + (state === "in_place"), of: of + 1 });
    }
    const levels = [...counts.keys()].sort((a, b) => a - b);
    const next = levels.find((level) => counts.get(level).done < counts.get(level).of);
    const level = levels.filter((one) => next === undefined || one < next).at(-1) ?? 0;
    return { level, ...(next === undefined ? { done: null, of: null } : counts.get(next)) };
  }

  // The highest level, up to the rating, that the kinds of evidence support.
  function supported(data, level, kinds) {
    const borne = data.supports.filter((rule) => rule.kinds.every((kind) => kinds.includes(kind)));
    return Math.min(Number(level), Math.max(...borne.map((rule) => rule.level)));
  }

  const toNumber = (f) => (f ? Number(f.n) / Number(f.d) : null);

  // Writes a number with at most so many decimals, rounded half to even from its exact value; none as a dash.
  function text(f, digits, lang) {
    if (!f) return MISSING;
    const [decimal, thousands] = SIGNS[lang] ?? SIGNS.en;
    const scaled = times(fraction(f.n < 0n ? -f.n : f.n, f.d), fraction(10n ** BigInt(digits)));
    const [down, twice] = [scaled.n / scaled.d, 2n * (scaled.n % scaled.d)];
    const isUp = twice > scaled.d || (twice === scaled.d && down % 2n === 1n);
    const rounded = String(isUp ? down + 1n : down).padStart(digits + 1, "0");
    const whole = rounded.slice(0, rounded.length - digits).replace(/\B(?=(\d{3})+$)/g, thousands);
    const rest = rounded.slice(rounded.length - digits).replace(/0+$/, "");
    const sign = f.n < 0n && /[1-9]/.test(rounded) ? "-" : "";
    return sign + whole + (rest && decimal + rest);
  }

  // Writes a share, 0 to 1, as a percentage: pcf.score.percent(root.coverage, "ru").
  function percent(f, lang, digits = 1) {
    const said = text(f && times(f, fraction(100n)), digits, lang);
    return f ? `${said}${lang === "ru" ? "\u00a0" : ""}%` : said;
  }

  pcf.score = { assess, suggest, supported, parsed, toNumber, text, percent };
})((globalThis.pcf ??= {}));
