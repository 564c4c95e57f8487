"""Output files appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pcf.errors import OutputNotWritableError


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary name beside ``path`` to write to; it becomes ``path`` when the block ends well.

    If the block raises, nothing is left behind and an older ``path`` stays as it was.

    Raises:
        OutputNotWritableError: The folder is missing or closed to us.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputNotWritableError(path=str(path), reason=error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise OutputNotWritableError(path=str(path), reason=error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    """Return the process's mask; ``mkstemp`` ignores it and makes files that only the owner may read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
