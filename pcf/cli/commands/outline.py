"""``pcf outline``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcf.cli.output import check_output, print_findings, print_json, print_line, print_note, print_table
from pcf.cli.session import FILE, command, current, option
from pcf.errors import N_, BadOptionError, InputFaultsError

if TYPE_CHECKING:
    from pcf.i18n import Translator
    from pcf.outline import Outline

_ROWS = 40  # of a table on a terminal; --json has all
_CONFLICTS = {
    "names": N_("one code, several names"),
    "id": N_("PCF id and code are not of one element"),
    "codes": N_("one name under several codes"),
}


@command(
    "outline",
    help=N_(
        "Recognise a listing of the PCF (text, CSV or Excel): which edition it is of, what agrees with it, what "
        "differs, contradicts itself or is missing."
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "-o",
    "out",
    type=FILE,
    metavar="OUT.sssom.tsv",
    help=N_("Write the listing as a mapping to the elements, to be decided on by people."),
)
@option("--encoding", metavar="NAME", help=N_("Encoding of a text file, if it is not recognised: koi8-r, big5 …"))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(file: Path, out: Path | None, encoding: str | None, force: bool) -> None:
    from pcf.outline import recognise

    session = current()
    say = session.say
    if out is not None:
        check_output(out, force=force, inputs=[file], suffix=".tsv")
    try:
        outline = recognise(file, edition=session.asked_edition, lang=session.lang, encoding=encoding)
    except InputFaultsError as error:
        if file.name:
            raise
        raise InputFaultsError(findings=error.findings, **error.facts | {"path": str(file)}) from error  # "." has none
    if out is not None:
        _write(outline, out, say)
    if session.as_json:
        print_json(outline.to_json(say))
    else:
        print_findings(outline.findings, say)
        _print(outline, say)
    if out is not None:
        print_note(say("Written: {path}", path=str(out)))


def _write(outline: Outline, out: Path, say: Translator) -> None:
    from pcf.mapping.sssom import write_mappings
    from pcf.outline import practices_of, tool
    from pcf.taxonomy import load

    if outline.edition is None:
        raise BadOptionError(option="-o", found=outline.file, expected=say("a listing of customer service"))
    taxonomy = load(outline.edition, say.lang)
    write_mappings(out, practices_of(outline, say), taxonomy=taxonomy, tool=tool())


def _print(outline: Outline, say: Translator) -> None:
    from pcf.i18n.numbers import percent

    if outline.edition is None:
        print_line(say("{file}: a listing of no edition of customer service. Codes: {codes}.", **_facts(outline)))
        return
    sure = percent(100 * outline.confidence, say.lang)
    print_line(say("{file}: PCF {edition}, confidence {sure}.", file=outline.file, edition=outline.edition, sure=sure))
    print_line(
        say(
            "Codes: {codes}. Code and name agree: {matched}; names differ: {differing}; without a name: {unnamed}; "
            "unknown: {unknown}; missing: {missing}.",
            **_facts(outline),
        )
    )
    if outline.metric_counts:
        total = sum(outline.metric_counts.values())
        print_line(say("Metrics that the listing counts: {total}.", total=total))
    print_line()
    _print_editions(outline, say)
    _print_differences(outline, say)
    _print_rest(outline, say)


def _facts(outline: Outline) -> dict[str, object]:
    return {
        "file": outline.file,
        "codes": outline.codes,
        "matched": outline.matched,
        "differing": len({line.code for line in outline.names_differ}),
        "unnamed": len(outline.unnamed),
        "unknown": len(outline.unknown),
        "missing": len(outline.missing),
    }


def _print_editions(outline: Outline, say: Translator) -> None:
    columns = (say("Edition"), say("Codes"), say("Codes known"), say("Names agree"))
    rows = [(one.id, str(one.codes), str(one.codes_known), str(one.names_agree)) for one in outline.editions]
    _table(say("How the editions agree"), columns, rows, say, numeric=(1, 2, 3))


def _print_differences(outline: Outline, say: Translator) -> None:
    from pcf.i18n.numbers import number

    theirs = say("Name in PCF {edition}", edition=outline.edition)
    _table(
        say("Names that differ"),
        (say("Lines"), say("Code"), say("Name in the listing"), theirs, say("Likeness")),
        [
            (_lines(one.lines), one.code, one.name, one.expected, number(one.likeness, say.lang, 2))
            for one in outline.names_differ
        ],
        say,
        numeric=(4,),
    )
    _table(
        say("Said twice"),
        (say("Lines"), say("Code"), say("Name")),
        [(_lines(one.lines), one.code or one.element_id, one.name) for one in outline.duplicates],
        say,
    )
    _table(
        say("Contradictions"),
        (say("Lines"), say("What"), say("Code"), say("Name"), say("In PCF {edition}", edition=outline.edition)),
        [
            (
                _lines(one.lines),
                say(_CONFLICTS[one.kind]),
                ", ".join((*one.codes, *filter(None, [one.element_id]))),
                " | ".join(one.names),
                one.expected or "–",
            )
            for one in outline.conflicts
        ],
        say,
    )


def _print_rest(outline: Outline, say: Translator) -> None:
    from pcf.outline.records import WHY_SAID

    _table(
        say("Unknown in this edition"),
        (say("Lines"), say("Code"), say("Name"), say("Nearest"), say("Code is in editions")),
        [
            (
                _lines(one.line.lines),
                one.line.code or one.line.element_id,
                one.line.name,
                f"{one.nearest.hierarchy_id} {one.nearest.name}",
                ", ".join(one.also_in) or "–",
            )
            for one in outline.unknown
        ],
        say,
    )
    _table(
        say("Missing from the listing"),
        (say("Code"), say("Id"), say("Name")),
        [(one.hierarchy_id or "–", one.id, one.name) for one in outline.missing],
        say,
    )
    _table(
        say("Lines that are no entries"),
        (say("Line"), say("Why"), say("Text")),
        [(str(one.line), say(WHY_SAID[one.why]), one.text) for one in outline.ignored],
        say,
    )


def _lines(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], say: Translator, numeric: Sequence[int] = ()
) -> None:
    if not rows:
        return
    print_table(columns, rows[:_ROWS], title=title, numeric=numeric)
    if len(rows) > _ROWS:
        print_line(say("Rows that are not shown: {count}. --json has all.", count=len(rows) - _ROWS))
        print_line()
