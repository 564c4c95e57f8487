"""What is printed for Trino, Snowflake and BigQuery, read by sqlglot and run on DuckDB, gives the same rows.

That proves conditions, groups, units, weeks, the repeated hour, the order of legs and the place of nothing as these
texts say them. It does not prove the engines: how each of them rounds a decimal, compares texts, knows a time zone or
casts a type was looked up in its documentation, and nobody has run these statements there. Three things sqlglot does
not carry over to DuckDB, and the test stands in for them: Trino's two functions of time zones, the first element of
Snowflake's array, and BigQuery's LIMIT inside of an aggregate.
"""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from .cases import CASES, UNVERIFIED, filled, printed

TRINO = """
CREATE MACRO with_timezone(t, z) AS timezone(z, t);
CREATE MACRO at_timezone(t, z) AS timezone(z, t);
"""


def rows_of(connection, sql):
    return sorted(connection.execute(sql).fetchall(), key=repr)


def stood_in(tree):
    """Write the first element of an array as DuckDB does."""
    for node in list(tree.find_all(exp.GetExtract, exp.Bracket)):
        if isinstance(node, exp.GetExtract):
            node.replace(first_of(node.this.this.this, node.this.expression.expressions))
        elif isinstance(node.this, exp.IgnoreNulls):
            ordered = node.this.this.this.this
            node.replace(first_of(ordered.this, ordered.expressions))
    return tree


def first_of(value, keys):
    array = exp.ArrayAgg(this=exp.Order(this=value.copy(), expressions=[one.copy() for one in keys]))
    known = exp.Where(this=exp.Not(this=exp.Is(this=value.copy(), expression=exp.null())))
    return exp.Bracket(this=exp.paren(exp.Filter(this=array, expression=known)), expressions=[exp.Literal.number(0)])


@pytest.mark.parametrize("name", CASES)
def test_rows_are_those_of_duckdb(name):
    with filled(name) as connection:
        connection.execute(TRINO)
        expected = rows_of(connection, printed(name, "duckdb").sql)
        assert len(expected) > 10
        for dialect in UNVERIFIED:
            tree = stood_in(sqlglot.parse_one(printed(name, dialect).sql, dialect=dialect))
            assert rows_of(connection, tree.sql("duckdb")) == expected, dialect
