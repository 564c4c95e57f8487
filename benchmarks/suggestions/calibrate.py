"""Fits the weights of suggestions and says what they are worth: ``make calibrate``.

Learns from the statements of ``tests/cases/suggest`` and from the model's own vocabulary, where every
phrase is tried against an index that does not hold it. Measures on ``tests/cases/suggest`` by
cross-validation; on ``unseen``, which taught no weight, though the ways of comparing were chosen with an eye
on it; and on ``held_back``, which was written after everything was settled and measured once. Writes
``taxonomy/statements/weights.yaml`` and ``benchmarks/suggestions/reliability.md``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from fitting import (
    Case,
    Judged,
    Numbers,
    Observed,
    area_under_curve,
    calibration_error,
    cross_validated,
    fitted,
    judged,
    observed,
    record_of,
    reliability,
    share_within,
    sharpened,
)

import pcf
from pcf.ids import LANGUAGES
from pcf.model.statement import WeightsRecord
from pcf.source import bundle, statements, strict_yaml
from pcf.suggestions.index import build
from pcf.suggestions.phrases import FIELD, Phrase, phrases_of_model, phrases_of_others
from pcf.suggestions.signals import Observer
from pcf.suggestions.suggestion import language_of
from pcf.suggestions.tags import Tagger, tag_words

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "suggest"
WEIGHTS = ROOT / "taxonomy" / "statements" / "weights.yaml"
REPORT = Path(__file__).parent / "reliability.md"
FOLDS = 10
FROM_VOCABULARY = 1_500  # phrases that teach; more change nothing any longer
_SEED = 7


def read_cases(folder: Path) -> list[Case]:
    """Read the statements of a folder, language by language."""
    found = []
    for lang in LANGUAGES:
        said = strict_yaml.read(folder / f"{lang}.yaml")
        for case in said["placed"]:
            found.append(Case(case["text"], lang, frozenset([case["element"], *case.get("also", ())])))
        found += [Case(case["text"], lang, frozenset()) for case in said["foreign"]]
    return found


class Vocabulary:
    """The phrases that the index is made of, and observers that know all or some of them."""

    def __init__(self) -> None:
        self._six = pcf.load()
        self._tagger = Tagger(tag_words(spoken.words for spoken in statements().by_language.values()))
        self._terms = cache(self._tagger.terms)  # the indexes of all folds hold much the same phrases
        self.phrases = [*phrases_of_model(bundle()), *phrases_of_others(statements())]

    def observer(self, phrases: Iterable[Phrase]) -> Observer:
        return Observer(self._six, build(phrases, self._terms), self._tagger)

    def as_cases(self, count: int) -> Iterator[Observed]:
        """Try some of the sentences of the vocabulary, each against an index without it and others of its fold."""
        sentences = [
            place
            for place, phrase in enumerate(self.phrases)
            if phrase.kind == "elsewhere" or (phrase.kind in ("example", "statement") and phrase.owner in self._six)
        ]
        chosen = random.Random(_SEED).sample(sentences, min(count, len(sentences)))
        for fold in range(FOLDS):
            held_out = set(chosen[fold::FOLDS])
            observer = self.observer(one for place, one in enumerate(self.phrases) if place not in held_out)
            for place in sorted(held_out):
                owner, _, text = self.phrases[place]
                right = frozenset() if owner.startswith(FIELD) else frozenset([owner])
                yield observed(Case(text, language_of(text), right), observer.observe(text))


def lines(title: str, cases: Sequence[Judged]) -> Iterator[str]:
    """Yield what is reported of one set of statements, as Markdown."""
    yield f"## {title}\n"
    yield "| language | placed | foreign | first | among three | belongs here (AUC) |"
    yield "|---|---|---|---|---|---|"
    for lang in LANGUAGES:
        own = [case for case in cases if case.case.lang == lang]
        placed = sum(bool(case.case.right) for case in own)
        yield (
            f"| {lang} | {placed} | {len(own) - placed} | {share_within(own, 1):.1%} | {share_within(own, 3):.1%} "
            f"| {area_under_curve(own):.3f} |"
        )
    table = reliability(cases)
    yield f"\nCalibration error {calibration_error(table):.3f}.\n"
    yield "| confidence of the first | statements | mean confidence | right |"
    yield "|---|---|---|---|"
    for one in table:
        yield f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {one.confidence:.2f} | {one.right:.2f} |"
    yield ""


class Measured(NamedTuple):
    """What the data come to.

    Attributes:
        development: The development set, each statement judged by weights that were fitted without it.
        unseen, held_back: Sets that teach nothing, judged by the weights.
        weights: Fitted to all but the unseen.
        learned: How many statements they were fitted to: of the development set, and of the vocabulary.
    """

    development: tuple[Judged, ...]
    unseen: tuple[Judged, ...]
    held_back: tuple[Judged, ...]
    weights: WeightsRecord
    learned: tuple[int, int]

    @property
    def report(self) -> str:
        return "\n".join(
            [
                "# How good suggestions are\n",
                "Made by `make calibrate`. A suggestion is right if it is the element of the case or a marked "
                "neighbour. Statements that stand in the vocabulary word by word are left out.\n",
                *lines("Development set, by cross-validation", self.development),
                *lines("Statements that taught no weight", self.unseen),
                *lines("Statements written after everything was settled", self.held_back),
            ]
        )


def measured() -> Measured:
    vocabulary = Vocabulary()
    own = list(vocabulary.as_cases(FROM_VOCABULARY))
    observer = vocabulary.observer(vocabulary.phrases)
    development = [observed(case, observer.observe(case.text)) for case in read_cases(CASES)]
    said = {phrase.text.casefold() for phrase in vocabulary.phrases}
    weights = sharpened(fitted([*own, *development]), development)
    return Measured(
        tuple(cross_validated(development, own)),
        *(tuple(_judged_all(read_new(CASES / name, said), observer, weights)) for name in ("unseen", "held_back")),
        record_of(weights),
        (len(development), len(own)),
    )


def read_new(folder: Path, said: Container[str]) -> list[Case]:
    """Read the statements of a folder, without those that stand in the vocabulary word by word: short headings do."""
    return [case for case in read_cases(folder) if case.text.casefold() not in said]


def _judged_all(cases: Iterable[Case], observer: Observer, weights: Numbers) -> Iterator[Judged]:
    for case in cases:
        yield judged(observed(case, observer.observe(case.text)), weights)


def main() -> None:
    found = measured()
    cases, phrases = found.learned
    WEIGHTS.write_text(
        "# yaml-language-server: $schema=../schema/weights.json\n"
        f"# Made by `make calibrate`, from {cases} statements of tests/cases/suggest and {phrases} of the vocabulary.\n"
        + "".join(
            f"{kind}:\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
            for kind, values in (("element", found.weights.element), ("none", found.weights.none))
        ),
        encoding="utf-8",
    )
    REPORT.write_text(found.report, encoding="utf-8")
    sys.stdout.write(found.report)


if __name__ == "__main__":
    main()
