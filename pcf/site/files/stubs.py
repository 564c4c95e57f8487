"""Addresses by edition and place, ``7.4/6.2.2/``: each leads to the element that stands there.

They are plain HTML, because a page of the theme for each would weigh as much as the site itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pcf.site import addresses
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

_HTML = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">
<link rel="icon" href="data:,">
<title>{title}</title>
</head>
<body>
<p>{sentence} <a href="{target}">{name}</a></p>
</body>
</html>
"""


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield one small page for every edition, and one for every place in it that a source tells."""
    for edition in model.taxonomy.bundle.editions:
        name = model.say("PCF {edition}", edition=edition.id)
        target = addresses.edition_page(edition.id)
        yield _stub(model, addresses.place_stub(edition.id), target, name, name)
    for record in model.taxonomy.bundle.elements:
        for place in record.places:
            if place.hierarchy_id:
                name = model.beside_owner(record.id, place.name.spoken(model.lang))
                title = f"PCF {place.edition}: {place.hierarchy_id} {name}"
                path = addresses.place_stub(place.edition, place.hierarchy_id)
                yield _stub(model, path, addresses.element_page(record.id), title, name)


def _stub(model: SiteModel, path: str, page: str, title: str, name: str) -> DataFile:
    target = "../" * path.count("/") + addresses.address(page)
    text = _HTML.format(
        lang=model.lang,
        target=escape(target),
        title=escape(title, quote=False),
        sentence=escape(model.say("This address leads to:"), quote=False),
        name=escape(name, quote=False),
    )
    return DataFile(path, text.encode())
