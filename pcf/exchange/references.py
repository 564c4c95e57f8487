"""Ids of a model: each once, and whatever one record says of another is there. Both over the tree of plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pcf.errors import N_, Phrase
from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import Fault, Path, told
from pcf.ids import is_hierarchy_id, parent_of

Steps = tuple[str, ...]
_EACH = "*"


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that one list of the model gives; ``what`` is the word for one of them."""

    home: Steps
    key: str
    what: str


IDS: Mapping[str, Ids] = MappingProxyType(
    {
        "editions": Ids(("editions",), "id", N_("edition")),
        "notices": Ids(("notices",), "id", N_("notice")),
        "sources": Ids(("sources",), "id", N_("source")),
        "elements": Ids(("elements",), "id", N_("element")),
        "objects": Ids(("objects",), "code", N_("object")),
        "actions": Ids(("actions",), "code", N_("action")),
        "fields": Ids(("fields",), "code", N_("field")),
        "units": Ids(("units",), "id", N_("unit")),
        "measures": Ids(("measures",), "id", N_("measure")),
        "metrics": Ids(("metrics",), "id", N_("metric")),
        "oddities": Ids(("oddities",), "id", N_("oddity")),
        "levels": Ids(("maturity", "levels"), "code", N_("level")),
        "ticks": Ids(("maturity", "ticks"), "code", N_("tick")),
        "evidence": Ids(("maturity", "evidence"), "code", N_("kind of evidence")),
        "roles": Ids(("maturity", "roles"), "code", N_("role")),
        "profiles": Ids(("maturity", "profiles"), "id", N_("profile")),
        "organisations": Ids(("organisations",), "id", N_("organisation")),
    }
)
# Where an id stands, and of which list it is.
REFERENCES: Mapping[Steps, str] = MappingProxyType(
    {
        tuple(steps.split(".")): home
        for steps, home in {
            "editions.*.notice": "notices",
            "elements.*.places.*.edition": "editions",
            "elements.*.redefined.edition": "editions",
            "elements.*.remark.edition": "editions",
            "elements.*.successor": "elements",
            "elements.*.objects.*": "objects",
            "elements.*.actions.*": "actions",
            "elements.*.alternatives.*.source": "sources",
            "elements.*.alternatives.*.edition": "editions",
            "elements.*.own_names.*.owner": "organisations",
            "measures.*.unit": "units",
            "metrics.*.element": "elements",
            "metrics.*.unit": "units",
            "metrics.*.per.unit": "units",
            "metrics.*.evidence_for.*": "elements",
            "metrics.*.same_as.*": "metrics",
            "metrics.*.variant_of": "metrics",
            "metrics.*.oddities.*": "oddities",
            "metrics.*.interval.population": "measures",
            "maturity.profiles.*.not_applicable.*": "elements",
            "maturity.profiles.*.core_metrics.*": "metrics",
            "maturity.reasons.*.processes.*": "elements",
        }.items()
    }
)
# The same of what a document holds beside the model.
_MORE_IDS: Mapping[str, Ids] = MappingProxyType(
    {
        "rubrics": Ids(("rubrics", "rubrics"), "process", N_("process")),
        "logs": Ids(("logs", "logs"), "id", N_("log")),
        "parameters": Ids(("logs", "parameters"), "id", N_("parameter")),
        "principles": Ids(("loops", "complaints", "principles"), "id", N_("principle")),
        "blocks": Ids(("loops", "complaints", "blocks"), "id", N_("building block")),
        "steps": Ids(("loops", "complaints", "steps"), "id", N_("step")),
        "assumptions": Ids(("loops", "complaints", "assumptions"), "id", N_("assumption")),
        "owners": Ids(("loops", "reasons", "owners"), "id", N_("function")),
        "reasons": Ids(("loops", "reasons", "reasons"), "id", N_("contact reason")),
        "concepts": Ids(("loops", "reasons", "concepts"), "id", N_("concept")),
    }
)
_MORE_REFERENCES: Mapping[Steps, str] = MappingProxyType(
    {
        tuple(steps.split(".")): home
        for steps, home in {
            "edition": "editions",
            "rubrics.rubrics.*.process": "elements",
            "rubrics.rubrics.*.own_descriptors.*.owner": "organisations",
            "logs.countings.*.measure": "measures",
            "logs.countings.*.log": "logs",
            "logs.countings.*.applied.*": "parameters",
            "loops.complaints.blocks.*.supports.*": "elements",
            "loops.complaints.blocks.*.principles.*": "principles",
            "loops.complaints.steps.*.supports.*": "elements",
            "loops.reasons.reasons.*.owner": "owners",
            "loops.reasons.reasons.*.causes.*": "elements",
            "loops.reasons.reasons.*.handled_by.*": "elements",
        }.items()
    }
)
_MODEL = "model"
_NO_MEASURES = frozenset({"kind", "name", "unit", "scale", "factor", "value"})
_Known = dict[str, frozenset[str] | None]  # list to its ids; none where they could not all be read


def faults_of_ids(model: object, broken: Collection[Path] = ()) -> Iterator[Fault]:
    """Yield ids that stand twice or name nothing, and places by which no tree could be drawn.

    Args:
        model: A bundle as plain values, whatever its shape.
        broken: Where its shape is wrong: of a list whose ids cannot all be read nothing is missed.
    """
    broken = frozenset(broken)
    yield from _ids_twice(model, IDS)
    known = _known(model, IDS, broken)
    named = [(path, value, home) for steps, home in REFERENCES.items() for path, value in _each(model, steps)]
    named += [(path, value, "measures") for path, value in _measures_of_formulas(model)]
    yield from _lost(named, known, broken)
    if not any(path[:1] in ((), ("elements",), ("editions",)) for path in broken):
        yield from _faults_of_places(model)


def faults_of_document_ids(tree: object, broken: Collection[Path] = ()) -> Iterator[Fault]:
    """Yield the same of a whole document, in which a bundle is the ``model``."""
    model = tree.get(_MODEL) if isinstance(tree, dict) else None
    broken = frozenset(broken)
    in_model = [path[1:] for path in broken if path[:1] in ((), (_MODEL,))]
    for fault in faults_of_ids(model, in_model):
        yield Fault(fault.kind, (_MODEL, *fault.path), fault.facts)
    yield from _ids_twice(tree, _MORE_IDS)
    known = _known(model, IDS, in_model) | _known(tree, _MORE_IDS, broken)
    named = [(path, value, home) for steps, home in _MORE_REFERENCES.items() for path, value in _each(tree, steps)]
    yield from _lost(named, known, broken)


def _known(tree: object, lists: Mapping[str, Ids], broken: Collection[Path]) -> _Known:
    return {
        name: None
        if _is_broken(ids, broken)
        else frozenset(value for _, value in _each(tree, (*ids.home, _EACH, ids.key)))
        for name, ids in lists.items()
    }


def _lost(named: Iterable[tuple[Path, str, str]], known: _Known, broken: Collection[Path]) -> Iterator[Fault]:
    for path, value, home in named:
        ids = known[home]
        if ids is not None and value not in ids and path not in broken:
            what = (IDS.get(home) or _MORE_IDS[home]).what
            yield Fault(kinds.LOST, path, {"found": told(value), "what": Phrase(what)})


def _ids_twice(tree: object, lists: Mapping[str, Ids]) -> Iterator[Fault]:
    for ids in lists.values():
        yield from _twice(_each(tree, (*ids.home, _EACH, ids.key)), ids.what)


def _is_broken(ids: Ids, broken: Collection[Path]) -> bool:
    """Whether a list could not be read, one of its records, or the id of one."""
    size = len(ids.home)
    return any(
        path[:size] == ids.home[: len(path)] and (len(path) <= size + 1 or path[size + 1 :] == (ids.key,))
        for path in broken
    )


def _twice(values: Iterator[tuple[Path, str]], what: str) -> Iterator[Fault]:
    met: set[object] = set()
    for path, value in values:
        if value in met:
            yield Fault(kinds.ID_TWICE, path, {"found": told(value), "what": Phrase(what)})
        met.add(value)


def _each(node: Any, steps: Steps, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text at a pattern of steps, with its place; what is missing on the way has none."""
    if not steps:
        if isinstance(node, str):
            yield path, node
    elif steps[0] == _EACH:
        for number, one in enumerate(node if isinstance(node, list) else ()):
            yield from _each(one, steps[1:], (*path, number))
    elif isinstance(node, dict) and steps[0] in node:
        yield from _each(node[steps[0]], steps[1:], (*path, steps[0]))


def _measures_of_formulas(model: Any) -> Iterator[tuple[Path, str]]:
    metrics = model.get("metrics") if isinstance(model, dict) else None
    for number, metric in enumerate(metrics if isinstance(metrics, list) else ()):
        if isinstance(metric, dict):
            yield from _measures(metric.get("formula"), ("metrics", number, "formula"))


def _measures(operand: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(operand, str):
        yield path, operand
    elif isinstance(operand, list):
        for number, one in enumerate(operand):
            yield from _measures(one, (*path, number))
    elif isinstance(operand, dict):
        for key, one in operand.items():
            if key not in _NO_MEASURES:
                yield from _measures(one, (*path, key))


def _faults_of_places(model: Any) -> Iterator[Fault]:
    """Yield what stands nowhere, twice in one edition, or under nothing."""
    standing: dict[tuple[str, str], Path] = {}
    hierarchy_id = Phrase(N_("hierarchy id"))
    for number, element in enumerate(model["elements"]):
        home: Path = ("elements", number, "places")
        yield from _twice(_each(element["places"], (_EACH, "edition"), home), N_("edition"))
        if not element["places"]:
            yield Fault(kinds.NOWHERE, home, {"found": "–"})
        for count, place in enumerate(element["places"]):
            path = (*home, count, "hierarchy_id")
            stands = place.get("hierarchy_id")
            if place.get("outside"):
                continue
            if stands is None:
                yield Fault(kinds.NOWHERE, path, {"found": "–"})
            elif (place["edition"], stands) in standing:
                yield Fault(kinds.ID_TWICE, path, {"found": stands, "what": hierarchy_id})
            else:
                standing[place["edition"], stands] = path
    for (edition, stands), path in standing.items():
        above = parent_of(stands) if is_hierarchy_id(stands) else None
        if above is not None and (edition, above) not in standing:
            yield Fault(kinds.LOST, path, {"found": above, "what": hierarchy_id})
    for number, edition in enumerate(model["editions"]):
        if (edition["id"], edition["category"]) not in standing:
            path = ("editions", number, "category")
            yield Fault(kinds.LOST, path, {"found": edition["category"], "what": hierarchy_id})
