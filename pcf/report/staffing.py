"""The chapter on the workforce: in the report, and as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.assessment import Organisation
from pcf.assessment.figures import Numbers
from pcf.assessment.parts import staffing_parts
from pcf.ids import Language
from pcf.outputs import write_whole
from pcf.report import view
from pcf.report.drawings.staffing import staffing_charts
from pcf.report.pages import frame, rendered
from pcf.taxonomy import Taxonomy
from pcf.workforce.planned import StaffingPlan

if TYPE_CHECKING:
    from pcf.workforce.forecast.records import Forecast


def write_staffing_report(
    path: Path,
    plan: StaffingPlan,
    taxonomy: Taxonomy,
    *,
    lang: Language,
    organisation: Organisation | None = None,
    forecast: Forecast | None = None,
) -> None:
    """Write the page of one plan; the file appears whole or not at all.

    Args:
        path: The new file.
        plan: At least one line, computed.
        taxonomy: Names elements.
        lang: Language of the page; what users typed stays as they typed it.
        organisation: Its name, currency and date, where they are known.
        forecast: What the contacts of the plan were forecast from: its error is told, and days are drawn with its
            range.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    about = organisation or Organisation()
    numbers = Numbers(taxonomy, lang, about.currency or "")
    facts = frame(numbers) | staffing_facts(plan, numbers, forecast)
    found = (*(forecast.findings if forecast else ()), *plan.findings)
    facts |= {"findings": view.rows_of(found, numbers), "checks": ()}
    chapters = ["staffing", "findings", "notice"]
    title = numbers.say("Workforce: what the promise costs")
    write_whole(path, rendered(title, about.name, list(_told(about, numbers)), chapters, facts))


def staffing_facts(plan: StaffingPlan | None, numbers: Numbers, forecast: Forecast | None = None) -> dict[str, Any]:
    """Return what the chapter reads; no parts where there is no chapter."""
    from markupsafe import Markup  # comes with jinja2; our charts escape what they show

    if plan is None:
        return {"staffing_parts": (), "staffing_charts": {}}
    charts = staffing_charts(plan, numbers, forecast)
    return {
        "staffing_parts": staffing_parts(plan, numbers, forecast),
        "staffing_charts": {part: Markup(chart) for part, chart in charts.items()},  # noqa: S704
    }


def _told(about: Organisation, numbers: Numbers) -> Iterator[str]:
    """Yield what stands below the heading."""
    if about.date:
        yield numbers.say("Date: {date}", date=about.date)
    if about.currency:
        yield numbers.say("Currency: {currency}", currency=about.currency)
    yield numbers.say("APQC PCF category 6, edition {edition}", edition=numbers.taxonomy.edition)
