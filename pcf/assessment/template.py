"""What a new form begins with: empty, for an industry or for one person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from uuid import uuid4

from pcf.assessment.records import Assessment, Figure, Respondent, Response, Segment, Tick
from pcf.assessment.wording import wording_of
from pcf.complaints.records import ComplaintInputs
from pcf.errors import BadOptionError
from pcf.ids import is_word_id, owner_of
from pcf.mapping import Practice
from pcf.model import ProfileRecord
from pcf.reasons.defaults import default_reasons
from pcf.taxonomy import Metric, Taxonomy


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
    practices: Sequence[Practice] = (),
    complaints: bool = False,
    reasons: bool = False,
    staffing: bool = False,
) -> Assessment:
    """Make the assessment that a new workbook starts from.

    Args:
        taxonomy: Edition, language, and whose own elements are asked about; reasons for NA are proposed in it.
        profile: Industry; its processes without work are proposed as NA with the reason.
        segments: The customer segments.
        respondent: Whose copy it is.
        scope: Ids of the processes that the respondent is asked about; all if empty.
        round_name: ``2026``, ``2026-Q4``, ``2026-11`` or empty.
        practices: What the organisation says it does, with suggestions and decisions; of this edition.
        complaints: Whether it asks how complaints are answered.
        reasons: Whether it asks about contact reasons; it starts with the model's, in the taxonomy's language.
        staffing: Whether it asks how many contacts come, what is promised and who is on duty.
    """
    return Assessment(
        edition=taxonomy.edition,
        extensions=taxonomy.extensions,
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
        practices=tuple(practices),
        wording=wording_of(taxonomy),
        complaints=ComplaintInputs() if complaints else None,
        reasons=default_reasons(taxonomy) if reasons else None,
        staffing=() if staffing else None,
    )


def with_practices(form: Assessment, more: Assessment) -> Assessment:
    """Add the practices of another form, and what it keeps without a place.

    A practice that both have, by id and text, is as the other form has it.

    Raises:
        BadOptionError: An id stands for two different texts.
    """
    known = {one.id: one for one in form.practices}
    for one in more.practices:
        if one.id in known and known[one.id].text != one.text:
            raise BadOptionError(option="--practices", found=one.id, expected=known[one.id].text)
        known[one.id] = one
    name = form.organisation.name or more.organisation.name
    return form.model_copy(
        update={
            "practices": tuple(known.values()),
            "organisation": form.organisation.model_copy(update={"name": name}),
            "unplaced": tuple(dict.fromkeys((*form.unplaced, *more.unplaced))),
        }
    )


def ticked_items(taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the ids of the checklist's lines, process by process: its activities, then its statements."""
    for process in taxonomy.processes:
        yield from (activity.id for activity in process.children)
        yield from (statement.id for statement in process.rubric.statements) if process.rubric else ()


def core_metrics(taxonomy: Taxonomy, profile: str) -> tuple[Metric, ...]:
    """Return the metrics that an organisation of an industry is asked for, in the order of the elements.

    Nobody collects all of them: the core set of the industry is what the sheet of service levels starts with. What an
    organisation declared itself it wants to see.

    Raises:
        BadOptionError: There is no industry of this name.
    """
    chosen = set(profile_of(taxonomy, profile).core_metrics)
    return tuple(metric for metric in taxonomy.metrics if metric.id in chosen or owner_of(metric.id))


def not_applicable(taxonomy: Taxonomy, profile: ProfileRecord) -> dict[str, str]:
    """Return what a form for an industry proposes as not applicable, in printed order.

    Args:
        taxonomy: Edition and language; reasons are in this language.
        profile: The industry.

    Returns:
        Id of the process to the reason.
    """
    reasons = {
        element_id: record.reason.spoken(taxonomy.lang)
        for record in taxonomy.bundle.maturity.reasons
        for element_id in record.processes
    }
    return {process.id: reasons[process.id] for process in taxonomy.processes if process.id in profile.not_applicable}


def _blank_responses(taxonomy: Taxonomy, profile: ProfileRecord, scope: Collection[str]) -> tuple[Response, ...]:
    """Ask about every process; what the industry does not have is proposed as NA with the reason."""
    absent = not_applicable(taxonomy, profile)
    return tuple(
        Response(
            element=process.id,
            answer="NA" if process.id in absent else None,
            reason=absent.get(process.id, ""),
            is_asked=not scope or process.id in scope,
        )
        for process in taxonomy.processes
    )
