"""Saved assessments of every schema version: read, scored as they were, written in today's form; and the form is canonical."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import SCHEMA_VERSION, Copy, PastRound, Saved, gather, read_saved, saved, score_round
from pcf.assessment.migrations import MIGRATIONS, migrate
from pcf.assessment.scorecard import Scorecard
from pcf.cli.main import run
from pcf.errors import OutputNotWritableError, SavedAssessmentError
from pcf.findings import has_errors
from pcf.i18n import Translator
from pcf.outputs import write_whole
from pcf.report import write_html

FOLDER = Path(__file__).parents[2] / "fixtures" / "saved"
FILES = {path.stem: path for path in sorted(FOLDER.glob("v*.json"))}


def scored(read: Saved) -> Scorecard:
    taxonomy = pcf.load(read.copies[0].assessment.edition)
    card = score_round(
        taxonomy, gather(read.copies), policy=read.policy, consolidation=read.consolidation, counted=read.counted
    )
    return card.with_findings(read.findings)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "saved.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def departures(stored: object, today: object, place: str = "") -> Iterator[str]:
    """Yield where a stored scorecard says something that today's does not; what is new today is no departure."""
    if isinstance(stored, dict) and isinstance(today, dict):
        for key, value in stored.items():
            if key == "findings":  # more is checked than was then: their codes are compared apart
                continue
            yield from departures(value, today.get(key, "gone"), f"{place}.{key}")
    elif isinstance(stored, list) and isinstance(today, list) and len(stored) == len(today):
        for one, other in zip(stored, today, strict=True):
            yield from departures(one, other, f"{place}[]")
    elif stored != today:
        yield f"{place}: {stored!r} -> {today!r}"


def test_a_file_of_every_version_that_was_left_behind_is_kept() -> None:
    kept = {json.loads(path.read_text(encoding="utf-8"))["schema_version"] for path in FILES.values()}
    assert kept >= set(range(1, SCHEMA_VERSION))
    assert all(path.stem.startswith(f"v{json.loads(path.read_bytes())['schema_version']}") for path in FILES.values())


def test_there_is_one_step_to_each_version_and_each_says_what_changed() -> None:
    assert [migration.version for migration in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))
    assert len({migration.change for migration in MIGRATIONS}) == len(MIGRATIONS)


@pytest.mark.parametrize("version", FILES)
def test_a_file_of_every_version_reads_without_a_fault_and_scores_as_it_did(version: str) -> None:
    read = read_saved(FILES[version])
    assert not has_errors(read.findings)
    stored = json.loads(FILES[version].read_text(encoding="utf-8"))["scorecard"]
    today = json.loads(json.dumps(scored(read).to_json("en")))
    assert list(departures(stored, today)) == []
    assert {one["code"] for one in stored["findings"]} <= {one["code"] for one in today["findings"]}


@pytest.mark.parametrize("version", FILES)
def test_a_file_of_every_version_is_written_in_todays_form_and_loses_nothing(version: str, tmp_path: Path) -> None:
    read = read_saved(FILES[version])
    text = saved(scored(read))
    assert json.loads(text)["schema_version"] == SCHEMA_VERSION
    again = read_saved(written(tmp_path, text))
    assert (again.copies, again.counted, again.consolidation) == (read.copies, read.counted, read.consolidation)
    assert saved(scored(again)) == text


def test_what_the_oldest_forms_said_stands_in_its_place_today() -> None:
    raw = json.loads(FILES["v1-elements"].read_text(encoding="utf-8"))["copies"][0]["assessment"]
    form = read_saved(FILES["v1-elements"]).copies[0].assessment
    assert [tick.item for tick in form.ticks] == [tick["element"] for tick in raw["ticks"]]
    assert [list(practice.elements) for practice in form.practices] == [one["elements"] for one in raw["practices"]]
    assert sum(len(practice.placements) for practice in form.practices) > 0


def test_a_practice_of_a_respondent_inside_a_workshop_is_brought_along() -> None:
    inside = {"practices": [{"id": "p1", "text": "t", "elements": ["10388"]}]}
    document = {"copies": [{"assessment": {"respondents": [{"respondents": [inside]}]}}]}
    migrate(document, 3)
    assert inside["practices"] == [
        {"id": "p1", "text": "t", "placements": [{"element": "10388", "decision": "accepted"}]}
    ]


def test_a_document_of_today_is_left_as_it_is() -> None:
    document = {"copies": [{"assessment": {"ticks": [{"element": "10388"}], "practices": [{"elements": []}]}}]}
    before = json.dumps(document)
    migrate(document, SCHEMA_VERSION)
    assert json.dumps(document) == before


@pytest.mark.parametrize("number", ["0", "-1", "true", "1.0", "1e2", "null", "[]"])
def test_a_version_that_never_was_is_refused(tmp_path: Path, number: str) -> None:
    text = f'{{"schema": "pcf-assessment", "schema_version": {number}, "copies": []}}'
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(written(tmp_path, text))
    assert [finding.code for finding in caught.value.findings] == ["saved-unreadable"]


# --- broken at random ------------------------------------------------------------------------------------------------

DOCUMENTS = {
    version: {key: value for key, value in json.loads(path.read_text(encoding="utf-8")).items() if key != "scorecard"}
    for version, path in FILES.items()
}
JUNK = (
    None, True, -1, 0, 7.5, 10**30, float("nan"), "", "10388", "x" * 300, "\ud800", "{found}", "\x00", [], {}, [[]], [None],
    [{}], {"": None}, {"element": "10388"},
)  # fmt: skip


def break_once(document: dict[str, object], chance: random.Random) -> None:
    """Replace, drop or double one thing somewhere in a document."""
    inside: object = document
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))  # type: ignore[arg-type]
        key = chance.choice(keys)
        child = inside[key]  # type: ignore[index]
        if not (isinstance(child, dict | list) and child and chance.random() < 0.85):
            break
        inside = child
    how = chance.randrange(4)
    if how == 0:
        del inside[key]  # type: ignore[attr-defined]
    elif how == 1 and isinstance(inside, list):
        inside.append(child)
    elif how == 2 and isinstance(inside, dict):
        inside["colour"] = inside.pop(key)
    else:
        inside[key] = chance.choice(JUNK)  # type: ignore[index]


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(version=st.sampled_from(sorted(FILES)), seed=st.integers(0, 2**32), times=st.integers(1, 3))
def test_a_file_broken_at_random_is_read_or_refused_with_findings(tmp_path, version, seed, times) -> None:
    document, chance = json.loads(json.dumps(DOCUMENTS[version])), random.Random(seed)
    for _ in range(times):
        break_once(document, chance)
    try:
        read = read_saved(written(tmp_path, json.dumps(document)))
    except SavedAssessmentError as error:
        assert error.findings
        assert all(one.message(Translator("ru")) for one in error.findings)
        return
    assert saved(scored(read))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(version=st.sampled_from(sorted(FILES)), place=st.floats(0, 1), put=st.binary(max_size=4), cut=st.booleans())
def test_a_file_with_foreign_bytes_or_cut_short_is_read_or_refused(tmp_path, version, place, put, cut) -> None:
    whole = FILES[version].read_bytes()
    at = int(place * len(whole))
    try:
        read_saved(written(tmp_path, whole[:at] + put + (b"" if cut else whole[at + len(put) :])))
    except SavedAssessmentError as error:
        assert error.findings


@pytest.mark.parametrize("depth", [50, 240, 400, 5_000])
def test_forms_in_forms_without_end_are_refused(tmp_path: Path, depth: int) -> None:
    text = '{"schema": "pcf-assessment", "schema_version": 3, "copies": [{"file": "a", "assessment": '
    text += '{"respondents": [' * depth + '{"edition": "5.0"}' + "]}" * depth + "}]}"
    with pytest.raises(SavedAssessmentError) as caught:
        read_saved(written(tmp_path, text))
    assert caught.value.findings


# --- canonical -------------------------------------------------------------------------------------------------------

PAST = PastRound(round="2025", edition="7.4", scores={"20085": 2, "10378": 3, "10388": 1}, indexes={"s1": 40, "s2": 50})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(3)))
def test_one_assessment_is_the_same_bytes_in_whatever_order_it_was_put_together(six, filled, order) -> None:
    past = PAST.model_copy(
        update={
            "scores": dict([list(PAST.scores.items())[one] for one in order]),
            "indexes": dict(reversed(PAST.indexes.items())),
        }
    )
    wording = [("10388", "a"), ("10389", "b"), ("20089", "c")]
    forms = [
        filled("3", segments="A;B", history=(one,), wording=dict(said))
        for one, said in ((PAST, wording), (past, [wording[one] for one in order]))
    ]
    first, second = (saved(score_round(six, gather([Copy("a.xlsx", form)]))) for form in forms)
    assert forms[0] == forms[1]
    assert first == second


@pytest.mark.parametrize("version", FILES)
def test_reading_and_saving_again_changes_no_byte_and_no_order_of_figures(version: str, tmp_path: Path) -> None:
    first = scored(read_saved(FILES[version]))
    again = scored(read_saved(written(tmp_path, saved(first))))
    assert saved(again) == saved(first)
    assert list(again.totals) == list(first.totals)


def test_figures_keep_the_order_in_which_they_were_counted() -> None:
    told = json.loads(FILES["v3"].read_bytes())["counted"]["totals"]
    assert list(read_saved(FILES["v3"]).counted.totals) == list(told) != sorted(told)


def test_the_report_of_a_saved_round_is_the_report_of_the_round(tmp_path: Path) -> None:
    first = scored(read_saved(FILES["v5"]))
    again = scored(read_saved(written(tmp_path, saved(first))))
    for card, name in ((first, "first.html"), (again, "again.html")):
        write_html(tmp_path / name, card, lang="en")
    assert (tmp_path / "first.html").read_bytes() == (tmp_path / "again.html").read_bytes()


def test_the_text_is_utf_8_with_one_kind_of_line_end_and_nothing_of_the_machine(six, filled, tmp_path) -> None:
    path = tmp_path / "a.json"
    write_whole(path, saved(score_round(six, gather([Copy("a.xlsx", filled("3", respondent="陈 Ё"))]))))
    raw = path.read_bytes()
    assert "陈 Ё".encode() in raw and b"\r" not in raw and raw.endswith(b"}\n")
    assert str(tmp_path).encode() not in raw


def test_a_save_that_fails_leaves_the_earlier_file_whole(tmp_path: Path, monkeypatch) -> None:
    path = written(tmp_path, FILES["v6"].read_bytes())

    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputNotWritableError):
        write_whole(path, "{}")
    assert path.read_bytes() == FILES["v6"].read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["saved.json"]


# --- a folder is the store -------------------------------------------------------------------------------------------


YEARS = {version: str(2020 + number) for number, version in enumerate(FILES)}


def in_round(version: str, name: str) -> str:
    """Return the file of a version as if it were of another round."""
    document = json.loads(FILES[version].read_text(encoding="utf-8"))
    for copy in document["copies"]:
        for form in (copy["assessment"], *copy["assessment"].get("respondents", ())):
            form["round"] = name
            form["history"] = []
    return json.dumps(document)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    for number, (version, year) in enumerate(YEARS.items()):
        place = folder / f"round-{year}" if number % 2 else folder
        place.mkdir(exist_ok=True)
        (place / f"{version}.json").write_text(in_round(version, year), encoding="utf-8")
    return folder


def history(folder: Path, capsys) -> tuple[int, dict]:
    code = run(["history", str(folder), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_files_of_all_versions_in_one_folder_are_one_trend(store: Path, capsys) -> None:
    code, told = history(store, capsys)
    assert code == 0
    assert [one["round"] for one in told["rounds"]] == list(YEARS.values())
    stored = [json.loads(path.read_text(encoding="utf-8"))["scorecard"]["score"] for path in FILES.values()]
    assert [one["score"] for one in told["rounds"]] == stored


def test_json_of_others_in_the_folder_is_told_and_left_alone(store: Path, capsys) -> None:
    (store / "package.json").write_text('{"name": "other"}', encoding="utf-8")
    (store / "list.json").write_text("[1, 2]", encoding="utf-8")
    code, told = history(store, capsys)
    assert (code, len(told["rounds"])) == (0, len(FILES))
    skipped = [one["found"] for one in told["findings"] if one["code"] == "file-skipped"]
    assert skipped == ["list.json", "package.json"]


def test_a_broken_file_of_ours_in_the_folder_is_an_error_with_its_name(store: Path, capsys) -> None:
    (store / "v9.json").write_text('{"schema": "pcf-assessment", "schema_version": 99}', encoding="utf-8")
    (store / "cut.json").write_bytes(FILES["v2"].read_bytes()[:1000])
    code, told = history(store, capsys)
    assert code == 1
    errors = [(one["code"], one["file"]) for one in told["findings"] if one["severity"] == "error"]
    assert errors == [("saved-unreadable", "cut.json"), ("saved-newer", "v9.json")]


def test_two_copies_of_one_round_are_told_and_counted_once(store: Path, capsys) -> None:
    (store / "again.json").write_text(in_round("v2", YEARS["v2"]), encoding="utf-8")
    code, told = history(store, capsys)
    assert (code, len(told["rounds"])) == (0, len(FILES))
    assert [one["found"] for one in told["findings"] if one["code"] == "same-copy-twice"]
    assert next(one for one in told["rounds"] if one["round"] == YEARS["v2"])["respondents"] == 1
