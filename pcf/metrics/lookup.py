"""Lookup files of a map: a small CSV table that gives codes their names."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics.map_findings import LOOKUP_FAULT, LOOKUP_KEY_TWICE
from pcf.metrics.spreadsheet import read_table


def read_lookup(path: Path, key: str, value: str) -> dict[str, str] | Finding:
    """Read one lookup: CSV in UTF-8, separated by comma or semicolon.

    Returns:
        Code to name, or the finding that says why not.
    """
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        names = _names_of_sheet(path, key, value)
    else:
        text = _text(path)
        names = text if isinstance(text, Phrase) else _names(text, key, value)
    if isinstance(names, Phrase):
        return Finding(LOOKUP_FAULT, facts={"found": path.name or "–", "reason": names, "key": key, "value": value})
    if isinstance(names, Finding):
        return Finding(names.kind, facts={**names.facts, "file": path.name})
    return names


def _text(path: Path) -> str | Phrase:
    if path.suffix.lower() != ".csv":
        return Phrase(N_("its name ends neither in .csv nor in .xlsx"))
    try:
        if path.exists() and not path.is_file():  # a pipe may never end
            return Phrase(N_("it cannot be opened"))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Phrase(N_("it is not text in UTF-8"))
    except (FileNotFoundError, ValueError):  # a name with a zero byte is a ValueError
        return Phrase(N_("there is no such file"))
    except OSError:
        return Phrase(N_("it cannot be opened"))


def _names_of_sheet(path: Path, key: str, value: str) -> dict[str, str] | Finding | Phrase:
    if not path.is_file():
        return Phrase(N_("there is no such file"))
    table = read_table(path)
    if isinstance(table, Finding):
        return Phrase(N_("it is not an Excel workbook that can be read"))
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return _names(written.getvalue(), key, value)


def _names(text: str, key: str, value: str) -> dict[str, str] | Finding | Phrase:
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    try:
        if not {key, value} <= set(reader.fieldnames or ()):
            return Phrase(N_("it lacks one of the two columns"))
        for row in reader:
            code, name = (row[key] or "").strip(), (row[value] or "").strip()
            if names.setdefault(code, name) != name:
                places = {"first": lines[code], "line": reader.line_num}
                return Finding(LOOKUP_KEY_TWICE, facts={"found": f'"{code}"', "key": key, **places})
            lines.setdefault(code, reader.line_num)
    except csv.Error:
        return Phrase(N_("it is not a CSV table"))
    return names or Phrase(N_("it has no rows"))
