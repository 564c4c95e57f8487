"""The chart of contact reasons: what they are to the customer and to the organisation."""

from __future__ import annotations

from decimal import Decimal

from pcf.assessment.figures import Numbers
from pcf.charts import Bubble, Mark, Quadrants, matrix
from pcf.reasons.matrix import DEAD_BAND
from pcf.reasons.report import ReasonLoop
from pcf.reasons.words import QUADRANT


def reason_charts(loop: ReasonLoop, numbers: Numbers) -> dict[str, str]:
    """Return the drawings by part of the chapter; one is "" where there is nothing to draw."""
    return {"matrix": value_irritant(loop, numbers)}


def value_irritant(loop: ReasonLoop, numbers: Numbers) -> str:
    """Draw the value-irritant matrix; a bubble grows with the contacts of its reason."""
    known = [state for state in loop.states if state.quadrant is not None]
    if not known:
        return ""
    say = numbers.say
    bubbles = [
        Bubble(
            label=state.reason.words,
            x=_float(state.reason.customer_value),
            y=_float(state.reason.company_value),
            size=None if state.contacts is None else float(state.contacts),
        )
        for state in known
    ]
    words: dict[Mark, str] = {}
    if any(one.size is not None for one in bubbles):
        words["bubble"] = say("contacts: the area of the ring")
    if any(one.size is None for one in bubbles):
        words["unsized"] = say("number of contacts not known")
    words["undecided"] = say(QUADRANT["undecided"])
    frame = Quadrants(
        title=say("Value-irritant matrix of contact reasons"),
        description="; ".join(
            f"{state.reason.words}: {say(QUADRANT[state.quadrant])}, {numbers.count(state.contacts)}"
            for state in known
            if state.quadrant
        ),
        names=(
            say(QUADRANT["simplify"]),
            say(QUADRANT["leverage"]),
            say(QUADRANT["eliminate"]),
            say(QUADRANT["automate"]),
        ),
        band=float(DEAD_BAND),
        x_title=say("To the customer"),
        y_title=say("To the organisation"),
        ends=(say("irritant"), say("valued")),
        words=words,
    )
    return matrix(bubbles, frame)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
