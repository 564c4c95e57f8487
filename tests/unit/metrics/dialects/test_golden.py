"""Whole statements kept as files: another version of sqlglot, or of our own words, shows as a difference.

Written anew, after each difference was looked at, by ``PCF_WRITE_GOLDEN=1 python -m pytest`` with this file.
"""

from __future__ import annotations

import os
from importlib.metadata import version

import pytest

from .cases import CASES, GOLDEN, UNVERIFIED, printed

IS_WRITTEN = bool(os.environ.get("PCF_WRITE_GOLDEN"))


@pytest.mark.parametrize("dialect", UNVERIFIED)
@pytest.mark.parametrize("name", CASES)
def test_statement_is_the_kept_one_to_the_byte(name, dialect):
    path = GOLDEN / dialect / f"{name}.sql"
    text = printed(name, dialect).text.replace(f"pcf {version('pcf-customer-service')} ", "pcf VERSION ")
    if IS_WRITTEN:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes() == text.encode()


def test_no_file_is_kept_for_nothing():
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert kept == {f"{dialect}/{name}.sql" for dialect in UNVERIFIED for name in CASES}
