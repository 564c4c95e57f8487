"""The chapters on complaints and contact reasons: in the report, and as a page of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pcf.assessment import Organisation
from pcf.assessment.figures import Numbers
from pcf.assessment.parts import complaint_parts, reason_parts
from pcf.complaints.loop import ComplaintLoop
from pcf.ids import Language
from pcf.outputs import write_whole
from pcf.reasons.report import ReasonLoop
from pcf.report import view
from pcf.report.drawings.complaints import complaint_charts
from pcf.report.drawings.reasons import reason_charts
from pcf.report.pages import frame, rendered
from pcf.taxonomy import Taxonomy


def write_loop_report(
    path: Path,
    taxonomy: Taxonomy,
    *,
    lang: Language,
    complaints: ComplaintLoop | None = None,
    reasons: ReasonLoop | None = None,
    segments: Mapping[str, str] | None = None,
    organisation: Organisation | None = None,
) -> None:
    """Write the page of one loop or of both; the file appears whole or not at all.

    Args:
        path: The new file.
        taxonomy: Names elements and metrics.
        lang: Language of the page; what users typed stays as they typed it.
        complaints: What is known of complaints.
        reasons: What is known of contact reasons.
        segments: Segment id to name, for contact reasons.
        organisation: Its name, currency and date, where they are known.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    about = organisation or Organisation()
    numbers = Numbers(taxonomy, lang, about.currency or "")
    facts = frame(numbers) | loop_facts(complaints, reasons, segments or {}, numbers)
    facts |= {"findings": view.rows_of(_findings(complaints, reasons), numbers), "checks": ()}
    chapters = (name for name in ("complaints", "reasons") if facts[f"{name[:-1]}_parts"])
    title = numbers.say("Complaints") if reasons is None else numbers.say("Contact reasons")
    if complaints is not None and reasons is not None:
        title = numbers.say("Complaints and contact reasons")
    told = _told(complaints, reasons, about, numbers)
    write_whole(path, rendered(title, about.name, list(told), [*chapters, "findings", "notice"], facts))


def loop_facts(
    complaints: ComplaintLoop | None, reasons: ReasonLoop | None, segments: Mapping[str, str], numbers: Numbers
) -> dict[str, Any]:
    """Return what the two chapters read; parts are empty where there is no chapter."""
    from markupsafe import Markup  # comes with jinja2; our charts escape what they show

    parts: dict[str, Any] = {
        "complaint_parts": complaint_parts(complaints, numbers) if complaints else (),
        "reason_parts": reason_parts(reasons, numbers, segments) if reasons else (),
    }
    drawn = {
        "complaint_charts": complaint_charts(complaints, numbers) if complaints else {},
        "reason_charts": reason_charts(reasons, numbers) if reasons else {},
    }
    charts = {
        name: {part: Markup(chart) for part, chart in charts.items()}  # noqa: S704
        for name, charts in drawn.items()
    }
    return parts | charts


def _findings(complaints: ComplaintLoop | None, reasons: ReasonLoop | None) -> list[Any]:
    return [*(complaints.findings if complaints else ()), *(reasons.findings if reasons else ())]


def _told(
    complaints: ComplaintLoop | None, reasons: ReasonLoop | None, about: Organisation, numbers: Numbers
) -> Iterator[str]:
    """Yield what stands below the heading: of when the figures are, and in which currency."""
    day = reasons.as_of.isoformat() if reasons is not None else complaints.day if complaints is not None else ""
    if day:
        yield numbers.say("As of {moment}.", moment=day)
    if about.currency:
        yield numbers.say("Currency: {currency}", currency=about.currency)
    yield numbers.say("APQC PCF category 6, edition {edition}", edition=numbers.taxonomy.edition)
