"""The scripts of the self-assessment with an organisation's own processes in the form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcf.assessment import gather, read_saved, score_round

from ..site_model import own_model
from .engine import with_engine
from .test_saved_file import READ, WRITE
from .test_score import TREES, tree

pytestmark = pytest.mark.long
SCRIPTS = ("score", "store", "saved")
BLANK = {"answer": "", "reason": "", "evidence": [], "comment": "", "ticks": {}}
CALLBACK = BLANK | {"answer": "3", "ticks": {"abank:callback.3a": "in_place", "abank:callback.3b": "partly"}}
FORM = {
    "organisation": "Acme",
    "respondent": "",
    "round": "",
    "profile": "all",
    "policy": "mean",
    "answers": {
        "10389": BLANK | {"answer": "2"},
        "abank:callback": CALLBACK,
        "abank:vip_desk": BLANK | {"answer": "5"},
    },
    "weights": {"abank:callback": "2"},
}


@pytest.fixture
def own(page):
    return with_engine(page, "en", *SCRIPTS, of=own_model)


def test_what_is_answered_about_own_processes_stays_in_the_browser(own):
    assert own.evaluate("form => pcf.store.clean(form)", FORM) == FORM
    strange = {"abank:Callback": CALLBACK, "abank:": CALLBACK, ":callback": CALLBACK, "a:b:c": CALLBACK}
    assert own.evaluate("form => pcf.store.clean(form)", FORM | {"answers": strange})["answers"] == {}


def test_the_file_names_the_extension_and_the_package_reads_it(own, tmp_path: Path):
    (text,) = own.evaluate(WRITE, [FORM])
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    read = read_saved(path)
    assert read.findings == ()
    (copy,) = read.copies
    assert copy.assessment.extensions == ("abank",)
    assert {one.element: one.answer for one in copy.assessment.responses} == {
        process: said["answer"] for process, said in FORM["answers"].items()
    }
    assert own.evaluate(READ, [text]) == [{"form": FORM, "problems": []}]


def test_own_processes_score_as_the_package_scores_them(own, tmp_path: Path):
    (text,) = own.evaluate(WRITE, [FORM])
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    card = score_round(own_model("en").taxonomy, gather(read_saved(path).copies))
    assert own.evaluate(TREES, [FORM]) == [tree(card.score)]


def test_a_page_without_the_extension_tells_what_it_leaves_out(own, new_page):
    (text,) = own.evaluate(WRITE, [FORM])
    (read,) = with_engine(new_page(), "en", *SCRIPTS).evaluate(READ, [text])
    assert list(read["form"]["answers"]) == ["10389"]
    assert [one for one in read["problems"] if "abank:callback" in one and "abank:vip_desk" in one]


def test_an_own_activity_is_no_answer_to_a_process(own):
    (text,) = own.evaluate(WRITE, [FORM])
    document = json.loads(text)
    tick = {"item": "abank:call", "state": "in_place"}
    document["copies"][0]["assessment"]["ticks"].append(document["copies"][0]["assessment"]["ticks"][0] | tick)
    (read,) = own.evaluate(READ, [json.dumps(document)])
    assert read["form"] == FORM
    assert ["Activities" in one for one in read["problems"]] == [True]
