"""Initiatives in waves that respect their dependencies, with what each is expected to gain."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment.levers import headline_with
from pcf.assessment.register_checks import waves_of
from pcf.assessment.registers import Initiative, InitiativeState
from pcf.assessment.scorecard import Scorecard

OPEN: tuple[InitiativeState | None, ...] = (None, "planned", "running")


@dataclass(frozen=True, slots=True)
class Planned:
    """One initiative on the roadmap.

    Attributes:
        initiative: As registered.
        wave: When: as registered, else one after the last that it depends on; never before these.
        gain: By how much the headline rises if its processes reach the expected level, all else equal;
            0 if they stand there already. ``None`` without expected level, processes or headline, and where
            a process has no level today: to rate it is no gain.
    """

    initiative: Initiative
    wave: int
    gain: Fraction | None


def roadmap(card: Scorecard) -> tuple[Planned, ...]:
    """Return the initiatives by wave; within one, the most gain for a day of work first. Dropped ones are left out."""
    initiatives = [one for one in card.round.shared.initiatives if one.state != "dropped"]
    waves = waves_of(initiatives)
    planned = [Planned(one, waves[one.id], _gain(card, one)) for one in initiatives]
    return tuple(sorted(planned, key=lambda one: (one.wave, -_worth(one), one.initiative.id)))


def _gain(card: Scorecard, initiative: Initiative) -> Fraction | None:
    if initiative.expected_level is None or not initiative.processes:
        return None
    expected = Fraction(initiative.expected_level)
    lifted = [one.score for one in card.processes if one.element.id in initiative.processes and one.score.applicable]
    levels = {score.id: score.score for score in lifted}
    if None in levels.values():
        return None
    return headline_with(
        card, {process: expected for process, now in levels.items() if now is not None and now < expected}
    )


def _worth(planned: Planned) -> Fraction:
    """Return the gain for a day of work, to order by; what is not known comes last."""
    effort = planned.initiative.effort
    if planned.gain is None or not effort:
        return Fraction(-1)
    return planned.gain / Fraction(effort)
