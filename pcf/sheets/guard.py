"""The door: what a received file is, before anything in it is unpacked or parsed.

Nothing here trusts names, sizes or headers of the file. A refusal is one finding; what does
not forbid reading (macros, links to other files) is a warning.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pcf.findings import Finding, FindingKind
from pcf.sheets import findings as kinds

FILE_LIMIT = 20 * 2**20
ENTRY_LIMIT = 2_000
PART_LIMIT = 64 * 2**20
TOTAL_LIMIT = 128 * 2**20
RATIO_LIMIT = 200
RATIO_FROM = 2**20  # small parts compress as well as they like

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
_CHUNK = 2**16


class RefusedFileError(Exception):
    """The file is refused; never leaves ``pcf.excel``."""

    def __init__(self, kind: FindingKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.facts = facts

    def finding(self, file: str) -> Finding:
        return Finding(self.kind, file, facts=self.facts)


@dataclass
class Package:
    """An archive that passed the door; parts are unpacked one by one, counted while inflating."""

    archive: zipfile.ZipFile
    findings: list[Finding] = field(default_factory=list)
    _unpacked: int = 0

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            RefusedFileError: The part is missing, damaged, or grows beyond the limits.
        """
        try:
            info = self.archive.getinfo(name)
            with self.archive.open(info) as part:
                return b"".join(self._counted(name, part, max(info.compress_size, 1)))
        except KeyError as error:
            raise RefusedFileError(kinds.FILE_DAMAGED, found=f"{name} is missing") from error
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise RefusedFileError(kinds.FILE_DAMAGED, found=f"{name}: {type(error).__name__}") from error
        except Exception as error:
            if type(error).__module__ not in {"zlib", "lzma"}:
                raise
            raise RefusedFileError(kinds.FILE_DAMAGED, found=f"{name}: {error}") from error

    def _counted(self, name: str, part: IO[bytes], packed: int) -> Iterator[bytes]:
        size = 0
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            self._unpacked += len(chunk)
            if size > PART_LIMIT or (size > RATIO_FROM and size > RATIO_LIMIT * packed):
                raise _too_big(f"{name}: {size // 2**20} MB from {packed} bytes")
            if self._unpacked > TOTAL_LIMIT:
                raise _too_big(f"{self._unpacked // 2**20} MB")
            yield chunk


def _too_big(found: str) -> RefusedFileError:
    limit = f"{PART_LIMIT // 2**20} MB a part, {TOTAL_LIMIT // 2**20} MB in all, {RATIO_LIMIT} times the packed size"
    return RefusedFileError(kinds.ARCHIVE_TOO_BIG, found=found, limit=limit)


def open_package(path: Path) -> Package:
    """Let a file in.

    Raises:
        RefusedFileError: It is not there, not a workbook, or dangerous.
    """
    content = _content(path)
    if not content.startswith(b"PK"):
        raise RefusedFileError(_kind_of(content), found=path.name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise RefusedFileError(kinds.FILE_DAMAGED, found=str(error) or path.name) from error
    _check_entries(archive)
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        is_ods = "mimetype" in names or "META-INF/manifest.xml" in names
        raise RefusedFileError(kinds.FILE_IS_ODS if is_ods else kinds.FILE_UNKNOWN, found=path.name)
    package = Package(archive)
    macros = [name for name in names if name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower()]
    if macros:
        package.findings.append(Finding(kinds.MACROS, path.name, facts={"found": sorted(macros)}))
    links = [name for name in names if name.lower().startswith("xl/externallinks/") and name.endswith(".xml")]
    if links:
        package.findings.append(Finding(kinds.EXTERNAL_LINKS, path.name, facts={"found": sorted(links)}))
    return package


def _content(path: Path) -> bytes:
    if path.name.startswith(("~$", ".~lock.")):
        raise RefusedFileError(kinds.FILE_LOCK, found=path.name)
    try:
        if path.is_dir():
            raise RefusedFileError(kinds.FILE_IS_FOLDER, found=str(path))
        if not path.is_file():
            raise RefusedFileError(kinds.FILE_MISSING, found=str(path))
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise RefusedFileError(kinds.FILE_TOO_LARGE, found=size, limit=FILE_LIMIT)
        content = path.read_bytes()
    except OSError as error:
        raise RefusedFileError(kinds.FILE_UNREADABLE, found=path.name, reason=error.strerror or str(error)) from error
    if not content:
        raise RefusedFileError(kinds.FILE_EMPTY, found=path.name)
    return content


def _kind_of(content: bytes) -> FindingKind:
    """Name what a file that is not a zip archive is, by its first bytes."""
    if content.startswith(_OLE2):
        return kinds.FILE_ENCRYPTED if _ENCRYPTED in content else kinds.FILE_IS_XLS
    start = content[:4096]
    is_text = any(start.startswith(bom) for bom in _BOMS)
    for bom in _BOMS:
        start = start.removeprefix(bom)
    bare = start.replace(b"\x00", b"") if is_text else start
    if bare.lstrip().startswith(b"<"):
        return kinds.FILE_IS_MARKUP
    return kinds.FILE_IS_TEXT if is_text or not _CONTROL & set(bare) else kinds.FILE_UNKNOWN


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise RefusedFileError(kinds.ARCHIVE_UNSAFE, found=f"{len(entries)} entries")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in entry.orig_filename or ".." in name.split("/") or ":" in name[:3]:
            raise RefusedFileError(kinds.ARCHIVE_UNSAFE, found=repr(name))
        if name.casefold() in seen:
            raise RefusedFileError(kinds.ARCHIVE_UNSAFE, found=f"{name!r} twice")
        if entry.flag_bits & 0x1:
            raise RefusedFileError(kinds.FILE_ENCRYPTED, found=name)
        seen.add(name.casefold())
    if sum(entry.file_size for entry in entries) > TOTAL_LIMIT:
        raise _too_big(f"{sum(entry.file_size for entry in entries) // 2**20} MB")
    largest = max(entries, key=lambda entry: entry.file_size, default=None)
    if largest is not None and largest.file_size > PART_LIMIT:
        raise _too_big(f"{largest.filename}: {largest.file_size // 2**20} MB")
