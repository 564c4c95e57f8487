"""template --from, compare, history: from round to round on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf import _resources
from pcf.assessment import (
    Assessment,
    Copy,
    Figure,
    Organisation,
    Respondent,
    Response,
    Segment,
    gather,
    saved,
    score_round,
    template,
)
from pcf.assessment.workshop import workshop_form
from pcf.complaints.records import ComplaintInputs
from pcf.excel import read_workbook, write_workbook
from pcf.reasons.defaults import default_reasons

from ..loops import COMPLAINTS, REASONS, STAFFING

EXAMPLE = _resources.example()
LOG, MAP = EXAMPLE / "contacts.csv", EXAMPLE / "contacts.toml"


def form(round_name: str, level: str = "3", name: str = "Anna", edition: str = "7.4", **fields: object) -> Assessment:
    empty = template.empty(pcf.load(edition), round_name=round_name, respondent=Respondent(name=name))
    answered = tuple(Response(element=one.element, answer=level) for one in empty.responses)
    return empty.model_copy(update={"responses": answered, "workbook_id": f"{name}{round_name}"} | fields)


def save(path: Path, *forms: Assessment, **how: object) -> Path:
    copies = [Copy(f"{number}.xlsx", one) for number, one in enumerate(forms)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(saved(score_round(pcf.load(forms[0].edition), gather(copies), **how)), encoding="utf-8")
    return path


def test_compare_gives_every_promised_key(call, tmp_path: Path) -> None:
    old, new = save(tmp_path / "old.json", form("2026")), save(tmp_path / "new.json", form("2027", "4", edition="8.0"))
    code, out, _ = call("compare", old, new, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["edition_from"], told["edition_to"]) == ("7.4", "8.0")
    assert {"elements", "segments", "also_changed", "ticks", "initiatives", "findings"} <= set(told)
    top = told["elements"][0]
    assert (top["id"], top["from"], top["to"], top["delta"], top["panel_delta"]) == ("20085", 3, 4, 1, 1)
    assert {one["what"] for one in told["also_changed"]} == {"edition", "composition"}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_compare_prints_what_moved_and_what_else_changed(call, tmp_path: Path, lang: str) -> None:
    old = save(tmp_path / "old.json", form("2026"), form("2026", name="Boris"))
    new = save(tmp_path / "new.json", form("2027", "4"), policy="min")
    code, out, _ = call("compare", old, new, "--lang", lang)
    assert code == 0
    assert pcf.load(lang=lang)["10389"].name in out
    assert "Boris" in out and "+1" in out


def test_the_order_of_the_files_in_a_folder_does_not_matter(call, tmp_path: Path) -> None:
    forms = [form("2026", level, name) for level, name in (("1", "A"), ("3", "B"), ("5", "C"))]
    for folder, order in (("one", forms), ("two", reversed(forms))):
        for number, one in enumerate(order):
            save(tmp_path / folder / f"{number}.json", one)
    new = save(tmp_path / "new.json", form("2027", "4", "A"))
    told = [json.loads(call("compare", tmp_path / folder, new, "--json")[1]) for folder in ("one", "two")]
    assert told[0]["elements"] == told[1]["elements"]
    assert told[0]["also_changed"] == told[1]["also_changed"]
    assert told[0]["from"]["respondents"] == 3


def test_a_folder_against_itself_has_not_moved(call, tmp_path: Path) -> None:
    for name in ("A", "B"):
        save(tmp_path / "round" / f"{name}.json", form("2026", name=name))
    told = json.loads(call("compare", tmp_path / "round", tmp_path / "round", "--json")[1])
    assert {one["delta"] for one in told["elements"]} == {0}
    assert told["also_changed"] == []


def test_workbooks_and_a_workshop_are_sides_too(call, tmp_path: Path) -> None:
    copies = [Copy(name, form("2026", level, name)) for name, level in (("A", "2"), ("B", "4"))]
    write_workbook(tmp_path / "workshop.xlsx", workshop_form(gather(copies)), lang="ru")
    write_workbook(tmp_path / "new.xlsx", form("2027", "4", "A"), lang="zh")
    told = json.loads(call("compare", tmp_path / "workshop.xlsx", tmp_path / "new.xlsx", "--json")[1])
    assert (told["elements"][0]["from"], told["elements"][0]["to"]) == (2, 4)
    assert told["elements"][0]["panel_delta"] == 2


def test_faults_of_both_sides_are_told_at_once_and_nothing_is_written(call, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    out = tmp_path / "out.xlsx"
    code, printed, _ = call("compare", tmp_path / "broken.json", tmp_path / "gone.xlsx", "-o", out, "--json")
    assert code == 1
    found = [(one["code"], Path(one["file"]).name) for one in json.loads(printed)["findings"]]
    assert found == [("saved-unreadable", "broken.json"), ("file-missing", "gone.xlsx")]
    assert not out.exists()


def test_two_rounds_in_one_folder_are_an_error_that_names_the_folder(call, tmp_path: Path) -> None:
    save(tmp_path / "mixed" / "a.json", form("2026", name="A"))
    save(tmp_path / "mixed" / "b.json", form("2027", name="B"))
    new = save(tmp_path / "new.json", form("2028"))
    code, out, _ = call("compare", tmp_path / "mixed", new, "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (1, ["rounds-differ"])


def test_what_is_no_form_is_skipped_in_a_folder_and_refused_where_it_is_named(call, tmp_path: Path) -> None:
    save(tmp_path / "round" / "a.json", form("2026"))
    (tmp_path / "round" / "other.json").write_text("[]", encoding="utf-8")
    (tmp_path / "round" / "notes.txt").write_text("x", encoding="utf-8")
    openpyxl.Workbook().save(tmp_path / "round" / "report.xlsx")
    (tmp_path / "round" / "~$a.xlsx").write_bytes(b"x")
    new = save(tmp_path / "new.json", form("2027"))
    code, out, _ = call("compare", tmp_path / "round", new, "--json")
    told = json.loads(out)
    assert code == 0
    assert sorted((one["code"], Path(one["file"]).name) for one in told["findings"]) == [
        ("file-skipped", "other.json"), ("file-skipped", "report.xlsx"), ("lock-file-skipped", "~$a.xlsx"),
    ]  # fmt: skip
    assert call("compare", tmp_path / "round" / "report.xlsx", new)[0] == 1


def test_an_empty_folder_is_an_error(call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    new = save(tmp_path / "new.json", form("2027"))
    code, out, _ = call("compare", tmp_path / "empty", new, "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (1, ["nothing-to-read"])


def test_outputs_are_never_inputs_and_never_replaced_unasked(call, tmp_path: Path) -> None:
    old, new = save(tmp_path / "old.json", form("2026")), save(tmp_path / "new.json", form("2027"))
    out = tmp_path / "out.xlsx"
    assert call("compare", old, new, "-o", out)[0] == 0
    assert call("compare", old, new, "-o", out)[0] == 2
    assert call("compare", old, new, "-o", out, "--force")[0] == 0
    assert call("compare", old, new, "-o", tmp_path / "out.txt")[0] == 2
    write_workbook(tmp_path / "round" / "a.xlsx", form("2026"), lang="en") if (
        tmp_path / "round"
    ).mkdir() is None else None
    assert call("compare", tmp_path / "round", new, "-o", tmp_path / "round" / "a.xlsx", "--force")[0] == 2
    assert call("compare", old, new, "--edition", "8.0")[0] == 2


def test_the_workbook_holds_the_same_numbers_and_a_chart(call, tmp_path: Path) -> None:
    figures = (Figure(segment="a", metric="service_level", value=80, target=80),)
    shared = {"segments": (Segment(id="a", name="A"),), "figures": figures}
    old = save(tmp_path / "old.json", form("2026", **shared), form("2026", "1", "Boris", **shared))
    new = save(tmp_path / "new.json", form("2027", "4", **shared), policy="min")
    assert call("compare", old, new, "-o", tmp_path / "out.xlsx", "--lang", "en")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [
        "Summary",
        "Processes",
        "Segments",
        "What else changed",
        "Ticks and initiatives",
        "Notice",
    ]
    assert len(book["Summary"]._charts) == 1
    rows = {row[1]: row for row in book["Processes"].iter_rows(min_row=2, values_only=True)}
    assert len(rows) == 33
    assert rows["10389"][3:7] == (1, 4, 3, 1)
    assert "other respondents" in rows["10389"][7]
    assert [row[0] for row in book["What else changed"].iter_rows(min_row=2, values_only=True)] == [
        "other respondents", "other policy",
    ]  # fmt: skip
    assert [row[4:7] for row in book["Segments"].iter_rows(min_row=2, values_only=True)] == [(100, 100, 0), (80, 80, 0)]


def test_segments_are_merged_as_asked(call, tmp_path: Path) -> None:
    parts = (Segment(id="vip", name="VIP"), Segment(id="private", name="Private"))
    figures = [
        Figure(segment=one, metric="service_level", value=v, n=n)
        for one, v, n in (("vip", 90, 10), ("private", 70, 30))
    ]
    whole = (Figure(segment="premium", metric="service_level", value=90, n=50),)
    old = save(tmp_path / "old.json", form("2026", segments=parts, figures=tuple(figures)))
    new = save(tmp_path / "new.json", form("2027", segments=(Segment(id="premium", name="Premium"),), figures=whole))
    told = json.loads(call("compare", old, new, "--merge", "premium=vip+private", "--json")[1])
    premium = told["segments"][0]
    assert (premium["change"], premium["parts"], premium["delta"]) == ("merged", ["vip", "private"], None)
    assert [(one["from"], one["to"], one["delta"]) for one in premium["metrics"]] == [(75, 90, 15)]
    assert call("compare", old, new, "--merge", "premium=vip+gone")[0] == 2


def test_a_saved_round_keeps_how_it_was_counted_and_combined(call, tmp_path: Path) -> None:
    segments = tuple(Segment(id=one, name=one) for one in ("retail", "service"))
    forms = [form("2026", level, level, segments=segments) for level in ("1", "4")]
    for number, one in enumerate(forms):
        write_workbook(tmp_path / f"{number}.xlsx", one, lang="en")
    slow = tmp_path / "slow.toml"
    text = MAP.read_text(encoding="utf-8")
    slow.write_text(text.replace("default = 20", "default = 60"), encoding="utf-8")
    for name, mapping, how in (("old", MAP, "mean"), ("new", slow, "median")):
        code, _, err = call(
            "assess", tmp_path / "0.xlsx", tmp_path / "1.xlsx", "--contacts", LOG, "--map", mapping,
            "--consolidate", how, "--save", tmp_path / f"{name}.json",
        )  # fmt: skip
        assert code == 0, err
    told = json.loads(call("compare", tmp_path / "old.json", tmp_path / "new.json", "--json")[1])
    changed = {one["what"]: one for one in told["also_changed"]}
    assert {"consolidation", "parameter"} <= set(changed)
    assert changed["parameter"] == {
        "what": "parameter", "id": "answer_within", "from": "20; premium: 10", "to": "60; premium: 10",
        "affects": ["retail", "service"],
    }  # fmt: skip
    metrics = {one["id"]: one["same_definition"] for one in told["segments"][0]["metrics"] if one["delta"] is not None}
    assert metrics["service_level"] is False
    assert metrics["average_handle_time"] is True


def test_history_tells_all_rounds_in_the_order_of_time(call, tmp_path: Path) -> None:
    save(tmp_path / "second" / "a.json", form("2026-Q4", "4", "A"))
    save(tmp_path / "second" / "b.json", form("2026-Q4", "4", "B"))
    save(tmp_path / "first" / "x.json", form("2026-Q1", "2", "A", edition="7.0"))
    save(tmp_path / "third.json", form("2027", "5"), form("2027", "5", "C"))
    (tmp_path / "second" / "deeper").mkdir()
    save(tmp_path / "second" / "deeper" / "x.json", form("2020"))
    code, out, _ = call("history", tmp_path, "--json")
    told = json.loads(out)
    assert code == 0
    assert [(one["round"], one["edition"], one["score"], one["respondents"]) for one in told["rounds"]] == [
        ("2026-Q1", "7.0", 2, 1), ("2026-Q4", "7.4", 4, 2), ("2027", "7.4", 5, 2),
    ]  # fmt: skip
    assert {"status", "coverage", "groups", "segments"} <= set(told["rounds"][0])
    assert [one["id"] for one in told["rounds"][0]["groups"]][-1] == "10380"


def test_history_prints_one_line_for_a_group_and_its_successor(call, tmp_path: Path) -> None:
    save(tmp_path / "a.json", form("2026", "2", edition="7.0"))
    save(tmp_path / "b.json", form("2027", "4"))
    code, out, _ = call("history", tmp_path, "-o", tmp_path / "trend.xlsx", "--lang", "en")
    assert code == 0
    (line,) = [line for line in out.splitlines() if "Evaluate customer service operations" in line]
    assert line.split()[-2:] == ["2", "4"]
    book = openpyxl.load_workbook(tmp_path / "trend.xlsx")
    assert len(book["Rounds"]._charts) == 1
    assert next(book["Rounds"].iter_rows(values_only=True))[1:] == ("2026", "2027")


def test_history_leaves_out_what_names_no_round(call, tmp_path: Path) -> None:
    save(tmp_path / "a.json", form("2026"))
    save(tmp_path / "b.json", form(""))
    told = json.loads(call("history", tmp_path, "--json")[1])
    assert [one["round"] for one in told["rounds"]] == ["2026"]
    assert [(one["code"], one["file"]) for one in told["findings"]] == [("round-missing", "b.json")]
    (tmp_path / "a.json").unlink()
    code, out, _ = call("history", tmp_path, "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (1, ["round-missing", "nothing-to-read"])


def test_history_tells_faults_of_all_files(call, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xlsx").write_bytes(b"no zip")
    code, out, _ = call("history", tmp_path, "--json")
    assert code == 1
    assert [one["file"] for one in json.loads(out)["findings"]] == ["a.xlsx", "b.xlsx"]
    assert call("history", tmp_path / "a.xlsx")[0] == 2


def test_a_workshop_is_carried_over_and_the_summary_is_told(call, tmp_path: Path) -> None:
    copies = [Copy(name, form("2026", level, name)) for name, level in (("A", "2"), ("B", "4"))]
    write_workbook(tmp_path / "workshop.xlsx", workshop_form(gather(copies)), lang="en")
    arguments = ("template", tmp_path / "new.xlsx", "--from", tmp_path / "workshop.xlsx", "--round", "2027")
    code, out, _ = call(*arguments, "--lang", "en")
    assert code == 0
    assert out.strip().startswith("Carried over.")
    new = read_workbook(tmp_path / "new.xlsx")
    assert (new.is_workshop, [one for one in new.responses if one.answer]) == (False, [])
    assert new.history[-1].scores["20085"] == 2


def test_the_summary_names_what_was_kept_and_what_has_no_place(call, tmp_path: Path) -> None:
    write_workbook(tmp_path / "old.xlsx", form("2026"), lang="en")
    told = json.loads(
        call("template", tmp_path / "new.xlsx", "--from", tmp_path / "old.xlsx", "--edition", "8.0", "--json")[1]
    )
    carried = told["carried"]
    assert {"kept", "renamed", "moved", "redefined", "unplaced"} == set(carried)
    assert (len(carried["kept"]), carried["renamed"], carried["redefined"]) == (23, ["10387", "10402"], [])
    assert [(one["what"], one["id"]) for one in carried["unplaced"]] == [("rating", "20089"), ("rating", "20092")]
    back = call("template", tmp_path / "back.xlsx", "--from", tmp_path / "new.xlsx", "--edition", "7.4", "--json")
    assert [one["code"] for one in json.loads(back[1])["findings"]] == ["put-back"] * 2
    assert {one.answer for one in read_workbook(tmp_path / "back.xlsx").responses} == {"3"}
    assert json.loads(call("template", tmp_path / "x.xlsx", "--json")[1])["carried"] is None


def test_a_template_asks_about_complaints_and_reasons_on_request(call, tmp_path: Path) -> None:
    assert call("template", tmp_path / "bare.xlsx")[0] == 0
    assert call("template", tmp_path / "asking.xlsx", "--complaints", "--reasons", "--lang", "zh")[0] == 0
    bare, asking = read_workbook(tmp_path / "bare.xlsx"), read_workbook(tmp_path / "asking.xlsx")
    assert (bare.complaints, bare.reasons) == (None, None)
    assert (asking.complaints, asking.reasons) == (ComplaintInputs(), default_reasons(pcf.load(lang="zh")))
    again = call("template", tmp_path / "next.xlsx", "--from", tmp_path / "asking.xlsx", "--round", "2027")
    assert again[0] == 0
    assert read_workbook(tmp_path / "next.xlsx").reasons == asking.reasons


PLAN = """segment,channel,start,calls,aht,target,within
Retail,phone,2026-11-02T09:00,300,240,80%,20
Retail,phone,2026-11-02T09:30,360,240,80%,20
Small business,phone,2026-11-02T09:00,50,300,0.9,15
,chat,,80,600,,
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_template_asks_about_staffing_on_request_and_the_next_one_keeps_it(call, tmp_path: Path) -> None:
    assert call("template", tmp_path / "bare.xlsx")[0] == 0
    assert call("template", tmp_path / "asking.xlsx", "--staffing", "--lang", "ru")[0] == 0
    assert [read_workbook(tmp_path / name).staffing for name in ("bare.xlsx", "asking.xlsx")] == [None, ()]
    old = save(tmp_path / "old.json", form("2026", segments=template.parse_segments("A;B"), staffing=STAFFING))
    assert call("template", tmp_path / "next.xlsx", "--from", old, "--round", "2027")[0] == 0
    assert read_workbook(tmp_path / "next.xlsx").staffing == STAFFING


def test_a_plan_gives_each_pools_busiest_interval_and_the_segments_of_a_form_without_any(
    call, tmp_path: Path, plan: Path
) -> None:
    assert call("template", tmp_path / "new.xlsx", "--plan", plan)[0] == 0
    made = read_workbook(tmp_path / "new.xlsx")
    assert [one.name for one in made.segments] == ["Retail", "Small business"]
    retail, small = (one.id for one in made.segments)
    assert [(one.segment, one.channel, one.start, one.calls) for one in made.staffing] == [
        (retail, "phone", "2026-11-02T09:30", 360),
        (small, "phone", "2026-11-02T09:00", 50),
        (None, "chat", "", 80),
    ]


def test_a_plan_renews_the_figures_of_an_older_form_and_keeps_its_promises(call, tmp_path: Path, plan: Path) -> None:
    there = STAFFING[0].model_copy(update={"segment": "retail", "target": None})
    segments = (Segment(id="retail", name="Retail"), Segment(id="sme", name="Small business"))
    old = save(tmp_path / "old.json", form("2026", segments=segments, staffing=(there,)))
    assert call("template", tmp_path / "next.xlsx", "--from", old, "--plan", plan)[0] == 0
    lines = read_workbook(tmp_path / "next.xlsx").staffing
    assert lines[0] == there.model_copy(update={"start": "2026-11-02T09:30", "target": 80, "within": 20})
    assert [one.segment for one in lines] == ["retail", "sme", None]


def test_a_plan_for_other_segments_than_those_of_the_form_is_refused(call, tmp_path: Path, plan: Path) -> None:
    code, _, err = call("template", tmp_path / "new.xlsx", "--segments", "Retail;Else", "--plan", plan)
    assert (code, (tmp_path / "new.xlsx").exists()) == (2, False)
    assert "Small business" in err
    assert "Retail, Else" in err


def test_a_plan_with_faults_makes_no_template_and_the_plan_is_never_overwritten(call, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("calls,aht\nmany,240\n5,-1\n", encoding="utf-8")
    code, _, err = call("template", tmp_path / "new.xlsx", "--plan", faulty)
    assert (code, (tmp_path / "new.xlsx").exists()) == (1, False)
    assert "many" in err
    assert "-1" in err


def test_what_became_of_complaints_and_reasons_is_printed(call, tmp_path: Path) -> None:
    said = {"segments": template.parse_segments("A;B"), "complaints": COMPLAINTS, "reasons": REASONS}
    moved = {**said, "reasons": (REASONS[0].model_copy(update={"owner": "sales"}),)}
    old = save(tmp_path / "old.json", form("2026", "3").model_copy(update=said))
    new = save(tmp_path / "new.json", form("2027", "3").model_copy(update=moved))
    code, out, _ = call("compare", old, new, "--lang", "en")
    assert code == 0
    assert "- Contact reason late Where is it?: Owner: Logistics before, Sales now" in out
    assert "- Contact reason other Something else: gone" in out
    loops = json.loads(call("compare", old, new, "--json")[1])["loops"]
    assert [(one["kind"], one["id"], one["change"]) for one in loops] == [
        ("reason", "late", "changed"),
        ("reason", "other", "gone"),
    ]


def test_a_saved_round_is_scored_again_as_it_was(call, tmp_path: Path) -> None:
    forms = [form("2026", level, level) for level in ("1", "4", "5")]
    how = {"consolidation": "min", "policy": "capped"}
    old = save(tmp_path / "old.json", *forms, **how)
    save(tmp_path / "rounds" / "old.json", *forms, **how)
    again = json.loads(call("assess", old, "--json")[1])
    assert (again["score"], again["consolidation"], again["policy"]) == (1, "min", "capped")
    asked = json.loads(call("assess", old, "--consolidate", "median", "--policy", "mean", "--json")[1])
    assert (asked["score"], asked["consolidation"], asked["policy"]) == (4, "median", "mean")
    assert json.loads(call("compare", old, old, "--json")[1])["to"]["score"] == 1
    (told,) = json.loads(call("history", tmp_path / "rounds", "--json")[1])["rounds"]
    assert (told["score"], told["policy"]) == (1, "capped")
    call("template", tmp_path / "next.xlsx", "--from", old, "--respondent", "5", "--round", "2027")
    following = read_workbook(tmp_path / "next.xlsx")
    assert (following.history[-1].scores["20085"], following.policy) == (1, "capped")
    call("consolidate", old, "-o", tmp_path / "workshop.xlsx")
    assert read_workbook(tmp_path / "workshop.xlsx").policy == "capped"


def test_copies_beside_the_round_that_was_saved_of_them_contradict_nothing(call, tmp_path: Path) -> None:
    forms = [form("2026", level, name) for level, name in (("2", "A"), ("4", "B"))]
    (tmp_path / "round").mkdir()
    for one in forms:
        write_workbook(tmp_path / "round" / f"{one.respondent.name}.xlsx", one, lang="en")
    copies = sorted((tmp_path / "round").iterdir())
    assert call("assess", *copies, "--policy", "min", "--save", tmp_path / "round" / "saved.json")[0] == 0
    for arguments in (("compare", tmp_path / "round", tmp_path / "round"), ("history", tmp_path / "round")):
        code, out, _ = call(*arguments, "--json")
        assert (code, {one["code"] for one in json.loads(out)["findings"]}) == (0, {"same-copy-twice"})


def test_saved_rounds_of_several_policies_are_told(call, tmp_path: Path) -> None:
    for name, policy in (("A", "min"), ("B", "capped")):
        save(tmp_path / "round" / f"{name}.json", form("2026", name=name), policy=policy)
    code, out, _ = call("assess", *sorted((tmp_path / "round").iterdir()), "--json")
    told = json.loads(out)
    assert (code, told["policy"]) == (0, "mean")
    assert [one["code"] for one in told["findings"]].count("policies-differ") == 1


def test_figures_from_logs_that_a_workshop_workbook_cannot_hold_are_told(call, tmp_path: Path) -> None:
    segments = (Segment(id="retail", name="retail"),)
    write_workbook(tmp_path / "a.xlsx", form("2026", segments=segments), lang="en")
    counting = ("--contacts", LOG, "--map", MAP, "--save", tmp_path / "counted.json")
    assert call("assess", tmp_path / "a.xlsx", *counting)[0] == 0
    out = json.loads(call("consolidate", tmp_path / "counted.json", "-o", tmp_path / "w.xlsx", "--json")[1])
    assert [one["code"] for one in out["findings"]].count("counted-left-behind") == 1
    out = json.loads(call("consolidate", tmp_path / "a.xlsx", "--json")[1])
    assert "counted-left-behind" not in {one["code"] for one in out["findings"]}


def test_history_tells_several_organisations_and_policies(call, tmp_path: Path) -> None:
    save(tmp_path / "a.json", form("2026", organisation=Organisation(name="Alpha")))
    save(tmp_path / "b.json", form("2027", organisation=Organisation(name="Alpha")))
    assert json.loads(call("history", tmp_path, "--json")[1])["findings"] == []
    assert "Processes combine by" not in call("history", tmp_path, "--lang", "en")[1]
    save(tmp_path / "c.json", form("2028", organisation=Organisation(name="Beta"), policy="min"))
    code, out, _ = call("history", tmp_path, "--json")
    assert (code, [one["code"] for one in json.loads(out)["findings"]]) == (0, ["rounds-of-several"])
    out = call("history", tmp_path, "--lang", "en", "-o", tmp_path / "trend.xlsx")[1]
    assert "weakest part" in next(line for line in out.splitlines() if "Processes combine by" in line)
    rows = list(openpyxl.load_workbook(tmp_path / "trend.xlsx")["Rounds"].iter_rows(values_only=True))
    assert ("Processes combine by", "weighted mean", "weighted mean", "weakest part") in [row[:4] for row in rows]


def test_a_narrower_scope_keeps_answers_in_the_workbook_until_it_is_wide_again(call, tmp_path: Path) -> None:
    write_workbook(tmp_path / "old.xlsx", form("2026"), lang="en")
    call("template", tmp_path / "narrow.xlsx", "--from", tmp_path / "old.xlsx", "--scope", "6.2")
    told = json.loads(call("assess", tmp_path / "narrow.xlsx", "--json")[1])
    assert "answered-unasked" not in {one["code"] for one in told["findings"]}
    call("template", tmp_path / "wide.xlsx", "--from", tmp_path / "narrow.xlsx")
    assert {one.answer for one in read_workbook(tmp_path / "wide.xlsx").responses} == {"3"}
