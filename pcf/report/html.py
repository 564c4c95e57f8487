"""One self-contained HTML file: no script, no request to anywhere, ready to print on A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures
from pcf.assessment.highlights import largest_gaps, strongest
from pcf.assessment.steps import steps
from pcf.assessment.words import CHANGED, CONSOLIDATION, POLICY, STATE, STATUS
from pcf.ids import Language
from pcf.outputs import write_whole
from pcf.report import drawings, view
from pcf.rubric import NOT_DESCRIBED

_TEMPLATE = Path(__file__).with_name("report.html.j2")
_LANG_TAGS: dict[Language, str] = {"en": "en-GB", "ru": "ru", "zh": "zh-Hans"}


def write_html(path: Path, card: Scorecard, *, lang: Language) -> None:
    """Write the report of one scorecard; the file appears whole or not at all.

    Args:
        path: The new file.
        card: What to report.
        lang: Language of the report; what users typed stays as they typed it.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    write_whole(path, _rendered(card, lang))


def _rendered(card: Scorecard, lang: Language) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE.name).render(_facts(card, lang))


def _facts(card: Scorecard, lang: Language) -> dict[str, Any]:
    """Gather everything the template names."""
    from markupsafe import Markup  # comes with jinja2; our charts escape what they show

    figures = Figures(card, lang)
    say = figures.say
    return {
        "card": card,
        "say": say,
        "figures": figures,
        "tag": _LANG_TAGS[lang],
        "organisation": card.round.organisation,
        "round": card.round.name,
        "edition": figures.taxonomy.edition,
        "headline": figures.level(card.score.score),
        "status": say(STATUS[card.score.status]),
        "policy": say(POLICY[card.policy]),
        "consolidation": say(CONSOLIDATION[card.consolidation]),
        "without_score": view.without_score(card.groups, figures),
        "strongest": strongest(card),
        "gaps": largest_gaps(card),
        "ranking": view.ranking,
        "breached": view.breached,
        "heat_map": view.heat_map(card, figures),
        "progress": view.progress(card, figures),
        "steps": steps(card, lang),
        "not_described": NOT_DESCRIBED,
        "segment_tables": view.segment_tables(card, figures),
        "findings": view.finding_rows(card, figures),
        "totals": _totals(card, figures),
        "explanation": card.explain(lang=lang),
        "changed": say(CHANGED, edition=figures.taxonomy.edition),
        "notices": figures.taxonomy.bundle.notices,
        "group_chart": Markup(drawings.groups(card, figures)),  # noqa: S704
        "index_chart": Markup(drawings.indices(card, figures)),  # noqa: S704
        "metric_charts": [(name, Markup(chart)) for name, chart in drawings.metrics(card, figures)],  # noqa: S704
        "levels": figures.taxonomy.bundle.maturity.levels,
        "state_words": STATE,
    }


def _totals(card: Scorecard, figures: Figures) -> list[dict[str, Any]]:
    rows = []
    for metric_id, result in card.totals.items():
        record = figures.taxonomy.metric(metric_id).record
        rows.append(
            {
                "name": record.name.spoken(figures.lang),
                "value": figures.quantity(record, result.value),
                "n": figures.count(result.n),
            }
        )
    return rows
