"""Component cubes on the command line: a log counted once, and every further table made from what was kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from pcf import _resources
from pcf.errors import OutputNotWritableError
from pcf.metrics import measure

EXAMPLE = _resources.example()
BOOK, MAP = EXAMPLE / "assessment.xlsx", EXAMPLE / "contacts.toml"
ROWS = (EXAMPLE / "contacts.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:1200]
DAY = "2026-07-01"  # of the first row


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The beginning of the example log, and its cube."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "contacts.csv").write_text("".join(ROWS), encoding="utf-8")
    measure(folder / "contacts.csv", map=MAP, cube=folder / "cube")
    return folder


@pytest.fixture
def log(made):
    return made / "contacts.csv"


@pytest.fixture
def cube(made, tmp_path):
    return shutil.copytree(made / "cube", tmp_path / "cube")


@pytest.fixture
def document(call):
    def invoke(*arguments):
        code, out, err = call("measure", *arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return invoke


def test_a_cube_gives_the_tables_of_its_log_without_the_log_and_its_map(document, cube, log, tmp_path):
    for asked in (["--by", "channel,week"], ["--by", "total", "--metric", "service_level"], ["--changes"], []):
        direct, answered = document(log, "--map", MAP, *asked), document(cube, *asked)
        lost = {"contacts_per_contacting_customer"} if asked != ["--by", "total"] else set()
        for part in ("rows", "totals"):
            found, wanted = ([one for one in said[part] if one["metric"] not in lost] for said in (answered, direct))
            assert found == wanted
        assert answered["counts"] == direct["counts"]
        assert answered.get("changes") == direct.get("changes")
    assert document(cube, "--by", "total", "-o", tmp_path / "figures.xlsx")
    assert openpyxl.load_workbook(tmp_path / "figures.xlsx").sheetnames


def test_a_workbook_is_scored_from_a_cube_as_from_its_log(call, cube, log):
    scored = []
    for source in (["--contacts", log, "--map", MAP], ["--contacts", cube]):
        code, out, err = call("assess", BOOK, *source, "--json")
        assert code == 0, err
        scored.append(json.loads(out))
    direct, answered = scored
    notes = [[one["code"] for one in card["findings"]].count("reasons-not-in-cube") for card in scored]
    assert notes == [0, 1]
    apart = {"findings": (), "reasons": ()}  # the loop of contact reasons is counted from rows
    assert {**answered, **apart} == {**direct, **apart}


def test_a_workbook_is_not_scored_as_of_another_moment_than_that_of_the_cube(call, log, tmp_path):
    measure(log, map=MAP, cube=tmp_path / "dated", as_of="2026-09-30", by=["segment"])
    code, _, err = call("assess", BOOK, "--contacts", tmp_path / "dated", "--as-of", "2026-08-30")
    assert (code, "[cube-other-moment]" in err) == (1, True)
    assert call("assess", BOOK, "--contacts", tmp_path / "dated", "--as-of", "2026-09-30")[0] == 0


def test_parts_are_counted_one_by_one_and_named_together(call, document, log, tmp_path):
    for number in (1, 2):
        code, _, err = call("measure", log, "--map", MAP, "--cube", tmp_path / f"p{number}", "--part", f"{number}/2")
        assert code == 0, err
    together = document(tmp_path / "p1", tmp_path / "p2", "--by", "total")
    assert together["totals"] == document(log, "--map", MAP, "--by", "total")["totals"]
    code, _, err = call("measure", tmp_path / "p1")
    assert (code, "--part" in err) == (1, True)


def test_days_are_replaced_in_the_cube(call, cube, log, tmp_path):
    fewer = tmp_path / "contacts.csv"
    fewer.write_text("".join([ROWS[0], *ROWS[2:]]), encoding="utf-8")
    for asked in (["--cube", cube, "--changed", DAY], ["--cube", tmp_path / "anew"]):
        code, _, err = call("measure", fewer, "--map", MAP, *asked)
        assert code == 0, err
    for name in ("cube.json", "components.csv", "values.csv"):
        assert (cube / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()
    code, _, err = call("measure", log, "--map", MAP, "--cube", cube, "--changed", "2020-01-01..2020-01-02")
    assert (code, DAY in err) == (1, True)


def test_a_cube_that_is_there_is_replaced_only_by_force(call, cube, log):
    assert call("measure", log, "--map", MAP, "--cube", cube)[0] == 2
    code, _, err = call("measure", log, "--map", MAP, "--cube", cube, "--force")
    assert (code, f"Written: {cube}" in err) == (0, True)


def test_a_cube_is_never_written_over_by_figures(call, cube, log, tmp_path):
    before = {path.name: path.read_bytes() for path in cube.iterdir()}
    written = ("measure", log, "--map", MAP, "--cube", cube)
    for arguments in (("measure", cube), (*written, "--force"), (*written, "--changed", DAY)):
        code, out, _ = call(*arguments, "-o", cube / "components.csv", "--force", "--json")
        assert (code, json.loads(out)["error"]["code"]) == (2, "output-is-input")
        assert call(*arguments, "-o", cube / "figures.csv", "--force")[0] == 2
    code, out, _ = call(*written, "--force", "--reconcile", cube / "values.csv", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "output-is-input")
    assert {path.name: path.read_bytes() for path in cube.iterdir()} == before


def test_a_cube_and_figures_of_one_name_are_refused_before_anything_is_counted(call, tmp_path):
    both = ("--cube", tmp_path / "z.csv", "-o", tmp_path / "z.csv")
    code, _, err = call("measure", tmp_path / "none.csv", "--map", MAP, *both)
    assert (code, "-o: z.csv cannot be used" in err, "[file-missing]" in err) == (2, True, False)


def test_a_cube_appears_together_with_the_figures_or_not_at_all(call, log, tmp_path, monkeypatch):
    def fail(*_):
        raise OutputNotWritableError(path="f.csv", reason="full")

    monkeypatch.setattr("pcf.cli.figures.write_measurement", fail)
    code, _, err = call("measure", log, "--map", MAP, "--cube", tmp_path / "new", "-o", tmp_path / "f.csv")
    assert (code, "full" in err, [*tmp_path.iterdir()]) == (2, True, [])


def test_judging_changes_keeps_the_whole_cube(call, cube, log, tmp_path):
    code, _, err = call("measure", log, "--map", MAP, "--cube", tmp_path / "new", "--changes")
    assert code == 0, err
    assert (tmp_path / "new" / "components.csv").read_bytes() == (cube / "components.csv").read_bytes()


@pytest.mark.parametrize("option", [("--memory", "1GB"), ("--time-limit", "5"), ("--engine", "duckdb")])
def test_nothing_is_counted_of_a_cube_so_nothing_is_said_of_counting(call, cube, option):
    code, out, err = call("measure", cube, *option)
    assert (code, out, option[1] in err) == (2, "", True)


def test_a_cube_needs_no_map_and_says_so(call, cube):
    code, _, err = call("map", cube)
    assert (code, "no map: a cube holds its own" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["measure", "{log}"], 2),
        (["measure", "{tmp}"], 1),
        (["measure", "{tmp}/none"], 1),
        (["measure", "{cube}", "--cube", "{tmp}/x"], 2),
        (["measure", "{cube}", "--map", MAP], 2),
        (["measure", "{cube}", "--by", "shoe"], 2),
        (["measure", "{cube}", "--as-of", "2020-01-01"], 1),
        (["measure", "{log}", "--map", MAP, "--part", "1/2"], 2),
        (["measure", "{log}", "--map", MAP, "--cube", "{tmp}/x", "--part", "3/2"], 2),
        (["measure", "{log}", "--map", MAP, "--cube", "{tmp}/x", "--part", "one"], 2),
        (["measure", "{log}", "--map", MAP, "--cube", "{tmp}/x", "--part", "1/" + "9" * 5000], 2),
        (["measure", "{log}", "--map", MAP, "--cube", "{tmp}/no/x"], 2),
        (["measure", "{log}", "--map", MAP, "--cube", MAP], 2),
        (["measure", "{log}", "--map", MAP, "--cube", "{cube}", "--changed", "October"], 2),
        (["measure", "{log}", "--map", MAP, "--changed", "2026-10-01"], 2),
        (["assess", BOOK, "--contacts", "{tmp}"], 1),
        (["assess", BOOK, "--contacts", "postgresql://host/bank/cc.calls", "--map", MAP], 2),
    ],
)
def test_what_cannot_be_is_refused_in_words(call, cube, log, tmp_path, arguments, code):
    said = [str(one).format(tmp=tmp_path, cube=cube, log=log) for one in arguments]
    found, _, err = call(*said)
    assert (found, bool(err.strip())) == (code, True)
    assert not Path(tmp_path / "x").exists()
