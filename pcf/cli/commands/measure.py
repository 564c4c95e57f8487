"""``pcf measure``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError

ENGINES = ("duckdb",)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)i?B?", re.IGNORECASE)
_POWER = {"": 0, "K": 1, "M": 2, "G": 3}
_OUTPUTS = (".csv", ".json", ".xlsx")


@command(
    "measure",
    help=N_(
        "Compute metrics from logs: CSV, parquet or Excel files, read through a map. pcf map proposes one; pcf logs "
        "lists the columns."
    ),
)
@click.argument("logs", nargs=-1, required=True, metavar="LOG...", type=FILE)
@option(
    "--map", "map_file", type=FILE, required=True, metavar="MAP.toml", help=N_("How the log's columns become ours.")
)
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
    type=FILE,
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
@option("--engine", type=click.Choice(ENGINES), default="duckdb", help=N_("What counts."))
@option("--sql", type=click.Choice(ENGINES), help=N_("Print the SQL that counts, in this dialect, and nothing else."))
@option(
    "--memory", metavar="SIZE", help=N_("How much memory to use at most, for example 500MB; the rest goes to the disk.")
)
@option("-o", "out", type=FILE, metavar="FILE", help=N_("Write the figures: .csv, .json or .xlsx."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    logs: tuple[Path, ...],
    map_file: Path,
    metrics: tuple[str, ...],
    by: str | None,
    first: str | None,
    last: str | None,
    as_of: str | None,
    also: tuple[tuple[Path, Path], ...],
    changes: bool,
    reconcile: Path | None,
    engine: str,
    sql: str | None,
    memory: str | None,
    out: Path | None,
    force: bool,
) -> None:
    from pcf.cli.figures import Asked, print_measurement, write_measurement
    from pcf.metrics import measure
    from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT

    session = current()
    if out is not None:
        inputs = [*logs, map_file, *(path for pair in also for path in pair), *([reconcile] if reconcile else [])]
        if out.suffix.lower() not in _OUTPUTS:
            raise BadOptionError(option="-o", found=out.name, expected=list(_OUTPUTS))
        check_output(out, force=force, inputs=inputs, suffix=out.suffix)
    names = _names(by)
    wanted = names if names is None or not changes else [name for name in names if name not in ("month", "week")]
    asked = Asked(names, changes, reconcile)
    measurement = measure(
        list(logs),
        map=map_file,
        by=None if wanted is None and not changes else [*(wanted or []), *(["day"] if changes else [])],
        metrics=list(metrics) or None,
        also=[(log, log_map) for log, log_map in also],
        first=first,
        last=last,
        as_of=as_of,
        memory=_bytes(memory) if memory is not None else MEMORY_LIMIT,
        lang=session.lang,
        model=session.taxonomy,
    )
    if sql is not None:
        if session.as_json:
            print_json({"engine": engine, "dialect": sql, "statement": measurement.statement})
        else:
            print_line(measurement.statement)
        return
    answer = asked.answer(measurement, session.taxonomy)
    if out is not None:
        write_measurement(out, answer, session)
    if session.as_json:
        print_json(answer.to_json())
    else:
        print_measurement(answer, session)
    print_findings(measurement.findings, session.say)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


def _names(by: str | None) -> list[str] | None:
    if by is None:
        return None
    return [name for name in (part.strip() for part in by.split(",")) if name and name != "total"]


def _bytes(size: str) -> int:
    match = _SIZE.fullmatch(size.strip())
    count = int(float(match[1]) * 1024 ** _POWER[match[2].upper()]) if match else 0
    if not 32 * 1024**2 <= count <= 64 * 1024**4:
        raise BadOptionError(option="--memory", found=size, expected=["32MB", "500MB", "2GB"])
    return count
