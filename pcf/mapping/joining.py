"""Practices of several files put together: the same practice once, and an id of its own for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcf.findings import Finding, FindingKind
from pcf.mapping import findings as kinds
from pcf.mapping.records import Placement, Practice

_LONGEST_ID = 40
_SHOWN = 60


class Listed(NamedTuple):
    """The practices of one file."""

    file: str
    practices: Sequence[Practice]


class Joined(NamedTuple):
    """Practices, no two of one id, and what was noticed: other ids, other owners, decisions that contradict."""

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]


def joined(lists: Iterable[Listed]) -> Joined:
    """Put lists together: the same id with the same text is one practice, with another text it gets another id.

    The same text under two ids stays two. What people decided about a practice is kept from every list; a suggestion
    of a place that somebody decided on is not. Decisions that contradict are errors among the findings.
    """
    given = [(one.file, practice) for one in lists for practice in one.practices]
    taken = {practice.id for _, practice in given}
    first: dict[str, str] = {}  # id to the file that has it as it is
    kept: dict[tuple[str, str], _Joint] = {}
    findings: list[Finding] = []
    for file, practice in given:
        key = (practice.id, _plain(practice.text))
        if key in kept:
            findings += kept[key].take(file, practice)
            continue
        own = practice
        if practice.id in first:
            own = practice.model_copy(update={"id": _free(practice.id, taken)})
            taken.add(own.id)
            facts = {"found": practice.id, "first": first[practice.id], "id": own.id, "text": practice.text[:_SHOWN]}
            findings.append(Finding(kinds.ID_CHANGED, file, facts=facts))
        first.setdefault(practice.id, file)
        kept[key] = _Joint(own, file, [(file, one) for one in own.placements])
    findings += [finding for one in kept.values() for finding in one.contradictions()]
    return Joined(tuple(one.settled() for one in kept.values()), tuple(findings))


@dataclass
class _Joint:
    """A practice, the file that has it first, and what all files claim about it."""

    practice: Practice
    file: str
    claims: list[tuple[str, Placement]]
    is_shared: bool = False

    def take(self, file: str, other: Practice) -> Iterator[Finding]:
        """Add what another file says of it; tell what differs."""
        self.is_shared = True
        self.claims += [(file, one) for one in other.placements]
        blank = {name: getattr(other, name) for name in ("owner", "unit") if not getattr(self.practice, name).strip()}
        self.practice = self.practice.model_copy(update=blank)
        for name in ("owner", "unit"):
            said, here = getattr(self.practice, name), getattr(other, name)
            if here.strip() and _plain(here) != _plain(said):
                facts = {"practice": self.practice.id, "first": self.file, "found": here, "kept": said}
                yield Finding(kinds.TOLD_OTHERWISE, file, facts=facts)

    def contradictions(self) -> Iterator[Finding]:
        """Tell decisions of different files that cannot both hold, as a mapping could not keep them."""
        if not self.is_shared:
            return
        decided = [(file, one) for file, one in self.claims if one.decision]
        places = dict.fromkeys((one.element, one.relation) for _, one in decided)
        for place in places:
            by = {one.decision: _who(file, one) for file, one in decided if (one.element, one.relation) == place}
            if len(by) > 1:
                facts = {"accepted": by["accepted"], "rejected": by["rejected"]}
                yield self._finding(kinds.DECIDED_BOTH_WAYS, place[0], facts)
        accepted = [(file, one) for file, one in decided if one.decision == "accepted"]
        nothing = next((pair for pair in accepted if pair[1].element is None), None)
        something = next((pair for pair in accepted if pair[1].element is not None), None)
        if nothing and something:
            facts = {"nothing": _who(*nothing), "something": _who(*something)}
            yield self._finding(kinds.NOTHING_AND_SOMETHING, something[1].element, facts)

    def _finding(self, kind: FindingKind, element: str | None, facts: dict[str, str]) -> Finding:
        told = {"practice": self.practice.id, "found": element or "–"}
        return Finding(kind, self.claims[-1][0], cell=self.practice.id, facts=told | facts)

    def settled(self) -> Practice:
        """Return the practice with every decision, and one suggestion of each tool for what nobody decided."""
        if not self.is_shared:
            return self.practice
        decided = {one.element for _, one in self.claims if one.decision}
        kept: dict[tuple[object, ...], Placement] = {}
        for _, one in self.claims:
            if one.decision or one.element not in decided:
                by = one.reviewer if one.decision else one.tool
                kept.setdefault((one.element, one.relation, one.decision, by), one)
        return self.practice.model_copy(update={"placements": tuple(kept.values())})


def _who(file: str, one: Placement) -> str:
    return f"{file} ({one.reviewer})" if one.reviewer else file


def _plain(text: str) -> str:
    """Return a text as it is compared: programs differ in how they keep line ends and accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    while (made := f"{wanted[: _LONGEST_ID - len(str(number)) - 1].rstrip('_')}_{number}") in taken:
        number += 1
    return made
