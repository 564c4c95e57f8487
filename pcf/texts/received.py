"""The door for received texts: the bytes of a file that is there, is a file, and is not too large."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pcf.errors import N_
from pcf.findings import Finding, FindingKind, Severity

_ERROR = Severity.ERROR
_A_FILE = N_("A file with statements, a mapping or a listing.")

FILE_MISSING = FindingKind(
    "file-missing", _ERROR, N_("There is no file {found}."), _A_FILE, N_("Check the path and the name.")
)
FILE_IS_FOLDER = FindingKind(
    "file-is-folder", _ERROR, N_("{found} is a folder, not a file."), _A_FILE, N_("Name a file in this folder.")
)
FILE_IS_DEVICE = FindingKind(
    "file-is-device",
    _ERROR,
    N_("{found} is a pipe, a device or a socket, not a file."),
    _A_FILE,
    N_("Save it as a file and name that."),
)
FILE_UNREADABLE = FindingKind(
    "file-unreadable",
    _ERROR,
    N_("{found} cannot be opened: {reason}."),
    N_("A file that is open to you."),
    N_("Close it in other programs and check who may read it."),
)
FILE_EMPTY = FindingKind(
    "file-empty", _ERROR, N_("{found} is empty."), _A_FILE, N_("Ask the sender for the file again.")
)
FILE_TOO_LARGE = FindingKind(
    "file-too-large",
    _ERROR,
    N_("The file is too large: {found} bytes."),
    N_("At most {limit} bytes."),
    N_("Leave in it only what is to be read, or split it."),
)

SIZE_LIMIT = 64 * 2**20  # a hundred thousand statements of an ordinary length take a third of it
# A pipe put in the place of the file must not make us wait for its writer.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class RefusedTextError(Exception):
    """The file is refused; never leaves the rooms that read texts."""

    def __init__(self, kind: FindingKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.facts = facts

    def finding(self, file: str) -> Finding:
        return Finding(self.kind, file, facts=self.facts)


def content_of(path: Path, *, limit: int = SIZE_LIMIT) -> bytes:
    """Read all bytes of a file.

    Raises:
        RefusedTextError: It is not there, is no file, cannot be read, is empty or larger than ``limit``.
    """
    try:
        _check_regular(path, path.stat())
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
            status = os.fstat(file.fileno())
            _check_regular(path, status)
            content = file.read(limit + 1) if status.st_size <= limit else b""
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise RefusedTextError(FILE_MISSING, found=path.name or str(path)) from error
    except OSError as error:
        raise RefusedTextError(FILE_UNREADABLE, found=path.name, reason=error.strerror or str(error)) from error
    size = max(status.st_size, len(content))
    if size > limit:
        raise RefusedTextError(FILE_TOO_LARGE, found=size, limit=limit)
    if not content:
        raise RefusedTextError(FILE_EMPTY, found=path.name)
    return content


def _check_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedTextError(FILE_IS_FOLDER, found=path.name or str(path))
    if not stat.S_ISREG(status.st_mode):
        raise RefusedTextError(FILE_IS_DEVICE, found=path.name)
