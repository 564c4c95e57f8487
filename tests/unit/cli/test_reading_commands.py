"""tree, show, find, metrics, diff: what they print, in JSON and for people, and how they refuse."""

from __future__ import annotations

import json

import pytest

from pcf.cli.main import COMMANDS
from pcf.taxonomy import load


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("PCF_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def document(call):
    def invoke(*arguments: str, expected: int = 0) -> dict:
        code, out, err = call(*arguments, "--json")
        assert code == expected, err
        return json.loads(out)

    return invoke


def test_tree_prints_all_104_elements_in_printed_order(document):
    made = document("tree")
    assert made["edition"] == "7.4"
    assert [row["id"] for row in made["elements"]] == [element.id for element in load()]
    assert made["elements"][0] == {"id": "20085", "hierarchy_id": "6.0", "level": 1, "name": "Manage Customer Service"}


def test_tree_of_a_group_stops_at_the_depth(document):
    assert [row["hierarchy_id"] for row in document("tree", "6.4", "--depth", "0")["elements"]] == ["6.4"]
    assert len(document("tree", "20110", "--depth", "1")["elements"]) == 7


@pytest.mark.parametrize(("edition", "count"), [("6.1.1", 36), ("7.0", 100), ("8.0", 98)])
def test_every_edition_has_its_own_tree(document, edition, count):
    assert len(document("tree", "--edition", edition)["elements"]) == count


def test_show_gives_the_same_element_for_either_id(document):
    assert document("show", "10388") == document("show", "6.2.2")
    made = document("show", "10388")
    for key in (
        "id", "hierarchy_id", "level", "edition", "name", "definition", "synonyms", "examples", "alternatives",
        "parent", "children", "metrics", "editions", "source",
    ):  # fmt: skip
        assert key in made
    assert (
        made["parent"] == "10379" and made["children"][0] == "10394" and "first_contact_resolution" in made["metrics"]
    )
    assert set(made["name"]) == {"en", "ru", "zh"}
    assert made["editions"]["6.1.1"]["hierarchy_id"] == "5.2.2"


def test_show_gives_the_words_of_an_element_in_three_languages(document):
    made = document("show", "6.2.3")
    assert all(made["definition"].values())
    assert all(len(made["synonyms"][lang]) >= 8 and len(made["examples"][lang]) >= 4 for lang in ("en", "ru", "zh"))
    assert made["objects"] == ["complaint"] and made["actions"] == ["manage"]
    assert set(made["review"]) == {"en", "ru", "zh"} and set(made["review"].values()) <= {"written", "read"}
    rubric = made["rubric"]
    assert [row["level"] for row in rubric["levels"]] == [0, 1, 2, 3, 4, 5]
    assert all(set(row["descriptor"]) == {"en", "ru", "zh"} for row in rubric["levels"])
    assert rubric["levels"][3]["statements"][0]["id"] == "10389.3a"
    assert {"owner", "evidence", "questions", "overrating", "review"} <= set(rubric)
    assert document("show", "10397")["rubric"] is None


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_show_prints_the_words_of_a_process(call, lang):
    process = load(lang=lang)["10389"]
    _, out, _ = call("show", "10389", "--lang", lang)
    for text in (
        process.definition, *process.synonyms, *process.examples, *process.objects, *process.actions,
        process.rubric.owner, *process.rubric.descriptors, *(one.text for one in process.rubric.statements),
        *(one.text for one in process.rubric.evidence), *(one.text for one in process.rubric.questions),
        *process.rubric.overrating,
    ):  # fmt: skip
        assert text in out


def test_metrics_of_an_industry_are_its_core_set(document, call):
    for profile in load().bundle.maturity.profiles:
        shown = [metric["id"] for metric in document("metrics", "--profile", profile.id)["metrics"]]
        assert set(shown) == set(profile.core_metrics)
    code, _, err = call("metrics", "--profile", "mining")
    assert code == 2 and "mining" in err and "bank" in err


def test_show_tells_an_element_that_left_customer_service(document, call):
    assert document("show", "20109")["outside"] is True
    _, out, _ = call("show", "20109")
    assert "outside customer service" in out


def test_show_prints_a_metric_with_its_formula(document):
    made = document("show", "service_level", "--lang", "ru")
    assert made["kind"] == "metric" and made["element"] == "10379" and made["better"] == "higher"
    assert made["measures"] == ["contacts_answered_in_time", "contacts_offered", "contacts_short_abandoned"]
    assert made["formula"]["latex"].startswith(r"100 \cdot \frac")


def test_options_work_before_and_after_the_command(document, call):
    assert call("--lang", "ru", "--json", "show", "10389") == call("show", "10389", "--json", "--lang", "ru")


@pytest.mark.parametrize(("tag", "name"), [("ru-RU", "Управление жалобами клиентов"), ("zh_Hans_CN", "管理客户投诉")])
def test_any_language_tag_is_negotiated(call, tag, name):
    code, out, err = call("show", "10389", "--lang", tag)
    assert code == 0 and name in out and not err


def test_another_language_falls_back_to_english_with_a_line_on_stderr(call):
    code, out, err = call("show", "10389", "--lang", "fr")
    assert code == 0 and "Manage customer complaints" in out
    assert "fr" in err and len(err.splitlines()) == 1


def test_the_environment_chooses_the_language(call, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "管理客户投诉" in call("show", "10389")[1]
    monkeypatch.setenv("PCF_LANG", "ru")
    assert "Управление жалобами клиентов" in call("show", "10389")[1]


def test_find_looks_in_three_languages_at_once(document):
    for query in ("complaints", "ЖАЛОБЫ", "投诉"):
        assert document("find", query)["hits"][0]["id"] == "10389"
    hit = document("find", "10388")["hits"][0]
    assert {"id", "kind", "hierarchy_id", "name", "score", "matched"} <= set(hit)
    assert len(document("find", "customer", "--limit", "3")["hits"]) == 3


def test_find_says_when_nothing_is_found(call, document):
    assert document("find", "xyzzy")["hits"] == []
    assert "xyzzy" in call("find", "xyzzy")[1]


def test_metrics_of_an_element_include_those_below_it(document):
    below = {metric["element"] for metric in document("metrics", "6.2")["metrics"]}
    assert {"10379", "10388"} <= below and "20085" not in below
    made = document("metrics")["metrics"]
    assert [metric["id"] for metric in made] == [metric.id for metric in load().metrics]
    for metric in made:
        for key in ("id", "element", "name", "category", "unit", "better", "formula", "measures", "source"):
            assert key in metric
        assert {"text", "latex", "excel"} <= metric["formula"].keys()


def test_diff_has_one_row_per_element_of_either_edition(document):
    changes = document("diff", "6.1.1", "7.0")["changes"]
    assert len(changes) == len({row["id"] for row in changes}) == 108
    by_id = {row["id"]: row for row in changes}
    assert by_id["10006"]["change"] == "dropped" and by_id["10006"]["also"] == ["succeeded"]
    assert by_id["10395"]["change"] == "redefined" and by_id["10395"]["also"] == ["renamed", "moved"]
    assert by_id["10395"]["from"]["name"] == "Route customer requests/inquiries"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "99999"), "unknown-element", "99999"),
        (("show", "6.9.9"), "unknown-element", "6.9.9"),
        (("show", "servic_level"), "unknown-metric", "service_level"),
        (("show", "14195"), "no-place", "7.3.1"),
        (("tree", "--edition", "9.9"), "unknown-edition", "8.0"),
        (("tree", "--lang", "so so"), "malformed-language", "so so"),
        (("diff", "7.4", "banana"), "unknown-edition", "banana"),
        (("tree", "--depth", "x"), "wrong-usage", "x"),
        (("no-such-command",), "wrong-usage", "no-such-command"),
        (("show",), "wrong-usage", ""),
    ],
)
def test_wrong_usage_is_one_document_and_exit_code_2(call, arguments, code, said):
    exit_code, out, err = call(*arguments, "--json")
    made = json.loads(out)
    assert exit_code == 2
    assert made["error"]["code"] == code and made["findings"] == []
    assert said in made["error"]["message"]
    assert "Traceback" not in err


@pytest.mark.parametrize(("lang", "said"), [("ru", "нет"), ("zh", "没有"), ("en", "No element")])
def test_messages_come_in_the_language_of_the_user(call, lang, said):
    code, _, err = call("show", "99999", "--lang", lang)
    assert code == 2 and said in err


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_said_in_the_language_of_the_user(call, lang, name):
    code, out, _ = call(*(part for part in (name, "--help", "--lang", lang) if part))
    assert code == 0
    alphabet = {"en": "Options:", "ru": "Параметры", "zh": "选项"}[lang]
    assert alphabet in out
    # of click's own words too, whichever language came first in the process
    own = {"en": "Show this message and exit.", "ru": "Показать эту справку и выйти.", "zh": "显示本帮助并退出。"}[lang]
    assert own in out


def test_version_prints_the_editions_and_the_attribution(call):
    code, out, _ = call("--version")
    assert code == 0
    assert "6.1.1, 7.0, 7.2.1, 7.3.1, 7.4, 8.0" in out
    assert "www.apqc.org/pcf" in out and "©2022 APQC. ALL RIGHTS RESERVED." in out


def test_a_closed_pipe_ends_quietly():
    import subprocess
    import sys

    command = f"{sys.executable} -m pcf metrics --json | head -c 100"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == "" and len(done.stdout) == 100


def test_a_console_without_unicode_gets_replacements():
    import subprocess
    import sys

    environment = {"PYTHONIOENCODING": "latin-1", "PCF_LANG": "ru", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "pcf", "show", "10389"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0 and b"?" in done.stdout and b"Traceback" not in done.stderr
