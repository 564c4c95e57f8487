"""The complaint loop: the building blocks, each with a page, the steps and principles, and the assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcf.errors import N_
from pcf.model.loop import AssumptionKind, AssumptionRecord, AssumptionUnit, BlockRecord, StepRecord
from pcf.site import addresses
from pcf.site.markdown import blocks, bold, bullets, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.element_parts import to_element
from pcf.site.pages.frame import breadcrumbs, ending, other_languages
from pcf.site.site_model import SiteModel

_UNIT: Mapping[AssumptionUnit, str] = {
    "count": N_("number"),
    "percent": N_("per cent"),
    "currency": N_("amount of money"),
    "ratio": N_("ratio"),
}
_ASSUMPTIONS = "complaint-blocks/assumptions.md"
_NAMES = N_("The names of the blocks are from Sterkhova (2003), those of the steps from Horovitz (1999).")
_PRINCIPLES = N_("Of ISO 10002 the names of the principles are used and nothing else: a level is no conformity.")
_OWN = N_("Definitions, levels and what to ask for are this project's own.")


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the overview, the assumptions, and one page a building block."""
    yield _overview(model)
    yield _assumptions(model, model.framework.loops.complaints.assumptions)
    known = model.framework.loops.complaints.blocks
    for position in range(len(known)):
        yield _block_page(model, known, position)


def _overview(model: SiteModel) -> Page:
    say, here, loop = model.say, addresses.COMPLAINT_BLOCKS, model.framework.loops.complaints
    title = say("How complaints are answered")
    body = blocks(
        f"# {plain(title)}",
        plain(
            say(
                "A complaint-response system stands on building blocks, each rated from 0 to 5 as processes are. The "
                "steps of a plan improve the whole. Assumptions say what it is worth."
            )
        ),
        bullets(
            [
                linked(say("Guide: complaints"), addresses.link(here, "complaints.md")),
                linked(say("Contact reasons"), addresses.link(here, addresses.CONTACT_REASONS)),
                linked(say("Guide: staffing"), addresses.link(here, "workforce.md")),
            ]
        ),
        section(say("Building blocks"), _block_table(model, here, loop.blocks), anchor="blocks"),
        section(say("Steps of the plan"), _steps(model, here, loop.steps), anchor="steps"),
        section(say("Principles of ISO 10002"), _principles(model, here), anchor="principles"),
        section(
            say("Assumptions"),
            linked(say("What the value of good answers is computed from"), addresses.link(here, _ASSUMPTIONS)),
            anchor="assumptions",
        ),
        ending(model, say(_NAMES), say(_PRINCIPLES), say(_OWN)),
    )
    return Page(here, title, body, "list")


def _block_table(model: SiteModel, here: str, records: Sequence[BlockRecord]) -> str:
    lang = model.lang
    rows = [
        [str(number), _to_block(model, here, record), plain(record.definition.spoken(lang))]
        for number, record in enumerate(records, start=1)
    ]
    return table([model.say("No."), model.say("Building block"), model.say("What it is")], rows)


def _to_block(model: SiteModel, here: str, record: BlockRecord) -> str:
    return linked(record.name.spoken(model.lang), addresses.link(here, addresses.complaint_block_page(record.id)))


def _steps(model: SiteModel, here: str, records: Sequence[StepRecord]) -> str:
    say, lang = model.say, model.lang
    return blocks(
        *(
            section(
                say("{number}. {name}", number=number, name=record.name.spoken(lang)),
                blocks(
                    plain(record.definition.spoken(lang)),
                    say("{label}: {text}", label=bold(say("Done when")), text=plain(record.done_when.spoken(lang))),
                    _elements(model, here, record.supports),
                ),
                level=3,
                anchor=f"step-{record.id}",
            )
            for number, record in enumerate(records, start=1)
        )
    )


def _elements(model: SiteModel, here: str, wanted: Sequence[str]) -> str:
    return bullets(to_element(model, here, model.element(one)) for one in wanted)


def _principles(model: SiteModel, here: str) -> str:
    """Return the principles with the blocks that serve each."""
    loop = model.framework.loops.complaints
    rows = [
        [
            plain(principle.name.spoken(model.lang)),
            ", ".join(_to_block(model, here, block) for block in loop.blocks if principle.id in block.principles)
            or "–",
        ]
        for principle in loop.principles
    ]
    return table([model.say("Principle"), model.say("Building blocks")], rows)


def _assumptions(model: SiteModel, records: Sequence[AssumptionRecord]) -> Page:
    say, lang, here = model.say, model.lang, _ASSUMPTIONS
    title, head = (
        say("What the value of good answers is computed from"),
        [say("Assumption"), say("Unit"), say("What it is")],
    )

    def given(kind: AssumptionKind) -> str:
        rows = [
            [plain(one.name.spoken(lang)), plain(say(_UNIT[one.unit])), plain(one.definition.spoken(lang))]
            for one in records
            if one.kind == kind
        ]
        return table(head, rows)

    body = blocks(
        f"# {plain(title)}",
        breadcrumbs(model, here, [(say("How complaints are answered"), addresses.COMPLAINT_BLOCKS)]),
        plain(
            say(
                "Whoever wants to know what the answering of complaints is worth states these for each customer "
                "segment, with a source. None has a value built in, and a blank is not a zero."
            )
        ),
        section(say("As it is today"), given("today"), anchor="today"),
        section(say("With better answers"), given("target"), anchor="target"),
        linked(say("Guide: complaints"), addresses.link(here, "complaints.md")),
        ending(model, say(_OWN)),
    )
    return Page(here, title, body, "list")


def _block_page(model: SiteModel, known: Sequence[BlockRecord], position: int) -> Page:
    say, lang, block = model.say, model.lang, known[position]
    here, name = addresses.complaint_block_page(block.id), block.name.spoken(lang)
    principles = {one.id: one.name.spoken(lang) for one in model.framework.loops.complaints.principles}
    body = blocks(
        f"# {plain(name)}",
        breadcrumbs(model, here, [(say("How complaints are answered"), addresses.COMPLAINT_BLOCKS)]),
        other_languages(model, here, block.name),
        plain(say("Building block {number} of {count}.", number=position + 1, count=len(known))),
        plain(block.definition.spoken(lang)),
        section(say("What to ask for"), plain(block.ask.spoken(lang)), anchor="ask"),
        section(say("Levels"), _levels(model, block), anchor="levels"),
        section(say("Work that stands on it"), _elements(model, here, block.supports), anchor="elements"),
        section(
            say("Principles of ISO 10002"),
            bullets(plain(principles[one]) for one in block.principles),
            anchor="principles",
        ),
        _beside(model, here, known, position),
        ending(model, say(_NAMES), say(_PRINCIPLES), say(_OWN)),
    )
    return Page(here, name, body, "complaint_block", description=block.definition.spoken(lang))


def _levels(model: SiteModel, block: BlockRecord) -> str:
    return blocks(
        *(
            section(
                f"{level} {model.taxonomy.level_names[level]}",
                plain(descriptor.spoken(model.lang)),
                level=3,
                anchor=f"level-{level}",
            )
            for level, descriptor in enumerate(block.descriptors)
        )
    )


def _beside(model: SiteModel, here: str, known: Sequence[BlockRecord], position: int) -> str:
    """Return links to the blocks before and after: the ladder says what carries what comes after."""
    say, near = model.say, []
    if position:
        near.append((say("Before it"), known[position - 1]))
    if position + 1 < len(known):
        near.append((say("After it"), known[position + 1]))
    parts = [say("{label}: {text}", label=plain(label), text=_to_block(model, here, one)) for label, one in near]
    guide = linked(say("Guide: complaints"), addresses.link(here, "complaints.md"))
    return section(say("Other building blocks"), bullets([*parts, guide]), anchor="beside")
