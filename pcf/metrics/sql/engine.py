"""What an engine does for those who ask: everything above speaks the portable subset in DuckDB's dialect."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from pcf.ids import Dialect


class Engine(Protocol):
    """One connection that reads one log.

    Attributes:
        name: As the command line names it.
        dialect: What expressions of a map are written in.
        has_try: Whether one bad value of an expression can be told instead of ending the query.
        takes_later: Whether of the two instants of a repeated hour it takes the later one.
    """

    name: str
    dialect: Dialect
    has_try: bool
    takes_later: bool

    @property
    def memory(self) -> int | None:
        """Bytes that it may use here; ``None`` where it runs elsewhere and minds its own."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one portable statement over what was defined, and return its rows.

        Raises:
            LogError: The engine refused or could not finish it.
        """

    def types(self, sql: str) -> dict[str, str] | str:
        """Return the columns of a query in the engine's own dialect with their types, or in words why it cannot be.

        Types are named as DuckDB names them. No row is read.
        """

    def define(self, name: str, select: str, *, is_own: bool = False) -> None:
        """Let a name stand for a portable query from now on; ``is_own`` says that it is in the engine's own dialect."""

    def narrowed(self, relation: str, condition: str) -> AbstractContextManager[str]:
        """For a while, let a defined name hold only the rows that meet a portable condition; gives that of all."""

    def part(self, key: Sequence[str], part: int, parts: int) -> str:
        """Write the condition that a row's key falls into a part, from 0, of so many."""

    def hidden(self, column: str) -> str:
        """Write a person's key so that it names nobody where it is kept; what is alike stays alike."""

    def text(self, value: str) -> str:
        """Write a text so that it sorts by its bytes."""

    def knows_timezone(self, name: str) -> bool:
        """Whether times can be turned into this zone."""

    def written(self, sql: str) -> str:
        """Return a portable statement as the engine runs it, with all that it stands on."""
