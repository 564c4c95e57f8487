"""The few XML parts that we read, streamed: no document tree, no entities, no surprises.

A reader of our own and not openpyxl, because a formula's text, its cached value and whether
there is one are all needed, in one pass, from files whose styles and drawings may be broken.
"""

from __future__ import annotations

import re
from typing import Literal
from xml.parsers import expat

from pcf.sheets import findings as kinds
from pcf.sheets.guard import RefusedFileError

DEPTH_LIMIT = 64

Attributes = dict[str, str]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
Shown = Literal["number", "percent", "date"]


class Part:
    """Reads one part; subclasses say what begins, ends and stands between."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._depth = 0

    def parse(self, content: bytes) -> None:
        """Run through the part.

        Raises:
            RefusedFileError: It is not well-formed, has a document type, or is nested too deep.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.data
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes no names
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise RefusedFileError(kinds.UNREADABLE, found=f"{self.name}: {error}") from error

    def _refuse_doctype(self, *_: object) -> None:
        raise RefusedFileError(kinds.DOCTYPE, found=self.name)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise RefusedFileError(kinds.UNREADABLE, found=f"{self.name}: more than {DEPTH_LIMIT} levels")
        self.start(name.rpartition("}")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition("}")[2])

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class Elements(Part):
    """Collects the attributes of named elements, for the small parts."""

    def __init__(self, name: str, *tags: str) -> None:
        super().__init__(name)
        self.found: list[tuple[str, Attributes]] = []
        self._tags = frozenset(tags)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._tags:
            self.found.append((tag, {key.rpartition("}")[2]: value for key, value in attributes.items()}))


class Properties(Part):
    """Custom properties: name to text."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.values: dict[str, str] = {}
        self._current = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "property":
            self._current = attributes.get("name", "")
            self.values[self._current] = ""

    def data(self, text: str) -> None:
        if self._current:
            self.values[self._current] += text.strip("\n")

    def end(self, tag: str) -> None:
        if tag == "property":
            self._current = ""


class Strings(Part):
    """Shared strings, without the readings above Chinese and Japanese signs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_reading = False

    def start(self, tag: str, attributes: Attributes) -> None:
        del attributes
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "t":
            self._in_text = not self._in_reading

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_reading = False
        elif tag == "si":
            self.texts.append(unescaped("".join(self._pieces)))


class Formats(Part):
    """Which cell styles show a number as a percentage or a date."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.shown: list[Shown] = []
        self._codes: dict[str, str] = {}
        self._in_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.shown.append(self._kind(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def _kind(self, number: str) -> Shown:
        code = _QUOTED.sub("", self._codes.get(number, ""))
        if number in {"9", "10"} or "%" in code:
            return "percent"
        is_date = number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS
        return (
            "date"
            if is_date or any(sign in "dmyhs年月日" for sign in code.lower().replace("general", ""))
            else "number"
        )


def unescaped(text: str) -> str:
    """Undo the file format's ``_x000D_`` for signs that XML cannot hold."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if not _SURROGATE.search(text):
        return text
    # Pairs become one sign; half a pair becomes a non-character, which every reader of texts replaces with a note.
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATE.sub("\uffff", paired)
