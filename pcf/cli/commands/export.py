"""``pcf export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.output import check_folder, check_output, print_json, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_
from pcf.exchange import FORMS, export

if TYPE_CHECKING:
    from pcf.exchange import Form


@command(
    "export",
    help=N_(
        "Write the model for other tools: JSON, CSV, SKOS (Turtle, or JSON-LD if OUT ends in .jsonld), GraphML, "
        "ArchiMate, Excel in APQC's own columns, or the JSON Schema of the JSON document."
    ),
)
@click.argument("out", metavar="OUT", type=FILE)
@option("--to", "form", type=click.Choice(FORMS), required=True, help=N_("The form. csv makes a folder, or a .zip."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(out: Path, form: Form, force: bool) -> None:
    session = current()
    if form == "csv" and out.suffix.lower() != ".zip":
        check_folder(out, force=force)
    else:
        check_output(out, force=force)
    export(session.taxonomy, out, form)
    if session.as_json:
        editions = [edition.id for edition in session.taxonomy.bundle.editions if not edition.is_local]
        shown = [session.edition] if form in {"graphml", "archimate", "xlsx"} else editions
        print_json({"path": str(out), "to": form, "editions": shown, "extensions": list(session.extensions)})
    print_note(session.say("Written: {path}", path=str(out)))
