"""template, check, assess, demo: the main job from end to end, and how it refuses."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import pcf
from pcf import _resources
from pcf.assessment import SCHEMA_VERSION, Assessment, Figure, Respondent, template
from pcf.excel import read_workbook, write_workbook
from pcf.maturity import Policy

EXAMPLE = _resources.example()
BOOK = EXAMPLE / "assessment.xlsx"
LOG, MAP = EXAMPLE / "contacts.csv", EXAMPLE / "contacts.toml"
DEMO = {"report.xlsx", "report.html", "comparison.xlsx", "slides.pptx", "charts"}


def test_demo_prints_the_scorecard_and_writes_all_reports_and_the_comparison(call, tmp_path):
    out = tmp_path / "out"
    code, said, err = call("demo", out, "--lang", "ru")
    assert code == 0, err
    assert "Меридиан" in said and "Частные покупки" in said and "Управление жалобами клиентов" in said
    assert {path.name for path in out.iterdir()} == DEMO
    assert all(path.suffix == ".svg" for path in (out / "charts").iterdir())
    assert call("demo", out)[0] == 2


def test_without_what_writes_slides_demo_leaves_them_out_and_says_so(call, tmp_path, monkeypatch):
    """Into a folder that is there already, and with its scorecard as JSON."""
    monkeypatch.setattr("pcf.slides.writer.find_spec", lambda _: None)
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("mine", "utf-8")
    code, said, err = call("demo", out, "--force", "--json", "--lang", "en")
    assert code == 0 and {path.name for path in out.iterdir()} == DEMO - {"slides.pptx"}
    assert (out / "report.html").stat().st_size > 10_000
    assert json.loads(said)["layers"] == {"agreed": 13, "proposal": 14, "answer": 0, "none": 0, "na": 0}
    assert "slides" in err.splitlines()[-1] and "pip install" in err.splitlines()[-1]


def test_assess_gives_every_promised_key(call):
    code, out, _ = call("assess", BOOK, "--contacts", LOG, "--map", MAP, "--json")
    card = json.loads(out)
    assert code == 0
    assert {"edition", "score", "status", "range", "coverage", "dk_share", "processes", "segments", "findings"} <= set(
        card
    )
    assert len(card["processes"]) == 27
    process = next(one for one in card["processes"] if one["hierarchy_id"] == "6.2.3")
    assert {
        "id", "hierarchy_id", "level", "score", "status", "range", "coverage", "supported", "target", "gap", "layer", "n", "spread",
    } <= set(process)  # fmt: skip
    assert (process["id"], process["level"], process["score"], process["supported"], process["gap"]) == (
        "10389",
        3,
        3,
        3,
        1,
    )
    assert [segment["id"] for segment in card["segments"]] == ["retail", "service", "dealers", "corporate", "premium"]
    metric = card["segments"][0]["metrics"][0]
    assert {
        "id", "value", "n", "basis", "interval", "floor", "target", "stretch", "attainment", "verdict", "flags",
    } <= set(metric)  # fmt: skip


def test_blank_lowers_coverage_and_is_no_zero(call):
    card = json.loads(call("assess", BOOK, "--json")[1])
    blank = next(one for one in card["processes"] if one["hierarchy_id"] == "6.4.2")
    unknown = next(one for one in card["processes"] if one["hierarchy_id"] == "6.2.5")
    assert blank["score"] is None and blank["range"] == [0, 5] and blank["dk"] == 0
    assert unknown["score"] is None and unknown["dk"] == 1
    assert 0 < card["dk_share"] < 1 and card["coverage"] < 1
    assert card["range"][0] < card["score"] < card["range"][1]


@pytest.mark.parametrize("policy", ["mean", "min", "staged", "capped"])
def test_every_policy_scores(call, policy):
    code, out, _ = call("assess", BOOK, "--policy", policy, "--json")
    card = json.loads(out)
    assert code == 0 and card["policy"] == policy and card["score"] is not None


@cache
def _example() -> Assessment:
    return read_workbook(BOOK)


def _with_policy(path: Path, policy: Policy | None) -> Path:
    """Write the ratings of the example again with another policy on the first sheet."""
    fields = {"policy": policy, "workbook_id": path.stem, "respondent": Respondent(name=path.stem)}
    rest = {"practices": (), "complaints": None, "reasons": None, "staffing": None}
    write_workbook(path, _example().model_copy(update=fields | rest), lang="en")
    return path


def test_the_policy_of_the_workbook_holds_unless_another_is_asked_for(call, tmp_path):
    book, plain = _with_policy(tmp_path / "min.xlsx", "min"), _with_policy(tmp_path / "plain.xlsx", None)
    said = [
        json.loads(call("assess", *asked, "--json")[1])
        for asked in ([book], [plain, "--policy", "min"], [book, "--policy", "mean"], [plain])
    ]
    assert [card["policy"] for card in said] == ["min", "min", "mean", "mean"]
    scores = [[card["score"], *(group["score"] for group in card["groups"])] for card in said]
    assert scores[0] == scores[1] != scores[2] == scores[3]


def test_workbooks_of_two_policies_are_scored_all_the_same_with_a_warning(call, tmp_path):
    books = [_with_policy(tmp_path / f"{policy}.xlsx", policy) for policy in ("min", "staged")]
    code, out, _ = call("assess", *books, "--json")
    card = json.loads(out)
    (told,) = [finding for finding in card["findings"] if finding["code"] == "policies-differ"]
    assert (code, card["policy"], told["severity"], told["found"]) == (0, "mean", "warning", "min, staged")


@pytest.mark.parametrize("log", [[], ["--contacts", LOG, "--map", MAP]])
def test_a_saved_assessment_scores_the_same(call, tmp_path, log):
    first = json.loads(call("assess", BOOK, *log, "--save", tmp_path / "saved.json", "--json")[1])
    saved = json.loads((tmp_path / "saved.json").read_text("utf-8"))
    assert saved["schema_version"] == SCHEMA_VERSION
    again = json.loads(call("assess", tmp_path / "saved.json", "--json")[1])
    assert again == first
    assert bool(again["totals"]) == bool(log)


def test_a_log_that_is_given_again_wins_over_what_was_saved(call, tmp_path):
    whole = ["--contacts", LOG, "--map", MAP]
    call("assess", BOOK, *whole, "--save", tmp_path / "saved.json")
    lines = LOG.read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "half.csv").write_text("".join(lines[: len(lines) // 2]), "utf-8")
    half = ["--contacts", tmp_path / "half.csv", "--map", MAP]
    wanted = json.loads(call("assess", BOOK, *half, "--json")[1])
    again = json.loads(call("assess", tmp_path / "saved.json", *half, "--json")[1])
    assert again == wanted
    assert again["totals"] != json.loads(call("assess", tmp_path / "saved.json", "--json")[1])["totals"]


def test_a_saved_assessment_of_a_faulty_workbook_stays_faulty(call, tmp_path):
    _make_faulty(tmp_path / "faulty.xlsx")
    saved = tmp_path / "fp.json"
    code, out, _ = call("assess", tmp_path / "faulty.xlsx", "--partial", "--save", saved, "--json", "--lang", "ru")
    first = json.loads(out)
    assert code == 1
    code, out, err = call("assess", saved, "-o", tmp_path / "out.xlsx", "--lang", "ru")
    assert code == 1 and not out and "excellent" in err and not (tmp_path / "out.xlsx").exists()
    code, out, err = call("assess", saved, "--partial", "--save", tmp_path / "twice.json", "--json", "--lang", "ru")
    assert code == 1 and json.loads(out) == first and "excellent" in err
    assert json.loads(call("assess", tmp_path / "twice.json", "--partial", "--json", "--lang", "ru")[1]) == first
    english = json.loads(call("assess", saved, "--partial", "--json", "--lang", "en")[1])["findings"]
    assert [one["cell"] for one in english] == [one["cell"] for one in first["findings"]]
    assert english[0]["message"] != first["findings"][0]["message"]
    code, _, err = call("template", tmp_path / "next.xlsx", "--from", saved)
    assert code == 1 and "excellent" in err and not (tmp_path / "next.xlsx").exists()


def test_of_several_saved_respondents_the_one_who_is_named_is_carried_over(call, tmp_path):
    other = tmp_path / "second.xlsx"
    call("template", other, "--from", BOOK, "--respondent", "Б. Омаров", "--round", "2026-Q3")
    call("assess", BOOK, other, "--save", tmp_path / "both.json")
    first = json.loads((tmp_path / "both.json").read_text("utf-8"))["copies"][0]["assessment"]["respondent"]["name"]
    for named in ([], ["--respondent", "Nobody"]):
        code, _, err = call("template", tmp_path / "next.xlsx", "--from", tmp_path / "both.json", *named)
        assert code == 2 and first in err and "Б. Омаров" in err and not (tmp_path / "next.xlsx").exists()
    named = ["--respondent", "Б. Омаров", "--round", "2026-Q4"]
    assert call("template", tmp_path / "next.xlsx", "--from", tmp_path / "both.json", *named)[0] == 0
    assert read_workbook(tmp_path / "next.xlsx").respondent.name == "Б. Омаров"


@pytest.mark.parametrize(("lang", "words"), [("en", ["not asked", "don't know"]), ("ru", ["не спрашивали", "не знаю"])])
def test_the_terminal_says_in_words_why_there_is_no_level(call, tmp_path, lang, words):
    call("template", tmp_path / "mine.xlsx", "--from", BOOK, "--scope", "6.2,6.4", "--round", "2026-Q3")
    out = call("assess", tmp_path / "mine.xlsx", "--lang", lang)[1]
    assert all(word in out for word in words)


def test_the_terminal_shows_the_difference_that_the_verdict_tells(call, tmp_path):
    taxonomy = pcf.load()
    figure = Figure(segment="s1", metric="service_level", value=Decimal("74.96"), n=9000, target=75)
    form = template.empty(taxonomy, segments=template.parse_segments("A")).model_copy(update={"figures": (figure,)})
    write_workbook(tmp_path / "near.xlsx", form, lang="en")
    out = call("assess", tmp_path / "near.xlsx", "--lang", "en")[1]
    (line,) = [line.split() for line in out.splitlines() if "Service level" in line]
    assert line[2:5] == ["74.96%", "9,000", "75%"] and line[-1] == "missed"


def test_two_respondents_are_consolidated(call, tmp_path):
    assert (
        call("template", tmp_path / "second.xlsx", "--from", BOOK, "--respondent", "Б. Омаров", "--round", "2026-Q3")[0]
        == 0
    )
    card = json.loads(call("assess", BOOK, tmp_path / "second.xlsx", "--json")[1])
    assert card["respondents"] == 2
    assert {process["layer"] for process in card["processes"]} == {"proposal", "answer"}
    assert next(one for one in card["processes"] if one["hierarchy_id"] == "6.2.3")["n"] == 2


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_template_is_clean_and_scores_nothing(call, tmp_path, lang):
    book = tmp_path / "new.xlsx"
    assert call("template", book, "--lang", lang, "--segments", "a=Anna;b=Борис;c=客户", "--round", "2026-Q4")[0] == 0
    code, out, _ = call("check", book, "--json")
    checked = json.loads(out)
    assert code == 0 and checked["ok"] and checked["findings"] == []
    cells = checked["cells"]
    assert cells["read"] == cells["mapped"] + cells["noted"] + cells["refused"] + cells["unplaced"]
    card = json.loads(call("assess", book, "--json")[1])
    assert card["score"] is None and card["status"] == "none" and card["range"] == [0, 5]
    assert [segment["name"] for segment in card["segments"]] == ["Anna", "Борис", "客户"]
    assert all(segment["index"] is None for segment in card["segments"])


def test_a_profile_proposes_what_does_not_apply_with_the_reason(call, tmp_path):
    call("template", tmp_path / "bank.xlsx", "--profile", "bank", "--lang", "ru")
    card = json.loads(call("assess", tmp_path / "bank.xlsx", "--json")[1])
    away = [one for one in card["processes"] if not one["applicable"]]
    assert len(away) == 15 and all(one["reason"] for one in away)


def test_a_scope_leaves_the_rest_unasked(call, tmp_path):
    call("template", tmp_path / "mine.xlsx", "--respondent", "Ли", "--role", "front_line", "--scope", "6.2,6.5.2")
    code, out, _ = call("check", tmp_path / "mine.xlsx", "--json")
    assert code == 0 and json.loads(out)["findings"] == []


def test_carrying_over_keeps_every_answer(call, tmp_path):
    assert call("template", tmp_path / "next.xlsx", "--from", BOOK, "--round", "2026-Q4", "--lang", "zh")[0] == 0
    before = json.loads(call("assess", BOOK, "--json")[1])
    after = json.loads(call("assess", tmp_path / "next.xlsx", "--json")[1])
    assert after["round"] == "2026-Q4"
    assert [p["score"] for p in after["processes"]] == [p["score"] for p in before["processes"]]


def test_the_digest_does_not_depend_on_the_language(call, tmp_path):
    assessment = _example()
    digests = {json.loads(call("check", BOOK, "--json")[1])["digest"]}
    for lang in ("en", "ru", "zh"):
        write_workbook(tmp_path / f"{lang}.xlsx", assessment, lang=lang)
        document = json.loads(call("check", tmp_path / f"{lang}.xlsx", "--json")[1])
        assert document["ok"]
        digests.add(document["digest"])
    assert len(digests) == 1


def test_check_changes_nothing_and_annotates_a_new_file(call, tmp_path):
    before = BOOK.read_bytes()
    code, _, _ = call("check", BOOK, "--annotate", tmp_path / "annotated.xlsx")
    assert code == 0 and BOOK.read_bytes() == before and (tmp_path / "annotated.xlsx").exists()


@pytest.mark.parametrize(("name", "code"), [("none.xlsx", "file-missing"), ("text.xlsx", "file-is-text")])
def test_checking_what_is_no_workbook_is_one_finding(call, tmp_path, name, code):
    (tmp_path / "text.xlsx").write_text("not;a;workbook", "utf-8")
    exit_code, out, _ = call("check", tmp_path / name, "--json")
    document = json.loads(out)
    assert exit_code == 1 and not document["ok"]
    assert [finding["code"] for finding in document["findings"]] == [code]


REFUSED = {
    "no file": (["assess", "{tmp}/none.xlsx"], 1),
    "not a workbook": (["assess", "{tmp}/text.xlsx"], 1),
    "a log without a map": (["assess", str(BOOK), "--contacts", str(LOG)], 2),
    "a map that is missing": (["assess", str(BOOK), "--contacts", str(LOG), "--map", "{tmp}/none.toml"], 1),
    "an empty log": (["assess", str(BOOK), "--contacts", "{tmp}/empty.csv", "--map", str(MAP)], 1),
    "a log with headings only": (["assess", str(BOOK), "--contacts", "{tmp}/headings.csv", "--map", str(MAP)], 1),
    "a log without the columns": (["assess", str(BOOK), "--contacts", "{tmp}/other.csv", "--map", str(MAP)], 1),
    "a workbook as a log": (["assess", str(BOOK), "--contacts", str(BOOK), "--map", str(MAP)], 1),
    "an unknown policy": (["assess", str(BOOK), "--policy", "best"], 2),
    "an unknown profile": (["template", "{tmp}/x.xlsx", "--profile", "zoo"], 2),
    "an unknown scope": (["template", "{tmp}/x.xlsx", "--scope", "6.9"], 2),
    "a scope without processes": (["template", "{tmp}/x.xlsx", "--scope", "6.2.3.1"], 2),
    "a bad round": (["template", "{tmp}/x.xlsx", "--round", "autumn"], 2),
    "the same segment twice": (["template", "{tmp}/x.xlsx", "--segments", "a=A;a=B"], 2),
    "an output of another kind": (["template", "{tmp}/x.docx"], 2),
    "an output in no folder": (["template", "{tmp}/no/such/x.xlsx"], 2),
    "an output that exists": (["template", "{tmp}/text.xlsx"], 2),
    "an input as output": (["assess", str(BOOK), "-o", str(BOOK), "--force"], 2),
    "one file for two outputs": (["assess", str(BOOK), "--save", "{tmp}/a.json", "--html", "{tmp}/a.json"], 2),
    "a saved file that is none": (["assess", "{tmp}/bad.json"], 1),
    "an unknown edition": (["template", "{tmp}/x.xlsx", "--edition", "5.0"], 2),
}


@pytest.fixture
def refused(tmp_path):
    """A folder with files that are refused, and the call of a case with the code that it ends with."""
    (tmp_path / "text.xlsx").write_text("not a workbook", "utf-8")
    (tmp_path / "empty.csv").write_text("", "utf-8")
    (tmp_path / "headings.csv").write_text(LOG.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (tmp_path / "other.csv").write_text("a;b\n1;2\n", "utf-8")
    (tmp_path / "bad.json").write_text('{"schema": "other"}', "utf-8")

    def asked(case: str) -> tuple[list[str], int]:
        arguments, expected = REFUSED[case]
        arguments = [part.format(tmp=tmp_path) for part in arguments]
        if arguments[0] == "assess" and "-o" not in arguments and "--html" not in arguments:
            arguments += ["-o", str(tmp_path / "out.xlsx"), "--html", str(tmp_path / "out.html")]
        return arguments, expected

    return asked


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_refused_with_a_message_and_nothing_is_written(call, tmp_path, refused, case, lang):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    arguments, expected = refused(case)
    code, out, err = call(*arguments, "--lang", lang)
    assert code == expected, err
    assert err.strip() and not out.strip()
    if lang != "en":
        alphabet = range(0x400, 0x500) if lang == "ru" else range(0x4E00, 0xA000)
        assert any(ord(sign) in alphabet for sign in err), err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_refused_as_json_too(call, tmp_path, refused, case):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    arguments, expected = refused(case)
    code, out, _ = call(*arguments, "--json")
    document = json.loads(out)
    assert code == expected and document["error"]["code"] and isinstance(document["findings"], list)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def _make_faulty(path: Path) -> None:
    """Write the example with two answers that are none."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(BOOK)
    sheet = next(sheet for sheet in book.worksheets if str(sheet["A1"].value).startswith("pcf:ratings"))
    key_row = 2
    column = [cell.value for cell in sheet[key_row]].index("answer") + 1
    keys = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    sheet.cell(keys["10389"], column).value = "excellent"
    sheet.cell(keys["10388"], column).value = 7
    book.save(path)


def test_all_faults_are_told_at_once_and_partial_scores_the_rest(call, tmp_path):
    _make_faulty(tmp_path / "faulty.xlsx")
    code, _, err = call("assess", tmp_path / "faulty.xlsx", "-o", tmp_path / "out.xlsx")
    assert code == 1 and not (tmp_path / "out.xlsx").exists()
    assert "excellent" in err and "7" in err
    code, out, err = call("assess", tmp_path / "faulty.xlsx", "-o", tmp_path / "out.xlsx", "--partial", "--json")
    card = json.loads(out)
    assert code == 1 and (tmp_path / "out.xlsx").exists() and "excellent" in err
    assert sum(finding["severity"] == "error" for finding in card["findings"]) == 2
    assert next(one for one in card["processes"] if one["id"] == "10389")["score"] is None


def test_the_day_of_the_bank_per_segment(call, tmp_path):
    import os

    folder = os.environ.get("PCF_SOURCES")
    if not folder:
        pytest.skip("PCF_SOURCES is not set: the bank's log is not part of the repository")
    log = Path(folder) / "data" / "anonymous_bank_one_day.csv"
    map_file = Path(__file__).parents[3] / "examples" / "maps" / "anonymous_bank_one_day.toml"
    segments = "s1=IN;s2=NE;s3=NW;s4=PE;s5=PS;s6=TT"
    call("template", tmp_path / "bank.xlsx", "--profile", "bank", "--segments", segments)
    code, out, err = call("assess", tmp_path / "bank.xlsx", "--contacts", log, "--map", map_file, "--json")
    card = json.loads(out)
    assert code == 0, err
    # What service level divides by: the contacts offered without the short abandons.
    judged = {
        segment["name"]: next(one["n"] for one in segment["metrics"] if one["id"] == "service_level")
        for segment in card["segments"]
    }
    counted = {row.by["segment"]: row.measures for row in pcf.measure(log, map=map_file).rows}
    offered = {name: measures["contacts_offered"] for name, measures in counted.items()}
    assert offered == {"IN": 130, "NE": 140, "NW": 400, "PE": 13, "PS": 1540, "TT": 16}
    assert judged == {name: offered[name] - counted[name]["contacts_short_abandoned"] for name in offered}
    assert card["totals"]["average_speed_of_answer"]["n"] == 1511
    assert not [finding for finding in card["findings"] if finding["code"] == "segment-not-in-workbook"]
