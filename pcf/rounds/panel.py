"""Who answered in two rounds: only the same people can tell whether the organisation moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pcf.assessment.answers import Answers
from pcf.assessment.consolidation import Round
from pcf.assessment.records import Copy, Respondent
from pcf.assessment.roles import replied_by
from pcf.assessment.scorecard import Scorecard, score_round
from pcf.rounds.pairing import Pairing


@dataclass(frozen=True, slots=True)
class Panel:
    """The respondents of both rounds, and who came and went.

    Attributes:
        names: Of those in both rounds, as the new one writes them.
        joined, left: Names in the new round only, and in the old only.
        nameless: How many without a name there were, and are: nobody can say who they are.
        before, after: The scorecards of those in both rounds alone, of a process only those who gave a level
            both times; ``None`` if there are none.
    """

    names: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    nameless: tuple[int, int]
    before: Scorecard | None = None
    after: Scorecard | None = None


def panel_of(pairing: Pairing) -> Panel:
    """Match the respondents of two rounds by name, and score both rounds with those of both alone.

    A level counts where the same person gave one to the process both times. Groups and the category
    are rolled up from these levels, so that every number of the panel has the same people on both sides.
    """
    was, now = _by_key(pairing.old.round), _by_key(pairing.new.round)
    both = [key for key in now if key and key in was]
    twice = {one: raters(before.answers) & raters(after.answers) for one, (before, after) in pairing.processes.items()}
    twice_before = {before.element.id: twice[one] for one, (before, _) in pairing.processes.items()}
    return Panel(
        names=tuple(_names(now, both)),
        joined=tuple(_names(now, [key for key in now if key and key not in was])),
        left=tuple(_names(was, [key for key in was if key and key not in now])),
        nameless=(len(was.get("", ())), len(now.get("", ()))),
        before=_scored(pairing.old, [copy for key in both for copy in was[key]], twice_before),
        after=_scored(pairing.new, [copy for key in both for copy in now[key]], twice),
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


def _scored(card: Scorecard, copies: Sequence[Copy], twice: Mapping[str, Collection[str]]) -> Scorecard | None:
    """Score a round as some of its respondents answered it, in the way of the whole; no level is agreed.

    Args:
        card: The round with everybody.
        copies: The forms of these respondents.
        twice: Element id of a process -> keys of those whose levels count.
    """
    if not copies:
        return None
    alone = replied_by(card.round, [_as_answered_twice(copy, twice) for copy in copies])
    return score_round(card.taxonomy, alone, policy=card.policy, consolidation=card.consolidation)


def _as_answered_twice(copy: Copy, twice: Mapping[str, Collection[str]]) -> Copy:
    """Blank the levels of the processes that the same person did not rate in the other round too."""
    form, key = copy.assessment, key_of(copy.assessment.respondent)
    responses = tuple(
        one if one.level is None or key in twice.get(one.element, ()) else one.model_copy(update={"answer": None})
        for one in form.responses
    )
    return Copy(copy.file, form.model_copy(update={"responses": responses}))
