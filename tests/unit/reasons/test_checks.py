"""Bad lists of reasons, each with exactly the findings that it deserves."""

from datetime import date
from decimal import Decimal

import pytest

from pcf.reasons.checks import check_reasons
from pcf.reasons.counts import MetName, ReasonCounts, ReasonRow
from pcf.reasons.records import Reason

TODAY = date(2026, 3, 31)


def reason(reason_id, **more):
    return Reason(id=reason_id, words=f"Why {reason_id}?", **{"owner": "it", "explained_on": "2026-03-01"} | more)


GOOD = (*(reason(f"r{number}") for number in range(23)), reason("other"))


def counts_of(shares, met=(), first="2026-01-01"):
    """Return counts with so many contacts of each reason."""
    rows = tuple(
        ReasonRow(reason=one, segment=None, channel=None, month="2026-01", contacts=count)
        for one, count in shares.items()
    )
    return ReasonCounts(
        as_of="2026-01-31T23:59:59", first=first, last="2026-01-31", contacts=sum(shares.values()), rows=rows, met=met
    )


EVEN = {one.id: 42 if one.id != "other" else 34 for one in GOOD}  # 1,000 contacts


def found(reasons, counts=None, **more):
    return check_reasons(reasons, counts, as_of=TODAY, **more)


def codes(reasons, counts=None, **more):
    return [(one.code, one.cell) for one in found(reasons, counts, **more)]


def test_a_good_list_has_no_finding_with_or_without_a_log():
    assert found(GOOD) == ()
    assert found(GOOD, counts_of(EVEN)) == ()


def changed(**fields):
    return (*GOOD[:-2], GOOD[-2].model_copy(update=fields), GOOD[-1])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"owner": " "}, ["reason-without-owner"]),
        ({"owner": "our own department"}, []),
        ({"unit_cost": Decimal(3)}, ["reason-cost-without-source"]),
        ({"unit_cost": Decimal(3), "source": "ledger 2025"}, []),
        ({"deflection": Decimal(20), "source": "test"}, ["reason-saving-incomplete"]),
        ({"deflection": Decimal(20), "source": "test", "unit_cost": Decimal(3)}, ["reason-saving-incomplete"]),
        ({"deflection": Decimal(20), "source": "t", "unit_cost": Decimal(3), "self_service_cost": Decimal(0)}, []),
        ({"deflection": Decimal(0), "source": "t"}, []),
        (
            {"deflection": Decimal(20), "source": "t", "unit_cost": Decimal(3), "self_service_cost": Decimal(4)},
            ["reason-saving-negative"],
        ),
        ({"target": Decimal(1)}, ["reason-target-incomplete"]),
        ({"target": Decimal(1), "driver": "orders"}, ["reason-target-incomplete"]),
        ({"target": Decimal(1), "target_by": "2026-05-01"}, ["reason-target-incomplete"]),
        ({"target": Decimal(1), "target_by": "2026-05-01", "driver": "orders"}, []),
        (
            {"target": Decimal(1), "target_by": "in May", "driver": "orders"},
            ["reason-date-unreadable", "reason-target-incomplete"],
        ),
        ({"explained_on": "2025-12-31"}, []),  # 90 days
        ({"explained_on": "2025-12-30"}, ["reason-explanation-old"]),
        ({"explained_on": "2026-04-01"}, ["reason-explained-later"]),
        ({"explained_on": "last week"}, ["reason-date-unreadable"]),
        ({"explained_on": ""}, []),  # without a log nobody knows whether it is large
        ({"words": "WHY R0? "}, ["reason-named-twice"]),
        ({"names": ("r0",)}, ["reason-named-twice"]),
        ({"names": ("Why r22?", "r22", "")}, []),  # its own
    ],
)
def test_a_fault_of_one_reason_is_told_once_and_at_this_reason(fields, expected):
    assert codes(changed(**fields)) == [(code, "r22") for code in expected]


def test_the_age_of_an_explanation_that_is_told_can_be_chosen():
    assert codes(changed(explained_on="2026-03-01"), old_after_days=29)[0] == ("reason-explanation-old", "r0")
    assert codes(changed(explained_on="2026-03-01"), old_after_days=30) == []


@pytest.mark.parametrize(
    ("customer", "company", "removable", "is_told"),
    [("1", "-1", None, False), ("-1", "-1", None, False), ("-1", "-1", False, False), ("1", "1", None, True),
     ("-1", "1", None, True), ("0", "1", None, True), (None, "1", None, False)],
)  # fmt: skip
def test_self_service_for_a_reason_that_asks_for_something_else_is_noted(customer, company, removable, is_told):
    self_service = {"deflection": Decimal(5), "source": "t", "unit_cost": Decimal(3), "self_service_cost": Decimal(0)}
    values = {
        "customer_value": None if customer is None else Decimal(customer),
        "company_value": Decimal(company),
        "is_removable": removable,
    }
    told = codes(changed(**self_service, **values))
    assert told == ([("reason-deflection-elsewhere", "r22")] if is_told else [])


@pytest.mark.parametrize(("number", "is_told"), [(19, True), (20, False), (30, False), (31, True), (1, True)])
def test_twenty_to_thirty_reasons_are_usual(number, is_told):
    reasons = (*(reason(f"r{one}") for one in range(number - 1)), reason("other"))
    assert codes(reasons) == ([("reasons-number", "")] if is_told else [])


def test_an_empty_list_says_so_and_nothing_else():
    assert codes(()) == [("reasons-number", ""), ("reasons-no-other", "")]


def test_two_reasons_of_one_id_are_an_error():
    assert codes((*GOOD, GOOD[0])) == [("reason-id-twice", "r0")]


def test_a_list_without_a_rest_is_told():
    assert codes((*GOOD[:-1], reason("rest"))) == [("reasons-no-other", "")]


@pytest.mark.parametrize(
    ("contacts", "note", "expected"),
    [
        (9, "", ["reason-share-small"]),
        (10, "", []),
        (9, "seasonal", []),
        (0, "", ["reason-share-small"]),
        (250, "", []),
        (251, "", ["reason-share-large"]),
        (251, "cannot be split", []),
    ],
)
def test_a_reason_makes_up_one_to_twenty_five_per_cent_or_has_a_note(contacts, note, expected):
    reasons = changed(note=note)
    shares = EVEN | {"r22": contacts}
    rest = 1000 - sum(shares.values())
    shares |= {"r0": 42 + rest // 2, "r1": 42 + rest - rest // 2} if rest > 0 else {"r0": 42, "r1": 42}
    for one in (f"r{number}" for number in range(2, 22)):
        taken = min(shares[one] - 12, max(0, sum(shares.values()) - 1000))
        shares[one] -= taken
    assert sum(shares.values()) == 1000
    at = {"reason-share-small": "", "reason-share-large": "r22"}  # small ones are told together
    assert codes(reasons, counts_of(shares)) == [(code, at[code]) for code in expected]


@pytest.mark.parametrize(("contacts", "is_told"), [(49, False), (50, True), (0, False)])
def test_the_rest_stays_under_five_per_cent_and_no_note_excuses_it(contacts, is_told):
    reasons = (*GOOD[:-1], reason("other", note="we know"))
    shares = EVEN | {"other": contacts, "r0": 42 + 34 - contacts}
    assert codes(reasons, counts_of(shares)) == ([("reason-other-large", "other")] if is_told else [])


@pytest.mark.parametrize(("contacts", "is_told"), [(50, True), (49, False)])
def test_a_reason_of_five_per_cent_wants_an_explanation(contacts, is_told):
    shares = EVEN | {"r22": contacts, "r0": 42 + 42 - contacts}
    told = codes(changed(explained_on=""), counts_of(shares))
    assert told == ([("reason-never-explained", "")] if is_told else [])


def test_many_small_and_unexplained_reasons_are_two_sentences():
    reasons = (*(reason(f"r{one}", explained_on="") for one in range(22)), reason("other"))
    found = check_reasons(reasons, counts_of({"r0": 500, "r1": 500}), as_of=date(2026, 10, 5))
    small, silent = (next(f for f in found if f.code == c) for c in ("reason-share-small", "reason-never-explained"))
    assert len(list(small.facts["found"])) == 20
    assert len(list(silent.facts["found"])) == 2
    assert "(50 %)" in silent.message()


@pytest.mark.parametrize(
    ("contacts", "expected"), [(52, "contacts-without-reason"), (53, "contacts-without-reason-many"), (0, None)]
)
def test_contacts_without_a_reason_are_noted_and_from_five_per_cent_on_warned_of(contacts, expected):
    told = found(GOOD, counts_of(EVEN | ({None: contacts} if contacts else {})))
    assert [one.code for one in told] == ([expected] if expected else [])
    if expected:
        assert told[0].facts["count"] == contacts


def test_names_that_the_log_never_has_are_noted_where_it_has_reasons():
    reasons = changed(names=("WISMO", "Track ", "gone"))
    met = (MetName(name="wismo", reason="r22", contacts=1), MetName(name="track", reason="r22", contacts=1))
    (note,) = found(reasons, counts_of(EVEN, met))
    assert (note.code, note.cell, note.found) == ("reason-name-not-met", "r22", "gone")


def test_a_log_without_reasons_says_nothing_against_the_list():
    assert found(GOOD, counts_of({None: 1000}, met=None)) == ()


def test_months_that_are_covered_in_part_are_noted():
    (note,) = found(GOOD, counts_of(EVEN, first="2026-01-10"))
    assert (note.code, note.found) == ("reasons-months-in-part", "2026-01")


def test_sentences_name_the_reason_in_its_words_and_fields_in_plain_ones():
    (finding,) = found(changed(target=Decimal(1)))
    assert (
        finding.message()
        == "Why r22? has a target that cannot be judged; missing: unit of business, day of the target."
    )
    (finding,) = found(changed(explained_on="2025-12-30"))
    assert "days ago: 91" in finding.message()
