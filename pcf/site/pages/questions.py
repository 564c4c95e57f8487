"""What hand-written pages take from the model: levels of a process, tables of elements."""

from __future__ import annotations

from pcf.site import addresses
from pcf.site.markdown import blocks, linked, plain, table
from pcf.site.pages.element_levels import ladder
from pcf.site.site_model import SiteModel


def levels(model: SiteModel, here: str, process: str, *wanted: str) -> str:
    """Return what levels of a process look like, each with what can be ticked: ``levels 12671 2 3``.

    Args:
        model: The language.
        here: The page that asks.
        process: Element id of a process.
        wanted: The levels, 0 to 5; all of them where none is named.

    Raises:
        LookupError: It is no process that is rated, or has no such level.
        ValueError: A level is no number.
    """
    element = model.element(process)
    rubric = element.rubric
    if rubric is None:
        raise LookupError(f"{process} is not rated")
    chosen = [int(level) for level in wanted] or range(len(rubric.descriptors))
    way = linked(model.label(element), addresses.link(here, addresses.element_page(process)))
    return blocks(way, ladder(model, rubric, chosen, 2))


def elements(model: SiteModel, here: str, *wanted: str) -> str:
    """Return a table of elements with their definitions: ``elements 10388 10389``.

    Raises:
        LookupError: An element is in no edition, or none is named.
    """
    if not wanted:
        raise LookupError("no element is named")
    chosen = [model.element(one) for one in wanted]
    return table(
        [model.say("Element"), model.say("Definition")],
        [
            [
                linked(model.label(one), addresses.link(here, addresses.element_page(one.id))),
                plain(one.definition or ""),
            ]
            for one in chosen
        ],
    )
