"""In which encoding a text was written, where nothing says so: told by how its letters read, or refused.

Almost any bytes are letters in some encoding. So every encoding in which the bytes are text at all is
weighed by how likely its letters are in the language that it was made for, in nats: of bytes that are
Russian in cp1251, GB18030 makes rare Chinese signs, koi8-r makes capitals inside words. What reads best in
an encoding that is told apart but not read here is refused by its name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from pcf.errors import N_, BadOptionError
from pcf.findings import Finding, FindingKind, Severity
from pcf.texts.letters import SCRIPTS, Script

_SAVE_AS_UTF_8 = N_("Open it in the program that it comes from and save it as text in UTF-8.")

ENCODING_NOT_READ = FindingKind(
    "encoding-not-read",
    Severity.ERROR,
    N_("The text seems to be in the encoding {found}, which is not recognised reliably."),
    N_("Text in one of: {readable}."),
    N_("Save it as text in UTF-8, or name its encoding with --encoding."),
)
ENCODING_UNKNOWN = FindingKind(
    "encoding-unknown",
    Severity.ERROR,
    N_("In no encoding do the bytes read as Russian, Chinese or English text; read best: {found}."),
    N_("Text in one of: {readable}."),
    N_("Save it as text in UTF-8, or name its encoding with --encoding."),
)
TEXT_GARBLED = FindingKind(
    "text-garbled",
    Severity.ERROR,
    N_("The text was saved after it had been read in a wrong encoding: {found}."),
    N_("Text whose letters can be read."),
    N_("Take the original file; if there is none, save this text in {wrong} and it may read well as UTF-8."),
)
TEXT_DAMAGED = FindingKind(
    "text-damaged",
    Severity.ERROR,
    N_("The text is in {found} except for some bytes, the first of them at {byte}: it is damaged or cut off."),
    N_("A whole file in one encoding."),
    _SAVE_AS_UTF_8,
)
ENCODING_MISFIT = FindingKind(
    "encoding-misfit",
    Severity.ERROR,
    N_(
        "The text is not in {found}, the encoding that was named: byte {byte} does not fit. "
        "It seems to be in: {recognised}."
    ),
    N_("The encoding that the text is in."),
    N_("Leave --encoding out, or name another. If {found} is right, the file is damaged: ask for it again."),
)
NOT_A_TEXT = FindingKind(
    "not-a-text",
    Severity.ERROR,
    N_("This is no text: it holds control signs, the first at byte {found}."),
    N_("A text file."),
    _SAVE_AS_UTF_8,
)

READABLE = ("utf-8", "utf-16", "cp1251", "gb18030")

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # 0x1A ends texts of DOS, 0x1B is left to terminals
_MOST_CONTROL = 0.01
_MOST_DAMAGED = 0.02
_SAMPLE = 4_000  # letters beyond ASCII: far more than telling takes

_GARBLED_FROM = 3  # letters that turn out well; fewer may be chance


class Decoded(NamedTuple):
    """A text, and the encoding that it was in: a name of ``READABLE``, or the one that was given."""

    text: str
    encoding: str


class UndecodableError(Exception):
    """The bytes cannot be told to be text; never leaves the rooms that read files."""

    def __init__(self, kind: FindingKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.facts = facts | {"readable": READABLE}

    def finding(self, file: str) -> Finding:
        return Finding(self.kind, file, facts=self.facts)


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    """Turn the bytes of a text file into text.

    Args:
        data: All bytes of the file, with or without a byte order mark.
        encoding: The encoding, where a person names it; nothing is guessed then.

    Raises:
        UndecodableError: They are no text, are damaged, or are in an encoding that cannot be told or is not read.
        BadOptionError: ``encoding`` names no encoding of texts.
    """
    if encoding is not None:
        return Decoded(_decode_as_named(data, encoding), encoding)
    for mark, marked, known_as in _BOMS:
        if data.startswith(mark):
            return Decoded(_decode_as_marked(data[len(mark) :], marked, known_as), known_as)
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _told_by_letters(data, error)
    _refuse_garbled(text)
    return Decoded(text, "utf-8")


def _decode_as_named(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        recognised, byte = _recognised(data), error.start + 1
        if recognised and codecs.lookup(recognised) == codecs.lookup(encoding):
            raise UndecodableError(TEXT_DAMAGED, found=encoding, byte=byte) from error
        facts = {"found": encoding, "byte": byte, "recognised": recognised or "–"}
        raise UndecodableError(ENCODING_MISFIT, **facts) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise BadOptionError(option="--encoding", found=encoding, expected=READABLE) from error


def _recognised(data: bytes) -> str:
    """Return the encoding that a text seems to be in, blank if none is recognised."""
    try:
        return decode(data).encoding
    except UndecodableError as error:
        return str(error.facts["found"]) if error.kind in (TEXT_DAMAGED, ENCODING_NOT_READ) else ""


def _decode_as_marked(data: bytes, encoding: str, known_as: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(TEXT_DAMAGED, found=known_as, byte=error.start + 1) from error


def _refuse_binary(data: bytes) -> None:
    control = _CONTROL.search(data)
    if control and (b"\x00" in data or len(_CONTROL.findall(data)) > len(data) * _MOST_CONTROL):
        raise UndecodableError(NOT_A_TEXT, found=control.start() + 1)


def _refuse_garbled(text: str) -> None:
    """Refuse what was UTF-8 once, was read as something else and saved: the letters РЈРїСЂ or Ð£Ð¿Ñ€."""
    for line in _worded_lines(text):
        for wrong in ("cp1252", "latin-1", "cp1251"):
            try:
                once = line.encode(wrong).decode("utf-8")
            except UnicodeError:
                continue
            if sum(sign.isalpha() and not sign.isascii() for sign in once) >= _GARBLED_FROM:
                raise UndecodableError(TEXT_GARBLED, found=line[:40], wrong=wrong)


def _told_by_letters(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Choose the encoding in which the text reads best.

    Raises:
        UndecodableError: That is none of ours, or it does not read well enough.
    """
    if _is_damaged_utf_8(data):
        raise UndecodableError(TEXT_DAMAGED, found="utf-8", byte=error.start + 1) from error
    readings = sorted(_readings(data), key=lambda reading: reading.nats, reverse=True)
    if not readings:
        raise UndecodableError(ENCODING_UNKNOWN, found="–") from error
    best = readings[0]
    if best.nats < best.script.floor:
        raise UndecodableError(ENCODING_UNKNOWN, found=best.encoding) from error
    if best.encoding not in READABLE:
        raise UndecodableError(ENCODING_NOT_READ, found=best.encoding) from error
    return Decoded(data.decode(best.encoding), best.encoding)


def _is_damaged_utf_8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    lost, kept = text.count("\ufffd"), sum(1 for sign in text if not sign.isascii())
    return kept > lost + _GARBLED_FROM and lost <= max(1, (kept - lost) * _MOST_DAMAGED)


class _Reading(NamedTuple):
    encoding: str
    script: Script
    nats: float  # per byte: samples of two encodings hold other bytes


def _readings(data: bytes) -> list[_Reading]:
    """Weigh every encoding in which all the bytes are text."""
    found = []
    for encoding, script in SCRIPTS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = "\n".join(line[:_SAMPLE] for line in _worded_lines(text))[:_SAMPLE]
        size = len(sample.encode(encoding, errors="ignore")) - sum(sign.isascii() for sign in sample)
        found.append(_Reading(encoding, script, script.weigh(sample) / max(1, size)))
    return found


def _worded_lines(text: str) -> Iterator[str]:
    """Yield the lines that hold letters beyond ASCII, as many as telling takes."""
    size = 0
    for line in re.split(r"[\r\n]+", text):
        if size >= _SAMPLE:
            return
        if not line.isascii():
            yield line
            size += len(line)
