"""The listings that circulate agree with the model: read by code, every id, every label."""

from __future__ import annotations

import pytest

from pcf.outline import recognise
from pcf.taxonomy import load


@pytest.mark.parametrize(
    ("name", "edition", "count", "source"),
    [
        ("ru_pcf_6.1.1_category5.txt", "6.1.1", 36, "ru_pcf_6_1_1"),
        ("ru_pcf_7.0_category6_metric_counts.txt", "7.0", 28, "ru_pcf_7_0"),
        ("zh_pcf_7.0_category6.txt", "7.0", 88, "zh_pcf_7_0"),
    ],
)
def test_source_listing_agrees_with_the_model(sources, name, edition, count, source):
    outline = recognise(sources / "sources" / name)
    assert (outline.edition, outline.tied) == (edition, ())
    assert outline.confidence > 0.99
    assert (outline.codes, outline.matched) == (count, count)
    assert (outline.names_differ, outline.unknown, outline.unnamed) == ((), (), ())
    labels: dict[str, set[str]] = {}
    for line in outline.lines:
        labels.setdefault(line.code, set()).add(line.name)
    lost = []
    for code, said in labels.items():
        element = load(edition).by_hierarchy(code)
        own = {other.name for other in element.record.alternatives if other.source == source}
        if not own <= said or not own:
            lost.append(f"{code} ({element.id}): the listing says {said}, taxonomy/vocabulary/ says {own}")
    assert not lost, "\n".join(lost)


def test_the_older_russian_listing_is_complete_and_repeats_only_its_title(sources):
    outline = recognise(sources / "sources" / "ru_pcf_6.1.1_category5.txt")
    assert not outline.missing
    assert [(one.code, one.lines) for one in outline.duplicates] == [("5.0", (1, 5))]
    assert not outline.conflicts  # two names stand under two codes each, and the edition has them so
    assert [(one.line, one.why) for one in outline.ignored] == [(3, "cookie_notice"), (77, "trailer")]


def test_the_russian_listing_of_7_0_counts_85_metrics_and_lacks_the_groups(sources):
    outline = recognise(sources / "sources" / "ru_pcf_7.0_category6_metric_counts.txt")
    assert sum(outline.metric_counts.values()) == 85
    assert outline.metric_counts["6.2.2"] == 38
    assert {"6.1", "6.2", "6.3", "6.4", "6.5"} <= {one.hierarchy_id for one in outline.missing}
    whys = {one.line: one.why for one in outline.ignored}
    assert (whys[5], whys[7], whys[9], whys[141], whys[146]) == (
        "metric_count", "definition", "definition", "trailer", "trailer",
    )  # fmt: skip


def test_the_chinese_listing_doubles_23_codes_and_contradicts_itself_once(sources):
    outline = recognise(sources / "sources" / "zh_pcf_7.0_category6.txt")
    assert outline.doubled == 23
    assert len(outline.duplicates) == 22  # the 23rd is said in two ways
    assert [(one.kind, one.codes, one.lines) for one in outline.conflicts] == [("names", ("6.3.3",), (63, 64))]
    assert [one.line for one in outline.ignored if one.why == "title"] == [1, 2]
    assert {one.level for one in outline.missing} == {5}


@pytest.mark.parametrize("name", ["ru_best_service_is_no_service.txt"])
def test_a_book_with_numbered_lines_is_no_listing(sources, name):
    outline = recognise(sources / "sources" / name)
    assert outline.edition is None
    assert [one.code for one in outline.findings] == ["other-names"]
