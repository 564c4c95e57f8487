"""The archive of a received workbook: looked through before anything is unpacked, counted while inflating."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pcf.findings import Finding
from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.budget import Budget, too_big
from pcf.sheets.guard import RefusedFileError, content_of

CONTENT_TYPES = "[Content_Types].xml"

_CHUNK = 2**16
_ENTRY_SIGN = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # the content, strongly, or the list of entries
_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
# What else is a zip archive: a part that only such a file has.
_OTHER_FORMATS = {"index/document.iwa": ".numbers", "index.zip": ".numbers"}


@dataclass
class Package:
    """An archive that passed the door.

    Attributes:
        findings: What is odd but does not forbid reading.
    """

    archive: zipfile.ZipFile
    budget: Budget
    file: str
    findings: list[Finding] = field(default_factory=list)
    _entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Two programs may write the name of one part in two cases; the door refused two parts of one name.
        self._entries = {entry.filename.casefold(): entry for entry in self.archive.infolist()}

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def is_bomb(self, name: str) -> bool:
        """Whether a part is packed far more tightly than programs manage, by its own account."""
        entry = self._entries[name.casefold()]
        return entry.file_size > max(limits.RATIO_FROM, limits.RATIO_LIMIT * entry.compress_size)

    def size(self, name: str) -> int:
        """Return the size of a part, by its own account."""
        return self._entries[name.casefold()].file_size

    def read(self, name: str) -> Iterator[bytes]:
        """Unpack one part, piece by piece.

        Raises:
            RefusedFileError: The part is missing, damaged, or grows beyond the limits.
        """
        entry = self._entries.get(name.casefold())
        if entry is None:
            raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.PART_MISSING, found=name)
        if self.is_bomb(name):
            raise _too_tight(entry, entry.file_size)
        try:
            with self.archive.open(entry) as part:
                yield from self._counted(entry, part)
        except _UNPACKING as error:
            raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.PART_BROKEN, found=name) from error

    def _counted(self, entry: zipfile.ZipInfo, part: IO[bytes]) -> Iterator[bytes]:
        size = 0
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > limits.PART_LIMIT:
                raise too_big(kinds.PART_TOO_LARGE, entry.filename)
            if size > max(limits.RATIO_FROM, limits.RATIO_LIMIT * entry.compress_size):
                raise _too_tight(entry, size)
            self.budget.unpack(entry.filename, len(chunk))
            yield chunk
        if size != entry.file_size:
            raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.PART_BROKEN, found=entry.filename)


def _too_tight(entry: zipfile.ZipInfo, size: int) -> RefusedFileError:
    return too_big(kinds.PART_TOO_TIGHT, f"{entry.filename}: {entry.compress_size} → {size}")


def open_package(path: Path, budget: Budget) -> Package:
    """Let a file in.

    Raises:
        RefusedFileError: It is not there, not a workbook, or dangerous.
    """
    content = content_of(path)
    # zipfile makes an object of every entry before anybody can count them.
    if (claimed := content.count(_ENTRY_SIGN)) > 10 * limits.ENTRY_LIMIT:
        raise unsafe(kinds.TOO_MANY_ENTRIES, f"> {claimed}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.LIST_BROKEN, found=path.name) from error
    entries = archive.infolist()
    _check_names(entries)
    _check_sizes(entries)
    _check_places(entries, content, archive.start_dir)
    package = Package(archive, budget, path.name)
    if CONTENT_TYPES not in package:
        raise _refusal_of(package)
    return package


def unsafe(reason: str, found: str) -> RefusedFileError:
    """Make the refusal of a file that somebody built by hand."""
    return RefusedFileError(kinds.ARCHIVE_UNSAFE, reason=reason, found=found)


def _refusal_of(package: Package) -> RefusedFileError:
    """Name what an archive that is not an office document of Microsoft's format is."""
    for name, suffix in _OTHER_FORMATS.items():
        if name in package:
            return RefusedFileError(kinds.FILE_IS_OTHER, found=package.file, format=suffix)
    is_ods = "mimetype" in package or "META-INF/manifest.xml" in package
    return RefusedFileError(kinds.FILE_IS_ODS if is_ods else kinds.FILE_UNKNOWN, found=package.file)


def _check_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.ENTRY_LIMIT:
        raise unsafe(kinds.TOO_MANY_ENTRIES, str(len(entries)))
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if not _is_plain(name):
            raise unsafe(kinds.ENTRY_NAME_UNSAFE, repr(name)[:200])
        if name.casefold() in seen:
            raise unsafe(kinds.ENTRY_TWICE, repr(name)[:200])
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedFileError(kinds.FILE_ENCRYPTED, found=name)
        if entry.compress_type not in _METHODS:
            raise unsafe(kinds.ENTRY_PACKED_ODDLY, f"{name}: {entry.compress_type}")
        seen.add(name.casefold())


def _is_plain(name: str) -> bool:
    leads_out = name.startswith("/") or "\\" in name or ":" in name[:3] or ".." in name.split("/")
    return bool(name) and not leads_out and name.isprintable()


def _check_sizes(entries: Sequence[zipfile.ZipInfo]) -> None:
    largest = max(entries, key=lambda entry: entry.file_size, default=None)
    if largest is not None and largest.file_size > limits.PART_LIMIT:
        raise too_big(kinds.PART_TOO_LARGE, f"{largest.filename}: {largest.file_size // limits.MEGABYTE} MB")
    total = sum(entry.file_size for entry in entries)
    if total > limits.TOTAL_LIMIT:
        raise too_big(kinds.PARTS_TOO_LARGE, f"{total // limits.MEGABYTE} MB")


def _check_places(entries: Sequence[zipfile.ZipInfo], content: bytes, end: int) -> None:
    """Refuse entries that share bytes, and an archive hidden behind another file.

    Overlapping entries are how a few kilobytes unpack to gigabytes at a harmless ratio each.
    """
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        header = content[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.PART_BROKEN, found=entry.filename)
        if free == 0 and start != 0:
            raise unsafe(kinds.ARCHIVE_PREFIXED, f"0 … {start}")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        if start < free or (free := start + _LOCAL_HEADER.size + name + extra + entry.compress_size) > end:
            raise unsafe(kinds.ENTRIES_OVERLAP, entry.filename)
