"""Docstrings as Markdown: prose with reST's double backticks, and Google's sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import griffe

from pcf.site.markdown import blocks, bold, bullets, code, plain, table
from pcf.site.site_model import SiteModel

Annotation = str | griffe.Expr | None
ToLink = Callable[[str], str | None]  # the path of a name to where it is told of; none where it is not

_CODE = re.compile(r"``(.+?)``|`([^`]+)`", re.DOTALL)
_STRESSED = re.compile(r"\\\*(\w[^*\\]*)\\\*")
_HELD = re.compile("\ue000")  # stands for what is Markdown already while the rest is made safe


def prose(text: str) -> str:
    r"""Return a docstring without sections as Markdown: paragraphs, lists, and what is indented or typed as code.

    >>> prose("Of ``a_b`` and *c*.\n\n    >>> 1 + 1\n    2")
    'Of `a_b` and *c*.\n\n```python\n>>> 1 + 1\n2\n```'
    """
    return blocks(*(_block(part) for part in re.split(r"\n[ \t]*\n", text.strip("\n"))))


def _block(part: str) -> str:
    lines = part.split("\n")
    inner = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    first = lines[0].strip()
    if inner >= 4 or first.startswith(">>>"):
        language = "python" if first.startswith(">>>") else "text"
        return "\n".join((f"```{language}", *(line[inner:] for line in lines), "```"))
    if first.startswith("- "):
        return bullets(inline(item) for item in re.split(r"\n?^[ \t]*- ", part, flags=re.MULTILINE) if item.strip())
    return inline(part)


def inline(text: str) -> str:
    """Return a text of one paragraph as Markdown."""
    held = [code(" ".join((found[1] or found[2]).split())) for found in _CODE.finditer(text)]
    safe = _STRESSED.sub(r"*\1*", plain(_CODE.sub("\ue000", text)))
    return _put_back(safe, held)


def in_cell(text: str) -> str:
    """Return a text for a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\|", inline(text))


def first_sentence(text: str) -> str:
    r"""Return the sentence that a docstring begins with.

    >>> first_sentence("Ids, e.g. 10388. More.\n\nAnd more.")
    'Ids, e.g. 10388.'
    """
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    return re.split(r"(?<=[^.]\w\.)\s+(?=[A-Z`])|(?<=[)`]\.)\s+(?=[A-Z`])", paragraph, maxsplit=1)[0]


def typed(annotation: Annotation, to_link: ToLink) -> str:
    """Return a type with its names linked, for a paragraph or a cell."""
    if annotation is None:
        return ""
    held: list[str] = []
    shown = ""
    pieces = annotation.iterate(flat=True) if isinstance(annotation, griffe.Expr) else (annotation,)
    for piece in pieces:
        target = to_link(piece.canonical_path) if isinstance(piece, griffe.ExprName) else None
        if target is None:
            shown += str(piece)
        else:
            held.append(f"[{plain(str(piece))}]({target})")
            shown += "\ue000"
    return f"<code>{_put_back(plain(shown), held)}</code>"


def sections(model: SiteModel, docstring: griffe.Docstring | None, to_link: ToLink) -> str:
    """Return a docstring with its sections as Markdown; attributes are left to whoever tells of the class."""
    parsed = docstring.parsed if docstring else []
    return blocks(*(_section(model, part, to_link) for part in parsed))


def _section(model: SiteModel, part: griffe.DocstringSection, to_link: ToLink) -> str:
    say = model.say
    if isinstance(part, griffe.DocstringSectionText):
        return _english(model, prose(part.value))
    if isinstance(part, griffe.DocstringSectionParameters):
        rows = [(code(one.name), typed(one.annotation, to_link), in_cell(one.description)) for one in part.value]
        return blocks(bold(say("Parameters")), table((say("Name"), say("Type"), say("What it is")), rows))
    if isinstance(part, griffe.DocstringSectionReturns | griffe.DocstringSectionYields):
        return blocks(bold(say("Returns")), bullets(inline(one.description) for one in part.value))
    if isinstance(part, griffe.DocstringSectionRaises):
        raised = (
            say("{label}: {text}", label=typed(one.annotation, to_link), text=inline(one.description))
            for one in part.value
        )
        return blocks(bold(say("Raises")), bullets(raised))
    if isinstance(part, griffe.DocstringSectionExamples):
        return blocks(*(prose(text) for _, text in part.value))
    return ""


def attribute_notes(docstring: griffe.Docstring | None) -> dict[str, str]:
    """Return what the section ``Attributes`` of a class says: name to description."""
    return {
        one.name: one.description
        for part in (docstring.parsed if docstring else [])
        if isinstance(part, griffe.DocstringSectionAttributes)
        for one in part.value
    }


def _english(model: SiteModel, text: str) -> str:
    """Mark a text of the code for screen readers of other languages."""
    return text if model.lang == "en" else f'<div lang="en" markdown="1">\n\n{text}\n\n</div>'


def _put_back(text: str, held: Iterable[str]) -> str:
    waiting = iter(held)
    return _HELD.sub(lambda _: next(waiting), text)
