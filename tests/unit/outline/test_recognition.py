"""Which edition a listing is of, and what agrees, differs, contradicts itself, is unknown or missing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.errors import InputFaultsError, UnknownEditionError
from pcf.ids import LANGUAGES
from pcf.outline import recognise
from pcf.source import bundle
from pcf.taxonomy import load

EDITIONS = [one.id for one in bundle().editions]


def _lines(edition: str, lang: str = "en") -> list[str]:
    return [f"{element.hierarchy_id} {getattr(element.names, lang)}" for element in load(edition)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_recognised_in_every_language(said, edition, lang):
    outline = said(*reversed(_lines(edition, lang)))
    assert outline.edition == edition or edition in outline.tied
    assert outline.confidence > 0.95
    assert outline.matched == outline.codes == len(load(edition))
    assert (outline.missing, outline.unknown, outline.names_differ, outline.conflicts) == ((), (), (), ())


def test_editions_that_agree_equally_are_named_and_the_default_is_used(said):
    outline = said("6.0 Manage Customer Service", "6.2.3 Manage customer complaints")
    assert outline.edition == "7.4"
    assert outline.tied == ("7.0", "7.2.1", "7.3.1", "7.4", "8.0")
    assert [one.code for one in outline.findings] == ["editions-tie"]


def test_one_renamed_element_tells_two_editions_apart(said):
    assert said("6.2.3 Manage customer complaints", "6.1 Develop customer service strategy").tied == ("7.4", "8.0")
    older = said("6.2.3 Manage customer complaints", "6.1 Develop customer care/customer service strategy")
    assert (older.edition, older.tied) == ("7.3.1", ("7.0", "7.2.1", "7.3.1"))


def test_a_pcf_id_tells_editions_apart_where_names_do_not(said):
    rows = ["PCF ID,Code,Name", "20605,6.3.1,something", "12669,6.3.2,other"]
    outline = said(*rows, name="a.csv", edition=None)
    best = max(outline.editions, key=lambda one: one.weight)
    assert best.weight > next(one.weight for one in outline.editions if one.id == "7.0")


def test_an_edition_named_by_hand_is_held_to_and_a_better_one_told(said):
    outline = said(*_lines("7.0"), edition="7.4")
    assert (outline.edition, outline.confidence) == ("7.4", 1)
    assert [(one.code, one.found) for one in outline.findings] == [("edition-differs", "7.0")]
    assert [one.line.code for one in outline.unknown] == [
        one.hierarchy_id for one in load("7.0") if one.hierarchy_id not in {other.hierarchy_id for other in load("7.4")}
    ]
    assert any(one.code == "6.3.1" and one.called_so == ("6.3.2",) for one in outline.names_differ)


def test_an_edition_that_is_not_there_is_refused(said):
    with pytest.raises(UnknownEditionError):
        said("6.1 Strategy", edition="9.9")


def test_a_name_that_differs_is_shown_with_ours_and_how_like_they_are(said):
    outline = said("6.0 Manage Customer Service", "6.2.3 Manage complaints of customers", "6.2 Manage product recalls")
    (differs,) = [one for one in outline.names_differ if one.code == "6.2.3"]
    assert (differs.name, differs.expected) == ("Manage complaints of customers", "Manage customer complaints")
    assert 0.5 < differs.likeness < 1
    assert outline.matched == 1


def test_said_twice_and_contradicted_are_two_things(said):
    outline = said(
        "6.0 Manage Customer Service", "6.2.3 Manage customer complaints", "6.2.3. MANAGE  customer complaints",
        "6.2.4 Process returns", "6.2.4 Returns of goods",
    )  # fmt: skip
    assert [(one.code, one.lines) for one in outline.duplicates] == [("6.2.3", (2, 3))]
    assert [(one.kind, one.codes, one.lines) for one in outline.conflicts] == [("names", ("6.2.4",), (4, 5))]
    assert outline.doubled == 2


def test_a_name_under_two_codes_is_a_contradiction_where_the_edition_has_it_once(said):
    outline = said("6.2 Plan and manage customer service contacts", "6.2.3 Manage customer complaints", "6.2.4 Manage customer complaints")  # fmt: skip
    assert [(one.kind, one.codes, one.expected) for one in outline.conflicts] == [
        ("codes", ("6.2.3", "6.2.4"), "6.2.3")
    ]


def test_names_that_the_edition_itself_repeats_are_no_contradiction(said):
    repeated = [line for line in _lines("6.1.1") if line.startswith(("5.3.1", "5.3.3"))]
    names = [line.partition(" ")[2] for line in repeated]
    assert len(set(names)) < len(names)
    assert not said("5.0 Manage Customer Service", *repeated).conflicts


def test_a_pcf_id_that_is_of_another_code_is_a_contradiction(said):
    outline = said("6.2 Plan and manage customer service contacts (10379)", "6.2.3 Manage customer complaints (10388)")
    assert [(one.kind, one.codes, one.element_id, one.expected) for one in outline.conflicts] == [
        ("id", ("6.2.3",), "10388", "6.2.2")
    ]


def test_an_unknown_code_comes_with_the_nearest_element_and_its_editions(said):
    outline = said(
        *_lines("7.4")[:40], "6.2.3.8 Respond to complaints of customers", "6.9 Квантовая физика", "6.3.4.1 x"
    )
    by_code = {one.line.code: one for one in outline.unknown}
    assert by_code["6.2.3.8"].nearest.hierarchy_id == "6.2.3.4"
    assert by_code["6.2.3.8"].nearest.likeness > 0.5
    assert (by_code["6.9"].nearest.hierarchy_id, by_code["6.9"].nearest.likeness) == ("6.0", None)


def test_codes_without_names_are_told(said):
    outline = said("6.1", "6.2", "6.2.3 Manage customer complaints")
    assert outline.unnamed == ("6.1", "6.2")
    assert "names-missing" in {one.code for one in outline.findings}


def test_what_is_of_other_categories_is_left_out_and_counted(said):
    outline = said("5.0 Deliver Services", "5.1 Establish governance", *_lines("7.4"), "7.1 Develop human resources")
    assert (outline.codes, outline.unknown) == (104, ())
    assert [(one.line, one.why) for one in outline.ignored] == [
        (1, "other_category"), (2, "other_category"), (107, "other_category"),
    ]  # fmt: skip


@pytest.mark.parametrize("edition", [None, "7.4"])
def test_another_category_is_said_plainly(said, edition):
    outline = said("3.0 Market and Sell", "3.1 Understand markets", "3.1.1 Analyse", edition=edition)
    assert (outline.edition, outline.matched) == (edition, 0)
    assert [(one.code, one.found) for one in outline.findings] == [("other-category", "3")]


def test_the_same_codes_with_names_of_something_else_are_said_plainly(listings):
    outline = recognise(listings / "en_other_category.txt")
    assert (outline.edition, outline.codes, outline.matched) == (None, 7, 0)
    (finding,) = outline.findings
    assert finding.code == "other-names"
    assert "human capital" in finding.found


def test_a_language_that_the_model_does_not_speak_is_no_edition_unless_named(said):
    lines = ["6.0 Kundendienst verwalten", "6.1 Strategie entwickeln", "6.2 Kontakte planen", "6.2.3 Beschwerden"]
    assert said(*lines).edition is None
    named = said(*lines, edition="7.4")
    assert (named.edition, named.codes) == ("7.4", 4)


@pytest.mark.parametrize("lines", [["Just a letter.", "Nothing here."], ["12", "15"], ["#"]])
def test_what_is_no_listing_at_all_is_an_error(said, lines):
    with pytest.raises(InputFaultsError) as caught:
        said(*lines)
    assert [one.code for one in caught.value.findings] == ["nothing-recognised"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.data())
def test_every_code_of_a_listing_is_counted_once(said, data):
    lines = st.tuples(
        st.sampled_from([element.hierarchy_id for element in load("7.4")] + ["6.9", "6.2.9", "6.3.1.99"]),
        st.sampled_from(["", "Manage customer complaints", "Приём жалоб", "处理投诉", "Anything"]),
    )
    chosen = data.draw(st.lists(lines, min_size=1, max_size=30))
    outline = said(*(f"{code} {name}" for code, name in chosen), edition="7.4")
    differing = {line.code for line in outline.names_differ}
    unknown = {one.line.code for one in outline.unknown}
    assert outline.codes == outline.matched + len(differing) + len(outline.unnamed) + len(unknown)
    assert len(outline.missing) == 104 - (outline.codes - len(unknown))


def test_the_order_of_lines_tells_nothing(said):
    lines = _lines("7.0", "zh")
    one, other = said(*lines), said(*sorted(lines, key=lambda line: line[::-1]))
    assert (one.edition, one.confidence, one.editions, one.matched) == (
        other.edition, other.confidence, other.editions, other.matched,
    )  # fmt: skip
    assert [line.code for line in one.lines] == [line.code for line in other.lines]
