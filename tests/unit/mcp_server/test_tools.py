from __future__ import annotations

import json
import socket

import pytest

import pcf
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mcp_server.server import answer_call
from pcf.mcp_server.toolbox import TOOLS

STATEMENTS = ["Разбираем жалобы, ответ за 3 дня", "We hire drivers"]
SAVED = "rounds/2026-Q3.json"
QUESTIONS = {
    "find": {"query": "жалоба"},
    "show": {"id": "6.2.2", "parts": ["words", "editions", "rubric"]},
    "browse": {"id": "6.2", "depth": 2},
    "suggest": {"statements": STATEMENTS},
    "list_metrics": {"id": "6.2", "limit": 5},
    "compute": {"metric": "service_level", "measures": {"contacts_answered_in_time": 812, "contacts_offered": 1000}},
    "staff": {"calls": 360, "aht": "0:04:00", "target": "80%", "parts": ["curve", "promises", "sensitivity"]},
    "compare_editions": {"from_edition": "7.0", "to_edition": "8.0", "limit": 5},
    "list_files": {},
    "check_workbook": {"file": "broken.xlsx"},
    "read_scorecard": {"file": SAVED},
}


def test_every_tool_has_a_question_here():
    assert set(QUESTIONS) == set(TOOLS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tool", QUESTIONS)
def test_every_tool_answers_in_every_language_with_edition_source_and_notes(assistant, tool, lang):
    answer = assistant.ask(tool, lang=lang, **QUESTIONS[tool])
    assert answer["lang"] == lang
    assert answer["edition"] in {"7.4", "8.0"}
    assert answer["source"]
    assert isinstance(answer["notes"], list)


@pytest.mark.parametrize("tool", QUESTIONS)
def test_an_answer_is_the_same_every_time(assistant, tool):
    first, second = (assistant.call(tool, QUESTIONS[tool]).content[0].text for _ in range(2))
    assert first == second


def test_every_tool_tells_that_it_only_reads_and_stays_within_this_machine(assistant):
    tools = assistant.portal.call(assistant.client.list_tools).tools
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint, hints.open_world_hint) == (
            True, False, True, False,
        )  # fmt: skip
        assert tool.title
        assert len(tool.description) > 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_argument_is_described_in_the_language_of_the_server(lang):
    say = Translator(lang)
    for tool in TOOLS.values():
        schema, english = tool.input_schema(say), tool.takes.model_json_schema()
        assert schema["additionalProperties"] is False
        for name, about in schema["properties"].items():
            assert about["description"] == say(english["properties"][name]["description"])
            assert "title" not in about
            assert about.get("default", "") is not None


def test_tools_cost_an_assistant_little_to_know(assistant):
    tools = assistant.portal.call(assistant.client.list_tools).tools
    assert sum(len(tool.model_dump_json(by_alias=True, exclude_none=True)) for tool in tools) < 27_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_find_says_what_the_command_says(assistant, printed, lang):
    told = printed("find", "гарантия", "--limit", "5", "--lang", lang)
    answer = assistant.ask("find", query="гарантия", limit=5, lang=lang)
    assert {key: answer[key] for key in told} == told


@pytest.mark.parametrize("edition", ["7.0", "7.4", "8.0"])
@pytest.mark.parametrize("wanted", ["10388", "6.2", "20085", "service_level", "103177"])
def test_show_says_what_the_command_says(assistant, printed, wanted, edition):
    told = printed("show", wanted, "--edition", edition)
    answer = assistant.ask(
        "show", id=wanted, edition=edition, all_languages=True, parts=["words", "editions", "rubric"]
    )
    assert {key: answer[key] for key in told} == told


def test_show_gives_one_language_and_few_parts_unless_asked(assistant):
    whole = assistant.ask("show", id="6.2.2", all_languages=True, parts=["words", "editions", "rubric"])
    small = assistant.ask("show", id="6.2.2", lang="zh")
    assert small["name"] == {"zh": whole["name"]["zh"]}
    assert small["review"] == {"zh": whole["review"]["zh"]}
    assert not {"rubric", "synonyms", "editions"} & small.keys()
    assert len(json.dumps(small, ensure_ascii=False)) * 3 < len(json.dumps(whole, ensure_ascii=False))
    assert set(small["names"]) == {small["parent"], *small["children"], *small["metrics"]}


def test_a_text_that_is_not_translated_stands_in_english_under_its_own_language(desk):
    call = desk.call(None, "zh")
    assert call.in_words({"name": {"en": "Desk", "ru": None, "zh": None}}, every=False) == {
        "name": {"zh": None, "en": "Desk"}
    }
    assert call.in_words([{"en": "a", "ru": "б", "zh": "c"}], every=False) == [{"zh": "c"}]


@pytest.mark.parametrize("written", ["10388", " 6.2.2 ", "６.２.２"])
def test_an_element_is_shown_by_either_id_however_it_is_typed(assistant, written):
    assert assistant.ask("show", id=written)["id"] == "10388"


def test_what_is_missing_is_said_in_words(assistant):
    answer = assistant.ask("show", id="6.2.2.1", parts=["rubric"])
    assert answer["rubric"] is None
    assert any("Only processes" in note for note in answer["notes"])
    assert any("list_metrics" in note for note in answer["notes"])
    assert assistant.ask("find", query="ъъъъ")["notes"][0].startswith("Nothing found for ъъъъ.")
    assert any("not described" in note for note in assistant.ask("show", id="6.1.6", edition="8.0")["notes"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_browse_says_what_the_command_says(assistant, printed, lang):
    told = printed("tree", "6.3", "--depth", "2", "--lang", lang)
    answer = assistant.ask("browse", id="6.3", depth=2, lang=lang)
    assert {key: answer[key] for key in told} == told
    assert [one["hierarchy_id"] for one in assistant.ask("browse")["elements"]] == [
        "6.0", "6.1", "6.2", "6.3", "6.4", "6.5",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_suggest_says_what_the_command_says(assistant, printed, lang):
    told = printed("suggest", *STATEMENTS, "--lang", lang)
    answer = assistant.ask("suggest", statements=STATEMENTS, lang=lang)
    assert answer["edition"] == told["edition"]
    for item, theirs in zip(answer["items"], told["items"], strict=True):
        assert [one | {"reasons": None} for one in item["suggestions"]] == [
            one | {"reasons": None} for one in theirs["suggestions"]
        ]
        for key in ("text", "none", "field", "field_name"):
            assert item[key] == theirs[key]


def test_pages_of_metrics_make_up_what_the_command_lists(assistant, printed):
    told = printed("metrics", "6.2")["metrics"]
    rows, offset = [], 0
    while offset is not None:
        page = assistant.ask("list_metrics", id="6.2", offset=offset, limit=90)
        assert page["total"] == len(told)
        rows += page["metrics"]
        offset = page["next_offset"]
    assert [row["id"] for row in rows] == [one["id"] for one in told]
    for row, one in zip(rows, told, strict=True):
        assert row == {key: one[key] for key in row} | {"name": {"en": one["name"]["en"]}}


def test_an_industry_has_its_own_list_of_metrics(assistant, printed):
    told = printed("metrics", "--profile", "bank")["metrics"]
    assert [one["id"] for one in assistant.ask("list_metrics", profile="bank", limit=100)["metrics"]] == [
        one["id"] for one in told
    ]


def test_compute_gives_the_value_with_all_that_belongs_beside_it(assistant):
    metric = pcf.load().metric("customer_satisfaction_top2")
    measures = dict(zip(metric.measures, [18, 25], strict=True))
    answer = assistant.ask("compute", metric=metric.id, measures=measures)
    result = metric.result(measures)
    assert answer["value"] == result.value == 72
    assert answer["interval"] == list(result.interval)
    assert (answer["n"], answer["basis"], answer["flags"]) == (25, "sample", ["small_n"])
    assert any("few cases" in note for note in answer["notes"])
    assert answer["missing"] == answer["collect"] == []


def test_compute_names_what_is_missing_and_puts_nothing_in_its_place(assistant):
    answer = assistant.ask("compute", metric="service_level", measures={"contacts_offered": 1000})
    assert answer["value"] is None
    assert answer["reason"] == "missing_measure"
    assert answer["missing"] == ["contacts_answered_in_time"]
    assert answer["collect"][0]["name"] == "Contacts answered in time"
    assert any("Nothing was put in its place" in note for note in answer["notes"])


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ({"contacts_answered_in_time": 0, "contacts_offered": 0}, "no data"),
        ({"contacts_answered_in_time": 1, "contacts_offered": 40, "wizards": 3}, "does not need: wizards"),
        ({"contacts_answered_in_time": -1, "contacts_offered": 40}, "Below 0: contacts_answered_in_time"),
        ({"contacts_answered_in_time": 1, "contacts_offered": 40}, "contacts_short_abandoned was not given"),
    ],
)
def test_doubtful_measures_are_told(assistant, measures, said):
    answer = assistant.ask("compute", metric="service_level", measures=measures)
    assert any(said in note for note in answer["notes"]), answer["notes"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_staff_says_what_the_command_says(assistant, printed, lang):
    figures = {"calls": 360, "aht": 240, "within": 15, "shrinkage": "30%", "patience": 120, "agents": 50}
    options = [part for name, value in figures.items() for part in (f"--{name}", value)]
    told = printed("staff", *options, "--target", "80%", "--lang", lang)
    answer = assistant.ask("staff", target=0.8, parts=["promises", "sensitivity", "curve"], lang=lang, **figures)
    for key in ("intervals", "promises", "sensitivities", "findings"):
        assert answer[key] == told[key]
    (curve,), (whole,) = answer["curves"], told["curves"]
    assert [one for one in whole["points"] if one in curve["points"]] == curve["points"]
    assert len(curve["points"]) < len(whole["points"])


def test_a_promise_that_nobody_gave_is_told(assistant):
    answer = assistant.ask("staff", calls=360, aht=240)
    assert answer["intervals"][0]["agents"] == 54
    assert [one["code"] for one in answer["findings"]] == ["plan-promise-assumed"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_compare_editions_says_what_the_command_says(assistant, printed, lang):
    told = printed("diff", "7.0", "8.0", "--lang", lang)
    pages = [
        assistant.ask(
            "compare_editions",
            from_edition="7.0", to_edition="8.0", with_kept=True, limit=100, offset=offset, lang=lang,
        )
        for offset in (0, 100)
    ]  # fmt: skip
    assert [row for page in pages for row in page["changes"]] == told["changes"]
    assert sum(pages[0]["counts"].values()) == pages[0]["total"] == len(told["changes"])


def test_changes_of_one_group_are_those_below_it_in_either_edition(assistant):
    rows = assistant.ask("compare_editions", from_edition="7.0", to_edition="8.0", id="6.1", limit=100)["changes"]
    assert rows
    assert all(
        any(place and place["hierarchy_id"].startswith("6.1") for place in (row["from"], row["to"])) for row in rows
    )


def test_answers_that_a_page_may_cut_stay_small(assistant):
    for tool, question in QUESTIONS.items():
        if tool not in {"show", "staff"}:  # which were asked for every part
            assert len(assistant.call(tool, question).content[0].text) < 6_000, tool


def test_an_edition_of_the_call_goes_before_that_of_the_server(desk):
    answer = answer_call(desk, "show", {"id": "10378", "edition": "7.0", "lang": "zh-Hant-TW"}).structured_content
    assert answer["edition"] == "7.0"
    assert answer["name"] == {"zh": pcf.load("7.0", "zh")["10378"].name}


def test_no_tool_opens_a_connection(desk, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError("a connection was tried")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for tool, question in QUESTIONS.items():
        assert not answer_call(desk, tool, question).is_error


@pytest.mark.parametrize(("answered", "notes"), [(1200, 1), (-5, 2), (812, 0)])
def test_figures_that_cannot_be_are_told(assistant, answered, notes):
    measures = {"contacts_answered_in_time": answered, "contacts_offered": 1000}
    said = assistant.ask("compute", metric="service_level", measures=measures)["notes"]
    assert sum("A share lies between" in one or "Below 0" in one for one in said) == notes


def test_an_unknown_profile_is_told_by_the_name_of_the_argument(assistant):
    _, said = assistant.fail("list_metrics", profile="pharma")
    assert said.startswith("profile: pharma")


def test_what_was_renamed_in_english_alone_has_its_english_names(assistant):
    asked = {"from_edition": "7.0", "to_edition": "8.0", "limit": 100}
    rows = assistant.ask("compare_editions", lang="ru", **asked)["changes"]
    renamed = [row for row in rows if "renamed" in (row["change"], *row["also"])]
    alike = [row for row in renamed if row["from"]["name"] == row["to"]["name"]]
    assert alike
    assert all(row["from"]["name_en"] != row["to"]["name_en"] for row in alike)
    english = assistant.ask("compare_editions", lang="en", **asked)["changes"]
    assert not any("name_en" in (row["from"] or {}) for row in english)
