"""Made histories whose truth is known: expected counts, or Poisson counts around them, and logs written from these."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from pcf.workforce.forecast.history import history_from
from pcf.workforce.forecast.reading import history_of

MONDAY = date(2026, 3, 2)
WEEK = np.array([1.4, 1.2, 1.1, 1.1, 1.2, 0.6, 0.4])
SHAPE = np.zeros(48)
SHAPE[16:40] = np.sin(np.linspace(0.3, 2.9, 24))
SHAPE /= SHAPE.sum()

CONTACTS_MAP = """
log = "contacts"
[columns]
contact_id = "id"
segment = "segment"
channel = "channel"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
abandoned_at = "abandoned"
handle_seconds = "handled"
"""
CONTACTS_HEADER = "id,segment,channel,opened,queued,answered,abandoned,handled\n"
INTERVALS_MAP = """
log = "intervals"
[columns]
period_start = "start"
segment = "segment"
channel = "channel"
offered = "offered"
answered = "answered"
abandoned = "abandoned"
wait_seconds = "waited"
abandon_wait_seconds = "gave_up"
handle_seconds = "handled"
"""
INTERVALS_HEADER = "start,segment,channel,offered,answered,abandoned,waited,gave_up,handled\n"


def made(days, *, level=400.0, week=WEEK, shape=SHAPE, growth=0.0, first=MONDAY):
    """Expected counts, shape (days, 48): level, weekday and shape, growing by a share each week."""
    place = np.arange(days)
    weekdays = (first.weekday() + place) % 7
    return (level * (1 + growth) ** (place / 7) * week[weekdays])[:, None] * shape


def made_history(*counts, first=MONDAY, **more):
    series = [(None, f"c{number}") for number in range(len(counts))]
    return history_from(np.stack(counts), first=first, series=series, **more)


def contact_rows(counts, *, first=MONDAY, segment="retail", channel="phone", start=0):
    """One row a contact, evenly within its half hour; every fifth gives up after 60 s, the others wait 15 s for 200 s."""
    rows, number = [], start
    for day, of_day in enumerate(counts):
        for slot, count in enumerate(of_day):
            for nth in range(int(count)):
                number += 1
                midnight = datetime.combine(first + timedelta(days=day), datetime.min.time())
                queued = midnight + timedelta(seconds=slot * 1800 + nth * 1800 / int(count))
                queued = queued.replace(microsecond=0)
                gives_up = number % 5 == 0
                answered = "" if gives_up else queued + timedelta(seconds=15)
                abandoned = queued + timedelta(seconds=60) if gives_up else ""
                handled = "" if gives_up else 200
                rows.append(f"k{number},{segment},{channel},{queued},{queued},{answered},{abandoned},{handled}\n")
    return rows


@pytest.fixture
def read(tmp_path):
    """Read rows of a log given as text: ``read(rows, map_text, header)``."""

    def run(rows, map_text=CONTACTS_MAP, header=CONTACTS_HEADER, **options):
        log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
        log.write_text(header + "".join(rows), encoding="utf-8")
        log_map.write_text(map_text, encoding="utf-8")
        return history_of([log], log_map, **options)

    return run


def codes(findings):
    return [finding.code for finding in findings]
