from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp_types import CallToolResult

import pcf
from pcf import _resources
from pcf.assessment import saved
from pcf.mcp_server.call import Desk
from pcf.mcp_server.folders import Folders
from pcf.mcp_server.server import make_server

EXAMPLE = _resources.example() / "assessment.xlsx"


@dataclass
class Assistant:
    """The SDK's own client, beside a server that it calls; it holds every answer against the tool's schema."""

    portal: BlockingPortal
    client: Client

    def call(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        return self.portal.call(self.client.call_tool, tool, arguments)

    def ask(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return an answer that is none of an error."""
        result = self.call(tool, arguments)
        assert not result.is_error, result.content[0].text
        assert json.loads(result.content[0].text) == result.structured_content
        return result.structured_content

    def fail(self, tool: str, **arguments: Any) -> tuple[str, str]:
        """Return code and text of a call that must fail."""
        result = self.call(tool, arguments)
        assert result.is_error, result.content[0].text
        assert "Traceback" not in result.content[0].text
        return result.structured_content["error"]["code"], result.content[0].text


def connected(desk: Desk, **how: Any) -> Iterator[Assistant]:
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(make_server(desk), **how)) as client,
    ):
        portal.call(client.list_tools)
        yield Assistant(portal, client)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an organisation lets an assistant read: a workbook, a saved round, broken files, a link that leads out."""
    made = tmp_path_factory.mktemp("opened")
    secret = made.parent / "secret.json"
    secret.write_text('{"password": "swordfish"}', encoding="utf-8")
    shutil.copy(EXAMPLE, made / "filled.xlsx")
    (made / "rounds").mkdir()
    card = pcf.read_workbook(EXAMPLE).scorecard()
    (made / "rounds" / "2026-Q3.json").write_text(saved(card), encoding="utf-8")
    (made / "broken.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    (made / "empty.xlsx").write_bytes(b"")
    (made / "foreign.json").write_text('{"schema": "other"}', encoding="utf-8")
    (made / "deep.json").write_text("[" * 50_000, encoding="utf-8")
    (made / "utf16.json").write_text("{}", encoding="utf-16")
    (made / "out.json").symlink_to(secret)
    (made / "out").symlink_to(made.parent)
    (made / "self.json").symlink_to(made / "self.json")
    (made / "~$filled.xlsx").write_bytes(b"lock")
    return made


@pytest.fixture(scope="session")
def desk(folder: Path) -> Desk:
    return Desk(pcf.load(), Folders([folder]))


@pytest.fixture
def connect() -> Callable[..., Iterator[Assistant]]:
    return connected


@pytest.fixture(scope="session")
def assistant(desk: Desk) -> Iterator[Assistant]:
    yield from connected(desk)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Run a command with --json and return the document that it prints."""
    from pcf.cli.main import run

    def invoke(*arguments: object) -> dict[str, Any]:
        capsys.readouterr()
        run([*map(str, arguments), "--json"])
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return invoke
