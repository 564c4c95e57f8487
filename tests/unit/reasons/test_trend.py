from fractions import Fraction

import pytest

from pcf.metrics.periods import days_in
from pcf.reasons.counts import ReasonCounts, ReasonRow, VolumeRow
from pcf.reasons.months import whole_months
from pcf.reasons.trend import trend
from pcf.reasons.volumes import Volumes, monthly, rate

MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))


def rows(*contacts, months=MONTHS):
    return [
        ReasonRow(reason="a", segment=None, channel=None, month=month, contacts=count)
        for month, count in zip(months, contacts, strict=False)
    ]


def level(months, volume=1000):
    return dict.fromkeys(months, Fraction(volume))


@pytest.mark.parametrize(("last", "judgement"), [(200, "higher"), (40, "lower"), (104, "usual")])
def test_the_last_month_is_judged_by_what_months_do_by_themselves(last, judgement):
    found = trend(rows(100, 104, 99, 103, 100, 105, 101, 100, 103, 101, 99, last), MONTHS, "orders", level(MONTHS))
    assert (found.judgement, found.basis) == (judgement, "orders")
    assert found.difference == Fraction(last - 99, 10)
    assert found.low < found.centre < found.high


def test_a_month_without_a_contact_is_nought_and_not_missing():
    found = trend(rows(100, 100), MONTHS[:3], "orders", level(MONTHS))
    assert [one.contacts for one in found.months] == [100, 100, 0]
    assert found.difference == -10


def test_fewer_than_eight_months_give_only_a_difference():
    found = trend(rows(*[100] * 6, 500), MONTHS[:7], "orders", level(MONTHS))
    assert (found.judgement, found.difference, found.centre) == ("too_few_months", 40, None)
    assert trend(rows(5), MONTHS[:1], None, {}).difference is None


def test_without_a_volume_in_every_month_months_are_compared_by_contacts_a_day():
    volume = level(MONTHS[:1])
    found = trend(rows(31, 28), MONTHS[:2], "orders", volume)
    assert (found.basis, found.difference) == ("days", 0)  # one a day in both
    assert trend(rows(31, 28), MONTHS[:2], "orders", level(MONTHS, 0)).basis == "days"


@pytest.mark.parametrize(
    ("first", "last", "as_of", "expected"),
    [
        ("2025-01-01", "2025-03-31", "2025-03-31T23:59:59", ("2025-01", "2025-02", "2025-03")),
        ("2025-01-03", "2025-03-31", "2025-03-31T23:59:59", ("2025-01", "2025-02", "2025-03")),
        ("2025-01-04", "2025-03-31", "2025-03-31T23:59:59", ("2025-02", "2025-03")),
        ("2025-01-01", "2025-03-30", "2025-03-30T12:00:00", ("2025-01", "2025-02")),
        ("2025-01-01", "2025-12-31", "2025-02-28T12:00:00", ("2025-01", "2025-02")),
        ("2024-02-01", "2024-02-28", "2024-02-28T12:00:00", ()),  # a leap year
        ("2025-12-01", "2026-01-31", "2026-01-31T12:00:00", ("2025-12", "2026-01")),
        ("", "", "", ()),
    ],
)
def test_a_month_is_whole_when_the_log_covers_it_to_its_end(first, last, as_of, expected):
    assert whole_months(ReasonCounts(first=first, last=last, as_of=as_of, contacts=0, rows=())) == expected


@pytest.mark.parametrize(("first", "expected"), [("2025-01-01", ("2025-01",)), ("2025-01-02", ()), ("2025-01-03", ())])
def test_a_month_that_was_asked_for_from_a_later_day_is_not_whole(first, expected):
    counts = ReasonCounts(first=first, last="2025-01-31", is_first_asked=True, contacts=0, rows=())
    assert whole_months(counts) == expected


def test_months_have_their_days():
    assert (days_in("2024-02"), days_in("2025-02"), days_in("2025-12")) == (29, 28, 31)


def volume(month, segment=None, **units):
    return VolumeRow(segment=segment, month=month, **units)


def test_a_month_counts_as_a_whole_when_no_segment_is_missing_in_it():
    volumes = Volumes(
        [volume("2025-01", "a", orders=1), volume("2025-01", "b", orders=2), volume("2025-02", "a", orders=4)]
    )
    assert volumes.overall("orders") == {"2025-01": 3}
    assert volumes.of_segment("orders", "a") == {"2025-01": 1, "2025-02": 4}
    assert volumes.segments("orders") == ("a", "b")
    assert volumes.overall("bills") == {}


def test_contacts_of_months_without_a_volume_are_in_no_rate():
    found = rate("orders", rows(10, 20, 40), {"2025-01": Fraction(50), "2025-03": Fraction(150)}, MONTHS)
    assert (found.contacts, found.volume, found.per_100, found.months) == (50, 200, 25, ("2025-01", "2025-03"))
    assert rate("orders", rows(10), {}, MONTHS) is None
    assert rate("orders", rows(10), level(MONTHS), ()) is None


def test_each_month_has_its_rate():
    assert [one.per_100 for one in monthly("orders", rows(10, 20), level(MONTHS[:2]), MONTHS)] == [1, 2]
