"""Every error and every finding that the package can tell, found in its modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import MappingProxyType, ModuleType

import pcf
from pcf.errors import PcfError
from pcf.findings import FindingKind

_LEFT_OUT = frozenset({"__main__", "_build", "site"})  # the first two run something; the site tells readers nothing


@cache
def error_kinds() -> Mapping[str, type[PcfError]]:
    """Return code to class of every error that ends a call."""
    for _ in _modules():
        pass  # a class is known once its module is imported
    return MappingProxyType({kind.code: kind for kind in _with_subclasses(PcfError)})


@cache
def finding_kinds() -> Mapping[str, FindingKind]:
    """Return code to kind of every finding that a file can get."""
    return MappingProxyType(
        {
            value.code: value
            for module in _modules()
            for value in vars(module).values()
            if isinstance(value, FindingKind)
        }
    )


def _modules() -> Iterator[ModuleType]:
    for found in walk_packages(pcf.__path__, "pcf."):
        if not _LEFT_OUT & set(found.name.split(".")):
            yield import_module(found.name)


def _with_subclasses(kind: type[PcfError]) -> Iterator[type[PcfError]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__.startswith("pcf."):
            yield from _with_subclasses(below)
