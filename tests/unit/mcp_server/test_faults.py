from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.errors import BadOptionError, UnknownAddressError
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mcp_server.findings import ARGUMENT_MISSING
from pcf.mcp_server.library import read_address
from pcf.mcp_server.prompts import interview
from pcf.mcp_server.server import answer_call
from pcf.mcp_server.toolbox import TOOLS

WRONG = [
    ("show", {"id": "99999"}, "unknown-element"),
    ("show", {"id": "6.9.9"}, "unknown-element"),
    ("compute", {"metric": "acme:share", "measures": {}}, "unknown-extension"),
    ("show", {"id": "metric:desk"}, "unknown-element"),
    ("show", {"id": "no_such_metric"}, "unknown-metric"),
    ("show", {"id": "acme:desk"}, "unknown-extension"),
    ("show", {"id": "10388", "edition": "9.9"}, "unknown-edition"),
    ("show", {"id": "10388", "lang": "!"}, "malformed-language"),
    ("show", {"id": 10388}, "argument-faults"),
    ("show", {"id": 6.1}, "argument-faults"),
    ("show", {}, "argument-faults"),
    ("show", {"id": "10388", "colour": "red"}, "argument-faults"),
    ("show", {"id": "10388", "parts": ["everything"]}, "argument-faults"),
    ("find", {"query": ""}, "argument-faults"),
    ("find", {"query": "x", "limit": 0}, "argument-faults"),
    ("find", {"query": "x", "limit": 10**30}, "argument-faults"),
    ("find", {"query": "x", "limit": 2.5}, "argument-faults"),
    ("find", {"query": "x" * 10_000}, "argument-faults"),
    ("suggest", {"statements": []}, "argument-faults"),
    ("suggest", {"statements": ["x"] * 1000}, "argument-faults"),
    ("suggest", {"statements": ["We repair", 7]}, "argument-faults"),
    ("list_metrics", {"profile": "airline"}, "bad-option"),
    ("list_metrics", {"id": "10388", "edition": "6.1.1"}, None),
    ("compute", {"metric": "service_level", "measures": {"contacts_offered": "many"}}, "argument-faults"),
    ("compute", {"metric": "service_level", "measures": {"contacts_offered": float("nan")}}, "argument-faults"),
    ("compute", {"metric": "service_level", "measures": {"contacts_offered": True}}, "argument-faults"),
    ("compute", {"metric": "servicelevel", "measures": {}}, "unknown-metric"),
    ("staff", {"calls": 360}, "argument-faults"),
    ("staff", {"calls": 360, "aht": 240, "target": 80}, "argument-faults"),
    ("staff", {"calls": -1, "aht": 240}, "argument-faults"),
    ("staff", {"calls": 1e300, "aht": 240}, "argument-faults"),
    ("staff", {"calls": "many", "aht": "1,234"}, "argument-faults"),
    ("staff", {"calls": 1e14, "aht": 1e14}, None),
    ("compare_editions", {"from_edition": "7.0", "to_edition": "9"}, "unknown-edition"),
    ("compare_editions", {"from_edition": "7.0", "to_edition": "8.0", "id": "1.1"}, "unknown-element"),
    ("no_such_tool", {}, "bad-option"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("tool", "arguments", "code"), WRONG)
def test_a_wrong_call_ends_in_a_tool_error_that_says_what_to_do(assistant, tool, arguments, code, lang):
    result = assistant.call(tool, {"lang": lang} | arguments)
    said = result.content[0].text
    assert "Traceback" not in said
    if code is not None:
        assert result.is_error
        assert result.structured_content["error"]["code"] == code
    assert assistant.ask("browse")["elements"]


def test_all_faults_of_a_call_are_told_at_once(assistant):
    code, said = assistant.fail("compare_editions", from_edition=7.0, limit="ten", offset=-1, colour="red")
    assert code == "argument-faults"
    assert [line.rpartition("[")[2] for line in said.splitlines()[1:]] == [
        "argument-not-whole]", "argument-not-whole]", "argument-not-text]", "argument-missing]", "argument-unknown]",
    ]  # fmt: skip
    assert said.startswith("The arguments of compare_editions have faults: 5.")
    assert "A whole number from 1 to 100." in said
    assert 'Ids, too, are texts: "10388", "6.10".' in said


def test_faults_within_lists_and_objects_are_told_with_their_place(assistant):
    _, said = assistant.fail("suggest", statements=["We repair", 7, ""])
    assert "statements[2]: 7" in said
    assert "statements[3] is too short" in said
    _, said = assistant.fail("compute", metric="service_level", measures={"contacts_offered": "many"})
    assert "measures.contacts_offered: 'many' cannot be used. Expected: A finite number." in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fault_is_said_in_the_language_of_the_call(assistant, lang):
    _, said = assistant.fail("show", lang=lang)
    say = Translator(lang)
    assert say(ARGUMENT_MISSING.message, argument="id") in said
    _, said = assistant.fail("show", id="99999", lang=lang)
    assert "99999" in said
    assert ("No element" in said) == (lang == "en")


def test_nothing_stands_for_an_argument_that_was_not_given(assistant):
    assert assistant.ask("browse", id=None, depth=None, lang=None) == assistant.ask("browse")


def test_a_language_that_we_do_not_speak_is_answered_in_english_with_a_word_about_it(assistant):
    answer = assistant.ask("browse", lang="fr-CA")
    assert answer["lang"] == "en"
    assert answer["notes"] == ["There is no language fr-CA here; English is used."]


def test_what_nobody_foresaw_is_told_without_its_inside_and_the_server_lives_on(assistant, monkeypatch, caplog):
    def break_down(*_):
        raise RuntimeError("the inside")

    broken = replace(TOOLS["find"], answer=break_down)
    monkeypatch.setattr("pcf.mcp_server.server.TOOLS", dict(TOOLS) | {"find": broken})
    code, said = assistant.fail("find", query="x")
    assert code == "tool-failed"
    assert "RuntimeError" in said
    assert "the inside" not in said
    assert "the inside" in caplog.text
    assert assistant.ask("browse")


NAMES = sorted({name for tool in TOOLS.values() for name in tool.takes.model_fields})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    | st.sampled_from(["6.2", "10388", "service_level", "7.4", "ru", "filled", "80%", "0:04:00", "processes", "acme:x"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(tool=st.sampled_from(sorted(TOOLS)), arguments=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_there_is_an_answer_or_a_fault_that_was_foreseen(desk, tool, arguments):
    result = answer_call(desk, tool, arguments)
    if result.is_error:
        assert result.structured_content["error"]["code"] != "tool-failed", result.structured_content
        assert result.content[0].text


@given(
    figures=st.fixed_dictionaries(
        {"calls": st.floats(0, 1e15), "aht": st.floats(1e-6, 1e9)},
        optional={
            name: st.floats(-1, 1e6) | st.floats(0, 1)
            for name in ("target", "within", "asa", "abandonment", "occupancy", "patience", "shrinkage", "concurrency", "agents", "minimum", "short", "cost", "interval")
        },
    )
)  # fmt: skip
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_figures_are_staffed_or_refused(desk, figures):
    result = answer_call(desk, "staff", figures)
    assert not result.is_error or result.structured_content["error"]["code"] == "argument-faults"


@given(measures=st.dictionaries(st.sampled_from(["contacts_answered_in_time", "contacts_offered", "contacts_short_abandoned"]),
                                st.floats(allow_nan=False, allow_infinity=False) | st.integers()))  # fmt: skip
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_measures_are_computed_or_refused(desk, measures):
    result = answer_call(desk, "compute", {"metric": "service_level", "measures": measures})
    assert not result.is_error or result.structured_content["error"]["code"] == "argument-faults"


LONG = "x" * 200_000


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("show", {"id": "10388", LONG: 1}),
        ("show", {LONG + str(number): number for number in range(30)}),
        ("show", {"id": LONG}),
        ("show", {"id": "10388", "edition": LONG, "lang": LONG, "parts": [LONG]}),
        ("compute", {"metric": "service_level", "measures": {LONG: 1}}),
        ("compute", {"metric": "service_level", "measures": {f"{LONG}{number}": 1 for number in range(5)}}),
        ("staff", {"calls": LONG, "aht": LONG}),
        ("check_workbook", {"file": LONG}),
        (LONG, {}),
    ],
)
def test_an_answer_does_not_grow_with_what_was_asked(desk, tool, arguments):
    result = answer_call(desk, tool, arguments)
    assert result.is_error
    assert result.structured_content["error"]["code"] != "tool-failed"
    assert len(result.content[0].text) + len(str(result.structured_content)) < 20_000


@pytest.mark.parametrize("address", [f"pcf://element/{LONG}", f"pcf://metric/{LONG}", f"pcf://{LONG}", LONG])
def test_an_address_that_is_too_long_is_that_of_nothing(desk, address):
    with pytest.raises(UnknownAddressError) as caught:
        read_address(address, desk.taxonomy)
    assert len(str(caught.value)) < 1_000


def test_a_process_with_too_long_a_name_is_none(desk):
    with pytest.raises(BadOptionError) as caught:
        interview(LONG, desk.taxonomy)
    assert len(str(caught.value)) < 1_000
