"""In which encoding a text file was written, where nothing says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

DELIMITERS = (",", ";", "\t", "|")

_MOST_SIGNS = 0.1  # share of quotation marks, dashes and the like in a text that people wrote
_HEAD_LINES = 30
_HEAD_BYTES = 1 << 16
# in this order: a text that is UTF-8 by chance in another encoding is rare, the other way round is not
_ENCODINGS = ("utf-8-sig", "cp1251", "gb18030", "cp1252")


def encoding_of(path: Path, known: Callable[[str], bool]) -> str:
    """Choose the encoding in which the head is text, of several the one in which most headings are known.

    Where headings do not decide, as with English ones, it is the first in which words are made of letters.

    Args:
        path: A text file that can be opened.
        known: Whether a word is one that stands at the head of such files.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    readable = []
    for encoding in _ENCODINGS:
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:  # the block may end within a sign
                continue
            text = head.decode(encoding, errors="ignore")
        if encoding == "utf-8-sig":
            return encoding
        words = [word.strip('" \r') for line in text.splitlines()[:_HEAD_LINES] for word in _split(line)]
        readable.append((sum(map(known, words)), _is_worded(text), encoding))
    return max(readable, key=lambda one: one[:2], default=(0, False, "cp1252"))[2]


def _is_worded(text: str) -> bool:
    """Whether hardly any sign beyond ASCII is no letter: Chinese that is read wrongly is full of § and °."""
    beyond = [sign for sign in text if not sign.isascii()]
    return sum(not sign.isalpha() for sign in beyond) <= len(beyond) * _MOST_SIGNS


def _split(line: str) -> list[str]:
    for sign in DELIMITERS[1:]:
        line = line.replace(sign, ",")
    return line.split(",")
