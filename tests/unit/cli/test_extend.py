from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["metric", "pcf"])
def test_a_word_of_the_models_own_is_refused(call, tmp_path: Path, name: str) -> None:
    code, _, err = call("extend", tmp_path / "own", "--new", name)
    assert code == 2
    assert f"--new: {name} cannot be used. Expected: two to twelve small Latin letters, and none of action," in err
    assert not (tmp_path / "own").exists()


def test_the_folder_of_another_organisation_is_not_replaced(call, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert call("extend", folder, "--new", "acme")[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code, _, err = call("extend", folder, "--new", "beta", "--force")
    assert (code, {path.name: path.read_bytes() for path in folder.iterdir()}) == (2, before)
    assert "Expected: acme, whose own elements" in err
    assert call("extend", folder, "--new", "acme", "--force")[0] == 0


def test_the_check_of_a_folder_tells_signs_that_no_workbook_can_hold(call, tmp_path: Path) -> None:
    (tmp_path / "extension.yaml").write_text("id: acme\nname: X\n")
    (tmp_path / "names.yaml").write_text('- {element: "10389", name: "a\\0b"}\n')
    code, _, err = call("extend", tmp_path)
    assert code == 1
    assert "extension-value" in err


def test_an_empty_name_of_a_folder_is_not_the_folder_that_we_are_in(call, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "extension.yaml").write_text("id: acme\nname: X\n")
    code, _, err = call("tree", "--extend=")
    assert code == 1
    assert 'There is no extension at "".' in err


def test_a_name_too_long_for_a_folder_is_told_as_an_input(call) -> None:
    code, _, err = call("tree", "--extend", "a" * 5000)
    assert code == 1
    assert "There is no extension at aaa" in err
    assert "written" not in err
