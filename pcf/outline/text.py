"""A listing as text: outlines, mind maps, web pages, lists of Markdown. The order of lines tells nothing, codes do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pcf.outline.codes import CODE, element_id, hierarchy_id, is_bare
from pcf.outline.names import folded
from pcf.outline.records import Entry, IgnoredLine, Listing
from pcf.search.terms import is_han
from pcf.sheets.grid import BLANKS

LONGEST = 500  # signs of a line that are looked at; the longest name of the PCF has some 150

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKS = re.compile(rf"^[{re.escape(BLANKS)}#>*+•●○▪◦–—|├└│─┬-]+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LINE = re.compile(
    rf"(?:(?P<id>\d{{5}})(?:\.0+)?[\s,;|]+)?(?P<code>{CODE})(?P<mark>[.．。｡、:：)）]?)(?P<rest>.*)", re.ASCII
)
_ID_FIRST = re.compile(r"(\d{5})(?:\.0+)?[\s,;|]+(?=\S)", re.ASCII)
_ID_LAST = re.compile(r"[(\[（](\d{5})[)\]）]$", re.ASCII)
_COUNT = re.compile(
    r"(?:[МM]|Метрик[иа]?|Показател[иейь]+|Metrics?|指标)\s*[:：]?\s*(\d{1,4})", re.IGNORECASE | re.ASCII
)
_COUNT_LAST = re.compile(r"\s[МM]\s(\d{1,3})$", re.ASCII)
_COOKIE = re.compile(r"cookie|кук[иа]\b", re.IGNORECASE)
_LEVELS = re.compile(r"[Ll]\d\s*[-–]\s*[Ll]?\d")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    written: str = ""  # the code as it stands there
    code: str = ""
    element_id: str = ""
    name: str = ""


def read_text(lines: Iterable[tuple[int, str]]) -> Listing:
    """Read numbered lines; where no line has a code, every line may be a name.

    A code on a line of its own takes the next line that is neither a code nor a count as its name.
    """
    read = [_parsed(number, text) for number, raw in lines if (text := cleaned(raw))]
    categories = {line.code.partition(".")[0] for line in read if line.code and not is_bare(line.written)}
    read = [line if line.code.partition(".")[0] in categories else replace(line, code="") for line in read]
    return _outlined(read) if categories else _named(read)


def cleaned(raw: str) -> str:
    """Return a line without control signs, bullets, marks of Markdown, and with plain blanks."""
    text = _CONTROL.sub("", raw[:LONGEST])
    return " ".join(_MARKS.sub("", _EMPHASIS.sub("", text)).split())


def _parsed(number: int, text: str) -> _Line:
    match = _LINE.fullmatch(text)
    if not match:
        return _Line(number, text)
    written, rest = match["code"], match["rest"]
    code = hierarchy_id(written)
    if not code or not _is_set_off(written, match["mark"], rest):
        return _Line(number, text)
    found, name = match["id"] or "", rest.strip(" -–—:：|,;\t")
    for pattern in (_ID_FIRST, _ID_LAST):
        if not found and (beside := pattern.search(name) if pattern is _ID_LAST else pattern.match(name)):
            found = element_id(beside[1])
            name = name[beside.end() :] if pattern is _ID_FIRST else name[: beside.start()].rstrip()
    return _Line(number, text, written, code, found, name)


def _is_set_off(written: str, mark: str, rest: str) -> bool:
    """Whether what follows a code may be a name: ``6.1 Name``, ``6.1.名称``, not ``5-й`` nor ``20%``."""
    if not rest or rest[0] == " ":
        return True
    if is_bare(written):
        return is_han(rest)
    return rest[0].isalpha() or (bool(mark) and not rest[0].isdigit())


def _outlined(lines: Iterable[_Line]) -> Listing:
    listing = Listing()
    waiting: _Line | None = None
    for line in lines:
        if line.code:
            listing.entries += _unnamed(waiting)
            waiting = None if line.name else line
            if line.name:
                listing.entries.append(_entry(line, line.name, listing))
        elif match := _COUNT.fullmatch(line.text):
            code = waiting.code if waiting else listing.entries[-1].code if listing.entries else ""
            if code:
                listing.metric_counts[code] = int(match[1])
            listing.ignored.append(IgnoredLine(line.number, line.text, "metric_count"))
        elif _COOKIE.search(line.text):
            listing.ignored.append(IgnoredLine(line.number, line.text, "cookie_notice"))
        elif waiting:
            listing.entries.append(_entry(waiting, line.text, listing))
            waiting = None
        else:
            listing.ignored.append(IgnoredLine(line.number, line.text, "number" if line.written else "definition"))
    listing.entries += _unnamed(waiting)
    _set_titles_apart(listing)
    listing.ignored = sorted(_placed(listing), key=lambda line: line.line)
    return listing


def _entry(line: _Line, name: str, listing: Listing) -> Entry:
    if count := _COUNT_LAST.search(name):
        listing.metric_counts[line.code] = int(count[1])
        name = name[: count.start()]
    return Entry(line.code, name, line.number, line.element_id)


def _unnamed(waiting: _Line | None) -> list[Entry]:
    return [Entry(waiting.code, "", waiting.number, waiting.element_id)] if waiting else []


def _set_titles_apart(listing: Listing) -> None:
    """Take lines such as ``06 Customer service L1-L4 ()`` for titles where the category itself stands too."""
    plain = {entry.code: set[str]() for entry in listing.entries if entry.code.endswith(".0")}
    for entry in listing.entries:
        if entry.code in plain and _bare_name(entry.name) == entry.name:
            plain[entry.code].add(folded(entry.name))
    kept = []
    for entry in listing.entries:
        bare = _bare_name(entry.name) if entry.code in plain else entry.name
        if bare != entry.name and folded(bare) in plain[entry.code]:
            listing.ignored.append(IgnoredLine(entry.line, entry.name, "title"))
        else:
            kept.append(replace(entry, name=bare or entry.name))
    listing.entries = kept


def _bare_name(name: str) -> str:
    return " ".join(_LEVELS.sub("", _BRACKETS.sub("", name)).split())


def _placed(listing: Listing) -> Iterator[IgnoredLine]:
    """Say of other text whether it stands before, between or after the entries."""
    first = min((entry.line for entry in listing.entries), default=0)
    last = max((entry.line for entry in listing.entries), default=0)
    for line in listing.ignored:
        if line.why == "definition" and not first < line.line <= last + 1:
            yield replace(line, why="title" if line.line < first else "trailer")
        else:
            yield line


def _named(lines: Iterable[_Line]) -> Listing:
    """Take every line for a name; which of them are is told by the editions."""
    listing = Listing()
    for line in lines:
        if _COOKIE.search(line.text):
            listing.ignored.append(IgnoredLine(line.number, line.text, "cookie_notice"))
        else:
            listing.entries.append(Entry("", line.name or line.text, line.number, line.element_id))
    return listing
