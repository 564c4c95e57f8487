"""A page for every code of an error or a finding: what it means, the way out, what the program says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcf.assessment.words import SEVERITY
from pcf.errors import PcfError
from pcf.findings import FindingKind, Severity
from pcf.site import addresses
from pcf.site.chapters import Guides
from pcf.site.codes import error_kinds, finding_kinds
from pcf.site.finding_list import ListedCode, effects, listed
from pcf.site.handwritten import guides
from pcf.site.markdown import blocks, bullets, code, plain, section
from pcf.site.page import Page
from pcf.site.pages.frame import breadcrumbs
from pcf.site.site_model import SiteModel

_FACT = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})")  # doubled braces are braces
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[`*]")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the program holds of a code: how it is weighed, and the sentences that it prints."""

    standing: str
    effect: str
    sentences: tuple[tuple[str, str], ...]


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield a page for every code of the list.

    Raises:
        LookupError: The list explains a code that nothing tells.
    """
    cut = guides(model)
    does = effects(cut)
    for row in listed(cut):
        if row.code in error_kinds():
            yield _page(model, cut, row, _error(model, error_kinds()[row.code]))
        else:
            yield _page(model, cut, row, _finding(model, finding_kinds()[row.code], does))


def _error(model: SiteModel, kind: type[PcfError]) -> _Told:
    effect = model.say("ends the call; the exit code is {code}", code=kind.exit_code)
    return _Told(model.say(SEVERITY[Severity.ERROR]), effect, ((model.say("Message"), model.say(kind.template)),))


def _finding(model: SiteModel, kind: FindingKind, does: Mapping[str, str]) -> _Told:
    standing = model.say(SEVERITY[kind.severity])
    sentences = (
        (model.say("Message"), kind.message),
        (model.say("Expected"), kind.expected),
        (model.say("Suggestion"), kind.suggestion),
    )
    return _Told(standing, does[standing], tuple((label, model.say(said)) for label, said in sentences if said))


def _page(model: SiteModel, cut: Guides, row: ListedCode, told: _Told) -> Page:
    here, say = addresses.finding_page(row.code), model.say
    listing = cut.pages[addresses.FINDINGS]
    steps = ((listing.title, listing.path), (row.chapter.title, f"{row.chapter.path}#{row.code}"))
    facts = (
        (say("Severity"), plain(told.standing)),
        (say("Effect"), cut.moved(told.effect, addresses.FINDINGS, here)),
    )
    sentences = [say("{label}: {text}", label=plain(label), text=_sentence(said)) for label, said in told.sentences]
    named = any(_FACT.search(said) for _, said in told.sentences)
    return Page(
        here,
        row.code,
        blocks(
            f"# {code(row.code)}",
            breadcrumbs(model, here, steps),
            bullets(say("{label}: {text}", label=plain(label), text=text) for label, text in facts),
            section(
                say("What it means"),
                _paragraph(model, cut.moved(row.meaning, addresses.FINDINGS, here)),
                anchor="meaning",
            ),
            section(
                say("What to do"), _paragraph(model, cut.moved(row.way_out, addresses.FINDINGS, here)), anchor="way-out"
            ),
            section(
                say("What the program says"),
                blocks(
                    bullets(sentences),
                    say("What stands in braces is filled in from your file or call.") if named else "",
                ),
                anchor="sentences",
            ),
        ),
        "finding",
        description=_MARKUP.sub(r"\1", row.meaning).replace("\\|", "|"),
    )


def _paragraph(model: SiteModel, cell: str) -> str:
    """Return a cell of the list as a paragraph: a sentence, without what only a table needs."""
    text = cell.replace("\\|", "|")
    return model.say("{text}.", text=text[:1].upper() + text[1:]) if text else ""


def _sentence(template: str) -> str:
    r"""Return a sentence of the program with the names of its facts as code.

    >>> _sentence("No element {element_id}: a_b.")
    'No element `{element_id}`: a\\_b.'
    """
    facts = iter(_FACT.findall(template))
    safe = plain(_FACT.sub("\ue000", template).replace("{{", "{").replace("}}", "}"))
    return re.sub("\ue000", lambda _: code(f"{{{next(facts)}}}"), safe)
