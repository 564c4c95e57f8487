"""What is shown of complaints, part by part in the order of the chapter."""

from __future__ import annotations

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.audit import asked_part, block_part, step_part
from pcf.assessment.parts.complaint_log import age_part, chart_part, cut_parts
from pcf.assessment.parts.economy import (
    cost_part,
    gain_part,
    gain_segments_part,
    iceberg_part,
    stake_part,
    stake_segments_part,
)
from pcf.assessment.parts.inputs import assumption_part, heard_part, outcome_part
from pcf.assessment.parts.rules import rule_count_part, rule_part
from pcf.assessment.parts.swings import gain_swing_part, stake_swing_part
from pcf.assessment.parts.table import Part
from pcf.complaints.loop import ComplaintLoop


def complaint_parts(loop: ComplaintLoop, numbers: Numbers) -> tuple[Part, ...]:
    """Return the parts of the chapter on complaints; one with nothing to show says why.

    Args:
        loop: What is known of complaints.
        numbers: Writes them in one language, the one of ``loop``.
    """
    made = [
        part(loop, numbers)
        for part in (
            block_part, asked_part, step_part, heard_part, outcome_part, iceberg_part, cost_part, stake_part,
            stake_segments_part, stake_swing_part, gain_part, gain_segments_part, gain_swing_part,
        )
    ]  # fmt: skip
    made += cut_parts(loop, numbers)
    made += [part(loop, numbers) for part in (age_part, chart_part, rule_part, rule_count_part, assumption_part)]
    return (*(part for part in made if part is not None), _method(numbers))


def _method(numbers: Numbers) -> Part:
    """Say how far the figures carry."""
    say = numbers.say
    return Part(
        "method",
        say("How to read these figures"),
        (
            say(
                "Customers who complain chose to do so: they are no sample of all customers, and what the register "
                "shows of them tells nothing of those who stayed silent. How many did is known from surveys alone, "
                "and the estimate is only as good as the assumptions with their sources."
            ),
            say(
                "Fewer complaints are not better by themselves, nor are more of them worse: where complaining becomes "
                "easier, their number rises while the harm falls. So no direction is judged, only whether something "
                "changed."
            ),
            say(
                "Value at stake compares how many customers buy again after a problem and without one; that the "
                "problem alone makes the difference is an assumption. No figures of an industry are built in."
            ),
        ),
    )
