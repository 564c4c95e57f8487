"""What changed from each schema version of saved assessments to the next, as steps made one after another.

A step touches only what it knows: whatever has another shape stays as it is, and is told when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of a saved document to the next schema version.

    Attributes:
        version: What the document has after the step; before it, one less.
        change: What became different, for whoever reads old files.
        step: Changes the document in place; ``None`` where what is absent means what it meant before.
    """

    version: int
    change: str
    step: Callable[[Document], None] | None = None


def migrate(document: Document, version: int) -> None:
    """Bring a document to today's schema version, in place.

    Args:
        document: As it was parsed.
        version: The schema version it was written in, from 1.
    """
    for migration in MIGRATIONS:
        if migration.version > version and migration.step is not None:
            migration.step(document)


def _rename_ticks(document: Document) -> None:
    for form in _forms(document):
        for tick in _records(form.get("ticks")):
            if "element" in tick and "item" not in tick:
                tick["item"] = tick.pop("element")


def _accept_elements(document: Document) -> None:
    for form in _forms(document):
        for practice in _records(form.get("practices")):
            named = practice.get("elements")
            if isinstance(named, list) and "placements" not in practice:
                practice["placements"] = [{"element": element, "decision": "accepted"} for element in named]
                del practice["elements"]


def _forms(document: Document) -> Iterator[Document]:
    """Yield every form of a document, those inside the form of a workshop too."""
    waiting = [copy.get("assessment") for copy in _records(document.get("copies"))]
    while waiting:
        form = waiting.pop()
        if isinstance(form, dict):
            yield form
            waiting.extend(_records(form.get("respondents")))


def _records(said: object) -> Iterator[Document]:
    """Yield what of a list can be a record."""
    yield from (one for one in said if isinstance(one, dict)) if isinstance(said, list) else ()


MIGRATIONS: tuple[Migration, ...] = (
    Migration(2, "Statements of the levels are ticked too: the element of a tick became its item.", _rename_ticks),
    Migration(3, "Registers, agreements, respondents of a workshop, and what has no place; before, there were none."),
    Migration(
        4,
        "A practice says of each element how it belongs there and who decided; before, a person had named elements.",
        _accept_elements,
    ),
    Migration(5, "Complaints and contact reasons, with what was counted of their logs; before, no form asked."),
    Migration(6, "Staffing; before, no form asked."),
    Migration(7, "The organisations whose own elements it stands on; before, every form stood on what ships alone."),
)
