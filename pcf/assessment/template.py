"""An empty assessment: who is asked about what, and what an industry usually does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from uuid import uuid4

from pcf.assessment import findings as kinds
from pcf.assessment.history import in_time, past_round, scored_alone
from pcf.assessment.records import (
    Assessment,
    Figure,
    Organisation,
    PastRound,
    Practice,
    Respondent,
    Response,
    Segment,
    Tick,
)
from pcf.assessment.scorecard import Scorecard
from pcf.changes import compare
from pcf.errors import BadOptionError
from pcf.findings import Finding
from pcf.ids import is_word_id
from pcf.model import ProfileRecord
from pcf.taxonomy import Metric, Taxonomy, load


def parse_segments(text: str) -> tuple[Segment, ...]:
    """Read ``A;B;C`` as s1, s2, s3, or ``retail=Частные лица;sme=Малый бизнес`` with own ids.

    Raises:
        BadOptionError: An id is not lower-case words joined by ``_``, or stands twice; a name is empty or stands twice.
    """
    segments: list[Segment] = []
    for position, part in enumerate((part.strip() for part in re.split("[;；]", text) if part.strip()), start=1):
        own, equals, name = part.partition("=")
        segment_id, name = (own.strip(), name.strip()) if equals else (f"s{position}", part)
        if not is_word_id(segment_id) or not name or _is_taken(segment_id, name, segments):
            raise BadOptionError(option="--segments", found=part, expected='"A;B;C", "retail=Name;sme=Name"')
        segments.append(Segment(id=segment_id, name=name))
    return tuple(segments)


def _is_taken(segment_id: str, name: str, segments: Sequence[Segment]) -> bool:
    """Whether an id or a name stands already: a log is matched by either."""
    return any(segment_id == segment.id or name == segment.name for segment in segments)


def parse_scope(text: str, taxonomy: Taxonomy) -> frozenset[str]:
    """Read ``6.2,6.5.2`` (hierarchy ids or element ids) as the ids of the processes meant.

    Raises:
        BadOptionError: An id names no process and nothing that has processes below it.
        UnknownElementError, NoPlaceError: An id is not in this edition.
    """
    meant: set[str] = set()
    for part in (part.strip() for part in re.split(r"[,;\s]+", text) if part.strip()):
        element = taxonomy.element(part)
        processes = {one.id for one in (element, *element.descendants) if one.level == 3}
        if not processes:
            raise BadOptionError(option="--scope", found=part, expected="6.2, 6.5.2")
        meant |= processes
    return frozenset(meant)


def profile_of(taxonomy: Taxonomy, profile_id: str) -> ProfileRecord:
    """Return an industry profile.

    Raises:
        BadOptionError: There is none of this name.
    """
    profiles = taxonomy.bundle.maturity.profiles
    found = next((profile for profile in profiles if profile.id == profile_id), None)
    if found is None:
        raise BadOptionError(option="--profile", found=profile_id, expected=", ".join(p.id for p in profiles))
    return found


def empty(
    taxonomy: Taxonomy,
    *,
    profile: str = "all",
    segments: Sequence[Segment] = (),
    respondent: Respondent | None = None,
    scope: Collection[str] = (),
    round_name: str = "",
) -> Assessment:
    """Make the assessment that a new workbook starts from.

    Args:
        taxonomy: Edition and language; reasons for NA are proposed in this language.
        profile: Industry; its processes without work are proposed as NA with the reason.
        segments: The customer segments.
        respondent: Whose copy it is.
        scope: Ids of the processes that the respondent is asked about; all if empty.
        round_name: ``2026``, ``2026-Q4``, ``2026-11`` or empty.
    """
    return Assessment(
        edition=taxonomy.edition,
        language=taxonomy.lang,
        workbook_id=uuid4().hex,
        round=round_name,
        respondent=respondent or Respondent(),
        profile=profile,
        segments=tuple(segments),
        responses=_blank_responses(taxonomy, profile_of(taxonomy, profile), scope),
        ticks=tuple(Tick(item=item) for item in ticked_items(taxonomy)),
        figures=tuple(
            Figure(segment=segment.id, metric=metric.id)
            for segment in segments
            for metric in core_metrics(taxonomy, profile)
        ),
    )


def ticked_items(taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the ids of the checklist's lines, process by process: its activities, then its statements."""
    for process in taxonomy.processes:
        yield from (activity.id for activity in process.children)
        yield from (statement.id for statement in process.rubric.statements) if process.rubric else ()


def core_metrics(taxonomy: Taxonomy, profile: str) -> tuple[Metric, ...]:
    """Return the metrics that an organisation of an industry is asked for, in the order of the elements.

    Nobody collects all of them: the core set of the industry is what the sheet of service levels starts with.

    Raises:
        BadOptionError: There is no industry of this name.
    """
    chosen = set(profile_of(taxonomy, profile).core_metrics)
    return tuple(metric for metric in taxonomy.metrics if metric.id in chosen)


def _blank_responses(taxonomy: Taxonomy, profile: ProfileRecord, scope: Collection[str]) -> tuple[Response, ...]:
    """Ask about every process; what the industry does not have is proposed as NA with the reason."""
    reasons = {
        element_id: record.reason.spoken(taxonomy.lang)
        for record in taxonomy.bundle.maturity.reasons
        for element_id in record.processes
    }
    absent = profile.not_applicable
    return tuple(
        Response(
            element=process.id,
            answer="NA" if process.id in absent else None,
            reason=reasons[process.id] if process.id in absent else "",
            is_asked=not scope or process.id in scope,
        )
        for process in taxonomy.processes
    )


def carry_over(
    old: Assessment, fresh: Assessment, taxonomy: Taxonomy, card: Scorecard | None = None
) -> tuple[Assessment, list[Finding]]:
    """Fill a fresh assessment with what an older one says, by element id.

    Organisation and segments come from the old one unless the fresh one names its own; answers,
    evidence, targets, weights, ticks, practices and figures come along, and the scores of an
    earlier round are kept to be compared with. What was answered about
    an element that the fresh edition does not rate, or about a segment that the fresh one does not
    name, is reported and stays in the old file; so is a practice's link to such an element.

    Args:
        old: The filled form.
        fresh: The empty one.
        taxonomy: The edition of the fresh one.
        card: What the old round came to, all respondents and logs together; the form alone if absent.
    """
    ticks = {tick.item: tick for tick in old.ticks}
    segments = fresh.segments or old.segments
    kept = {segment.id for segment in segments}
    known = {metric.id for metric in taxonomy.metrics}
    both = (*fresh.figures, *old.figures)
    figures = {(one.segment, one.metric): one for one in both if one.segment in kept and one.metric in known}
    practices, unlinked = _carried_practices(old.practices, taxonomy)
    standing = {group.id for group in taxonomy.root.children}
    history, unkept = _carried_history(old, fresh, card or scored_alone(old))
    carried = fresh.model_copy(
        update={
            "organisation": _carried_organisation(old, fresh),
            "respondent": fresh.respondent if fresh.respondent != Respondent() else old.respondent,
            "segments": segments,
            "profile": old.profile if fresh.profile == "all" else fresh.profile,
            "responses": _carried_responses(old, fresh),
            "ticks": tuple(ticks.get(tick.item, tick) for tick in fresh.ticks),
            "practices": practices,
            "figures": tuple(figures.values()),
            "policy": fresh.policy or old.policy,
            "group_weights": tuple(one for one in old.group_weights if one.element in standing),
            "history": history,
        }
    )
    return carried, [*_lost(old, carried, taxonomy), *unlinked, *unkept, *_new_meanings(old, carried, taxonomy)]


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


def _carried_responses(old: Assessment, fresh: Assessment) -> tuple[Response, ...]:
    """Put what was said in the place of what is asked; a proposed NA stays where the old form had no answer."""
    said = {response.element: response for response in old.responses if response.is_filled}
    made = []
    for asked in fresh.responses:
        response = said.get(asked.element, asked)
        kept: dict[str, object] = {"is_asked": asked.is_asked}
        if response.answer is None and asked.answer is not None:
            kept |= {"answer": asked.answer, "reason": response.reason or asked.reason}
        made.append(response.model_copy(update=kept))
    return tuple(made)


def _carried_practices(practices: Sequence[Practice], taxonomy: Taxonomy) -> tuple[tuple[Practice, ...], list[Finding]]:
    """Keep every practice; a link to an element that the edition does not have is cut and reported."""
    standing = {element.id for element in taxonomy}
    carried = [
        practice.model_copy(update={"elements": tuple(one for one in practice.elements if one in standing)})
        for practice in practices
    ]
    cut = [
        Finding(
            kinds.PRACTICE_LINK_NOT_CARRIED_OVER,
            facts={"found": _named(element, taxonomy), "practice": f"{practice.id} {practice.text}"},
        )
        for practice in practices
        for element in practice.elements
        if element not in standing
    ]
    return tuple(carried), cut


def _lost(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> list[Finding]:
    """Report what the old form says and the carried one has no place for."""
    rated = {response.element for response in carried.responses}
    listed = {tick.item for tick in carried.ticks}
    kept = {segment.id for segment in carried.segments}
    metrics = {metric.id for metric in taxonomy.metrics}
    lost = [one.element for one in old.responses if one.is_filled and one.element not in rated]
    lost += [one.element for one in old.group_weights if one not in carried.group_weights]
    lost += [one.item for one in old.ticks if one.is_filled and one.item not in listed]
    said = [_named(element, taxonomy) for element in lost]
    said += [
        f"{one.metric} ({one.segment})"
        for one in old.figures
        if one.is_filled and one.segment in kept and one.metric not in metrics
    ]
    findings = [Finding(kinds.NOT_CARRIED_OVER, facts={"found": found}) for found in said]
    return findings + [
        Finding(kinds.SEGMENT_NOT_CARRIED_OVER, facts={"found": segment.name})
        for segment in old.segments
        if segment.id not in kept and any(figure.is_filled for figure in old.figures_of(segment.id))
    ]


def _named(element_id: str, taxonomy: Taxonomy) -> str:
    """Return an id with the element's last name in any edition."""
    record = next((record for record in taxonomy.bundle.elements if record.id == element_id), None)
    return f"{element_id} {record.places[-1].name.spoken(taxonomy.lang)}" if record else element_id


def _new_meanings(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> list[Finding]:
    """Name what was carried over although the element means something else in the fresh edition."""
    answered = {one.element for one in carried.responses if one.is_filled}
    answered |= {one.item for one in carried.ticks if one.state is not None}
    rows = compare(load(old.edition, taxonomy.lang), taxonomy)
    return [
        Finding(
            kinds.MEANING_CHANGED, facts={"found": f"{row.id} {row.after.name.spoken(taxonomy.lang)}", "note": row.note}
        )
        for row in rows
        if row.after and row.id in answered and "redefined" in {row.change, *row.also}
    ]
