"""From signals to probabilities, which share 1 among the candidates and "none of them"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from pcf.mapping.records import MOST
from pcf.model.statement import WeightsRecord
from pcf.suggestions.signals import Signals


def confidences(signals: Signals, weights: WeightsRecord) -> tuple[list[float], float]:
    """Return the probability of every candidate, and that none fits.

    A multinomial logit over the candidates and "none" (McFadden, "Conditional logit analysis of
    qualitative choice behavior", 1974): each is as likely as the exponential of its weighted signals.
    They sum up to 1, or a little less: none is more than ``MOST``.
    """
    elements, none = chances(
        [score(one.signals._asdict(), weights.element) for one in signals.candidates],
        score(signals.none._asdict(), weights.none),
    )
    trust = 1 - signals.learned / 2  # what only a few examples of their own say was never measured
    sure = [min(MOST, trust * one) for one in elements]
    return sure, min(MOST, 1 - trust * (1 - none))


def chances(scores: Iterable[float], none: float) -> tuple[list[float], float]:
    """Return the probability of every candidate and that of none of them, by their scores; they sum up to 1."""
    every = [*scores, none]
    highest = max(every)
    likely = [math.exp(one - highest) for one in every]
    whole = sum(likely)
    *candidates, rest = (one / whole for one in likely)
    return candidates, rest


def score(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Add up signals, each with its weight."""
    return sum(weights[name] * signal for name, signal in signals.items())
