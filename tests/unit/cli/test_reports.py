"""assess: slides, charts as files, reports in all languages, without names; all of it or nothing."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from html import unescape
from pathlib import Path

import pytest

from pcf import _resources
from pcf.assessment import saved
from pcf.ids import LANGUAGES

from ..engagement import AGREED_BY, BOOKS, NAMES, engagement

BOOK = _resources.example() / "assessment.xlsx"
REPORTS = {"-o": "report.xlsx", "--html": "report.html", "--pptx": "report.pptx", "--svg": "charts"}


@pytest.fixture(scope="module")
def round_of_eight(tmp_path_factory) -> Path:
    """Return a saved assessment of eight people under the name of one of them."""
    path = tmp_path_factory.mktemp("round") / f"{NAMES[0]}.json"
    path.write_text(saved(engagement()), encoding="utf-8")
    return path


def asked(folder: Path, reports=REPORTS) -> list[object]:
    return [part for option, name in reports.items() for part in (option, folder / name)]


def words(path: Path) -> str:
    """Return everything that a file or a folder says, unpacked."""
    if path.is_dir():
        return "".join(words(one) for one in path.iterdir())
    return unpacked(path.read_bytes())


def unpacked(data: bytes) -> str:
    """Return all texts of a file, also of the files in it: hidden sheets, notes, the workbooks behind charts."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "ignore")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return unescape("".join(unpacked(archive.read(name)) for name in archive.namelist()))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_slides_and_charts_are_written_and_told(call, tmp_path):
    code, _, err = call("assess", BOOK, *asked(tmp_path))
    assert code == 0 and names(tmp_path) == set(REPORTS.values())
    assert [line for line in err.splitlines() if line.startswith("Written: ")] == [
        f"Written: {tmp_path / name}" for name in REPORTS.values()
    ]
    assert (tmp_path / "charts" / "heat-map.svg").is_file()
    with zipfile.ZipFile(tmp_path / "report.pptx") as deck:
        assert "ppt/slides/slide8.xml" in deck.namelist()


def test_all_languages_give_every_report_once_per_language_in_place_of_what_stands_there_if_told(call, tmp_path):
    for there in THERE:
        put_there(tmp_path, there)
    more = ("--save", tmp_path / "round.json", "--all-languages", "--force")
    code, _, err = call("assess", BOOK, *asked(tmp_path), *more)
    expected = {f"report.{lang}.{kind}" for lang in LANGUAGES for kind in ("xlsx", "html", "pptx")}
    assert code == 0 and names(tmp_path) == expected | {f"charts.{lang}" for lang in LANGUAGES} | {"round.json"}
    assert err.count("Written: ") == 13
    for lang, tag, name in (
        ("en", "en-GB", "Manage customer complaints"),
        ("ru", "ru", "Управление жалобами клиентов"),
    ):
        page = words(tmp_path / f"report.{lang}.html")
        assert f'<html lang="{tag}">' in page and name in page
        assert name in words(tmp_path / f"charts.{lang}")
        assert name in words(tmp_path / f"report.{lang}.pptx")
    assert (tmp_path / "charts.zh" / "mine.txt").read_text() == "mine" and (
        tmp_path / "charts.zh" / "groups.svg"
    ).is_file()


def test_findings_name_processes_in_the_language_of_their_report(call, tmp_path, round_of_eight):
    call("assess", round_of_eight, "--html", tmp_path / "report.html", "--all-languages", "--lang", "en")
    findings = [words(tmp_path / f"report.{lang}.html").partition('<section id="findings"')[2] for lang in ("en", "ru")]
    assert "6.3.2 Process warranty claims" in findings[0] and "6.3.2 Process warranty claims" not in findings[1]
    assert "6.3.2 Обработка гарантийных рекламаций" in findings[1]


THERE = ("report.ru.html", "charts.zh")


def put_there(folder: Path, name: str) -> None:
    """Put a file, or a folder of charts with one in it, where a report will be written."""
    if name.startswith("charts"):
        (folder / name).mkdir()
        (folder / name / "mine.txt").write_text("mine")
    else:
        (folder / name).write_text("mine")


@pytest.mark.parametrize("there", THERE)
def test_an_output_that_exists_is_refused_before_anything_is_written(call, tmp_path, there):
    put_there(tmp_path, there)
    code, _, err = call("assess", BOOK, *asked(tmp_path), "--all-languages")
    assert code == 2 and there in err and names(tmp_path) == {there}


def test_what_else_lies_in_a_folder_of_charts_stays(call, tmp_path):
    charts = tmp_path / "charts"
    charts.mkdir()
    (charts / "mine.txt").write_text("mine")
    assert call("assess", BOOK, "--svg", charts)[0] == 2
    assert call("assess", BOOK, "--svg", charts, "--force")[0] == 0
    assert (charts / "mine.txt").read_text() == "mine" and (charts / "groups.svg").is_file()


@pytest.mark.parametrize(
    ("option", "name"),
    [("--pptx", "report.ppt"), ("--svg", "file"), ("--svg", "none/charts"), ("--pptx", "none/a.pptx")],
)
def test_outputs_that_cannot_be_are_refused(call, tmp_path, option, name):
    (tmp_path / "file").write_text("mine")
    assert call("assess", BOOK, option, tmp_path / name)[0] == 2
    assert names(tmp_path) == {"file"}


def test_all_languages_of_nothing_are_wrong_usage(call, tmp_path):
    code, _, err = call("assess", BOOK, "--all-languages", "--save", tmp_path / "round.json")
    assert code == 2 and "--pptx" in err and not names(tmp_path)


def test_all_outputs_appear_or_none(call, tmp_path, monkeypatch):
    monkeypatch.setattr("pcf.slides.limits.draw", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call("assess", BOOK, *asked(tmp_path))
    assert not names(tmp_path)


def test_slides_without_their_package_are_refused_with_the_command_that_installs_it(call, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    code, _, err = call("assess", BOOK, *asked(tmp_path))
    assert code == 3 and 'pip install "pcf-customer-service[slides]"' in err and not names(tmp_path)
    rest = {option: name for option, name in REPORTS.items() if option != "--pptx"}
    assert call("assess", BOOK, *asked(tmp_path, rest))[0] == 0


def test_anonymous_outputs_name_nobody(call, tmp_path, round_of_eight):
    code, out, _ = call(
        "assess", round_of_eight, *asked(tmp_path), "--save", tmp_path / "round.json", "--anonymous", "--json"
    )
    assert code == 0
    everything = out + "".join(words(path) for path in tmp_path.iterdir())
    assert not [name for name in (*NAMES, *BOOKS, AGREED_BY) if name in everything]
    assert "Директор по сервису" in everything  # an owner who is a job, not a person
    assert [one["role"] for one in json.loads(out)["roles"]] == ["front_line", None]
    call("assess", round_of_eight, "--save", tmp_path / "named.json")
    assert NAMES[1] in words(tmp_path / "named.json")


def test_an_anonymous_workshop_names_nobody_and_tells_no_single_answers(call, tmp_path, round_of_eight):
    code, out, err = call(
        "consolidate", round_of_eight, "-o", tmp_path / "workshop.xlsx", "--anonymous", "--json", "--lang", "zh"
    )
    assert code == 0
    everything = out + err + words(tmp_path / "workshop.xlsx")
    assert not [name for name in (*NAMES, *BOOKS, AGREED_BY) if name in everything]
    document = json.loads(out)
    assert {(one["role"], one["asked"], one["answered"], one["name"]) for one in document["respondents"]} == {
        (None, None, None, "")
    }
    told = [one["answers"] for one in document["elements"]]
    assert {key for answers in told for key in answers} == {"front_line", "other"}
    for answers in told:
        assert all(len(codes) >= 3 for codes in answers.values())
        assert all(levels(codes) == sorted(levels(codes)) for codes in answers.values())


def levels(codes: list[str | None]) -> list[str]:
    return [code for code in codes if code is not None and code.isdigit()]


def test_anonymous_scores_are_the_same(call, round_of_eight):
    with_names, without = (
        json.loads(call("assess", round_of_eight, "--json", *more)[1]) for more in ([], ["--anonymous"])
    )
    assert with_names["score"] == without["score"]
    levels = [{one["id"]: (one["score"], one["layer"]) for one in said["processes"]} for said in (with_names, without)]
    assert levels[0] == levels[1]
