"""The files of a folder or a .zip of tables: written the same to the byte, read with nothing unpacked to the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from pcf.errors import Phrase
from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import UnreadableError
from pcf.exchange.received import content_of
from pcf.findings import Finding
from pcf.outputs import together, whole_file, whole_folder, write_whole

_ENTRY_SIGN = b"PK\x01\x02"
_ENTRY_LIMIT = 500  # ours has some forty
_SIZE_LIMIT = 16 * 2**20  # all that is read; ours takes 2 MB
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a .zip knows no earlier day
_READABLE_BY_ALL = 0o644 << 16
_UNIX = 3
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def is_zip(path: Path) -> bool:
    """Whether a name asks for a .zip."""
    return path.suffix.lower() == ".zip"


def write_files(out: Path, files: Mapping[str, str]) -> None:
    """Write texts as files of a folder, or of a .zip if ``out`` ends so; all of them or none.

    Raises:
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    if is_zip(out):
        with whole_file(out) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                entry = zipfile.ZipInfo(name, _EARLIEST)
                entry.compress_type, entry.external_attr, entry.create_system = (
                    zipfile.ZIP_DEFLATED,
                    _READABLE_BY_ALL,
                    _UNIX,
                )
                archive.writestr(entry, text.encode("utf-8"))
        return
    with together(), whole_folder(out) as folder:
        for name, text in files.items():
            write_whole(folder / name, text)


class Received:
    """The files that somebody gave us; only those that are asked for are looked at."""

    def __init__(self, path: Path) -> None:
        """Open a folder or a .zip.

        Raises:
            UnreadableError: It is not there, or is neither.
        """
        self._folder = path
        self._archive = None if _is_folder(path) else _opened(path)
        self._left = _SIZE_LIMIT

    def content(self, name: str) -> bytes | Finding:
        """Return the bytes of a file, or why there are none."""
        try:
            content = self._content(name)
        except UnreadableError as error:
            is_missing = error.kind.code == "file-missing"
            return Finding(kinds.TABLE_MISSING if is_missing else error.kind, name, facts=error.facts)
        self._left -= len(content)
        return content

    def _content(self, name: str) -> bytes:
        if self._archive is None:
            content = content_of(self._folder / name)
            if len(content) > self._left:
                raise _unusable(kinds.TOO_LARGE, name)
            return content
        if name not in self._archive.namelist():
            raise UnreadableError(kinds.TABLE_MISSING, found=name)
        try:
            with self._archive.open(name) as entry:
                content = entry.read(self._left + 1)
        except Exception as error:  # each way of packing has errors of its own, and not every Python has all of them
            raise _unusable(kinds.ENTRY_BROKEN, name) from error
        if len(content) > self._left:
            raise _unusable(kinds.TOO_LARGE, name)
        return content


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long; whoever opens the file tells what is wrong with it
        return False


def _opened(path: Path) -> zipfile.ZipFile:
    content = content_of(path)
    # zipfile makes an object of every entry before anybody can count them
    if content.count(_ENTRY_SIGN) > _ENTRY_LIMIT:
        raise _unusable(kinds.TOO_MANY_ENTRIES, path.name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN as error:
        raise _unusable(kinds.NOT_AN_ARCHIVE, path.name) from error
    names = archive.namelist()
    if twice := [name for name in names if names.count(name) > 1]:
        raise _unusable(kinds.ENTRY_TWICE, ascii(twice[0])[:100])
    return archive


def _unusable(reason: Phrase, found: str) -> UnreadableError:
    return UnreadableError(kinds.ARCHIVE_BROKEN, reason=reason, found=found)
