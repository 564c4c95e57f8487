"""Consoles, pipes and environments as they come: closed, full, of another alphabet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pcf.cli.main import run
from pcf.cli.output import plain

PCF = f"{sys.executable} -m pcf"


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"} | environment
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=kept, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"{PCF} tree | true; exit ${{PIPESTATUS[0]}}", 0),
        (f"{PCF} --json show 6.9 | true; exit ${{PIPESTATUS[0]}}", 0),
        (f"{PCF} show 6.2 >&-", 0),
        (f"{PCF} tree >/dev/full", 2),
        (f"{PCF} --json nosuch >/dev/full", 2),
    ],
)
def test_a_pipe_or_disk_that_takes_nothing_ends_without_a_traceback(command, code):
    done = shell(command)
    assert "Traceback" not in done.stderr
    assert done.returncode in {code, 2}


def test_json_is_utf8_on_every_console():
    done = subprocess.run(
        [sys.executable, "-m", "pcf", "--json", "show", "10389"],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "cp1251"},
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["name"]["zh"] == "管理客户投诉"


def test_a_malformed_variable_is_named_and_an_option_overrides_it():
    told = shell(f"{PCF} tree", PCF_LANG="!!")
    assert told.returncode == 2 and "PCF_LANG='!!'" in told.stderr
    assert "жалобами" in shell(f"{PCF} --lang ru show 10389", PCF_LANG="!!").stdout


def test_the_version_is_a_document_too(capsys):
    assert run(["--version", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["editions"][-1] == "8.0" and len(document["notices"]) == 2


@pytest.mark.parametrize("name", ["loop.xlsx", "a" * 300 + ".xlsx"])
def test_an_output_that_cannot_be_named_is_refused_under_its_name(tmp_path: Path, capsys, name):
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    assert run(["template", str(tmp_path / name), "--json"]) == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["error"]["code"] == "output-not-writable"
    assert name in captured.err


def test_control_signs_of_a_file_are_shown_and_not_obeyed():
    assert plain("a\x1b]0;b\x07\u202e") == "a\\x1b]0;b\\x07\\u202e"
    assert plain("жалоба\n投诉\t1") == "жалоба\n投诉\t1"
