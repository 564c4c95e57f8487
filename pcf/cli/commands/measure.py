"""``pcf measure``."""

from __future__ import annotations

from typing import Any

import click

from pcf.cli.measure_plan import Plan
from pcf.cli.output import print_findings, print_json, print_line, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_
from pcf.ids import Dialect

_MINUTES = 1440


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
    metavar="MINUTES",
    help=N_("How long one statement may run in a database; 60 unless said."),
)
@option(
    "--memory", metavar="SIZE", help=N_("How much memory to use at most, for example 500MB; the rest goes to the disk.")
)
@option("-o", "out", type=FILE, metavar="FILE", help=N_("Write the figures: .csv, .json or .xlsx."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(**given: Any) -> None:
    from pcf.cli.figures import Asked, print_measurement, write_measurement
    from pcf.outputs import together

    session, plan = current(), Plan(**given)
    plan.check()
    if plan.is_elsewhere and plan.answer is None:
        _print_statement(plan.printed(session.taxonomy).said(session.say), None, plan.dialect)
        return
    with together():
        measurement = plan.measured(session.taxonomy, session.lang)
        if plan.dialect is not None and plan.answer is None:
            _print_statement(measurement.statement, measurement.engine, plan.dialect)
            return
        asked = Asked(plan.names, plan.changes, plan.reconcile, plan.metrics)
        figures = asked.answer(measurement, session.taxonomy)
        if plan.out is not None:
            write_measurement(plan.out, figures, session)
    if session.as_json:
        print_json(figures.to_json())
    else:
        print_measurement(figures, session)
    print_findings(measurement.findings, session.say)
    for path in (plan.cube, plan.out):
        if path is not None:
            print_note(session.say("Written: {path}", path=str(path)))


def _print_statement(statement: str, engine: str | None, dialect: Dialect | None) -> None:
    if current().as_json:
        print_json({"engine": engine, "dialect": dialect, "statement": statement})
    else:
        print_line(statement.rstrip("\n"))
