"""Folders of own elements are inputs, and what is no file is no output: neither is ever replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "editions").mkdir(parents=True)
    (folder / "extension.yaml").write_text("id: acme\nname: Acme\n", encoding="utf-8")
    (tmp_path / "elsewhere.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "elements.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    return folder


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "own/elements.yaml", "--to", "json"),
        ("export", "own/new.json", "--to", "json"),
        ("export", "own", "--to", "csv"),
        ("export", "own/tables", "--to", "csv"),
        ("export", "elsewhere.yaml", "--to", "json"),
        ("template", "own/editions/9.0.xlsx"),
        ("template", "way/editions/9.0.xlsx"),
    ],
)
@pytest.mark.parametrize("by_environment", [False, True])
def test_nothing_is_written_into_a_folder_of_own_elements(own, monkeypatch, call, arguments, by_environment):
    monkeypatch.chdir(own.parent)
    Path("way").symlink_to(own)
    before = contents(own.parent)
    if by_environment:
        monkeypatch.setenv("PCF_EXTEND", "own")
        code, _, told = call(*arguments, "--force")
    else:
        code, _, told = call(*arguments, "--extend", "own", "--force")
    assert (code, contents(own.parent)) == (2, before), told


def test_an_extension_is_made_anew_in_its_own_folder(own, call):
    (own / "elements.yaml").unlink()
    code, _, told = call("extend", own, "--new", "acme", "--force", "--extend", own)
    assert code == 0, told
    assert "acme:" in (own / "elements.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("export", "--to", "json"), ("export", "--to", "csv")])
def test_what_is_no_file_is_not_replaced(tmp_path, call, arguments):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code, _, told = call(arguments[0], pipe, *arguments[1:], "--force")
    assert (code, pipe.is_fifo()) == (2, True), told
