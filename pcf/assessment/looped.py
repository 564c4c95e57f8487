"""The two closed loops of a round: what its form says of complaints and contact reasons, and what logs say."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

from pcf.assessment.consolidation import Round
from pcf.assessment.segments import Counted
from pcf.complaints.loop import ComplaintLoop, complaint_loop
from pcf.complaints.records import ComplaintInputs
from pcf.ids import Language
from pcf.reasons.judging import reason_loop
from pcf.reasons.report import ReasonLoop


def complaint_loop_of(gathered: Round, counted: Counted, lang: Language) -> ComplaintLoop | None:
    """Return what complaints amount to; ``None`` where neither form nor log says anything of them."""
    inputs = gathered.shared.complaints
    if inputs is None and counted.complaints is None:
        return None
    return complaint_loop(
        inputs or ComplaintInputs(),
        segments={segment.id: segment.name for segment in gathered.segments},
        counts=counted.complaints,
        as_of=day_of(counted.as_of, gathered.organisation.date, counted.complaints.as_of if counted.complaints else ""),
        lang=lang,
    )


def reason_loop_of(gathered: Round, counted: Counted) -> ReasonLoop | None:
    """Return what the contact reasons amount to; ``None`` where the form does not list them."""
    if gathered.shared.reasons is None:
        return None
    log = counted.reasons.as_of if counted.reasons else ""
    as_of = day_of(counted.as_of, gathered.organisation.date, log)
    return reason_loop(gathered.shared.reasons, counted.reasons, as_of=as_of)


def day_of(asked: str, form: str, log: str) -> date:
    """Return the day as of which things are due: the one asked for, else that of the form, of the log, or today.

    Args:
        asked, form, log: ISO 8601 days or times; blank or unreadable where nothing is known.
    """
    for said in (asked, form, log):
        with suppress(ValueError):
            return date.fromisoformat(said.strip()[:10])
    return datetime.now(UTC).date()
