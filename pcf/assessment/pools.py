"""Lines of staffing from a plan: of each pool its busiest interval, put into a form."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from pcf.assessment.records import Assessment
from pcf.workforce.planned import load_of
from pcf.workforce.records import StaffingLine

_PREFIX = "w"  # of the ids that lines get, as on the sheet of staffing


def busiest_lines(lines: Iterable[StaffingLine]) -> tuple[StaffingLine, ...]:
    """Return of each segment and channel the line with the highest load, in order of appearance.

    Of equal loads the first counts; a line without contacts or handle time has the load of none.
    """
    busiest: dict[tuple[str | None, str], StaffingLine] = {}
    for line in lines:
        pool = (line.segment, line.channel)
        if pool not in busiest or (load_of(line) or 0) > (load_of(busiest[pool]) or 0):
            busiest[pool] = line
    return tuple(busiest.values())


def with_plan(form: Assessment, lines: Sequence[StaffingLine]) -> Assessment:
    """Put lines of a plan into a form, which then asks about staffing.

    Where the form has one line of the pool, what the plan says of it replaces what stood there, and the rest of it,
    such as promises and costs, stays. Other lines are added; an id that is taken gives way to the next free one.
    """
    known = list(form.staffing or ())
    for line in lines:
        places = [
            place for place, one in enumerate(known) if (one.segment, one.channel) == (line.segment, line.channel)
        ]
        if len(places) == 1:
            said = {
                name: value for name in StaffingLine.model_fields if (value := getattr(line, name)) not in (None, "")
            }
            known[places[0]] = known[places[0]].model_copy(update=said | {"id": known[places[0]].id})
        else:
            known.append(line.model_copy(update={"id": _free_id(line.id, {one.id for one in known})}))
    return form.model_copy(update={"staffing": tuple(known)})


def _free_id(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(one for number in itertools.count(1) if (one := f"{_PREFIX}{number}") not in taken)
