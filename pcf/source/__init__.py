"""From files to records: strict YAML and PO in a checkout, compiled JSON in a wheel."""

from __future__ import annotations

from functools import cache

from pcf import _resources
from pcf.errors import NotInstalledError
from pcf.model import Bundle

__all__ = ["bundle"]

_PACKAGES = {"yaml": "PyYAML", "babel": "Babel"}  # module to what installs it


@cache
def bundle() -> Bundle:
    """Return the whole model; read once a process.

    Raises:
        NotInstalledError: In a checkout, what reads the sources is missing.
    """
    compiled = _resources.compiled("taxonomy.json")
    if compiled is not None:
        return Bundle.model_validate_json(compiled.read_bytes())
    try:
        from pcf.source import files  # PyYAML is needed in a checkout only
    except ModuleNotFoundError as error:
        package = _PACKAGES.get((error.name or "").partition(".")[0])
        if package is None:
            raise
        raise NotInstalledError(package=package, command=f"pip install {package}") from error
    return files.read(_resources.checkout())
