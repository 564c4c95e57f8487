"""A contact log as a narrow table in DuckDB: what it calls a reason turned into the reasons of the list.

``coded`` holds each value of the reason columns once, with the reason that it stands for; ``narrow`` a row a contact,
with nothing in it but what is counted by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pcf.metrics.opened import OpenLog
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.scans import Period
from pcf.reasons.records import Reason
from pcf.reasons.spellings import spellings

Assign = Callable[[Sequence[str]], Sequence[str | None]]  # texts -> ids of reasons, None where none fits
Learn = Callable[[Mapping[str, str]], Assign]  # texts that people coded, with their reasons -> what finds others
MOST_TEXTS = 50_000  # distinct texts that are read, the most frequent first: half a minute's work
MOST_LEARNED = 2_000  # coded texts that teach: more of them say little that is new
_TEXTS_AT_ONCE = 5_000


def make_tables(log: OpenLog, reasons: Sequence[Reason], period: Period, learn: Learn | None) -> None:
    """Make ``coded`` and ``narrow``; a reason's ``code`` is its place in the list, from 0.

    Args:
        log: The open contact log.
        reasons: The list.
        period: The days asked for: ``is_asked`` tells whether a contact lies in them.
        learn: Gets ready to find reasons by the words of contacts that have none.
    """
    _make_coded(log, reasons)
    by_words = learn is not None and "text" in log.columns
    log.rows("CREATE TEMP TABLE worded (text VARCHAR, code INTEGER)")
    log.rows("CREATE TEMP TABLE texts (text VARCHAR, number BIGINT)")
    if learn is not None and by_words:
        _make_worded(log, reasons, learn)
    text = "contacts.text" if by_words else _NOTHING
    columns = {
        "number": "coded.number",
        "checked": "again.number",
        "code": "COALESCE(coded.code, worded.code)",
        "is_read": "coded.code IS NULL AND texts.text IS NOT NULL",
        "is_asked": period.condition("opened_at_local") or "TRUE",
        "month": "STRFTIME(opened_at_local, '%Y-%m')",
        "day": "CAST(opened_at_local AS DATE)",
        **{name: f"contacts.{name}" for name in ("contact_id", "opened_at")},
        **{name: column(log, name) for name in ("customer_id", "segment", "channel", "handle_seconds")},
    }
    terms = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    log.rows(
        f"CREATE TEMP TABLE narrow AS SELECT {terms} FROM contacts "
        f"LEFT JOIN coded ON coded.value = {column(log, 'reason')} "
        f"LEFT JOIN coded AS again ON again.value = {column(log, 'reason_checked')} "
        f"LEFT JOIN texts ON coded.code IS NULL AND texts.text = {text} "
        f"LEFT JOIN worded ON worded.text = texts.text"
    )


_NOTHING = "CAST(NULL AS VARCHAR)"


def column(log: OpenLog, name: str) -> str:
    """Write a column of the log; nothing where the map does not name it."""
    return f"contacts.{name}" if name in log.columns else _NOTHING


def _make_coded(log: OpenLog, reasons: Sequence[Reason]) -> None:
    places = {reason.id: place for place, reason in reversed(list(enumerate(reasons)))}
    known = [(text, places[reason]) for text, reason in spellings(reasons)]
    rows = ", ".join(f"({literal(text)}, {code}, {rank})" for rank, (text, code) in enumerate(known))
    listed = (
        f"(VALUES {rows}) AS said(text, code, rank)" if rows else "(SELECT '' AS text, 0 AS code, 0 AS rank LIMIT 0)"
    )
    # both sides are folded by the same function, and each value of the log only once
    log.rows(
        f"CREATE TEMP TABLE spelt AS SELECT {_folded('text')} AS folded, ARG_MIN(code, rank) AS code, "
        f"ARG_MIN(text, rank) AS text FROM {listed} GROUP BY 1"
    )
    coded_by = (column(log, name) for name in ("reason", "reason_checked"))
    values = " UNION ".join(f"SELECT {sql} AS value FROM contacts" for sql in coded_by)
    log.rows(
        f"CREATE TEMP TABLE coded AS SELECT value, ROW_NUMBER() OVER (ORDER BY value) AS number, "
        f"spelt.code, spelt.text AS spelling, {_folded('value')} AS folded "
        f"FROM ({values}) LEFT JOIN spelt ON spelt.folded = {_folded('value')} WHERE value IS NOT NULL"
    )


def _folded(sql: str) -> str:
    return f"LOWER(NFC_NORMALIZE(TRIM({sql})))"


def _make_worded(log: OpenLog, reasons: Sequence[Reason], learn: Learn) -> None:
    """Let the reason of each text be found once; the texts leave the engine for that alone."""
    places = {reason.id: place for place, reason in reversed(list(enumerate(reasons)))}
    reason = column(log, "reason")
    assign = learn(_coded_texts(log, reasons))
    log.rows(
        "INSERT INTO texts SELECT text, number FROM ("
        "SELECT contacts.text AS text, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, contacts.text) AS number "
        f"FROM contacts LEFT JOIN coded ON coded.value = {reason} "
        f"WHERE coded.code IS NULL AND contacts.text IS NOT NULL GROUP BY contacts.text) WHERE number <= {MOST_TEXTS}"
    )
    total = log.rows("SELECT COUNT(*) FROM texts")[0][0]
    for start in range(0, total, _TEXTS_AT_ONCE):
        chosen = f"number > {start} AND number <= {start + _TEXTS_AT_ONCE}"
        batch = log.rows(f"SELECT number, text FROM texts WHERE {chosen} ORDER BY number")
        found = zip(batch, assign([text for _, text in batch]), strict=True)
        rows = ", ".join(f"({number}, {places[reason]})" for (number, _), reason in found if reason is not None)
        if rows:
            log.rows(
                f"INSERT INTO worded SELECT texts.text, said.code FROM (VALUES {rows}) AS said(number, code) "
                "JOIN texts USING (number)"
            )


def _coded_texts(log: OpenLog, reasons: Sequence[Reason]) -> dict[str, str]:
    """Return texts that people coded, each with its reason; those coded in two ways teach nothing."""
    if "reason" not in log.columns:
        return {}
    rows = log.rows(
        "SELECT contacts.text, MIN(coded.code) FROM contacts JOIN coded ON coded.value = contacts.reason "
        "WHERE coded.code IS NOT NULL AND contacts.text IS NOT NULL GROUP BY contacts.text "
        f"HAVING COUNT(DISTINCT coded.code) = 1 ORDER BY MD5(contacts.text) LIMIT {MOST_LEARNED}"
    )
    return {text: reasons[code].id for text, code in rows}
