"""The commands of the two loops: what they read, what they refuse, what they print."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from pcf.assessment import Assessment, Segment
from pcf.cli.main import run
from pcf.complaints.records import ComplaintInputs, Rule
from pcf.excel import write_workbook
from pcf.ids import LANGUAGES

from ..looped import assumptions

MERIDIAN = Path(__file__).parents[3] / "examples" / "meridian"
BOOK, VOLUMES = str(MERIDIAN / "assessment.xlsx"), str(MERIDIAN / "volumes.csv")
COMPLAINTS, CONTACTS = str(MERIDIAN / "complaints.csv"), str(MERIDIAN / "reasons.csv")


@pytest.fixture
def said(capsys):
    """Run a call and return its exit code and JSON document."""

    def call(*arguments: str) -> tuple[int, dict]:
        code = run([*arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def errors(document: dict) -> list[tuple[str, str]]:
    return [(one["code"], one["file"]) for one in document["findings"] if one["severity"] == "error"]


def test_a_log_alone_tells_what_it_can(said):
    code, loop = said("complaints", COMPLAINTS, "--as-of", "2026-10-05")
    assert code == 0
    assert loop["log"]["complaints"] == 24
    assert [one["id"] for one in loop["segments"]] == ["retail", "service", "premium"]
    assert loop["total"]["at_stake"] is None  # no assumption was stated, and none is built in
    assert loop["segments"][0]["assumptions"]["registered"] == {
        "value": 14, "low": pytest.approx(7.654, abs=1e-3), "high": pytest.approx(23.49, abs=1e-2),
        "range_kind": "count", "source": "", "is_counted": True,
    }  # fmt: skip


def test_a_form_alone_tells_audit_and_economics(said):
    code, loop = said("complaints", BOOK)
    assert code == 0
    assert loop["log"] is None
    assert loop["audit"]["ladder"] == 4
    assert loop["total"]["net"]["value"] == 19_400


def test_files_may_stand_in_any_order(said):
    files = [BOOK, COMPLAINTS, VOLUMES]
    documents = [said("complaints", *order, "--as-of", "2026-10-05")[1] for order in (files, files[::-1])]
    assert documents[0] == documents[1]


def test_without_a_form_the_models_own_reasons_are_used(said):
    code, loop = said("reasons", CONTACTS)
    assert code == 0
    assert len(loop["reasons"]) == 25
    assert next(one for one in loop["reasons"] if one["id"] == "where_is_my_order")["contacts"] == 22


def test_a_map_tells_what_other_columns_mean(said, tmp_path):
    theirs = (MERIDIAN / "complaints.csv").read_text(encoding="utf-8").replace("complaint_id", "No").replace(
        "received_at", "Came"
    )  # fmt: skip
    (tmp_path / "cases.csv").write_text(theirs, encoding="utf-8")
    (tmp_path / "map.toml").write_text(
        'log = "complaints"\n[columns]\ncomplaint_id = \'"No"\'\nreceived_at = \'"Came"\'\nsegment = \'"segment"\'\n',
        encoding="utf-8",
    )
    call = ["complaints", str(tmp_path / "cases.csv"), "--map", str(tmp_path / "map.toml"), VOLUMES]
    code, loop = said(*call, "--as-of", "2026-10-05")
    assert code == 0
    assert loop["log"]["complaints"] == 24
    assert loop["log"]["totals"]["complaints_per_1000_customers"]["value"] == pytest.approx(24 / 4.5)


def test_a_log_in_nobodys_columns_is_refused_with_the_way_out(said, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, document = said("complaints", str(tmp_path / "x.csv"))
    assert code == 1
    assert errors(document) == [("log-not-ours", "x.csv")]
    assert "pcf map" in document["findings"][0]["suggestion"]


def test_a_log_of_another_kind_is_refused(said, tmp_path):
    (tmp_path / "s.csv").write_text("survey_id,invited_at\n1,2026-01-01\n", encoding="utf-8")
    code, document = said("reasons", str(tmp_path / "s.csv"), CONTACTS)
    assert code == 1
    assert errors(document) in ([("log-not-asked", "s.csv")], [("log-not-ours", "s.csv")])


def test_faults_of_all_files_are_told_in_one_run(said, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "y.csv").write_text("", encoding="utf-8")
    missing = str(tmp_path / "nowhere.csv")
    code, document = said("complaints", str(tmp_path / "x.csv"), str(tmp_path / "y.csv"), missing)
    assert code == 1
    assert {file for _, file in errors(document)} == {"x.csv", "y.csv", "nowhere.csv"}


@pytest.mark.parametrize("command", ["complaints", "reasons"])
def test_an_input_is_never_an_output(said, tmp_path, command):
    page = tmp_path / "log.html"
    page.write_text("x", encoding="utf-8")
    code, document = said(command, str(page), "--html", str(page), "--force")
    assert (code, document["error"]["code"]) == (2, "output-is-input")
    assert page.read_text(encoding="utf-8") == "x"


def test_what_stands_there_is_not_replaced_unless_asked(said, tmp_path):
    page = tmp_path / "out.html"
    page.write_text("mine", encoding="utf-8")
    code, document = said("complaints", BOOK, "--html", str(page))
    assert (code, document["error"]["code"]) == (2, "output-exists")
    assert page.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_loops_speak_the_readers_language(capsys, tmp_path, lang):
    page = tmp_path / "loop.html"
    calls = [["complaints", BOOK, COMPLAINTS], ["reasons", BOOK, CONTACTS]]
    for call in calls:
        assert run([*call, VOLUMES, "--as-of", "2026-10-05", "--html", str(page), "--force", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert text
        assert "[en]" not in text
        assert f'lang="{lang}' in page.read_text(encoding="utf-8")
        assert "[en]" not in page.read_text(encoding="utf-8")


def test_texts_of_customers_never_leave_the_log(capsys, tmp_path):
    page = tmp_path / "loop.html"
    assert run(["reasons", BOOK, CONTACTS, "--html", str(page)]) == 0
    out = capsys.readouterr()
    for text in (out.out, out.err, page.read_text(encoding="utf-8")):
        assert "пароль не подходит" not in text
        assert "K900" not in text


def test_an_assessment_shows_both_loops_with_their_logs(said, tmp_path):
    logs = ["--log", COMPLAINTS, "--log", VOLUMES, "--log", CONTACTS]
    kept = tmp_path / "round.json"
    code, card = said("assess", BOOK, *logs, "--as-of", "2026-10-05", "--save", str(kept))
    assert code == 0
    assert card["complaints"]["log"]["complaints"] == 24
    assert card["reasons"]["total"]["contacts"] == 88
    again = said("assess", str(kept))[1]
    assert again["complaints"] == card["complaints"]
    assert again["reasons"] == card["reasons"]


def test_a_template_without_the_loops_asks_nothing_of_them(said, tmp_path):
    book = tmp_path / "new.xlsx"
    assert said("template", str(book), "--segments", "A;B")[0] == 0
    code, loop = said("assess", str(book))
    assert code == 0
    assert (loop["complaints"], loop["reasons"]) == (None, None)


def test_two_logs_of_one_kind_with_maps_of_their_own_are_refused(said, tmp_path):
    (tmp_path / "map.toml").write_text(
        'log = "complaints"\n[columns]\ncomplaint_id = \'"complaint_id"\'\nreceived_at = \'"received_at"\'\n',
        encoding="utf-8",
    )
    code, document = said("complaints", COMPLAINTS, "--with", COMPLAINTS, str(tmp_path / "map.toml"))
    assert code == 1
    assert [code for code, _ in errors(document)] == ["log-kind-twice"]


def test_a_map_that_fits_no_file_is_refused(said):
    code, document = said("complaints", COMPLAINTS, "--map", str(MERIDIAN / "contacts.toml"))
    assert code == 1
    assert errors(document) == [("map-unused", "contacts.toml")]


@pytest.mark.parametrize(
    "options", [("--as-of", "someday"), ("--from", "2026-02-30"), ("--from", "2026-02-01", "--to", "2026-01-01")]
)
@pytest.mark.parametrize("command", ["complaints", "reasons"])
def test_days_that_cannot_be_are_refused_even_without_a_log(said, command, options):
    code, document = said(command, BOOK, *options)
    assert (code, document["error"]["code"]) == (2, "bad-option")


def test_the_moment_asked_for_wins_over_the_day_of_the_form(said):
    _, usual = said("complaints", BOOK)
    _, later = said("complaints", BOOK, "--as-of", "2027-01-31")
    overdue = [[one["id"] for one in loop["audit"]["steps"] if one["is_overdue"]] for loop in (usual, later)]
    assert (usual["as_of"], overdue[0]) == ("2026-10-05", ["feedback"])
    assert (later["as_of"], overdue[1]) == ("2027-01-31", ["feedback", "benefit", "design"])
    assert said("assess", BOOK, "--as-of", "2027-01-31")[1]["complaints"]["as_of"] == "2027-01-31"


def test_a_log_without_its_key_is_told_by_the_columns_that_it_lacks(said, tmp_path):
    (tmp_path / "c.csv").write_text("customer_id,received_at,closed_at,outcome\nk,2026-01-01,,\n", encoding="utf-8")
    code, document = said("complaints", str(tmp_path / "c.csv"))
    assert code == 1
    assert "complaint_id, received_at" in document["findings"][0]["expected"]


def test_capitals_in_our_own_columns_do_not_matter(said, tmp_path):
    (tmp_path / "c.csv").write_text("Complaint_ID, Received_At\n1,2026-01-01\n2,2026-01-03\n", encoding="utf-8")
    code, loop = said("complaints", str(tmp_path / "c.csv"))
    assert (code, loop["log"]["complaints"]) == (0, 2)


def test_a_call_without_any_file_is_wrong_usage(said):
    assert said("complaints")[0] == 2
    assert said("reasons")[0] == 2


def test_an_end_without_an_amount_and_an_end_without_a_rule_are_printed(tmp_path, capsys):
    lines = ["complaint_id,received_at,closed_at,segment", "1,2026-08-03 10:00:00,,s1", "2,2026-08-03 10:00:00,,s2"]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    wide = [
        one.model_copy(update={"low": Decimal(0)}) if one.assumption == "registered_share" else one
        for one in assumptions()
    ]
    rules = (Rule(id="r1", limit=5, segment="s1"),)
    form = Assessment(
        segments=(Segment(id="s1", name="One"), Segment(id="s2", name="Two")),
        complaints=ComplaintInputs(assumptions=tuple(wide), rules=rules),
    )
    write_workbook(tmp_path / "form.xlsx", form, lang="en")
    assert run(["complaints", str(tmp_path / "form.xlsx"), str(tmp_path / "log.csv"), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "no limit" in printed
    assert "no rule: final answer given" in " ".join(printed.split())


@pytest.mark.parametrize("days", ["nan", "inf"])
def test_a_window_that_is_no_length_of_time_is_refused(said, days):
    code, document = said("reasons", CONTACTS, "--window", days)
    assert (code, document["error"]["code"]) == (2, "bad-option")


def test_a_log_in_excel_may_have_more_cells_than_a_form(said, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "log.xlsx", {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("complaint_id", "received_at", "segment", "channel", "reason"))
        for number in range(1, 50_502):
            page.write_row(number, 0, (f"c{number}", f"2026-01-{1 + number % 28:02d}", "a", "b", "c"))
    code, loop = said("complaints", str(tmp_path / "log.xlsx"))
    assert (code, loop["log"]["complaints"]) == (0, 50_501)


@pytest.mark.parametrize(("command", "log"), [("complaints", MERIDIAN / "complaints.csv"), ("reasons", CONTACTS)])
def test_days_that_nobody_knows_are_no_blanks(command, log, capsys):
    assert run([command, str(log), "--from", "2030-01-01", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert " to …: 0" in said.out
    assert "[period-without-rows]" in said.err
