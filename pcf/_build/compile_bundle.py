"""Hatch build hook: compiles ``taxonomy/`` and ``locales/`` into the wheel.

The compiled files go to a temporary folder and are named in ``force_include``, so that an
editable install keeps reading the sources and no stale copy can lie about.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBundle(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from pcf.i18n.compile import compiled_catalogue
        from pcf.source.catalogue import TRANSLATED
        from pcf.source import phrasebook
        from pcf.source.files import read
        from pcf.suggestions.compiled import NAME, knowledge_of, to_bytes

        folder = tempfile.TemporaryDirectory(prefix="pcf-bundle-")
        self._folder = folder  # kept until the wheel is written
        out = Path(folder.name)
        sources = read(root)
        include = {str(root / "NOTICE"): "pcf/_data/NOTICE"}
        parts = {
            "taxonomy.json": sources.model,
            "rubrics.json": sources.rubrics,
            "logs.json": sources.logs,
            "loops.json": sources.loops,
        }
        for name, part in parts.items():
            (out / name).write_text(part.model_dump_json(exclude_defaults=True), encoding="utf-8")
            include[str(out / name)] = f"pcf/_data/{name}"
        for lang in TRANSLATED:
            inside = f"locales/{lang}/LC_MESSAGES/messages"
            compiled = out / f"{lang}.mo"
            compiled.write_bytes(compiled_catalogue(root / f"{inside}.po").getvalue())
            include[str(compiled)] = f"pcf/_data/{inside}.mo"
        index = out / NAME
        index.write_bytes(to_bytes(knowledge_of(sources.model, phrasebook.read(root, sources.model)), sources.model))
        include[str(index)] = f"pcf/_data/{NAME}"
        examples = root / "examples"
        for path in sorted((examples / "meridian").rglob("*.*")):
            if path.parent.name == "copies":  # the workshop's file holds them; a wheel need not carry them twice
                continue
            include[str(path)] = f"pcf/_data/{path.relative_to(examples).as_posix()}"
        build_data["force_include"].update(include)
