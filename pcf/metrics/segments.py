"""The segments of an organisation, and what a log calls them: one way for every kind of log."""

from __future__ import annotations

from collections.abc import Mapping


class Segments:
    """Segments by id and name; without any, each value of a log stays as it is.

    A value means a segment by its id, then by its exact name: of two spellings that differ in case or blanks nobody
    but the organisation knows whether they are one segment, so the second is told and not guessed.
    """

    def __init__(self, names: Mapping[str, str] | None) -> None:
        """Make them of ids and names. Of two with one name the first has it."""
        self._names = names
        own = names or {}
        self._ids = {name: one for one, name in reversed(list(own.items()))} | {one: one for one in own}

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order given."""
        return tuple((self._names or {}).values())

    def name(self, segment: str) -> str:
        """Return what a segment is called; the word itself where it is none of them."""
        return (self._names or {}).get(segment, segment)

    def of(self, value: str | None) -> str | None:
        """Return the segment that a value means; ``None`` where it means none of them."""
        return value if self._names is None or value is None else self._ids.get(value)
