"""An older form carried over into a fresh one: nothing is lost, what has no place is kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcf.assessment.records import (
    Agreement,
    Assessment,
    Link,
    Organisation,
    PastRound,
    Respondent,
    Unplaced,
)
from pcf.assessment.scorecard import Scorecard
from pcf.changes import ChangedElement, compare
from pcf.findings import Finding
from pcf.rounds import findings as kinds
from pcf.rounds.history import in_time, past_round, scored_alone
from pcf.rounds.places import Places
from pcf.rounds.unplaced import about, is_answered, kind_of, newest_first, said_in
from pcf.taxonomy import Taxonomy


def carry_over(
    old: Assessment, fresh: Assessment, taxonomy: Taxonomy, card: Scorecard | None = None
) -> tuple[Assessment, list[Finding]]:
    """Fill a fresh assessment with what an older one says, by element id.

    Organisation and segments come from the old one unless the fresh one names its own; answers,
    evidence, targets, weights, ticks, practices, registers, figures, and what was said of complaints,
    contact reasons and staffing come along, and the scores of an earlier round are kept to be compared with.
    Of a workshop's form the respondents do not: a new round asks anew.

    What was said about an element that the fresh edition does not have, or about a segment that
    the fresh form does not name, and levels of processes that it does not ask about, are reported
    and kept as ``unplaced``; what stood there already
    and has a place again is put back if that is blank.

    Args:
        old: The filled form.
        fresh: The empty one.
        taxonomy: The edition of the fresh one.
        card: What the old round came to, all respondents and logs together; the form alone if absent.
    """
    places = Places(fresh, old, taxonomy)
    said = [part for one in _said_of(old, fresh) for part in places.parts(one)]
    lost = _once([one for one in said if not places.take(one)])
    back = [one for one in newest_first(old.unplaced) if not _is_somebody_s(one, old) and places.take(one)]
    history, unkept = _carried_history(old, fresh, card or scored_alone(old))
    still = [one for one in old.unplaced if one not in back]
    carried = fresh.model_copy(
        update={
            **places.filled(),
            "organisation": _carried_organisation(old, fresh),
            "respondent": fresh.respondent if fresh.respondent != Respondent() else old.respondent,
            "profile": old.profile if fresh.profile == "all" else fresh.profile,
            "policy": fresh.policy or old.policy,
            "history": history,
            "unplaced": tuple(dict.fromkeys((*still, *lost))),
        }
    )
    told = [*_not_carried(lost, old, taxonomy), *_put_back(back, taxonomy)]
    return carried, [*told, *unkept, *_new_meanings(old, carried, taxonomy)]


def _is_somebody_s(one: Unplaced, old: Assessment) -> bool:
    """Whether a workshop's form has it from a respondent's: it is not the answer of whoever is asked next."""
    return old.is_workshop and one.response is not None and is_answered(one.response)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What became of what an older form, and those before it, said.

    Each element about which something was carried over stands once, under the first that holds of
    redefined, renamed, moved, kept.
    """

    kept: tuple[str, ...]
    renamed: tuple[str, ...]
    moved: tuple[str, ...]
    redefined: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]

    def to_json(self) -> dict[str, object]:
        """Return the promised keys."""
        return {
            "kept": list(self.kept),
            "renamed": list(self.renamed),
            "moved": list(self.moved),
            "redefined": list(self.redefined),
            "unplaced": [
                {"what": kind_of(one), "id": about(one), "edition": one.edition, "round": one.round}
                for one in self.unplaced
            ],
        }


def carried_over(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> CarriedOver:
    """Return what ``carry_over`` did: what was kept, and what has no place.

    Args:
        old: The filled form.
        carried: What ``carry_over`` made of it.
        taxonomy: The edition of the latter.
    """
    by_change: dict[str, list[str]] = {"kept": [], "renamed": [], "moved": [], "redefined": []}
    for row in _carried_rows(old, carried, taxonomy):
        by_change[row.change].append(row.id)
    return CarriedOver(**{change: tuple(ids) for change, ids in by_change.items()}, unplaced=carried.unplaced)


def _said_of(old: Assessment, fresh: Assessment) -> Iterator[Unplaced]:
    """Yield all that an older form says, with agreements on what the fresh one does not ask."""
    yield from said_in(old)
    asked = {response.element for response in fresh.responses}
    for one in old.agreed:
        if one.element not in asked and one != Agreement(element=one.element):
            yield Unplaced(edition=old.edition, round=old.round, agreement=one)


def _once(lost: Sequence[Unplaced]) -> list[Unplaced]:
    """Leave out segments that come with a figure, an assumption, a rule or a line of staffing."""
    told = {one.segment for one in lost if kind_of(one) != "segment"}
    return [one for one in lost if kind_of(one) != "segment" or one.segment not in told]


def _carried_rows(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> Iterator[ChangedElement]:
    """Yield the elements about which something was carried over, with what changed since it was said."""
    without = set(carried.unplaced)
    placed: dict[str, set[str]] = {}
    for one in (*said_in(old), *old.unplaced):
        if one not in without and kind_of(one) in {"rating", "tick", "weight"}:
            placed.setdefault(one.edition, set()).add(about(one).partition(".")[0])
    told: set[str] = set()
    for edition, elements in placed.items():
        for row in compare(taxonomy.in_edition(edition), taxonomy):
            if row.id in elements - told and row.before and row.after:
                told.add(row.id)
                yield row


def _carried_history(
    old: Assessment, fresh: Assessment, card: Scorecard
) -> tuple[tuple[PastRound, ...], list[Finding]]:
    """Add what the old round came to; a round that begins anew under a name of before takes its place."""
    begins_anew = fresh.round not in {"", old.round}
    ended = tuple(past_round(card)) if begins_anew else ()
    taken = {fresh.round, *(past.round for past in ended)}
    kept = [past for past in old.history if past.round not in taken]
    found = [
        Finding(kinds.ROUND_REPLACED, facts={"found": past.round})
        for past in old.history
        if begins_anew and past.round == fresh.round
    ]
    if bool(old.round) != bool(fresh.round) and card.score.coverage > 0:
        found.append(Finding(kinds.ROUND_NOT_KEPT, facts={"found": old.round or "–"}))
    return tuple(sorted([*kept, *ended], key=lambda past: in_time(past.round))), found


def _carried_organisation(old: Assessment, fresh: Assessment) -> Organisation:
    """Keep who is assessed; the day of an earlier round is not that of the next."""
    is_next = fresh.round not in {"", old.round}
    return old.organisation.model_copy(update={"date": ""}) if is_next else old.organisation


def _not_carried(lost: Sequence[Unplaced], old: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Report what the old form says and the fresh one has no place for; a segment once, links one by one."""
    segments = dict.fromkeys(one.segment for one in lost if one.segment and not _is_metric_gone(one, taxonomy))
    processes = {process.id for process in taxonomy.processes}
    unasked = [one for one in lost if one.response is not None and one.response.element in processes]
    rated = {one.response.element for one in lost if one.response is not None}
    for one in lost:
        if one in unasked or (one.agreement is not None and one.agreement.element in rated):
            continue
        if one.link is not None:
            yield _cut_link(one.link, old, taxonomy)
        elif one.figure is not None and _is_metric_gone(one, taxonomy):
            found = f"{one.figure.metric} ({one.figure.segment})"
            yield Finding(kinds.NOT_CARRIED_OVER, facts={"found": found})
        elif one.segment is None:
            yield Finding(kinds.NOT_CARRIED_OVER, facts={"found": _named(about(one), taxonomy)})
    if unasked:
        yield Finding(kinds.OUT_OF_SCOPE, facts={"found": [_named(about(one), taxonomy) for one in unasked]})
    for segment in segments:
        yield Finding(kinds.SEGMENT_NOT_CARRIED_OVER, facts={"found": segment.name})


def _is_metric_gone(one: Unplaced, taxonomy: Taxonomy) -> bool:
    return one.figure is not None and one.figure.metric not in {metric.id for metric in taxonomy.metrics}


def _cut_link(link: Link, old: Assessment, taxonomy: Taxonomy) -> Finding:
    found = _named(link.element or link.segment or link.metric or "", taxonomy)
    if link.kept_in == "practices":
        text = next(one.text for one in old.practices if one.id == link.id)
        return Finding(kinds.PRACTICE_LINK_NOT_CARRIED_OVER, facts={"found": found, "practice": f"{link.id} {text}"})
    said = {
        "evidence": {one.id: one.title for one in old.evidence},
        "observations": {one.id: one.text for one in old.observations},
        "initiatives": {one.id: one.title for one in old.initiatives},
        "reasons": {one.id: one.words for one in old.reasons or ()},
    }[link.kept_in][link.id]
    return Finding(kinds.REGISTER_LINK_NOT_CARRIED_OVER, facts={"found": found, "entry": f"{link.id} {said}"})


def _put_back(back: Sequence[Unplaced], taxonomy: Taxonomy) -> Iterator[Finding]:
    for one in back:
        facts = {"found": _named(about(one), taxonomy), "round": one.round or "–", "edition": one.edition}
        yield Finding(kinds.PUT_BACK, facts=facts)


def _named(said: str, taxonomy: Taxonomy) -> str:
    """Return an id with the element's last name in the editions that ship."""
    record = next((record for record in taxonomy.bundle.elements if record.id == said), None)
    return f"{said} {taxonomy.bundle.last_place(record).name.spoken(taxonomy.lang)}" if record else said


def _new_meanings(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Name what was carried over although the element means something else in the fresh edition."""
    for row in _carried_rows(old, carried, taxonomy):
        if row.after and "redefined" in {row.change, *row.also}:
            facts = {"found": f"{row.id} {row.after.name.spoken(taxonomy.lang)}", "note": row.note}
            yield Finding(kinds.MEANING_CHANGED, facts=facts)
