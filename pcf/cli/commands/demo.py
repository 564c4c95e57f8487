"""``pcf demo``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf import _resources
from pcf.cli.output import check_output
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, OutputNotWritableError


@command("demo", help=N_("Do the main job on the example organisation that comes with the package."))
@click.argument("folder", default="out", metavar="[DIR]", type=FILE)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(folder: Path, force: bool) -> None:
    from pcf.cli.job import Job, run_job

    example = _resources.example()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritableError(path=str(folder), reason=error.strerror or str(error)) from error
    xlsx, html = folder / "report.xlsx", folder / "report.html"
    for path in (xlsx, html):
        check_output(path, force=force)
    job = Job((example / "assessment.xlsx",), example / "contacts.csv", example / "contacts.toml", xlsx=xlsx, html=html)
    click.get_current_context().exit(run_job(job, current()))
