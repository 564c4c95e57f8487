"""What is done to the pages of one language; no language knows of another, so they are done side by side."""

from __future__ import annotations

from pathlib import Path

from pcf.site.finishing import search_index
from pcf.site.finishing.alternates import with_switcher
from pcf.site.finishing.lean import lean
from pcf.site.finishing.markup import html_files


def complete_language(root: Path) -> int:
    """Rewrite the pages of one language and index them; return how many are found by search.

    Args:
        root: The built pages; its name is the language.

    Raises:
        DataError: The index could not be made.
    """
    rewrite_pages(root)
    return search_index.index(root)


def rewrite_pages(root: Path) -> None:
    """Give every page its switcher, and take out the white space that nobody sees."""
    for path in html_files(root):
        here = path.relative_to(root).parent.as_posix()
        text = path.read_text(encoding="utf-8")
        path.write_text(lean(with_switcher(text, "" if here == "." else f"{here}/")), encoding="utf-8")
