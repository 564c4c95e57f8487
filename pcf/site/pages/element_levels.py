"""What a process looks like at the levels 0 to 5, and how to find out."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.rubric import NOT_DESCRIBED, Rubric
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, fold, linked, plain, section
from pcf.site.pages.element_parts import regulation_page
from pcf.site.pages.frame import html
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element
from pcf.views import beside_owner

SCRIPTS = ("assets/data/selfcheck.js", "assets/selfcheck.js")  # what turns the levels into a self-check


def levels(model: SiteModel, here: str, element: Element) -> str:
    """Return the sections of a rated process; an empty text for what is not rated."""
    say, rubric = model.say, element.rubric
    title = say("What it looks like at each level")
    if rubric is None:
        is_process = element.level == 3 and not element.outside
        return section(title, plain(say(NOT_DESCRIBED)), anchor="levels") if is_process else ""
    return blocks(
        section(title, ladder(model, rubric, range(len(rubric.descriptors)), 3), anchor="levels"),
        section(
            say("How to find out"),
            blocks(
                fold(say("Evidence to ask for"), bullets(_evidence(model, rubric))),
                fold(say("Interview questions, and whom to ask"), bullets(_questions(model, rubric))),
                fold(say("Signs of rating too high"), bullets(plain(sign) for sign in rubric.overrating)),
                linked(
                    say("Outline of a regulation for this process, to print or to copy"),
                    addresses.link(here, regulation_page(element.id)),
                ),
            ),
            anchor="finding-out",
        ),
    )


def ladder(model: SiteModel, rubric: Rubric, wanted: Iterable[int], depth: int) -> str:
    """Return levels with what can be ticked, as one block of HTML; the self-check knows its classes and attributes.

    Args:
        model: The language.
        rubric: The process.
        wanted: Which levels, 0 to 5.
        depth: The depth of the headings, 2 to 6.

    Raises:
        LookupError: There is no such level.
    """
    parts = "\n".join(_level(model, rubric, level, depth) for level in wanted)
    return f'<div class="pcf-levels" data-process="{rubric.process}">\n{parts}\n</div>'


def _level(model: SiteModel, rubric: Rubric, level: int, depth: int) -> str:
    if level not in range(len(rubric.descriptors)):
        raise LookupError(f"no level {level}")
    name = html(model.taxonomy.level_names[level])
    ticks = "".join(f'<li data-statement="{one.id}">{html(one.text)}</li>' for one in rubric.statements_of(level))
    listed = f"<ul>{ticks}</ul>" if ticks else ""
    own = [one for one in rubric.record.own_descriptors if one.level == level]
    texts = [model.beside_owner(rubric.process, rubric.descriptors[level])]
    texts += [beside_owner(one.text.spoken(model.lang), one.owner, model.taxonomy) for one in own]
    described = "".join(f"<p>{html(text)}</p>" for text in texts)
    return (
        f'<section class="pcf-level" data-level="{level}" id="level-{level}"><h{depth}>{level} {name}</h{depth}>'
        f"{described}{listed}</section>"
    )


def _evidence(model: SiteModel, rubric: Rubric) -> list[str]:
    kinds = {kind.code: kind.name.spoken(model.lang) for kind in model.taxonomy.bundle.maturity.evidence}
    return [plain(model.say("{label}: {text}", label=kinds[one.kind], text=one.text)) for one in rubric.evidence]


def _questions(model: SiteModel, rubric: Rubric) -> list[str]:
    roles = {role.code: role.name.spoken(model.lang) for role in model.taxonomy.bundle.maturity.roles}
    return [
        plain(model.say("{text} ({roles})", text=one.text, roles=", ".join(roles[role] for role in one.roles)))
        for one in rubric.questions
    ]
