"""A listing against one edition: what agrees, what differs, what contradicts itself, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pcf.ids import sort_key
from pcf.outline.editions import Places
from pcf.outline.names import folded
from pcf.outline.records import Entry
from pcf.source import bundle

ConflictKind = Literal["names", "id", "codes"]

_LIKE_ENOUGH = 0.3  # names less alike have hardly a word in common
_MOST_BY_NAME = 300  # a name is compared with all others; whoever has more unknown codes has another listing


@dataclass(frozen=True, slots=True)
class Line:
    """One code with one name, however often the listing repeats it.

    Attributes:
        code: Hierarchy id; blank where only a PCF id stands that this edition has no place for.
        name: As the listing writes it; blank where there is none.
        lines: Where it stands.
        element_id: PCF id beside it in the listing; blank where there is none.
        is_known: Whether the edition has the code.
        likeness: How like the name is to those of the element, 0 to 1; ``None`` without a name or an element.
        expected: The element's name that is most like it; in the reader's language where none is.
        called_so: Codes of the elements that bear this very name.
    """

    code: str
    name: str
    lines: tuple[int, ...]
    element_id: str
    is_known: bool
    likeness: float | None
    expected: str
    called_so: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return self.likeness == 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a listing says in two ways that cannot both hold.

    Attributes:
        kind: ``names``: one code, several names; ``id``: a PCF id and a code that are not of one element;
            ``codes``: one name under several codes where the edition has it once.
        expected: The code of the PCF id, or of the name, in this edition; blank where it has none.
    """

    kind: ConflictKind
    codes: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[int, ...]
    element_id: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The element that something unknown may be meant for; ``likeness`` is ``None`` where only the code tells."""

    id: str
    hierarchy_id: str
    name: str
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code, or a PCF id, that the edition does not have; ``also_in`` names the editions that do."""

    line: Line
    nearest: Nearest
    also_in: tuple[str, ...]


def lines_of(entries: Sequence[Entry], edition: Places) -> tuple[Line, ...]:
    """Fold repetitions, in printed order."""
    places: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        places[edition.code_of(entry), folded(entry.name), entry.element_id].append(entry)
    lines = [_line(code, same, edition) for (code, _, _), same in places.items()]
    return tuple(sorted(lines, key=lambda line: (sort_key(line.code) if line.code else (99,), line.lines)))


def _line(code: str, same: Sequence[Entry], edition: Places) -> Line:
    name = same[0].name
    is_known = code in edition.by_code
    likeness, expected = edition.closest(code, name) if is_known and name else (None, "")
    numbers = tuple(entry.line for entry in same)
    return Line(
        code,
        name,
        numbers,
        same[0].element_id,
        is_known=is_known,
        likeness=likeness,
        expected=expected if likeness and likeness >= _LIKE_ENOUGH else edition.by_code[code].name if is_known else "",
        called_so=tuple(edition.named(name)) if name else (),
    )


def conflicts_of(lines: Sequence[Line], edition: Places) -> tuple[Conflict, ...]:
    """Find what cannot hold together."""
    return (*_names(lines), *_ids(lines, edition), *_codes(lines))


def _names(lines: Iterable[Line]) -> list[Conflict]:
    by_code: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.name and line.code:
            by_code[line.code].append(line)
    return [
        Conflict("names", (code,), tuple(one.name for one in several), _numbers(several))
        for code, several in by_code.items()
        if len({folded(one.name) for one in several}) > 1
    ]


def _ids(lines: Iterable[Line], edition: Places) -> list[Conflict]:
    return [
        Conflict("id", (line.code,), (line.name,), line.lines, line.element_id, edition.by_id.get(line.element_id, ""))
        for line in lines
        if line.code and line.element_id and edition.by_id.get(line.element_id) != line.code
    ]


def _codes(lines: Iterable[Line]) -> list[Conflict]:
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.code and len(line.called_so) == 1:
            by_name[folded(line.name)].append(line)
    return [
        Conflict(
            "codes",
            tuple(dict.fromkeys(one.code for one in several)),
            (several[0].name,),
            _numbers(several),
            expected=several[0].called_so[0],
        )
        for several in by_name.values()
        if len({one.code for one in several}) > 1
    ]


def _numbers(lines: Iterable[Line]) -> tuple[int, ...]:
    return tuple(sorted(number for line in lines for number in line.lines))


def unknown_of(lines: Iterable[Line], edition: Places) -> tuple[Unknown, ...]:
    """Find what the edition does not have, with the element that is nearest by name, or else above it by code."""
    unknown = [line for line in lines if not line.is_known]
    return tuple(
        Unknown(
            line,
            (_by_name(line, edition) if number < _MOST_BY_NAME else None) or _by_code(line, edition),
            tuple(_also_in(line, edition.taxonomy.edition)),
        )
        for number, line in enumerate(unknown)
    )


def _by_name(line: Line, edition: Places) -> Nearest | None:
    if not line.name:
        return None
    likeness, element = edition.nearest(line.name)
    if likeness < _LIKE_ENOUGH:
        return None
    return Nearest(element.id, element.hierarchy_id or "", element.name, likeness)


def _by_code(line: Line, edition: Places) -> Nearest:
    code = line.code
    while code not in edition.by_code and "." in code:
        code = code.rpartition(".")[0]
    above = edition.by_code.get(code, edition.taxonomy.root)
    return Nearest(above.id, above.hierarchy_id or "", above.name, None)


def _also_in(line: Line, edition: str) -> list[str]:
    wanted = line.code or line.element_id
    return [other for other, known in _standing().items() if other != edition and wanted in known]


@cache
def _standing() -> Mapping[str, frozenset[str]]:
    """Return the hierarchy ids and PCF ids of customer service in each edition."""
    standing: dict[str, set[str]] = {one.id: set() for one in bundle().editions}
    for record in bundle().elements:
        for place in record.places:
            if not place.outside and place.hierarchy_id:
                standing[place.edition] |= {place.hierarchy_id, record.id}
    return {edition: frozenset(known) for edition, known in standing.items()}
