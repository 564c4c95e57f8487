"""What a program may do with the objects it is handed: compare, hash, copy, pickle, and share them with threads and processes."""

from __future__ import annotations

import copy
import inspect
import multiprocessing
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pytest
from pydantic import ValidationError

import pcf
import pcf.exchange
from pcf import source
from pcf.assessment import Copy, Counted, Figure, PastRound, gather, score_round
from pcf.errors import InputFaultsError, PcfError
from pcf.formula import Result
from pcf.model import Record

SNIPPET = Path(__file__).parents[1] / "typed_use" / "snippet.py"
BUNDLES = {"model": source.bundle, "rubrics": source.rubrics, "logs": source.logs, "loops": source.loops}


def records_in(said: object) -> Iterator[Record]:
    if isinstance(said, Record):
        yield said
        for one in vars(said).values():
            yield from records_in(one)
    elif isinstance(said, tuple | list | dict):
        for one in said.values() if isinstance(said, dict) else said:
            yield from records_in(one)


def one_of_each(bundle: Record) -> list[Record]:
    return list({type(one): one for one in records_in(bundle)}.values())


@pytest.fixture(scope="module")
def book() -> pcf.Assessment:
    form = pcf.Assessment.model_validate(
        {
            "segments": [{"id": "s1", "name": "A"}],
            "responses": [{"element": "10388", "answer": "3"}],
            "figures": [{"segment": "s1", "metric": "service_level", "value": "81.10", "target": 80}],
            "history": [{"round": "2025", "edition": "7.4", "scores": {"20085": 2, "10378": 1}, "indexes": {"s1": 50}}],
            "wording": {"10388": "a", "10389": "b"},
        }
    )
    assert isinstance(form.figures[0], Figure) and isinstance(form.history[0], PastRound)
    return form


@pytest.fixture(scope="module")
def card(book) -> pcf.Scorecard:
    counted = Counted({"s1": {"abandonment_rate": Result(3.0, n=9.0)}}, {"service_level": Result(80.5, n=10.0)})
    return score_round(pcf.load(), gather([Copy("a.xlsx", book)]), counted=counted)


@pytest.fixture(scope="module")
def views() -> dict[str, object]:
    six = pcf.load("7.4", "ru")
    metric = six.metric("service_level")
    return {
        "taxonomy": six,
        "element": six["10388"],
        "an element outside of category 6": six["20109"],
        "metric": metric,
        "rubric": six["10388"].rubric,
        "result": metric.result({"contacts_answered_in_time": 812, "contacts_offered": 1000}),
        "suggestion": pcf.suggest("We answer complaints in three days")[0],
    }


VIEWS = ("taxonomy", "element", "an element outside of category 6", "metric", "rubric", "result", "suggestion")


# --- records ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_record_that_ships_hashes_and_equal_ones_hash_alike(bundle: str) -> None:
    whole = BUNDLES[bundle]()
    again = pickle.loads(pickle.dumps(whole))
    assert again == whole and again is not whole
    assert hash(again) == hash(whole)
    assert set(records_in(whole)) == set(records_in(again))


@pytest.mark.parametrize("bundle", BUNDLES)
def test_no_field_of_a_record_can_be_set_or_deleted(bundle: str) -> None:
    for record in one_of_each(BUNDLES[bundle]()):
        name = next(iter(type(record).model_fields))
        with pytest.raises(ValidationError):
            setattr(record, name, getattr(record, name))
        with pytest.raises(ValidationError):
            delattr(record, name)


def test_an_assessment_hashes_whatever_the_order_of_its_mappings(book) -> None:
    past = book.history[0].model_copy(update={"scores": dict(reversed(book.history[0].scores.items()))})
    other = book.model_copy(update={"history": (past,), "wording": dict(reversed(book.wording.items()))})
    assert other == book
    assert hash(other) == hash(book)
    assert len({book, other, book.model_copy(update={"round": "2026"})}) == 2


def test_records_of_different_kinds_with_the_same_fields_are_different() -> None:
    class One(Record):
        id: str

    class Other(Record):
        id: str

    assert One(id="a") != Other(id="a")
    assert len({One(id="a"), Other(id="a"), One(id="a")}) == 2


# --- views, results, what was made of an assessment ------------------------------------------------------------------


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_gives_back_an_equal_object_with_the_same_hash(views, name: str, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(views[name], protocol))
    assert again == views[name]
    assert name == "suggestion" or hash(again) == hash(views[name])  # what it rests on is a mapping


@pytest.mark.parametrize("name", VIEWS)
def test_copies_are_equal(views, name: str) -> None:
    assert copy.copy(views[name]) == views[name]
    assert copy.deepcopy(views[name]) == views[name]


@pytest.mark.parametrize("name", ["taxonomy", "element", "metric"])
def test_a_view_is_pickled_by_its_id_and_comes_back_as_the_one_that_is_loaded(views, name: str) -> None:
    pickled = pickle.dumps(views[name])
    assert len(pickled) < 300
    again = pickle.loads(pickled)
    assert again == views[name]
    if name != "metric":  # metrics are put in order when first asked for
        assert again is views[name]


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_of_what_is_handed_out_can_be_changed(views, name: str) -> None:
    for attribute in ("name", "id", "value", "lang", "colour"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(views[name], attribute, "x")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_assessment_and_its_scorecard_survive_pickling(book, card, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(book, protocol)) == book
    again = pickle.loads(pickle.dumps(card, protocol))
    assert again == card
    assert again.to_json("zh") == card.to_json("zh")


def test_copies_of_a_scorecard_explain_alike(card) -> None:
    for again in (copy.copy(card), copy.deepcopy(card)):
        assert again == card
        assert again.explain("10388") == card.explain("10388")


def test_figures_of_a_log_survive_pickling() -> None:
    folder = Path(__file__).parents[2] / "examples" / "meridian"
    figures = pcf.measure(folder / "contacts.csv", map=folder / "contacts.toml", by=["segment"])
    again = pickle.loads(pickle.dumps(figures))
    assert list(again.to_json()) == list(figures.to_json())


def mistakes(tmp_path: Path) -> Iterator[PcfError]:
    six = pcf.load()
    (tmp_path / "broken.xlsx").write_bytes(b"no zip")
    for mistake in (
        lambda: six["99999"],
        lambda: six.metric("speed_of_light"),
        lambda: pcf.load("5.5"),
        lambda: pcf.load(lang="!!"),
        lambda: six.metric("service_level").value({}),
        lambda: pcf.read_workbook(tmp_path / "broken.xlsx"),
    ):
        with pytest.raises(PcfError) as caught:
            mistake()
        yield caught.value


def test_errors_survive_pickling_and_copying_with_their_facts_and_findings(tmp_path: Path) -> None:
    made = list(mistakes(tmp_path))
    assert any(isinstance(error, InputFaultsError) and error.findings for error in made)
    for error in made:
        ways = [pickle.loads(pickle.dumps(error, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
        for again in (*ways, copy.copy(error), copy.deepcopy(error)):
            assert (type(again), str(again), again.facts) == (type(error), str(error), error.facts)
            assert getattr(again, "findings", None) == getattr(error, "findings", None)


# --- threads and processes -------------------------------------------------------------------------------------------

RACE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
sys.setswitchinterval(1e-6)
import pcf
start = Barrier(12)
def together(number):
    start.wait()
    six = pcf.load("7.4", ("en", "ru", "zh")[number % 3])
    metric = six.metric("service_level")
    value = metric.value({"contacts_answered_in_time": 812, "contacts_offered": 1000})
    return six, six["10388"], six.by_hierarchy("6.2.2"), metric.name, value, six["10388"].rubric.owner, len(six.graph)
with ThreadPoolExecutor(12) as pool:
    told = list(pool.map(together, range(12)))
for lang in range(3):
    same = told[lang::3]
    assert len({id(one[0]) for one in same}) == 1, "threads got different models"
    assert len({id(one) for row in same for one in row[1:3]}) == 1, "threads got different elements"
    assert len({row[3:] for row in same}) == 1, "threads were told different things"
assert len({id(row[0].framework) for row in told}) == 1
assert len({id(row[0].bundle) for row in told}) == 1
"""


def test_threads_that_begin_at_once_are_handed_the_same_objects() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("method", sorted({"spawn", "fork"} & set(multiprocessing.get_all_start_methods())))
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_other_processes_are_given_views_and_answer_with_them(method: str) -> None:
    six = pcf.load("7.4", "zh")
    elements = list(six)
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.map(attrgetter("name"), elements) == [element.name for element in elements]
        assert pool.map(attrgetter("parent"), elements) == [element.parent for element in elements]
        (metric,) = pool.map(attrgetter("metrics"), [six["10388"]])
    assert metric == six["10388"].metrics


# --- types -----------------------------------------------------------------------------------------------------------


def functions_of(module: object) -> Iterator[tuple[str, object]]:
    for name in module.__all__:
        public = getattr(module, name)
        if inspect.isfunction(public):
            yield name, public
        elif inspect.isclass(public):
            for attribute, found in list(vars(public).items()):  # some are made while one looks
                inside = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
                if not attribute.startswith("_") and inspect.isfunction(inside):
                    yield f"{name}.{attribute}", inside


@pytest.mark.parametrize("module", [pcf, pcf.exchange], ids=lambda module: module.__name__)
def test_no_public_signature_leaves_a_type_open(module) -> None:
    found = dict(functions_of(module))
    assert len(found) > 3
    for name, function in found.items():
        hints = inspect.get_annotations(function)
        named = [one for one in inspect.signature(function).parameters if one not in ("self", "cls")]
        assert {*named, "return"} <= hints.keys(), name
        assert not [one for one, hint in hints.items() if re.search(r"\bAny\b", str(hint))], name


def checked(script: Path, cache: Path, *options: str) -> str:
    """Return what mypy says of a script in a project that has no settings of its own."""
    arguments = ["--strict", "--config-file=", f"--cache-dir={cache}", *options, str(script)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *arguments], capture_output=True, text=True, check=False, cwd=cache
    )
    return done.stdout


@pytest.mark.long
def test_a_users_project_passes_the_strictest_check_of_types_and_mistakes_are_found(tmp_path: Path) -> None:
    assert "Success" in checked(SNIPPET, tmp_path, "--disallow-any-expr")
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import pcf\npcf.load(7.4)\npcf.load()[10388]\npcf.load()['10388'].name = 'x'\n"
        "pcf.load()['10388'].parent.name\npcf.load()['10388'].definition.upper()\n",
        encoding="utf-8",
    )
    told = re.findall(r"wrong\.py:(\d): error", checked(wrong, tmp_path, "--disallow-any-expr"))  # from the same cache
    assert told == ["2", "3", "4", "5", "6"]
