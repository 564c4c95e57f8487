"""``pcf check``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_
from pcf.findings import has_errors


@command("check", help=N_("Read a filled workbook, or a list of practices, and report every fault; changes nothing."))
@click.argument("file", metavar="FILE.xlsx", type=FILE)
@option(
    "--annotate",
    type=FILE,
    metavar="OUT.xlsx",
    help=N_("Write a copy that shows each fault beside its cell."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(file: Path, annotate: Path | None, force: bool) -> None:
    from pcf.documents.readings import reading_document
    from pcf.excel import annotate as write_annotated
    from pcf.excel import inspect_practices

    session = current()
    say = session.say
    if annotate is not None:
        check_output(annotate, force=force, inputs=[file], suffix=".xlsx")
    reading = inspect_practices(file, lang=session.lang)
    if reading.assessment is not None:
        session.hold_to(reading.assessment.edition)
    ok = not has_errors(reading.findings)
    if annotate is not None:
        write_annotated(file, annotate, reading.findings, lang=session.lang)
    if session.as_json:
        print_json(reading_document(str(file), reading, say))
    else:
        print_findings(reading.findings, say)
        cells = reading.cells
        print_line(
            say(
                "Cells read: {read} = {mapped} understood + {noted} with a note + {refused} refused"
                " + {unplaced} without a place",
                **asdict(cells),
            )
        )
        print_line(say("{path}: no errors", path=file.name) if ok else say("{path}: has errors", path=file.name))
    if annotate is not None:
        print_note(say("Written: {path}", path=str(annotate)))
    click.get_current_context().exit(0 if ok else 1)
