"""``pcf measure``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcf.cli.misplaced import check_together
from pcf.cli.output import check_cube, check_output, print_findings, print_json, print_line, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError
from pcf.ids import Dialect

if TYPE_CHECKING:
    from pcf.metrics import Measurement

_MINUTES = 1440
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)i?B?", re.IGNORECASE)
_POWER = {"": 0, "K": 1, "M": 2, "G": 3}
_LONGEST_PART = 15
_OUTPUTS = (".csv", ".json", ".xlsx")


@command(
    "measure",
    help=N_(
        "Compute metrics from logs, read through a map: CSV, parquet or Excel files, or a table of a database "
        "(postgresql://host/database/schema.table). Or from the component cubes of logs, which need no map. pcf map "
        "proposes a map; pcf logs lists the columns."
    ),
)
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@option("--map", "map_file", type=FILE, metavar="MAP.toml", help=N_("How the log's columns become ours."))
@option("--metric", "metrics", multiple=True, metavar="ID", help=N_("Only this metric; may be given several times."))
@option(
    "--by",
    metavar="NAMES",
    help=N_(
        "Any of segment, channel, reason, product, month, week, day, separated by commas; total for the total alone."
    ),
)
@option("--from", "first", metavar="DAY", help=N_("First day, local time."))
@option("--to", "last", metavar="DAY", help=N_("Last day, local time."))
@option(
    "--as-of",
    metavar="MOMENT",
    help=N_("The moment as of which cases are open; a day means its end. Later rows are left out."),
)
@option(
    "--with",
    "also",
    nargs=2,
    multiple=True,
    metavar="LOG MAP.toml",
    help=N_("One more log with its map, joined group by group; may be given several times."),
)
@option("--changes", is_flag=True, help=N_("Judge each month against the one before, by day-to-day variation."))
@option(
    "--reconcile",
    type=FILE,
    metavar="TOTALS.csv",
    help=N_("Compare with your own totals (columns id, value and groups) and look for what explains a difference."),
)
@option(
    "--cube",
    type=FILE,
    metavar="FOLDER",
    help=N_(
        "Keep what is counted as a component cube, from which every further cut and period is made without the log."
    ),
)
@option("--part", metavar="K/N", help=N_("Count only the customers of this part of the log into the cube: 1/4 to 4/4."))
@option(
    "--changed",
    multiple=True,
    metavar="DAYS",
    help=N_(
        "Count only these days again and replace them in the cube: 2026-10-03, or 2026-10-03..2026-10-05; may be "
        "repeated."
    ),
)
@option(
    "--engine",
    metavar="NAME",
    help=N_("What counts: duckdb for files, spark for a table of Spark, or the address of the database of a table."),
)
@option(
    "--sql",
    metavar="DIALECT",
    help=N_(
        "Print the SQL that counts, and nothing else: duckdb, postgres, spark, trino, snowflake or bigquery, "
        "whichever the map is written in."
    ),
)
@option(
    "--answer",
    type=FILE,
    metavar="ROWS.csv",
    help=N_(
        "With --sql: the rows that the printed statement gave where somebody ran it; the figures are made of them."
    ),
)
@option(
    "--time-limit",
    type=click.IntRange(1, _MINUTES),
    default=60,
    metavar="MINUTES",
    help=N_("How long one statement may run in a database; 60 unless said."),
)
@option(
    "--memory", metavar="SIZE", help=N_("How much memory to use at most, for example 500MB; the rest goes to the disk.")
)
@option("-o", "out", type=FILE, metavar="FILE", help=N_("Write the figures: .csv, .json or .xlsx."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    logs: tuple[str, ...],
    map_file: Path | None,
    metrics: tuple[str, ...],
    by: str | None,
    first: str | None,
    last: str | None,
    as_of: str | None,
    also: tuple[tuple[str, str], ...],
    changes: bool,
    reconcile: Path | None,
    cube: Path | None,
    part: str | None,
    changed: tuple[str, ...],
    engine: str | None,
    sql: str | None,
    answer: Path | None,
    time_limit: int,
    memory: str | None,
    out: Path | None,
    force: bool,
) -> None:
    from pcf.cli.figures import Asked, print_measurement, write_measurement
    from pcf.metrics import measure
    from pcf.metrics.printed import dialect_of
    from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
    from pcf.metrics.tables import is_address

    session, dialect = current(), dialect_of(sql) if sql is not None else None
    is_elsewhere = answer is not None or _is_elsewhere(logs, dialect)
    given = {"-o": out, "--cube": cube, "--reconcile": reconcile, "--part": part, "--changed": changed, "--with": also}
    given |= {"--engine": engine, "--memory": memory}
    check_together(given, dialect, has_answer=answer is not None, is_elsewhere=is_elsewhere)
    has_files = engine in {None, "duckdb"}
    named = [name for name in (*logs, *(log for log, _ in also)) if has_files and not is_address(name)]
    inputs = [Path(name) for name in (*named, *(log_map for _, log_map in also))]
    inputs += [path for path in (map_file, reconcile) if path is not None]
    if cube is not None:
        check_cube(cube, force=force or bool(changed))
    if out is not None:
        if out.suffix.lower() not in _OUTPUTS:
            raise BadOptionError(option="-o", found=out.name, expected=list(_OUTPUTS))
        check_output(out, force=force, inputs=inputs, suffix=out.suffix)
    names = _names(by)
    wanted = names if names is None or not changes else [name for name in names if name not in ("month", "week")]
    asked = Asked(names, changes, reconcile)
    question: dict[str, Any] = {
        "map": map_file,
        "by": None if wanted is None and not changes else [*(wanted or []), *(["day"] if changes else [])],
        "metrics": list(metrics) or None,
        "first": first,
        "last": last,
        "as_of": as_of,
        "model": session.taxonomy,
    }
    if is_elsewhere:
        read = _elsewhere(logs, dialect, answer, cube, question)
        if read is None:
            return
        measurement = read
    else:
        measurement = measure(
            list(logs),
            also=also,
            cube=cube,
            part=_part(part),
            changed=[_days(days) for days in changed] or None,
            engine=engine or "",
            memory=_bytes(memory) if memory is not None else MEMORY_LIMIT,
            time_limit=60 * time_limit,
            lang=session.lang,
            **question,
        )
        if dialect is not None:
            _print_statement(measurement.statement, measurement.engine, dialect)
            return
    figures = asked.answer(measurement, session.taxonomy)
    if out is not None:
        write_measurement(out, figures, session)
    if session.as_json:
        print_json(figures.to_json())
    else:
        print_measurement(figures, session)
    print_findings(measurement.findings, session.say)
    for path in (cube, out):
        if path is not None:
            print_note(session.say("Written: {path}", path=str(path)))


def _elsewhere(
    logs: tuple[str, ...], dialect: Dialect | None, answer: Path | None, cube: Path | None, question: dict[str, Any]
) -> Measurement | None:
    """Print the statement for others to run, or measure what it gave them.

    Raises:
        BadOptionError: An option that the statement needs is not there.
    """
    from pcf.metrics.elsewhere import measure_answer, write_statement

    if dialect is None:
        raise BadOptionError(option="--answer", found=answer, expected="--sql")
    if question["map"] is None:
        raise BadOptionError(option="--map", found="–", expected="MAP.toml")
    if len(logs) > 1:
        raise BadOptionError(option="LOG", found=list(logs), expected="schema.table")
    if answer is not None:
        return measure_answer(answer, logs[0], dialect=dialect, cube=cube, lang=current().lang, **question)
    printed = write_statement(logs[0], dialect=dialect, **question)
    _print_statement(printed.said(current().say), None, dialect)
    return None


def _is_elsewhere(logs: tuple[str, ...], dialect: Dialect | None) -> bool:
    """Whether a statement is written for others to run: always, but for DuckDB over files that are here."""
    return dialect is not None and not (dialect == "duckdb" and any(Path(log).exists() for log in logs))


def _print_statement(statement: str, engine: str | None, dialect: Dialect) -> None:
    if current().as_json:
        print_json({"engine": engine, "dialect": dialect, "statement": statement})
    else:
        print_line(statement.rstrip("\n"))


def _names(by: str | None) -> list[str] | None:
    if by is None:
        return None
    return [name for name in (part.strip() for part in by.split(",")) if name and name != "total"]


def _part(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    number, slash, parts = text.partition("/")
    is_part = slash and number.isdecimal() and parts.isdecimal() and len(text) <= _LONGEST_PART
    if not (is_part and 1 <= int(number) <= int(parts)):
        raise BadOptionError(option="--part", found=text, expected=["1/4", "4/4"])
    return int(number), int(parts)


def _days(text: str) -> tuple[str, str]:
    from pcf.metrics.moments import day_of

    first, dots, last = (one.strip() for one in text.partition(".."))
    begin, end = day_of(first), day_of(last if dots else first)
    if begin is None or end is None:
        raise BadOptionError(option="--changed", found=text, expected=["2026-10-03", "2026-10-03..2026-10-05"])
    if end < begin:
        raise BadOptionError(option="--changed", found=last, expected=[f"≥ {first}"])
    return first, last if dots else first


def _bytes(size: str) -> int:
    match = _SIZE.fullmatch(size.strip())
    count = int(float(match[1]) * 1024 ** _POWER[match[2].upper()]) if match else 0
    if not 32 * 1024**2 <= count <= 64 * 1024**4:
        raise BadOptionError(option="--memory", found=size, expected=["32MB", "500MB", "2GB"])
    return count
