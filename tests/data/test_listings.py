"""The listings that circulate agree with the model: read by code, every id, every label."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from pcf.ids import sort_key
from pcf.taxonomy import load

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures" / "listings"


def _read(path: Path) -> dict[str, list[str]]:
    spec = importlib.util.spec_from_file_location("listings", HERE / "listings.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.read_listing(path)


def test_dotted_codes_and_no_break_spaces_are_read():
    assert _read(FIXTURES / "ru_dotted.txt") == {
        "5.0": ["Обслуживание клиентов (обзор)", "Обслуживание клиентов"],
        "5.2": ["Планирование работы с клиентами"],
        "5.2.2": ["Работа с запросами"],
        "5.2.2.1": ["Приём запросов"],
        "5.2.2.2": ["Распределение запросов"],
    }


def test_codes_on_lines_of_their_own_take_the_next_line_and_counts_are_no_labels():
    assert _read(FIXTURES / "ru_web.txt") == {
        "6.0": ["Обслуживание клиентов"],
        "6.3.1": ["Работа по гарантийным рекламациям"],
        "6.3.2": ["Возмещение от поставщиков"],
    }


def test_doubled_codes_fold_and_two_labels_of_one_code_are_kept():
    listing = _read(FIXTURES / "zh_mindmap.txt")
    assert listing["6.3.3"] == ["维修产品", "产品维修"]
    assert listing["6.3.1"] == ["处理索赔"]
    assert sorted(listing, key=sort_key)[-3:-1] == ["6.3.1.10", "6.3.2"]


@pytest.mark.parametrize(
    ("name", "edition", "count", "source"),
    [
        ("ru_pcf_6.1.1_category5.txt", "6.1.1", 36, "ru_pcf_6_1_1"),
        ("ru_pcf_7.0_category6_metric_counts.txt", "7.0", 28, "ru_pcf_7_0"),
        ("zh_pcf_7.0_category6.txt", "7.0", 88, "zh_pcf_7_0"),
    ],
)
def test_source_listing_agrees_with_the_model(sources, name, edition, count, source):
    listing = _read(sources / "sources" / name)
    taxonomy = load(edition)
    assert len(listing) == count
    lost = []
    for code, labels in listing.items():
        element = taxonomy.by_hierarchy(code)
        own = {other.name for other in element.record.alternatives if other.source == source}
        if not own <= set(labels) or not own:
            lost.append(f"{code} ({element.id}): the listing says {labels}, taxonomy/vocabulary/ says {own}")
    assert not lost, "\n".join(lost)


def test_levels_one_to_four_of_7_0_are_exactly_the_chinese_listing(sources):
    listing = _read(sources / "sources" / "zh_pcf_7.0_category6.txt")
    assert set(listing) == {element.hierarchy_id for element in load("7.0") if element.level < 5}
