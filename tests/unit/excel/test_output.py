"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcf.errors import OutputNotWritableError
from pcf.excel.output import whole_file


def test_a_finished_file_replaces_the_old_one(tmp_path: Path):
    path = tmp_path / "out.txt"
    path.write_text("old")
    with whole_file(path) as partial:
        partial.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_file_leaves_nothing(tmp_path: Path):
    path = tmp_path / "out.txt"
    with pytest.raises(KeyboardInterrupt), whole_file(path) as partial:
        partial.write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(OutputNotWritableError), whole_file(tmp_path / "none" / "out.txt"):
        pass


def test_a_folder_of_that_name_is_told(tmp_path: Path):
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputNotWritableError), whole_file(tmp_path / "out") as partial:
        partial.write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
