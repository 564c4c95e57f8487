"""A proposed map as a commented TOML file."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.i18n import Translator
from pcf.metrics.proposal import Proposal
from pcf.metrics.sql.needs import columns_of
from pcf.model.log import ColumnRecord
from pcf.source import logs


def written(proposal: Proposal, name: str, say: Translator) -> str:
    """Write a proposal as a commented map file.

    Args:
        proposal: The proposal.
        name: Of the log, for the first comment.
        say: The language of the comments.
    """
    return "\n".join(_printable(line) for line in _written(proposal, name, say)) + "\n"


def _written(proposal: Proposal, name: str, say: Translator) -> Iterator[str]:
    lang = say.lang
    yield "# " + say("A map proposed for {file}. Layouts differ: check every line against your own export.", file=name)
    yield f"log = {_text(proposal.log.id)}  # {proposal.log.name.spoken(lang)}"
    if proposal.log.id == "contacts":
        yield '# grain = "leg"  # ' + say("if one contact may come as several rows")
    if proposal.dialect != "duckdb":
        yield f'dialect = "{proposal.dialect}"  # ' + say("the dialect of the expressions")
    hint = say("the zone that the times of the log are local to")
    yield ("" if proposal.has_offsets else "# ") + f'timezone = "Europe/London"  # {hint}'
    yield from _source(proposal)
    yield from ("", "[columns]")
    for one in proposal.found:
        look = say("CHECK")
        reason = say(one.check)
        check = f" {look}: {reason}." if one.check else ""
        yield f"{one.column.id} = {_text(one.expression)}  #{check} {_short(one.column, say)}"
    for column in proposal.missing:
        said = say("required") + ": " if column.required else ""
        yield f"# {column.id} =   # {said}{_short(column, say)}"
    yield from _codes(proposal)
    if marks := [one.column for one in proposal.found if one.column.type == "mark"]:
        yield from ("", "[scales]")
        look = say("CHECK")
        for mark in marks:
            worst, best = (1, 5) if mark.at_least is None or mark.at_most is None else (mark.at_least, mark.at_most)
            yield f"{mark.id} = {{worst = {worst:g}, best = {best:g}}}  # {look}"
    yield from _thresholds(proposal, say)
    yield from _examples(proposal, say)
    if proposal.unused:
        yield from ("", "# " + say("Not used: {columns}", columns=", ".join(proposal.unused)))
    lacking = {metric: lost for metric, lost in proposal.metrics.items() if lost}
    if lacking:
        yield "# " + say("Not computable as it stands:")
        yield from (f"#   {metric}: {', '.join(lost)}" for metric, lost in lacking.items())


def _examples(proposal: Proposal, say: Translator) -> Iterator[str]:
    """Write the thresholds that hold unless the map sets them: examples, not promises."""
    used = {
        name
        for one in logs().countings
        if one.log == proposal.log.id
        for condition in one.component.where
        if (name := getattr(condition, "parameter", None)) and name not in one.applied
    }
    applied = {name for one in logs().countings if one.log == proposal.log.id for name in one.applied}
    shown = [parameter for parameter in logs().parameters if parameter.id in used - applied]
    if shown:
        yield from ("", "# [parameters]")
    for parameter in shown:
        yield f"# {parameter.id} = {parameter.default:g}  # {parameter.definition.spoken(say.lang)}"


def _printable(line: str) -> str:
    """Write signs that TOML forbids in a comment, and that nobody can see, as what they are."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


def _short(column: ColumnRecord, say: Translator) -> str:
    return " ".join(column.definition.spoken(say.lang).split())


def _source(proposal: Proposal) -> Iterator[str]:
    given = proposal.source.model_dump(exclude_defaults=True)
    durations = {one.source: one.duration for one in proposal.found if one.duration}
    if given or durations:
        yield from ("", "[source]")
    yield from (f"{key} = {_text(value) if isinstance(value, str) else value}" for key, value in given.items())
    if durations:
        yield f"durations = {{{', '.join(f'{_text(name)} = {_text(how)}' for name, how in durations.items())}}}"


def _codes(proposal: Proposal) -> Iterator[str]:
    for one in proposal.found:
        if one.values:
            yield from ("", f"[values.{one.column.id}]")
            for code, meant in one.values.items():
                line = f"{_text(code)} = {_text(meant)}"
                yield line if meant else f"# {line}  # {', '.join(one.column.codes)}"


def _thresholds(proposal: Proposal, say: Translator) -> Iterator[str]:
    there = {one.column.id for one in proposal.found}
    applied = {
        parameter
        for one in logs().countings
        if one.log == proposal.log.id and there.issuperset(columns_of(one.component))
        for parameter in one.applied
    }
    if applied:
        yield from ("", "[applied]")
        for parameter in logs().parameters:
            if parameter.id in applied:
                look, said = say("CHECK"), parameter.definition.spoken(say.lang)
                yield f"{parameter.id} = {parameter.default:g}  # {look}: {said}"


def _text(value: str) -> str:
    """Write a text of TOML."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else _escaped(sign) for sign in escaped) + '"'


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"
