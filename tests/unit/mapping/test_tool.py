"""The name of what suggests: one for all commands, read once."""

from __future__ import annotations

from importlib import metadata

import pytest

from pcf.mapping.tool import tool_name

VERSION = metadata.version("pcf-customer-service")


@pytest.mark.parametrize(("command", "name"), [("", f"pcf {VERSION}"), ("outline", f"pcf outline {VERSION}")])
def test_a_tool_is_told_by_its_command_and_version(command, name):
    assert tool_name(command) == name


def test_the_version_is_read_once_however_much_is_placed(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(metadata, "version", lambda package: asked.append(package) or "1.2.3")
    tool_name.cache_clear()
    try:
        assert {tool_name() for _ in range(3)} == {"pcf 1.2.3"}
    finally:
        tool_name.cache_clear()
    assert asked == ["pcf-customer-service"]
