"""A list of the people to ask: a small table, CSV or Excel, in whatever language its headings are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pcf.assessment.template import parse_scope
from pcf.errors import MalformedLanguageError, WrongUsageError
from pcf.excel.layout import LANGUAGE_NAMES
from pcf.excel.papers import findings as kinds
from pcf.excel.papers.rows import read_rows
from pcf.excel.reading.codes import folded, role_labels
from pcf.excel.reading.values import bare
from pcf.findings import Finding, FindingKind
from pcf.i18n import negotiate
from pcf.ids import LANGUAGES, Language
from pcf.model import ROLES, Role
from pcf.sheets.grid import BLANKS, column_name
from pcf.taxonomy import Taxonomy

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "respondent", "person", "full name", "имя", "фио", "ф.и.о.", "участник", "участник оценки",
        "респондент", "姓名", "名字", "填答人", "受访者",
    ),
    "role": ("role", "роль", "角色"),
    "scope": ("scope", "processes", "asked about", "охват", "процессы", "круг вопросов", "范围", "询问范围", "流程"),
    "language": ("language", "lang", "язык", "语言"),
}  # fmt: skip
_EVERYTHING = frozenset({"all", "все", "全部", "*"})
_SEPARATORS = re.compile(r"[,;，；、\s]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask.

    Attributes:
        name: May be blank if there is a role.
        role: May be blank if there is a name.
        scope: Ids of the processes to ask about; empty for all that the industry has.
        language: Of the workbook.
        row: Where the person stands in the list, from 1.
    """

    name: str = ""
    role: Role | None = None
    scope: frozenset[str] = frozenset()
    language: Language = "en"
    row: int = 0


def read_people(path: Path, taxonomy: Taxonomy) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    """Read a list of people, and everything that is wrong with it.

    Args:
        path: CSV, or an Excel workbook of which the first sheet is read.
        taxonomy: The edition that scopes speak of, in the language of those who have none of their own.

    Returns:
        The people without those whose row has an error, and the findings, row by row.
    """
    rows = read_rows(path, lambda word: folded(word) in _columns_by_heading())
    if isinstance(rows, Finding):
        return (), (rows,)
    reader = _List(path.name, taxonomy)
    if reader.reads_header(rows):
        reader.read(rows[1:])
    return tuple(reader.people), tuple(reader.findings)


@cache
def _columns_by_heading() -> Mapping[str, str]:
    return {folded(heading): column for column, headings in _HEADINGS.items() for heading in headings}


@cache
def _languages() -> Mapping[str, Language]:
    """Return the languages by what each is called in itself and in the two others."""
    from babel import Locale

    named: dict[str, Language] = {folded(name): lang for lang, name in LANGUAGE_NAMES.items()}
    return named | {folded(Locale(one).languages[other]): other for one in LANGUAGES for other in LANGUAGES}


@dataclass
class _List:
    """One list under way."""

    file: str
    taxonomy: Taxonomy
    people: list[Person] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    headings: Sequence[str] = ()

    def _report(self, kind: FindingKind, number: int, place: int, /, **facts: object) -> None:
        where = {"row": number, "column": self.headings[place] if place < len(self.headings) else "–"}
        cell = f"{column_name(place + 1)}{number}"
        self.findings.append(Finding(kind, self.file, cell=cell, facts={**where, **facts}))

    def reads_header(self, rows: Sequence[tuple[int, list[str]]]) -> bool:
        """Find the columns; report what the first row lacks, and return whether the others can be read."""
        number, self.headings = rows[0] if rows else (1, [])
        for place, heading in enumerate(self.headings):
            column = _columns_by_heading().get(folded(heading))
            if column is None and heading.strip(BLANKS):
                self._report(kinds.PEOPLE_COLUMN_UNKNOWN, number, place, found=heading)
            elif column in self.columns:
                found = [self.headings[self.columns[column]], heading]
                self._report(kinds.PEOPLE_COLUMN_TWICE, number, place, found=found, column=column)
            elif column is not None:
                self.columns[column] = place
        if self.columns.keys() & {"name", "role"}:
            return True
        self._report(kinds.PEOPLE_HEADER, number, 0, found=[one for one in self.headings if one] or "–")
        return False

    def read(self, rows: Sequence[tuple[int, list[str]]]) -> None:
        """Read one person a row."""
        for number, cells in rows:
            before = len(self.findings)
            person = self._person(number, cells)
            if len(self.findings) == before:
                self.people.append(person)
        if not rows:
            self._report(kinds.PEOPLE_NONE, 1, 0, found=0)
        self._report_namesakes()

    def _person(self, number: int, cells: Sequence[str]) -> Person:
        name = " ".join(self._cell(cells, "name").split())
        role = self._cell(cells, "role")
        if not name and not role:
            self._report(kinds.PERSON_NAMELESS, number, 0, found=[cell for cell in cells if cell])
        if loose := self._without_heading(cells):
            found = [cells[place] for place in loose]
            self._report(kinds.PERSON_CELLS_TOO_MANY, number, loose[0], found=found)
            return Person()  # nobody can say which cell belongs under which heading
        return Person(
            name=name,
            role=self._role(role, number),
            scope=self._scope(self._cell(cells, "scope"), number),
            language=self._language(self._cell(cells, "language"), number),
            row=number,
        )

    def _without_heading(self, cells: Sequence[str]) -> list[int]:
        """Return the places of cells that stand under no heading."""
        named = {place for place, heading in enumerate(self.headings) if heading.strip(BLANKS)}
        return [place for place, cell in enumerate(cells) if cell.strip(BLANKS) and place not in named]

    def _cell(self, cells: Sequence[str], column: str) -> str:
        place = self.columns.get(column, len(cells))
        return cells[place].strip(BLANKS) if place < len(cells) else ""

    def _role(self, text: str, number: int) -> Role | None:
        labels = {**role_labels(), **{folded(role): role for role in ROLES}}
        wanted = folded(text)
        code = labels.get(wanted) or labels.get(re.sub("[ -]", "_", wanted))
        if text and code is None:
            near = difflib.get_close_matches(wanted[:80], list(labels), n=1, cutoff=0.6)
            nearest = labels[near[0]] if near else "–"
            place = self.columns["role"]
            self._report(kinds.PERSON_ROLE_UNKNOWN, number, place, found=text, nearest=nearest, allowed=ROLES)
        return next((role for role in ROLES if role == code), None)

    def _scope(self, text: str, number: int) -> frozenset[str]:
        parts = [part for part in _SEPARATORS.split(bare(text)) if part]
        meant: set[str] = set()
        unknown = []
        for part in () if {folded(part) for part in parts} <= _EVERYTHING else parts:
            try:
                meant |= parse_scope(part, self.taxonomy)
            except WrongUsageError:
                unknown.append(part)
        if unknown:
            edition, place = self.taxonomy.edition, self.columns["scope"]
            self._report(kinds.PERSON_SCOPE_UNKNOWN, number, place, found=unknown, edition=edition)
        return frozenset(meant)

    def _language(self, text: str, number: int) -> Language:
        if not text:
            return self.taxonomy.lang
        lang = _languages().get(folded(text)) or _of_tag(text)
        if lang is None:
            self._report(kinds.PERSON_LANGUAGE_UNKNOWN, number, self.columns["language"], found=text)
        return lang or self.taxonomy.lang

    def _report_namesakes(self) -> None:
        first: dict[str, int] = {}
        for person in self.people:
            other = first.setdefault(folded(person.name), person.row) if person.name else person.row
            if other != person.row:
                self._report(kinds.PERSON_TWICE, person.row, self.columns["name"], found=person.name, other=other)


def _of_tag(text: str) -> Language | None:
    try:
        return negotiate(text)
    except MalformedLanguageError:
        return None
