"""What APQC writes beside an element that changed: ``+19072, -10381, c10383, NEW, RENAME, WAS: …``.

Source:
    The page "Understanding this file" of APQC's comparisons, and their columns: a plus before a PCF ID is a child that
    came, a minus one that went, a ``c`` one that changed; NEW and RENAME speak of the element itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_RENAMED = re.compile(r"\brename[d]?\s*,\s*was\s*:(?P<name>.*)$", re.IGNORECASE | re.DOTALL)
_CHILD = re.compile(r"([+\-−–c])\s*([0-9]{5})", re.IGNORECASE | re.ASCII)
_SIGNS: Mapping[str, str] = {"+": "added", "-": "dropped", "−": "dropped", "–": "dropped", "c": "changed"}


@dataclass(frozen=True, slots=True)
class Details:
    """The parts of one cell.

    Attributes:
        is_new: Whether the element itself is.
        was: Its name before, where it was renamed.
        added, dropped, changed: Ids of its children.
        unknown: Parts that are none of these.
    """

    is_new: bool = False
    was: str | None = None
    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


def parse_details(text: str) -> Details:
    """Part the text of a cell.

    >>> parse_details('+19072, c10383, RENAME, WAS: "Manage requests, inquiries"').was
    'Manage requests, inquiries'
    """
    renamed = _RENAMED.search(text)
    rest = text[: renamed.start()] if renamed else text
    children: dict[str, set[str]] = {"added": set(), "dropped": set(), "changed": set()}
    is_new, unknown = False, []
    for part in (part.strip() for part in re.split(r"[,;\n]", rest)):
        child = _CHILD.fullmatch(part)
        if child:
            children[_SIGNS[child[1].casefold()]].add(child[2])
        elif part.casefold() == "new":
            is_new = True
        elif part not in {"", "-", "–"}:
            unknown.append(part)
    return Details(
        is_new=is_new,
        was=_unquoted(renamed["name"]) if renamed else None,
        added=frozenset(children["added"]),
        dropped=frozenset(children["dropped"]),
        changed=frozenset(children["changed"]),
        unknown=tuple(unknown),
    )


def _unquoted(name: str) -> str:
    text = name.strip()
    is_quoted = len(text) > 1 and text[0] in "\"“'«" and text[-1] in "\"”'»"
    return text[1:-1].strip() if is_quoted else text


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals, signs of one kind, and blanks that nobody sees.

    APQC's own files have "customer- complaint" beside "customer-complaint".

    >>> same_name("customer- complaint  handling", "Customer–complaint handling"), same_name("work force", "workforce")
    (True, False)
    """
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    text = re.sub(r"['’‘]", "'", re.sub(r"[\"“”]", '"', " ".join(name.split())))
    return re.sub(r"\s*[-‐-―]\s*", "-", text).casefold()
