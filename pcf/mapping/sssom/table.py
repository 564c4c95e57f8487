"""What an SSSOM TSV file adds to a table: a metadata block in comment lines, and slots with several values."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ESCAPED = re.compile(r"\\([\\|])|(\|)")


def split_header(text: str) -> tuple[list[str], str]:
    """Split a file into the lines of its metadata block, without their ``#``, and the table."""
    lines: list[str] = []
    start = 0
    while text.startswith("#", start):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        lines.append(text[start + 1 : end].rstrip("\t\r\n "))  # a spreadsheet fills the lines up with tabs
        start = end
    return lines, text[start:]


def write_list(values: Sequence[str]) -> str:
    r"""Join the values of a slot that may have several.

    >>> print(write_list(["a|b", "c"]))
    a\|b|c
    """
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def read_list(cell: str) -> list[str]:
    r"""Split the values of a slot that may have several; blank ones are left out.

    >>> read_list("a\\|b|c||")
    ['a|b', 'c']
    """
    values, current, position = [], "", 0
    for match in _ESCAPED.finditer(cell):
        current += cell[position : match.start()] + (match[1] or "")
        position = match.end()
        if match[2]:
            values.append(current)
            current = ""
    values.append(current + cell[position:])
    return [value for value in values if value]
