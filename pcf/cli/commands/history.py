"""``pcf history``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.inputs import faults_of, files_in, nothing_in, read_found
from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note, print_table, working_on
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError
from pcf.findings import Finding, has_errors
from pcf.inputs import Inputs

if TYPE_CHECKING:
    from rich.text import Text

    from pcf.assessment import Scorecard
    from pcf.cli.session import Session
    from pcf.rounds.trend import Trend


@command(
    "history",
    help=N_("Read all rounds in a folder and the folders in it, and print how the scores moved from round to round."),
)
@click.argument("folder", metavar="FOLDER", type=FILE)
@option("-o", "out", type=FILE, metavar="OUT.xlsx", help=N_("Write the rounds as a workbook with a chart."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(folder: Path, out: Path | None, force: bool) -> None:
    from pcf.rounds.trend import trend_of

    session = current()
    if not folder.is_dir():
        raise BadOptionError(option="FOLDER", found=str(folder), expected=session.say("a folder"))
    files = [*files_in(folder), *(file for sub in sorted(folder.iterdir()) if sub.is_dir() for file in files_in(sub))]
    if out is not None:
        check_output(out, force=force, inputs=files, suffix=".xlsx")
    rounds, found = _read_rounds(folder, files, session)
    cards = _scored(rounds, found, session)
    if not cards and not has_errors(found):
        found.append(nothing_in(folder))
    if has_errors(found):
        raise faults_of([folder], found)
    trend = trend_of(cards)
    found += trend.findings
    if out is not None:
        from pcf.excel import write_trend

        write_trend(out, trend, lang=session.lang)
    if session.as_json:
        findings = [finding.to_json(session.say) for finding in found]
        print_json({**trend.to_json(session.lang), "findings": findings})
    else:
        _print_trend(trend, session)
    print_findings(found, session.say)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


def _read_rounds(folder: Path, files: Sequence[Path], session: Session) -> tuple[dict[str, Inputs], list[Finding]]:
    """Read every file into the round that it names; those that name none are told."""
    from pcf.rounds.findings import ROUND_MISSING

    rounds: dict[str, Inputs] = {}
    found: list[Finding] = []
    with working_on([path.name for path in files]) as steps:
        for path, _ in zip(files, steps, strict=True):
            read, place = read_found(path, session), str(path.relative_to(folder))
            found += [replace(one, file=place) if one.file == path.name else one for one in read.findings]
            for copy in read.copies:
                if copy.assessment.round:
                    rounds.setdefault(copy.assessment.round, Inputs()).copies.append(replace(copy, file=place))
            named = {copy.assessment.round for copy in read.copies}
            if "" in named:
                found.append(Finding(ROUND_MISSING, place, facts={"found": place}))
            for name in named - {""}:
                rounds[name].take_method(read)
    return rounds, found


def _scored(rounds: dict[str, Inputs], found: list[Finding], session: Session) -> list[Scorecard]:
    """Score every round; what contradicts itself in one is added to what was found."""
    from pcf.cli.rounds import score_inputs

    cards = []
    for read in rounds.values():
        card, more = score_inputs(read, session)
        found += more
        cards += [card] if card else []
    return cards


def _print_trend(trend: Trend, session: Session) -> None:
    """Print one column a round."""
    from rich.text import Text

    from pcf.assessment.words import POLICY
    from pcf.i18n import number

    say, lang = session.say, session.lang
    rows: list[list[str | Text]] = [
        [say("Edition"), *(card.taxonomy.edition for card in trend.cards)],
        [say("Respondents"), *(str(len(card.round.copies)) for card in trend.cards)],
    ]
    if trend.has_several_policies:
        rows.append([say("Processes combine by"), *(say(POLICY[card.policy]) for card in trend.cards)])
    for line in trend.lines:
        digits = 1 if line.kind == "segment" else 2
        cells = [line.name, *(number(value, lang, digits) for value in line.values)]
        rows.append([Text(cell, "bold") for cell in cells] if line.kind == "category" else list(cells))
    print_line(trend.cards[-1].round.organisation.name or "–")
    columns = ["", *(card.round.name for card in trend.cards)]
    print_table(columns, rows, numeric=range(1, len(columns)))
