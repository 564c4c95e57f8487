from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pcf.outline import Outline, recognise
from pcf.taxonomy import Taxonomy, load

Recognise = Callable[..., Outline]


@pytest.fixture(scope="session")
def listings() -> Path:
    return Path(__file__).parents[2] / "fixtures" / "listings"


@pytest.fixture
def said(tmp_path: Path) -> Recognise:
    """Recognise lines as if they were a file."""

    def invoke(*lines: str, name: str = "list.txt", **how: str) -> Outline:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return recognise(path, **how)

    return invoke


@pytest.fixture(scope="session")
def seven() -> Taxonomy:
    return load("7.4")
