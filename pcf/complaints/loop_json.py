"""The complaint loop as JSON: stable keys, shares on 0 to 100, nothing rounded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from pcf.complaints.audit import Audit, BlockLevel, StepProgress
from pcf.complaints.economy import Economy, SegmentEconomy
from pcf.complaints.figures import Figure
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.records import Rule
from pcf.complaints.stake import NEEDED_FOR_NET, Cost, GainTerm, StakeTerm
from pcf.complaints.tornado import Swing
from pcf.formula import json_number
from pcf.i18n import Translator

Json = dict[str, Any]


def loop_to_json(loop: ComplaintLoop) -> Json:
    """Return everything; texts and sentences in the language of the loop."""
    say = Translator(loop.lang)
    return {
        "as_of": loop.day,
        "audit": _audit(loop.audit, loop),
        "segments": [_segment(one, loop) for one in loop.economy.segments],
        "total": _total(loop.economy),
        "tornado": {
            "at_stake": [_swing(one, loop) for one in loop.economy.stake_swings],
            "net": [_swing(one, loop) for one in loop.economy.gain_swings],
        },
        "rules": [_rule(rule) for rule in loop.inputs.rules],
        "log": _counts(loop),
        "findings": [finding.to_json(say) for finding in loop.findings],
    }


def _number(value: Fraction | float | None, scale: int = 1) -> float | int | None:
    """Make a number a JSON number in the scale that it is shown in; what has no end has none."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return json_number(value * scale)


def _audit(made: Audit, loop: ComplaintLoop) -> Json:
    score = made.score
    return {
        "score": _number(score.score),
        "status": score.status,
        "range": [_number(end) for end in score.range] if score.range else None,
        "coverage": _number(score.coverage),
        "dk_share": _number(score.dk_share),
        "ladder": made.ladder,
        "blocks": [_block(one, loop) for one in made.blocks],
        "steps": [_step(one, loop) for one in made.steps],
    }


def _block(one: BlockLevel, loop: ComplaintLoop) -> Json:
    return {
        "id": one.block.id,
        "name": one.block.name.spoken(loop.lang),
        "answer": one.answer.answer,
        "level": one.answer.level,
        "supported": one.supported,
        "evidence": list(one.answer.evidence),
        "evidence_note": one.answer.evidence_note,
        "comment": one.answer.comment,
        "elements": list(one.block.supports),
        "principles": list(one.block.principles),
    }


def _step(one: StepProgress, loop: ComplaintLoop) -> Json:
    return {
        "id": one.step.id,
        "name": one.step.name.spoken(loop.lang),
        "state": one.answer.state,
        "owner": one.answer.owner,
        "due": one.answer.due,
        "is_overdue": one.is_overdue(loop.day),
        "note": one.answer.note,
        "elements": list(one.step.supports),
    }


def _segment(one: SegmentEconomy, loop: ComplaintLoop) -> Json:
    berg = one.iceberg
    return {
        "id": one.segment,
        "name": loop.segments[one.segment],
        "assumptions": {name: _figure(figure, loop) for name, figure in one.figures.items()},
        "missing": list(one.missing(NEEDED_FOR_NET)),
        "dissatisfied": None
        if berg is None
        else {
            "value": _number(berg.dissatisfied),
            "interval": _interval(berg.interval),
            "silent": _number(berg.silent),
            "unregistered": _number(berg.unregistered),
            "registered": _number(berg.registered),
            "rests_on": list(berg.rests_on),
            "without_range": list(berg.without_range),
        },
        **_amounts(one.stake, one.gain, one.cost),
    }


def _total(economy: Economy) -> Json:
    return {
        "dissatisfied": None
        if economy.dissatisfied is None
        else {"value": _number(economy.dissatisfied), "interval": _interval(economy.interval)},
        **_amounts(economy.stake, economy.gain, economy.cost),
        "without": {what: list(segments) for what, segments in economy.without.items()},
    }


def _amounts(stake: Sequence[StakeTerm] | None, gain: Sequence[GainTerm] | None, cost: Cost | None) -> Json:
    return {
        "at_stake": None
        if stake is None
        else {
            "value": _sum(term.amount for term in stake),
            "terms": [
                {"group": term.group, "customers": _number(term.customers), "value": _number(term.amount)}
                for term in stake
            ],
        },
        "cost": None
        if cost is None
        else {"value": _number(cost.total)} | {name: _number(value) for name, value in asdict(cost).items()},
        "net": None
        if gain is None
        else {
            "value": _sum(term.amount for term in gain),
            "terms": [{"lever": term.lever, "value": _number(term.amount)} for term in gain],
        },
    }


def _figure(figure: Figure, loop: ComplaintLoop) -> Json:
    scale = loop.scale(figure.id)
    return {
        "value": _number(figure.value, scale),
        "low": _number(figure.range[0], scale) if figure.range else None,
        "high": _number(figure.range[1], scale) if figure.range else None,
        "range_kind": figure.range_kind,
        "source": figure.source,
        "is_counted": figure.is_counted,
    }


def _swing(one: Swing, loop: ComplaintLoop) -> Json:
    scale = loop.scale(one.assumption)
    return {
        "segment": one.segment,
        "assumption": one.assumption,
        "low": _number(one.low, scale),
        "high": _number(one.high, scale),
        "at_low": _number(one.at_low),
        "at_high": _number(one.at_high),
    }


def _rule(rule: Rule) -> Json:
    amount = None if rule.compensation is None else _number(Fraction(rule.compensation))
    return rule.model_dump(mode="json") | {"compensation": amount}


def _counts(loop: ComplaintLoop) -> Json | None:
    return None if loop.counts is None else loop.counts.model_dump(mode="json")


def _interval(ends: tuple[float, float] | None) -> list[float | int | None] | None:
    return None if ends is None else [_number(end) for end in ends]


def _sum(amounts: Iterable[Fraction]) -> float | int | None:
    return _number(sum(amounts, Fraction(0)))
