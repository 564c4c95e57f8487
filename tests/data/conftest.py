"""Where the source texts lie: ``PCF_SOURCES`` names the folder; without it those tests skip, saying so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = os.environ.get("PCF_SOURCES")
    if not folder:
        pytest.skip("PCF_SOURCES is not set: the third-party source texts are not part of the repository")
    return Path(folder)
