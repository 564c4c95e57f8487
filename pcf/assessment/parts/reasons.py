"""What is shown of contact reasons, part by part in the order of the chapter."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.reason_actions import (
    action_part,
    candidate_part,
    cut_parts,
    owner_part,
    score_part,
    snowball_part,
)
from pcf.assessment.parts.reason_tables import loop_part, reading_part, volume_part
from pcf.assessment.parts.table import Part
from pcf.reasons.report import ReasonLoop


def reason_parts(loop: ReasonLoop, numbers: Numbers, segments: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts of the chapter on contact reasons; one with nothing to show says why.

    Args:
        loop: What is known of the reasons.
        numbers: Writes them in one language.
        segments: Segment id to name.
    """
    return (
        reading_part(loop, numbers),
        volume_part(loop, numbers),
        action_part(loop, numbers),
        *score_part(loop, numbers),
        loop_part(loop, numbers),
        owner_part(loop, numbers),
        candidate_part(loop, numbers),
        snowball_part(loop, numbers),
        *cut_parts(loop, numbers, segments),
    )
