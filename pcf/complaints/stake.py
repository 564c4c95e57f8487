"""What dissatisfied customers cost an organisation, and what better answers would be worth: exact amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from pcf.complaints.figures import REGISTERED, Figure
from pcf.complaints.iceberg import DIVISORS, iceberg

Outcome = Literal["convinced", "settled", "disappointed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Group = Literal["silent", "unregistered", "disappointed", "settled", "convinced"]
GROUPS: tuple[Group, ...] = get_args(Group)
Lever = Literal["outcomes", "registration", "articulation", "handling", "redress", "programme"]
LEVERS: tuple[Lever, ...] = get_args(Lever)

REBUY = ("rebuy_no_problem", "rebuy_silent", *(f"rebuy_{one}" for one in OUTCOMES))
SHARES = tuple(f"{one}_share" for one in OUTCOMES)
NEEDED_FOR_STAKE = (REGISTERED, *DIVISORS, *SHARES, *REBUY, "margin")
NEEDED_FOR_COST = (REGISTERED, "handling_cost", "upheld_share", "redress")
NEEDED_FOR_NET = (*NEEDED_FOR_STAKE, *NEEDED_FOR_COST[1:], "programme_cost")
TARGETED = (*DIVISORS[1:], *SHARES, "handling_cost", "upheld_share", "redress")  # each has a ``target_`` of its own

ROUNDING = Fraction(1, 200)  # how far three shares that were rounded may be from the whole: half a per cent

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class StakeTerm:
    """One group of dissatisfied customers: how many, how much less of them buy again, and what that costs.

    ``amount`` is below 0 where they buy again more often than customers who never had a problem.
    """

    group: Group
    customers: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class GainTerm:
    """What one lever of better answers changes: a gain above 0, a cost below 0."""

    lever: Lever
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Cost:
    """What answering complaints costs: handling of all that are registered, redress for those upheld."""

    handling: Fraction
    redress: Fraction

    @property
    def total(self) -> Fraction:
        return self.handling + self.redress


@dataclass(frozen=True, slots=True)
class _State:
    """How complaints are answered: today, or under better answers."""

    complain: Fraction
    kept: Fraction
    outcomes: Mapping[Outcome, Fraction]


def outcomes(figures: Figures, prefix: str = "") -> dict[str, Fraction] | None:
    """Return the shares of the three outcomes, which make up the whole exactly; rounded ones are scaled to it.

    Args:
        figures: The assumptions.
        prefix: ``target_`` for the outcomes aimed at; a blank one stays as today.

    Returns:
        ``None`` where one is missing, or they are further from the whole than by rounding.
    """
    known = [figures.get(f"{prefix}{name}") or figures.get(name) for name in SHARES]
    shares = {name: one.value for name, one in zip(SHARES, known, strict=True) if one}
    total = sum(shares.values(), Fraction(0))
    if len(shares) < len(SHARES) or abs(total - 1) > ROUNDING:
        return None
    return {name: share / total for name, share in shares.items()}


def stake_terms(figures: Figures) -> tuple[StakeTerm, ...] | None:
    """Return the value at stake by group; the amounts add up to the whole. ``None`` where something is missing.

    For each group: customers x (share that buys again without a problem - share of the group) x margin.
    """
    found, shares = iceberg(figures), outcomes(figures)
    if found is None or any(name not in figures for name in NEEDED_FOR_STAKE) or shares is None:
        return None
    customers: dict[Group, Fraction] = {"silent": found.silent, "unregistered": found.unregistered}
    customers |= {one: found.registered * shares[f"{one}_share"] for one in OUTCOMES}
    usual, margin = figures["rebuy_no_problem"].value, figures["margin"].value
    return tuple(
        StakeTerm(group, customers[group], customers[group] * (usual - _rebuy(figures, group)) * margin)
        for group in GROUPS
    )


def cost_today(figures: Figures) -> Cost | None:
    """Return what answering costs today: it grows with volume and with redress. ``None`` where something is missing."""
    if any(name not in figures for name in NEEDED_FOR_COST):
        return None
    return _cost(figures, figures[REGISTERED].value)


def gain_terms(figures: Figures) -> tuple[GainTerm, ...] | None:
    """Return what better answers are worth by lever; the amounts add up to the net gain.

    Levers are pulled one after the other in their order: other outcomes, more complaints registered, more customers
    who complain, then what handling, redress and the programme cost. A target that is blank stays as today.

    Returns:
        ``None`` where an input is missing, costs among them: without them inviting complaints would always win.
    """
    found, shares, shares_aimed = iceberg(figures), outcomes(figures), outcomes(figures, "target_")
    if found is None or any(name not in figures for name in NEEDED_FOR_NET) or shares is None or shares_aimed is None:
        return None
    aimed = {name: _aimed(figures, name) for name in TARGETED} | shares_aimed
    today = _state({name: figures[name].value for name in TARGETED} | shares)
    better = _state(aimed)
    answered = _State(today.complain, today.kept, better.outcomes)
    kept = _State(today.complain, better.kept, better.outcomes)
    worth = found.dissatisfied * figures["margin"].value
    retained = [worth * _rebuying(figures, state, today.complain) for state in (today, answered, kept, better)]
    volume = found.dissatisfied * figures[DIVISORS[0]].value * better.complain * better.kept
    before, after = _cost(figures, figures[REGISTERED].value), _cost(_with(figures, aimed), volume)
    return (
        GainTerm("outcomes", retained[1] - retained[0]),
        GainTerm("registration", retained[2] - retained[1]),
        GainTerm("articulation", retained[3] - retained[2]),
        GainTerm("handling", before.handling - after.handling),
        GainTerm("redress", before.redress - after.redress),
        GainTerm("programme", -figures["programme_cost"].value),
    )


def _state(values: Mapping[str, Fraction]) -> _State:
    shares = {outcome: values[f"{outcome}_share"] for outcome in OUTCOMES}
    return _State(values["complaining_share"], values["registered_share"], shares)


def _aimed(figures: Figures, name: str) -> Fraction:
    target = figures.get(f"target_{name}")
    return figures[name].value if target is None else target.value


def _with(figures: Figures, values: Mapping[str, Fraction]) -> Figures:
    return {**figures, **{name: Figure(name, value) for name, value in values.items()}}


def _cost(figures: Figures, complaints: Fraction) -> Cost:
    upheld = complaints * figures["upheld_share"].value
    return Cost(complaints * figures["handling_cost"].value, upheld * figures["redress"].value)


def _rebuy(figures: Figures, group: Group) -> Fraction:
    """Return the share of a group that buys again; who complained in vain is taken for disappointed."""
    own = figures.get(f"rebuy_{group}")
    return (own or figures["rebuy_disappointed"]).value


def _rebuying(figures: Figures, state: _State, complained: Fraction) -> Fraction:
    """Return the share of the dissatisfied that buys again.

    Args:
        figures: The assumptions.
        state: How complaints are answered.
        complained: The share that complains today: who newly complains may be of another kind.
    """
    by_outcome = sum((share * _rebuy(figures, outcome) for outcome, share in state.outcomes.items()), Fraction(0))
    own = figures.get("target_rebuy_new")
    newly = by_outcome if own is None else own.value
    old = min(state.complain, complained)
    new = state.complain - old
    return (
        (1 - state.complain) * _rebuy(figures, "silent")
        + state.complain * (1 - state.kept) * _rebuy(figures, "unregistered")
        + state.kept * (old * by_outcome + new * newly)
    )
