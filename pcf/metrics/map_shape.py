"""Whether a map file has the shape that it must have; every fault in our own words."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics import map_findings as kinds
from pcf.metrics.map_records import (
    Lookup,
    MapFile,
    Parameter,
    Scale,
    Source,
    Where,
    closest,
)
from pcf.model import Record


def shaped(written: dict[str, Any], faults: list[Finding]) -> MapFile | None:
    """Return the map as a record; after faults of its shape, one with stand-ins, so that the rest can be checked."""
    try:
        return MapFile.model_validate(written)
    except ValidationError as error:
        faults += [_shape_fault(detail) for detail in error.errors()]
        mended = _mended(written, error)
    try:
        return MapFile.model_validate(mended)
    except ValidationError:
        return None


def _mended(written: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    """Take what is faulty out of a map; what other checks look for stays as a stand-in, so that they raise no alarm."""
    mended: dict[str, Any] = copy.deepcopy(written)
    places: list[tuple[Any, ...]] = [
        tuple(part for part in detail["loc"] if part != "[key]") for detail in error.errors()
    ]
    for place in sorted(places, key=str, reverse=True):  # of a list the last ones first
        match place:
            case ("columns", column):
                mended["columns"][column] = "NULL"
            case ("parameters" | "applied" as table, str(name), *inside):
                _mend_parameter(mended[table], name, inside)
            case (table, key, *_) if isinstance(mended.get(table), dict):
                mended[table].pop(key, None)
            case (key, *_):
                mended.pop(key, None)
    mended.setdefault("log", "")
    columns = mended.setdefault("columns", {})
    looked_up = written.get("lookup")
    for column in looked_up if isinstance(looked_up, dict) else ():
        columns.setdefault(str(column), "NULL")
    return mended


def _mend_parameter(parameters: dict[str, Any], name: str, inside: Sequence[Any]) -> None:
    """Keep of a faulty parameter its name and those of its exceptions that are sound; 1 suits every threshold."""
    match inside:
        case ["where", int(number), *_]:
            parameters[name]["where"][number] = {"channel": "", "value": 1}
        case ["default"]:
            parameters[name] = {**parameters[name], "default": 1} if isinstance(parameters[name], dict) else 1
        case [key, *_] if isinstance(parameters[name], dict):
            parameters[name].pop(key, None)
        case _:
            parameters[name] = 1


# What pydantic says in English, in our own words; other messages stand as they are.
_REASONS = {
    "string_type": N_("a text is needed"),
    "string_pattern_mismatch": N_("the text does not have the form that is needed"),
    "int_type": N_("a whole number is needed"),
    "int_parsing": N_("a whole number is needed"),
    "int_from_float": N_("a whole number is needed"),
    "greater_than_equal": N_("the number is too small"),
    "dict_type": N_("a table is needed"),
    "model_type": N_("a table is needed"),
    "model_attributes_type": N_("a table is needed"),
    "list_type": N_("a list is needed"),
    "tuple_type": N_("a list is needed"),
}


def _shape_fault(detail: Any) -> Finding:
    """Turn what pydantic says about one key into a finding with the key as its place."""
    at = [str(part) for part in detail["loc"] if part != "[key]"]
    key = " ".join((f"[{at[0]}]", ".".join(at[1:]))) if len(at) > 1 else at[0]
    if detail["type"] == "missing":
        return Finding(kinds.KEY_MISSING, cell=key, facts={"found": key})
    if detail["type"] == "extra_forbidden":
        return unknown(key, at[-1], _keys_of(at))
    if detail["type"] == "literal_error":
        known = detail["ctx"]["expected"].replace("'", "")
        return Finding(kinds.UNSUPPORTED_VALUE, cell=key, facts={"found": detail["input"], "known": known})
    reason = Phrase(_REASONS.get(detail["type"]) or detail["msg"].removeprefix("Value error, "))
    return Finding(kinds.WRONG_VALUE, cell=key, facts={"found": detail["input"], "reason": reason})


def _keys_of(at: list[str]) -> Iterable[str]:
    inner: type[Record] = Where if "where" in at else Parameter
    tables: dict[str, type[Record]] = {
        "source": Source,
        "lookup": Lookup,
        "scales": Scale,
        "parameters": inner,
        "applied": inner,
    }
    return tables[at[0]].model_fields if len(at) > 1 and at[0] in tables else MapFile.model_fields


def unknown(key: str, found: str, known: Iterable[str]) -> Finding:
    names = list(known)
    return Finding(
        kinds.UNKNOWN_KEY, cell=key, facts={"found": found, "known": names, "closest": closest(found, names)}
    )
