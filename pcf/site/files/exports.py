"""The whole model for other tools, as files beside the pages: what ``pcf export`` writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pcf.exchange import export
from pcf.site.exports import EXPORTS
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield the files that stand beside the pages of the language."""
    with TemporaryDirectory() as folder:
        for one in EXPORTS:
            if one.stands_in(model.lang):
                path = one.path(model.lang)
                made = Path(folder, Path(path).name)
                export(model.taxonomy, made, one.form)
                yield DataFile(path, made.read_bytes())
