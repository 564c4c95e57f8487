"""What the extra ``workforce`` installs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pcf.errors import NotInstalledError

COMMAND = 'pip install "pcf-customer-service[workforce]"'


@contextmanager
def needs_numpy() -> Iterator[None]:
    """Import inside it what needs numpy.

    Raises:
        NotInstalledError: numpy is missing; names the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "numpy":
            raise
        raise NotInstalledError(package="numpy", command=COMMAND) from error
