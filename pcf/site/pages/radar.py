"""The radar of the landing page: the example organisation's process groups, which a script lets the reader move."""

from __future__ import annotations

from functools import cache
from html import escape

from pcf import _resources
from pcf.assessment import Copy, Scorecard, gather, score_round
from pcf.assessment.figures import Figures
from pcf.charts import Axis, Frame
from pcf.charts import radar as drawn
from pcf.ids import DEFAULT_EDITION
from pcf.maturity import Score
from pcf.report.drawings.levels import LEVELS
from pcf.site import addresses
from pcf.site.site_model import SiteModel
from pcf.taxonomy import load

SCRIPTS = ("assets/data/landing.js", "assets/making.js", "assets/radar.js", "assets/landing.js")


@cache
def example() -> Scorecard:
    """Score the workshop that settled the example, as ``pcf demo`` does; without logs, which no level comes from."""
    from pcf.excel import read_workbook

    path = _resources.example() / "workshop.xlsx"
    return score_round(load(DEFAULT_EDITION, "en"), gather([Copy(path.name, read_workbook(path))]))


def radar(model: SiteModel, here: str) -> str:
    """Return the picture with its text equivalent, the numbers that a script reads, and the script itself."""
    card = example().in_language(model.lang)
    figures = Figures(card, model.lang)
    say = model.say
    headline = say(
        "The invented organisation Meridian stands at {score} of 5. Each corner is one process group.",
        score=figures.level(card.score.score),
    )
    again = say("Rate your own organisation")
    root = addresses.root_from(here)
    return "\n".join(
        [
            f'<section class="pcf-landing" data-score="{_exact(card.score)}" lang="{model.lang}">',
            f'<div class="pcf-landing-picture">{_picture(card, figures)}</div>',
            f'<div class="pcf-landing-side"><p class="pcf-landing-headline">{escape(headline)}</p>',
            _table(card, figures),
            f'<p><a class="md-button md-button--primary" href="{addresses.href(here, addresses.ASSESSMENT)}">'
            f"{escape(again)}</a></p></div>",
            "</section>",
            *(f'<script src="{root}{script}" defer></script>' for script in SCRIPTS),
        ]
    )


def _picture(card: Scorecard, figures: Figures) -> str:
    axes = [_axis(score, figures) for score in card.groups]
    frame = Frame(
        figures.say("Process groups of the example organisation: score and possible range, levels 0 to 5"),
        "; ".join(f"{axis.label}: {axis.shown}" for axis in axes),
        LEVELS,
        {"value": figures.say("Score"), "range": figures.say("Possible range")},
    )
    return drawn(axes, frame)


def _axis(score: Score, figures: Figures) -> Axis:
    text = figures.level(score.score).text
    return Axis(
        label=figures.element(score.id),
        shown=text if score.low == score.high else f"{text} ({figures.span(score)})",
        value=None if score.score is None else float(score.score),
        low=float(score.low),
        high=float(score.high),
    )


def _table(card: Scorecard, figures: Figures) -> str:
    """Return the groups with their scores, exact ones in attributes: a missing one is an empty attribute."""
    say = figures.say
    rows = "".join(
        f'<tr data-group="{score.id}" data-value="{_exact(score)}" data-low="{float(score.low)}" '
        f'data-high="{float(score.high)}"><th scope="row">{escape(figures.element(score.id))}</th>'
        f"<td>{figures.level(score.score)}</td></tr>"
        for score in card.groups
    )
    head = f'<tr><th scope="col">{escape(say("Process group"))}</th><th scope="col">{escape(say("Score"))}</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _exact(score: Score) -> str:
    return "" if score.score is None else repr(float(score.score))
