"""Small pieces of Markdown: plain text made safe, lists, tables, folds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_SIGNS = re.compile(r"([\\`*_{}\[\]|#~])")
_BEGINS_LIST = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")


def plain(text: str) -> str:
    r"""Return a text of the model so that no sign in it is read as Markdown or HTML.

    >>> plain("a_b | <c> 5 * 3"), plain("1. first")
    ('a\\_b \\| &lt;c&gt; 5 \\* 3', '1\\. first')
    """
    safe = escape(_SIGNS.sub(r"\\\1", " ".join(text.split())), quote=False)
    return _BEGINS_LIST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", safe)


def code(text: str) -> str:
    """Return a text as code; it may hold backticks.

    >>> code("service_level"), code("a`b")
    ('`service_level`', '`` a`b ``')
    """
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def heading(text: str) -> str:
    r"""Return the title of a page; the text is plain.

    >>> heading("a_b")
    '# a\\_b'
    """
    return f"# {plain(text)}"


def bold(text: str) -> str:
    r"""Return plain text in bold.

    >>> bold("a_b")
    '**a\\_b**'
    """
    return f"**{plain(text)}**"


def linked(text: str, target: str) -> str:
    """Return a link; the text is plain."""
    return f"[{plain(text)}]({target})"


def bullets(lines: Iterable[str]) -> str:
    """Return a list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already; an empty string where there is no row."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(head), _row(["---"] * len(head)), *lines]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace(chr(10), ' ') for cell in cells)} |"


def section(title: str, body: str, level: int = 2, anchor: str = "") -> str:
    """Return a heading with what stands below it; an empty string where nothing does.

    Args:
        title: Plain text.
        body: Markdown.
        level: 2 to 6.
        anchor: A name for the heading that is the same in every language.
    """
    named = f" {{ #{anchor} }}" if anchor else ""
    return f"{'#' * level} {plain(title)}{named}\n\n{body.strip()}" if body.strip() else ""


def fold(title: str, body: str) -> str:
    """Return what opens on request; the title is plain, the body Markdown. Print opens it."""
    if not body.strip():
        return ""
    return f'<details markdown="1">\n<summary>{escape(title, quote=False)}</summary>\n\n{body.strip()}\n\n</details>'


def blocks(*parts: str) -> str:
    """Join parts of a page with blank lines between; empty ones are left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())
