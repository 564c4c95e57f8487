"""A model of a few elements and metrics, quick to break in many ways, and one with an organisation's own records."""

from __future__ import annotations

import pcf
from pcf.exchange import Document
from pcf.formula import measures_of
from pcf.model import Bundle, Direct, ElementRecord, MetricRecord, OrganisationRecord, OwnName, Phrases, Place, Text
from pcf.model.loop import LoopsBundle
from pcf.model.rubric import OwnDescriptor

EDITION = "7.4"
LOG = "contacts"
KEPT = frozenset({"6.0", "6.2", "6.2.2", "6.2.3"})


def small_document() -> Document:
    """Four elements of one edition with some of their metrics; every kind of record is there."""
    whole = Document.of(pcf.load())
    bundle = whole.model
    elements = tuple(small for one in bundle.elements if (small := _element(one)))
    ids = frozenset(one.id for one in elements)
    filed = [one for one in bundle.metrics if one.element in ids]
    chosen = (*filed[:6], *[one for one in filed if one.interval][:2], *[one for one in filed if one.oddities][:2])
    metrics = tuple({one.id: _metric(one, ids) for one in chosen}.values())
    named = {measure for one in metrics for measure in measures_of(one.formula)}
    named |= {one.interval.population for one in metrics if one.interval and one.interval.population}
    profiles = tuple(
        one.model_copy(update={"not_applicable": ("10389",), "core_metrics": (metrics[0].id,)})
        for one in bundle.maturity.profiles[:2]
    )
    reasons = tuple(one.model_copy(update={"processes": ("10389",)}) for one in bundle.maturity.reasons[:1])
    model = bundle.model_copy(
        update={
            "editions": tuple(one for one in bundle.editions if one.id == EDITION),
            "elements": elements,
            "metrics": metrics,
            "measures": tuple(one for one in bundle.measures if one.id in named),
            "maturity": bundle.maturity.model_copy(update={"profiles": profiles, "reasons": reasons}),
        }
    )
    rubrics = tuple(one for one in whole.rubrics.rubrics if one.process in ids)[:1]
    logs = whole.logs.model_copy(
        update={
            "logs": tuple(one for one in whole.logs.logs if one.id == LOG),
            "countings": tuple(one for one in whole.logs.countings if one.measure in named and one.log == LOG),
        }
    )
    return whole.model_copy(
        update={
            "model": model,
            "rubrics": whole.rubrics.model_copy(update={"rubrics": rubrics}),
            "logs": logs,
            "loops": _loops(whole.loops),
        }
    )


def own_document() -> Document:
    """The same with what an organisation calls acme has beside it."""
    small = small_document()
    desk = ElementRecord(
        id="acme:desk",
        places=(
            Place(edition=EDITION, hierarchy_id="6.2.9", name=Text(en="Run desk", zh="服务台"), attested="publisher"),
        ),
        definition=Text(en="Own, with a comma"),
        synonyms=Phrases(ru=('стол "заказов"',)),
        source="acme",
    )
    called = OwnName(owner="acme", name=Text(en="Answer", ru="Ответить"))
    elements = (
        *(
            one.model_copy(update={"own_names": (called,)}) if one.id == "10388" else one
            for one in small.model.elements
        ),
        desk,
    )
    measure = small.model.measures[0].model_copy(update={"id": "acme:calls_back"})
    metric = small.model.metrics[0].model_copy(
        update={"id": "acme:rate", "element": desk.id, "formula": Direct(kind="direct", measure=measure.id)}
    )
    rubric = small.rubrics.rubrics[0].model_copy(
        update={"own_descriptors": (OwnDescriptor(owner="acme", level=3, text=Text(en="Ours", ru="Наше")),)}
    )
    model = small.model.model_copy(
        update={
            "elements": elements,
            "measures": (*small.model.measures, measure),
            "metrics": (*small.model.metrics, metric),
            "organisations": (OrganisationRecord(id="acme", name=Text(en="Acme", zh="甲公司")),),
        }
    )
    return small.model_copy(update={"model": model, "rubrics": small.rubrics.model_copy(update={"rubrics": (rubric,)})})


def with_bundle(document: Document, bundle: Bundle) -> pcf.Taxonomy:
    """Return a model of another bundle, all else as in the document."""
    return document.model_copy(update={"model": bundle}).taxonomy()


def _element(record: ElementRecord) -> ElementRecord | None:
    place = record.place(EDITION)
    if place is None or place.hierarchy_id not in KEPT:
        return None
    kept = {
        name: one if one and one.edition == EDITION else None
        for name, one in (("redefined", record.redefined), ("remark", record.remark))
    }
    alternatives = tuple(one for one in record.alternatives if one.edition == EDITION)
    return record.model_copy(update={"places": (place,), "successor": None, "alternatives": alternatives} | kept)


def _metric(record: MetricRecord, ids: frozenset[str]) -> MetricRecord:
    evidence = tuple(one for one in record.evidence_for if one in ids)
    return record.model_copy(update={"evidence_for": evidence, "same_as": (), "variant_of": None})


def _loops(loops: LoopsBundle) -> LoopsBundle:
    steps = tuple(one.model_copy(update={"supports": ("10389",)}) for one in loops.complaints.steps[:1])
    reasons = tuple(
        one.model_copy(update={"causes": (), "handled_by": ("10388",)}) for one in loops.reasons.reasons[:2]
    )
    complaints = loops.complaints.model_copy(update={"blocks": (), "steps": steps})
    return loops.model_copy(
        update={
            "complaints": complaints,
            "reasons": loops.reasons.model_copy(update={"reasons": reasons, "concepts": loops.reasons.concepts[:2]}),
        }
    )
