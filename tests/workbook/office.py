"""LibreOffice without a window: it recomputes workbooks, is typed into, and prints.

CPU seconds per filling of a workbook with 8,200 formulas, two cores of an AMD EPYC: 1.03 to convert it in a batch,
0.69 to open it by a macro that writes down what formulas show, 0.22 to type it over another one in a workbook that
stays open. So files are converted where a file is wanted, and masses are typed. Taking the XML of such a file apart
costs 0.2, so it is done once for what is typed and what the formulas ought to show.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from openpyxl.utils import cell as cell_names

Locale = Literal["en-US", "ru-RU", "zh-CN"]
LOCALES: tuple[Locale, ...] = ("en-US", "ru-RU", "zh-CN")
Place = tuple[str, str]  # sheet, cell
Shown = float | str | None  # a blank text counts as nothing, as a formula cannot leave its cell empty
START_SECONDS, FILE_SECONDS = 60, 10  # what one call may take before it is stopped

# OOXMLRecalcMode 0 = always; without it LibreOffice shows the cached values and proves nothing.
# The system's locale sets decimal signs and dates; words on the screen (ooLocale) stay English: Debian packs them apart.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{basic}</script:module>
"""
_GROUP, _RECORD, _FIELD = "\x1d", "\x1e", "\x1f"


class OfficeError(Exception):
    """LibreOffice did not do what it was asked for; it says so by its exit code only seldom."""


class Office:
    """One installation, with a profile for every locale; give every worker a folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self._folder = folder
        self._profiles: dict[Locale, Path] = {}

    def convert(self, paths: Sequence[Path], kind: str, locale: Locale) -> list[Path]:
        """Load workbooks, recompute and save them as another kind of file, all in one call.

        Args:
            paths: Files whose names differ.
            kind: The ending of the new files: "xlsx" or "pdf".
            locale: How numbers and dates are read and written.

        Raises:
            OfficeError: A file did not come out.
        """
        out = Path(tempfile.mkdtemp(dir=self._folder))
        made = [out / f"{path.stem}.{kind}" for path in paths]
        assert len(set(made)) == len(paths), "two workbooks of one name would overwrite each other"
        said = self._run(locale, len(paths), "--convert-to", kind, "--outdir", str(out), *map(str, paths))
        if missing := [path.name for path in made if not path.exists()]:
            raise OfficeError(f"not converted: {missing}; {said}")
        return made

    def retype(self, paths: Sequence[Path], locale: Locale) -> Iterator[Retyped]:
        """Type workbooks with the same formulas over each other and read what formulas show, errors as ``Err:502``.

        Of workbooks with the same formulas one is loaded; of the others only what was filled in is used.

        Returns:
            What formulas show, stored and computed, of every workbook in turn.

        Raises:
            OfficeError: The macro failed, or LibreOffice before it.
        """
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        orders = typing_orders(paths)
        written = [_written(order, paths, folder) for order in orders]
        (folder / "fillings").write_text(_GROUP.join(written), encoding="utf-8", newline="")
        said = self._run(locale, len(paths), "macro:///Standard.Module1.Main", PCF_RETYPE=str(folder))
        if (failed := folder / "failed").exists() or not (folder / "shown").exists():
            raise OfficeError(failed.read_text(encoding="utf-8") if failed.exists() else said)
        with (folder / "shown").open(encoding="utf-8", newline="") as file:
            shown = file.read().split(_GROUP)[:-1]
        found = {order.filling: (order.stored, records) for order, records in zip(orders, shown, strict=True)}
        # Hundreds of fillings have millions of cells: each is taken apart when it is looked at.
        return (Retyped(found[n][0], _shown(found[n][1], path)) for n, path in enumerate(paths))

    def _run(self, locale: Locale, files: int, *arguments: str, **environment: str) -> str:
        if locale not in self._profiles:
            self._profiles[locale] = self._new_profile(locale)
        return self._start(self._profiles[locale], arguments, START_SECONDS + FILE_SECONDS * files, environment)

    def _new_profile(self, locale: Locale) -> Path:
        profile = self._folder / locale
        (profile / "user").mkdir(parents=True)
        settings = _SETTINGS.format(locale=locale)
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        # The first start lays out the folder of macros and would overwrite what stood there.
        self._start(profile, ["--terminate_after_init"], START_SECONDS, {})
        basic = Path(__file__).with_name("retype.bas").read_text(encoding="utf-8")
        macros = profile / "user" / "basic" / "Standard" / "Module1.xba"
        macros.write_text(_MODULE.format(basic=escape(basic)), encoding="utf-8")
        return profile

    def _start(self, profile: Path, arguments: Iterable[str], seconds: int, environment: dict[str, str]) -> str:
        command = [self.program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
        # soffice starts the program proper as a child; a group of their own lets both be stopped.
        with subprocess.Popen(
            command,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                said, _ = process.communicate(timeout=seconds)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        if process.returncode:
            raise OfficeError(f"exit code {process.returncode}: {said}")
        return said


class Retyped(NamedTuple):
    """What the formulas of one workbook show: stored in the file by Python, and computed by LibreOffice."""

    stored: dict[Place, Shown]
    shown: dict[Place, Shown]


class Cell(NamedTuple):
    """What a stored cell holds; ``formula`` is None for a constant."""

    formula: str | None
    value: Shown


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _FORMULA, _VALUE = f"{_MAIN}c", f"{_MAIN}f", f"{_MAIN}v"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def stored_cells(path: Path) -> dict[Place, Cell]:
    """Read formulas and values in one go; openpyxl has to load a workbook twice for that, ten times as slow."""
    found: dict[Place, Cell] = {}
    with zipfile.ZipFile(path) as archive:
        strings = "xl/sharedStrings.xml"
        texts = [_text(item) for item in _part(archive, strings)] if strings in archive.namelist() else []
        for title, part in _sheets(archive).items():
            for node in _part(archive, part).iter(_CELL):
                if not len(node):  # half of all cells are blank and only have a look
                    continue
                inside = {child.tag: child for child in node}
                formula, value = inside.get(_FORMULA), _value(node, inside, texts)
                if formula is not None or value is not None:
                    found[title, node.attrib["r"]] = Cell(None if formula is None else formula.text or "", value)
    return found


def shown_by_formulas(path: Path) -> dict[Place, Shown]:
    """Return what the formula cells of a file show: the cached values."""
    return _shown_by(stored_cells(path))


def _shown_by(cells: dict[Place, Cell]) -> dict[Place, Shown]:
    return {place: cell.value for place, cell in cells.items() if cell.formula is not None}


def sheet_names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return list(_sheets(archive))


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return title -> part in the order of the tabs, hidden ones too."""
    relations = {one.attrib["Id"]: one.attrib["Target"] for one in _part(archive, "xl/_rels/workbook.xml.rels")}
    sheets = _part(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    return {
        one.attrib["name"]: "xl/" + relations[one.attrib[_RELATION]].removeprefix("/xl/").removeprefix("xl/")
        for one in sheets
    }


def _text(item: ElementTree.Element) -> str:
    text = "".join(node.text or "" for node in item.iter(f"{_MAIN}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda sign: chr(int(sign[1], 16)), text)


def _value(node: ElementTree.Element, inside: dict[str, ElementTree.Element], texts: list[str]) -> Shown:
    kind = node.get("t", "n")
    if kind == "inlineStr":
        return _text(node) or None
    stored = inside[_VALUE].text if _VALUE in inside else None
    if not stored:
        return None
    if kind == "s":
        return texts[int(stored)] or None
    return float(stored) if kind in {"n", "b"} else stored


@dataclass(frozen=True)
class TypingOrder:
    """What turns the workbook that is open into one filling; a new one is opened where formulas differ.

    Attributes:
        filling: Which of the workbooks.
        is_opened: Whether it is opened in place of the last.
        keystrokes: What is typed otherwise.
        stored: What its formulas show in the file.
    """

    filling: int
    is_opened: bool
    keystrokes: dict[Place, Shown]
    stored: dict[Place, Shown]


def typing_orders(paths: Sequence[Path]) -> list[TypingOrder]:
    alike: dict[int, list[tuple[int, dict[Place, Shown], dict[Place, Shown]]]] = {}
    firsts: dict[int, dict[Place, Shown]] = {}
    # Of hundreds of fillings every place and every value is kept one time.
    places: dict[Place, Place] = {}
    values: dict[Shown, Shown] = {}
    for number, path in enumerate(paths):
        cells = stored_cells(path)
        formulas = hash(frozenset((place, cell.formula) for place, cell in cells.items() if cell.formula is not None))
        constants = {place: cell.value for place, cell in cells.items() if cell.formula is None}
        shown = _shown_by(cells).items()
        stored = {places.setdefault(place, place): values.setdefault(value, value) for place, value in shown}
        first = firsts.setdefault(formulas, constants)
        alike.setdefault(formulas, []).append((number, _changed(first, constants), stored))
    orders = []
    for formulas, fillings in alike.items():
        first, before = firsts[formulas], {}
        for number, after, stored in fillings:
            keystrokes = {place: after.get(place, first.get(place)) for place in _changed(before, after)}
            orders.append(TypingOrder(number, number == fillings[0][0], keystrokes, stored))
            before = after
    return orders


_SAME = object()


def _changed(before: dict[Place, Shown], after: dict[Place, Shown]) -> dict[Place, Shown]:
    """Return what differs, with the later value; None is a cell that was blanked."""
    places = before.keys() | after.keys()
    return {place: after.get(place) for place in places if before.get(place, _SAME) != after.get(place, _SAME)}


def _written(order: TypingOrder, paths: Sequence[Path], folder: Path) -> str:
    path = paths[order.filling]
    if order.is_opened:
        # LibreOffice bars a workbook beside which a stopped run left a lock, so it gets one that nobody opened.
        return Path(shutil.copy(path, folder / f"{order.filling}.xlsx")).as_uri()
    sheets = {name: number for number, name in enumerate(sheet_names(path))}
    return _RECORD.join(["", *(_keystrokes(place, value, sheets) for place, value in order.keystrokes.items())])


def _keystrokes(place: Place, value: Shown, sheets: dict[str, int]) -> str:
    column, row = cell_names.coordinate_from_string(place[1])
    kind, text = ("n", f"{Decimal(repr(value)):f}") if isinstance(value, float) else ("s", value or "")
    where = (sheets[place[0]], row - 1, cell_names.column_index_from_string(column) - 1)
    return _FIELD.join([*map(str, where), kind, text])


def _shown(records: str, path: Path) -> dict[Place, Shown]:
    sheets, found = sheet_names(path), {}
    for record in records.split(_RECORD)[:-1]:
        sheet, row, column, kind, *parts = record.split(_FIELD)
        place = (sheets[int(sheet)], f"{cell_names.get_column_letter(int(column) + 1)}{int(row) + 1}")
        found[place] = sum(map(float, parts)) if kind == "n" else parts[0] or None
    return found


@dataclass(frozen=True)
class PrintedBook:
    """A workbook on paper: the text of every page."""

    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


def printed_text(pdftotext: str, pdf: Path) -> PrintedBook:
    command = [pdftotext, "-layout", "-enc", "UTF-8", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, timeout=START_SECONDS).stdout.decode("utf-8")
    return PrintedBook(tuple(said.split("\f")[:-1]))
