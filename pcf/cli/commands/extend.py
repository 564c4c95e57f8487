"""``pcf extend``."""

from __future__ import annotations

from pathlib import Path

import click

from pcf.cli.output import check_folder, print_json, print_line, print_note, print_table
from pcf.cli.session import FILE, Session, command, current, option
from pcf.errors import N_, BadOptionError
from pcf.extensions.skeleton import write_skeleton
from pcf.ids import RESERVED_OWNERS, is_owner


@command(
    "extend",
    help=N_(
        "Check a folder of your own elements, metrics, names, levels and reasons, and list what it adds; or make such "
        "a folder with --new."
    ),
)
@click.argument("folder", metavar="FOLDER", type=FILE)
@option("--new", "owner", metavar="NAME", help=N_("Make the folder, with an example of each file, for ids NAME:…"))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(folder: Path, owner: str | None, force: bool) -> None:
    session = current()
    if owner is not None:
        _check_owner(owner, folder, session)
        check_folder(folder, force=force, is_extension=True)
        write_skeleton(folder, owner, session.lang)
    elif force:
        raise BadOptionError(option="--force", found="--force", expected="--new NAME")
    _tell(folder, session)
    if owner is not None:
        print_note(session.say("Written: {path}", path=str(folder)))


def _check_owner(owner: str, folder: Path, session: Session) -> None:
    """Refuse a name that cannot be given, and a folder that holds the work of another organisation.

    Raises:
        BadOptionError: One of the two.
    """
    from pcf.extensions.reading import read_folder

    say = session.say
    if not is_owner(owner):
        expected = say("two to twelve small Latin letters, and none of {reserved}", reserved=sorted(RESERVED_OWNERS))
        raise BadOptionError(option="--new", found=owner, expected=expected)
    there = read_folder(folder).head
    if there is not None and there.id != owner:
        expected = say("{owner}, whose own elements {path} holds, or another folder", owner=there.id, path=str(folder))
        raise BadOptionError(option="--new", found=owner, expected=expected)


def _tell(folder: Path, session: Session) -> None:
    """List what the folder adds; its faults are told together."""
    from pcf.extensions import read

    extension = read(folder)
    say, lang = session.say, session.lang
    counts = {
        "elements": len(extension.elements),
        "names": len(extension.names),
        "measures": len(extension.measures),
        "metrics": len(extension.metrics),
        "levels": len(extension.rubrics) + len(extension.descriptors),
        "reasons": len(extension.reasons),
        "editions": len(extension.editions),
    }
    if session.as_json:
        name = extension.organisation.name.to_json()
        editions = [edition.record.id for edition in extension.editions]
        ids = {
            "elements": [one.id for one in extension.elements],
            "measures": [one.id for one in extension.measures],
            "metrics": [one.id for one in extension.metrics],
            "reasons": [one.id for one in extension.reasons],
            "names": [*extension.names],
            "levels": [*(one.process for one in extension.rubrics), *extension.descriptors],
            "editions": editions,
        }
        print_json({"id": extension.id, "name": name, "adds": ids})
        return
    print_line(say("{name} ({id})", name=extension.organisation.name.spoken(lang), id=extension.id))
    names = {
        "elements": say("Own elements"),
        "names": say("Own names of shipped elements"),
        "measures": say("Own measures"),
        "metrics": say("Own metrics"),
        "levels": say("Processes with own level texts"),
        "reasons": say("Own contact reasons"),
        "editions": say("Editions from your own copies"),
    }
    print_table(
        (say("Adds"), say("How many")), [(names[key], str(count)) for key, count in counts.items()], numeric=(1,)
    )
