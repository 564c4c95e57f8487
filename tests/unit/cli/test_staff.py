"""``pcf staff``: one interval, plans, forms and logs; what is printed, written and refused."""

from __future__ import annotations

import csv
import json
import math
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from pcf.assessment import Assessment, Figure, Segment
from pcf.excel import write_workbook
from pcf.ids import LANGUAGES
from pcf.workforce import staff
from pcf.workforce.records import StaffingLine

EXAMPLE = Path(__file__).parents[3] / "examples" / "staffing" / "plan.csv"
ONE = ["staff", "--calls", "360", "--aht", "240", "--target", "80%", "--within", "15"]


@pytest.fixture
def said(call):
    """Run a call and return its exit code and JSON document."""

    def invoke(*arguments: object) -> tuple[int, dict]:
        code, out, _ = call(*arguments, "--json")
        return code, json.loads(out)

    return invoke


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        "segment,channel,start,calls,aht,target,within,agents,cost\n"
        "retail,phone,2026-11-23 08:00,360,240,80%,15,50,20\n"
        "retail,phone,2026-11-23 08:30,0,240,80%,15,1,20\n"
        "premium,phone,2026-11-23 08:00,30,300,90%,10,9,20\n"
        "premium,phone,2026-11-23 08:30,40,300,90%,10,9,20\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """Five weeks of a table of intervals in our own columns, from Monday 2026-09-28 on."""
    path = tmp_path_factory.mktemp("log") / "intervals.csv"
    draw = random.Random(5)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["period_start", "segment", "channel", "offered", "answered", "abandoned", "handle_seconds"])
        for number in range(35 * 24):
            start = datetime(2026, 9, 28) + timedelta(hours=number)  # noqa: DTZ001 - local time
            if 8 <= start.hour < 20:
                offered = 40 + draw.randrange(20)
                rows.writerow(
                    [start.isoformat(sep=" "), "retail", "phone", offered, offered - 1, 1, (offered - 1) * 200]
                )
    return path


def errors(document: dict) -> list[str]:
    return [one["code"] for one in document["findings"] if one["severity"] == "error"]


def codes(document: dict) -> list[str]:
    return [one["code"] for one in document["findings"]]


def test_one_interval_gives_what_python_gives(said):
    code, document = said(*ONE, "--shrinkage", "0.3")
    (one,) = document["intervals"]
    found = staff(calls=360, aht=240, target=0.8, within=15, shrinkage=0.3)
    assert code == 0
    assert (one["load"], one["agents"], one["scheduled"]) == (48, found.agents, found.scheduled) == (48, 55, 79)
    assert one["service_level"] == pytest.approx(100 * found.service_level)
    assert one["today"] is None
    assert set(one) >= {"load", "agents", "scheduled", "service_level", "asa", "occupancy", "abandonment"}


def test_figures_are_understood_with_signs_and_as_times(said):
    plain = said(*ONE, "--patience", "120", "--occupancy", "0.9")
    assert said(
        "staff", "--calls", "360", "--aht", "0:04:00", "--target", "0,8", "--within", "0:00:15",
        "--patience", "0:02:00", "--occupancy", "90%",
    ) == plain  # fmt: skip


def test_without_any_limit_a_promise_is_taken_and_told(said):
    _, document = said("staff", "--calls", "360", "--aht", "240")
    assert document["intervals"][0]["agents"] == staff(calls=360, aht=240, target=0.8, within=20).agents
    assert codes(document).count("plan-promise-assumed") == 1
    _, limited = said("staff", "--calls", "360", "--aht", "240", "--asa", "30")
    assert "plan-promise-assumed" not in codes(limited)


def test_the_agents_of_today_stand_beside_what_is_needed(said):
    _, document = said(*ONE, "--agents", "50")
    today = document["intervals"][0]["today"]
    found = staff(calls=360, aht=240, target=0.8, within=15, agents=50)
    assert today["agents"] == 50
    assert today["service_level"] == pytest.approx(100 * found.service_level)
    assert today["is_kept"] is False


def test_nobody_calls_and_nobody_is_needed(said):
    code, document = said("staff", "--calls", "0", "--aht", "240")
    assert code == 0
    assert (document["intervals"][0]["agents"], document["intervals"][0]["service_level"]) == (0, None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_come_in_each_language(call, plan, lang):
    for arguments in (ONE, ["staff", plan], [*ONE, "--agents", "40"]):
        code, out, err = call(*arguments, "--lang", lang)
        assert code == 0, err
        assert out.strip()


def test_both_service_levels_are_named(call):
    _, out, _ = call(*ONE, "--patience", "60")
    assert "Answered within 15 s, of all offered" in out
    assert "The same without contacts given up within 5 s" in out


def test_waits_without_end_are_shown_as_such(call):
    _, out, _ = call(*ONE, "--agents", "48")
    assert "∞" in out


def test_without_anything_an_example_is_shown(call):
    code, _, err = call("staff")
    assert code == 2
    assert "--calls, --aht" in err
    assert "pcf staff --calls 360" in err


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--target", "80", "0.8, 80%"),
        ("--target", "100%", "below 1"),
        ("--aht", "4:00", "0:04:00"),
        ("--aht", "0", "more than 0"),
        ("--calls", "-5", "0 or more"),
        ("--calls", "many", "0 or more"),
        ("--calls", "1,234", "1234, 1.2340"),
        ("--agents", "2.5", "whole"),
        ("--patience", "5%", "Seconds"),
        ("--concurrency", "0.5", "1 or more"),
    ],
)
def test_an_option_that_cannot_be_used_says_what_can(call, option, value, expected):
    code, _, err = call("staff", "--calls", "5", "--aht", "240", option, value)
    assert code == 2
    assert option in err
    assert expected in err


@pytest.mark.parametrize(
    "arguments",
    [
        [*ONE, "--weeks", "2"],
        [*ONE, "--from", "2026-11-30"],
        [*ONE, "--seed", "3"],
        [*ONE, "--priority", "premium"],
        [*ONE, "--map", "map.toml"],
        ["staff", str(EXAMPLE), "--calls", "5"],
        ["staff", str(EXAMPLE), "--from", "soon"],
        ["staff", str(EXAMPLE), "--weeks", "2"],
        ["staff", str(EXAMPLE), "--simulate", "1"],
        ["staff", str(EXAMPLE), "-o", "plan.json"],
        ["staff", str(EXAMPLE), "-o", str(EXAMPLE)],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(call, arguments):
    assert call(*arguments)[0] == 2


def test_a_plan_is_computed_line_by_line_and_summed_by_pool(said, plan):
    code, document = said("staff", plan)
    assert code == 0
    assert [one["agents"] for one in document["intervals"]] == [
        staff(calls=360, aht=240, target=0.8, within=15).agents,
        0,
        *(staff(calls=calls, aht=300, target=0.9, within=10).agents for calls in (30, 40)),
    ]
    retail, premium = document["pools"]
    assert retail["needed_hours"] == 0.5 * document["intervals"][0]["agents"]
    assert premium["intervals_missed"] == sum(not one["today"]["is_kept"] for one in document["intervals"][2:])


def test_totals_are_made_of_sums(said, plan):
    _, document = said("staff", plan)
    levels = [(one["calls"], one["service_level"]) for one in document["intervals"][2:]]
    mean = sum(calls * level for calls, level in levels) / sum(calls for calls, _ in levels)
    assert document["pools"][1]["service_level"] == pytest.approx(mean)


def test_options_stand_for_blank_cells_only(said, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("calls,aht,target,within\n360,240,,\n360,240,90%,10\n", encoding="utf-8")
    _, document = said("staff", path, "--target", "80%", "--within", "15")
    assert [one["agents"] for one in document["intervals"]] == [
        staff(calls=360, aht=240, target=0.8, within=15).agents,
        staff(calls=360, aht=240, target=0.9, within=10).agents,
    ]


def test_a_target_without_its_wait_takes_twenty_seconds_and_says_so(said, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("calls,aht,target\n360,240,80%\n", encoding="utf-8")
    _, document = said("staff", path)
    assert document["intervals"][0]["agents"] == staff(calls=360, aht=240, target=0.8, within=20).agents
    assert "plan-within-assumed" in codes(document)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_written_can_be_read_again_as_a_plan(said, call, plan, tmp_path, suffix):
    out = tmp_path / f"out{suffix}"
    assert call("staff", plan, "-o", out)[0] == 0
    first, second = said("staff", plan)[1], said("staff", out)[1]
    assert first["intervals"] == second["intervals"]
    assert first["pools"] == [one | {"name": one["segment"]} for one in second["pools"]]


def test_the_written_plan_holds_needs_and_today_in_shares(call, plan, tmp_path):
    call("staff", plan, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["needed"] == "55"
    assert float(rows[0]["service_level"]) == pytest.approx(staff(calls=360, aht=240, within=15).service_level)
    assert [row["today_kept"] for row in rows[:2]] == ["false", "true"]
    assert rows[1]["service_level"] == ""  # nothing is offered: no service level, not 0


def test_outputs_are_not_replaced_without_force(call, plan, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    assert call("staff", plan, "-o", out)[0] == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert call("staff", plan, "-o", out, "--force")[0] == 0


def test_nothing_is_written_of_a_plan_with_faults(said, tmp_path):
    path, out = tmp_path / "plan.csv", tmp_path / "out.csv"
    path.write_text("calls,aht,target\n5,240,80\n,240,80%\n", encoding="utf-8")
    code, document = said("staff", path, "-o", out)
    assert (code, errors(document)) == (1, ["plan-share-without-sign", "plan-value-missing"])
    assert document["error"]["code"] == "plan-faults"
    assert not out.exists()


def test_two_plans_do_not_go_together(said, plan):
    code, document = said("staff", plan, EXAMPLE)
    assert (code, errors(document)) == (1, ["plan-files-mixed"])


def test_the_report_is_written_with_the_table(call, plan, tmp_path):
    code, _, err = call("staff", plan, "-o", tmp_path / "out.xlsx", "--html", tmp_path / "out.html")
    assert code == 0, err
    assert "premium" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert (tmp_path / "out.xlsx").stat().st_size > 0


def test_a_file_that_is_missing_is_told(said, tmp_path):
    code, document = said("staff", tmp_path / "none.csv")
    assert (code, errors(document)) == (1, ["file-missing"])


@pytest.mark.usefixtures("without_numpy")
def test_numpy_missing_names_the_command_that_installs_it(call):
    code, out, err = call(*ONE)
    assert (code, out) == (3, "")
    assert 'pip install "pcf-customer-service[workforce]"' in err


@pytest.fixture
def form(tmp_path):
    """Write a form with one line of staffing, whose target is that of its segment."""
    path = tmp_path / "form.xlsx"
    filled = Assessment(
        edition="7.4",
        language="en",
        workbook_id="6d" * 16,
        segments=(Segment(id="retail", name="Private buyers"),),
        figures=(Figure(segment="retail", metric="service_level", target=80),),
        staffing=(StaffingLine(id="a", segment="retail", calls=360, aht=240, within=15, shrinkage=30),),
    )
    write_workbook(path, filled, lang="en")
    return path


def test_a_form_is_computed_with_the_promise_of_its_segment(said, form):
    code, document = said("staff", form, "--agents", "50")
    assert code == 0
    (one,) = document["intervals"]
    assert (one["id"], one["agents"], one["scheduled"], one["today"]["agents"]) == ("a", 55, 79, 50)
    assert document["pools"][0]["name"] == "Private buyers"


def test_a_plan_beside_a_form_takes_what_the_form_promises(said, form, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("segment,calls,aht\nPrivate buyers,360,240\n", encoding="utf-8")
    code, document = said("staff", path, form)
    (one,) = document["intervals"]
    assert (code, one["segment"], one["agents"], one["scheduled"]) == (0, "retail", 55, 79)


def test_a_form_that_does_not_ask_is_told(said):
    code, document = said("staff", EXAMPLE.parents[1] / "meridian" / "earlier" / "workshop.xlsx")
    assert (code, errors(document)) == (1, ["plan-form-without-staffing"])


def test_a_log_is_forecast_from_the_first_monday_after_it(said, log):
    code, document = said("staff", log, "--target", "80%", "--within", "20", "--interval", "3600")
    assert code == 0, document
    assert document["forecast"]["history"]["last"] == "2026-11-01"
    assert document["intervals"][0]["start"] == "2026-11-02T08:00"
    assert len(document["intervals"]) == 7 * 12
    first = document["intervals"][0]
    assert first["aht"] == pytest.approx(200)
    assert first["agents"] == staff(calls=first["calls"], aht=first["aht"], interval=3600, target=0.8, within=20).agents
    assert document["forecast"]["accuracy"]["naive_wape"] is not None


def test_days_weeks_and_holidays_of_the_forecast_are_asked_for(said, log, tmp_path):
    (tmp_path / "days.csv").write_text("2026-11-12,N\n", encoding="utf-8")
    _, document = said(
        "staff", log, "--interval", "3600", "--weeks", "2", "--from", "2026-11-09", "--holidays", tmp_path / "days.csv"
    )
    starts = [one["start"][:10] for one in document["intervals"]]
    assert (starts[0], starts[-1]) == ("2026-11-09", "2026-11-22")
    assert "forecast-holiday-as-sunday" in codes(document["forecast"])


def test_a_form_beside_a_log_tells_what_is_promised(said, log, form):
    _, document = said("staff", log, form, "--interval", "3600")
    first = document["intervals"][0]
    assert first["aht"] == pytest.approx(200)  # what the log shows counts before what the form assumes
    assert first["agents"] == staff(calls=first["calls"], aht=200, interval=3600, target=0.8, within=15).agents
    assert first["scheduled"] == math.ceil(first["agents"] / 0.7 - 1e-9)


def test_the_forecast_prints_its_errors_beside_the_naive_one(call, log):
    code, out, _ = call("staff", log, "--interval", "3600")
    assert code == 0
    assert "WAPE by interval" in out
    assert "naive" in out
    assert "busiest day" in out


def test_the_simulation_stands_beside_the_formulas(said, call):
    arguments = [*ONE, "--patience", "120", "--simulate", "60"]
    code, document = said(*arguments)
    (one,) = document["simulation"]["pools"]
    figure = one["simulation"]["total"]["service_level"]
    assert code == 0
    assert one["formula"]["service_level"] == pytest.approx(document["intervals"][0]["service_level"])
    assert figure["low"] - 2 < one["formula"]["service_level"] < figure["high"] + 2
    assert said(*arguments)[1] == document  # the same seed gives the same
    assert said(*arguments, "--seed", "2")[1]["simulation"] != document["simulation"]
    assert "Formulas beside the simulation" in call(*arguments)[1]


def test_one_shared_team_serves_by_priority(said, call, plan):
    arguments = ["staff", plan, "--simulate", "20", "--priority", "premium"]
    code, document = said(*arguments)
    (team,) = document["simulation"]["shared"]
    assert code == 0
    assert team["segments"] == ["retail", "premium"]
    assert team["hours"] <= team["sure_hours"]
    assert team["formula_hours"] == 0.5 * sum(one["agents"] for one in document["intervals"])
    assert "served by priority" in call(*arguments)[1]


def test_a_priority_that_the_plan_does_not_have_is_refused(said, plan):
    code, document = said("staff", plan, "--simulate", "2", "--priority", "gold")
    assert (code, errors(document)) == (1, ["plan-priority-unknown"])


def test_intervals_that_do_not_follow_one_another_are_not_simulated(said, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("calls,aht\n5,240\n6,240\n", encoding="utf-8")
    code, document = said("staff", path, "--simulate", "2")
    assert (code, document["simulation"]["pools"]) == (0, [])
    assert "plan-not-simulated" in codes(document)


def test_the_example_is_remade_as_it_stands(tmp_path):
    import staffing_plan

    staffing_plan.write_plan(tmp_path)
    assert (tmp_path / "plan.csv").read_bytes() == EXAMPLE.read_bytes()


def test_an_excel_plan_is_no_form_and_no_log(said, tmp_path):
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["calls", "aht", "target", "within"])
        page.write_row(1, 0, [360, 240, 0.8, 15])
    code, document = said("staff", path)
    assert (code, document["intervals"][0]["agents"]) == (0, 55)


def test_a_file_that_is_neither_plan_nor_log_says_what_both_need(call, tmp_path):
    for name, content in (("empty.csv", ""), ("bom.csv", "\ufeff\n"), ("strange.csv", "a,b\n1,2\n")):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        code, _, err = call("staff", path)
        assert code == 1
        assert "[plan-nor-log]" in err
        for column in ("calls, aht", "contact_id", "period_start", "pcf map"):
            assert column in err


def test_a_folder_is_told_as_one(said, tmp_path):
    for name in ("folder", "folder.csv", "folder.xlsx", "folder.json"):
        (tmp_path / name).mkdir()
        code, document = said("staff", tmp_path / name)
        assert (code, errors(document)) == (1, ["plan-folder"])


def test_a_priority_without_segments_says_that_there_are_none(call, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("calls,aht\n5,240\n", encoding="utf-8")
    code, _, err = call("staff", path, "--simulate", "2", "--priority", "gold")
    assert code == 2
    assert "names no segments" in err


def test_only_lengths_that_a_forecast_can_have_are_taken_for_it(call, log):
    for length in ("1800.5", "1700"):
        code, _, err = call("staff", log, "--interval", length)
        assert code == 2
        assert f"--interval: {length} cannot be used. Expected: 900, 1800, 3600" in err


def test_only_the_channels_asked_for_are_staffed(said, call):
    code, document = said("staff", EXAMPLE, "--channels", "Chat")
    assert (code, {one["channel"] for one in document["intervals"]}) == (0, {"chat"})
    assert len(said("staff", EXAMPLE, "--channels", "phone, chat")[1]["pools"]) == 3
    code, _, err = call("staff", EXAMPLE, "--channels", "phone,fax")
    assert code == 2
    assert "--channels: fax cannot be used. Expected: phone, chat" in err
    assert call(*ONE, "--channels", "phone")[0] == 2


def test_a_forecast_is_staffed_for_the_channels_asked_for(said, call, log):
    assert said("staff", log, "--interval", "3600", "--channels", "phone")[1]["pools"]
    code, _, err = call("staff", log, "--channels", "email")
    assert code == 2
    assert "Expected: phone" in err


def test_the_upper_end_of_a_forecast_may_be_staffed(said, call, log):
    _, mean = said("staff", log, "--interval", "3600")
    _, upper = said("staff", log, "--interval", "3600", "--upper", "80%")
    (series,) = upper["forecast"]["series"]
    ends = {one["start"]: one["ranges"]["80"][1] for one in series["intervals"]}
    assert all(one["calls"] == pytest.approx(ends[one["start"]]) for one in upper["intervals"])
    assert upper["pools"][0]["calls"] > mean["pools"][0]["calls"]
    assert ("plan-upper-end" in codes(upper), "plan-upper-end" in codes(mean)) == (True, False)
    code, _, err = call("staff", log, "--interval", "3600", "--upper", "90")
    assert code == 2
    assert "--upper: 90 cannot be used. Expected: 80%, 95%" in err
    assert call("staff", EXAMPLE, "--upper", "80")[0] == 2
    assert call(*ONE, "--upper", "80")[0] == 2


def test_a_pool_without_a_promise_says_which_options_give_it_one(call, form, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("segment,calls,aht\nPrivate buyers,360,240\n,40,240\n", encoding="utf-8")
    _, _, err = call("staff", path, form)
    (warning,) = [line for line in err.splitlines() if "[staffing-incomplete]" in line]
    assert "--target" in warning
    assert "--within" in warning
    _, _, err = call("staff", path, form, "--target", "80%", "--within", "20")
    assert "staffing-incomplete" not in err


def test_the_promise_that_is_taken_is_told_in_per_cent(call):
    _, _, err = call("staff", "--calls", "360", "--aht", "240")
    assert "80 % of all contacts are answered within 20 s" in err


def test_lines_that_could_not_be_computed_are_counted(call, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("calls,aht,asa\n5,240,20\n5,240,20\n5,240,\n", encoding="utf-8")
    assert "2 of 3" in call("staff", path)[1]


def test_what_other_promises_cost_is_printed(call, said, plan):
    _, out, _ = call("staff", plan)
    assert "Other promises (in brackets: promised now): Cost" in out
    points = said("staff", plan)[1]["promises"]
    costs = [next(f"{one['cost']:,.0f}" for one in pool["points"] if one["target"] == 95) for pool in points]
    assert next(line.split() for line in out.splitlines() if line.strip().startswith("95%")) == ["95%", *costs]
    _, out, _ = call(*ONE)
    assert "What other promises would cost" in out
    assert "promised now" in out
    assert "promises would cost" not in call("staff", "--calls", "5", "--aht", "240", "--asa", "20")[1]


def test_an_hour_that_comes_twice_stands_in_two_rows_of_the_day(call, tmp_path):
    path = tmp_path / "plan.csv"
    starts = ("01:30", "02:00+01:00", "02:00+02:00", "02:30+01:00", "02:30+02:00", "03:00")
    path.write_text("start,calls,aht\n" + "".join(f"2026-10-25T{one},5,240\n" for one in starts), encoding="utf-8")
    code, out, err = call("staff", path)
    assert code == 0, err
    assert "staffing-doubled" not in err
    words = [line.split()[0] for line in out.split("Interval begins")[1].splitlines() if line.split()]
    shown = [word for word in words if word in starts]
    assert shown == ["01:30", "02:00+02:00", "02:30+02:00", "02:00+01:00", "02:30+01:00", "03:00"]


def test_what_was_guarded_against_formulas_is_read_as_it_was(said, call, tmp_path):
    path, out = tmp_path / "plan.csv", tmp_path / "out.csv"
    path.write_text("segment,channel,note,calls,aht\n=1+1,-phone,@me,5,240\n", encoding="utf-8")
    assert call("staff", path, "-o", out)[0] == 0
    assert "'-phone" in out.read_text(encoding="utf-8-sig")
    assert said("staff", out)[1]["intervals"][0]["channel"] == "-phone"
    assert said("staff", out)[1]["pools"][0]["name"] == "=1+1"
