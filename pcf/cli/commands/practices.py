"""``pcf practices``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcf.cli.output import print_findings, print_json, print_note
from pcf.cli.practice_files import check_practices_output, placement_to_json, read_decided, write_practices
from pcf.cli.practices import print_coverage
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, Phrase

if TYPE_CHECKING:
    from pcf.mapping import Practice
    from pcf.mapping.line import Line

_A_NAME = Phrase(N_("--reviewer with the name of who accepts"))
_A_SHARE_TO_SIGN = Phrase(N_("--accept with the confidence from which on suggestions are accepted"))
_A_SHARE = Phrase(N_("a number from 0 to 1, such as 0.85"))


class Share(click.ParamType[Decimal]):
    """A share of 1, as exact as it was typed."""

    name = "share"

    def convert(self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        from pcf.mapping.line import DECIMALS

        try:
            share = Decimal(value)
        except InvalidOperation:
            share = Decimal("NaN")
        # Of a share with more decimals than are compared, "accepted" would not mean what was typed.
        if not share.is_finite() or not 0 <= share <= 1 or share != round(share, DECIMALS):
            raise BadOptionError(option="--accept", found=value, expected=_A_SHARE)
        return abs(round(share, DECIMALS))


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
    type=Share(),
    metavar="SHARE",
    help=N_("Accept first suggestions of at least this confidence, 0 to 1, where nobody decided; needs --reviewer."),
)
@option("--reviewer", metavar="NAME", default="", help=N_("Who accepts."))
@option("--date", metavar="DATE", default="", help=N_("When, as 2026-10-31; today if absent."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(files: tuple[Path, ...], out: Path | None, accept: Decimal | None, **options: Any) -> None:
    from pcf.mapping.coverage import coverage
    from pcf.mapping.line import accepted_from

    session = current()
    line = _line(accept, options["reviewer"].strip(), options["date"])
    if out is not None:
        check_practices_output(out, force=options["force"], inputs=files)
    read = read_decided(files, session)
    taxonomy = session.taxonomy_of(read.edition)
    practices = read.practices if line is None else accepted_from(read.practices, line)
    left_out = write_practices(out, practices, taxonomy) if out is not None else ()
    every = (*read.findings, *left_out)
    print_findings(every, session.say)
    covered = coverage(practices, taxonomy)
    if session.as_json:
        said = [_practice(practice) for practice in practices]
        told = [finding.to_json(session.say) for finding in every]
        print_json({"edition": read.edition, "practices": said, "coverage": covered.to_json(), "findings": told})
    else:
        print_coverage(covered, session)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


def _line(share: Decimal | None, reviewer: str, date: str) -> Line | None:
    """Return from where on somebody accepts, ``None`` if nobody does.

    Raises:
        BadOptionError: Nobody is named, the day is none, or there is nothing to sign.
    """
    from pcf.mapping.line import Line

    if share is None:
        for option_name, found in (("--reviewer", reviewer), ("--date", date)):
            if found:
                raise BadOptionError(option=option_name, found=found, expected=_A_SHARE_TO_SIGN)
        return None
    if not reviewer:
        raise BadOptionError(option="--accept", found=share, expected=_A_NAME)
    return Line(share, reviewer, _day(date))


def _practice(practice: Practice) -> dict[str, Any]:
    return practice.model_dump(mode="json") | {"placements": [placement_to_json(one) for one in practice.placements]}


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
