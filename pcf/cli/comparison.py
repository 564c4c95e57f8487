"""A comparison of two rounds on a terminal: elements, segments, and what else changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment.figures import Figures
from pcf.assessment.words import INITIATIVE_STATE, VERDICT
from pcf.cli.output import print_line, print_table
from pcf.errors import N_
from pcf.i18n import number
from pcf.rounds.changed_words import UNPOOLED, ChangeWords
from pcf.rounds.loop_words import LoopWords

if TYPE_CHECKING:
    from rich.text import Text

    from pcf.cli.session import Session
    from pcf.rounds.compared_segments import ComparedMetric, ComparedSegment
    from pcf.rounds.comparison import ComparedElement, Comparison

_INITIATIVE = {
    "added": N_("New initiative {named}: {after}"),
    "gone": N_("Initiative {named} is no longer registered; it was: {before}"),
    "changed": N_("Initiative {named}: {before} before, {after} now"),
}


def print_comparison(comparison: Comparison, session: Session) -> None:
    """Print the comparison as people read it."""
    words = ChangeWords(comparison, session.lang)
    _print_head(comparison, session)
    figures = Figures(comparison.new, session.lang)
    _print_elements(comparison, words, figures)
    for segment in comparison.segments:
        _print_segment(segment, words, figures)
    _print_other(comparison, words, session)
    _print_done(comparison, session)


def _print_head(comparison: Comparison, session: Session) -> None:
    say, old, new = session.say, comparison.old, comparison.new
    print_line(new.round.organisation.name or "–")
    print_line(
        say(
            "Round {old} (edition {old_edition}) against round {new} (edition {new_edition})",
            old=old.round.name or "–",
            old_edition=old.taxonomy.edition,
            new=new.round.name or "–",
            new_edition=new.taxonomy.edition,
        )
    )
    print_line(
        say(
            "Respondents: {old} before, {new} now; in both rounds: {both}",
            old=len(old.round.copies),
            new=len(new.round.copies),
            both=len(comparison.panel.names),
        )
    )


def _print_elements(comparison: Comparison, words: ChangeWords, figures: Figures) -> None:
    say = figures.say
    columns = [
        "",
        say("Process"),
        say("Before"),
        say("Now"),
        say("Change"),
        say("Same people"),
        say("May also rest on"),
    ]
    rows = [_element_cells(one, words, figures) for one in comparison.elements if not one.is_succeeded]
    print_table(columns, rows, numeric=range(2, 6))


def _element_cells(one: ComparedElement, words: ChangeWords, figures: Figures) -> list[str | Text]:
    """Write a row; the category and the groups stand out."""
    from rich.text import Text

    lang, is_process = words.lang, not any(score and score.children for score in (one.before, one.after))
    before, after = (score.score if score else None for score in (one.before, one.after))
    cells = [
        one.place.hierarchy_id or "",
        words.name(one),
        number(before, lang, 2),
        number(after, lang, 2),
        figures.change(one.delta).text,
        figures.change(one.panel_delta).text,
        words.marks(one.rests_on),
    ]
    return list(cells) if is_process else [Text(cell, "bold") for cell in cells]


def _print_segment(segment: ComparedSegment, words: ChangeWords, figures: Figures) -> None:
    say = figures.say
    title = say(
        "Segment {name}: index {before} before, {after} now",
        name=segment.segment.name,
        before=figures.index(segment.before),
        after=figures.index(segment.after),
    )
    marks = words.marks(segment.rests_on) if segment.delta is not None else ""
    columns = [say("Metric"), say("Before"), say("Now"), say("Change"), say("Verdict"), say("Same definition")]
    rows = [_metric_cells(one, figures) for one in segment.metrics if {one.before, one.after} != {None}]
    print_table(columns, rows, title=f"{title} ({marks})" if marks else title, numeric=range(1, 4))


def _metric_cells(one: ComparedMetric, figures: Figures) -> list[str]:
    say = figures.say
    verdicts = [say(VERDICT[verdict]) for verdict in one.verdicts if verdict]
    same = {True: say("yes"), False: say("no"), None: ""}[one.same_definition]
    return [
        figures.metric(one.metric),
        figures.quantity(one.metric, one.before, one.after).text,
        figures.quantity(one.metric, one.after, one.before).text,
        figures.change(one.delta).text,
        " → ".join(verdicts),
        say(UNPOOLED[one.reason]) if one.reason else same,
    ]


def _print_other(comparison: Comparison, words: ChangeWords, session: Session) -> None:
    say = session.say
    if not comparison.also_changed:
        print_line(say("Nothing else changed that is known."))
        return
    print_line(say("What else changed:"))
    for change in comparison.also_changed:
        affected = words.affected(change)
        touched = say("Affects: {affected}", affected=affected) if affected else ""
        print_line(f"- {words.sentence(change)} {touched}".rstrip())


def _print_done(comparison: Comparison, session: Session) -> None:
    """Say which practices came and went, how far the initiatives have come, and what became of the loops."""
    say = session.say
    gained = [tick for tick in comparison.ticks if tick.is_gained]
    lost = [tick for tick in comparison.ticks if not tick.is_gained]
    if comparison.ticks:
        print_line(
            say("Lines of the checklist: newly in place {gained}, no longer {lost}", gained=len(gained), lost=len(lost))
        )
    for one in comparison.initiatives:
        before, after = (say(INITIATIVE_STATE[state]) if state else "–" for state in (one.before, one.after))
        facts = {"named": f"{one.id} {one.title}", "before": before, "after": after}
        print_line(say(_INITIATIVE[one.change], **facts))
    if comparison.loops:
        words = LoopWords(session.lang)
        print_line(say("Complaints, contact reasons and staffing:"))
        for entry in comparison.loops:
            print_line(f"- {words.sentence(entry)}")
