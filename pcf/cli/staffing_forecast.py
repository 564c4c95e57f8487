"""A forecast on a terminal: of what it was made, and how far it erred beside the naive one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.cli.output import print_line, print_table
from pcf.i18n import number, percent

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.workforce.forecast import Accuracy, Forecast


def print_forecast(made: Forecast, session: Session) -> None:
    """Print the days it was learnt from and its errors in the weeks held back, of each series and of all."""
    say, lang = session.say, session.lang
    print_line(
        say(
            "Forecast from {first} to {last}, learnt from the days {begun} to {ended}.",
            first=made.starts[0].date().isoformat() if made.starts else "–",
            last=made.starts[-1].date().isoformat() if made.starts else "–",
            begun=made.history_first.isoformat(),
            ended=made.history_last.isoformat(),
        )
    )
    named = [
        (
            " · ".join(part for part in (made.segments.get(one.segment or "", one.segment or ""), one.channel) if part),
            one,
        )
        for one in made.series
    ]
    rows = [[name or say("all"), *_errors(one.accuracy, made.levels, session)] for name, one in named]
    if len(rows) > 1:
        rows.append([say("All together"), *_errors(made.accuracy, made.levels, session)])
    heads = [say("Series"), say("Contacts judged"), say("WAPE by interval"), say("naive"), say("WAPE by day")]
    heads += [say("naive"), say("Bias"), say("naive")]
    heads += [say("Within the {level} range", level=percent(level, lang, 0)) for level in made.levels]
    weeks = made.accuracy.weeks
    title = say("Errors in weeks held back: {weeks}", weeks=number(weeks, lang, 0))
    print_table(heads, rows, title=title, numeric=range(1, len(heads)))


def _errors(one: Accuracy, levels: tuple[float, ...], session: Session) -> list[str]:
    lang = session.lang
    shares = (one.wape, one.naive_wape, one.wape_day, one.naive_wape_day, one.bias, one.naive_bias)
    covered = (one.coverage.get(level) for level in levels)
    return [number(one.contacts, lang, 0), *(percent(share, lang) for share in (*shares, *covered))]
