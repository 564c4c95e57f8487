"""Which files an assistant may read: those in the folders that were opened to it, and nothing else of the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcf.errors import N_, BadOptionError, FileOutsideError, Phrase
from pcf.sheets.limits import FILE_LIMIT

SUFFIXES = (".xlsx", ".xlsm", ".json")
_DEEPEST = 4  # folders in folders
_MOST_SEEN = 5_000  # entries that are looked at: a home folder has more than anybody wants listed
_LOCKS = ("~$", ".~lock.")
_A_FOLDER = Phrase(N_("a folder"))
_NONE = Phrase(N_("none"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be read: ``name`` is how an assistant calls it, ``size`` in bytes."""

    name: str
    path: Path
    size: int


class Folders:
    """The folders that were opened, with everything in them; links that lead out of them are refused."""

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        """Open folders.

        Raises:
            BadOptionError: One of them is no folder.
        """
        for path in paths:
            if not path.is_dir():
                raise BadOptionError(option="--folder", found=str(path), expected=_A_FOLDER)
        self._roots = tuple(dict.fromkeys(path.resolve() for path in paths))

    def __bool__(self) -> bool:
        return bool(self._roots)

    @property
    def names(self) -> tuple[str, ...]:
        """How the folders are called, in order."""
        return tuple(root.name or str(root) for root in self._roots)

    def find(self, name: str) -> Found:
        """Return the file of a name.

        Args:
            name: Its path within one of the folders, with or without that folder's own path before it.

        Raises:
            FileOutsideError: No folder has such a file, or a link leads out of it.
        """
        for root in self._roots:
            try:
                path = (root / name).resolve()
                if path.is_relative_to(root) and path.is_file() and path.stat().st_size <= FILE_LIMIT:
                    return Found(str(path.relative_to(root).as_posix()), path, path.stat().st_size)
            except (OSError, ValueError, RuntimeError):  # a name that no system has, a link that leads to itself
                continue
        raise FileOutsideError(file=repr(name[:200]), folders=list(self.names) or _NONE)

    def files(self) -> Iterator[Found]:
        """Yield the workbooks and saved assessments, by folder and name."""
        for root in self._roots:
            seen = 0
            for folder, below, names in os.walk(root):
                depth = len(Path(folder).relative_to(root).parts)
                below[:] = sorted(one for one in below if not one.startswith(".")) if depth < _DEEPEST else []
                seen += len(names)
                if seen > _MOST_SEEN:
                    break
                yield from self._files_in(root, Path(folder), sorted(names))

    def _files_in(self, root: Path, folder: Path, names: Sequence[str]) -> Iterator[Found]:
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith((*_LOCKS, ".")):
                try:
                    yield self.find(str((folder / name).relative_to(root)))
                except FileOutsideError:
                    continue
