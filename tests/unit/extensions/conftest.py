from __future__ import annotations

from pathlib import Path

import pytest

import pcf
from pcf import _resources

HEAD = "id: acme\nname: {en: Acme Bank, ru: Банк «Акме»}\nlanguage: ru\n"


class Folder:
    """An extension under way; files are written as people write them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("extension.yaml", HEAD)

    def write(self, name: str, text: str | bytes) -> Folder:
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def findings(self) -> list[str]:
        """Return every fault as ``file:line code: message``."""
        with pytest.raises(pcf.ExtensionError) as caught:
            pcf.load(extend=self.path)
        assert caught.value.facts["count"] == len(caught.value.findings) > 0
        return [f"{one.file}:{one.cell} {one.code}: {one.message()}" for one in caught.value.findings]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="session")
def own() -> pcf.Taxonomy:
    """The example's own elements beside what ships."""
    return pcf.load(extend=_resources.example() / "own")
