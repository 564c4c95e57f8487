"""Files appear whole or not at all, and those of one run together."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from pcf.errors import OutputNotWritableError, OutputsPartlyWrittenError
from pcf.outputs import together, whole_file, whole_folder, write_whole


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


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


@pytest.mark.parametrize("fault", [full_disk(), FileCreateError(full_disk())])
@pytest.mark.parametrize("nested", [False, True])
def test_a_full_disk_is_told_by_the_name_that_the_user_gave(tmp_path: Path, fault: Exception, *, nested: bool):
    path = tmp_path / "report.xlsx"
    with pytest.raises(OutputNotWritableError) as caught:
        if nested:
            with together(), whole_file(path):
                raise fault
        with whole_file(path):
            raise fault
    assert caught.value.facts == {"path": str(path), "reason": os.strerror(errno.ENOSPC)}
    assert names(tmp_path) == set()


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the zip file, once more, as it is dropped
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_xlsxwriter_on_a_full_disk_is_told(tmp_path: Path):
    path = tmp_path / "report.xlsx"
    with pytest.raises(OutputNotWritableError) as caught, whole_file(path) as temporary:
        temporary.unlink()
        temporary.symlink_to("/dev/full")
        book = xlsxwriter.Workbook(str(temporary), {"in_memory": True})
        book.add_worksheet()
        book.close()
    assert caught.value.facts["path"] == str(path)
    assert names(tmp_path) == set()


def test_other_errors_stay_what_they_are(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "out.txt"):
        raise ZeroDivisionError
    assert names(tmp_path) == set()


def test_files_written_together_appear_at_the_end(tmp_path: Path):
    with together():
        write_whole(tmp_path / "a.html", "a")
        write_whole(tmp_path / "b.json", "b")
        assert not {"a.html", "b.json"} & names(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.html": "a", "b.json": "b"}


def test_none_of_several_files_appears_if_one_cannot_be_written(tmp_path: Path):
    (tmp_path / "a.html").write_text("old")
    with pytest.raises(OutputNotWritableError) as caught, together():
        write_whole(tmp_path / "a.html", "new")
        write_whole(tmp_path / "none" / "b.json", "b")
    assert caught.value.facts["path"] == str(tmp_path / "none" / "b.json")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.html": "old"}


def test_a_name_that_cannot_be_given_is_told_with_those_that_were(tmp_path: Path):
    (tmp_path / "b.json").mkdir()
    with pytest.raises(OutputsPartlyWrittenError) as caught, together():
        for name in ("a.html", "b.json", "c.xlsx"):
            write_whole(tmp_path / name, name)
    assert caught.value.facts["path"] == str(tmp_path / "b.json")
    assert caught.value.facts["written"] == [str(tmp_path / "a.html")]
    assert names(tmp_path) == {"a.html", "b.json"}


def test_after_a_failure_files_are_written_at_once_again(tmp_path: Path):
    with pytest.raises(KeyError), together():
        raise KeyError
    write_whole(tmp_path / "a.txt", "a")
    assert names(tmp_path) == {"a.txt"}


def test_a_finished_folder_has_all_its_files(tmp_path: Path):
    with whole_folder(tmp_path / "charts") as folder:
        write_whole(folder / "one.svg", "1")
        assert not (tmp_path / "charts").exists()
    assert names(tmp_path) == {"charts"} and names(tmp_path / "charts") == {"one.svg"}


def test_an_interrupted_folder_leaves_nothing(tmp_path: Path):
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "charts") as folder:
        write_whole(folder / "one.svg", "1")
        raise KeyboardInterrupt
    assert names(tmp_path) == set()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_appears_together_with_the_files_of_its_block(tmp_path: Path, *, is_there: bool):
    folder = tmp_path / "charts"
    if is_there:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    with pytest.raises(ZeroDivisionError), together():
        with whole_folder(folder) as place:
            write_whole(place / "one.svg", "1")
        write_whole(tmp_path / "report.txt", str(1 / 0))
    assert names(tmp_path) == ({"charts"} if is_there else set())
    with together(), whole_folder(folder) as place:
        write_whole(place / "one.svg", "1")
    assert names(folder) == {"one.svg", "mine.txt"} if is_there else {"one.svg"}


def test_a_folder_without_a_place_is_told(tmp_path: Path):
    with pytest.raises(OutputNotWritableError), whole_folder(tmp_path / "none" / "charts"):
        pass


def test_blocks_inside_one_another_end_as_one(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), together():
        with together():
            write_whole(tmp_path / "one.txt", "1")
        assert not (tmp_path / "one.txt").exists()
        write_whole(tmp_path / "two.txt", str(1 / 0))
    assert names(tmp_path) == set()


def test_only_files_are_replaced(tmp_path: Path):
    pipe = tmp_path / "out.json"
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    for path in (pipe, tmp_path / "folder"):
        with pytest.raises(OutputNotWritableError):
            write_whole(path, "new")
    assert pipe.is_fifo()
    assert names(tmp_path) == {"out.json", "folder"}
