"""Everything that stands below one language's root: pages, data, scripts, addresses that lead on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp

from pcf.site import files, pages
from pcf.site.codes import error_kinds
from pcf.site.handwritten import handwritten
from pcf.site.page import DataFile, Page
from pcf.site.pages import radar
from pcf.site.pages.element_neighbours import neighbours
from pcf.site.promised import package
from pcf.site.site_model import SiteModel


def prepare(model: SiteModel) -> None:
    """Make what is the same in every language: a process that is a copy of this one has it already."""
    error_kinds()
    package()
    radar.example()
    for element in model.elements:
        neighbours(model, element)


def site_files(model: SiteModel) -> Iterator[DataFile]:
    """Yield every file of one language, each path once.

    Raises:
        DataError: A hand-written page asks for what the model does not hold.
    """
    for page in chain(handwritten(model, pages.DIRECTIVES), all_pages(model)):
        yield DataFile(page.path, page.text(model).encode())
    for made in files.FILES:
        yield from made(model)


def all_pages(model: SiteModel) -> Iterator[Page]:
    """Yield every page that is made from the model and from the code."""
    for made in pages.PAGES:
        yield from made(model)


def write(model: SiteModel, out: Path) -> int:
    """Write one language to ``out``, whole or not at all; what stood there is gone. Return how many files.

    Raises:
        DataError: A hand-written page asks for what the model does not hold.
        ValueError: Two files want one path.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        count = 0
        for file in site_files(model):
            path = fresh / file.path
            if path.exists():
                raise ValueError(f"two files want {file.path}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
            count += 1
        fresh.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count
