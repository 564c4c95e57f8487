"""What to ask the organisation for: documents and records, and the figures that the metrics need."""

from __future__ import annotations

from pcf.assessment.template import core_metrics
from pcf.excel.papers.paper import Paper
from pcf.excel.papers.plan import Plan
from pcf.excel.results.table import Column, Pages
from pcf.ids import owner_of
from pcf.model import EvidenceKind
from pcf.taxonomy import Element, Metric
from pcf.views import beside_owner

_SAID = "said"  # what people tell is for the interviews
_PERIOD = 7  # the column that may be changed although it is filled


def write_documents(pages: Pages, plan: Plan) -> None:
    """Write what to ask for as evidence, each thing once with all the processes that it is for."""
    say = pages.say
    kinds = {kind.code: kind.name.spoken(pages.lang) for kind in plan.taxonomy.bundle.maturity.evidence}
    columns = [
        Column(say("Item"), 6),
        Column(say("What to ask for"), 72),
        Column(say("Kind of evidence"), 14),
        Column(say("Processes"), 34),
        Column(say("Owner"), 20),
        Column(say("Due"), 12),
        Column(say("Received"), 12),
        Column(say("Place"), 24),
    ]
    intro = say(
        "Documents, records and figures that show at which level a process stands. Ask for one example each, as it is "
        "today; nobody should write anything for this."
    )
    title = say("Document request")
    paper = Paper(pages, say("Documents"), title, [intro], columns)
    for number, ((text, kind), processes) in enumerate(_documents(plan).items(), start=1):
        named = "\n".join(f"{process.hierarchy_id} {process.shown_name}" for process in processes)
        paper.row(str(number), text, kinds[kind], named)
    paper.finish(frozen_columns=2)


def _documents(plan: Plan) -> dict[tuple[str, EvidenceKind], list[Element]]:
    """Return what to ask for with the processes that it is for, in printed order."""
    found: dict[tuple[str, EvidenceKind], list[Element]] = {}
    for process in plan.processes:
        for asked in process.rubric.evidence if process.rubric else ():
            if asked.kind != _SAID:
                found.setdefault((asked.text, asked.kind), []).append(process)
    return found


def write_data(pages: Pages, plan: Plan) -> None:
    """Write the measures of the industry's core metrics, a row for each segment."""
    say, taxonomy = pages.say, plan.taxonomy
    units = {unit.id: unit.name.spoken(pages.lang) for unit in taxonomy.bundle.units}
    columns = [
        Column(say("Measure id"), 32),
        Column(say("Measure"), 24),
        Column(say("Definition"), 44),
        Column(say("Unit"), 12),
        Column(say("Needed for"), 26),
        Column(say("Segment id"), 10),
        Column(say("Segment"), 16),
        Column(say("Period"), 9),
        Column(say("Owner"), 12),
        Column(say("Due"), 10),
        Column(say("Received"), 10),
        Column(say("Value, or file"), 16),
    ]
    intro = say(
        "The figures behind the core metrics of the industry. Fill in what is at hand, per segment and for one period; "
        "a blank is not a zero. From a contact log many of them can be counted instead: pcf measure."
    )
    paper = Paper(pages, say("Data"), say("Data request"), [intro], columns)
    for measure, metrics in _measures(plan).items():
        record = taxonomy.measure(measure)
        named = "\n".join(metric.shown_name for metric in metrics)
        for place, segment in enumerate(plan.whole.segments or (None,)):
            said = (record.definition.spoken(pages.lang), units[record.unit], named) if place == 0 else ("", "", "")
            of = (segment.id, segment.name) if segment else (None, None)
            name = beside_owner(record.name.spoken(pages.lang), owner_of(measure), taxonomy)
            paper.row(measure, name, *said, *of, plan.whole.round, filled=[_PERIOD])
    paper.finish(frozen_columns=2)


def _measures(plan: Plan) -> dict[str, list[Metric]]:
    """Return the measures to collect with the metrics that need them, in the order of the metrics."""
    found: dict[str, list[Metric]] = {}
    for metric in core_metrics(plan.taxonomy, plan.whole.profile):
        for measure in metric.measures:
            found.setdefault(measure, []).append(metric)
    return found
