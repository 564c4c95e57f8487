"""One metric, or those of an element, as one document."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.documents.elements import text
from pcf.ids import owner_of
from pcf.taxonomy import Metric, Taxonomy


def chosen_metrics(taxonomy: Taxonomy, element_id: str | None, profile: str | None) -> tuple[Metric, ...]:
    """Return the metrics of an element with those below it, and of these an industry's core set.

    Args:
        taxonomy: The edition.
        element_id: By either kind of id; the whole category if ``None``.
        profile: Id of the industry's profile; every metric if ``None``.

    Raises:
        UnknownElementError, NoPlaceError: There is no such element in this edition.
        BadOptionError: There is no such profile.
    """
    metrics = taxonomy.metrics
    if element_id:
        element = taxonomy.element(element_id)
        wanted = {element.id, *(below.id for below in element.descendants)}
        metrics = tuple(metric for metric in metrics if metric.element in wanted)
    if profile is not None:
        from pcf.assessment.template import profile_of

        core = profile_of(taxonomy, profile).core_metrics
        metrics = tuple(metric for metric in metrics if metric.id in core)
    return metrics


def metrics_document(taxonomy: Taxonomy, metrics: Sequence[Metric]) -> dict[str, object]:
    return {"edition": taxonomy.edition, "metrics": [metric_document(metric) for metric in metrics]}


def metric_document(metric: Metric) -> dict[str, object]:
    """Describe one metric; the formula in words and LaTeX in the taxonomy's language."""
    record = metric.record
    return {
        "id": metric.id,
        "element": metric.element,
        "owner": owner_of(metric.id),
        "name": record.name.to_json(),
        "definition": text(record.definition),
        "category": record.category,
        "unit": record.unit.value,
        "per": {"unit": record.per.unit.value, "amount": float(record.per.amount)} if record.per else None,
        "better": record.better,
        "basis": record.basis,
        "formula": {
            "text": metric.formula_text,
            "sentence": metric.sentence,
            "latex": metric.latex,
            "excel": metric.excel,
            "stated": record.stated_formula,
        },
        "measures": list(metric.measures),
        "evidence_for": list(record.evidence_for),
        "same_as": list(record.same_as),
        "variant_of": record.variant_of,
        "interval": record.interval.kind if record.interval else None,
        "edge_cases": text(record.edge_cases),
        "oddities": [
            {"id": one.id, "name": one.name.to_json(), "treatment": one.treatment.to_json()} for one in metric.oddities
        ],
        "correction": text(record.correction),
        "source": record.source,
    }
