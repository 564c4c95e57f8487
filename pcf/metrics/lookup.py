"""Lookup files of a map: a small CSV table that gives codes their names."""

from __future__ import annotations

import csv
from pathlib import Path

from pcf.findings import Finding
from pcf.metrics.findings import LOOKUP_FAULT


def read_lookup(path: Path, key: str, value: str) -> dict[str, str] | Finding:
    """Read one lookup: CSV in UTF-8, separated by comma or semicolon.

    Returns:
        Code to name, or the finding that says why not.
    """
    facts = {"key": key, "value": value}
    if path.suffix.lower() != ".csv":
        return Finding(LOOKUP_FAULT, facts=facts | {"found": path.name})
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return Finding(LOOKUP_FAULT, facts=facts | {"found": f"{path.name}: {type(error).__name__}"})
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    try:
        rows = list(csv.DictReader(lines, delimiter=delimiter))
    except csv.Error as error:
        return Finding(LOOKUP_FAULT, facts=facts | {"found": f"{path.name}: {error}"})
    lost = [name for name in (key, value) if not rows or name not in rows[0]]
    if lost:
        return Finding(LOOKUP_FAULT, facts=facts | {"found": lost})
    names: dict[str, str] = {}
    for row in rows:
        code, name = (row[key] or "").strip(), (row[value] or "").strip()
        if names.setdefault(code, name) != name:
            return Finding(LOOKUP_FAULT, facts=facts | {"found": code})
    return names
