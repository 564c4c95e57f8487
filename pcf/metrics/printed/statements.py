"""A whole statement over a table that pcf does not reach, as it would run there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pcf.errors import N_, BadOptionError, LogError, Phrase, fill
from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics import moments
from pcf.metrics.counted import Question, compiler_of, countings_of, depends_on_now
from pcf.metrics.engine_findings import STATEMENT_CHANGED
from pcf.metrics.expressions import Expression
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.opened import OpenLog, map_in
from pcf.metrics.printed.findings import MOMENT_NEEDED
from pcf.metrics.printed.paper import on_paper, settings_for
from pcf.metrics.sql.canonical import Given, open_rows, type_fault, wanted_type
from pcf.metrics.sql.compiler import Compiler, Statement
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.needs import needs, needs_moment
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period
from pcf.metrics.sql.source import LogTable, quoted_in
from pcf.metrics.sql.typed import SourceTable
from pcf.metrics.tables import find_table, is_address, is_file_name, shown_name
from pcf.model.log import CountingRecord

PROVED: tuple[Dialect, ...] = ("duckdb", "postgres", "spark")

_ANSWER = "answer"
LAST_COLUMN = "answer_rows"
_DIGITS = 8  # of the hash of a statement: enough to tell any two that one person prints
_MANY = 10**15  # rows, as nobody knows how many: more than quantiles count value by value
_UNKNOWN = "UNKNOWN"  # the type of what is cast to text whatever it is
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"

_NO_FILE = Phrase(N_("the name of a table, such as schema.table: the statement reads no file"))
_TITLE = N_("Counts {log} of {table}; written by pcf {version} in the dialect {dialect}.")
_RUN_HERE = N_("Statements like this one are run on this engine in the tests of pcf.")
_UNVERIFIED = N_("Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.")
_SETTINGS = N_("It counts on these settings of the session: {settings}.")
_READS_ONLY = N_("It only reads, and gives back counts of groups, no row of the table.")
_QUESTION = N_("Map: {map}. By: {by}. Days: {days}. As of: {as_of}.")
_TAKEN = N_("Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.")
_SAVE = N_("Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.")
_HASH = N_("SHA-256 of the statement, from the first line that is no comment to the end: {sha256}")
_OF_TYPE: Mapping[str, str] = {
    "TIMESTAMP": N_("Times without a zone: {columns}."),
    _WITH_ZONE: N_("Times with a zone: {columns}."),
    "DECIMAL": N_("Numbers: {columns}."),
    "VARCHAR": N_("Text: {columns}."),
    "BOOLEAN": N_("True or false: {columns}."),
    _UNKNOWN: N_("Cast to text, whatever they are: {columns}."),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One statement for others to run.

    Attributes:
        dialect: What it is written in.
        table: The name of the table that it reads.
        sql: The statement, without comments; ends with a line break.
        last_column: Says how many rows there are, so that a lost one is noticed, and is called by the statement, so
            that the answer to another one is.
        remarks: What is said above it: a message marked with ``N_``, and its facts.
        statement: How the columns of an answer are read.
        log_map: The map.
        period: The local days that were asked for.
        as_of: The moment asked for, as the rows are kept; ``None`` if none was.
    """

    dialect: Dialect
    table: str
    sql: str
    last_column: str
    remarks: tuple[tuple[str, Mapping[str, object]], ...]
    statement: Statement
    log_map: LogMap
    period: Period
    as_of: datetime | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of an answer, without the last one."""
        return ("part", *self.statement.by, "bucket", *self.statement.columns)

    @property
    def sha256(self) -> str:
        """The hash of the statement without the comments."""
        return sha256(self.sql.encode()).hexdigest()

    @property
    def text(self) -> str:
        """The statement with its comments in English."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """Return the statement with its comments in the language of ``translate``."""
        lines = [fill(translate(remark), facts, translate) for remark, facts in self.remarks]
        lines.append(fill(translate(_HASH), {"sha256": self.sha256}))
        return "".join(f"-- {_on_one_line(line)}\n" for line in lines) + "\n" + self.sql


def _on_one_line(text: str) -> str:
    """Keep a comment a comment, whatever names stand in it."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def statement_for(dialect: Dialect, table: str, map_path: Path, question: Question) -> Printed:
    """Write the statement that answers a question over a table; nothing is asked of any engine.

    Args:
        dialect: What it is written in; the map as well, unless it names columns alone.
        table: ``table``, ``schema.table`` or ``database.schema.table``; of an address its table is taken.
        map_path: The map.
        question: What is asked; ``memory`` and ``seconds`` do not matter here.

    Raises:
        LogError: The map has faults, or figures depend on a moment that was not given.
        BadOptionError: The table or the moment cannot be.
        SecretInAddressError: The address of the table holds a password.
    """
    log_map = map_in(map_path, dialect)
    as_of = moments.moment("as-of", question.as_of, log_map.timezone)
    name, relation = _relation(dialect, table)
    engine = on_paper(dialect)
    bound = _bound(engine, log_map)
    open_rows(engine, log_map, _source(log_map, relation), bound, as_of)
    counts = Counts(read=_MANY, left_out={}, not_offered=0, used=_MANY)
    columns = frozenset(log_map.filled)
    log = OpenLog(log_map, columns, counts, (), as_of, None, engine, (name,), size=_MANY)
    compiler, countings = compiler_of(log, question.period), countings_of(log, question)
    if as_of is None:
        _check_moment(compiler, countings, name_of(map_path))
    statement = compiler.fuse(countings, question.by)
    engine.define(_ANSWER, statement.text)
    last = f"{LAST_COLUMN}_{sha256(engine.written(f'SELECT * FROM {_ANSWER}').encode()).hexdigest()[:_DIGITS]}"
    sql = engine.written(f"SELECT *, COUNT(*) OVER () AS {last} FROM {_ANSWER}") + "\n"
    _check_whole(sql, dialect)
    remarks = tuple(_remarks(dialect, name, log_map, question, bound))
    return Printed(dialect, name, sql, last, remarks, statement, log_map, question.period, as_of)


def _relation(dialect: Dialect, table: str) -> tuple[str, str]:
    """Return the name of a table and how the dialect writes it.

    Snowflake keeps what was created without quotation marks in capitals.
    """
    if dialect != "spark" and is_file_name(table):
        raise BadOptionError(option="LOG", found=shown_name(Path(table).name), expected=_NO_FILE)
    found = find_table(table, "" if is_address(table) else "spark")
    parts = found.parts if found is not None else ()
    is_path = any("/" in part for part in parts) and dialect != "spark"
    if not parts or is_path or not all(part.isprintable() and not set(part) & set("\"'`\\") for part in parts):
        raise BadOptionError(
            option="LOG", found=ascii(shown_name(table)), expected=["table", "schema.table", "database.schema.table"]
        )
    if dialect == "snowflake" and '"' not in table:
        parts = tuple(part.upper() for part in parts)
    return ".".join(parts), quoted_in(dialect, parts)


def _source(log_map: LogMap, relation: str) -> SourceTable:
    names = {name.lower(): name for one in log_map.expressions for name in one.columns}
    return SourceTable(LogTable(relation, {}), names, {}, {}, frozenset(), shape=relation, kept=())


def _bound(engine: Engine, log_map: LogMap) -> dict[str, Given]:
    """Take each expression to yield what its column needs.

    Names of columns are written as the map spells them: each engine has rules of its own for those without marks.

    Raises:
        LogError: A type that the map declares does not fit.
    """
    faults: list[Finding] = []
    bound: dict[str, Given] = {}
    declared = {name.lower(): _plain_type(sql_type) for name, sql_type in log_map.types.items()}
    wanted = {one.key: wanted_type(log_map, column) for column, one in log_map.columns.items()}
    for one in log_map.expressions:
        needed = wanted.get(one.key, "BOOLEAN")
        found = declared.get(one.columns[0].lower(), needed) if one.is_column else needed
        if (fault := type_fault(engine, log_map, found, needed)) is not None and found != needed:
            faults.append(Finding(fault.kind, name_of(log_map.path), cell=one.key, facts=fault.facts))
        bound[one.key] = _given(one, _UNKNOWN if needed == "VARCHAR" else found)
    if faults:
        raise LogError(findings=tuple(faults), path=name_of(log_map.path), count=len(faults))
    return bound


def _given(expression: Expression, sql_type: str) -> Given:
    """Take a condition as it is, like a column: as text it would be asked whether it says "true"."""
    return Given(expression.sql(), sql_type, is_column=expression.is_column or sql_type == "BOOLEAN")


def _plain_type(declared: str) -> str:
    """Name a type as DuckDB's tables do."""
    from sqlglot import exp

    name = exp.DataType.build(declared, dialect="duckdb").this.name
    names = {"TIMESTAMPTZ": _WITH_ZONE, "TIMESTAMPNTZ": "TIMESTAMP", "TEXT": "VARCHAR", "INT": "INTEGER"}
    return str(names.get(name, name))


def _check_moment(compiler: Compiler, countings: list[CountingRecord], file: str) -> None:
    """Refuse figures that mean nothing without a moment, or depend on one: there is no last row to ask for it."""
    there = {*compiler.mapped, "as_of"}
    counted = [one for one in countings if there.issuperset(needs(one, compiler.keys))]
    lost = [one.measure for one in counted if needs_moment(one.component) or depends_on_now(one)]
    if lost:
        finding = Finding(MOMENT_NEEDED, file, cell="--as-of", facts={"found": lost})
        raise LogError(findings=(finding,), path=file, count=1)


def _check_whole(sql: str, dialect: Dialect) -> None:
    """Read the whole statement, whose steps were read back one by one.

    Raises:
        LogError: It is no longer one statement.
    """
    import sqlglot
    from sqlglot.errors import SqlglotError

    try:
        statements = len(sqlglot.parse(sql, dialect=dialect))
    except (SqlglotError, RecursionError):
        statements = 0
    if statements != 1:
        facts = {"found": dialect, "version": version("sqlglot")}
        raise LogError(findings=(Finding(STATEMENT_CHANGED, facts=facts),), path=dialect, count=1)


def _remarks(
    dialect: Dialect, table: str, log_map: LogMap, question: Question, bound: Mapping[str, Given]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Say what the statement is, and what it takes for granted."""
    facts = {"log": log_map.log.id, "table": table, "version": version("pcf-customer-service"), "dialect": dialect}
    yield _TITLE, facts
    yield (_RUN_HERE if dialect in PROVED else _UNVERIFIED), {}
    yield _READS_ONLY, {}
    if settings := settings_for(dialect):
        yield _SETTINGS, {"settings": settings}
    ends = [str(day) if day else "…" for day in (question.period.first, question.period.last)]
    by: list[str] = [*question.by]
    asked = {"by": by or "–", "days": " – ".join(ends), "as_of": str(question.as_of or "–")}
    yield _QUESTION, {"map": name_of(log_map.path), **asked}
    yield _TAKEN, {}
    for sql_type, remark in _OF_TYPE.items():
        columns = [re.sub(r"^\[columns\] ", "", key) for key, given in bound.items() if given.type == sql_type]
        if columns:
            yield remark, {"columns": columns}
    yield _SAVE, {}
