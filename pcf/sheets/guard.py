"""The door: what a received file is, before anything in it is unpacked or parsed.

Nothing here trusts names, sizes or headers of the file. A refusal is one finding.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pcf.findings import Finding, FindingKind
from pcf.sheets import findings as kinds
from pcf.sheets.limits import FILE_LIMIT

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}
# A pipe put in the place of the file must not make us wait for its writer.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class RefusedFileError(Exception):
    """The file is refused; never leaves the rooms that read workbooks."""

    def __init__(self, kind: FindingKind, *, sheet: str = "", cell: str = "", **facts: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.sheet, self.cell = sheet, cell
        self.facts = facts

    def finding(self, file: str) -> Finding:
        return Finding(self.kind, file, self.sheet, self.cell, self.facts)


def content_of(path: Path) -> bytes:
    """Read a file that begins as a zip archive does.

    Raises:
        RefusedFileError: It is not there, cannot be read, is too large or is something else.
    """
    if path.name.startswith(("~$", ".~lock.")):
        raise RefusedFileError(kinds.FILE_LOCK, found=path.name)
    try:
        _check_regular(path, path.stat())
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            _check_regular(path, status)
            content = file.read(FILE_LIMIT + 1) if status.st_size <= FILE_LIMIT else b""
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise RefusedFileError(kinds.FILE_MISSING, found=str(path)) from error
    except OSError as error:
        raise RefusedFileError(kinds.FILE_UNREADABLE, found=path.name, reason=error.strerror or str(error)) from error
    size = max(status.st_size, len(content))
    if size > FILE_LIMIT:
        raise RefusedFileError(kinds.FILE_TOO_LARGE, found=size, limit=FILE_LIMIT)
    if not content:
        raise RefusedFileError(kinds.FILE_EMPTY, found=path.name)
    if not content.startswith(b"PK"):
        raise _refusal_of(content, path.name)
    return content


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _check_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedFileError(kinds.FILE_IS_FOLDER, found=str(path))
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFileError(kinds.FILE_IS_DEVICE, found=str(path))


def _refusal_of(content: bytes, name: str) -> RefusedFileError:
    """Name what a file that is not a zip archive is, by its first bytes."""
    if content.startswith(b"%PDF"):
        return RefusedFileError(kinds.FILE_IS_OTHER, found=name, format=".pdf")
    return RefusedFileError(_kind_of(content), found=name)


def _kind_of(content: bytes) -> FindingKind:
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
