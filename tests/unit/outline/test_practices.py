"""A listing as a mapping: what is placed where, and how surely."""

from __future__ import annotations

from decimal import Decimal

from pcf.mapping.records import MOST
from pcf.outline import practices_of, recognise, tool
from pcf.taxonomy import load


def _placed(outline):
    return {
        one.id: [(place.element, place.relation, place.confidence) for place in one.placements]
        for one in practices_of(outline)
    }


def test_a_line_that_agrees_is_the_same_and_undecided(said):
    outline = said(
        "6.0 Manage Customer Service", "6.2.3 Manage customer complaints", "6.2.3 Manage customer complaints"
    )
    practices = practices_of(outline)
    assert [(one.id, one.text) for one in practices] == [
        ("l_6_0", "Manage Customer Service"), ("l_6_2_3", "Manage customer complaints"),
    ]  # fmt: skip
    (place,) = practices[1].placements
    assert (place.element, place.relation, place.decision, place.confidence) == ("10389", "same", None, Decimal("0.99"))
    assert place.tool == tool()
    assert place.why


def test_a_name_that_differs_much_is_near_and_a_little_the_same(said):
    placed = _placed(said("6.2.3 Manage complaints of customers", "6.2 Handle contacts", edition="7.4"))
    ((element, relation, confidence),) = placed["l_6_2_3"]
    assert (element, relation) == ("10389", "same")
    assert Decimal("0.75") <= confidence < 1
    assert [place[:2] for place in placed["l_6_2"]] == [("10379", "near")]


def test_where_code_and_name_are_of_two_elements_both_are_offered_and_neither_is_sure(said):
    placed = _placed(said("6.2.3 Manage customer complaints", "6.2.4 Manage customer complaints", edition="7.4"))
    assert [place[:2] for place in placed["l_6_2_4"]] == [
        ("10389", "same"),
        (load("7.4").by_hierarchy("6.2.4").id, "near"),
    ]
    assert all(place[2] <= Decimal("0.5") for place in placed["l_6_2_4"])


def test_an_unknown_code_is_placed_by_its_name_or_not_at_all(said):
    placed = _placed(said("6.2.9 Respond to customer complaints", "6.9 Квантовая физика", edition="7.4"))
    assert placed["l_6_2_9"][0][0] == "10400"
    assert placed["l_6_9"] == []


def test_a_name_that_is_only_alike_is_near_where_the_code_says_nothing(said):
    placed = _placed(said("6.2.9 Escalate customer complaints", "6.2 Contacts", edition="7.4"))
    assert [place[1] for place in placed["l_6_2_9"]] == ["near"]


def test_two_names_of_one_code_are_two_practices(said):
    outline = said("6.2.4 Process returns", "6.2.4 Returns of goods", edition="7.4")
    assert [one.id for one in practices_of(outline)] == ["l_6_2_4", "l_6_2_4_line_2"]


def test_a_listing_of_no_edition_has_no_practices(said):
    assert practices_of(said("3.0 Market and Sell", "3.1 Understand markets")) == ()


def test_no_claim_of_a_tool_is_certain(listings, said):
    outlines = [recognise(listings / name) for name in ("en_markdown.md", "ru_web.txt", "apqc_layout.xlsx")]
    outlines.append(said("6.9 Manage customer complaints", "6.2.3 Manage customer complaints", edition="7.4"))
    claimed = [place.confidence for outline in outlines for one in practices_of(outline) for place in one.placements]
    assert max(claimed) == Decimal(str(MOST)) < 1
