from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from pcf.errors import DataError
from pcf.i18n.families import FILE, Families
from pcf.i18n.sync import fill_families

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
def families(tmp_path: Path) -> Families:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(DECLARED, encoding="utf-8")
    return Families.read(tmp_path)


def test_a_name_is_made_of_the_parts_of_its_family(families: Families) -> None:
    assert families.name("100002", "Total cost per $1,000 revenue", "ru") == "Общие затраты на 1000 долл. выручки"
    assert families.name("100002", "Total cost per $1,000 revenue", "zh") == "每1000美元收入的总成本"


def test_the_longest_part_that_fits_is_taken(families: Families) -> None:
    assert families.name("100003", "Total cost of systems per $1,000 revenue", "ru").startswith("Затраты на системы")


def test_what_is_one_of_a_kind_has_a_name_of_its_own(families: Families) -> None:
    assert families.name("100001", "Seat utilization", "zh") == "席位利用率"


@pytest.mark.parametrize("english", ["Total cost per $1,000 revenues", "Cost per $1,000 revenue", ""])
def test_a_name_that_nothing_explains_is_refused(families: Families, english: str) -> None:
    with pytest.raises(DataError, match="explained 0 times"):
        families.name("100004", english, "ru")


def test_a_name_that_is_explained_twice_is_refused(families: Families) -> None:
    with pytest.raises(DataError, match="explained 2 times"):
        families.name("100001", "Total cost of calls", "ru")


def test_a_name_that_its_family_changed_has_to_be_read_again(families: Families) -> None:
    catalogue = Catalog(locale="ru", fuzzy=False)
    english = "Total cost per $1,000 revenue"
    kept = "Общие затраты на 1000 долл. выручки"
    catalogue.add(english, "Старое", context="100002.name", user_comments=["review: read"], flags={"fuzzy"})
    catalogue.add(english, kept, context="100003.name", user_comments=["review: read"])
    catalogue.add("Service level", "Уровень сервиса", context="service_level.name", user_comments=["review: read"])
    fill_families(catalogue, families, "ru")
    said = {str(m.context): (m.string, m.user_comments, m.fuzzy) for m in catalogue if m.id}
    assert said["100002.name"] == (kept, ["review: written"], False)
    assert said["100003.name"] == (kept, ["review: read"], False)
    assert said["service_level.name"] == ("Уровень сервиса", ["review: read"], False)
