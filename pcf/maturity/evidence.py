"""The kinds of evidence, and which level they support."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pcf.model import EvidenceKind

_KINDS: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")


def in_kind_order(named: Iterable[EvidenceKind]) -> tuple[EvidenceKind, ...]:
    """Return kinds of evidence, each once, the weakest first."""
    known = set(named)
    return tuple(kind for kind in _KINDS if kind in known)


def supported_level(rating: int, evidence: Collection[EvidenceKind]) -> int:
    """Return the highest level, up to the rating, that the kinds of evidence support.

    Levels 0 and 1 need none; 2 needs any kind; 3 written and shown; 4 also measured; 5 also improved.

    >>> supported_level(4, {"written", "shown"}), supported_level(2, set())
    (3, 1)
    """
    kinds = set(evidence)
    supported = 1
    if kinds:
        supported = 2
    if {"written", "shown"} <= kinds:
        supported = 3
        if "measured" in kinds:
            supported = 5 if "improved" in kinds else 4
    return min(rating, supported)
