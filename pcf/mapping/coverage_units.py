"""Units and owners among practices: told apart by their letters, whatever their case and spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pcf.mapping.records import Practice


@dataclass(frozen=True, slots=True)
class UnitWork:
    """What one unit does of something that other units do too."""

    unit: str
    practices: tuple[Practice, ...]


def by_unit(practices: Iterable[Practice]) -> dict[str, UnitWork]:
    """Return what each unit does, by what tells units apart; a practice without a unit takes no part."""
    known = tuple(dict.fromkeys(practices))
    return {
        key: UnitWork(unit, tuple(practice for practice in known if _folded(practice.unit) == key))
        for key, unit in spellings(practice.unit for practice in known).items()
    }


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Return the names that are not blank as first spelt, by what tells them apart.

    >>> list(spellings(["Front  Office", "", "front office", "Back office"]).values())
    ['Front  Office', 'Back office']
    """
    found: dict[str, str] = {}
    for name in names:
        if key := _folded(name):
            found.setdefault(key, name.strip())
    return found


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
