"""What the code promises to developers: the rooms of the package and the names that they give out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import griffe

from pcf.site.addresses import api_page

ROOMS = (
    "pcf", "taxonomy", "views", "formula", "metrics", "maturity", "workforce", "complaints", "reasons", "mapping",
    "suggestions", "exchange", "excel", "assessment", "charts", "model", "errors", "findings", "search", "i18n",
)  # fmt: skip

# A room with much to tell would be too heavy a page: the names of a module that gives several stand apart.
_MUCH = 100  # names and members
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Promise:
    """A name that a room gives out.

    Attributes:
        room: The room: ``taxonomy``.
        name: The name.
        path: Where it is written: ``pcf.views.Element``.
        found: What is written there; none where the code can only be run to know it.
    """

    room: str
    name: str
    path: str
    found: griffe.Object | None

    @property
    def note(self) -> str:
        """Its docstring, without sections."""
        parsed = self.found.docstring.parsed if self.found and self.found.docstring else []
        return next((str(part.value) for part in parsed if isinstance(part, griffe.DocstringSectionText)), "")


@cache
def package() -> griffe.Module:
    """Read the code of the package; nothing of it is run."""
    read = griffe.load("pcf", docstring_parser="google", docstring_options={"warnings": False}, allow_inspection=False)
    if not isinstance(read, griffe.Module):
        raise TypeError(f"pcf is read as {read.kind}")
    return read


def import_path(room: str) -> str:
    return "pcf" if room == "pcf" else f"pcf.{room}"


def module_of(room: str) -> griffe.Module:
    found = package() if room == "pcf" else package().members[room]
    if not isinstance(found, griffe.Module):
        raise TypeError(f"{room} is read as {found.kind}")
    return found


@cache
def promises(room: str) -> tuple[Promise, ...]:
    """Return what a room gives out: what ``__all__`` names, or else everything public that is written in it."""
    module = module_of(room)
    names = [str(name) for name in module.exports or ()] or [
        name
        for name, member in module.members.items()
        if not name.startswith("_") and not member.is_alias and name != "TYPE_CHECKING"
    ]
    written = ((name, _written(f"{import_path(room)}.{name}")) for name in names)
    return tuple(Promise(room, name, path, found) for name, (path, found) in written)


@cache
def pages_by_path() -> dict[str, str]:
    """Return the page and anchor that tell of a promised name, for its path and for those of rooms that pass it on."""
    home: dict[str, str] = {}
    for room in reversed((*ROOMS[1:], "pcf")):  # the first room that gives it out tells of it; pcf itself at need …
        home |= {promise.path: _page(promise) for promise in promises(room)}
    for room in ROOMS:  # … unless it is written in a room that gives it out itself
        home |= {one.path: _page(one) for one in promises(room) if one.path == f"{import_path(room)}.{one.name}"}
    passed_on = {f"{import_path(room)}.{one.name}": home[one.path] for room in ROOMS for one in promises(room)}
    return home | passed_on


def _page(promise: Promise) -> str:
    """Return the page that would tell of a name if its room did."""
    together = promises(promise.room)
    module = promise.path.rpartition(".")[0]
    beside = sum(1 for one in together if one.path.rpartition(".")[0] == module)
    apart = _much(promise.room) and beside > _SEVERAL and module != import_path(promise.room)
    page = api_page(f"{promise.room}.{module.rpartition('.')[2]}" if apart else promise.room)
    return f"{page}#{promise.name}"


@cache
def _much(room: str) -> bool:
    return sum(1 + sum(1 for _ in members(one.found)) for one in promises(room) if one.found) > _MUCH


def _written(path: str) -> tuple[str, griffe.Object | None]:
    """Follow imports to where a name is written.

    A room may give out a function with the name of the module that it is written in; so imports come first.
    """
    *above, name = path.split(".")
    at: griffe.Object | griffe.Alias = package()
    for part in above[1:]:
        at = at.members[part]
    if name in at.imports and at.imports[name] != path:
        return _written(at.imports[name])
    found = at.members.get(name)
    return path, found if isinstance(found, griffe.Object) else None


def members(found: griffe.Object) -> Iterator[tuple[str, griffe.Object]]:
    """Yield the public members of a class, and those by which Python's own signs work on it: ``len(x)``, ``x[y]``."""
    for name, member in found.members.items():
        public = not name.startswith("_") or name in _SIGNS
        if public and isinstance(member, griffe.Object):
            yield name, member


_SIGNS = frozenset({"__call__", "__contains__", "__getitem__", "__iter__", "__len__"})
