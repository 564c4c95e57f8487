"""Logs whose statements are kept as files, and rows to run them over."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import duckdb

from pcf.ids import Dialect
from pcf.metrics.counted import Question
from pcf.metrics.printed import Printed, statement_for
from pcf.metrics.sql.compiler import Dimension
from pcf.metrics.sql.scans import Period
from pcf.source import logs

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
ALL: tuple[Dialect, ...] = get_args(Dialect)
UNVERIFIED: tuple[Dialect, ...] = ("trino", "snowflake", "bigquery")
AS_OF = "2026-11-15 12:00:00.000001"
TABLE = "log"
_TYPES = {
    "text": "VARCHAR",
    "key": "VARCHAR",
    "time": "TIMESTAMP",
    "number": "INTEGER",
    "mark": "INTEGER",
    "flag": "BOOLEAN",
}


@dataclass(frozen=True)
class Case:
    """One log, its map and what is asked."""

    log: str
    by: tuple[Dimension, ...]
    head: str = ""
    tail: str = ""
    wanted: frozenset[str] | None = None

    @property
    def columns(self) -> Mapping[str, str]:
        """Its columns with the types that they have in DuckDB."""
        (log,) = (one for one in logs().logs if one.id == self.log)
        return {one.id: _TYPES[one.type] for one in log.columns}

    @property
    def map_text(self) -> str:
        columns = "".join(f"{name} = '{name}'\n" for name in self.columns)
        return f'log = "{self.log}"\n{self.head}\n[columns]\n{columns}{self.tail}'

    def question(self) -> Question:
        return Question(by=self.by, wanted=self.wanted, period=Period(), as_of=AS_OF, memory=0)


EXCEPTIONS = """
[values]
segment = { "O'Neill" = 'back\\slash', "чат" = "聊天" }
[parameters.answer_within]
default = 20
where = [{ segment = "O'Neill'); DROP TABLE x --", channel = "a\\\\'b", value = 0.5 }]
"""

OF_LEGS = frozenset({
    "contacts_offered", "contacts_transferred", "contacts_handled", "seconds_handled", "contacts_resolved_first",
    "contacts_escalated", "survey_answers_satisfied", "survey_marks", "customers_in_contact", "seconds_waited_p80",
})  # fmt: skip

CASES: Mapping[str, Case] = {
    "contacts": Case("contacts", ("segment", "channel", "day"), 'timezone = "Europe/Berlin"', EXCEPTIONS),
    "contacts_in_legs": Case("contacts", ("reason", "month"), 'grain = "leg"', wanted=OF_LEGS),
    "complaints": Case("complaints", ("segment", "product", "month")),
    "service_orders": Case("service_orders", ("product", "week")),
    "intervals": Case("intervals", ("segment", "week"), tail="[applied]\nanswer_within = 20\nshort_abandon = 5\n"),
}


@functools.cache
def printed(name: str, dialect: Dialect) -> Printed:
    """Print the statement of a case; its map is read from a file that is gone afterwards."""
    import tempfile

    case = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.toml")
        path.write_text(case.map_text, encoding="utf-8")
        return statement_for(dialect, TABLE, path, case.question())


def filled(name: str, rows: int = 400) -> duckdb.DuckDBPyConnection:
    """Fill a table with rows that have whatever can go wrong: nothing, ties, weeks' ends, a repeated hour, odd texts."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    columns = CASES[name].columns
    connection.execute(f"CREATE TABLE {TABLE} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})")
    terms = ", ".join(_value(column, kind, place) for place, (column, kind) in enumerate(columns.items()))
    connection.execute(f"INSERT INTO {TABLE} SELECT {terms} FROM range({rows}) AS numbered(i)")
    return connection


_TEXTS = ["retail", " retail ", "O'Neill", "чат", "聊天", "\u3000聊天\u00a0", "007", "a\\'b", ""]


def _value(column: str, kind: str, place: int) -> str:
    """Write the value of a column in row i: the same on every run, missing in every seventh or so."""
    seed = f"(HASH(i * 31 + {place * 7919}) % 1000)::BIGINT"
    match kind:
        case "VARCHAR" if column.endswith("_id") and place == 0:
            value = "'c' || (i // 2)"  # several legs each
        case "VARCHAR" if column in {"segment", "channel", "reason", "product"}:
            value = f"list_value({', '.join(_literal(text) for text in _TEXTS)})[1 + {seed} % {len(_TEXTS)}]"
        case "VARCHAR":
            value = f"'{column}' || ({seed} % 40)"
        case "TIMESTAMP":
            start = "TIMESTAMP '2026-10-24 22:59:59.5'"  # two nights with the hour of Berlin that comes twice
            value = f"{start} + INTERVAL (i * 7) MINUTE + INTERVAL ({seed} * {place} * 977001 % 400000000) MICROSECOND"
        case "BOOLEAN":
            value = f"{seed} % 2 = 0"
        case _:
            value = f"{seed} % 5 + 1"
    required = place == 0 or column in {"opened_at", "received_at", "period_start"}
    return value if required else f"CASE WHEN {seed} % 7 <> 3 THEN {value} END"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
