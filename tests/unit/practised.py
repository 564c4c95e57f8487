"""Practices for the tests of coverage: one of every kind, with the traps that lists of practices have."""

from __future__ import annotations

from decimal import Decimal

from pcf.mapping import Placement, Practice

from .engagement import CHINESE, HOSTILE, LONG, RUSSIAN

COMPLAINTS, PROBLEMS, RETURNS, CONTACTS, CATEGORY = "10389", "10388", "20094", "10379", "20085"
RECEIVE, ROUTE = "10397", "10398"  # activities of complaints
OUTSIDE = "20109"  # left customer service in 7.4
OWNER, REVIEWER = "Тимофей Кривошеин", "Леонтий Зайцев"


def put(element: str | None, relation: str = "part_of", *, by: str = REVIEWER, **more: object) -> Placement:
    """Return an accepted placement."""
    said = {"element": element, "relation": relation, "decision": "accepted", "reviewer": by, "date": "2026-10-02"}
    return Placement.model_validate(said | more)


def hint(element: str | None, confidence: str | None = "0.5") -> Placement:
    """Return a suggestion that nobody has decided on."""
    return Placement(element=element, confidence=None if confidence is None else Decimal(confidence), tool="t 1")


def no(element: str | None, reason: str = "") -> Placement:
    """Return a rejected suggestion."""
    return Placement(element=element, decision="rejected", reviewer=REVIEWER, reason=reason)


def practices() -> tuple[Practice, ...]:
    """Return practices of every standing; two copies use one id for different texts."""
    return (
        Practice(
            id="p1", text=RUSSIAN, owner=OWNER, unit="Контакт-центр",
            placements=(put(COMPLAINTS, "same", confidence="0.91", tool="t 1"), hint(PROBLEMS)),
        ),
        Practice(id="p2", text=CHINESE, owner="Отдел качества", unit="客服部", placements=(put(RECEIVE), put(COMPLAINTS))),
        Practice(id="p3", text=HOSTILE, owner=HOSTILE, unit=HOSTILE, placements=(put(RETURNS, "related"),)),
        Practice(id="p4", text=f"{LONG * 30}", placements=(put(CONTACTS), put(CATEGORY, "wider"))),
        Practice(id="p5", text="Nothing is said of it"),
        Practice(id="p6", text="Only suggested", unit="Retail", placements=(hint(RETURNS, "0.4"), hint(PROBLEMS, "0.8"))),
        Practice(id="p7", text="Salaries are paid on the fifth", placements=(put(None, reason="Payroll"),)),
        Practice(id="p8", text="None of these", placements=(no(PROBLEMS, "Not ours"), no(None))),
        Practice(id="p1", text="The other p1", unit=" контакт-ЦЕНТР ", placements=(put(ROUTE),)),
        Practice(id="p9", text="Left the category", placements=(put(OUTSIDE),)),
    )  # fmt: skip
