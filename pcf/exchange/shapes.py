"""A tree of plain values as records: made whole, or every place where it is not what the records allow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pcf.errors import N_, Phrase
from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import Fault, Path, faults_of_text, told
from pcf.model import Record

Shape = TypeVar("Shape", bound=Record)

_ONE_OF = ("literal_error", "enum", "union_tag_invalid")
_WANTED = {
    "bool_type": N_("true or false"),
    "dict_type": N_("an object"),
    "float_type": N_("a number"),
    "fraction_parsing": N_("a number, or a text such as 0.5 or 1/3"),
    "fraction_type": N_("a number, or a text such as 0.5 or 1/3"),
    "int_type": N_("a whole number"),
    "model_type": N_("an object"),
    "string_type": N_("a text"),
    "tuple_type": N_("a list"),
}
_LIMITS = {
    "greater_than": (">", "gt"),
    "greater_than_equal": ("≥", "ge"),
    "less_than": ("<", "lt"),
    "less_than_equal": ("≤", "le"),
}
# What an object may be called by, the first that it has.
_NAMES = ("id", "process", "code")


def checked(shape: type[Shape], tree: object) -> tuple[Shape | None, list[Fault]]:
    """Make a record of a parsed tree, or tell every fault of it; never both and never neither.

    Places that are not plain JSON are taken out of the tree.
    """
    faults = [*faults_of_text(tree)]
    if any(fault.kind in (kinds.TOO_DEEP, kinds.TOO_LONG) for fault in faults):
        return None, faults
    for fault in faults:
        _take_out(tree, fault)
    told_already = {fault.path for fault in faults}
    try:
        made = shape.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        faults += [fault for fault in _faults_of_shape(tree, wrong) if fault.path not in told_already]
        return None, faults
    return (None, faults) if faults else (made, faults)


def owner_of_place(tree: object, path: Path) -> str:
    """Return the id of the nearest record around a place, a dash where there is none."""
    nearest, node = "–", tree
    for step in (*path, ""):
        if isinstance(node, dict):
            nearest = next((name for key in _NAMES if isinstance(name := node.get(key), str) and name), nearest)
        node = below(node, step)
    return str(told(nearest))


def below(node: object, step: str | int) -> object:
    """Return what stands in a list or an object; ``None`` where nothing does."""
    if isinstance(node, dict):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def _take_out(tree: object, fault: Fault) -> None:
    """Empty a place that cannot be made a record of; of a key that stood twice the last value stays."""
    holder = tree
    for step in fault.path[:-1]:
        holder = below(holder, step)
    if fault.kind is kinds.KEY_UNKNOWN and isinstance(holder, dict):
        holder.pop(fault.path[-1], None)
    elif fault.kind is kinds.VALUE_WRONG and isinstance(holder, dict | list):
        holder[fault.path[-1]] = None  # type: ignore[index]


def _faults_of_shape(tree: object, wrong: Sequence[ErrorDetails]) -> Iterator[Fault]:
    """Yield one fault a place: what every kind of a choice says against a value is one fault, not as many."""
    found = [(_place(tree, one), one) for one in wrong]
    around = {place[:size] for place, _ in found for size in range(len(place))}
    met: set[tuple[str, Path]] = set()
    for place, one in found:
        if one["type"].endswith(("_type", "too_short")) and place in around:
            continue  # a part of it is told: another kind of the choice was meant, or the list is long enough with it
        fault = _fault(place, one)
        if (fault.kind.code, place) not in met:
            met.add((fault.kind.code, place))
            yield fault


def _place(tree: object, one: ErrorDetails) -> Path:
    """Return where an error stands in the tree: its location also names the kinds of choices, which are no keys."""
    path: list[str | int] = []
    node, steps = tree, one["loc"]
    for number, step in enumerate(steps):
        is_lost = one["type"] == "missing" and number == len(steps) - 1
        if is_lost or (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            path.append(step)
            node = below(node, step)
    return tuple(path)


def _fault(place: Path, one: ErrorDetails) -> Fault:
    last = told(str(place[-1])) if place else "–"
    match one["type"]:
        case "missing":
            return Fault(kinds.KEY_MISSING, place, {"found": last})
        case "union_tag_not_found":
            return Fault(kinds.KEY_MISSING, (*place, "kind"), {"found": "kind"})
        case "extra_forbidden":
            return Fault(kinds.KEY_UNKNOWN, place, {"found": last})
        case "value_error":
            return Fault(kinds.RULE_BROKEN, place, {"found": last})
        case _:
            return Fault(kinds.VALUE_WRONG, place, {"found": told(one["input"]), "wanted": _wanted(one)})


def _wanted(one: ErrorDetails) -> object:
    said: dict[str, Any] = one.get("ctx", {})
    kind = one["type"]
    if kind in _ONE_OF:
        return str(said.get("expected") or said.get("expected_tags")).replace(" or ", ", ").replace("'", "")
    if kind == "string_pattern_mismatch":
        return said["pattern"]
    if kind in _LIMITS:
        sign, key = _LIMITS[kind]
        return f"{sign} {said[key]}"
    if kind == "too_short":
        return Phrase(N_("a longer list"))
    if kind == "too_long":
        return Phrase(N_("a shorter list"))
    return Phrase(_WANTED.get(kind, N_("what the JSON Schema of the model allows")))
