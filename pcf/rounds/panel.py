"""Who answered in two rounds: only the same people can tell whether the organisation moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.assessment.consolidation import Answers, Copy, Round
from pcf.assessment.records import Respondent
from pcf.assessment.roles import replied_by
from pcf.assessment.scorecard import Scorecard, score_round


@dataclass(frozen=True, slots=True)
class Panel:
    """The respondents of both rounds, and who came and went.

    Attributes:
        names: Of those in both rounds, as the new one writes them.
        joined, left: Names in the new round only, and in the old only.
        nameless: How many without a name there were, and are: nobody can say who they are.
        before, after: The scorecards of those in both rounds alone; ``None`` if there are none.
    """

    names: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    nameless: tuple[int, int]
    before: Scorecard | None = None
    after: Scorecard | None = None


def panel_of(old: Scorecard, new: Scorecard) -> Panel:
    """Match the respondents of two rounds by name, and score both rounds with those of both alone."""
    was, now = _by_key(old.round), _by_key(new.round)
    both = [key for key in now if key and key in was]
    return Panel(
        names=tuple(_names(now, both)),
        joined=tuple(_names(now, [key for key in now if key and key not in was])),
        left=tuple(_names(was, [key for key in was if key and key not in now])),
        nameless=(len(was.get("", ())), len(now.get("", ()))),
        before=_scored(old, [copy for key in both for copy in was[key]]),
        after=_scored(new, [copy for key in both for copy in now[key]]),
    )


def key_of(respondent: Respondent) -> str:
    """Return by what a person is known again; blank for the nameless and those whose name was dropped.

    >>> key_of(Respondent(name=" Anna  Petrova")) == key_of(Respondent(name="anna petrova "))
    True
    """
    return "" if respondent.alias else " ".join(respondent.name.split()).casefold()


def raters(answers: Answers) -> Counter[str]:
    """Return who gave a level, by key; the nameless are counted."""
    return Counter(key_of(one.respondent) for one in answers.voices if one.answer not in {None, "NA", "DK"})


def _by_key(gathered: Round) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = {}
    for copy in gathered.copies:
        found.setdefault(key_of(copy.assessment.respondent), []).append(copy)
    return found


def _names(copies: dict[str, list[Copy]], keys: Sequence[str]) -> list[str]:
    return sorted(" ".join(copies[key][0].assessment.respondent.name.split()) for key in keys)


def _scored(card: Scorecard, copies: Sequence[Copy]) -> Scorecard | None:
    """Score a round as some of its respondents answered it, in the way of the whole; nothing is agreed."""
    if not copies:
        return None
    alone = replied_by(card.round, copies)
    return score_round(card.taxonomy, alone, policy=card.policy, consolidation=card.consolidation)
