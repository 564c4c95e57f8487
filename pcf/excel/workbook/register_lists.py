"""The closed lists of the registers, on the hidden sheet: codes with every word for them, and metrics to move."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.words import INITIATIVE_STATE, OBSERVATION
from pcf.excel import layout
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.figures import metrics_of
from pcf.excel.workbook.live import Live
from pcf.taxonomy import Metric

Terms = Mapping[str, Live]


def register_lists(draft: Draft) -> dict[str, list[str | int | float | Live]]:
    """Return the lists of the registers: codes, what they are called, every word for them, and its place."""
    lists: dict[str, list[str | int | float | Live]] = {}
    for name, terms in coded_terms(draft).items():
        words = _words(terms)
        lists[name] = list(terms)
        lists[f"{name}_names"] = list(terms.values())
        lists[f"{name}_words"] = list(words)
        lists[f"{name}_places"] = list(words.values())
    metrics = moved_metrics(draft)
    lists["moved"] = [metric.id for metric in metrics]
    lists["moved_places"] = list(range(1, len(metrics) + 1))
    lists["moved_names"] = [draft.spoken(metric.record.name) for metric in metrics]
    lists["moved_units"] = [sign_of(draft, metric) for metric in metrics]
    return lists


def coded_terms(draft: Draft) -> dict[str, Terms]:
    """Return the names of the codes of each closed list, in order."""
    kinds = {kind.code: draft.spoken(kind.name) for kind in draft.taxonomy.bundle.maturity.evidence}
    return {
        "evidence_kinds": {kind: kinds[kind] for kind in layout.EVIDENCE},
        "observation_kinds": {kind: draft.say(name) for kind, name in OBSERVATION.items()},
        "states": {state: draft.say(name) for state, name in INITIATIVE_STATE.items()},
    }


def _words(terms: Terms) -> dict[str, int]:
    """Return codes and names in all languages with the place of the code; formulas take capitals for small letters."""
    words: dict[str, int] = {}
    for place, (code, name) in enumerate(terms.items(), start=1):
        for word in (code, *name.texts):
            words.setdefault(word.casefold(), place)
    return words


def moved_metrics(draft: Draft) -> tuple[Metric, ...]:
    """Return the metrics to choose from: those that have rows for figures, and whatever else an initiative moves."""
    named = {metric.id for metric in metrics_of(draft)} | {one.metric for one in draft.assessment.initiatives}
    return tuple(metric for metric in draft.taxonomy.metrics if metric.id in named)


def sign_of(draft: Draft, metric: Metric) -> Live:
    """Return how the unit of a metric is written."""
    return draft.spoken(next(unit for unit in draft.taxonomy.bundle.units if unit.id is metric.record.unit).sign)
