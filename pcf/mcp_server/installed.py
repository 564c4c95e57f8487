"""What the extra ``mcp`` installs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pcf.errors import NotInstalledError

COMMAND = 'pip install "pcf-customer-service[mcp]"'


@contextmanager
def needs_sdk() -> Iterator[None]:
    """Import inside it what needs the protocol's SDK, version 2.

    Raises:
        NotInstalledError: It is missing, or older; names the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise NotInstalledError(package="mcp", command=COMMAND) from error
