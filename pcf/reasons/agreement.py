"""How far two people agree who coded the same contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)


def kappa(pairs: Mapping[tuple[Code, Code], int]) -> Fraction | None:
    """Return Cohen's kappa; ``None`` without a contact, and where chance alone would make the two always agree.

    Args:
        pairs: The code of the first person and that of the second, to how many contacts got them.

    Source:
        Cohen, J. (1960), A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20:
        37-46.

    >>> kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    Fraction(2, 5)
    """
    total = sum(pairs.values())
    if not total:
        return None
    first: Counter[Code] = Counter()
    second: Counter[Code] = Counter()
    for (one, other), contacts in pairs.items():
        first[one] += contacts
        second[other] += contacts
    agreed = Fraction(sum(contacts for (one, other), contacts in pairs.items() if one == other), total)
    by_chance = Fraction(sum(contacts * second[code] for code, contacts in first.items()), total**2)
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
