"""Pages of HTML: one file each, no script, no request to anywhere, ready to print on A4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.assessment.figures import Numbers
from pcf.assessment.words import CHANGED
from pcf.ids import Language

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATE = Path(__file__).with_name("report.html.j2")
_LANG_TAGS: dict[Language, str] = {"en": "en-GB", "ru": "ru", "zh": "zh-Hans"}


def rendered(title: str, name: str, told: Sequence[str], chapters: Iterable[str], facts: Mapping[str, Any]) -> str:
    """Return a page.

    Args:
        title: Its heading.
        name: Whom it is about; said to be unknown if blank.
        told: What stands below the heading, fact by fact.
        chapters: Names of chapters, in order.
        facts: What the chapters read; ``frame`` is among them.
    """
    head = {"title": title, "name": name, "told": told}
    return _templates().get_template(_TEMPLATE.name).render(dict(facts), chapters=list(chapters), **head)


@cache
def _templates() -> Environment:
    """Return the chapters; each is compiled once, however many pages are made."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def frame(numbers: Numbers) -> dict[str, Any]:
    """Return what every page reads: translation, numbers, language, notices."""
    taxonomy = numbers.taxonomy
    return {
        "say": numbers.say,
        "figures": numbers,
        "tag": _LANG_TAGS[numbers.lang],
        "edition": taxonomy.edition,
        "changed": numbers.say(CHANGED, edition=taxonomy.edition),
        "notices": taxonomy.bundle.notices,
    }
