"""An organisation's own elements, metrics, names, levels and reasons, in files beside the package.

They stand beside what ships and never change it. Once a folder was read, what was made with it (an
assessment, a saved file) is understood by the organisation's short name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pcf.errors import ExtensionError, UnknownExtensionError
from pcf.framework import Framework, shipped

if TYPE_CHECKING:
    from pcf.extensions.records import Extension
    from pcf.findings import Finding

__all__ = ["framework_of", "loaded", "not_loaded", "read", "read_all"]

_READING = Lock()
_known: dict[str, Extension] = {}
_made: dict[tuple[str, ...], tuple[tuple[Extension, ...], Framework]] = {}


def read(folder: str | Path) -> Extension:
    """Read one folder.

    Raises:
        ExtensionError: It has faults; ``findings`` hold every one, with file and line.
    """
    from pcf.extensions.building import build
    from pcf.extensions.checking import Checker
    from pcf.extensions.editions import read_editions
    from pcf.extensions.reading import read_folder

    base = shipped()
    opened = read_folder(Path(folder))
    editions = read_editions(opened, base)
    if opened.head is not None:
        opened.findings += Checker(opened, base).findings()
    if opened.findings or opened.head is None:
        raise ExtensionError(findings=opened.findings, path=str(folder), count=len(opened.findings))
    return build(opened, opened.head, editions, base)


def read_all(folders: Iterable[str | Path]) -> Framework:
    """Return what ships with the extensions of these folders beside it, read anew.

    Raises:
        ExtensionError: A folder has faults; those of all folders are told together.
    """
    extensions: list[Extension] = []
    faults: list[Finding] = []
    names: list[str] = []
    for folder in folders:
        try:
            extensions.append(read(folder))
        except ExtensionError as error:
            faults += error.findings
            names.append(str(folder))
    if faults:
        raise ExtensionError(findings=faults, path=", ".join(names), count=len(faults))
    return framework_of(extensions)


def framework_of(extensions: Sequence[Extension]) -> Framework:
    """Return what ships with these beside it; the same object for equal ones. Later calls know them by name.

    Raises:
        ExtensionError: Two of them claim one place, or one edition.
    """
    by_name = {extension.id: extension for extension in extensions}
    names = tuple(sorted(by_name))
    ordered = tuple(by_name[name] for name in names)
    from pcf.extensions.extended import ExtendedFramework, collisions

    if faults := collisions(ordered):
        raise ExtensionError(findings=faults, path=", ".join(names), count=len(faults))
    with _READING:
        _known.update(by_name)
        before = _made.get(names)
        if before is None or before[0] != ordered:
            _made[names] = (ordered, ExtendedFramework(ordered))
        return _made[names][1]


def loaded(names: Sequence[str]) -> Framework:
    """Return what ships with extensions that were read before, by their short names.

    Raises:
        UnknownExtensionError: One of them was not read; names the first.
    """
    for name in not_loaded(names):
        raise UnknownExtensionError(owner=name, loaded=sorted(_known) or ["–"])
    return framework_of([_known[name] for name in dict.fromkeys(names)])


def not_loaded(names: Sequence[str]) -> list[str]:
    """Return those of the short names whose extensions were not read, in order."""
    return [name for name in names if name not in _known]
