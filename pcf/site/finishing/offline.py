"""The copy that opens from disk: one zip whose pages lead to files, since no host is there to find a folder's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pcf import _resources
from pcf.ids import LANGUAGES
from pcf.outputs import whole_file
from pcf.site.finishing import search_index
from pcf.site.finishing.counts import MISSING_PAGE
from pcf.site.finishing.policy import HEADERS_FILE, POLICY_FILE

FOLDER = "pcf-site"
SEARCH_SCRIPT = "assets/data/search-index.js"
NOTICE = "NOTICE.txt"

_FOR_HOSTS = frozenset({HEADERS_FILE, POLICY_FILE, "robots.txt", "sitemap.xml", MISSING_PAGE})
_SEARCHED_ONLINE = "pagefind"  # packed as one script here
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes from the same pages, whenever they are packed
_LEADS = re.compile(r"""(\s(?:href|src|xlink:href)=|;\s*url=)(["']?)([^"'#?\s>]+)""", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/)", re.IGNORECASE)


def write_offline(public: Path, out: Path) -> int:
    """Pack the finished site, whole or not at all. Return how many files are in it.

    Raises:
        OutputNotWritableError: ``out`` cannot be written.
    """
    count = 0
    with whole_file(out) as part, ZipFile(part, "w", ZIP_DEFLATED) as archive:
        for name, content in packed(public):
            entry = ZipInfo(f"{FOLDER}/{name}", _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
            count += 1
    return count


def packed(public: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of the copy, in the same order on every machine."""
    files = {path.relative_to(public).as_posix(): path for path in public.rglob("*") if path.is_file()}
    folders = {dirname(name) for name in files if name.endswith("index.html")}
    yield NOTICE, _resources.notice().encode()
    for name in sorted(files):
        if _left_out(name):
            continue
        content = files[name].read_bytes()
        yield name, led_to_files(content.decode(), name, folders).encode() if name.endswith(".html") else content
    for lang in LANGUAGES:
        yield f"{lang}/{SEARCH_SCRIPT}", search_index.pack(public / lang)


def led_to_files(text: str, name: str, folders: set[str]) -> str:
    """Return a page whose links lead to ``index.html`` where they led to a folder.

    Args:
        text: HTML.
        name: Where the page stands: ``en/map/index.html``.
        folders: Every folder that has a page, from the same root.

    >>> led_to_files('<a href="../id/10388/#levels">', "en/map/index.html", {"en/map", "en/id/10388"})
    '<a href="../id/10388/index.html#levels">'
    """
    here = dirname(name)

    def lead(found: re.Match[str]) -> str:
        path = found[3]
        if _WHOLE.match(path):
            return found[0]
        target = normpath(join(here, path))
        if ("" if target == "." else target) not in folders:
            return found[0]
        return f"{found[1]}{found[2]}{path.rstrip('/')}/index.html"

    return _LEADS.sub(lead, text)


def _left_out(name: str) -> bool:
    parts = name.split("/")
    return parts[-1] in _FOR_HOSTS or _SEARCHED_ONLINE in parts[:-1]
