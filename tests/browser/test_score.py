"""The arithmetic of the browser against Python's, on thousands of generated cases, to the last digit."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

import pcf
from pcf.assessment import Copy, gather, score_round
from pcf.i18n import number, percent
from pcf.ids import LANGUAGES
from pcf.maturity import Score, suggestion, supported_level

from .engine import KINDS, STATES, as_form, some_form, with_engine

pytestmark = pytest.mark.long
FORMS, TICKED, NUMBERS, BATCH = 2_000, 2_000, 1_500, 500

TREES = """forms => {
  const said = (f) => (f === null ? null : f.d === 1n ? `${f.n}` : `${f.n}/${f.d}`);
  const tree = (one) => [one.id, said(one.score), said(one.low), said(one.high), said(one.coverage),
    said(one.dkShare), said(one.weight), one.applicable, one.status, one.children.map(tree)];
  return forms.map((form) => tree(pcf.score.assess(pcf.data.assessment, form)));
}"""


def tree(score: Score, children: tuple[Score, ...] | None = None) -> list[object]:
    low, high = score.range or (None, None)
    below = [tree(child) for child in (score.children if children is None else children)]
    shares = [None if one is None else str(one) for one in (score.score, low, high)]
    known = [str(one) for one in (score.coverage, score.dk_share, score.weight)]
    return [score.id, *shares, *known, score.applicable, score.status, below]


@pytest.fixture
def engine(page):
    return with_engine(page, "en", "score")


def test_every_score_range_coverage_and_status_is_python_s(engine):
    taxonomy, random = pcf.load(), Random(6)
    forms = [some_form(random, taxonomy) for _ in range(FORMS)]
    expected = [tree(score_round(taxonomy, gather([Copy("", form)])).score) for form in forms]
    found = []
    for start in range(0, FORMS, BATCH):
        found += engine.evaluate(TREES, [as_form(form) for form in forms[start : start + BATCH]])
    differing = [place for place, (one, other) in enumerate(zip(found, expected, strict=True)) if one != other]
    assert not differing, f"{len(differing)} of {FORMS}, first: {found[differing[0]]}, {expected[differing[0]]}"
    statuses = {(form.policy, one[8]) for form, one in zip(forms, expected, strict=True)}
    assert len(statuses) == 15, "each policy, and none named, comes to each of the three statuses"


def test_what_is_no_known_answer_counts_as_a_blank(engine):
    process = pcf.load().processes[0].id
    hostile = [None, {}, {"answers": None}, {"answers": {process: {"answer": "6"}}}, {"answers": {process: None}}]
    hostile += [{"answers": {process: {"answer": 3}}, "weights": {process: "-1"}, "policy": "best"}]
    first, *others = engine.evaluate(TREES, hostile)
    assert all(other == first for other in others)
    assert first[1] is None
    assert first[2:4] == ["0", "5"]


def test_numbers_are_rounded_and_written_as_python_writes_them(engine):
    random = Random(7)
    numbers = [
        Fraction(random.randint(-6_000, 6_000), random.choice((1, 2, 3, 8, 40, 97, 1000))) for _ in range(NUMBERS)
    ]
    numbers += [
        Fraction(1, 20),
        Fraction(3, 20),
        Fraction(-1, 100),
        Fraction(9995, 100),
        Fraction(1_234_567),
        Fraction(0),
    ]
    asked = [[str(one.numerator), str(one.denominator), digits] for one in numbers for digits in range(4)]
    script = """([asked, lang]) => asked.map(([n, d, digits]) => {
      const f = {n: BigInt(n), d: BigInt(d)};
      return [pcf.score.text(f, digits, lang), pcf.score.percent(f, lang, digits)];
    })"""
    for lang in LANGUAGES:
        expected = [
            [number(one, lang, digits), percent(100 * one, lang, digits)] for one in numbers for digits in range(4)
        ]
        assert engine.evaluate(script, [asked, lang]) == expected
        missing = engine.evaluate("lang => [pcf.score.text(null, 1, lang), pcf.score.percent(null, lang)]", lang)
        assert missing == [number(None, lang), percent(None, lang)]


def test_what_ticks_suggest_is_python_s(engine):
    random = Random(8)
    cases = []
    for _ in range(TICKED):
        levels = sorted(random.choices(range(1, 6), k=random.randint(0, 12)))
        pool = random.choice((("in_place",), ("in_place", "NA"), (*STATES, None), (None,), ("NA",)))
        cases.append([(f"10389.{level}{place}", level, random.choice(pool)) for place, level in enumerate(levels)])
    said = [suggestion((level, state) for _, level, state in case) for case in cases]
    expected = [None if one is None else {"level": one.level, "done": one.done, "of": one.of} for one in said]
    asked = [
        [[{"id": one, "level": level} for one, level, _ in case], {one: state for one, _, state in case if state}]
        for case in cases
    ]
    assert engine.evaluate("cases => cases.map((one) => pcf.score.suggest(...one))", asked) == expected
    assert {None} < {one and one.level for one in said} == {None, 0, 1, 2, 3, 4, 5}


def test_evidence_supports_what_it_supports_in_python(engine):
    cases = [(level, kinds) for level in range(6) for size in range(6) for kinds in combinations(KINDS, size)]
    script = "cases => cases.map(([level, kinds]) => pcf.score.supported(pcf.data.assessment, level, kinds))"
    assert engine.evaluate(script, cases) == [supported_level(level, kinds) for level, kinds in cases]
