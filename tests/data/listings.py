"""Reads PCF listings as people publish them: outlines, mind maps, web pages."""

from __future__ import annotations

import re
from pathlib import Path

# A code may end in a dot, be followed by NBSP, and stand on a line of its own with the label below.
_CODE = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)\.?(?:[\s\u00a0]+(.*\S))?\s*$")


def read_listing(path: Path) -> dict[str, list[str]]:
    """Return hierarchy id -> labels, in the order of the file; a bare category number becomes ``6.0``.

    A line that begins with anything but a code is a label only right after a code without one.
    """
    labels: dict[str, list[str]] = {}
    waiting = ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.replace("\u00a0", " ").strip()
        if not line:
            continue
        match = _CODE.match(line)
        if match:
            code = match[1].lstrip("0")
            code = code if "." in code else f"{code}.0"
            labels.setdefault(code, [])
            waiting = "" if match[2] else code
            if match[2] and match[2] not in labels[code]:
                labels[code].append(match[2])
        elif waiting:
            labels[waiting].append(line)
            waiting = ""
    return labels
