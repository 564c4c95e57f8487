"""The report of contact reasons as JSON: stable keys, exact numbers; every share is in per cent, 0 to 100."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pcf.formula import json_number
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.reasons.counts import ReasonCounts
from pcf.reasons.cuts import Cut, Repeats
from pcf.reasons.report import ReasonLoop, ReasonState
from pcf.reasons.targets import TargetState
from pcf.reasons.trend import Trend
from pcf.reasons.volumes import Rate


def loop_to_json(loop: ReasonLoop, lang: Language) -> dict[str, Any]:
    """Return what ``ReasonLoop.to_json`` promises; without a log it has the same keys."""
    return {
        "as_of": loop.as_of.isoformat(),
        "reasons": [_state(one) for one in loop.states],
        "total": _cut(loop.total),
        "unplaced": loop.unplaced,
        "by_channel": [_cut(one) for one in loop.by_channel],
        "by_segment": [_cut(one) for one in loop.by_segment],
        "by_owner": [_cut(one) for one in loop.by_owner],
        "by_action": [_cut(one) for one in loop.by_action],
        "coverage": {"owner": _percent(loop.coverage.owner), "person": _percent(loop.coverage.person)},
        "candidates": list(loop.candidates),
        "saving": json_number(loop.saving),
        "vital_few": list(loop.vital_few),
        "log": _log(loop.counts) if loop.counts else None,
        "findings": [finding.to_json(Translator(lang)) for finding in loop.findings],
    }


def _percent(share: Fraction | None) -> float | int | None:
    return None if share is None else json_number(100 * share)


def _state(one: ReasonState) -> dict[str, Any]:
    return {
        **one.reason.model_dump(mode="json", exclude=_NUMBERS),
        **{name: json_number(getattr(one.reason, name)) for name in sorted(_NUMBERS)},
        "contacts": one.contacts,
        "share": _percent(one.share),
        "handled": one.handled,
        "handle_seconds": json_number(one.handle_seconds),
        "rate": _rate(one.rate),
        "rates_by_segment": [{"segment": segment, **_known(rate)} for segment, rate in one.rates_by_segment],
        "rates_by_month": [_rate(rate) for rate in one.rates_by_month],
        "cost": json_number(one.cost),
        "repeats": _repeats(one.repeats),
        "trend": _trend(one.trend),
        "quadrant": one.quadrant,
        "action": one.action,
        "age": one.age,
        "target_state": _target(one.target),
        "saving": json_number(one.saving),
    }


_NUMBERS = {"customer_value", "company_value", "unit_cost", "deflection", "self_service_cost", "target"}


def _rate(rate: Rate | None) -> dict[str, Any] | None:
    return None if rate is None else _known(rate)


def _known(rate: Rate) -> dict[str, Any]:
    return {
        "driver": rate.driver,
        "contacts": rate.contacts,
        "volume": json_number(rate.volume),
        "per_100": json_number(rate.per_100),
        "months": list(rate.months),
    }


def _repeats(repeats: Repeats | None) -> dict[str, Any] | None:
    if repeats is None:
        return None
    return {"repeats": repeats.repeats, "repeatable": repeats.repeatable, "share": _percent(repeats.share)}


def _trend(trend: Trend | None) -> dict[str, Any] | None:
    if trend is None:
        return None
    return {
        "basis": trend.basis,
        "months": [
            {"month": one.month, "contacts": one.contacts, "value": json_number(one.value)} for one in trend.months
        ],
        "judgement": trend.judgement,
        "difference": json_number(trend.difference),
        "centre": trend.centre,
        "low": trend.low,
        "high": trend.high,
    }


def _target(target: TargetState | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "state": target.state,
        "target": json_number(target.target),
        "due": target.due.isoformat() if target.due else None,
        "rate": _rate(target.rate),
        "is_reached": target.is_reached,
        "consequence": target.consequence,
    }


def _cut(cut: Cut) -> dict[str, Any]:
    return {
        "value": cut.value,
        "contacts": cut.contacts,
        "share": _percent(cut.share),
        "cost": json_number(cut.cost),
        "uncosted": cut.uncosted,
        "repeats": _repeats(cut.repeats),
        "reasons": list(cut.reasons),
        "oldest": cut.oldest,
        "unexplained": list(cut.unexplained),
    }


def _log(counts: ReasonCounts) -> dict[str, Any]:
    """Return what the log says besides the figures of the reasons."""
    said = counts.model_dump(mode="json", exclude={"rows", "volumes"})
    return said | {
        "rows": [
            row.model_dump(mode="json", exclude={"handle_seconds"})
            | {"handle_seconds": json_number(row.handle_seconds)}
            for row in counts.rows
        ],
        "volumes": [
            {name: value if name in ("segment", "month") else json_number(value) for name, value in row}
            for row in counts.volumes
        ],
    }
