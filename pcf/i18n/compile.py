"""PO to MO, in memory: for the build hook and for a checkout."""

from __future__ import annotations

import io
import os
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


def refresh(locales: Path, out: Path, domain: str) -> None:
    """Compile the catalogues of one domain that are newer than their compiled form.

    Several processes may do so at once; each file appears whole.
    """
    for source in locales.glob(f"*/LC_MESSAGES/{domain}.po"):
        target = out / source.relative_to(locales).with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_bytes(compiled_catalogue(source).getvalue())
        partial.replace(target)
