"""The few XML parts that we read, streamed: no document tree, no entities, no surprises.

A reader of our own and not openpyxl, because a formula's text, its cached value and whether
there is one are all needed, in one pass, from files whose styles and drawings may be broken.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.parsers import expat

from pcf.errors import Phrase
from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.budget import Budget, too_big
from pcf.sheets.guard import RefusedFileError

Attributes = dict[str, str]
Begin = Callable[[Attributes], None]
End = Callable[[], None]
_DEPTH_LIMIT = limits.DEPTH_LIMIT  # looked up for every tag
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Part:
    """Reads one part; subclasses say what begins, ends and stands between.

    Only elements of the namespace of the root are looked at, whatever its prefix and edition:
    what extensions add under names of their own is none of ours.
    """

    root: str  # name of the outermost element

    def __init__(self, name: str, budget: Budget) -> None:
        self.name = name
        self.budget = budget
        self._begins: dict[str, Begin] = {}
        self._ends: dict[str, End] = {}
        self._depth = 0
        self._prefixes: set[str | None] = set()

    def parse(self, chunks: Iterable[bytes]) -> None:
        """Run through the part.

        Raises:
            RefusedFileError: It is not well-formed, has a document type, is another part than its
                name says, or is built to exhaust whoever reads it.
        """
        names: dict[str, str] = {}
        parser = self._parser(names)
        fed = taken = 0
        try:
            for chunk in chunks:
                self.budget.parse(self.name, chunk)
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no names
                fed += len(chunk)
                taken = max(taken, parser.CurrentByteIndex)  # -1 while it waits for more of a tag
                self._check(waiting=fed - taken, names=len(names))
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as error:
            place = f"{self.name}, {error.lineno}:{error.offset}"
            raise unreadable(kinds.NOT_WELL_FORMED, place) from error
        except (ValueError, LookupError) as error:  # an encoding that is none
            raise unreadable(kinds.NOT_WELL_FORMED, self.name) from error
        finally:
            # They point back to the part: without them it goes at once, with all that it holds.
            self._begins, self._ends = {}, {}
        self.budget.check(self.name, self.place)

    def _parser(self, names: dict[str, str]) -> expat.XMLParserType:
        def take_root(name: str, attributes: Attributes) -> None:
            self._take_root(name)
            parser.StartElementHandler = self._start
            self._start(name, attributes)

        parser = expat.ParserCreate(namespace_separator="}", intern=names)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = take_root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.data
        return parser

    @property
    def place(self) -> str:
        """The sheet that findings name, if the part is one."""
        return ""

    def begins(self) -> Mapping[str, Begin]:
        """Return what to do where an element of this name begins."""
        return {}

    def ends(self) -> Mapping[str, End]:
        """Return what to do where an element of this name ends."""
        return {}

    def data(self, text: str) -> None:
        """Take a piece of text."""

    def _check(self, *, waiting: int, names: int) -> None:
        """Look, once a chunk, whether the part is built to exhaust us.

        The parser keeps a tag until it is whole, and every name it has met until the end.
        """
        if waiting > limits.TAG_LIMIT:
            raise self.unsafe(kinds.TAG_TOO_LONG)
        if names > limits.NAME_LIMIT:
            raise self.unsafe(kinds.TOO_MANY_NAMES)
        self.budget.check(self.name, self.place)

    def unsafe(self, reason: Phrase) -> RefusedFileError:
        return RefusedFileError(kinds.ARCHIVE_UNSAFE, reason=reason, found=self.name)

    def _refuse_doctype(self, *_: object) -> None:
        raise RefusedFileError(kinds.DOCTYPE, found=self.name)

    def _declare(self, prefix: str | None, name: str | None) -> None:
        """Take a declaration of a namespace; its name stands before every name the parser hands out."""
        self._prefixes.add(prefix)
        if len(self._prefixes) > limits.NAMESPACE_LIMIT or len(name or "") > limits.NAMESPACE_LIMIT:
            raise self.unsafe(kinds.TOO_MANY_NAMES)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            raise self.unsafe(kinds.NESTED_TOO_DEEP)
        begin = self._begins.get(name)
        if begin is not None:
            begin(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        end = self._ends.get(name)
        if end is not None:
            end()

    def _take_root(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if local != self.root:
            raise unreadable(kinds.WRONG_ROOT, f"{self.name}: {local[:40]}")
        namespace = name.removesuffix(local)
        self._begins = {f"{namespace}{tag}": begin for tag, begin in self.begins().items()}
        self._ends = {f"{namespace}{tag}": end for tag, end in self.ends().items()}


def unreadable(reason: Phrase, found: str, *, sheet: str = "", cell: str = "") -> RefusedFileError:
    """Make the refusal of a workbook that contradicts itself."""
    return RefusedFileError(kinds.UNREADABLE, sheet=sheet, cell=cell, reason=reason, found=found)


class Elements(Part):
    """Collects chosen attributes of chosen elements, for the small parts.

    Attributes:
        found: Name of the element and its attributes, in their order; the prefix of the relations'
            namespace is left off.
    """

    def __init__(self, name: str, budget: Budget, root: str, wanted: Mapping[str, Sequence[str]]) -> None:
        super().__init__(name, budget)
        self.root = root
        self.found: list[tuple[str, Attributes]] = []
        self._wanted = wanted

    def begins(self) -> Mapping[str, Begin]:
        return {tag: self._collector(tag, frozenset(names)) for tag, names in self._wanted.items()}

    def _collector(self, tag: str, wanted: frozenset[str]) -> Begin:
        def collect(attributes: Attributes) -> None:
            kept = {}
            for key, value in attributes.items():
                space, _, local = key.rpartition("}")
                if local in wanted and (not space or space.endswith("/relationships")):
                    kept[local] = value
                    self.budget.texts += sys.getsizeof(value)
            self.found.append((tag, kept))
            if len(self.found) > limits.LIST_LIMIT:
                raise self.unsafe(kinds.TOO_LONG_A_LIST)

        return collect


class Texts(Part):
    """What parts with texts of people share: pieces that become one text, counted."""

    def __init__(self, name: str, budget: Budget) -> None:
        super().__init__(name, budget)
        self._pieces: list[str] = []
        self._length = 0
        self._is_open = False

    def data(self, text: str) -> None:
        if self._is_open:
            self._length += len(text)
            if self._length > limits.TEXT_LIMIT:
                raise too_big(kinds.TOO_MUCH_TEXT, self.name)
            self._pieces.append(text)

    def _clear(self) -> None:
        self._pieces, self._length = [], 0

    def _joined(self) -> str:
        text = "".join(self._pieces)
        self.budget.texts += sys.getsizeof(text)
        return text


class Properties(Texts):
    """Custom properties: name to text."""

    root = "Properties"

    def __init__(self, name: str, budget: Budget) -> None:
        super().__init__(name, budget)
        self.values: dict[str, str] = {}
        self._current = ""

    def begins(self) -> Mapping[str, Begin]:
        return {"property": self._begin}

    def ends(self) -> Mapping[str, End]:
        return {"property": self._finish}

    def _begin(self, attributes: Attributes) -> None:
        self._current = attributes.get("name", "")
        self._is_open = bool(self._current)
        self._clear()

    def _finish(self) -> None:
        if self._current:
            self.values[self._current] = self._joined().strip("\n")
        if len(self.values) > limits.LIST_LIMIT:
            raise self.unsafe(kinds.TOO_LONG_A_LIST)
        self._current, self._is_open = "", False


class Strings(Texts):
    """Shared strings, without the readings above Chinese and Japanese signs."""

    root = "sst"

    def __init__(self, name: str, budget: Budget) -> None:
        super().__init__(name, budget)
        self.texts: list[str] = []
        self._in_reading = False

    def begins(self) -> Mapping[str, Begin]:
        return {"si": self._begin_string, "rPh": self._begin_reading, "t": self._begin_text}

    def ends(self) -> Mapping[str, End]:
        return {"si": self._end_string, "rPh": self._end_reading, "t": self._end_text}

    def _begin_string(self, _: Attributes) -> None:
        self._clear()

    def _end_string(self) -> None:
        self.texts.append(unescaped(self._joined()))

    def _begin_reading(self, _: Attributes) -> None:
        self._in_reading = True

    def _end_reading(self) -> None:
        self._in_reading = False

    def _begin_text(self, _: Attributes) -> None:
        self._is_open = not self._in_reading

    def _end_text(self) -> None:
        self._is_open = False


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
