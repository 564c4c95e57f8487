"""The guard reads what was written back; a text in which something got lost is refused."""

from __future__ import annotations

import pytest
import sqlglot

from pcf.errors import LogError
from pcf.metrics.sql.dialects import translation
from pcf.metrics.sql.dialects.translation import held, spoken, translate

from .cases import ALL, UNVERIFIED

PORTABLE = """
SELECT 1 AS part, segment, DATE_TRUNC('week', opened_at_local) AS week,
  COUNT(CASE WHEN DATE_DIFF('microsecond', queued_at, answered_at) <= 20000000 THEN 1 END) AS in_time,
  COALESCE(SUM(CASE WHEN segment = 'O''Neill' AND channel IN ('a', 'b') THEN handle_seconds END), 0) AS handled,
  MAX(DATE_DIFF('microsecond', queued_at, answered_at)) AS longest
FROM contacts WHERE NOT closed_at IS NULL GROUP BY 2, 3
UNION ALL
SELECT 2 AS part, segment, CAST(NULL AS TIMESTAMP) AS week, COUNT(DISTINCT customer_id) AS in_time,
  CAST(NULL AS BIGINT) AS handled, CAST(NULL AS BIGINT) AS longest
FROM contacts GROUP BY 2
"""
SPOILT = {
    "a unit": ("MICROSECOND", "MILLISECOND"),
    "a unit of boundaries": ("MICROSECOND", "SECOND"),
    "a factor": ("* 1000000", "* 1000"),
    "a rounding": ("ROUND(", "CEIL("),
    "a condition": ("<= 20000000", "<= 2000000"),
    "a comparison": ("<= 20000000", "< 20000000"),
    "a key of a group": ("GROUP BY\n  2,\n  3", "GROUP BY\n  2"),
    "a group": ("\nGROUP BY\n  2", "", -1),
    "a part": ("UNION ALL", "UNION DISTINCT"),
    "an aggregate": ("SUM(", "MAX("),
    "what is distinct": ("DISTINCT ", ""),
    "a text": ("Neill", "Neil"),
    "a code": ("'b'", "'c'"),
    "a name": ("AS handled", "AS handles"),
    "a word of logic": (" AND channel", " OR channel"),
    "a denial": ("NOT closed_at", "closed_at"),
}


def meant(dialect):
    return spoken(sqlglot.parse_one(PORTABLE, dialect="duckdb"), dialect)


@pytest.mark.parametrize("dialect", ALL)
def test_text_as_it_was_written_holds(dialect):
    assert held(translate(PORTABLE, dialect), dialect, meant(dialect), 2)


@pytest.mark.parametrize("dialect", UNVERIFIED)
@pytest.mark.parametrize("lost", SPOILT)
def test_text_that_lost_something_does_not(lost, dialect):
    old, new, *last = SPOILT[lost]
    text = translate(PORTABLE, dialect)
    if old not in text:  # a dialect that says it otherwise is spoilt by another of these
        assert lost in {"a unit", "a unit of boundaries", "a factor", "a rounding"}
        return
    before, found, after = text.rpartition(old) if last else text.partition(old)
    assert found
    assert not held(before + new + after, dialect, meant(dialect), 2)


@pytest.mark.parametrize("dialect", UNVERIFIED)
def test_no_difference_may_be_one_too_few_or_too_many(dialect):
    text = translate(PORTABLE, dialect)
    assert not held(text, dialect, meant(dialect), 1)
    assert not held(text, dialect, meant(dialect), 3)


@pytest.mark.parametrize("dialect", UNVERIFIED)
def test_segment_that_is_named_like_a_unit_does_no_harm(dialect):
    sql = "SELECT COUNT(CASE WHEN segment = 'MICROSECOND * 1000000' THEN 1 END) AS n FROM contacts"
    assert "MICROSECOND * 1000000" in translate(sql, dialect)


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT 1; SELECT 2", "(" * 2000])
def test_text_that_cannot_be_read_does_not_hold(text):
    assert not held(text, "trino", meant("trino"), 0)


def test_version_of_sqlglot_that_loses_something_is_named(monkeypatch):
    monkeypatch.setattr(translation, "held", lambda *_: False)
    with pytest.raises(LogError) as refused:
        translate(PORTABLE, "trino")
    (finding,) = refused.value.findings
    assert finding.code == "statement-changed"
    assert finding.facts["version"] in finding.message()
