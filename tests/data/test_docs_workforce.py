"""The page on the workforce keeps up with the program: what commands print, the columns of a plan, the bank's day."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from functools import cache
from pathlib import Path

import pytest

import pcf
from pcf.cli.main import app, run
from pcf.workforce.planned import plan_lines
from pcf.workforce.plans.columns import COLUMNS
from pcf.workforce.plans.files import read_plan

ROOT = Path(__file__).parents[2]
PAGES = [path for lang in ("en", "ru", "zh") if (path := ROOT / "docs" / lang / "workforce.md").exists()]
BANK_DAY = ROOT / "benchmarks/workforce/bank_day.md"
TEXT = re.compile(r"^```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)


def shell(page: Path) -> list[str]:
    found = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in found for line in block.splitlines()]


def shown_after_calls(text: str) -> list[tuple[str, list[str]]]:
    """Return each call with the lines of the text blocks that follow it before anything else is shown or begins."""
    found = []
    for part in re.split(r"^(?=```sh\n)", text, flags=re.MULTILINE)[1:]:
        section = re.split(r"^## ", part, maxsplit=1, flags=re.MULTILINE)[0]
        found.append((part.split("\n")[1], [line for block in TEXT.findall(section) for line in block.splitlines()]))
    return found


def is_row(line: str) -> bool:
    return bool(line.strip(" ─"))


def stands_in(line: str, printed: list[list[str]]) -> bool:
    """Whether the words of a line stand in one printed line in this order; columns may be left out."""
    for words in printed:
        rest = iter(words)
        if all(word in rest for word in line.split()):
            return True
    return False


def table_rows(text: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def table_below(page: Path, first: str) -> list[list[str]]:
    """Return the rows of the table one of whose first cells is ``first``."""
    for part in page.read_text(encoding="utf-8").split("\n\n"):
        rows = table_rows(part)
        if any(row[0] == first for row in rows):
            return rows
    raise AssertionError(f"{page} has no table with {first}")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the examples that the page speaks of."""
    shutil.copytree(ROOT / "examples/staffing", tmp_path / "examples/staffing")
    (tmp_path / "examples/meridian").mkdir()
    for name in ("contacts.csv", "contacts.toml"):
        shutil.copy(ROOT / "examples/meridian" / name, tmp_path / "examples/meridian")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@cache
def document(*call: str) -> dict:
    """Return what a call that writes nothing prints as JSON; the pages of all languages show the same calls."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        assert run(["--json", *call]) == 0
    out.flush()
    return json.loads(out.buffer.getvalue())


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(path, id=path.parent.name, marks=() if path.parent.name == "en" else pytest.mark.long)
        for path in PAGES
    ],
)
def test_the_commands_run_one_after_another_and_print_what_is_shown(page, desk, capsys):
    calls = shown_after_calls(page.read_text(encoding="utf-8"))
    run_too = iter(shell(page))
    lang = page.parent.name
    shown_at = dict(calls)
    assert sum(any(map(is_row, lines)) for _, lines in calls) >= 6
    lost = []
    for line in run_too:
        assert run(["--lang", lang, *shlex.split(line)[1:]]) == 0, line
        printed = [one.split() for one in capsys.readouterr().out.splitlines()]
        # a heading may be broken over lines, so only lines with a figure are looked for
        rows = [one for one in shown_at.get(line, ()) if is_row(one) and re.search(r"\d", one)]
        lost += [f"{line}: {one}" for one in rows if not stands_in(one, printed)]
    assert not lost
    assert {"needed.xlsx", "client.xlsx", "client-2.xlsx", "staffing.html", "report.xlsx", "report.html"} <= {
        path.name for path in desk.iterdir()
    }


def test_a_line_that_was_not_printed_is_noticed():
    printed = [["Occupancy", "90.8%", "91.9%"]]
    assert stands_in(" Occupancy   91.9%", printed)
    assert not stands_in(" Occupancy   91.8%", printed)
    assert not stands_in(" 91.9%   Occupancy", printed)


@pages
def test_the_interval_by_hand_is_that_of_the_program(page):
    text = page.read_text(encoding="utf-8").replace(",", ".")
    found = pcf.staff(calls=360, aht=240, target=0.8, within=15, shrinkage=0.3)
    with_patience = pcf.staff(calls=360, aht=240, target=0.8, within=15, shrinkage=0.3, patience=180)
    fewer = pcf.staff(calls=360, aht=240, within=15, agents=54)
    assert (found.agents, found.scheduled, with_patience.agents, with_patience.scheduled) == (55, 79, 51, 73)
    figures = (
        f"{pcf.workforce.erlang_b(48, 55):.6f}",
        f"{found.p_wait:.6f}",
        f"{found.service_level:.6f}",
        f"{100 * fewer.service_level:.1f}",
        f"{with_patience.abandonment:.6f}",
        f"{100 * (with_patience.service_level_metric):.1f}",
    )
    assert not [one for one in figures if one not in text]


@pages
def test_what_is_said_of_the_example_plan_and_the_chat_is_what_is_computed(page):
    text = page.read_text(encoding="utf-8").replace(",", ".")
    pooled = plan_lines(read_plan(ROOT / "examples/staffing/plan.csv").lines).what_if.pooling
    assert [(one.separate_hours, one.shared_hours) for one in pooled] == [(224, 208)]
    one_at_a_time = pcf.staff(calls=40, aht=600, target=0.8, within=60, patience=420)
    busier = pcf.staff(calls=396, aht=240, within=15, agents=55)
    figures = ("224", "208", str(one_at_a_time.agents), f"{100 * busier.service_level:.1f}")
    assert not [one for one in figures if not re.search(rf"(?<!\d){re.escape(one)}(?!\d)", text)]


@pages
def test_the_hours_of_a_team_with_priorities_are_those_that_are_played(page):
    call = next(line for line in shell(page) if "--priority" in line)
    team = document(*shlex.split(call)[1:])["simulation"]["shared"][0]
    text = page.read_text(encoding="utf-8").replace(",", ".")
    assert not [name for name in ("separate_hours", "hours") if f"{team[name]:g}" not in text]


@pages
def test_the_table_of_columns_is_that_of_the_reader(page):
    rows = [row for row in table_below(page, "`calls`") if CODE.fullmatch(row[0])]
    assert [CODE.fullmatch(row[0])[1] for row in rows] == [column.field for column in COLUMNS]


@pages
def test_every_option_of_the_command_is_explained(page):
    text = page.read_text(encoding="utf-8")
    rows = next(part for part in text.split("\n\n") if part.startswith("| ") and "`--calls " in part)
    named = set(re.findall(r"`(-[-a-z]+)", rows))
    with app.make_context("pcf", ["tree"], resilient_parsing=True) as context:
        command = app.get_command(context, "staff")
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
    everywhere = {"--lang", "--edition", "--extend", "--json", "--help"}
    assert named == options - everywhere


@pages
def test_the_keys_of_the_json_are_those_of_the_program(page):
    calls = (
        ["staff", "examples/staffing/plan.csv", "--simulate", "2", "--priority", "premium"],
        ["staff", "examples/meridian/contacts.csv", "--map", "examples/meridian/contacts.toml"],
    )
    keys: set[str] = set()
    for call in calls:
        keys |= keys_of(document(*call))
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    told = set(re.findall(r"\w+", " ".join(CODE.findall(prose))))
    findings = {"severity", "code", "file", "sheet", "cell", "found", "expected", "suggestion", "message"}
    assert not sorted(keys - told - findings)


def keys_of(document: object) -> set[str]:
    if isinstance(document, dict):
        return set(document).union(*map(keys_of, document.values()))
    return set().union(*map(keys_of, document)) if isinstance(document, list) else set()


@pages
def test_the_bank_day_is_quoted_as_it_was_computed(page):
    quoted = re.search(r"<!-- bank-day -->\n(.*?)\n<!-- /bank-day -->", page.read_text(encoding="utf-8"), re.DOTALL)[1]
    computed = BANK_DAY.read_text(encoding="utf-8").partition("\n")[2].strip()  # the page has a heading of its own
    if page.parent.name == "en":
        assert quoted == computed, "quote benchmarks/workforce/bank_day.md anew, and read what the page says of it"
    figures = [re.findall(r"\d+(?:\.\d+)?", " ".join(row).replace(",", ".")) for row in table_rows(quoted)]
    assert figures == [re.findall(r"\d+(?:\.\d+)?", " ".join(row)) for row in table_rows(computed)]


@pages
def test_what_is_said_of_the_bank_day_are_its_figures(page):
    text = page.read_text(encoding="utf-8").split("<!-- /bank-day -->")[1].split("\n## ")[0].replace(",", ".")
    rows = {row[0]: row for row in table_rows(BANK_DAY.read_text(encoding="utf-8"))}
    day, evening = rows["whole day"], rows["20:00"]
    told = [*day[4:9], day[9], evening[6], evening[9]]
    told += re.findall(
        r"Erlang A (\d+) s, ([\d.]+) and ([\d.]+) points; simulated (\d+) s, ([\d.]+) and ([\d.]+)",
        BANK_DAY.read_text(encoding="utf-8"),
    )[0]
    assert not [one for one in told if one not in text]
