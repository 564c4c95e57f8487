"""Decks for the tests: written, and opened again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.presentation import Presentation as File
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table

from pcf import taxonomy
from pcf.assessment import Assessment, Copy, Figure, Scorecard, Segment, gather, score_round, template
from pcf.slides import write_slides

from ..engagement import CHINESE, RUSSIAN, engagement, many_initiatives, respondents


def alone(form: Assessment, edition="7.4") -> Scorecard:
    return score_round(taxonomy.load(edition), gather([Copy("alone.xlsx", form)]))


def empty(edition="7.4") -> Scorecard:
    return alone(template.empty(taxonomy.load(edition), segments=()), edition)


def one_manager() -> Scorecard:
    """Return what one manager says, without segments and initiatives."""
    return alone(respondents()[0].model_copy(update={"segments": (), "figures": ()}))


def crowded() -> Scorecard:
    """Return an engagement with more of everything than a slide holds, under long names."""
    names = [f"{number} {RUSSIAN if number % 2 else CHINESE}" for number in range(1, 31)]
    segments = tuple(Segment(id=f"s{number}", name=name) for number, name in enumerate(names, start=1))
    figures = tuple(
        Figure(segment=one.id, metric="service_level", value=50 + place, target=80, floor=60, n=20)
        for place, one in enumerate(segments)
    )
    return engagement(segments=segments, figures=figures, initiatives=many_initiatives(40))


CARDS = {
    "engagement": engagement,
    "anonymous": lambda: engagement(anonymous=True),
    "one manager": one_manager,
    "empty": empty,
    "crowded": crowded,
}


@cache
def card(name="engagement") -> Scorecard:
    return CARDS[name]()


@cache
def deck(name="engagement", lang="en") -> File:
    """Write a deck and open it again; nobody changes it."""
    return opened(card(name), lang)


def opened(card: Scorecard, lang="en") -> File:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        write_slides(path, card, lang=lang)
        return Presentation(str(path))


def texts(slide: Slide) -> list[str]:
    """Return every text of a slide, those of tables too."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    said += [cell.text for table in tables(slide) for row in table.rows for cell in row.cells]
    return [text for text in said if text]


def tables(slide: Slide) -> list[Table]:
    return [shape.table for shape in slide.shapes if shape.has_table]


def charts(slide: Slide) -> list[Chart]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def values(chart: Chart) -> list[tuple[float | None, ...]]:
    """Return the values of every series, of all plots."""
    return [tuple(series.values) for plot in chart.plots for series in plot.series]


def notes(slide: Slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [cell.text for cell in row.cells if not cell.is_spanned]


def bottom(shape: BaseShape) -> int:
    """Return where a shape ends; a table by its rows."""
    tall = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
    return shape.top + tall
