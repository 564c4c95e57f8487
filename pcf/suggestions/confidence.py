"""From signals to probabilities, which share 1 among the candidates and "none of them"."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pcf.mapping.records import MOST
from pcf.model.statement import WeightsRecord
from pcf.suggestions.signals import ElementSignals, NoneSignals, Signals


def confidences(signals: Signals, weights: WeightsRecord) -> tuple[list[float], float]:
    """Return the probability of every candidate, and that none fits.

    A multinomial logit over the candidates and "none" (McFadden, "Conditional logit analysis of
    qualitative choice behavior", 1974): each is as likely as the exponential of its weighted signals.
    They sum up to 1, or a little less: none is more than ``MOST``.
    """
    scores = [*(_score(one.signals, weights.element) for one in signals.candidates), _score(signals.none, weights.none)]
    highest = max(scores)
    likely = [math.exp(score - highest) for score in scores]
    whole = sum(likely)
    trust = 1 - signals.learned / 2  # what only a few examples of their own say was never measured
    *elements, none = (one / whole for one in likely)
    sure = [min(MOST, trust * one) for one in elements]
    return sure, min(MOST, 1 - trust * (1 - none))


def _score(signals: ElementSignals | NoneSignals, weights: Mapping[str, float]) -> float:
    return sum(weights[name] * signal for name, signal in zip(signals._fields, signals, strict=True))
