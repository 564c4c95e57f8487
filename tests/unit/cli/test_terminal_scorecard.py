"""What the terminal says of a whole engagement."""

import json

import pytest

from pcf.assessment import saved
from pcf.cli.main import run

from ..engagement import NAMES, engagement


@pytest.fixture(scope="module")
def workshop_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "workshop.json"
    path.write_text(saved(engagement()), encoding="utf-8")
    return str(path)


def test_the_terminal_tells_how_many_levels_are_agreed(workshop_file, capsys):
    assert run(["assess", workshop_file, "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Levels of the processes – agreed: 6; proposed: 19; one respondent's answer: 1; not applicable: 1" in shown
    assert "Supported" in shown
    assert not [name for name in NAMES if name in shown]


def test_levers_are_told_to_programs_only(workshop_file, capsys):
    assert run(["assess", workshop_file, "--json", "--lang", "en"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["levers"]) > 5
    assert document["layers"] == {"agreed": 6, "proposal": 19, "answer": 1, "none": 0, "na": 1}
