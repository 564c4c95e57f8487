"""A log and a map written in two lines."""

import pytest

from pcf.metrics import measure

PLAIN_MAP = """
log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
abandoned_at = "abandoned"
segment = "segment"
channel = "channel"
handle_seconds = "handled"
resolved_first = "resolved"
satisfaction = "mark"
"""
HEADER = "id,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark\n"


@pytest.fixture
def measured(tmp_path):
    """Measure rows given as text: ``measured("1,2026-…", map_text, by=())``."""

    def run(rows, map_text=PLAIN_MAP, *, header=HEADER, **options):
        log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
        content = (header + rows) if isinstance(rows, str) else rows
        log.write_bytes(content.encode() if isinstance(content, str) else content)
        log_map.write_text(map_text, encoding="utf-8")
        return measure(log, map=log_map, **options)

    return run


@pytest.fixture
def plain_map():
    return PLAIN_MAP
