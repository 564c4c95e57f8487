from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.search import find
from pcf.search.terms import fold, terms_of


@pytest.fixture(scope="module")
def six() -> pcf.Taxonomy:
    return pcf.load()


def _ids(text: str, limit: int = 10, edition: str = "7.4") -> list[str]:
    return [hit.id for hit in find(pcf.load(edition), text, limit)]


QUERIES = {
    "en": [
        ("manage customer complaints", "10389"),
        ("route complaints", "10398"),
        ("complaint", "10389"),
        ("authorize return", "10364"),
        ("processing of returns", "20094"),
        ("warranty claims", "12669"),
        ("close claim", "20105"),
        ("field service schedule", "12677"),
        ("root cause analysis", "20099"),
        ("supplier recovery", "20106"),
        ("initiate recall", "20111"),
        ("work force scheduling", "10391"),
        ("forecast volume of contacts", "10390"),
        ("upsell", "16928"),
        ("fraudulent claims", "20120"),
        ("register products", "20605"),
        ("channel strategy", "20088"),
    ],
    "ru": [
        ("жалобы", "10397"),
        ("ЖАЛОБА", "10389"),
        ("урегулирование жалобы", "10399"),
        ("график персонала", "10391"),
        ("прогнозирование контактов", "10390"),
        ("гарантийная рекламация", "20096"),
        ("закрыть рекламацию", "20105"),
        ("отзыв продукции", "20111"),
        ("стратегия отзыва", "20092"),
        ("возвраты", "20094"),
        ("взыскание с поставщика", "20106"),
        ("стратегия каналов", "20088"),
        ("регистрация продукции", "20605"),
        ("перекрестная продажа", "16928"),
        ("первопричина", "20099"),
        ("мошеннические рекламации", "20120"),
        ("обслуживание клиентов", "20085"),
    ],
    "zh": [
        ("投诉", "10389"),
        ("客户投诉处理", "10402"),
        ("分派投诉", "10398"),
        ("退货", "20094"),
        ("退货授权", "10364"),
        ("保修索赔", "20096"),
        ("关闭保修索赔", "20105"),
        ("上门服务", "12677"),
        ("根本原因", "20099"),
        ("供应商追偿", "20106"),
        ("启动召回", "20111"),
        ("班表", "10391"),
        ("交叉销售", "16928"),
        ("欺诈", "20120"),
        ("渠道策略", "20088"),
        ("预测联络量", "10390"),
    ],
}


@pytest.mark.parametrize(("text", "wanted"), [query for table in QUERIES.values() for query in table])
def test_people_find_what_they_mean_among_the_first_three(text: str, wanted: str) -> None:
    assert wanted in _ids(text, 3)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10389", "10389"),
        ("１０３８９", "10389"),
        (" 6.2.3 ", "10389"),
        ("６．２．３", "10389"),
        ("6.3.2.10", "12667"),
        ("6.0", "20085"),
        ("service_level", "service_level"),
        ("SERVICE_LEVEL", "service_level"),
    ],
)
def test_an_id_comes_first(text: str, wanted: str) -> None:
    (first, *_) = find(pcf.load(), text)
    assert (first.id, first.score) == (wanted, 1.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("service level", "service_level"),
        ("уровень сервиса", "service_level"),
        ("服务水平", "service_level"),
        ("abandonment", "abandonment_rate"),
        ("放弃率", "abandonment_rate"),
        ("среднее время обработки", "average_handle_time"),
        ("first contact resolution", "first_contact_resolution"),
    ],
)
def test_metrics_are_found_in_every_language(text: str, wanted: str) -> None:
    hits = [hit for hit in find(pcf.load(), text, 3) if hit.kind == "metric"]
    assert wanted in [hit.id for hit in hits]
    assert all(hit.hierarchy_id for hit in hits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("complaint", "COMPLAINT"),
        ("complaint", "ｃｏｍｐｌａｉｎｔ"),
        ("удовлетворённость", "удовлетворенность"),
        ("Приём жалоб", "прием ЖАЛОБ"),
        ("приём", "прие\u0308м"),
        ("投诉", " 投诉 "),
        ("投诉 退货", "投诉，退货"),
        ("close claim", "close\u00a0claim!"),
        ("close claim", "close close claim"),
    ],
)
def test_what_must_not_matter_does_not(one: str, other: str) -> None:
    assert find(pcf.load(), one) == find(pcf.load(), other)


@pytest.mark.parametrize("text", ["жалоба", "жалобы", "жалоб", "жалобу", "жалобами", "жалобам"])
def test_every_ending_of_a_russian_word_finds_the_complaints(text: str) -> None:
    assert "10397" in _ids(text)


@pytest.mark.parametrize("text", ["VIP客户投诉", "客户投诉VIP", "6.2客户投诉"])
def test_latin_letters_beside_chinese_ones_hide_nothing(text: str) -> None:
    assert "10389" in _ids(text)


def test_chinese_is_cut_into_pairs_and_the_rest_into_words() -> None:
    assert terms_of("客户投诉") == ["客户", "户投", "投诉"]
    assert terms_of("AHT指标 6.2.2") == ["aht", "指标", "6.2.2"]
    assert fold("Приём ＡＨＴ") == "прием aht"


@pytest.mark.parametrize("text", ["", "   ", "!?", "___", "qqqqq", "щщщщщ", "龘龘龘", "👍"])
def test_what_says_nothing_finds_nothing(text: str) -> None:
    assert _ids(text) == []


def test_names_come_in_the_language_of_the_model_whatever_was_asked() -> None:
    (hit, *_) = find(pcf.load(lang="zh"), "жалобы")
    assert hit.name == pcf.load(lang="zh")[hit.id].name
    assert "жалоб" in hit.matched.lower()


def test_the_limit_cuts_the_same_list() -> None:
    assert _ids("customer", 50)[:5] == _ids("customer", 5)
    assert len(_ids("customer", 5)) == 5
    assert _ids("customer", 0) == []


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_an_edition_finds_only_its_own_elements(edition: str) -> None:
    model = pcf.load(edition)
    hits = find(model, "customer complaints", 50)
    assert hits
    assert all(hit.id in model for hit in hits if hit.kind == "element")


def test_what_stands_outside_is_not_found() -> None:
    assert "20109" not in _ids("20109")


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_can_be_searched_for(text: str) -> None:
    hits = find(pcf.load(), text)
    assert all(0 <= hit.score <= 1 for hit in hits)
    # Best first.
    assert all(second.score <= first.score for first, second in pairwise(hits))
    assert hits == find(pcf.load(), text)


WORDS = st.lists(
    st.sampled_from(
        ["customer", "claim", "жалоба", "возврат", "投诉", "保修", "6.2", "10388", "service_level", "AHT指标"]
    ),
    max_size=4,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(text=WORDS)
def test_any_mix_of_languages_can_be_searched_for(text: str) -> None:
    hits = find(pcf.load(), text, 50)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)
    assert hits == find(pcf.load(), text, 50)


@pytest.mark.parametrize("text", ["root cause analysis", "жалоба", "退货授权", "complaint came in by social media"])
def test_what_is_far_behind_the_best_is_no_hit(text: str) -> None:
    hits = find(pcf.load(), text, 500)
    assert 1 < len(hits) < 200
    assert all(hit.score >= 0.3 * hits[0].score for hit in hits)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("complant handling", "10389"),
        ("warrenty claim", "20096"),
        ("гаратийная рекламация", "12669"),
        ("жалба", "10397"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(text: str, wanted: str) -> None:
    assert wanted in _ids(text, 5)


@pytest.mark.parametrize(
    ("text", "name"), [("投诉", "管理客户投诉"), ("保修索赔", "处理保修索赔"), ("退货", "处理退货")]
)
def test_of_two_phrases_as_like_the_query_the_name_comes_first(text: str, name: str) -> None:
    assert find(pcf.load(lang="zh"), text, 1)[0].matched == name


def test_a_single_chinese_character_finds_the_pairs_that_hold_it() -> None:
    assert "20111" in _ids("召", 20)


def test_no_hits_are_given_for_a_limit_below_one() -> None:
    assert find(pcf.load(), "complaint", -1) == []
