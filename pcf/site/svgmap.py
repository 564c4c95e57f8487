"""The category as pictures made of links: one SVG for the category itself, one for each group with all below it.

They are parts of an HTML page, which needs no namespace. Each is narrow enough for a phone, so that a page sets them
side by side or one below the other. Every box is a link with its hierarchy id and name as text; lists in lists tell
a screen reader the levels. Places and frames are presentation attributes, so that a picture is whole without the
styles of a page; these add font and shades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from pcf.charts import BOLDER, wrapped
from pcf.charts.text import LEADING, SIZE
from pcf.taxonomy import Element

WIDTH = 360  # of each picture
_LAST_BOX = 3  # the level down to which an element is a box of its own; what is below are lines
_PAD = 10
_SIGN = 18  # kept free before a line, for what a page may mark it with
_APART = 8  # boxes
_LEAD = int(LEADING)
_BOX = ' stroke="#777"'

Address = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A part of a picture and how far down it reaches."""

    markup: str
    bottom: int


def alone(element: Element, address: Address) -> str:
    """Draw one element without what is below it.

    Args:
        element: An element of an edition.
        address: The address of an element's page.
    """
    return _picture(_link(element, address, 0))


def branch(element: Element, address: Address) -> str:
    """Draw an element with everything below it, as ``alone`` does."""
    head = _link(element, address, 0)
    below = _stacked(element.children, address, head.bottom + _APART)
    return _picture(_Drawn(head.markup + below.markup, below.bottom))


def _picture(drawn: _Drawn) -> str:
    """Return a picture, whose first link names it."""
    return (
        f'<svg role="group" viewBox="-1 -1 {WIDTH + 2} {drawn.bottom + 2}" font-size="{SIZE:g}" fill="currentColor">'
        f"{drawn.markup}</svg>"
    )


def _stacked(elements: Iterable[Element], address: Address, top: int) -> _Drawn:
    """Draw a list of elements, each with the list of what is below it; nothing where there are none."""
    parts, bottom = [], top
    for element in elements:
        item = _item(element, address, bottom)
        parts.append(f'<g role="listitem">{item.markup}</g>')
        bottom = item.bottom
    return _Drawn(f'<g role="list">{"".join(parts)}</g>' if parts else "", bottom)


def _item(element: Element, address: Address, top: int) -> _Drawn:
    own = _link(element, address, top)
    below = _stacked(element.children, address, own.bottom)
    gap = _APART if _is_box(element) else 0
    return _Drawn(own.markup + below.markup, below.bottom + gap)


def _link(element: Element, address: Address, top: int) -> _Drawn:
    is_box, left = _is_box(element), _left(element)
    lines = _lines(element)
    height = len(lines) * _LEAD + (_PAD if is_box else _PAD // 2)
    first = top + int(SIZE) + (_PAD if is_box else _PAD // 2) // 2
    rows = "".join(f'<tspan x="{left}" dy="{_LEAD}">{escape(line, quote=False)}</tspan>' for line in lines[1:])
    down = f' y="{top}"' if top else ""
    bold = ' font-weight="700"' if _is_bold(element) else ""
    return _Drawn(
        f'<a href="{escape(address(element))}">'
        f'<rect{down} width="{WIDTH}" height="{height}" fill="none"{_BOX if is_box else ""}/>'
        f'<text x="{left}" y="{first}"{bold}>{escape(lines[0], quote=False)}{rows}</text></a>',
        top + height,
    )


def _is_box(element: Element) -> bool:
    return (element.level or 0) <= _LAST_BOX


def _is_bold(element: Element) -> bool:
    return (element.level or 0) < _LAST_BOX


def _left(element: Element) -> int:
    """Return where the text begins: lines stand to the right of their sign, tasks to the right of activities."""
    return _PAD if _is_box(element) else _SIGN * ((element.level or 0) - _LAST_BOX) + _PAD


def _lines(element: Element) -> list[str]:
    """Return hierarchy id and name, line by line; a box keeps its first line for the id, and for a mark beside it."""
    hierarchy_id = element.hierarchy_id or ""
    room = WIDTH - _left(element) - _PAD
    if _is_box(element):
        return [f"{hierarchy_id} ", *_broken(element.shown_name, room / BOLDER if _is_bold(element) else room)]
    return list(_broken(f"{hierarchy_id} {element.shown_name}", room))


def _broken(text: str, width: float) -> Iterator[str]:
    """Break a text; a space at which it breaks stays, so that the lines read together are the text."""
    rest = text
    for line in wrapped(text, width):
        kept = f"{line} " if rest.startswith(f"{line} ") else line
        rest = rest.removeprefix(kept)
        yield kept
