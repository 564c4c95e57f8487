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
    """A file that may be read: ``name`` is how an assistant calls it, ``size`` in bytes.

    The name is the path within its folder; where several folders were opened, that folder's name stands before it.
    """

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
        roots = dict.fromkeys(path.resolve() for path in paths)
        self._roots = dict(zip(_told_apart([root.name or str(root) for root in roots]), roots, strict=True))

    def __bool__(self) -> bool:
        return bool(self._roots)

    @property
    def names(self) -> tuple[str, ...]:
        """How the folders are called, in order; no two alike."""
        return tuple(self._roots)

    def find(self, name: str) -> Found:
        """Return the file of a name.

        Args:
            name: As ``files`` tells it; or its path within one of the folders, with or without that folder's own path
                before it, where no other folder has the same.

        Raises:
            FileOutsideError: No folder has such a file or several have, it is no workbook and no saved assessment, or a
                link leads out of the folder.
        """
        label = next((one for one in self._roots if len(self._roots) > 1 and name.startswith(f"{one}/")), None)
        if label is not None and (found := self._found(label, name.removeprefix(f"{label}/"))):
            return found
        by_path = {found.path: found for one in self._roots if (found := self._found(one, name))}
        if len(by_path) == 1:
            return by_path.popitem()[1]
        raise FileOutsideError(file=repr(name[:200]), folders=list(self.names) or _NONE)

    def _found(self, label: str, name: str) -> Found | None:
        root = self._roots[label]
        try:
            path = (root / name).resolve()
            is_of_kind = path.suffix.lower() in SUFFIXES
            if is_of_kind and path.is_relative_to(root) and path.is_file() and path.stat().st_size <= FILE_LIMIT:
                within = path.relative_to(root).as_posix()
                return Found(f"{label}/{within}" if len(self._roots) > 1 else within, path, path.stat().st_size)
        except (OSError, ValueError, RuntimeError):  # a name that no system has, a link that leads to itself
            pass
        return None

    def files(self) -> Iterator[Found]:
        """Yield the workbooks and saved assessments, by folder and name."""
        for label, root in self._roots.items():
            seen = 0
            for folder, below, names in os.walk(root):
                depth = len(Path(folder).relative_to(root).parts)
                below[:] = sorted(one for one in below if not one.startswith(".")) if depth < _DEEPEST else []
                seen += len(names)
                if seen > _MOST_SEEN:
                    break
                yield from self._files_in(label, Path(folder), sorted(names))

    def _files_in(self, label: str, folder: Path, names: Sequence[str]) -> Iterator[Found]:
        for name in names:
            is_listed = name.lower().endswith(SUFFIXES) and not name.startswith((*_LOCKS, "."))
            if is_listed and (found := self._found(label, str(folder / name))):
                yield found


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return the names, each but the first of equal ones with a number: ``rounds``, ``rounds-2``."""
    made: list[str] = []
    for name in names:
        number = made.count(name) + 1
        told = name
        while told in made or (number > 1 and told in names):
            number = max(number, 2)
            told, number = f"{name}-{number}", number + 1
        made.append(told)
    return made
