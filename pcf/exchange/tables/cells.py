"""From the model to rows of cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pcf.exchange.tables.declared import TABLES, columns_of
from pcf.exchange.tables.derived import Derivation, Row
from pcf.exchange.tables.layout import LANGUAGE, NUMBER, Steps, Table
from pcf.ids import LANGUAGES
from pcf.model import Bundle

_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')


class Tables:
    """All rows of a bundle, by table."""

    def __init__(self, bundle: Bundle) -> None:
        self._derivation = Derivation(bundle)
        self._model = bundle.model_dump(mode="json")

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows of a table in their order; a row has every column of it."""
        if table not in TABLES:
            yield from self._derivation.rows(table)
            return
        has_more = len(columns_of(table)) > len(table.columns)
        for row in self._own(table):
            yield row | self._derivation.cells(table.name, row) if has_more else row

    def _own(self, table: Table) -> Iterator[Row]:
        """Yield the rows without what follows from the rest."""
        for holder, node in self._holders(table):
            listed = _at(node, table.steps)
            match table.shape:
                case "records":
                    for number, one in enumerate(listed, 1):
                        cells = {column.name: _cell(_at(one, column.path)) for column in table.columns if column.path}
                        own = {NUMBER.name: str(number)} if NUMBER.name in table.key else {}
                        yield holder | own | cells
                case "values":
                    yield from (holder | {table.value: one} for one in listed)
                case "text":
                    said = ((lang, listed[lang]) for lang in LANGUAGES if listed[lang] is not None)
                    yield from (holder | {LANGUAGE.name: lang, table.value: one} for lang, one in said)
                case "phrases":
                    phrases = ((lang, one) for lang in LANGUAGES for one in listed[lang])
                    yield from (holder | {LANGUAGE.name: lang, table.value: one} for lang, one in phrases)

    def _holders(self, table: Table) -> Iterator[tuple[Row, Any]]:
        """Yield what holds a table's lists, with the cells that name it."""
        if not table.parent:
            yield {}, self._model
            return
        parent = next(one for one in TABLES if one.name == table.parent)
        for holder, node in self._holders(parent):
            for number, one in enumerate(_at(node, parent.steps), 1):
                own = [str(number) if key == NUMBER.name else str(one[key]) for key in parent.key]
                yield dict(zip(table.holders, (*holder.values(), *own), strict=True)), one


def _at(node: Any, steps: Steps) -> Any:
    for step in steps:
        node = None if node is None else node[step]
    return node


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def text_of(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """Write a table as CSV (RFC 4180, lines end with a line feed).

    It begins with a byte order mark: without one Excel takes the text for the system's code page, and Russian and
    Chinese names come out as noise. What reads CSV as data (pandas, Polars, DuckDB, R's readr) skips the mark.
    """
    lines = [_line(headings), *(_line([row[heading] for heading in headings]) for row in rows)]
    return "\ufeff" + "".join(lines)


def _line(cells: Sequence[str]) -> str:
    return (
        ",".join(f'"{one.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(one) else one for one in cells) + "\n"
    )
