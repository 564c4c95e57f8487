"""Whether the ids in a saved assessment name what its editions and its forms have, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment, Unplaced
from pcf.assessment.saved_loops import doubles, faults_of_counted_loops, faults_of_loops, strangers
from pcf.assessment.segments import Counted
from pcf.assessment.template import ticked_items
from pcf.errors import N_, UnknownEditionError
from pcf.extensions import not_loaded
from pcf.findings import Finding
from pcf.ids import owner_of
from pcf.taxonomy import Taxonomy, load_with


def faults_of_ids(file: str, forms: Sequence[Assessment], counted: Counted) -> Iterator[Finding]:
    """Yield what answers and counted figures speak of, and no edition or form of the file has.

    What a register says of segments, evidence and other initiatives may be wrong in a workbook as
    well; ``register_checks`` tells it.

    Args:
        file: Its name, for the findings.
        forms: The forms in it; those of a workshop hold further ones.
        counted: What had been counted from logs.
    """
    everyone = list(_with_respondents(forms))
    named = [owner for form in everyone for owner in form.extensions]
    if missing := sorted(set(not_loaded(named))):  # every id of theirs would be unknown: told once
        yield Finding(kinds.EXTENSION_NOT_LOADED, file, facts={"found": missing})
        return
    for form in everyone:
        try:
            taxonomy = form.taxonomy()
        except UnknownEditionError as error:
            facts = {"found": form.edition, "editions": error.facts["editions"]}
            yield Finding(kinds.SAVED_EDITION_UNKNOWN, file, facts=facts)
            continue
        yield from _faults_of_answers(file, form, taxonomy)
        yield from _faults_of_registers(file, form, taxonomy)
        yield from faults_of_loops(file, form, taxonomy)
        yield from _faults_of_the_past(file, form, taxonomy)
    segments = {segment.id for form in forms for segment in form.segments}
    model = load_with(sorted(set(named)))
    metrics = {record.id for record in model.bundle.metrics}
    told = [metric for results in counted.by_segment.values() for metric in results]
    yield from strangers(file, N_("metric"), [*told, *counted.totals], metrics)
    yield from strangers(file, N_("segment"), list(counted.by_segment), segments)
    yield from faults_of_counted_loops(file, everyone, counted, model)


def _with_respondents(forms: Sequence[Assessment]) -> Iterator[Assessment]:
    for form in forms:
        yield form
        yield from _with_respondents(form.respondents)


def _faults_of_answers(file: str, form: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    processes = {element.id for element in taxonomy.processes}
    figures = [(figure.segment, figure.metric) for figure in form.figures]
    segments = [segment.id for segment in form.segments]
    metrics = {record.id for record in taxonomy.bundle.metrics}
    for what, named, known in (
        (N_("process"), [response.element for response in form.responses], processes),
        (N_("process"), [agreement.element for agreement in form.agreed], processes),
        (N_("line of the checklist"), [tick.item for tick in form.ticks], set(ticked_items(taxonomy))),
        (N_("process group"), [one.element for one in form.group_weights], {one.id for one in taxonomy.root.children}),
    ):
        yield from strangers(file, what, named, known)
        yield from doubles(file, what, named)
    yield from strangers(file, N_("metric"), [metric for _, metric in figures], metrics)
    yield from strangers(file, N_("segment"), [segment for segment, _ in figures], set(segments))
    yield from doubles(file, N_("segment"), segments)
    yield from doubles(file, N_("metric"), [f"{segment} / {metric}" for segment, metric in figures])


def _faults_of_registers(file: str, form: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    processes = {element.id for element in taxonomy.processes}
    metrics = {record.id for record in taxonomy.bundle.metrics}
    practised = [one.element for practice in form.practices for one in practice.placements if one.element is not None]
    registers = (form.evidence, form.observations, form.initiatives)
    named = [process for register in registers for entry in register for process in entry.processes]
    yield from strangers(file, N_("element"), practised, {element.id for element in taxonomy})
    yield from strangers(file, N_("process"), named, processes)
    yield from strangers(file, N_("metric"), [one.metric for one in form.initiatives if one.metric], metrics)
    yield from doubles(file, N_("practice"), [practice.id for practice in form.practices])
    for register in registers:
        yield from doubles(file, N_("entry of a register"), [entry.id for entry in register])


def _faults_of_the_past(file: str, form: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Name what earlier rounds, and what has no place in this form, speak of and no edition has."""
    editions = {one.id for one in taxonomy.bundle.editions}
    elements = {record.id for record in taxonomy.bundle.elements}
    metrics = {record.id for record in taxonomy.bundle.metrics}
    named = [*(past.edition for past in form.history), *(one.edition for one in form.unplaced)]
    scored = [element for past in form.history for element in past.scores]
    kept = [element for one in form.unplaced for element in _elements_of(one)]
    assumed = [one.assumption.assumption for one in form.unplaced if one.assumption]
    figures = [one.figure.metric for one in form.unplaced if one.figure]
    figures += [one.link.metric for one in form.unplaced if one.link and one.link.metric]
    yield from strangers(file, N_("edition"), named, editions)
    told = [one for one in (*scored, *form.wording, *kept) if not _is_elsewhere(one, form)]
    yield from strangers(file, N_("element"), told, elements)
    yield from strangers(file, N_("metric"), [one for one in figures if not _is_elsewhere(one, form)], metrics)
    yield from strangers(file, N_("assumption"), assumed, {one.id for one in taxonomy.loops.complaints.assumptions})


def _is_elsewhere(some_id: str, form: Assessment) -> bool:
    """Whether an id is of an organisation that an earlier form stood on and this one does not: nothing can be said."""
    return owner_of(some_id) not in {None, *form.extensions}


def _elements_of(one: Unplaced) -> Iterator[str]:
    """Yield the elements that one thing without a place names; a statement stands under its process."""
    for said in (one.response, one.agreement, one.group_weight, one.link):
        if said is not None and said.element is not None:
            yield said.element
    if one.link is not None and one.link.placement is not None and one.link.placement.element is not None:
        yield one.link.placement.element
    if one.tick is not None:
        yield one.tick.item.partition(".")[0]
