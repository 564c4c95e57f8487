"""Mappings as SSSOM TSV: what is written reads back equal, by us and by sssom-pydantic."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import sssom_pydantic
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import MappingError
from pcf.mapping import RELATIONS, Placement, Practice
from pcf.mapping.sssom import read_mappings, write_mappings, written
from pcf.mapping.sssom.table import read_list, write_list
from pcf.texts.delimited import read_lines, write_line

IDS = sorted(record.id for record in pcf.load().bundle.elements)
SUGGESTED = Placement(
    element="10388", confidence=Decimal("0.83"), tool="pcf suggest 0.1.0", why="name: manage problems"
)
ACCEPTED = SUGGESTED.model_copy(update={"decision": "accepted", "reviewer": "Li Wei", "date": "2026-10-31"})
REJECTED = ACCEPTED.model_copy(update={"decision": "rejected", "reason": "It is about billing."})
OWN = Placement(element="10389", relation="same", decision="accepted", reviewer="Анна", date="2026-10-30")
NOTHING = Placement(decision="accepted", reviewer="Анна")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "a\tb",
        "две\nстроки",
        "\r",
        "\r\n",
        '"',
        '""',
        "a|b\\|c\\",
        "#",
        " ",
        "\x00\x0b\x1f\x7f\x85\u2028\ufeff",
        "客户投诉 🙂",
        "1.10",
    ]
)
dates = st.just("") | st.dates().map(str) | st.sampled_from(["2026-10", "2026", "31.10.2026"]) | texts


@st.composite
def practices(draw: st.DrawFn) -> Practice:
    placements = draw(
        st.lists(
            st.builds(
                Placement,
                element=st.none() | st.sampled_from(IDS),
                relation=st.sampled_from(RELATIONS),
                decision=st.sampled_from([None, "accepted", "rejected"]),
                confidence=st.none() | st.decimals(0, 1, places=6) | st.just(Decimal("1E-7")),
                tool=texts | st.sampled_from(["pcf suggest 0.1.0", "A v2", " 1.0", "x  2"]),
                why=texts,
                reviewer=texts,
                date=dates,
                reason=texts,
            ),
            max_size=4,
            unique_by=lambda one: one.element,
        )
    )
    if any(one.element and one.decision == "accepted" for one in placements):
        placements = [one for one in placements if one.element or one.decision != "accepted"]
    return Practice(
        id=draw(st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)),
        text=draw(texts),
        owner=draw(texts),
        unit=draw(texts),
        placements=tuple(placements),
    )


def _again(tmp_path: Path, given_: tuple[Practice, ...], six: pcf.Taxonomy):
    path = tmp_path / "x.sssom.tsv"
    write_mappings(path, given_, taxonomy=six)
    return read_mappings(path, six)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(given_=st.lists(practices(), max_size=5, unique_by=lambda one: one.id).map(tuple))
@example(given_=())
@example(
    given_=(
        Practice(id="p1", text=""),
        Practice(id="p2", text="x", placements=(SUGGESTED,)),
        Practice(id="p3", text="y"),
    )
)
def test_what_is_written_reads_back_equal_in_the_same_order(tmp_path, six, given_):
    assert _again(tmp_path, given_, six).practices == given_


@pytest.mark.parametrize(
    "one",
    [
        ACCEPTED.model_copy(update={"reviewer": ""}),
        SUGGESTED.model_copy(update={"reviewer": "asked, has not answered"}),
        Placement(element="10388"),
        Placement(element="10388", decision="rejected"),
        Placement(element="10388", decision="rejected", confidence=Decimal("0.4")),
        Placement(decision="rejected", tool="a", reason="It fits."),
    ],
)
def test_decisions_that_the_standard_has_no_word_for_are_kept(tmp_path, six, one):
    given_ = (Practice(id="p1", text="x", placements=(one,)),)
    assert _again(tmp_path, given_, six).practices == given_


def test_an_ordinary_mapping_reads_without_findings(tmp_path, six):
    given_ = (
        Practice(id="p1", text="We answer", owner="Anna", unit="Care", placements=(SUGGESTED, OWN)),
        Practice(id="p2", text="Мы продаём", placements=(NOTHING,)),
        Practice(id="p3", text="我们的做法"),
    )
    assert _again(tmp_path, given_, six) == (given_, ())


def _rows(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def test_decisions_stand_in_the_slots_of_the_standard(six):
    given_ = (
        Practice(id="p1", text="a", placements=(SUGGESTED,)),
        Practice(id="p2", text="a", placements=(ACCEPTED,)),
        Practice(id="p3", text="a", placements=(REJECTED,)),
        Practice(id="p4", text="a", placements=(OWN,)),
        Practice(id="p5", text="a", placements=(NOTHING,)),
    )
    open_, accepted, rejected, own, nothing = _rows(written(given_, six))
    assert (
        open_["mapping_justification"]
        == accepted["mapping_justification"]
        == "semapv:LexicalSimilarityThresholdMatching"
    )
    assert (open_["mapping_tool"], open_["mapping_tool_version"], open_["confidence"]) == (
        "pcf suggest",
        "0.1.0",
        "0.83",
    )
    assert (open_["reviewer_label"], accepted["reviewer_label"], accepted["review_date"]) == (
        "",
        "Li Wei",
        "2026-10-31",
    )
    assert (rejected["predicate_modifier"], rejected["comment"], rejected["mapping_justification"]) == (
        "Not", "It is about billing.", "semapv:MappingReview",
    )  # fmt: skip
    assert (rejected["confidence"], rejected["ext_suggested_confidence"]) == ("", "0.83")
    assert (own["predicate_id"], own["author_label"], own["mapping_date"]) == ("skos:exactMatch", "Анна", "2026-10-30")
    assert (nothing["object_id"], nothing["object_label"], nothing["predicate_id"]) == (
        "sssom:NoTermFound",
        "",
        "skos:broadMatch",
    )
    assert "ext_decision" not in open_


@pytest.mark.parametrize("date", ["2026-10", "2026", "31.10.2026", "2026-02-30"])
@pytest.mark.parametrize("one", [SUGGESTED, ACCEPTED, REJECTED, OWN, NOTHING])
def test_a_date_that_is_no_whole_day_stands_in_a_slot_of_ours_and_comes_back_untold(tmp_path, six, one, date):
    given_ = (Practice(id="p1", text="a", placements=(one.model_copy(update={"date": date}),)),)
    assert _again(tmp_path, given_, six) == (given_, ())
    (row,) = _rows(written(given_, six))
    assert row["ext_date"] == date
    assert not {"mapping_date", "review_date"} & row.keys()
    *_, errors = sssom_pydantic.read(tmp_path / "x.sssom.tsv", return_errors=True)
    assert not errors


def test_a_whole_day_needs_no_slot_of_ours(six):
    text = written((Practice(id="p1", text="a", placements=(ACCEPTED, OWN)),), six)
    assert "ext_date" not in text


def test_the_notices_the_edition_and_every_prefix_travel_with_the_mapping(six):
    text = written((Practice(id="p1", text="a", owner="Anna", placements=(OWN,)),), six)
    header = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert all(notice.text.replace('"', '\\"') in header for notice in six.bundle.notices)
    assert '#object_source_version: "7.4"\n' in header
    for prefix in ("pcf", "pcf_slot", "practice", "semapv", "skos", "sssom", "xsd"):
        assert f"\n#  {prefix}: " in header


def test_the_same_practices_make_the_same_file_and_others_another_set(six):
    one, other = (Practice(id="p1", text=text, placements=(OWN,)) for text in "ab")
    assert written((one,), six) == written((one,), six)
    ids = {text.partition("mapping_set_id: ")[2][:50] for text in (written((one,), six), written((other,), six))}
    assert len(ids) == 2


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_labels_are_in_the_language_of_the_model_and_known_in_any(tmp_path, lang):
    spoken = pcf.load(lang=lang)
    path = tmp_path / "x.sssom.tsv"
    given_ = (Practice(id="p1", text="a", placements=(OWN,)),)
    write_mappings(path, given_, taxonomy=spoken)
    assert spoken["10389"].name in path.read_text(encoding="utf-8")
    assert read_mappings(path, pcf.load()) == (given_, ())


def test_an_element_that_left_is_named_as_in_its_last_edition(tmp_path, six):
    gone = next(record for record in six.bundle.elements if record.place(six.edition) is None)
    given_ = (Practice(id="p1", text="a", placements=(OWN, Placement(element=gone.id, decision="accepted"))),)
    again = _again(tmp_path, given_, six)
    assert again.practices == given_
    assert [finding.code for finding in again.findings if finding.code != "sssom-element-meant-otherwise"] == [
        "sssom-element-of-other-edition"
    ]


@pytest.mark.parametrize(
    ("code", "given_"),
    [
        ("mapping-practice-twice", [Practice(id="p1", text="a"), Practice(id="p1", text="b")]),
        ("mapping-text-unwritable", [Practice(id="p1", text="\ud800")]),
        ("sssom-element-unknown", [Practice(id="p1", text="a", placements=(Placement(element="99999"),))]),
        ("mapping-text-unwritable", [Practice(id="p1", text="a", placements=(Placement(date="\ud800"),))]),
        ("sssom-row-twice", [Practice(id="p1", text="a", placements=(OWN, OWN))]),
        ("sssom-decided-both-ways", [Practice(id="p1", text="a", placements=(ACCEPTED, REJECTED))]),
        ("sssom-nothing-and-something", [Practice(id="p1", text="a", placements=(NOTHING, OWN))]),
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path, six, code, given_):
    path = tmp_path / "x.sssom.tsv"
    path.write_text("old")
    with pytest.raises(MappingError) as caught:
        write_mappings(path, given_, taxonomy=six)
    assert [finding.code for finding in caught.value.findings] == [code]
    assert [file.name for file in tmp_path.iterdir()] == ["x.sssom.tsv"]
    assert path.read_text() == "old"


MANY = (
    Practice(id="p1", text='Say "yes"\nat once', owner="Anna", unit="Care", placements=(SUGGESTED, OWN)),
    Practice(
        id="p2",
        text="Отвечаем за 20 секунд",
        placements=(ACCEPTED, NOTHING.model_copy(update={"decision": "rejected"})),
    ),
    Practice(id="p3", text="处理客户投诉 🙂", placements=(REJECTED,)),
    Practice(id="p4", text="a", placements=(NOTHING,)),
)


def _as_they_read(mappings) -> list[tuple[object, ...]]:
    return [
        (
            one.subject.curie, one.subject.name, one.predicate.curie, one.predicate_modifier, one.object.curie,
            one.object.name, one.justification.curie, one.confidence, one.review_date, one.mapping_date,
            one.mapping_tool and (one.mapping_tool.name, one.mapping_tool.version), one.comment,
            one.object_source and one.object_source.curie, one.object_source_version,
            {name: slot.value for name, slot in (one.extensions or {}).items()},
        )
        for one in mappings
    ]  # fmt: skip


def test_sssom_pydantic_reads_the_same(tmp_path, six):
    path = tmp_path / "x.sssom.tsv"
    write_mappings(path, MANY, taxonomy=six)
    mappings, _, metadata, errors = sssom_pydantic.read(path, return_errors=True)
    assert not errors
    rows = sssom_pydantic.read_unprocessed(path).records
    assert [row.reviewer_label for row in rows] == [None, None, ["Li Wei"], None, ["Li Wei"], None]
    assert [row.author_label for row in rows] == [None, ["Анна"], None, ["Анна"], None, ["Анна"]]
    read = _as_they_read(mappings)
    name = six["10388"].name
    assert read[0] == (
        "practice:p1", 'Say "yes"\nat once', "skos:broadMatch", None, "pcf:10388", name,
        "semapv:LexicalSimilarityThresholdMatching", 0.83, None, None, ("pcf suggest", "0.1.0"), None,
        "pcf:cross_industry", "7.4", {"ext_owner": "Anna", "ext_unit": "Care", "ext_why": "name: manage problems"},
    )  # fmt: skip
    assert [row[3] for row in read] == [None, None, None, "Not", "Not", None]
    assert [str(row[8] or row[9] or "") for row in read] == ["", "2026-10-30", "2026-10-31", "", "2026-10-31", ""]
    assert [row[4] for row in read] == [
        "pcf:10388",
        "pcf:10389",
        "pcf:10388",
        "sssom:NoTermFound",
        "pcf:10388",
        "sssom:NoTermFound",
    ]
    assert metadata.comment
    assert six.bundle.notices[0].text in metadata.comment


def test_what_sssom_pydantic_writes_of_ours_is_read_by_us_the_same(tmp_path, six):
    path, theirs = tmp_path / "x.sssom.tsv", tmp_path / "theirs.sssom.tsv"
    write_mappings(path, MANY, taxonomy=six)
    mappings, converter, metadata = sssom_pydantic.read(path)
    sssom_pydantic.write(mappings, theirs, metadata=metadata, converter=converter)
    assert _as_they_read(sssom_pydantic.read(theirs).mappings) == _as_they_read(mappings)


def test_what_sssom_pydantic_writes_row_by_row_is_read_by_us_the_same(tmp_path, six):
    path, theirs = tmp_path / "x.sssom.tsv", tmp_path / "theirs.sssom.tsv"
    write_mappings(path, MANY, taxonomy=six)
    records, converter, metadata = sssom_pydantic.read_unprocessed(path)
    sssom_pydantic.write_unprocessed(records, theirs, metadata=metadata, converter=converter)
    assert read_mappings(theirs, six).practices == MANY


@given(st.lists(texts.filter(bool), max_size=4))
def test_lists_in_a_cell_come_back_whatever_signs_they_hold(values):
    assert read_list(write_list(values)) == values


@given(st.lists(st.lists(texts, min_size=2, max_size=4), max_size=4))
def test_rows_come_back_with_the_lines_where_they_begin(rows):
    written_ = [write_line(row) for row in rows]
    read = list(read_lines("".join(written_), 7))
    assert [line.cells for line in read] == rows
    assert [line.number for line in read] == [7 + "".join(written_[:place]).count("\n") for place in range(len(rows))]
