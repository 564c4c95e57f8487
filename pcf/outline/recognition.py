"""What a file lists: read, told which edition it is of, and compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from pcf.errors import InputFaultsError
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.ids import DEFAULT_EDITION, Language, sort_key
from pcf.outline import findings as kinds
from pcf.outline.comparison import Conflict, Line, Unknown, conflicts_of, lines_of, unknown_of
from pcf.outline.editions import Agreement, Choice, Places, agreements, choose, is_of_something_else, places
from pcf.outline.files import read_listing
from pcf.outline.records import Entry, IgnoredLine, Listing
from pcf.source import bundle
from pcf.taxonomy import Element, load

_CLIPPED = 200
_EXAMPLES = 5


@dataclass(frozen=True)
class Outline:
    """A listing beside the edition that it agrees with best.

    Attributes:
        file, sheet, encoding: Where it was read.
        edition: ``None`` where it is of none: another category, or names of something else.
        confidence: How sure it is to be this edition, or one of ``tied``, 0 to 1; 1 where a person named it.
        tied: The editions that agree equally well, if there are several.
        editions: How each edition agrees.
        codes: How many different codes of customer service it holds, PCF ids without a place among them.
        lines: Every code with every name, in printed order.
        metric_counts: What the listing says of how many metrics an element has.
    """

    file: str
    sheet: str
    encoding: str
    edition: str | None
    confidence: float
    tied: tuple[str, ...]
    editions: tuple[Agreement, ...]
    codes: int
    lines: tuple[Line, ...]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[Unknown, ...]
    missing: tuple[Element, ...]
    ignored: tuple[IgnoredLine, ...]
    metric_counts: dict[str, int]
    findings: tuple[Finding, ...]

    @cached_property
    def _agreeing(self) -> frozenset[str]:
        return frozenset(line.code for line in self.lines if line.agrees)

    @property
    def matched(self) -> int:
        """How many codes stand with a name that the edition has there."""
        return len(self._agreeing)

    @cached_property
    def names_differ(self) -> tuple[Line, ...]:
        """Codes of the edition that stand with other names only."""
        return tuple(line for line in self.lines if line.is_known and line.name and line.code not in self._agreeing)

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """Codes of the edition that stand without any name."""
        named = {line.code for line in self.lines if line.name}
        return tuple(dict.fromkeys(line.code for line in self.lines if line.is_known and line.code not in named))

    @cached_property
    def duplicates(self) -> tuple[Line, ...]:
        """What is said more than once in the same words."""
        return tuple(line for line in self.lines if len(line.lines) > 1)

    @property
    def doubled(self) -> int:
        """How many codes stand on more than one line, whatever their names."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.code] = counts.get(line.code, 0) + len(line.lines)
        return sum(count > 1 for code, count in counts.items() if code)

    def to_json(self, say: Translator) -> dict[str, object]:
        """Return the promised keys; sentences in the language of ``say``."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "edition": self.edition,
            "confidence": self.confidence,
            "tied": list(self.tied),
            "editions": [
                {"id": one.id, "codes": one.codes, "codes_known": one.codes_known, "names_agree": one.names_agree}
                for one in self.editions
            ],
            "codes": self.codes,
            "matched": self.matched,
            "doubled": self.doubled,
            "names_differ": [self._differing(line) for line in self.names_differ],
            "unnamed": list(self.unnamed),
            "duplicates": [{"code": one.code, "name": one.name, "lines": list(one.lines)} for one in self.duplicates],
            "conflicts": [asdict(one) for one in self.conflicts],
            "unknown": [
                {
                    "code": one.line.code,
                    "element_id": one.line.element_id,
                    "name": one.line.name,
                    "lines": list(one.line.lines),
                    "nearest": asdict(one.nearest),
                    "also_in": list(one.also_in),
                }
                for one in self.unknown
            ],
            "missing": [
                {"id": one.id, "hierarchy_id": one.hierarchy_id, "level": one.level, "name": one.name}
                for one in self.missing
            ],
            "metric_counts": self.metric_counts,
            "ignored_lines": [asdict(one) for one in self.ignored],
            "findings": [finding.to_json(say) for finding in self.findings],
        }

    def _differing(self, line: Line) -> dict[str, object]:
        return {
            "code": line.code,
            "id": self.element_at(line.code).id,
            "found": line.name,
            "expected": line.expected,
            "likeness": line.likeness,
            "called_so": list(line.called_so),
            "lines": list(line.lines),
        }

    def element_at(self, code: str) -> Element:
        """Return the element of a code of this edition.

        Raises:
            UnknownElementError: There is none.
        """
        return load(self.edition or DEFAULT_EDITION).by_hierarchy(code)


def recognise(path: Path, *, edition: str | None = None, lang: Language = "en", encoding: str | None = None) -> Outline:
    """Read a listing of the PCF and compare it with the edition that it agrees with best.

    Args:
        path: Text, CSV, TSV or xlsx.
        edition: The edition, where a person names it.
        lang: Language of the names of what is missing or nearest.
        encoding: Of a text, where a person names it.

    Raises:
        InputFaultsError: It cannot be read, or nothing in it is an element; ``findings`` say why.
        BadOptionError: ``encoding`` is the name of none.
        UnknownEditionError: No such edition.
    """
    listing = read_listing(path, encoding)
    found = agreements(listing.entries)
    choice = choose(found)
    if choice is None and not any(entry.code for entry in listing.entries):
        faults = [*listing.findings, Finding(kinds.NOTHING_RECOGNISED, listing.file, facts={"found": listing.file})]
        raise InputFaultsError(findings=faults, path=listing.file, count=1)
    asked = Choice(edition, 1.0, ()) if edition else choice
    noted = list(listing.findings)
    if choice is None or asked is None:
        noted.append(_other_category(listing))
    elif is_of_something_else(listing.entries, places(asked.edition)):
        noted.append(_other_names(listing, places(asked.edition)))
        asked = asked if edition else None
    elif edition is None and asked.tied:
        facts = {"found": asked.tied, "chosen": asked.edition}
        noted.append(Finding(kinds.EDITIONS_TIE, listing.file, facts=facts))
    elif edition and edition not in (choice.edition, *choice.tied):
        facts = {"found": choice.edition, "edition": edition}
        noted.append(Finding(kinds.EDITION_DIFFERS, listing.file, facts=facts))
    if asked is None:
        return _of_none(listing, found, noted)
    return _compared(listing, found, asked, noted, lang)


def _other_category(listing: Listing) -> Finding:
    codes = sorted({entry.code.partition(".")[0] for entry in listing.entries if entry.code}, key=int)
    facts = {"found": codes, "category": "6"}
    return Finding(kinds.OTHER_CATEGORY, listing.file, listing.sheet, facts=facts)


def _other_names(listing: Listing, edition: Places) -> Finding:
    example = next(entry for entry in listing.entries if entry.name and edition.code_of(entry) in edition.names)
    code = edition.code_of(example)
    facts = {
        "found": f"{code} {example.name[:_CLIPPED]}",
        "expected": f"{code} {edition.by_code[code].name}",
        "edition": edition.taxonomy.edition,
    }
    return Finding(kinds.OTHER_NAMES, listing.file, listing.sheet, facts=facts)


def _of_none(listing: Listing, found: tuple[Agreement, ...], noted: Sequence[Finding]) -> Outline:
    """Describe a listing that is not of customer service: nothing in it is compared."""
    return Outline(
        file=listing.file,
        sheet=listing.sheet,
        encoding=listing.encoding,
        edition=None,
        confidence=0.0,
        tied=(),
        editions=found,
        codes=len({entry.code for entry in listing.entries if entry.code}),
        lines=(),
        conflicts=(),
        unknown=(),
        missing=(),
        ignored=tuple(_clipped(listing.ignored)),
        metric_counts=listing.metric_counts,
        findings=tuple(noted),
    )


def _compared(
    listing: Listing, found: tuple[Agreement, ...], choice: Choice, noted: list[Finding], lang: Language
) -> Outline:
    edition = places(choice.edition, lang)
    inside, outside = _parted(listing.entries, edition)
    lines = lines_of(inside, edition)
    standing = {line.code for line in lines}
    if unnamed := sorted(standing - {line.code for line in lines if line.name}, key=sort_key):
        noted.append(Finding(kinds.NAMES_MISSING, listing.file, listing.sheet, facts={"found": unnamed[:_EXAMPLES]}))
    return Outline(
        file=listing.file,
        sheet=listing.sheet,
        encoding=listing.encoding,
        edition=choice.edition,
        confidence=choice.confidence,
        tied=choice.tied,
        editions=found,
        codes=len({line.code or line.element_id for line in lines}),
        lines=lines,
        conflicts=conflicts_of(lines, edition),
        unknown=unknown_of(lines, edition),
        missing=tuple(element for element in edition.taxonomy if element.hierarchy_id not in standing),
        ignored=tuple(_clipped(sorted([*listing.ignored, *outside], key=lambda line: line.line))),
        metric_counts=listing.metric_counts,
        findings=tuple(noted),
    )


def _parted(entries: Sequence[Entry], edition: Places) -> tuple[list[Entry], list[IgnoredLine]]:
    """Set apart what is of another category, and rows that no code, PCF id or name tells."""
    ids = {record.id for record in bundle().elements}
    inside, outside = [], []
    for entry in entries:
        code = edition.code_of(entry)
        if edition.is_inside(code) or (not code and entry.element_id in ids):
            inside.append(entry)
        else:
            text = " ".join(part for part in (entry.element_id, entry.code, entry.name) if part)
            outside.append(IgnoredLine(entry.line, text, "other_category" if code or entry.element_id else "no_code"))
    return inside, outside


def _clipped(lines: Sequence[IgnoredLine]) -> list[IgnoredLine]:
    return [
        line if len(line.text) <= _CLIPPED else IgnoredLine(line.line, f"{line.text[:_CLIPPED]}…", line.why)
        for line in lines
    ]
