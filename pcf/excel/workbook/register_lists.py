"""The closed lists of registers and practices, on the hidden sheet: codes with every word for them, what to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.assessment.words import INITIATIVE_STATE, OBSERVATION
from pcf.complaints.words import CLOCK_END, CLOCK_START, LIMIT_UNIT, MATTER
from pcf.excel import layout
from pcf.excel.practices import DECISION, DECISION_CODES, RELATION, SPOKEN, STATUS
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.figures import metrics_of
from pcf.excel.workbook.live import Live
from pcf.reasons.words import DRIVER
from pcf.source import loops
from pcf.taxonomy import Metric

Terms = Mapping[str, Live]


def register_lists(draft: Draft) -> dict[str, list[str | int | float | Live]]:
    """Return the lists of the registers: codes, what they are called, every word for them, and its place."""
    lists: dict[str, list[str | int | float | Live]] = {}
    for name, terms in coded_terms(draft).items():
        words = _words(terms, SPOKEN if name == "decisions" else {})
        lists[name] = list(terms)
        lists[f"{name}_names"] = list(terms.values())
        lists[f"{name}_words"] = list(words)
        lists[f"{name}_places"] = list(words.values())
    metrics = moved_metrics(draft)
    lists["moved"] = [metric.id for metric in metrics]
    lists["moved_places"] = list(range(1, len(metrics) + 1))
    lists["moved_names"] = [draft.name_of(metric) for metric in metrics]
    lists["moved_units"] = [sign_of(draft, metric) for metric in metrics]
    lists["elements"] = [element.id for element in draft.taxonomy]
    lists["element_names"] = [name_with_number(draft, element.id) for element in draft.taxonomy]
    lists["practice_statuses"] = [draft.say(name) for name in STATUS.values()]
    return lists


def coded_terms(draft: Draft) -> dict[str, Terms]:
    """Return the names of the codes of each closed list, in order."""
    kinds = {kind.code: draft.spoken(kind.name) for kind in draft.taxonomy.bundle.maturity.evidence}
    asked = complaint_terms(draft) if draft.assessment.complaints is not None else {}
    return {
        "evidence_kinds": {kind: kinds[kind] for kind in layout.EVIDENCE},
        "observation_kinds": {kind: draft.say(name) for kind, name in OBSERVATION.items()},
        "states": {state: draft.say(name) for state, name in INITIATIVE_STATE.items()},
        "decisions": {code: draft.say(DECISION[decision]) for code, decision in DECISION_CODES.items()},
        "relations": {relation: draft.say(name) for relation, name in RELATION.items()},
        **asked,
        **(reason_terms(draft) if draft.assessment.reasons is not None else {}),
    }


def complaint_terms(draft: Draft) -> dict[str, Terms]:
    """Return the names of the codes of each closed list of response rules, in order."""
    words: Mapping[str, Mapping[str, str]] = {
        "matters": dict(MATTER.items()),
        "clock_starts": dict(CLOCK_START.items()),
        "clock_ends": dict(CLOCK_END.items()),
        "limit_units": dict(LIMIT_UNIT.items()),
    }
    return {name: {code: draft.say(word) for code, word in terms.items()} for name, terms in words.items()}


def reason_terms(draft: Draft) -> dict[str, Terms]:
    """Return the names of the codes of each closed list of contact reasons, in order; owners may be others too."""
    return {
        "owners": {one.id: draft.spoken(one.name) for one in loops().reasons.owners},
        "drivers": {driver: draft.say(word) for driver, word in DRIVER.items()},
        "removals": {layout.YES: draft.say("yes"), layout.NO: draft.say("no")},
    }


def name_with_number(draft: Draft, element_id: str) -> Live:
    """Return the name of an element with its number before it."""
    return draft.voiced(lambda model: f"{model[element_id].hierarchy_id} {model[element_id].shown_name}")


def _words(terms: Terms, spoken: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return codes, names in all languages and other words for them with the place of the code.

    Formulas take capitals for small letters.
    """
    words: dict[str, int] = {}
    for place, (code, name) in enumerate(terms.items(), start=1):
        for word in (code, *name.texts, *spoken.get(code, ())):
            words.setdefault(word.casefold(), place)
    return words


def moved_metrics(draft: Draft) -> tuple[Metric, ...]:
    """Return the metrics to choose from: those that have rows for figures, and whatever else an initiative moves."""
    named = {metric.id for metric in metrics_of(draft)} | {one.metric for one in draft.assessment.initiatives}
    return tuple(metric for metric in draft.taxonomy.metrics if metric.id in named)


def sign_of(draft: Draft, metric: Metric) -> Live:
    """Return how the unit of a metric is written."""
    return draft.spoken(next(unit for unit in draft.taxonomy.bundle.units if unit.id is metric.record.unit).sign)
