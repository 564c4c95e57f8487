"""A comparison of two rounds as JSON: the promised keys."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pcf.assessment.scorecard import Scorecard
from pcf.formula import json_number
from pcf.ids import Language, level
from pcf.maturity import Score
from pcf.rounds.also_changed import Fact, OtherChange
from pcf.rounds.compared_loops import ComparedEntry
from pcf.rounds.compared_registers import ComparedInitiative, ComparedTick
from pcf.rounds.compared_segments import ComparedMetric, ComparedSegment
from pcf.rounds.comparison import ComparedElement, Comparison
from pcf.rounds.loop_words import LoopWords
from pcf.taxonomy import Taxonomy


def comparison_to_json(comparison: Comparison, taxonomy: Taxonomy) -> dict[str, object]:
    """Return the document that ``pcf compare --json`` prints, without the findings of reading."""
    old, new, panel = comparison.old, comparison.new, comparison.panel
    words = LoopWords(taxonomy.lang)
    return {
        "edition_from": old.taxonomy.edition,
        "edition_to": new.taxonomy.edition,
        "round_from": old.round.name,
        "round_to": new.round.name,
        "organisation": new.round.organisation.name,
        "from": _headline(old),
        "to": _headline(new),
        "panel": {
            "n": len(panel.names),
            "names": list(panel.names),
            "joined": list(panel.joined),
            "left": list(panel.left),
            "nameless": list(panel.nameless),
        },
        "elements": [_element(one, taxonomy.lang) for one in comparison.elements],
        "segments": [_segment(one, taxonomy) for one in comparison.segments],
        "also_changed": [_other(one) for one in comparison.also_changed],
        "ticks": {
            "gained": [_tick(one) for one in comparison.ticks if one.is_gained],
            "lost": [_tick(one) for one in comparison.ticks if not one.is_gained],
        },
        "initiatives": [_initiative(one) for one in comparison.initiatives],
        "loops": [_entry(one, words) for one in comparison.loops],
    }


def _headline(card: Scorecard) -> dict[str, object]:
    return {
        "score": json_number(card.score.score),
        "status": card.score.status,
        "coverage": json_number(card.score.coverage),
        "respondents": len(card.round.copies),
    }


def _element(one: ComparedElement, lang: Language) -> dict[str, object]:
    return {
        "id": one.id,
        "hierarchy_id": one.place.hierarchy_id,
        "level": level(one.place.hierarchy_id) if one.place.hierarchy_id else None,
        "name": one.place.name.spoken(lang),
        "change": one.change,
        "also": list(one.also),
        "counterpart": one.counterpart,
        "from": _score(one.before),
        "to": _score(one.after),
        "delta": json_number(one.delta),
        "status": [one.before.status if one.before else None, one.after.status if one.after else None],
        "panel_from": json_number(one.panel_before),
        "panel_to": json_number(one.panel_after),
        "panel_delta": json_number(one.panel_delta),
        "rests_on": list(one.rests_on),
    }


def _score(score: Score | None) -> float | int | None:
    return json_number(score.score) if score else None


def _segment(one: ComparedSegment, taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "id": one.segment.id,
        "name": one.segment.name,
        "name_from": one.named_before or None,
        "change": one.change,
        "parts": list(one.parts),
        "from": json_number(one.before),
        "to": json_number(one.after),
        "delta": json_number(one.delta),
        "rests_on": list(one.rests_on),
        "metrics": [_metric(metric, taxonomy) for metric in one.metrics],
    }


def _metric(one: ComparedMetric, taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "id": one.metric.id,
        "name": one.metric.name.spoken(taxonomy.lang),
        "unit": one.metric.unit.value,
        "better": one.metric.better,
        "from": json_number(one.before),
        "to": json_number(one.after),
        "delta": json_number(one.delta),
        "n": [json_number(cases) for cases in one.cases],
        "verdicts": list(one.verdicts),
        "same_definition": one.same_definition,
        "reason": one.reason,
    }


def _other(one: OtherChange) -> dict[str, object]:
    people = {"joined": list(one.joined), "left": list(one.left)} if one.what == "respondents" else {}
    return {
        "what": one.what,
        "id": one.id or None,
        "from": _fact(one.before),
        "to": _fact(one.after),
        **people,
        "affects": list(one.affects),
    }


def _fact(fact: Fact) -> object:
    if isinstance(fact, Fraction):
        return json_number(fact)
    if isinstance(fact, Mapping):
        return {name: json_number(value) for name, value in fact.items()}
    return list(fact) if isinstance(fact, tuple) else fact


def _tick(one: ComparedTick) -> dict[str, object]:
    return {"process": one.process, "item": one.item, "from": one.before, "to": one.after}


def _initiative(one: ComparedInitiative) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "change": one.change,
        "from": one.before,
        "to": one.after,
        "processes": list(one.processes),
    }


def _entry(one: ComparedEntry, words: LoopWords) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.id,
        "name": words.name(one),
        "change": one.change,
        "fields": {field: {"from": before, "to": after} for field, (before, after) in one.fields.items()},
    }
