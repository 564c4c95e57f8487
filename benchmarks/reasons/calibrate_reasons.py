"""Fits the weights by which contact reasons are found and says what they are worth: ``make calibrate``.

Learns from the model's own examples, where every message is tried against an index that does not hold it: once with all
reasons, once with a list that lacks a fifth of them, as lists of organisations do. Measures on the same examples by
cross-validation, and on ``tests/cases/reasons``, which taught nothing. Writes ``taxonomy/reasons/weights.yaml`` and
``benchmarks/reasons/reliability.md``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "suggestions"))

import fitting
from fitting import Case, Judged, Numbers, Observed

import pcf
from pcf.ids import LANGUAGES, Language
from pcf.model.loop import ReasonWeightsRecord
from pcf.reasons.assignment import LINE
from pcf.reasons.assignment.phrases import phrases_of, words_of
from pcf.reasons.assignment.signals import NoneSignals, ReasonSignals, signals_of
from pcf.reasons.defaults import default_reasons
from pcf.source import loops, strict_yaml
from pcf.suggestions.index import DENSE, Index, build
from pcf.suggestions.tags import Tagger

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "reasons"
WEIGHTS = ROOT / "taxonomy" / "reasons" / "weights.yaml"
REPORT = Path(__file__).parent / "reliability.md"
FOLDS = 5
ONE_IN = 4  # messages of the short lists teaches: then one of 25 messages in all has a reason that its list lacks
LINES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WIDTH = len(ReasonSignals._fields) + len(NoneSignals._fields)


class Model:
    """The model's reasons, and indexes that know all or some of what it says."""

    def __init__(self) -> None:
        self._model = loops().reasons
        words = words_of(self._model.concepts)
        self._tagger = Tagger(words)
        self._terms = cache(self._tagger.terms)  # the indexes of all folds hold much the same phrases
        self._lists = {lang: default_reasons(pcf.load(lang=lang)) for lang in LANGUAGES}
        self.reasons = tuple(reason.id for reason in self._model.reasons)
        self.examples = tuple(
            Case(text, lang, frozenset([reason.id]))
            for lang in LANGUAGES
            for reason in self._model.reasons
            for text in reason.examples.spoken(lang)
        )
        said = Counter(word for case in self.examples for word in self._tagger.named(case.text))
        self._of_several = Tagger({word: things for word, things in words.items() if said[word] > 1})

    def index(self, lang: Language, reasons: Collection[str], without: Collection[str] = ()) -> Index:
        """Index some reasons of the list of a language; texts ``without`` are left out."""
        own = [reason for reason in self._lists[lang] if reason.id in reasons]
        phrases = (one for one in phrases_of(own, self._model.reasons, {}) if one.text not in without)
        return build(phrases, self._terms, DENSE)

    def observe(
        self, cases: Iterable[Case], reasons: Sequence[str], without: Collection[str] = ()
    ) -> Iterator[Observed]:
        """Read messages against the list of their language.

        Where examples are left ``without``, they are read as if a word of ``words.yaml`` that only one example has were
        not there: it may have been written down because of that example.
        """
        indexes = {lang: self.index(lang, reasons, without) for lang in LANGUAGES}
        tagger = self._of_several if without else self._tagger
        for case in cases:
            signals = signals_of(indexes[case.lang].read(tagger.terms(case.text)), reasons)
            known = replace(case, right=case.right & frozenset(reasons))
            yield fitting.as_rows(known, dict(zip(reasons, signals.reasons, strict=True)), signals.none, _WIDTH)


class Fold(NamedTuple):
    """Messages that the index did not hold: read with all reasons, and with a list that lacks some of them."""

    whole: tuple[Observed, ...]
    short: tuple[Observed, ...]

    @property
    def lacking(self) -> list[Observed]:
        """The messages whose reason the short list lacks."""
        return [case for case in self.short if not case.case.right]


class Shares(NamedTuple):
    """What a line comes to: shares of all messages, and of those that got a reason.

    Attributes:
        first: How often the best reason is right, whatever its confidence.
        right: How often a message got a reason, and the right one.
        among_assigned: How often a reason that was given is right.
        assigned: How often a message got one.
    """

    first: float
    right: float
    among_assigned: float
    assigned: float


def shares(cases: Sequence[Judged], line: float = LINE) -> Shares:
    assigned = [case for case in cases if case.confidences[0] >= line]
    right = sum(case.is_first_right for case in assigned)
    first = sum(case.is_first_right for case in cases)
    among = right / len(assigned) if assigned else 0.0
    return Shares(first / len(cases), right / len(cases), among, len(assigned) / len(cases))


class Measured(NamedTuple):
    """What the data come to.

    Attributes:
        examples: The model's examples, each judged by weights and an index that did not know it.
        lacking: Those whose reason the list lacked, judged in the same way: none of them should get a reason.
        unseen: Messages that taught nothing, judged by the weights and all that the model says.
        weights: Fitted to all examples.
    """

    examples: tuple[Judged, ...]
    lacking: tuple[Judged, ...]
    unseen: tuple[Judged, ...]
    weights: ReasonWeightsRecord

    @property
    def report(self) -> str:
        return "\n".join(
            [
                "# How well contact reasons are found by words\n",
                "Made by `make calibrate`. A reason is right if it is that of the message or, in the unseen set, one "
                f"that a careful coder would also accept. The line is {LINE}.\n",
                "In cross-validation an example is read without those words of `taxonomy/reasons/words.yaml` that no "
                "other example has, as it may have suggested them: these figures are rather too low than too high.\n",
                *_lines("Examples of the model, by cross-validation", self.examples),
                *_lines_of_lacking(self.lacking),
                *_lines("Messages that taught nothing", self.unseen),
            ]
        )


def measured() -> Measured:
    model = Model()
    folds = tuple(_folds(model))
    examples: list[Judged] = []
    lacking: list[Judged] = []
    for one in folds:
        weights = _fitted([other for other in folds if other is not one])
        examples += [fitting.judged(case, weights) for case in one.whole]
        lacking += [fitting.judged(case, weights) for case in one.lacking]
    weights = _fitted(folds)
    unseen = [fitting.judged(case, weights) for case in model.observe(read_cases(), model.reasons)]
    reason, none = fitting.by_name(weights, ReasonSignals._fields, NoneSignals._fields)
    return Measured(tuple(examples), tuple(lacking), tuple(unseen), ReasonWeightsRecord(reason=reason, none=none))


def read_cases() -> list[Case]:
    """Read the unseen messages, language by language."""
    return [
        Case(case["text"], lang, frozenset([case["reason"], *case.get("also", ())]))
        for lang in LANGUAGES
        for case in strict_yaml.read(CASES / f"{lang}.yaml")
    ]


def _folds(model: Model) -> Iterator[Fold]:
    for fold in range(FOLDS):
        held_out = model.examples[fold::FOLDS]
        texts = {case.text for case in held_out}
        known = [reason for place, reason in enumerate(model.reasons) if place % FOLDS != fold]
        yield Fold(tuple(model.observe(held_out, model.reasons, texts)), tuple(model.observe(held_out, known, texts)))


def _fitted(folds: Iterable[Fold]) -> Numbers:
    """Fit weights to both lists; how sure they are is set by the whole one."""
    every = list(folds)
    whole = [case for fold in every for case in fold.whole]
    short = [case for fold in every for case in fold.short]
    return fitting.sharpened(fitting.fitted([*whole, *short[::ONE_IN]]), whole)


def _lines(title: str, cases: Sequence[Judged]) -> Iterator[str]:
    """Yield what is reported of one set of messages, as Markdown."""
    yield f"## {title}\n"
    heads = ("language", "messages", "best is right", "given a reason", "right among these", "given the right one")
    yield f"| {' | '.join(heads)} | calibration error |"
    yield "|---|---|---|---|---|---|---|"
    for lang in (*LANGUAGES, None):
        own = [case for case in cases if lang in (None, case.case.lang)]
        found, error = shares(own), fitting.calibration_error(fitting.reliability(own))
        yield (
            f"| {lang or 'all'} | {len(own)} | {found.first:.1%} | {found.assigned:.1%} | {found.among_assigned:.1%} "
            f"| {found.right:.1%} | {error:.3f} |"
        )
    yield "\n| line | given a reason | right among these |"
    yield "|---|---|---|"
    for line in LINES:
        found = shares(cases, line)
        yield f"| {line} | {found.assigned:.1%} | {found.among_assigned:.1%} |"
    yield "\n| confidence of the best | messages | mean confidence | right |"
    yield "|---|---|---|---|"
    for one in fitting.reliability(cases):
        yield f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {one.confidence:.2f} | {one.right:.2f} |"
    yield ""


def _lines_of_lacking(cases: Sequence[Judged]) -> Iterator[str]:
    yield "## Examples whose reason the list lacks\n"
    yield "A fifth of the reasons is taken out of the list: their messages should get none.\n"
    yield "| language | messages | given no reason |"
    yield "|---|---|---|"
    for lang in LANGUAGES:
        own = [case for case in cases if case.case.lang == lang]
        yield f"| {lang} | {len(own)} | {1 - shares(own).assigned:.1%} |"
    yield ""


def main() -> None:
    found = measured()
    WEIGHTS.write_text(
        "# yaml-language-server: $schema=../schema/reason_weights.json\n"
        f"# Made by `make calibrate`, from the {len(found.examples)} examples of taxonomy/reasons.\n"
        + "".join(
            f"{kind}:\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
            for kind, values in (("reason", found.weights.reason), ("none", found.weights.none))
        ),
        encoding="utf-8",
    )
    REPORT.write_text(found.report, encoding="utf-8")
    sys.stdout.write(found.report)


if __name__ == "__main__":
    main()
