"""What an organisation's own processes do to the headline: it can be compared with others only without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcf.assessment import findings as kinds
from pcf.findings import Finding
from pcf.i18n import number
from pcf.ids import Owner, owner_of
from pcf.maturity import Policy, Score, policy_of_groups, roll_up
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class OwnProcesses:
    """What the own processes that apply and have a weight do to the headline; a blank one lowers its coverage.

    Attributes:
        count: How many they are.
        owners: Short names of the organisations.
        score: The headline with them.
        without: The headline of what ships, exact.
    """

    count: int
    owners: tuple[Owner, ...]
    score: Score
    without: Score


def own_processes(taxonomy: Taxonomy, groups: Sequence[Score], policy: Policy) -> OwnProcesses | None:
    """Return what own processes do to the headline; ``None`` where none of them counts.

    Args:
        taxonomy: The edition.
        groups: The scores of its groups.
        policy: How processes combine.
    """
    counted = [
        owner
        for group in groups
        for process in group.children
        if (owner := owner_of(process.id)) and process.applicable and process.weight * group.weight > 0
    ]
    if not counted:
        return None
    shipped = [_without_own(group, policy) for group in groups if owner_of(group.id) is None]
    score, without = (
        roll_up(taxonomy.root.id, parts, policy_of_groups(policy), needs_every_child=True)
        for parts in (groups, shipped)
    )
    return OwnProcesses(len(counted), tuple(sorted(set(counted))), score, without)


def own_processes_counted(taxonomy: Taxonomy, groups: Sequence[Score], policy: Policy) -> Iterator[Finding]:
    """Yield the note that own processes count, with the headline without them, once there is a headline."""
    own = own_processes(taxonomy, groups, policy)
    if own is None or own.score.score is own.without.score is None:
        return
    names = {one.id: one.name.spoken(taxonomy.lang) for one in taxonomy.bundle.organisations}
    scores = (number(one.score, taxonomy.lang, 2) for one in (own.score, own.without))
    facts = dict(zip(("found", "without"), scores, strict=True))
    owners = [names[owner] for owner in own.owners]
    yield Finding(kinds.OWN_PROCESSES_COUNTED, facts={"owners": owners, "count": own.count, **facts})


def _without_own(group: Score, policy: Policy) -> Score:
    return roll_up(group.id, [one for one in group.children if owner_of(one.id) is None], policy, weight=group.weight)
