from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from pcf.errors import DataError
from pcf.i18n.families import FILE, Families
from pcf.i18n.sync import fill_families
from pcf.ids import Language

DECLARED = """
slots:
  cost:
    - {en: Total cost, ru: Общие затраты, zh: 总成本}
    - {en: Total cost of systems, ru: Затраты на системы, zh: 系统成本}
  base:
    - {en: "$1,000 revenue", ru: 1000 долл. выручки, zh: 1000美元收入}
families:
  - {id: cost_per_base, en: "{cost} per {base}", ru: "{cost} на {base}", zh: "每{base}的{cost}"}
  - {id: cost_of_calls, en: "{cost} of calls", ru: "{cost} на звонки", zh: "来电{cost}"}
singles:
  - {id: "100001", ru: Загрузка мест, zh: 席位利用率}
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Families]:
    def declared(text: str) -> Families:
        path = tmp_path / FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return Families.read(tmp_path)

    return declared


@pytest.fixture
def families(read: Callable[[str], Families]) -> Families:
    return read(DECLARED)


def name(families: Families, metric_id: str, english: str, lang: Language) -> str:
    return families.names({metric_id: english}, lang)[metric_id]


def test_a_name_is_made_of_the_parts_of_its_family(families: Families) -> None:
    assert name(families, "100002", "Total cost per $1,000 revenue", "ru") == "Общие затраты на 1000 долл. выручки"
    assert name(families, "100002", "Total cost per $1,000 revenue", "zh") == "每1000美元收入的总成本"


def test_a_part_that_begins_like_another_is_told_from_it(families: Families) -> None:
    assert name(families, "100003", "Total cost of systems per $1,000 revenue", "ru").startswith("Затраты на системы")


def test_what_is_one_of_a_kind_has_a_name_of_its_own(families: Families) -> None:
    assert name(families, "100001", "Seat utilization", "zh") == "席位利用率"


def told(caught: pytest.ExceptionInfo[ExceptionGroup[DataError]]) -> list[str]:
    return [str(fault) for fault in caught.value.exceptions]


def test_names_that_nothing_or_too_much_explains_are_told_together(families: Families) -> None:
    english = {
        "100004": "Total cost per $1,000 revenues",
        "100005": "",
        "100001": "Total cost of calls",
        "100002": "Total cost per $1,000 revenue",
    }
    with pytest.raises(ExceptionGroup) as caught:
        families.names(english, "ru")
    assert [text.partition(" is explained ")[2][0] for text in told(caught)] == ["0", "0", "2"]


FAULTS = [
    ('"{cost} per {base}"', '"{cost} per {bas}"', "cost_per_base", "slot bas is not declared"),
    ('"{cost} per {base}"', '"{cost} per {base} {base}"', "cost_per_base.en", "each slot of the English once"),
    ('"{cost} на {base}"', '"{cost} на"', "cost_per_base.ru", "each slot of the English once"),
    ('"来电{cost}"', '"来电{cost}{base}"', "cost_of_calls.zh", "each slot of the English once"),
    ("{en: Total cost of systems,", "{en: Total cost,", "cost", "'Total cost' comes twice"),
    ("id: cost_of_calls", "id: cost_per_base", "cost_per_base", "the family comes twice"),
    ('id: "100001"', 'idd: "100001"', "singles.0.id", "Field required"),
]


@pytest.mark.parametrize(("old", "new", "place", "fault"), FAULTS)
def test_a_faulty_declaration_is_told_with_its_place(read: Callable[[str], Families], old, new, place, fault) -> None:
    assert old in DECLARED
    with pytest.raises(ExceptionGroup) as caught:
        read(DECLARED.replace(old, new, 1))
    assert any(place in text and fault in text for text in told(caught)), told(caught)


def test_all_faults_of_the_declaration_are_told_together(read: Callable[[str], Families]) -> None:
    text = DECLARED
    for old, new, _, _ in FAULTS[2:6]:
        text = text.replace(old, new, 1)
    with pytest.raises(ExceptionGroup) as caught:
        read(text)
    assert len(told(caught)) == 4


def test_a_name_that_its_family_changed_has_to_be_read_again(families: Families) -> None:
    catalogue = Catalog(locale="ru", fuzzy=False)
    english = "Total cost per $1,000 revenue"
    made = "Общие затраты на 1000 долл. выручки"
    catalogue.add(english, "Старое", context="100002.name", user_comments=["review: read", "as agreed"])
    catalogue.add(english, made, context="100003.name", user_comments=["review: read"])
    catalogue.add(english, made, context="100004.name", user_comments=["review: read"], flags={"fuzzy"})
    catalogue.add("Service level", "Уровень сервиса", context="service_level.name", user_comments=["review: read"])
    fill_families(catalogue, families, "ru")
    said = {str(m.context): (m.string, m.user_comments, m.fuzzy) for m in catalogue if m.id}
    assert said["100002.name"] == (made, ["review: written", "as agreed"], False)
    assert said["100003.name"] == (made, ["review: read"], False)
    assert said["100004.name"] == (made, ["review: written"], False)  # its English changed
    assert said["service_level.name"] == ("Уровень сервиса", ["review: read"], False)
