"""The hand-written pages of ``docs/<lang>``, with what they take from the model put in.

A line ``<!-- pcf: levels 10327 3 -->`` is a *directive*: a word of ``DIRECTIVES`` with its arguments. It is an
HTML comment, so that the page reads well where it is not put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pcf.errors import DataError
from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel

DIRECTIVE = re.compile(r"^<!-- pcf: ([a-z-]+)((?: [\w.-]+)*) -->$", re.MULTILINE)
Directive = Callable[..., str]  # the model, the path of the page, then the arguments


def handwritten(model: SiteModel, docs: Path, directives: Mapping[str, Directive]) -> Iterator[DataFile]:
    """Read the pages of one language.

    Args:
        model: The language, and what directives take from.
        docs: The folder that holds one folder a language.
        directives: Word to what it is replaced by.

    Raises:
        DataError: A directive is unknown, or its arguments do not suit.
    """
    root = docs / model.lang
    for path in sorted(root.rglob("*.md")):
        name = path.relative_to(root).as_posix()
        yield DataFile(name, _filled(path.read_text(encoding="utf-8"), name, model, directives).encode())


def _filled(text: str, name: str, model: SiteModel, directives: Mapping[str, Directive]) -> str:
    def put_in(found: re.Match[str]) -> str:
        word, arguments = found[1], found[2].split()
        try:
            return directives[word](model, name, *arguments)
        except (KeyError, TypeError, ValueError, LookupError) as error:
            raise DataError(
                place=f"docs/{model.lang}/{name}",
                fault=f"{found[0]!r} cannot be put in: {error!r}",
                repair=f"one of {', '.join(sorted(directives))}, with arguments that exist",
            ) from error

    return DIRECTIVE.sub(put_in, text)
