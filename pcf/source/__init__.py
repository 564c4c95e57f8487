"""From files to records: strict YAML and PO in a checkout, compiled JSON in a wheel."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from pcf import _resources
from pcf.errors import NotInstalledError
from pcf.model import Bundle

if TYPE_CHECKING:
    from pcf.model.log import LogsBundle
    from pcf.model.loop import LoopsBundle
    from pcf.model.rubric import RubricsBundle
    from pcf.model.statement import StatementsBundle
    from pcf.source.files import Sources

__all__ = ["bundle", "logs", "loops", "rubrics", "statements"]

_PACKAGES = {"yaml": "PyYAML", "babel": "Babel"}  # module to what installs it


@cache
def bundle() -> Bundle:
    """Return the model; read once a process.

    Raises:
        NotInstalledError: In a checkout, what reads the sources is missing.
    """
    compiled = _resources.compiled("taxonomy.json")
    if compiled is None:
        return _checkout().model
    with _without_collecting():
        return Bundle.model_validate_json(compiled.read_bytes())


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking thousands of new records that are all kept: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # otherwise what somebody froze would come loose
                gc.freeze()
                gc.unfreeze()  # both together make everything old; the next collection would begin with the new
            gc.enable()


@cache
def rubrics() -> RubricsBundle:
    """Return the rubrics; a third of all texts, so read apart and once a process.

    Raises:
        NotInstalledError: In a checkout, what reads the sources is missing.
    """
    from pcf.model.rubric import RubricsBundle

    compiled = _resources.compiled("rubrics.json")
    return RubricsBundle.model_validate_json(compiled.read_bytes()) if compiled else _checkout().rubrics


@cache
def logs() -> LogsBundle:
    """Return what metrics are counted from; only who measures a log needs it.

    Raises:
        NotInstalledError: In a checkout, what reads the sources is missing.
    """
    from pcf.model.log import LogsBundle

    compiled = _resources.compiled("logs.json")
    return LogsBundle.model_validate_json(compiled.read_bytes()) if compiled else _checkout().logs


@cache
def loops() -> LoopsBundle:
    """Return the two closed loops, complaints and contact reasons; read once a process.

    Raises:
        NotInstalledError: In a checkout, what reads the sources is missing.
    """
    from pcf.model.loop import LoopsBundle

    compiled = _resources.compiled("loops.json")
    return LoopsBundle.model_validate_json(compiled.read_bytes()) if compiled else _checkout().loops


def statements() -> StatementsBundle:
    """Return what an index of statements is made of; a wheel carries the index instead.

    Raises:
        NotInstalledError: What reads the sources is missing.
        FileNotFoundError: This is a wheel, or nothing at all.
    """
    from pcf.source import phrasebook

    return phrasebook.read(_resources.checkout(), bundle())


@cache
def _checkout() -> Sources:
    try:
        from pcf.source import files  # PyYAML is needed in a checkout only
    except ModuleNotFoundError as error:
        package = _PACKAGES.get((error.name or "").partition(".")[0])
        if package is None:
            raise
        raise NotInstalledError(package=package, command=f"pip install {package}") from error
    return files.read(_resources.checkout())
