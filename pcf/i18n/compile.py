"""PO to MO, in memory: for the build hook and for a checkout."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled_catalogue(path: Path) -> io.BytesIO:
    """Compile one PO file; fuzzy entries are left out."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    out = io.BytesIO()
    write_mo(out, catalogue, use_fuzzy=False)
    out.seek(0)
    return out
