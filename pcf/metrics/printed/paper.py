"""Engines on paper: they write what the real ones would run, and nothing can be asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from pcf.ids import Dialect
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.postgres_engine import SETTINGS as POSTGRES_SETTINGS
from pcf.metrics.sql.postgres_engine import PostgreSQL
from pcf.metrics.sql.spark_engine import Spark
from pcf.metrics.sql.spark_session import SETTINGS as SPARK_SETTINGS
from pcf.metrics.sql.warehouse import Warehouse


class _Paper(Warehouse):
    """Has no connection."""

    def __init__(self) -> None:
        Warehouse.__init__(self)

    def _run(self, text: str) -> NoReturn:
        raise AssertionError("nothing is run on paper")

    def types(self, sql: str) -> NoReturn:
        raise AssertionError("nothing is asked on paper")

    def knows_timezone(self, name: str) -> bool:
        """Every zone that Python knows, by which the map was checked."""
        return True

    def define(self, name: str, select: str, *, is_own: bool = False) -> None:
        """Keep a query; one in the dialect itself is broken into lines like the others."""
        super().define(name, _in_lines(select, self.dialect) if is_own else select, is_own=is_own)


class _DuckDB(_Paper):
    name = "duckdb"
    dialect: Dialect = "duckdb"
    takes_later = True


class _Postgres(_Paper, PostgreSQL):
    pass


class _Spark(_Paper, Spark):
    pass


class _Trino(_Paper):
    name = "trino"
    dialect: Dialect = "trino"


class _Snowflake(_Paper):
    name = "snowflake"
    dialect: Dialect = "snowflake"


class _BigQuery(_Paper):
    name = "bigquery"
    dialect: Dialect = "bigquery"


_ENGINES: Sequence[type[_Paper]] = (_DuckDB, _Postgres, _Spark, _Trino, _Snowflake, _BigQuery)


def on_paper(dialect: Dialect) -> Engine:
    """Return the engine that writes a dialect."""
    return next(engine for engine in _ENGINES if engine.dialect == dialect)()


def settings_for(dialect: Dialect) -> list[str]:
    """List what a session has to be set to, where a statement depends on it; what is run here is set so."""
    match dialect:
        case "spark":
            return [f"{name} = {value}" for name, value in SPARK_SETTINGS.items()]
        case "postgres":
            return [one.removeprefix("SET LOCAL ") for one in POSTGRES_SETTINGS.split("; ")]
        case "duckdb":
            return ["TimeZone = 'UTC'"]
        case _:
            return []


def _in_lines(select: str, dialect: Dialect) -> str:
    """Give each term of a query a line of its own, and leave every word as it is."""
    import sqlglot

    breaks = [6]  # after SELECT
    depth, last = 0, 0
    for token in sqlglot.tokenize(select, dialect):
        depth += {"(": 1, ")": -1}.get(select[token.start : token.end + 1], 0)
        if depth == 0 and token.text == ",":
            breaks.append(token.end + 1)
        elif depth == 0 and token.text.upper() == "FROM":  # one of IS DISTINCT FROM is not the last
            last = token.start
    pieces = [select[start:end].strip() for start, end in zip([0, *breaks], [*breaks, last], strict=True)]
    return "\n  ".join(pieces) + "\n" + select[last:]
