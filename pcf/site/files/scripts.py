"""The scripts and styles of the site, and how data reaches them.

Everything a script reads comes as a script too: a page opened from disk may not fetch. A data file sets one
member of ``pcf.data``; every script is a classic one, and shares nothing but the object ``pcf``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files as resources

from pcf.errors import N_
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

# What every page may have to say; the tools bring words of their own with their data.
_WORDS = {
    "search": N_("Search"),
}


def data_script(name: str, data: object) -> DataFile:
    """Return a script that sets ``pcf.data.<name>``, loaded as ``assets/data/<name>.js``."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    text = f"((globalThis.pcf ??= {{}}).data ??= {{}})[{json.dumps(name)}] = {said};\n"
    return DataFile(f"assets/data/{name}.js", text.encode())


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield every script and style as it is, and the words that each page needs."""
    for asset in sorted(resources("pcf.site").joinpath("assets").iterdir(), key=lambda one: one.name):
        yield DataFile(f"assets/{asset.name}", asset.read_bytes())
    yield data_script("site", {"words": {name: model.say(text) for name, text in _WORDS.items()}})
