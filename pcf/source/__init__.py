"""From files to records: strict YAML and PO in a checkout, compiled JSON in a wheel."""

from __future__ import annotations

from functools import cache

from pcf import _resources
from pcf.model import Bundle

__all__ = ["bundle"]


@cache
def bundle() -> Bundle:
    """Return the whole model; read once a process."""
    compiled = _resources.compiled("taxonomy.json")
    if compiled is not None:
        return Bundle.model_validate_json(compiled.read_bytes())
    from pcf.source import files  # PyYAML and Babel are needed in a checkout only

    return files.read(_resources.checkout())
