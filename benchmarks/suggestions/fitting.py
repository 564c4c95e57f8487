"""Fits the weights of the signals, and measures what they are worth. Needs numpy; nothing of the package does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pcf.model.statement import WeightsRecord
from pcf.suggestions.signals import ElementSignals, NoneSignals, Signals

Numbers = NDArray[np.float64]

_PENALTY = 5e-5  # of squared weights, a statement: next to none; it keeps signals that are hardly ever set in bounds
_ROUNDS = 60
_CLOSE_ENOUGH = 1e-6


@dataclass(frozen=True)
class Case:
    """A statement, and where it belongs; nowhere if ``right`` is empty.

    Attributes:
        lang: The language it is written in.
        right: The right element, and its marked neighbours.
    """

    text: str
    lang: str
    right: frozenset[str]


class Observed(NamedTuple):
    """A case as numbers: a row of signals for every candidate, and a last one for none; which rows are right."""

    case: Case
    candidates: tuple[str, ...]
    rows: Numbers
    right: Numbers


class Judged(NamedTuple):
    """A case with the candidates in order of their confidence."""

    case: Case
    ranked: tuple[str, ...]
    confidences: tuple[float, ...]
    none: float

    @property
    def is_first_right(self) -> bool:
        return bool(self.ranked) and self.ranked[0] in self.case.right


def observed(case: Case, signals: Signals) -> Observed:
    width = len(ElementSignals._fields) + len(NoneSignals._fields)
    return as_rows(case, {one.element: one.signals for one in signals.candidates}, signals.none, width)


def as_rows(case: Case, candidates: Mapping[str, Sequence[float]], none: Sequence[float], width: int) -> Observed:
    """Return a case as numbers: the signals of each candidate first, those of none last, in rows of ``width``."""
    rows = np.zeros((len(candidates) + 1, width))
    for row, signals in enumerate(candidates.values()):
        rows[row, : len(signals)] = signals
    rows[-1, width - len(none) :] = none
    right = [one in case.right for one in candidates] + [not case.right]
    return Observed(case, tuple(candidates), rows, np.array(right, dtype=float))


def fitted(cases: Iterable[Observed]) -> Numbers:
    """Return the weights that make the right answers likeliest (Newton's method).

    A statement whose right element is no candidate teaches nothing and is left out.
    """
    known = [case for case in cases if case.right.any()]
    weights = np.zeros(known[0].rows.shape[1])
    loss, slope, curve = _loss(weights, known)
    for _ in range(_ROUNDS):
        step, size = np.linalg.solve(curve, -slope), 1.0
        while (new := _loss(weights + size * step, known))[0] > loss and size > _CLOSE_ENOUGH:
            size /= 2
        weights, gain = weights + size * step, loss - new[0]
        loss, slope, curve = new
        if gain < _CLOSE_ENOUGH * max(1.0, loss):
            break
    return weights


def sharpened(weights: Numbers, cases: Sequence[Observed]) -> Numbers:
    """Return the weights, scaled so that they are as sure as they are right about these cases.

    The vocabulary's own phrases were written to differ from one another, so what is learned from them is
    less sure than statements of organisations deserve.
    """
    known = [case for case in cases if case.right.any()]
    scores = _side_by_side([case.rows @ weights for case in known], -np.inf)
    right = _side_by_side([case.right for case in known], 0.0)
    steps = np.arange(0.5, 2.5, 0.01)
    return weights * min(steps, key=lambda step: _surprise(step * scores, right))


def _side_by_side(rows: Sequence[Numbers], blank: float) -> Numbers:
    """Return rows of several lengths as one table, filled up with what counts for nothing."""
    table = np.full((len(rows), max(map(len, rows))), blank)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def _surprise(scores: Numbers, right: Numbers) -> float:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    return -float(np.log((likely * right).sum(axis=1) / likely.sum(axis=1)).sum())


def _loss(weights: Numbers, cases: Sequence[Observed]) -> tuple[float, Numbers, Numbers]:
    """Return minus the log likelihood, its slope and its curvature, with the penalty."""
    scale = _PENALTY * len(cases)
    loss, slope, curve = scale * float(weights @ weights) / 2, scale * weights, scale * np.eye(len(weights))
    for case in cases:
        chances = _softmax(case.rows @ weights)
        right = chances * case.right
        whole = right.sum()
        loss -= float(np.log(whole))
        slope = slope - case.rows.T @ (right / whole - chances)
        mean = case.rows.T @ chances
        curve = curve + (case.rows.T * chances) @ case.rows - np.outer(mean, mean)
    return loss, slope, curve


def _softmax(scores: Numbers) -> Numbers:
    likely = np.exp(scores - scores.max())
    return likely / likely.sum()


def judged(case: Observed, weights: Numbers) -> Judged:
    *chances, none = _softmax(case.rows @ weights)
    order = sorted(range(len(chances)), key=lambda place: -chances[place])
    ranked = tuple(case.candidates[place] for place in order)
    return Judged(case.case, ranked, tuple(float(chances[place]) for place in order), float(none))


def cross_validated(cases: Sequence[Observed], others: Sequence[Observed], folds: int = 5) -> list[Judged]:
    """Judge every case by weights that were fitted without it; ``others`` serve all folds."""
    found: list[Judged] = []
    for fold in range(folds):
        learned = [case for place, case in enumerate(cases) if place % folds != fold]
        weights = sharpened(fitted([*others, *learned]), learned)
        found += [judged(case, weights) for place, case in enumerate(cases) if place % folds == fold]
    return found


def share_within(cases: Iterable[Judged], first: int) -> float:
    """Return for what share of the placed statements a right element is among the first ones."""
    placed = [case for case in cases if case.case.right]
    return sum(any(one in case.case.right for one in case.ranked[:first]) for case in placed) / len(placed)


def area_under_curve(cases: Iterable[Judged]) -> float:
    """Return how often a placed statement is less likely foreign than a foreign one; of equals, half."""
    every = list(cases)
    placed = [case.none for case in every if case.case.right]
    foreign = [case.none for case in every if not case.case.right]
    wins = sum((one < other) + (one == other) / 2 for one in placed for other in foreign)
    return wins / (len(placed) * len(foreign))


class Bin(NamedTuple):
    """The first suggestions of nearly one confidence: from where to where, how many, how sure, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(cases: Iterable[Judged], bins: int = 10) -> list[Bin]:
    """Return how often first suggestions are right, by confidence; bins without any are left out."""
    first = [(case.confidences[0], case.is_first_right) for case in cases if case.ranked]
    table = []
    for place in range(bins):
        low, high = place / bins, (place + 1) / bins
        inside = [one for one in first if low <= one[0] < high or (one[0] == 1 and place == bins - 1)]
        if inside:
            sure, right = sum(one[0] for one in inside), sum(one[1] for one in inside)
            table.append(Bin(low, high, len(inside), sure / len(inside), right / len(inside)))
    return table


def calibration_error(table: Sequence[Bin]) -> float:
    """Return the mean distance of confidence from the share that is right, weighted by how many (ECE).

    Guo and others, "On Calibration of Modern Neural Networks", 2017, equation 5.
    """
    return sum(one.count * abs(one.confidence - one.right) for one in table) / sum(one.count for one in table)


def record_of(weights: Numbers) -> WeightsRecord:
    element, none = by_name(weights, ElementSignals._fields, NoneSignals._fields)
    return WeightsRecord(element=element, none=none)


def by_name(weights: Numbers, *fields: Sequence[str]) -> list[dict[str, float]]:
    """Return the weights by what they are called, group after group, as they are written to a file."""
    said = iter([round(float(weight), 3) for weight in weights])
    return [{name: next(said) for name in names} for names in fields]
