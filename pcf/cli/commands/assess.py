"""``pcf assess``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, Phrase
from pcf.maturity import CONSOLIDATIONS, POLICIES, Consolidation, Policy

_NO_TABLE = Phrase(N_("a file, or the cube of a table"))


@command(
    "assess", help=N_("The main job: read filled workbooks, and a contact log if there is one; score; write reports.")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@option(
    "-o",
    "xlsx",
    type=FILE,
    metavar="OUT.xlsx",
    help=N_("Write the results workbook."),
)
@option(
    "--html",
    type=FILE,
    metavar="OUT.html",
    help=N_("Write the report, one self-contained file."),
)
@option(
    "--pptx",
    type=FILE,
    metavar="OUT.pptx",
    help=N_("Write eight slides with charts that can be edited."),
)
@option(
    "--svg",
    type=FILE,
    metavar="FOLDER",
    help=N_("Write every chart of the report as an SVG file."),
)
@option(
    "--save",
    type=FILE,
    metavar="OUT.json",
    help=N_("Save answers and scores to come back to."),
)
@option(
    "--contacts",
    type=FILE,
    metavar="LOG",
    help=N_("A log that metrics are counted from: CSV, parquet or Excel; or its component cube, which needs no map."),
)
@option(
    "--map",
    "map_file",
    type=FILE,
    metavar="MAP.toml",
    help=N_("How the log's columns become ours."),
)
@option(
    "--log",
    "logs",
    multiple=True,
    type=FILE,
    metavar="LOG",
    help=N_("A log in our own columns, of complaints, contacts or volumes, for the closed loops; may be repeated."),
)
@option(
    "--with",
    "mapped_logs",
    nargs=2,
    multiple=True,
    type=FILE,
    metavar="LOG MAP.toml",
    help=N_("The same with a map; may be given several times."),
)
@option(
    "--as-of",
    metavar="MOMENT",
    help=N_("The moment as of which complaints are open; a day means its end."),
)
@option(
    "--policy",
    type=click.Choice(POLICIES),
    help=N_("How processes combine into a group; as the workbook says if not given, else the weighted mean."),
)
@option(
    "--consolidate",
    type=click.Choice(CONSOLIDATIONS),
    help=N_("How several answers become one; as a saved assessment says if not given, else the median."),
)
@option(
    "--anonymous",
    is_flag=True,
    help=N_("Leave names out of everything but comments; roles of fewer than three respondents are merged."),
)
@option(
    "--all-languages",
    "in_all_languages",
    is_flag=True,
    help=N_("Write every report once per language, with the language in its name: report.ru.html."),
)
@option("--partial", is_flag=True, help=N_("Score what can be read, list the errors in every output, exit with 1."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    files: tuple[Path, ...],
    xlsx: Path | None,
    html: Path | None,
    pptx: Path | None,
    svg: Path | None,
    save: Path | None,
    contacts: Path | None,
    map_file: Path | None,
    logs: tuple[Path, ...],
    mapped_logs: tuple[tuple[Path, Path], ...],
    as_of: str | None,
    policy: Policy | None,
    consolidate: Consolidation | None,
    anonymous: bool,
    in_all_languages: bool,
    partial: bool,
    force: bool,
) -> None:
    from pcf.cli.job import Job, run_job
    from pcf.cli.reports import Kind, check_reports, planned
    from pcf.metrics.tables import is_address

    if contacts is not None and is_address(str(contacts).replace(":/", "://", 1)):  # a path holds single slashes
        raise BadOptionError(option="--contacts", found=contacts.parts[0], expected=_NO_TABLE)
    is_cube = contacts is not None and contacts.is_dir()
    if (contacts is None) != (map_file is None) and not (is_cube and map_file is None):
        raise BadOptionError(
            option="--contacts", found=str(contacts or map_file), expected="--contacts LOG --map MAP.toml"
        )
    session = current()
    asked: dict[Kind, Path | None] = {"xlsx": xlsx, "html": html, "pptx": pptx, "svg": svg, "json": save}
    reports = planned(asked, session.lang, in_all_languages=in_all_languages)
    pairs = [path for pair in mapped_logs for path in pair]
    inputs = [path for path in (*files, contacts, map_file, *logs, *pairs) if path is not None]
    check_reports(reports, force=force, inputs=inputs)
    job = Job(
        files,
        contacts,
        map_file,
        logs,
        mapped_logs,
        as_of=as_of,
        policy=policy,
        consolidation=consolidate,
        partial=partial,
        anonymous=anonymous,
        reports=reports,
    )
    click.get_current_context().exit(run_job(job, session))
