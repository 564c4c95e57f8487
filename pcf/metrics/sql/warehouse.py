"""An engine that runs elsewhere: nothing is made there, so what a statement stands on goes before it as CTEs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pcf.ids import Dialect
from pcf.metrics.sql.dialects import PART, translate


class Warehouse(ABC):
    """Keeps definitions as text in the dialect and puts those that a statement needs before it.

    Attributes:
        inlined: What keeps a CTE from being written to the disk as a whole when two scans read it.
    """

    name: str
    dialect: Dialect
    has_try = False
    takes_later = False
    inlined = ""

    def __init__(self) -> None:
        self._defined: dict[str, str] = {}
        self._translated: dict[str, str] = {}

    @property
    def memory(self) -> int | None:
        """Nothing: it runs elsewhere and minds its own."""
        return None

    @abstractmethod
    def _run(self, text: str) -> list[tuple[Any, ...]]:
        """Run one statement in the dialect."""

    @abstractmethod
    def types(self, sql: str) -> dict[str, str] | str:
        """Return the columns of a query with their types, or in words why it cannot be."""

    @abstractmethod
    def knows_timezone(self, name: str) -> bool:
        """Whether times can be turned into this zone."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one portable statement.

        Raises:
            LogError: It was refused or could not be finished.
        """
        return self._run(self.written(sql))

    def define(self, name: str, select: str, *, is_own: bool = False) -> None:
        """Keep a query under a name; ``is_own`` says that it is written in the dialect already."""
        self._defined[name] = select if is_own else translate(select, self.dialect)

    @contextmanager
    def narrowed(self, relation: str, condition: str) -> Iterator[str]:
        """For a while, let a name hold only the rows that meet a condition; gives the name of all."""
        before, whole = self._defined, f"{relation}_whole"
        narrow = translate(f"SELECT * FROM {whole} WHERE {condition}", self.dialect)
        self._defined = {}
        for name, text in before.items():  # what stands on it comes after it
            self._defined |= {whole: text, relation: narrow} if name == relation else {name: text}
        try:
            yield whole
        finally:
            self._defined = before

    def part(self, key: Sequence[str], part: int, parts: int) -> str:
        """Write the condition that a row's key falls into a part, from 0, of so many."""
        return f"{PART}({parts}, {', '.join(key)}) = {part}"

    def hidden(self, column: str) -> str:
        """Leave a key as it is: it stays where it is kept, and only counts come back."""
        return column

    def text(self, value: str) -> str:
        """Leave a text as it is: most engines sort it by its bytes."""
        return value

    def written(self, sql: str) -> str:
        """Return a portable statement in the dialect, with the definitions that it needs before it."""
        if sql not in self._translated:  # it is run first and shown later
            self._translated[sql] = translate(sql, self.dialect)
        text = self._translated[sql]
        needed = [f"{name} AS {self.inlined}(\n{self._defined[name]}\n)" for name in self._needed(text)]
        if not needed:
            return text
        rest = text.removeprefix("WITH ")
        return "WITH " + ",\n".join(needed) + (",\n" if rest != text else "\n") + rest

    def _needed(self, text: str) -> list[str]:
        """List the definitions that a text stands on, in the order in which they were made."""
        needed: list[str] = []
        for name in reversed(self._defined):
            if any(re.search(rf"\b{name}\b", one) for one in (text, *(self._defined[one] for one in needed))):
                needed.append(name)
        return needed[::-1]
