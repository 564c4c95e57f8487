"""What a log calls a thing that the organisation names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping


def fold(text: str) -> str:
    """Return what two spellings have in common: case and blanks around them do not matter."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


class Segments:
    """The organisation's segments, and what a log calls them; without any, each value of a log stays as it is."""

    def __init__(self, names: Mapping[str, str] | None) -> None:
        """Make them of ids and names."""
        self._names = names
        own = names or {}
        self._exact = {name: one for one, name in reversed(own.items())} | {one: one for one in own}
        self._folded = _unique((fold(name), one) for one, name in own.items())
        self._folded |= _unique((fold(one), one) for one in own)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order given."""
        return tuple((self._names or {}).values())

    def name(self, segment: str) -> str:
        """Return what a segment is called; the word itself where it is none of them."""
        return (self._names or {}).get(segment, segment)

    def of(self, value: str | None) -> str | None:
        """Return the segment that a value means; ``None`` where it means none of them.

        By id, then by exact name; then by id and name whatever their case and the blanks around them, unless that
        could mean several.
        """
        if self._names is None or value is None:
            return value
        return self._exact[value] if value in self._exact else self._folded.get(fold(value))


def _unique(said: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """Return what each word means; ``None`` where several."""
    meant: dict[str, str | None] = {}
    for word, one in said:
        meant[word] = one if meant.get(word, one) == one else None
    return meant
