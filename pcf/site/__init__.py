"""The documentation site: pages as plain Markdown files, made from the model in each language.

``python -m pcf.site OUT`` writes ``OUT/<lang>/docs``: the hand-written pages of ``docs/<lang>``, a page for
everything in the model, and the data and scripts that the pages load. What turns Markdown into HTML is not
known here. ``python -m pcf.site.finishing`` then completes the HTML of all languages: search, the page
that leads to a language, site maps, the content-security policy and the copy that opens from disk.
"""

from pcf.site.page import DataFile, Page
from pcf.site.site_model import SiteModel

__all__ = ["DataFile", "Page", "SiteModel"]
