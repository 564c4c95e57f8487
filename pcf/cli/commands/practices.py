"""``pcf practices``."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from pcf.cli.output import print_findings, print_json, print_note
from pcf.cli.practice_files import check_practices_output, read_all_decided, write_practices
from pcf.cli.practices import print_coverage
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, Phrase

_A_NAME = Phrase(N_("--reviewer with the name of who accepts"))


@command(
    "practices",
    help=N_(
        "Read practices with what was decided about them (a list workbook, an assessment workbook, a mapping in "
        "SSSOM), report every fault, and say which processes have a practice and which practices have no place."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@option(
    "-o",
    "out",
    type=FILE,
    metavar="OUT",
    help=N_("Write a workbook to decide in (.xlsx), or a mapping in SSSOM (.sssom.tsv)."),
)
@option(
    "--accept",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help=N_("Accept first suggestions of at least this confidence, 0 to 1, where nobody decided; needs --reviewer."),
)
@option("--reviewer", metavar="NAME", default="", help=N_("Who accepts."))
@option("--date", metavar="DATE", default="", help=N_("When, as 2026-10-31; today if absent."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(files: tuple[Path, ...], out: Path | None, accept: float | None, **options: Any) -> None:
    from pcf.mapping.coverage import coverage
    from pcf.mapping.line import Line, accepted_from

    session = current()
    if accept is not None and not options["reviewer"].strip():
        raise BadOptionError(option="--accept", found=accept, expected=_A_NAME)
    if out is not None:
        check_practices_output(out, force=options["force"], inputs=files)
    read = read_all_decided(files, session)
    practices = read.practices
    if accept is not None:
        line = Line(Decimal(str(accept)), options["reviewer"].strip(), _day(options["date"]))
        practices = accepted_from(practices, line)
    if out is not None:
        write_practices(out, practices, session)
    covered = coverage(practices, session.taxonomy)
    if session.as_json:
        said = [practice.model_dump(mode="json") for practice in practices]
        told = [finding.to_json(session.say) for finding in read.findings]
        print_json({"edition": session.edition, "practices": said, "coverage": covered.to_json(), "findings": told})
    else:
        print_coverage(covered, session)
    print_findings(read.findings, session.say)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


def _day(typed: str) -> str:
    """Return a day in ISO 8601; today for a blank.

    Raises:
        BadOptionError: It is no day.
    """
    from datetime import date, datetime

    if not typed:
        return datetime.now().astimezone().date().isoformat()
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise BadOptionError(option="--date", found=typed, expected="2026-10-31") from None
