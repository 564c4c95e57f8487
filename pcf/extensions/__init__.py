"""An organisation's own elements, metrics, names, levels and reasons, in files beside the package.

They stand beside what ships and never change it. Once a folder was read, what was made with it (an
assessment, a saved file) is understood by the organisation's short name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

from pcf.errors import ExtensionError, UnknownExtensionError
from pcf.findings import Finding
from pcf.framework import Framework, shipped

if TYPE_CHECKING:
    from pcf.extensions.extended import ExtendedFramework
    from pcf.extensions.records import Extension

__all__ = ["framework_of", "loaded", "not_loaded", "read", "read_all", "restored"]

_READING = Lock()
_known: dict[str, Extension] = {}
_latest: dict[tuple[str, ...], ExtendedFramework] = {}
_alive: WeakSet[ExtendedFramework] = WeakSet()  # earlier versions too, as long as somebody uses them


def read(folder: str | Path) -> Extension:
    """Read one folder.

    Raises:
        ExtensionError: It has faults; ``findings`` hold every one, with file and line.
    """
    from pcf.extensions.building import build
    from pcf.extensions.checking import Checker
    from pcf.extensions.editions import read_editions
    from pcf.extensions.extended import collisions
    from pcf.extensions.findings import EXTENSION_MISSING
    from pcf.extensions.reading import read_folder

    base = shipped()
    if not str(folder).strip():  # pathlib takes it for the folder that we are in
        raise ExtensionError(findings=[Finding(EXTENSION_MISSING, facts={"found": '""'})], path='""', count=1)
    opened = read_folder(Path(folder))
    editions = read_editions(opened, base)
    if opened.head is not None:
        opened.findings += Checker(opened, base).findings()
    if opened.findings or opened.head is None:
        raise ExtensionError(findings=opened.findings, path=str(folder), count=len(opened.findings))
    extension = build(opened, opened.head, editions, base)
    if faults := collisions([extension]):
        raise ExtensionError(findings=faults, path=str(folder), count=len(faults))
    return extension


def read_all(folders: Iterable[str | Path]) -> Framework:
    """Return what ships with the extensions of these folders beside it, read anew.

    Raises:
        ExtensionError: A folder has faults; those of all folders are told together.
    """
    from pcf.extensions.findings import EXTENSION_NAME_TWICE

    first: dict[str, tuple[str, Extension]] = {}
    faults: list[Finding] = []
    names: list[str] = []
    for folder in folders:
        try:
            extension = read(folder)
        except ExtensionError as error:
            faults += error.findings
            names.append(str(folder))
            continue
        before, same = first.setdefault(extension.id, (str(folder), extension))
        if same != extension:
            facts = {"found": extension.id, "first": before, "second": str(folder)}
            faults.append(Finding(EXTENSION_NAME_TWICE, facts=facts))
            names.append(str(folder))
    if faults:
        raise ExtensionError(findings=faults, path=", ".join(names), count=len(faults))
    return framework_of([extension for _, extension in first.values()])


def framework_of(extensions: Sequence[Extension]) -> Framework:
    """Return what ships with these beside it; the same object for equal ones. Later calls know them by name.

    Raises:
        ExtensionError: Two of them claim one place, or one edition.
    """
    from pcf.extensions.extended import collisions

    ordered = tuple(sorted(extensions, key=lambda extension: extension.id))
    names = tuple(extension.id for extension in ordered if not extension.is_lent)
    lent = tuple(edition.record.id for extension in ordered if extension.is_lent for edition in extension.editions)
    if faults := collisions(ordered):
        raise ExtensionError(findings=faults, path=", ".join(names), count=len(faults))
    with _READING:
        for extension in ordered:
            if not extension.is_lent:
                _known.pop(extension.id, None)
                _known[extension.id] = extension  # the last to be read stands last
        _latest[*names, *lent] = _framework(ordered)
        return _latest[*names, *lent]


def restored(extensions: Sequence[Extension]) -> Framework:
    """Return the framework of a copy or of a pickled model: the same object as the original where that is alive.

    What the organisations' names mean in this process stays as it is; only names that are not known get a meaning.
    """
    with _READING:
        for extension in (one for one in extensions if not one.is_lent):
            _known.setdefault(extension.id, extension)
        return _framework(tuple(extensions))


def _framework(extensions: tuple[Extension, ...]) -> ExtendedFramework:
    from pcf.extensions.extended import ExtendedFramework

    made = next((one for one in _alive if one.stands_on(extensions)), None)
    if made is None:
        made = ExtendedFramework(extensions)
        _alive.add(made)
    return made


def loaded(names: Sequence[str], editions: Collection[str] = ()) -> Framework:
    """Return what ships with extensions that were read before, by their short names.

    Args:
        names: Whose own elements stand beside what ships.
        editions: Editions that are needed. One that neither ships nor is theirs comes from the extension that was read
            last of those that have it, without what else is in it; one that nobody has is left out.

    Raises:
        UnknownExtensionError: One of them was not read; names the first.
    """
    for name in not_loaded(names):
        raise UnknownExtensionError(owner=name, loaded=sorted(_known) or ["–"])
    named = [_known[name] for name in dict.fromkeys(names)]
    with _READING:
        lent = _lent(named, editions)
    return framework_of([*named, *lent]) if named or lent else shipped()


def _lent(named: Sequence[Extension], editions: Collection[str]) -> list[Extension]:
    there = {record.id for record in shipped().bundle.editions}
    there |= {edition.record.id for extension in named for edition in extension.editions}
    found: list[Extension] = []
    for lender in reversed(_known.values()):
        lending = [one for one in lender.editions if one.record.id in editions and one.record.id not in there]
        there |= {one.record.id for one in lending}
        if lending:
            found.append(lender.only(lending))
    return found


def not_loaded(names: Sequence[str]) -> list[str]:
    """Return those of the short names whose extensions were not read, in order."""
    return [name for name in names if name not in _known]
