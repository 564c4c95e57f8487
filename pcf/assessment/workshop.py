"""The form of a workshop: all respondents' forms in one, the most disputed processes first."""

from __future__ import annotations

from pcf.assessment.answers import Answers
from pcf.assessment.consolidation import Round
from pcf.assessment.levels import ProcessScore
from pcf.assessment.records import Assessment
from pcf.assessment.scorecard import Scorecard

_SHOWN_ONE_BY_ONE = 2  # answers; of more only the lowest and the highest are told


def workshop_form(gathered: Round) -> Assessment:
    """Return the form that a workshop works on: what is shared, and everybody's answers.

    What was agreed before stays; so copies that come late are added by gathering them with the
    workshop's own form.
    """
    shared = gathered.shared
    responses = [one.model_copy(update={"is_asked": True, "evidence_note": ""}) for one in shared.responses]
    return shared.model_copy(
        update={
            "respondents": tuple(copy.assessment for copy in gathered.copies),
            "responses": tuple(one for one in responses if one.is_filled),
            "language": "en",
        }
    )


def in_dispute_order(card: Scorecard) -> list[ProcessScore]:
    """Return the processes, the most disputed first.

    By spread, then by agreement, then by the share of those who do not know; equals stay in
    printed order. Agreement is compared for any number of answers, though it is told only from four on.
    """
    return sorted(card.processes, key=_peace)


def _peace(process: ProcessScore) -> tuple[float, float, float]:
    answers = process.answers
    unknown = answers.dk_share if answers.is_applicable else None
    return -(answers.spread or 0), -float(answers.variance or 0), -float(unknown or 0)


def shown_range(answers: Answers) -> str:
    """Write the levels that were answered: one or two as they are, ``2, 4``; of more from where to where, ``2–4``."""
    levels = answers.levels
    if len(levels) <= _SHOWN_ONE_BY_ONE:
        return ", ".join(map(str, levels))
    return str(levels[0]) if levels[0] == levels[-1] else f"{levels[0]}–{levels[-1]}"
