"""``pcf demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf import _resources
from pcf.cli.output import check_output, print_note
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_, NotInstalledError, OutputNotWritableError

if TYPE_CHECKING:
    from pcf.assessment import Scorecard
    from pcf.cli.reports import Kind


@command("demo", help=N_("Do the main job on the example organisation that comes with the package."))
@click.argument("folder", default="out", metavar="[DIR]", type=FILE)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(folder: Path, force: bool) -> None:
    from pcf.cli.job import Job, score_job, tell_job
    from pcf.cli.reports import check_reports, planned, write_reports
    from pcf.outputs import together

    example, session = _resources.example(), current()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritableError(path=str(folder), reason=error.strerror or str(error)) from error
    asked: dict[Kind, Path | None] = {"xlsx": folder / "report.xlsx", "html": folder / "report.html"}
    asked |= {"svg": folder / "charts", "pptx": folder / "slides.pptx"}
    without = _slides_missing()
    if without is not None:
        asked["pptx"] = None
    reports = planned(asked, session.lang, in_all_languages=False)
    check_reports(reports, force=force, inputs=[])
    comparison = check_output(folder / "comparison.xlsx", force=force)
    job = Job(
        (example / "workshop.xlsx",),
        example / "contacts.csv",
        example / "contacts.toml",
        logs=(example / "complaints.csv", example / "volumes.csv"),
        as_of="2026-10-05",
        reports=reports,
    )
    card = score_job(job, session)
    with together():
        _compare(example / "earlier" / "workshop.xlsx", card, comparison, session)
        write_reports(reports, card)
    tell_job(job, card, session)
    print_note(session.say("Written: {path}", path=str(comparison)))
    if without is not None:
        print_note(session.say("The slides are left out. {reason}", reason=session.say.error(without)))


def _slides_missing() -> NotInstalledError | None:
    """Return what slides would need, if it is not there."""
    from pcf.slides import check_installed

    try:
        check_installed()
    except NotInstalledError as error:
        return error
    return None


def _compare(earlier: Path, card: Scorecard, out: Path, session: Session) -> None:
    """Write what changed since the round before."""
    from pcf.assessment import Copy, gather, score_round
    from pcf.excel import read_workbook, write_comparison
    from pcf.rounds.comparison import compare_rounds

    before = score_round(card.taxonomy, gather([Copy(earlier.name, read_workbook(earlier))]))
    write_comparison(out, compare_rounds(before, card), lang=session.lang)
