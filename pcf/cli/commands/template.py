"""``pcf template``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
from pydantic import ValidationError

from pcf.cli.output import check_output, print_findings, print_note
from pcf.cli.session import command, current, option
from pcf.errors import N_, BadOptionError
from pcf.model import Role

if TYPE_CHECKING:
    from pcf.assessment import Assessment

ROLES: tuple[Role, ...] = get_args(Role)


@command(
    "template",
    help=N_("Write an assessment workbook to fill in: empty, for an industry, for one person, or carried over."),
)
@click.argument("out", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@option(
    "--profile",
    default="all",
    metavar="NAME",
    help=N_("Industry: bank, telecom, retail, manufacturing, software, public or all."),
)
@option("--segments", default="", metavar="LIST", help=N_('Customer segments: "A;B;C", or with ids "retail=A;sme=B".'))
@option("--respondent", default="", metavar="NAME", help=N_("Whose copy it is."))
@option("--role", type=click.Choice(ROLES), help=N_("The respondent's role."))
@option("--scope", default="", metavar="IDS", help=N_("What the respondent is asked about: 6.2,6.5.2"))
@option("--round", "round_name", default="", metavar="ROUND", help=N_("The round: 2026, 2026-Q4 or 2026-11."))
@option(
    "--from",
    "old",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help=N_("Carry over from a filled workbook or a saved assessment."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    out: Path,
    profile: str,
    segments: str,
    respondent: str,
    role: Role | None,
    scope: str,
    round_name: str,
    old: Path | None,
    force: bool,
) -> None:
    from pcf.assessment import Respondent, template
    from pcf.excel import write_workbook

    session = current()
    taxonomy = session.taxonomy
    check_output(out, force=force, inputs=[old] if old else [], suffix=".xlsx")
    try:
        fresh = template.empty(
            taxonomy,
            profile=profile,
            segments=template.parse_segments(segments),
            respondent=Respondent(name=respondent, role=role),
            scope=template.parse_scope(scope, taxonomy),
            round_name=round_name,
        )
    except ValidationError as error:
        raise BadOptionError(option="--round", found=round_name, expected="2026, 2026-Q4, 2026-H2, 2026-11") from error
    if old is not None:
        fresh, lost = template.carry_over(_read_old(old), fresh, taxonomy)
        print_findings(lost, session.say)
    write_workbook(out, fresh, lang=session.lang)
    print_note(session.say("Written: {path}", path=str(out)))


def _read_old(path: Path) -> Assessment:
    """Read the assessment to carry over; a saved one holds one copy or the first of several."""
    from pcf.assessment import read_saved
    from pcf.excel import open_workbook

    if path.suffix.lower() == ".json":
        return read_saved(path)[0].assessment
    return open_workbook(path, lang=current().lang)
