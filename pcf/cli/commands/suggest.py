"""``pcf suggest``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcf.cli.output import print_findings, print_json, print_line, print_note, print_table, working_on
from pcf.cli.practice_files import (
    Read,
    check_practices_output,
    placement_to_json,
    read_decided,
    read_list,
    write_practices,
)
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, Phrase
from pcf.i18n import percent
from pcf.search.terms import is_han

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.mapping import Practice
    from pcf.suggestions import Suggester, Suggestions

_MANY = 5  # statements of which each gets a table of its own; more are one table
_WORTH_A_NAME = 0.1  # from this probability on, the other field is named
_ARGUMENT = "p"  # begins the ids of statements that were typed as arguments


@command(
    "suggest",
    help=N_(
        "Say where the organisation's own statements belong, with a confidence and the reason; or that they are not "
        "customer service. Nothing leaves this machine. Give each statement in quotation marks, or a file of them."
    ),
)
@click.argument("text", nargs=-1)
@option(
    "--file",
    "-f",
    "file",
    type=FILE,
    metavar="FILE",
    help=N_(
        "Read statements from a text file, one a line, from CSV or from a workbook; or practices with decisions, which "
        "stay, from a mapping or a workbook that pcf wrote."
    ),
)
@option("--column", metavar="NAME", help=N_("Heading or letter of the column that holds the statements."))
@option("--sheet", metavar="NAME", help=N_("The sheet of the workbook."))
@option("--encoding", metavar="NAME", help=N_("How a text file is encoded, where that is not recognised."))
@option("--limit", type=click.IntRange(1, 10), default=3, metavar="N", help=N_("How many elements for each at most."))
@option(
    "--known",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help=N_(
        "A mapping or workbook with what was decided before: accepted statements serve as examples, rejected "
        "suggestions do not come back. May be given again."
    ),
)
@option(
    "-o",
    "out",
    type=FILE,
    metavar="OUT",
    help=N_("Write a workbook to decide in (.xlsx), or a mapping in SSSOM (.sssom.tsv)."),
)
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(text: tuple[str, ...], file: Path | None, known: tuple[Path, ...], out: Path | None, **options: Any) -> None:
    from pcf.mapping.editions import placed_within
    from pcf.suggestions import Suggester

    session = current()
    if (file is None) == (not text):
        raise BadOptionError(option="TEXT, --file", found=file or "–", expected=_ONE_OF_BOTH)
    how = {name: options[name] for name in ("column", "sheet", "encoding")}
    if out is not None:
        inputs = (*known, *([file] if file else []))
        check_practices_output(out, force=options["force"], inputs=inputs)
    read = _typed(text, known, session, how) if file is None else read_list(file, known, session, **how)
    taxonomy = session.taxonomy_of(read.edition)
    within = placed_within(read.practices, taxonomy)
    suggester = Suggester(known=placed_within(read.known, taxonomy).practices, model=taxonomy)
    found = _suggested(within.practices, suggester, session, options["limit"])
    every = [*read.findings, *within.findings]
    if out is not None:
        write_practices(out, [practice for practice, _ in found], taxonomy)
    print_findings(every, session.say)
    if session.as_json:
        items = [_item(practice, suggestions, read.places) for practice, suggestions in found]
        told = [finding.to_json(session.say) for finding in every]
        print_json({"edition": read.edition, "items": items, "findings": told})
    else:
        _print(found, session)
    if out is not None:
        print_note(session.say("Written: {path}", path=str(out)))


_ONE_OF_BOTH = Phrase(N_("statements in quotation marks, or a file of them with --file; one of both"))
_A_STATEMENT = Phrase(N_("a statement with at least one word"))
_A_FILE = Phrase(N_("a file of statements with --file"))


def _typed(text: Sequence[str], known: Sequence[Path], session: Session, how: dict[str, str | None]) -> Read:
    """Return the statements that were typed as practices.

    Raises:
        InputFaultsError: Files of what is known have faults.
        BadOptionError: There is no statement, or something is said of a file.
    """
    from pcf.mapping import Practice

    for name, found in how.items():
        if found is not None:
            raise BadOptionError(option=f"--{name}", found=found, expected=_A_FILE)
    said = _statements(text)
    if not said:
        raise BadOptionError(option="TEXT", found=repr(" ".join(text)), expected=_A_STATEMENT)
    practices = tuple(Practice(id=f"{_ARGUMENT}{number}", text=one) for number, one in enumerate(said, start=1))
    return replace(read_decided([], session, known), practices=practices)


def _suggested(
    practices: Sequence[Practice], suggester: Suggester, session: Session, limit: int
) -> list[tuple[Practice, Suggestions]]:
    """Return every practice with its suggestions; one that somebody decided on stays as it is."""
    from pcf.suggestions import with_suggestions

    made = []
    with working_on([session.say("Statements")] * len(practices)) as steps:
        for practice, _ in zip(practices, steps, strict=True):
            placed, found = with_suggestions(practice, suggester, limit, session.lang)
            made.append((practice if practice.is_decided else placed, found))
    return made


def _statements(text: Sequence[str]) -> list[str]:
    """Return the statements that were typed: words without quotation marks are one; Chinese needs no blanks."""
    from pcf.mapping.statements import cleaned

    said = [one for one, _ in map(cleaned, text) if one]
    if len(said) > 1 and not any(" " in one or any(map(is_han, one)) for one in said):
        return [" ".join(said)]
    return said


def _item(practice: Practice, suggestions: Suggestions, places: Mapping[str, str]) -> dict[str, Any]:
    from pcf.documents.suggestions import suggestions_document

    said = {"practice": practice.id, "place": places.get(practice.id)} | suggestions_document(suggestions)
    placed = [placement_to_json(one) for one in practice.placements if one.decision]
    return said | {"text": practice.text, "placements": placed}


def _print(found: Sequence[tuple[Practice, Suggestions]], session: Session) -> None:
    say = session.say
    columns: tuple[str, ...]
    if len(found) > _MANY:
        columns = ("", say("Statement"), say("Place"), say("Name"), say("Confidence"), say("Elsewhere"))
        print_table(columns, [(practice.id, *_row(one, session)) for practice, one in found], numeric=(4, 5))
        return
    columns = (say("Place"), say("Id"), say("Name"), say("Confidence"), say("Why"))
    for number, (_, one) in enumerate(found):
        if number:
            print_line()
        print_line(one.text)
        if one:
            print_table(columns, list(_rows(one, session)), numeric=(3,))
        print_line(_elsewhere(one, session))


def _rows(found: Suggestions, session: Session) -> Iterator[tuple[str, ...]]:
    from pcf.suggestions.placing import LEAST_WORTH

    for place, one in enumerate(found):
        if not place or one.confidence >= LEAST_WORTH:
            yield one.hierarchy_id, one.id, one.name, _percent(one.confidence, session), one.why


def _row(found: Suggestions, session: Session) -> tuple[str, ...]:
    elsewhere = _percent(found.none, session)
    if not found or found.none > found[0].confidence:
        return found.text, "–", _elsewhere_name(found, session), "", elsewhere
    best = found[0]
    return found.text, best.hierarchy_id, best.name, _percent(best.confidence, session), elsewhere


def _elsewhere(found: Suggestions, session: Session) -> str:
    share, say = _percent(found.none, session), session.say
    if found.field_name and found.none >= _WORTH_A_NAME:
        return say("Not customer service: {share}; then most like {field}", share=share, field=found.field_name)
    return say("Not customer service: {share}", share=share)


def _elsewhere_name(found: Suggestions, session: Session) -> str:
    return found.field_name or session.say("Not customer service")


def _percent(share: float, session: Session) -> str:
    return percent(100 * share, session.lang, 0)
