"""A conversation to begin with: how to assess one process in an interview."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.errors import N_, BadOptionError, Phrase
from pcf.i18n import Translator
from pcf.mcp_server.refusals import clipped
from pcf.rubric import Rubric
from pcf.taxonomy import Taxonomy

INTERVIEW = "assess_process"
TITLE = N_("Assess a process in an interview")
DESCRIPTION = N_("Questions, levels and evidence to find out the capability level of one process with its owner.")
PROCESS = N_("A process by element id or hierarchy id, such as 6.2.3.")

_TASK = N_(
    "Interview me about the process {place} {name} (element {id}, PCF {edition}) to find its capability level, 0 to 5. "
    "Put one question at a time. Ask for evidence and note its kind. Do not propose a level before the statements of "
    "that level and of all below it are in place. Afterwards name the level, the statements that are not in place, and "
    "the evidence that is missing. If I do not know, write that I do not know; never take silence for 0. The level is "
    "mine to decide."
)
_A_PROCESS = Phrase(N_("a process whose levels are described, such as 6.2.3"))


def interview(process_id: str, taxonomy: Taxonomy) -> str:
    """Write what begins the interview.

    Raises:
        UnknownElementError, NoPlaceError: There is no such element in this edition.
        BadOptionError: It is no process, or its levels are not described for this edition.
    """
    said = process_id.strip()
    if clipped(said) != said:
        raise BadOptionError(option="process", found=clipped(said), expected=_A_PROCESS)
    element = taxonomy.element(said)
    rubric = element.rubric
    if rubric is None:
        raise BadOptionError(option="process", found=process_id, expected=_A_PROCESS)
    say = Translator(taxonomy.lang)
    place = element.hierarchy_id or "–"
    task = say(_TASK, place=place, name=element.name, id=element.id, edition=taxonomy.edition)
    return "\n".join([task, *_material(rubric, taxonomy, say)])


def _material(rubric: Rubric, taxonomy: Taxonomy, say: Translator) -> Iterator[str]:
    terms = taxonomy.bundle.maturity
    kinds = {kind.code: kind.name.spoken(taxonomy.lang) for kind in terms.evidence}
    roles = {role.code: role.name.spoken(taxonomy.lang) for role in terms.roles}
    yield "\n" + say("{label}:", label=say("Questions"))
    for question in rubric.questions:
        yield "- " + say("{text} ({roles})", text=question.text, roles=[roles[role] for role in question.roles])
    yield "\n" + say("{label}:", label=say("Levels"))
    for level, descriptor in enumerate(rubric.descriptors):
        yield "- " + say("{label}: {text}", label=f"{level} {taxonomy.level_names[level]}", text=descriptor)
        yield from (f"  - {one.id} {one.text}" for one in rubric.statements_of(level))
    yield "\n" + say("{label}:", label=say("Evidence to ask for"))
    yield from ("- " + say("{label}: {text}", label=kinds[one.kind], text=one.text) for one in rubric.evidence)
    yield "\n" + say("{label}:", label=say("Signs of rating too high"))
    yield from (f"- {text}" for text in rubric.overrating)
