"""Which processes a form asks about, and how long answering takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.assessment.records import Assessment
    from pcf.taxonomy import Element, Taxonomy

# Our estimate: the ratings of all 27 processes take about an hour, with checklist and evidence an hour and a half.
_MINUTES_A_PROCESS = 60 / 27
_MINUTES_WITH_MORE = 90 / 27
_STEP = 5


@dataclass(frozen=True, slots=True)
class Effort:
    """What one form costs a person.

    Attributes:
        processes: Those asked about, in printed order; without those that are not applicable.
        minutes: For the ratings alone, in steps of five; 0 where nothing is asked.
        minutes_with_more: With checklist and evidence.
    """

    processes: tuple[Element, ...]
    minutes: int
    minutes_with_more: int


def effort_of(form: Assessment, taxonomy: Taxonomy) -> Effort:
    """Return what a form asks of whoever fills it in."""
    responses = ((process, form.response(process.id)) for process in taxonomy.processes)
    asked = tuple(process for process, response in responses if response.is_asked and response.answer != "NA")
    return Effort(asked, _rounded(len(asked) * _MINUTES_A_PROCESS), _rounded(len(asked) * _MINUTES_WITH_MORE))


def _rounded(minutes: float) -> int:
    return max(_STEP, _STEP * round(minutes / _STEP)) if minutes else 0
