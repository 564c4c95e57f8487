"""Output files appear whole or not at all, and those of one run together."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

from pcf.errors import N_, OutputNotWritableError, OutputsPartlyWrittenError, Phrase

NOT_A_FILE = Phrase(N_("something else than a file has this name"))

# Temporary file or folder to the name it will have, or a file that goes to ``None``; outside of ``together`` no list.
_waiting: ContextVar[dict[Path, Path | None] | None] = ContextVar("waiting", default=None)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary name beside ``path`` to write to; it becomes ``path`` when the block ends well.

    If the block raises, nothing is left behind and an older ``path`` stays as it was. Inside
    ``together`` the file gets its name when that block ends.

    Raises:
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full, or ``path`` is there and
            no file that may be replaced, such as a device; names ``path``.
    """
    with _told(path):
        if path.exists() and not (path.is_file() or path.is_dir()):  # a folder the system itself does not replace
            raise OutputNotWritableError(path=str(path), reason=NOT_A_FILE)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        os.close(handle)
    temporary, others = Path(name), _waiting.get()
    try:
        with _told(path):
            yield temporary
            temporary.chmod(0o666 & ~_umask())
            if others is None:
                temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if others is not None:
        others[temporary] = path


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write files to; a new one becomes ``path`` when the block ends well.

    If the block raises, a new folder is gone with all that is in it. A folder that is there already
    is given itself: what else lies in it stays, and only its files are whole or not at all. Inside
    ``together`` a new folder gets its name when that block ends.

    Raises:
        OutputNotWritableError: The folder around it is missing or closed to us; names ``path``.
    """
    if path.is_dir():
        yield path
        return
    with _told(path):
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent))
    others = _waiting.get()
    token = _waiting.set(None)  # files in it get their names at once: the folder has none yet
    try:
        with _told(path):
            yield temporary
            temporary.chmod(0o777 & ~_umask())
            if others is None:
                temporary.replace(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    finally:
        _waiting.reset(token)
    if others is not None:
        others[temporary] = path


@contextlib.contextmanager
def together() -> Iterator[None]:
    """Let all files and folders of the block appear, or go, when it ends well, and none if it raises.

    Inside another such block they appear when that one ends.

    Raises:
        OutputsPartlyWrittenError: A file could not get its name after others had got theirs; names both.
        OutputNotWritableError: As in ``whole_file``; no file has appeared.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[Path, Path | None] = {}
    token = _waiting.set(waiting)
    try:
        yield
        _rename_all(waiting)
    finally:
        _waiting.reset(token)
        for temporary, path in waiting.items():
            if path is not None:
                _remove(temporary)


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8; the file appears whole or not at all."""
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def remove_old(path: Path) -> None:
    """Remove an output of an earlier run, if it is there; inside ``together`` only when all new ones have appeared.

    Raises:
        OutputNotWritableError: The folder is closed to us; names ``path``.
    """
    others = _waiting.get()
    if others is None:
        with _told(path):
            path.unlink(missing_ok=True)
    else:
        others[path] = None


def _rename_all(waiting: dict[Path, Path | None]) -> None:
    """Give all files their names, then remove those that go."""
    written: list[str] = []
    for temporary, name in sorted(waiting.items(), key=lambda one: one[1] is None):
        path = name or temporary
        try:
            if name is None:
                path.unlink(missing_ok=True)
                continue
            temporary.replace(path)
        except OSError as error:
            reason = error.strerror or str(error)
            if written:
                raise OutputsPartlyWrittenError(path=str(path), reason=reason, written=written) from error
            raise OutputNotWritableError(path=str(path), reason=reason) from error
        written.append(str(path))


def _remove(temporary: Path) -> None:
    if temporary.is_dir():
        shutil.rmtree(temporary, ignore_errors=True)
    else:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell a fault of the disk by the name that the user gave."""
    try:
        yield
    except Exception as error:
        # XlsxWriter hands the fault of the disk on inside an error of its own.
        fault = next((one for one in (error, *error.args) if isinstance(one, OSError)), None)
        if fault is None:
            raise
        raise OutputNotWritableError(path=str(path), reason=fault.strerror or str(fault)) from error


def _umask() -> int:
    """Return the process's mask; ``mkstemp`` ignores it and makes files that only the owner may read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
