"""Whether what a saved assessment says of loops and staffing names what the model and its forms have, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment
from pcf.assessment.segments import Counted
from pcf.assessment.shared_loops import key_of
from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.taxonomy import Taxonomy


def faults_of_loops(file: str, form: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Yield what one form says of complaints, reasons and staffing, and the model or the form does not have.

    What a rule says of segments may be wrong in a workbook as well; ``register_checks`` tells it.
    """
    model, said = taxonomy.loops.complaints, form.complaints
    if said is not None:
        segments = {segment.id for segment in form.segments}
        blocks, steps = [one.block for one in said.blocks], [one.step for one in said.steps]
        assumed = [one.assumption for one in said.assumptions]
        yield from strangers(file, N_("building block"), blocks, {one.id for one in model.blocks})
        yield from strangers(file, N_("step"), steps, {one.id for one in model.steps})
        yield from strangers(file, N_("assumption"), assumed, {one.id for one in model.assumptions})
        yield from strangers(file, N_("segment"), [one.segment for one in said.assumptions], segments)
        yield from doubles(file, N_("building block"), blocks)
        yield from doubles(file, N_("step"), steps)
        yield from doubles(file, N_("assumption"), [key_of(one) for one in said.assumptions])
        yield from doubles(file, N_("response rule"), [one.id for one in said.rules])
        yield from doubles(file, N_("calendar day"), [key_of(one) for one in said.days])
    reasons = form.reasons or ()
    tied = [element for one in reasons for element in (*one.causes, *one.handled_by)]
    yield from strangers(file, N_("element"), tied, {element.id for element in taxonomy})
    yield from doubles(file, N_("contact reason"), [one.id for one in reasons])
    lines = form.staffing or ()
    served = [one.segment for one in lines if one.segment is not None]
    yield from strangers(file, N_("segment"), served, {segment.id for segment in form.segments})
    yield from doubles(file, N_("line of staffing"), [one.id for one in lines])


def faults_of_counted_loops(
    file: str, forms: Sequence[Assessment], counted: Counted, model: Taxonomy
) -> Iterator[Finding]:
    """Yield what was counted from logs of complaints and reasons, and neither the model nor a form has.

    Segments of a log that the forms do not name are no fault: they stay in the totals.
    """
    if counted.complaints is not None:
        results = [counted.complaints.totals]
        results += [row.results for rows in counted.complaints.cuts.values() for row in rows]
        rules = [one.rule for one in counted.complaints.rules if one.rule is not None]
        registered = {one.id for form in forms if form.complaints for one in form.complaints.rules}
        metrics = {record.id for record in model.bundle.metrics}
        yield from strangers(file, N_("metric"), [metric for one in results for metric in one], metrics)
        yield from strangers(file, N_("response rule"), rules, registered)
    if counted.reasons is not None:
        listed = {one.id for form in forms for one in form.reasons or ()}
        listed |= {one.id for one in model.loops.reasons.reasons}
        named = [one.reason for one in counted.reasons.rows if one.reason is not None]
        named += [one.reason for one in counted.reasons.snowballs or ()]
        yield from strangers(file, N_("contact reason"), named, listed)


def strangers(file: str, what: str, named: Sequence[str], known: Collection[str]) -> Iterator[Finding]:
    """Yield what is named and not known, each once."""
    for stranger in dict.fromkeys(one for one in named if one not in known):
        yield Finding(kinds.SAVED_ID_UNKNOWN, file, facts={"found": stranger, "what": Phrase(what)})


def doubles(file: str, what: str, named: Sequence[str]) -> Iterator[Finding]:
    """Yield what is named more than once."""
    for double in (one for one, times in Counter(named).items() if times > 1):
        yield Finding(kinds.SAVED_ID_TWICE, file, facts={"found": double, "what": Phrase(what)})
