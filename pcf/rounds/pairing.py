"""Two rounds side by side: which element of the one stands where an element of the other stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pcf.assessment.levels import ProcessScore
from pcf.assessment.scorecard import Scorecard
from pcf.changes import ChangedElement, compare
from pcf.maturity import Score
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True)
class Pairing:
    """Two scorecards with their elements matched by id, or as successor and predecessor.

    A pair is named by the id that the new edition has.
    """

    old: Scorecard
    new: Scorecard

    @cached_property
    def rows(self) -> tuple[ChangedElement, ...]:
        """The category, the groups and the processes of either edition, in the order of ``pcf.changes.compare``."""
        scored = {**self._old_scores, **self._new_scores}
        return tuple(row for row in compare(self.old.taxonomy, self.new.taxonomy) if row.id in scored)

    @cached_property
    def _old_scores(self) -> Mapping[str, Score]:
        return _scores(self.old)

    @cached_property
    def _new_scores(self) -> Mapping[str, Score]:
        return _scores(self.new)

    @cached_property
    def _taken_over(self) -> Mapping[str, str]:
        """Id that only the new edition has -> the one that only the old has and whose place it took."""
        return taken_over(self.old.taxonomy, self.new.taxonomy)

    def counterpart(self, element: str) -> str | None:
        """Return the element of the other edition that succeeds an element, or that it succeeds."""
        back = {old: new for new, old in self._taken_over.items()}
        return self._taken_over.get(element) or back.get(element)

    def before(self, element: str) -> Score | None:
        """Return the score of the old round, for a new id that of its predecessor."""
        return self._old_scores.get(self._taken_over.get(element, element))

    def after(self, element: str) -> Score | None:
        return self._new_scores.get(element)

    @cached_property
    def processes(self) -> Mapping[str, tuple[ProcessScore, ProcessScore]]:
        """The processes that both rounds rate, as they were and as they are."""
        before = {one.element.id: one for one in self.old.processes}
        pairs = {one.element.id: (before.get(self._old_id(one.element.id)), one) for one in self.new.processes}
        return {element: (was, now) for element, (was, now) in pairs.items() if was is not None}

    def _old_id(self, element: str) -> str:
        return self._taken_over.get(element, element)

    def _new_id(self, element: str) -> str:
        return next((new for new, old in self._taken_over.items() if old == element), element)

    @cached_property
    def groups(self) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
        """The groups and the category of both rounds, with the processes below them before and now."""
        was = {self._new_id(one): frozenset(map(self._new_id, below)) for one, below in _families(self.old.taxonomy)}
        now = dict(_families(self.new.taxonomy))
        return {one: (was[one], frozenset(below)) for one, below in now.items() if one in was}

    def above(self, process: str) -> tuple[str, ...]:
        """Return the groups and categories whose scores a process is a part of in either round."""
        return tuple(one for one, (was, now) in self.groups.items() if process in was | now)


def _scores(card: Scorecard) -> dict[str, Score]:
    processes = {one.element.id: one.score for one in card.processes}
    return {card.score.id: card.score} | {group.id: group for group in card.groups} | processes


def _families(taxonomy: Taxonomy) -> Iterator[tuple[str, list[str]]]:
    """Yield the category and every group with the ids of the processes below."""
    for one in (taxonomy.root, *taxonomy.root.children):
        yield one.id, [below.id for below in one.descendants if below.level == 3]


def taken_over(old: Taxonomy, new: Taxonomy) -> dict[str, str]:
    """Return id that only the new edition has -> the one of the old that it succeeds, over one step or several.

    The direction may also run backwards in time.
    """
    records, found = {record.id: record for record in new.bundle.elements}, {}
    for record in new.bundle.elements:
        follower = record.successor
        while follower is not None:
            for one, other in ((record.id, follower), (follower, record.id)):
                if one in old and one not in new and other in new and other not in old:
                    found[other] = one
            follower = records[follower].successor if follower in records else None
    return found
