"""``pcf assess``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_output
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError
from pcf.maturity import CONSOLIDATIONS, POLICIES, Consolidation, Policy


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
    "--save",
    type=FILE,
    metavar="OUT.json",
    help=N_("Save answers and scores to come back to."),
)
@option(
    "--contacts",
    type=FILE,
    metavar="LOG",
    help=N_("A log that metrics are counted from: CSV, parquet or Excel."),
)
@option(
    "--map",
    "map_file",
    type=FILE,
    metavar="MAP.toml",
    help=N_("How the log's columns become ours."),
)
@option(
    "--policy",
    type=click.Choice(POLICIES),
    help=N_("How processes combine into a group; as the workbook says if not given, else the weighted mean."),
)
@option(
    "--consolidate", type=click.Choice(CONSOLIDATIONS), default="median", help=N_("How several answers become one.")
)
@option("--partial", is_flag=True, help=N_("Score what can be read, list the errors in every output, exit with 1."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    files: tuple[Path, ...],
    xlsx: Path | None,
    html: Path | None,
    save: Path | None,
    contacts: Path | None,
    map_file: Path | None,
    policy: Policy | None,
    consolidate: Consolidation,
    partial: bool,
    force: bool,
) -> None:
    from pcf.cli.job import Job, run_job

    if (contacts is None) != (map_file is None):
        raise BadOptionError(
            option="--contacts", found=str(contacts or map_file), expected="--contacts LOG --map MAP.toml"
        )
    inputs = [path for path in (*files, contacts, map_file) if path is not None]
    outputs = [path for path in (xlsx, html, save) if path is not None]
    for path, suffix in ((xlsx, ".xlsx"), (html, ".html"), (save, ".json")):
        if path is not None:
            check_output(path, force=force, inputs=inputs, suffix=suffix)
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise BadOptionError(option="-o", found=str(outputs[0]), expected="OUT.xlsx, OUT.html, OUT.json")
    job = Job(files, contacts, map_file, policy, consolidate, partial, xlsx, html, save)
    click.get_current_context().exit(run_job(job, current()))
