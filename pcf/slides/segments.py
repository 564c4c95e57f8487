"""The slide of the segments: their indexes against the target, and what was met and missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pcf.assessment import SegmentScore
from pcf.assessment.words import VERDICT
from pcf.errors import N_
from pcf.excel.styles import FAULT_FILL, TARGET, TREND
from pcf.maturity import Verdict
from pcf.slides.charts import Plot, Series, columns
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, SOFT, Page
from pcf.slides.tables import WHITE, Cell, Row, Table, draw
from pcf.slides.text import Place, Said

_CHART = Place(BODY.left, BODY.top, 350.0, BODY.height - 26)
_BELOW = Place(BODY.left, BODY.top + BODY.height - 20, 350.0, 20.0)
_TABLE = Place(BODY.left + 360, BODY.top + 6, 528.0, BODY.height - 12)
_AT_TARGET = 80.0
_NAMED = 5  # more are numbered in the chart, and named in the table
_LONGEST = 380.0  # name below a bar, in points
_DRAWN = 12  # as many as a workbook holds
_TITLE = N_("Service-level index of the segments, 0 to 100")
_COUNTED: tuple[Verdict, ...] = ("met", "missed", "not_proven", "no_data")


def add_segments(deck: Deck) -> None:
    """Add the service levels of the segments."""
    say = deck.say
    notes = [
        say("The index runs from 0 at the floor or worse, over 80 at the target, to 100 at the stretch target."),
        say("It is the weighted mean of what each figure reaches; a figure worse than its floor counts apart."),
        say(
            "A sample is met or missed only if its whole confidence interval lies on one side of the target, else not "
            "proven."
        ),
    ]
    segments = deck.card.segments
    page = deck.page(_headline(deck), notes)
    if not segments:
        sentence = say("The assessment names no segments of customers.")
        advice = say("Name them on the sheet 3 SEGMENTS, and their figures and targets on 8 SLA; then score again.")
        page.missing(sentence, advice)
        return
    is_numbered = len(segments) > _NAMED or any(_is_long(deck, one) for one in segments)
    numbers = {one.segment.id: str(number) for number, one in enumerate(segments, start=1) if is_numbered}
    _chart(deck, page, numbers)
    heads = [say("Segment"), say("Index"), say("Possible range"), *(say(VERDICT[one]) for one in _COUNTED)]
    heads.append(say("worse than the floor"))
    rows = [_row(deck, one, numbers.get(one.segment.id, "")) for one in segments]
    table = Table(
        heads=heads, rows=rows, shares=(30, 12, 16, 11, 11, 12, 11, 13), title=say(_TITLE), numeric=range(1, 8)
    )
    draw(page, _TABLE, table, largest=13)


def _chart(deck: Deck, page: Page, numbers: Mapping[str, str]) -> None:
    """Draw the indexes, and say how many segments have none or found no room."""
    say, figures, segments = deck.say, deck.figures, deck.card.segments
    drawn = [one for one in segments if one.index.score is not None][:_DRAWN]
    if drawn:
        series = (
            Series(say("Index"), [figures.index(one.index.score).exact for one in drawn], TREND),
            Series(say("Target = 80"), [_AT_TARGET] * len(drawn), TARGET),
        )
        names = [numbers.get(one.segment.id, deck.short(one.segment.name)) for one in drawn]
        columns(page, _CHART, Plot(title=say(_TITLE), categories=names, series=series, high=100, step=20))
    if len(drawn) < len(segments):
        text = say("Not in the chart: {count}", count=figures.count(len(segments) - len(drawn)))
        page.text(_BELOW, [Said(text=text, colour=SOFT)], largest=12)


def _is_long(deck: Deck, one: SegmentScore) -> bool:
    """Whether a name is too long to stand below its bar."""
    return deck.short(one.segment.name, width=_LONGEST).endswith("…")


def _headline(deck: Deck) -> str:
    say, figures, segments = deck.say, deck.figures, deck.card.segments
    scored = [one for one in segments if one.index.score is not None]
    if not segments:
        return say("No segments, so no service levels to compare")
    if not scored:
        return say("No segment has an index yet: values or targets are missing")
    weak = min(scored, key=lambda one: one.index.score or 0)
    return say(
        "At or above the target of 80: {reached} of {scored} segments with an index; lowest is {segment} with {index}",
        reached=figures.count(sum(one.index.score is not None and one.index.score >= _AT_TARGET for one in scored)),
        scored=figures.count(len(scored)),
        segment=deck.short(weak.segment.name),
        index=figures.index(weak.index.score),
    )


def _row(deck: Deck, one: SegmentScore, number: str) -> Row:
    figures, counted = deck.figures, Counter(metric.verdict for metric in one.metrics)
    low, high = (figures.index(bound).text for bound in (one.index.range or (None, None)))
    breached = sum(metric.breached for metric in one.metrics)
    return [
        Cell(text=deck.short(f"{number}. {one.segment.name}" if number else one.segment.name), is_bold=True),
        Cell(text=figures.index(one.index.score).text, is_bold=True, is_number=True),
        Cell(text=low if low == high else f"{low}–{high}", is_number=True),
        *(Cell(text=figures.count(counted[verdict]).text, is_number=True) for verdict in _COUNTED),
        Cell(
            text=f"▼ {figures.count(breached)}" if breached else figures.count(0).text,
            is_number=True,
            fill=FAULT_FILL if breached else WHITE,
        ),
    ]
