"""The client's totals beside ours: what agrees, what explains a difference, and which lines cannot be read."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from pcf.errors import LogError
from pcf.metrics import measure
from pcf.metrics.reconciliation import Line, read_totals, reconcile
from pcf.source import bundle

METRICS = {metric.id: metric for metric in bundle().metrics}
MAP = """
log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
abandoned_at = "abandoned"
segment = "segment"
handle_seconds = "handled"
[leave_out]
test = "segment = 'test'"
outbound = "segment = 'out'"
"""
DAY = "2026-10-01"


def contacts(count, *, segment="retail", wait="10", abandoned="", queued=True, handled="80"):
    answered = f"{DAY} 10:00:{wait}" if wait else ""
    given_up = f"{DAY} 10:00:{abandoned}" if abandoned else ""
    return [
        (f"{DAY} 10:00:00", f"{DAY} 10:00:00" if queued else "", answered, given_up, segment, handled)
    ] * count  # fmt: skip


@pytest.fixture
def measurement(tmp_path):
    """100 contacts offered: 70 answered in time, 13 late, 17 given up, 3 soon and 4 at once; 5, 3, 11 that do not count."""
    rows = contacts(50) + contacts(20, segment="vip") + contacts(13, wait="50") + contacts(10, wait="", abandoned="30")
    rows += contacts(3, wait="", abandoned="12") + contacts(4, wait="", abandoned="03")
    rows += contacts(5, segment="test") + contacts(3, segment="out") + contacts(11, wait="", queued=False)
    text = "id,opened,queued,answered,abandoned,segment,handled\n"
    text += "".join(f"{number},{','.join(row)}\n" for number, row in enumerate(rows))
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    return measure(tmp_path / "log.csv", map=tmp_path / "map.toml", by=["segment", "month"])


@pytest.fixture
def compared(measurement):
    """Compare one total: ``compared("contacts_offered", "105")`` gives its cause and what does it."""

    def run(line_id, theirs, **by):
        (one,) = reconcile(measurement, [Line(line_id, by, Decimal(theirs))], METRICS)
        return one.cause, one.by_what

    return run


def test_the_same_count_agrees(compared):
    assert compared("contacts_offered", "100") == ("agrees", ())
    assert compared("contacts_offered", "100.0") == ("agrees", ())


@pytest.mark.parametrize(
    ("theirs", "cause"),
    [("73", "within_rounding"), ("72.9", "within_rounding"), ("72.92", "within_rounding"), ("72.90", "unexplained")],
)
def test_a_rate_agrees_to_the_decimals_that_were_given(compared, theirs, cause):
    assert compared("service_level", theirs)[0] == cause  # 70 of 96: 72.9166…


def test_rows_that_the_map_leaves_out_explain_a_larger_count(compared):
    assert compared("contacts_offered", "105") == ("left_out", ("test",))
    assert compared("contacts_offered", "103") == ("left_out", ("outbound",))
    assert compared("contacts_offered", "108") == ("left_out", ("test", "outbound"))


def test_contacts_that_entered_no_queue_explain_a_larger_count(compared):
    assert compared("contacts_offered", "111") == ("not_offered", ("not_offered",))


def test_what_was_left_out_does_not_explain_a_smaller_count(compared):
    assert compared("contacts_offered", "95")[0] not in {"left_out", "not_offered"}
    assert compared("contacts_offered", "89")[0] not in {"left_out", "not_offered"}


def test_another_measure_explains_what_is_counted_with_it_or_without_it(compared):
    assert compared("contacts_offered", "96") == ("measure", ("contacts_short_abandoned",))
    cause, by_what = compared("contacts_answered", "100")
    assert (cause, by_what) == ("measure", ("contacts_abandoned",))


def test_another_rule_for_the_same_question_is_named(compared, measurement):
    results = measurement.totals.results
    other = f"{results['service_level_with_abandons'].value:.2f}"
    assert compared("service_level", other) == ("variant", ("service_level_with_abandons",))
    own = f"{results['service_level'].value:.2f}"
    assert compared("service_level_with_abandons", own) == ("variant", ("service_level",))


@pytest.mark.parametrize(
    ("metric", "theirs", "factor"),
    [("service_level", "0.729", "100"), ("average_handle_time", "1.333", "60"), ("average_handle_time", "8000", "100")],
)
def test_the_same_figure_in_another_unit_is_told_with_the_factor(compared, metric, theirs, factor):
    assert compared(metric, theirs) == ("scale", (factor,))


def test_a_nought_is_not_our_figure_in_another_unit(compared):
    assert compared("average_speed_of_answer", "0") == ("unexplained", ())


def test_what_nothing_explains_is_called_so(compared):
    assert compared("contacts_offered", "1000003") == ("unexplained", ())
    assert compared("service_level", "55.55") == ("unexplained", ())


def test_a_group_is_compared_with_its_own_figures(compared):
    assert compared("contacts_offered", "20", segment="vip", month="2026-10") == ("agrees", ())
    assert compared("contacts_offered", "20", segment="vip") == ("agrees", ())
    assert compared("contacts_offered", "100", month="2026-10") == ("agrees", ())
    # of single groups nobody knows what was left out
    assert compared("contacts_offered", "25", segment="vip")[0] != "left_out"


def test_what_we_have_no_figure_for_is_said(compared):
    assert compared("contacts_offered", "20", segment="nobody") == ("no_figure", ())
    assert compared("customer_satisfaction_top2", "80") == ("no_figure", ())


def test_a_comparison_is_written_with_both_figures(measurement):
    (one,) = reconcile(measurement, [Line("contacts_offered", {"segment": "vip"}, Decimal("21.5"))], METRICS)
    assert json.loads(json.dumps(one.to_json())) == {
        "id": "contacts_offered", "by": {"segment": "vip"}, "theirs": 21.5, "ours": 20, "difference": 1.5,
        "cause": "unexplained", "by_what": [],
    }  # fmt: skip


# --- the file


KNOWN = {"service_level": None, "contacts_offered": None}


@pytest.fixture
def read(tmp_path):
    def run(content, dimensions=("segment", "month")):
        path = tmp_path / "totals.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_totals(path, KNOWN, dimensions)

    return run


@pytest.fixture
def told(read):
    def run(content):
        with pytest.raises(LogError) as caught:
            read(content)
        assert caught.value.facts["count"] == len(caught.value.findings)
        return [(one.code, one.cell) for one in caught.value.findings]

    return run


def test_totals_are_read_with_their_groups(read):
    lines = read("\ufeffid,segment,month,value\nservice_level,vip,2026-10,80.5%\ncontacts_offered,,,1000\n")
    assert lines == [
        Line("service_level", {"segment": "vip", "month": "2026-10"}, Decimal("80.5")),
        Line("contacts_offered", {}, Decimal(1000)),
    ]


@pytest.mark.parametrize("written", ["1 234,50", "1\u00a0234,50", "1234,50 ", "1234.50"])
def test_numbers_are_read_as_people_write_them(read, written):
    (line,) = read(f"id;value\nservice_level;{written}\n")
    assert (line.theirs, str(line.theirs)) == (Decimal("1234.5"), "1234.50")  # the decimals say how exact it is


def test_every_line_that_cannot_be_compared_is_told(told):
    content = (
        "id,value\nservice_level,80\nservise_level,80\nservice_level,many\n,5\nservice_level,\nservice_level,inf\n"
    )
    assert told(content) == [("totals-line", str(line)) for line in (3, 4, 5, 6, 7)]


def test_columns_that_are_missing_are_told_once(told):
    assert told("metric,total\nservice_level,80\nservice_level,81\n") == [("totals-columns", "1")]


def test_what_is_no_text_in_utf8_is_told(told):
    assert [code for code, _ in told("id,value\nservice_level,80\n# итог\n".encode("cp1251"))] == ["wrong-encoding"]


def test_a_file_of_totals_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LogError) as caught:
        read_totals(tmp_path / "none.csv", KNOWN, ())
    assert [one.code for one in caught.value.findings] == ["file-missing"]


def test_groups_that_were_not_measured_are_a_fault_and_not_the_total(tmp_path):
    # else the total of the vip segment would be held against that of the whole log
    (tmp_path / "totals.csv").write_text("id,segment,value\nservice_level,vip,80\n", encoding="utf-8")
    with pytest.raises(LogError):
        read_totals(tmp_path / "totals.csv", KNOWN, ["month"])
