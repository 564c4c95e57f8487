"""Tables as analysts write them, as a parquet file and in PostgreSQL, and what each engine answers.

A table is a line of columns and a line for each row, its cells set apart by ``|``; a column that it does not name is
null, and a cell below ``opened_at, queued_at`` stands for both. An empty cell is null, ``''`` an empty text; quotation marks keep the blanks inside them, and a doubled one is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.metrics import measure
from pcf.metrics.measurement import Measurement
from pcf.metrics.sql.source import quoted
from pcf.source.strict_yaml import read

from .loading import load

FOLDER = Path(__file__).parent / "cases"
# Where the rows stand is told of a file and not of a table, and what answered is another matter.
_OF_FILES = ("rows", "where")


@dataclass(frozen=True)
class Table:
    """Rows of one log.

    Attributes:
        columns: Name to type, in DuckDB's words.
        rows: Values as text that every engine reads as the type.
    """

    columns: Mapping[str, str]
    rows: Sequence[Sequence[str | None]]

    def write_parquet(self, path: Path) -> Path:
        """Write the rows as a parquet file, and return it."""
        import duckdb

        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            typed = ", ".join(f"{quoted(name)} {kind}" for name, kind in self.columns.items())
            connection.execute(f"CREATE TABLE log ({typed})")
            if self.rows:
                signs = ", ".join("?" for _ in self.columns)
                connection.executemany(f"INSERT INTO log VALUES ({signs})", [[*row] for row in self.rows])
            connection.execute(f"COPY log TO '{path}' (FORMAT parquet)")
        return path


@dataclass(frozen=True)
class Case:
    """A table with its map, what is asked of it, and what analysts expect of every engine.

    Attributes:
        name: Of the case and its table.
        map_text: The map without its columns, which are ours.
        table: The rows.
        asked: Arguments of ``measure``, one set a question.
        expected: What the first answer has to hold, besides being the same everywhere.
    """

    name: str
    map_text: str
    table: Table
    asked: Sequence[Mapping[str, Any]]
    expected: Mapping[str, Any] = field(default_factory=dict)

    def write_map(self, folder: Path, dialect: str = "duckdb") -> Path:
        """Write the map and return it; one with more than columns has to say what it is written in."""
        path = folder / f"{self.name}_{dialect}.toml"
        said = f'dialect = "{dialect}"\n' if "[leave_out]" in self.map_text else ""
        path.write_text(said + self.map_text, encoding="utf-8")
        return path


def read_cases(name: str) -> Iterator[Case]:
    """Read the cases of one file."""
    for one in read(FOLDER / f"{name}.yaml"):
        columns = one["columns"]
        table = Table(columns, [row for block in one["rows"] for row in rows_of(block["table"], list(columns))])
        yield Case(one["name"], _with_columns(one["map"], columns), table, one["asked"], one.get("expected", {}))


def rows_of(table: str, columns: Sequence[str]) -> Iterator[list[str | None]]:
    """Read the rows of a table, in the order of the columns."""
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in table.splitlines())
    for line in lines:
        cells: dict[str, str | None] = dict.fromkeys(columns)
        for names, cell in zip(head, line, strict=True):
            cells |= dict.fromkeys([names] if names in columns else names.split(", "), _value(cell))
        if len(cells) > len(columns):
            raise ValueError(names)
        yield [*cells.values()]


def _with_columns(text: str, columns: Sequence[str]) -> str:
    """Let each column of ours stand for itself, where a map does not say otherwise."""
    if "[columns]" in text:
        return text
    head, sign, rest = text.partition("[")
    return f"{head}[columns]\n" + "".join(f"{name} = '{name}'\n" for name in columns) + sign + rest


def _value(cell: str) -> str | None:
    if cell.startswith("'"):
        return cell[1:-1].replace("''", "'")
    return cell or None


def arguments(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question as arguments of ``measure``; which engines it is for is no part of it."""
    return {name: value for name, value in asked.items() if name != "engines"}


def answer(log: str | Path, map_path: Path, asked: Mapping[str, Any], **options: Any) -> list[str]:
    """Measure, and write what came back line by line, to the last digit; or what is wrong with the rows."""
    try:
        measurement = measure(log, map=map_path, **arguments(asked), **options)
    except LogError as error:
        return ["refused", *map(_told, error.findings)]
    return [*_figures(measurement)]


def _figures(measurement: Measurement) -> Iterator[str]:
    yield repr(measurement.counts)
    yield from map(_told, measurement.findings)
    for row in (*measurement.rows, measurement.totals):
        yield repr((dict(row.by), row.rows))
        yield from (f"  {name}: {value!r}" for name, value in row.measures.items())
        yield from (f"  {json.dumps(item, ensure_ascii=False, sort_keys=True)}" for item in row.to_json())


def _told(finding: Finding) -> str:
    facts = {name: str(value) for name, value in finding.facts.items() if name not in _OF_FILES}
    return f"{finding.code} {finding.to_json(Translator('en'))['severity']} [{finding.cell}] {facts}"


def check(measurement: Measurement, expected: Mapping[str, Any]) -> None:
    """Hold figures to what analysts expect."""
    counts = asdict(measurement.counts)
    assert {name: str(counts[name]) for name in expected.get("counts", {})} == expected.get("counts", {})
    for one in expected.get("groups", []):
        wanted = {name: float(value) for name, value in one.items() if name != "of"}
        (row,) = (row for row in measurement.cut([*one["of"]]).rows if row.by == one["of"])
        assert {name: row.rows if name == "rows" else row.measures[name] for name in wanted} == wanted


def put(url: str, name: str, table: Table) -> str:
    """Put a table into PostgreSQL, in a schema of its own, and return what ``measure`` calls it."""
    load(url, f"conformance.{name}", table.columns, table.rows)
    return f"{url}/conformance.{name}"
