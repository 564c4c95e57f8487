"""A contact log counted by reason: small logs whose figures one sees."""

import json
from decimal import Decimal

import pytest

from pcf.errors import BadOptionError, LogError
from pcf.reasons.counts import ReasonCounts
from pcf.reasons.records import Reason

from .conftest import MAP, REASONS

LOG = """1,ann,gold,phone,where_is_my_order,2026-01-02 10:00:00,60
2,ann,gold,chat, wismo ,2026-01-05 10:00:00,30.5
3,ann,gold,phone,Where Is It?,2026-01-12 10:00:00,
4,bob,base,phone,My bill is wrong,2026-01-31 23:59:59,90
5,bob,base,phone,weather,2026-02-01 00:00:00,10
6,,base,chat,,2026-02-03 09:00:00,10
"""


def by_reason(counts):
    found = {}
    for row in counts.rows:
        found[row.reason] = found.get(row.reason, 0) + row.contacts
    return found


def codes(findings):
    return [finding.code for finding in findings]


def test_contacts_are_counted_by_reason_segment_channel_and_local_month(counted):
    counts, _ = counted(LOG, as_of="2026-02-28")
    assert counts.contacts == 6
    assert by_reason(counts) == {"where_is_my_order": 3, "bill_wrong": 1, None: 2}
    assert [(row.segment, row.channel, row.month, row.contacts) for row in counts.rows][:2] == [
        ("gold", "chat", "2026-01", 1),
        ("gold", "phone", "2026-01", 2),
    ]
    assert [row.month for row in counts.rows if row.reason == "bill_wrong"] == ["2026-01"]
    assert (counts.first, counts.last, counts.as_of) == ("2026-01-02", "2026-02-28", "2026-02-28T23:59:59.999999")


def test_handle_time_is_summed_exactly_over_the_contacts_that_have_one(counted):
    counts, _ = counted(LOG)
    phone, chat = (next(row for row in counts.rows if row.channel == one) for one in ("phone", "chat"))
    assert (phone.handled, phone.handle_seconds) == (1, Decimal(60))
    assert (chat.handled, chat.handle_seconds) == (1, Decimal("30.5"))


def test_a_value_is_known_by_id_words_or_name_whatever_its_case_and_blanks(counted):
    counts, _ = counted(LOG)
    assert [(one.name, one.reason, one.contacts) for one in counts.met or ()] == [
        ("WISMO", "where_is_my_order", 1),
        ("Where is it?", "where_is_my_order", 1),
        ("where_is_my_order", "where_is_my_order", 1),
        ("My bill is wrong", "bill_wrong", 1),
    ]


@pytest.mark.parametrize("words", ["Where is my order?", "ДОСТАВКА", "  Доставка "])
def test_words_of_a_default_reason_and_names_are_known_in_any_language(counted, words):
    counts, _ = counted(f"1,ann,gold,phone,{words},2026-01-02,1\n")
    assert by_reason(counts) == {"where_is_my_order": 1}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_log_in_one_language_is_read_by_a_list_in_another(counted, lang):
    from pcf import load
    from pcf.reasons.defaults import default_reasons

    own, others = default_reasons(load(lang=lang)), default_reasons(load(lang="en"))
    rows = "".join(f'{n},,,,"{one.words}",2026-01-02,1\n' for n, one in enumerate(own) if "[en]" not in one.words)
    if rows:
        counts, _ = counted(rows, reasons=others)
        assert set(by_reason(counts)) == {one.id for one in own if "[en]" not in one.words}


def test_an_id_counts_before_the_words_of_another_reason(counted):
    reasons = (Reason(id="a", words="b"), Reason(id="b", words="c"))
    counts, _ = counted("1,,,,b,2026-01-02,1\n", reasons=reasons)
    assert by_reason(counts) == {"b": 1}


def test_of_two_reasons_with_one_name_the_first_of_the_list_counts(counted):
    reasons = (Reason(id="a", words="A", names=("same",)), Reason(id="b", words="Same"))
    counts, _ = counted("1,,,,SAME,2026-01-02,1\n", reasons=reasons)
    assert by_reason(counts) == {"a": 1}


def test_a_value_that_the_list_does_not_name_is_told_with_its_contacts(counted):
    counts, findings = counted(LOG)
    assert [(one.value, one.contacts) for one in counts.unknown] == [("weather", 1), (None, 1)]
    unknown = [one for one in findings if one.code == "reason-value-unknown"]
    assert [(one.found, one.facts["count"], one.file) for one in unknown] == [("weather", 1, "log.csv")]


def test_beyond_twenty_unknown_values_are_told_in_one_finding(counted):
    counts, findings = counted("".join(f"{n},,,,text {n},2026-01-02,1\n" for n in range(25)))
    assert len(counts.unknown) == 20
    assert codes(findings).count("reason-value-unknown") == 20
    more = next(one for one in findings if one.code == "reason-values-unknown-more")
    assert (more.found, more.facts["count"]) == ("5", 5)


def test_a_repeat_is_followed_by_the_same_customer_and_reason_within_the_window(counted):
    counts, _ = counted(LOG, as_of="2026-02-28")
    told = {(row.channel, row.month): (row.repeats, row.repeatable) for row in counts.rows if row.segment == "gold"}
    # of the 2nd to the 5th are three days, of the 5th to the 12th exactly seven: inclusive
    assert told == {("phone", "2026-01"): (1, 2), ("chat", "2026-01"): (1, 1)}
    assert counts.window_days == 7


def test_a_contact_whose_window_had_not_passed_is_not_judged(counted):
    counts, _ = counted(LOG, as_of="2026-01-12 09:59:59")
    told = {row.channel: (row.repeats, row.repeatable) for row in counts.rows if row.segment == "gold"}
    # ten days after the first contact, seven days less a second after the second
    assert told == {"phone": (1, 1), "chat": (0, 0)}


def test_a_window_that_ends_this_very_moment_has_passed(counted):
    counts, _ = counted(LOG, as_of="2026-01-12 10:00:00")
    told = {row.channel: (row.repeats, row.repeatable) for row in counts.rows if row.segment == "gold"}
    assert told == {"phone": (1, 1), "chat": (1, 1)}


def test_the_window_is_that_of_the_map_unless_another_is_asked_for(counted):
    wide = MAP + "\n[parameters]\nrepeat_window = 2\n"
    assert counted(LOG, wide)[0].window_days == 2
    counts, _ = counted(LOG, wide, window_days=1)
    assert counts.window_days == 1
    assert sum(row.repeats or 0 for row in counts.rows) == 0


def test_a_window_of_one_segment_holds_for_it_alone(counted):
    text = MAP + '\n[parameters]\nrepeat_window = {default = 7, where = [{segment = "gold", value = 4}]}\n'
    counts, _ = counted(LOG, text, as_of="2026-02-28")
    assert sum(row.repeats or 0 for row in counts.rows) == 1


def test_contacts_without_a_reason_have_no_repeats_to_tell_of(counted):
    counts, _ = counted(LOG)
    assert {row.repeatable for row in counts.rows if row.reason is None} == {None}


def test_a_chain_of_three_contacts_is_a_snowball(counted):
    counts, _ = counted(LOG)
    assert [one.model_dump() for one in counts.snowballs or ()] == [
        {"reason": "where_is_my_order", "chains": 1, "contacts": 3, "longest": 3}
    ]


def test_a_chain_breaks_where_the_customer_stayed_away_longer_than_the_window(counted):
    days = (1, 3, 5, 20, 22, 24, 26)
    counts, _ = counted("".join(f"{n},ann,,,WISMO,2026-01-{day:02d},1\n" for n, day in enumerate(days)))
    assert [(one.chains, one.contacts, one.longest) for one in counts.snowballs or ()] == [(2, 7, 4)]


def test_only_the_days_asked_for_are_counted_but_a_later_contact_still_is_a_repeat(counted):
    counts, _ = counted(LOG, first="2026-01-01", last="2026-01-06", as_of="2026-02-28")
    assert (counts.contacts, counts.first, counts.last) == (2, "2026-01-01", "2026-01-06")
    assert sum(row.repeats or 0 for row in counts.rows) == 2
    assert counts.snowballs == ()
    assert counts.unknown == ()


def test_days_in_the_wrong_order_are_refused(counted):
    with pytest.raises(BadOptionError):
        counted(LOG, first="2026-02-01", last="2026-01-01")


def test_a_moment_within_a_day_does_not_cover_this_day(counted):
    assert counted(LOG, as_of="2026-02-10 12:00")[0].last == "2026-02-09"
    assert counted(LOG)[0].last == "2026-02-03"


def test_without_a_column_of_reasons_the_contacts_are_counted_and_the_want_is_told(counted):
    counts, findings = counted(LOG, MAP.replace('reason = "why"\n', ""))
    assert "reasons-no-column" in codes(findings)
    assert (counts.contacts, counts.met, counts.tells_reasons) == (6, None, False)
    assert by_reason(counts) == {None: 6}


def test_without_customers_neither_repeats_nor_snowballs_are_told(counted):
    counts, findings = counted(LOG, MAP.replace('customer_id = "who"\n', ""))
    assert "reasons-no-customer" in codes(findings)
    assert (counts.snowballs, counts.window_days) == (None, None)
    assert {row.repeats for row in counts.rows} == {None}


def test_without_segments_channels_and_times_these_are_blank_and_told(counted):
    bare = 'log = "contacts"\n[columns]\ncontact_id = "id"\nopened_at = "opened"\nreason = "why"\n'
    counts, findings = counted(LOG, bare)
    assert {(row.segment, row.channel, row.handled, row.handle_seconds) for row in counts.rows} == {(None,) * 4}
    assert [one.found for one in findings if one.code == "dimension-not-mapped"] == ["segment", "channel"]


def test_legs_are_one_contact_with_the_last_reason_given(counted):
    legs = "1,ann,gold,phone,weather,2026-01-02 10:00,10\n1,ann,gold,phone,WISMO,2026-01-02 10:05,20\n"
    counts, _ = counted(legs, 'grain = "leg"\n' + MAP)
    (row,) = counts.rows
    assert (row.reason, row.contacts, row.handle_seconds) == ("where_is_my_order", 1, Decimal(30))


def test_a_contact_without_a_time_is_an_error_with_its_line(counted):
    with pytest.raises(LogError) as caught:
        counted(LOG + "7,ann,gold,phone,WISMO,,1\n")
    (finding,) = caught.value.findings
    assert (finding.code, finding.facts["rows"]) == ("missing-values", ["8"])


def test_a_local_month_is_that_of_the_timezone(counted):
    text = 'timezone = "Asia/Shanghai"\n' + MAP.replace('"opened"', '''"CAST(opened || '+00' AS TIMESTAMPTZ)"''')
    counts, _ = counted("1,ann,gold,phone,WISMO,2026-01-31 16:00:00,1\n", text)
    assert [row.month for row in counts.rows] == ["2026-02"]


def test_segments_are_known_by_id_or_name_and_others_are_told(counted):
    counts, findings = counted(LOG, segments={"g": "gold", "base": "The rest"})
    assert {row.segment for row in counts.rows} == {"g", "base"}
    counts, findings = counted(LOG, segments={"g": "gold"})
    assert {row.segment for row in counts.rows} == {"g", None}
    (strange,) = [one for one in findings if one.code == "reasons-segment-unknown"]
    assert (strange.found, strange.facts["count"]) == ("base", 3)
    assert sum(row.contacts for row in counts.rows) == counts.contacts == 6


def test_two_spellings_of_one_segment_are_added_up(counted):
    counts, _ = counted("1,,g,phone,WISMO,2026-01-02,1\n2,,Gold,phone,WISMO,2026-01-02,2\n", segments={"g": "Gold"})
    (row,) = counts.rows
    assert (row.segment, row.contacts, row.handled, row.handle_seconds) == ("g", 2, 2, Decimal(3))


def test_a_map_of_another_log_is_refused_with_the_faults_of_the_volumes_in_one_run(counted):
    other = 'log = "volumes"\n[columns]\nperiod_start = "opened"\n'
    with pytest.raises(LogError) as caught:
        counted(LOG, other, volumes="2026-01-01,gold,10,x\n")
    assert codes(caught.value.findings)[0] == "reasons-log-of-other-kind"
    assert len(caught.value.findings) == 2


def test_volumes_are_summed_by_segment_and_month_and_what_is_missing_is_not_nought(counted):
    volumes = "2026-01-01,gold,10,5\n2026-01-01,gold,2.5,\n2026-02-01,,7,\n"
    counts, _ = counted(LOG, volumes=volumes)
    assert [(row.segment, row.month, row.orders, row.customers, row.bills) for row in counts.volumes] == [
        ("gold", "2026-01", Decimal("12.5"), Decimal(5), None),
        (None, "2026-02", Decimal(7), None, None),
    ]


def test_volumes_of_other_months_or_without_units_are_told(counted):
    _, findings = counted(LOG, volumes="2025-01-01,gold,10,5\n")
    assert "reasons-volumes-elsewhere" in codes(findings)
    bare = 'log = "volumes"\n[columns]\nperiod_start = "month"\n'
    counts, findings = counted(LOG, volumes="2026-01-01,gold,10,5\n", volumes_map=bare)
    assert "reasons-volumes-without-units" in codes(findings)
    assert counts.volumes == ()


CODED_TWICE = MAP + 'reason_checked = "again"\n'


def test_the_agreement_of_two_coders_is_told_with_what_they_confuse(counted):
    header = "id,who,segment,channel,why,opened,handled,again\n"
    said = [
        ("WISMO", "Where is it?"),
        ("other", "bill_wrong"),
        ("bill_wrong", "bill_wrong"),
        ("WISMO", ""),
        ("rain", "Rain"),
    ]
    rows = "".join(f"{n},,,,{one},2026-01-02,1,{other}\n" for n, (one, other) in enumerate(said))
    counts, _ = counted(rows, CODED_TWICE, header=header)
    agreement = counts.agreement
    assert agreement is not None
    assert (agreement.contacts, agreement.agreed) == (4, 3)
    # observed 3/4; by chance 1/16 for WISMO, 2/16 for the bill, 1/16 for rain
    assert agreement.kappa == pytest.approx((3 / 4 - 4 / 16) / (1 - 4 / 16))
    assert [(one.first, one.second, one.contacts) for one in agreement.confused] == [("other", "bill_wrong", 1)]


def test_without_a_contact_coded_twice_there_is_no_agreement(counted):
    assert counted(LOG)[0].agreement is None
    header = "id,who,segment,channel,why,opened,handled,again\n"
    assert counted("1,,,,WISMO,2026-01-02,1,\n", CODED_TWICE, header=header)[0].agreement is None


WORDED = MAP + 'text = "said"\n'
WORDS_HEADER = "id,who,segment,channel,why,opened,handled,said\n"
WORDS = """1,ann,,,,2026-01-02,1,the bill is too high
2,ann,,,rain,2026-01-03,1,the bill is too high
3,ann,,,WISMO,2026-01-02,1,the bill is too high
4,ann,,,,2026-01-02,1,hello
5,ann,,,,2026-01-02,1,
"""


def bills(texts):
    return ["bill_wrong" if "bill" in text else None for text in texts]


def test_contacts_without_a_reason_get_one_by_their_words(counted):
    asked = []

    def assign(texts):
        asked.extend(texts)
        return bills(texts)

    counts, findings = counted(WORDS, WORDED, header=WORDS_HEADER, learn=lambda _: assign, as_of="2026-01-31")
    assert by_reason(counts) == {"where_is_my_order": 1, "bill_wrong": 2, None: 2}
    assert counts.assigned is not None
    assert counts.assigned.model_dump() == {"read": 3, "assigned": 2, "unread": 1}
    assert sorted(asked) == ["hello", "the bill is too high"]  # each text once, and none of a contact with a reason
    assert "reasons-by-words" in codes(findings)
    assert sum(row.repeats or 0 for row in counts.rows) == 1  # of the two that are about the bill now


def test_texts_are_not_read_unless_somebody_asks_for_reasons_by_words_and_are_never_kept(counted):
    counts, _ = counted(WORDS, WORDED, header=WORDS_HEADER)
    assert by_reason(counts) == {"where_is_my_order": 1, None: 4}
    assert counts.assigned is None
    counts, findings = counted(WORDS, WORDED, header=WORDS_HEADER, learn=lambda _: bills)
    kept = counts.model_dump_json() + json.dumps([one.to_json() for one in findings])
    assert "too high" not in kept
    assert '"ann"' not in kept


def test_reasons_can_be_found_by_words_alone(counted):
    text = WORDED.replace('reason = "why"\n', "")
    counts, findings = counted(WORDS, text, header=WORDS_HEADER, learn=lambda _: bills)
    assert by_reason(counts) == {"bill_wrong": 3, None: 2}
    assert (counts.tells_reasons, counts.met) == (True, None)
    assert "reasons-no-column" not in codes(findings)


def test_as_of_the_logs_last_row_is_said_where_no_moment_is_given(counted):
    assert "as-of-latest" in codes(counted(LOG)[1])
    assert "as-of-latest" not in codes(counted(LOG, as_of="2026-02-28")[1])


def test_rows_after_the_moment_are_left_out_and_told(counted):
    counts, findings = counted(LOG, as_of="2026-01-31")
    assert counts.contacts == 4
    assert [one.found for one in findings if one.code == "left-out"] == ["2"]


def test_counts_are_saved_and_read_back_unchanged(counted):
    counts, _ = counted(LOG, volumes="2026-01-01,gold,0.1,5\n")
    assert ReasonCounts.model_validate_json(counts.model_dump_json()) == counts


def test_an_empty_list_leaves_every_contact_without_a_reason(counted):
    counts, _ = counted(LOG, reasons=())
    assert by_reason(counts) == {None: 6}


def test_quotes_in_the_list_do_no_harm(counted):
    reasons = (*REASONS, Reason(id="odd", words="it's 'odd'); DROP VIEW contacts; --"))
    counts, _ = counted("1,,,,it's 'ODD'); drop view contacts; --,2026-01-02,1\n", reasons=reasons)
    assert by_reason(counts) == {"odd": 1}


def test_texts_that_people_coded_teach_unless_they_were_coded_in_two_ways(counted):
    taught = {}

    def learn(coded):
        taught.update(coded)
        return bills

    log = WORDS + "6,bob,,,WISMO,2026-01-02,1,where is my parcel\n7,bob,,,WISMO,2026-01-03,1,late\n"
    counted(log + "8,bob,,,bill_wrong,2026-01-04,1,late\n", WORDED, header=WORDS_HEADER, learn=learn)
    assert taught == {"the bill is too high": "where_is_my_order", "where is my parcel": "where_is_my_order"}


def test_no_more_texts_are_read_than_fit_the_most_frequent_first(counted, monkeypatch):
    monkeypatch.setattr("pcf.reasons.tables.MOST_TEXTS", 1)
    counts, _ = counted(WORDS, WORDED, header=WORDS_HEADER, learn=lambda _: bills)
    assert counts.assigned is not None
    assert counts.assigned.model_dump() == {"read": 2, "assigned": 2, "unread": 2}


def test_a_log_whose_column_of_customers_is_empty_names_none(counted):
    counts, findings = counted("1,,gold,phone,WISMO,2026-01-02,1\n2, ,gold,phone,WISMO,2026-01-03,1\n")
    assert "reasons-no-customer" in codes(findings)
    assert "as-of-latest" not in codes(findings)
    assert (counts.snowballs, counts.window_days) == (None, None)
    assert {(row.repeatable, row.repeats) for row in counts.rows} == {(None, None)}


@pytest.mark.parametrize("days", [float("nan"), float("inf"), float("-inf"), 0, -1])
def test_a_window_that_is_no_length_of_time_is_refused(counted, days):
    with pytest.raises(BadOptionError, match="window"):
        counted(LOG, window_days=days)


def test_whether_the_first_day_was_asked_for_is_kept(counted):
    assert not counted(LOG)[0].is_first_asked
    assert counted(LOG, first="2026-01-03")[0].is_first_asked


def test_segments_that_the_volumes_never_name_are_told_once_by_name_with_their_contacts(counted):
    segments = {"g": "gold", "b": "base"}
    _, findings = counted(LOG, segments=segments, volumes="2026-01-01,base,10,5\n")
    (told,) = [one for one in findings if one.code == "reasons-segments-without-volume"]
    assert (told.found, told.facts["count"]) == ("gold", 3)  # the other three have no reason, or volume enough
    for volumes in ("2026-01-01,gold,10,5\n2026-01-01,base,10,5\n", "2026-01-01,,10,5\n"):
        assert "reasons-segments-without-volume" not in codes(counted(LOG, segments=segments, volumes=volumes)[1])


def test_a_period_in_which_the_log_has_nothing_is_told(counted):
    counts, findings = counted(LOG, first="2030-01-01")
    assert counts.contacts == 0
    (empty,) = (one for one in findings if one.code == "period-without-rows")
    assert (empty.cell, empty.facts["period"], empty.facts["found"]) == ("--from", "2030-01-01 – …", 6)
    assert "period-without-rows" not in codes(counted(LOG, last="2026-01-02")[1])
