"""The server as an assistant starts it: a process of its own, over stdin and stdout."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from pcf import _resources
from pcf.cli.main import run
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mcp_server.toolbox import TOOLS


def _request(number: int, method: str, params: dict[str, object]) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("opened")
    shutil.copy(_resources.example() / "assessment.xlsx", made / "filled.xlsx")
    return made


@pytest.mark.parametrize("lang", ["en", *(pytest.param(lang, marks=pytest.mark.long) for lang in ("ru", "zh"))])
def test_a_client_of_the_sdk_is_served_over_stdio(folder: Path, lang: str) -> None:
    async def converse() -> tuple[list[str], dict[str, object], dict[str, object]]:
        started = StdioServerParameters(
            command=sys.executable, args=["-m", "pcf", "serve-mcp", "--folder", str(folder), "--lang", lang]
        )
        async with Client(stdio_client(started)) as client:
            tools = (await client.list_tools()).tools
            shown = (await client.call_tool("show", {"id": "10388"})).structured_content
            refused = (await client.call_tool("show", {"id": "99999"})).structured_content
            return [tool.title for tool in tools], shown, refused

    titles, shown, refused = anyio.run(converse)
    say = Translator(lang)
    assert titles == [say(tool.title) for tool in TOOLS.values()]
    assert (shown["id"], shown["lang"]) == ("10388", lang)
    assert refused["error"]["code"] == "unknown-element"


def test_nothing_but_the_protocol_stands_on_stdout_whatever_comes_in(folder: Path) -> None:
    lines = [
        _request(1, "initialize", HELLO),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        "no JSON at all",
        "\x00\ud83d".encode("utf-8", "replace").decode(),
        _request(2, "tools/call", {"name": "check_workbook", "arguments": {"file": "filled.xlsx"}}),
        _request(3, "tools/call", {"name": "show", "arguments": ["no object"]}),
        _request(4, "nothing/like-it", {}),
        _request(5, "tools/call", {"name": "browse", "arguments": {}}),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "pcf", "serve-mcp", "--folder", folder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(line + "\n" for line in lines).encode())
        process.stdin.flush()
        answers = {}
        while not {2, 5} <= answers.keys():
            message = json.loads(process.stdout.readline())
            assert message["jsonrpc"] == "2.0"
            answers[message.get("id")] = message
        process.stdin.close()
        rest = process.stdout.read()
        process.wait(timeout=30)
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    assert process.returncode == 0
    assert answers[2]["result"]["structuredContent"]["ok"] is True
    assert len(answers[5]["result"]["structuredContent"]["elements"]) == 6


HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}


@pytest.fixture
def started():
    """A server that has said hello."""
    with subprocess.Popen(
        [sys.executable, "-m", "pcf", "serve-mcp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdin.write(_request(1, "initialize", HELLO).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is another there")
def test_an_interrupt_ends_the_server_although_it_waits_for_a_line(started) -> None:
    started.send_signal(signal.SIGINT)
    assert started.wait(timeout=20) == 130


def test_a_reader_that_has_gone_ends_the_server_quietly(started) -> None:
    started.stdout.close()
    for number in range(2, 5):
        with contextlib.suppress(BrokenPipeError):  # it may have ended after the first already
            started.stdin.write(_request(number, "ping", {}).encode() + b"\n")
            started.stdin.flush()
    with contextlib.suppress(BrokenPipeError):
        started.stdin.close()
    assert started.wait(timeout=20) == 0
    assert b"Traceback" not in started.stderr.read()


def test_with_stdin_closed_nobody_asks_and_nothing_breaks(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["serve-mcp"]) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_the_sdk_the_command_that_installs_it_is_named(monkeypatch, capsys, lang) -> None:
    monkeypatch.delitem(sys.modules, "pcf.mcp_server.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    assert run(["serve-mcp", "--lang", lang, "--json"]) == 3
    printed = capsys.readouterr()
    assert 'pip install "pcf-customer-service[mcp]"' in printed.err
    assert json.loads(printed.out)["error"]["code"] == "not-installed"


def test_another_missing_package_is_not_taken_for_the_sdk(monkeypatch) -> None:
    monkeypatch.delitem(sys.modules, "pcf.mcp_server.server", raising=False)
    monkeypatch.setitem(sys.modules, "anyio.to_thread", None)
    with pytest.raises(ModuleNotFoundError):
        run(["serve-mcp"])


@pytest.mark.parametrize("wrong", [["--folder", "none-such"], ["--edition", "9.9"], ["--lang", "!"], ["more"]])
def test_a_wrong_call_is_refused_before_anything_is_served(wrong, capsys) -> None:
    assert run(["serve-mcp", *wrong]) == 2
    assert capsys.readouterr().out == ""
