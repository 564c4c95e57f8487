"""The door for models: the bytes of a file, or one finding that says why there are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pcf.exchange.findings import A_MODEL
from pcf.exchange.plain_json import UnreadableError
from pcf.texts import received

_SIZE_LIMIT = 16 * 2**20  # five times as much as ours


def content_of(path: Path) -> bytes:
    """Read all bytes of a file.

    Raises:
        UnreadableError: It is not there, is no file, cannot be read, is empty or too large.
    """
    try:
        return received.content_of(path, limit=_SIZE_LIMIT)
    except received.RefusedTextError as error:
        is_ours = error.kind in (received.FILE_TOO_LARGE, received.FILE_UNREADABLE)
        kind = error.kind if is_ours else replace(error.kind, expected=A_MODEL)
        raise UnreadableError(kind, cell="", **error.facts) from error
