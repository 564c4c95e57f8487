"""An empty assessment: who is asked about what, and what an industry usually does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from uuid import uuid4

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment, Figure, Respondent, Response, Segment, Tick
from pcf.changes import compare
from pcf.errors import BadOptionError
from pcf.findings import Finding
from pcf.ids import is_word_id
from pcf.model import ProfileRecord
from pcf.taxonomy import Taxonomy, load


def parse_segments(text: str) -> tuple[Segment, ...]:
    """Read ``A;B;C`` as s1, s2, s3, or ``retail=Частные лица;sme=Малый бизнес`` with own ids.

    Raises:
        BadOptionError: An id is not lower-case words joined by ``_``, or stands twice; a name is empty or stands twice.
    """
    segments: list[Segment] = []
    for position, part in enumerate((part.strip() for part in text.split(";") if part.strip()), start=1):
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
        element = taxonomy.find_element(part)
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
    absent = profile_of(taxonomy, profile).not_applicable
    reasons = {
        element_id: record.reason.spoken(taxonomy.lang)
        for record in taxonomy.bundle.maturity.reasons
        for element_id in record.processes
    }
    responses = tuple(
        Response(
            element=process.id,
            answer="NA" if process.id in absent else None,
            reason=reasons[process.id] if process.id in absent else "",
            is_asked=not scope or process.id in scope,
        )
        for process in taxonomy.processes
    )
    asked = {metric.id for metric in taxonomy.metrics if metric.record.formula is not None}
    return Assessment(
        edition=taxonomy.edition,
        language=taxonomy.lang,
        workbook_id=uuid4().hex,
        round=round_name,
        respondent=respondent or Respondent(),
        profile=profile,
        segments=tuple(segments),
        responses=responses,
        ticks=tuple(Tick(element=e.id) for e in taxonomy if e.level == 4),
        figures=tuple(
            Figure(segment=segment.id, metric=metric.id)
            for segment in segments
            for metric in taxonomy.metrics
            if metric.id in asked
        ),
    )


def carry_over(old: Assessment, fresh: Assessment, taxonomy: Taxonomy) -> tuple[Assessment, list[Finding]]:
    """Fill a fresh assessment with what an older one says, by element id.

    Organisation and segments come from the old one unless the fresh one names its own; answers,
    evidence, targets, weights, ticks, practices and figures come along. What was answered about
    an element that the fresh edition does not rate, or about a segment that the fresh one does not
    name, is reported and stays in the old file.
    """
    rated = {response.element for response in fresh.responses}
    listed = {tick.element for tick in fresh.ticks}
    known = {response.element: response for response in old.responses if _says_something(response)}
    responses = tuple(
        known[one.element].model_copy(update={"is_asked": one.is_asked}) if one.element in known else one
        for one in fresh.responses
    )
    ticks = {tick.element: tick for tick in old.ticks}
    segments = fresh.segments or old.segments
    kept = {segment.id for segment in segments}
    figures = {(one.segment, one.metric): one for one in (*fresh.figures, *old.figures) if one.segment in kept}
    carried = fresh.model_copy(
        update={
            "organisation": old.organisation,
            "respondent": fresh.respondent if fresh.respondent != Respondent() else old.respondent,
            "segments": segments,
            "profile": old.profile if fresh.profile == "all" else fresh.profile,
            "responses": responses,
            "ticks": tuple(ticks.get(tick.element, tick) for tick in fresh.ticks),
            "practices": old.practices,
            "figures": tuple(figures.values()),
        }
    )
    lost = [r.element for r in old.responses if _says_something(r) and r.element not in rated]
    lost += [tick.element for tick in old.ticks if tick.state is not None and tick.element not in listed]
    names = {record.id: record.places[-1].name.spoken(taxonomy.lang) for record in taxonomy.bundle.elements}
    findings = [Finding(kinds.NOT_CARRIED_OVER, facts={"found": f"{e} {names.get(e, '')}".strip()}) for e in lost]
    findings += [
        Finding(kinds.SEGMENT_NOT_CARRIED_OVER, facts={"found": segment.name})
        for segment in old.segments
        if segment.id not in kept and any(figure.is_filled for figure in old.figures_of(segment.id))
    ]
    return carried, [*findings, *_new_meanings(old, carried, taxonomy)]


def _new_meanings(old: Assessment, carried: Assessment, taxonomy: Taxonomy) -> list[Finding]:
    """Name what was carried over although the element means something else in the fresh edition."""
    answered = {one.element for one in carried.responses if _says_something(one)}
    answered |= {one.element for one in carried.ticks if one.state is not None}
    rows = compare(load(old.edition, taxonomy.lang), taxonomy)
    return [
        Finding(
            kinds.MEANING_CHANGED, facts={"found": f"{row.id} {row.after.name.spoken(taxonomy.lang)}", "note": row.note}
        )
        for row in rows
        if row.after and row.id in answered and "redefined" in {row.change, *row.also}
    ]


def _says_something(response: Response) -> bool:
    said = (response.answer, response.target, *response.evidence, response.evidence_note or None)
    return any(one is not None for one in (*said, response.comment or None))
