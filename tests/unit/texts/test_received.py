"""The door for texts: what is no ordinary file, or too large, is refused before anything is read."""

from __future__ import annotations

import os

import pytest

from pcf.texts.received import RefusedTextError, content_of


def _code(path, **options) -> str:
    with pytest.raises(RefusedTextError) as caught:
        content_of(path, **options)
    finding = caught.value.finding(path.name)
    assert finding.message()
    assert finding.expected()
    assert finding.suggestion()
    return finding.code


def test_a_file_is_read_up_to_the_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"123")
    assert content_of(path, limit=3) == b"123"
    assert _code(path, limit=2) == "file-too-large"


def test_what_is_no_file_is_refused_by_name(tmp_path):
    assert _code(tmp_path) == "file-is-folder"
    assert _code(tmp_path / "none.txt") == "file-missing"
    (tmp_path / "empty.txt").touch()
    assert _code(tmp_path / "empty.txt") == "file-empty"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among files")
def test_nobody_waits_for_the_writer_of_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert _code(tmp_path / "pipe.txt") == "file-is-device"


def test_a_file_that_is_closed_to_us_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"123")

    def closed(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", closed)
    assert _code(path) == "file-unreadable"
