"""Rows into a table of PostgreSQL or Spark, typed by the same words for both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Engine: TypeAlias = "str | SparkSession"  # where PostgreSQL's database is, or Spark itself

# DuckDB's words; one that stands in no table (DATE, BOOLEAN, DECIMAL(18,4)) is the same everywhere.
_POSTGRES = {"DOUBLE": "DOUBLE PRECISION", "TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE"}
_SPARK = {"TEXT": "STRING", "VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ", "TIMESTAMPTZ": "TIMESTAMP"}


def load(engine: Engine, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table that replaces the one of that name.

    Args:
        engine: The fixture ``postgres`` (a URL: the table gets into that database) or ``spark`` (a temporary view).
        name: A plain lower-case word; in PostgreSQL also ``schema.table``, whose schema is made.
        columns: Name to type in DuckDB's words, in the order of the values. ``TIMESTAMP`` has no time zone.
        rows: Values as Python has them; ``None`` is null.
    """
    if isinstance(engine, str):
        _copy(engine, name, columns, rows)
    else:
        typed = ", ".join(f"`{column}` {_SPARK.get(kind, kind)}" for column, kind in columns.items())
        engine.createDataFrame([tuple(row) for row in rows], typed).createOrReplaceTempView(name)


def _copy(url: str, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    import psycopg
    from psycopg import sql

    *schema, _ = place = name.split(".")
    table = sql.Identifier(*place)
    typed = [
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(_POSTGRES.get(kind, kind)))
        for column, kind in columns.items()
    ]
    with psycopg.connect(url) as connection:
        if schema:
            connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(*schema)))
        connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
        connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, sql.SQL(", ").join(typed)))
        with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
            for row in rows:
                copy.write_row(row)
