"""YAML in which every scalar is text and no key comes twice.

Plain YAML reads the hierarchy id ``9.10`` as the number 9.1 and the country ``NO`` as
False.  Here both stay text, and the pydantic models do the typing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pcf.errors import DataError

_Base = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[valid-type,misc]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is not a text", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key.value!r} comes twice", key.start_mark)
            seen.add(key.value)
        mapping: dict[str, Any] = super().construct_mapping(node, deep)
        return mapping


def read(path: Path, place: str = "") -> Any:
    """Read one file; scalars are ``str``, an empty file is an empty list.

    Args:
        path: The file.
        place: The file as messages name it; its name without folders if absent.

    Raises:
        DataError: The file is not YAML, or a key comes twice; names file and line.
    """
    place = place or path.name
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(place=place, fault=str(error), repair="save the file as UTF-8 text") from error
    return parse(text, place)


def parse(text: str, place: str) -> Any:
    """Read the text of a file as ``read`` does; ``place`` is the file as messages name it.

    Raises:
        DataError: As ``read``.
    """
    try:
        return yaml.load(text, Loader=_Loader) or []  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(
            place=f"{place}:{line}", fault=error.problem or "not YAML", repair="mend the line; keys come once"
        ) from error
    except yaml.YAMLError as error:
        raise DataError(place=place, fault=str(error), repair="save the file as UTF-8 text") from error


def lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Tell where everything stands in a text: a path of keys and places to its line, from 1."""
    found: dict[tuple[str | int, ...], int] = {}
    root = yaml.compose(text, Loader=_Loader)
    waiting: list[tuple[tuple[str | int, ...], yaml.Node]] = [((), root)] if root else []
    while waiting:
        path, node = waiting.pop()
        found.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[*path, key.value] = key.start_mark.line + 1
                waiting.append(((*path, key.value), value))
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*path, place), value) for place, value in enumerate(node.value)]
    return found
