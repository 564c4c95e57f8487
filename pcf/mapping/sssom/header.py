"""The metadata block of an SSSOM TSV file: read strictly, written by us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pcf.errors import NotInstalledError
from pcf.mapping.sssom import file_findings
from pcf.mapping.sssom.slots import BUILT_IN, EXTENSIONS, LISTS, OF_THE_SET, OURS, PROPAGATED, SLOTS
from pcf.mapping.sssom.table import write_list
from pcf.mapping.sssom.told import Told

if TYPE_CHECKING:
    import yaml

Value = str | list["Value"] | dict[str, "Value"]

_NAME = re.compile(r"[^\W\d][\w.-]*")  # of a slot and of a prefix
_VERSIONS = ("1.0", "1.1")
# What YAML does not allow as it is, and what ends a line for it.
_UNPRINTABLE = re.compile(r'[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|["\\]')
_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})


@dataclass(frozen=True)
class Header:
    """What the metadata block says.

    Attributes:
        prefixes: Prefix to the beginning of the address it stands for, the built-in ones too.
        extensions: The slots that are declared beyond those of SSSOM.
        common: Slot to the value that all rows have.
        own: What the set says of itself.
        lines: Key to its line.
    """

    prefixes: Mapping[str, str] = field(default_factory=lambda: BUILT_IN | OURS)
    extensions: frozenset[str] = frozenset(EXTENSIONS)
    common: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Value] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def address(self, curie: str) -> str | None:
        """Return what a CURIE stands for, ``None`` if its prefix is not declared."""
        prefix, _, local = curie.partition(":")
        return f"{self.prefixes[prefix]}{local}" if prefix in self.prefixes else None


class _UnusableError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


class _Document(NamedTuple):
    values: dict[str, Value]
    lines: dict[str, int]


def read_header(lines: Sequence[str], told: Told) -> Header:
    """Read the metadata block; where it cannot be read, the usual prefixes hold, so that rows are checked all the same.

    Raises:
        NotInstalledError: PyYAML is missing.
    """
    if not any(line.strip() for line in lines):
        return Header()
    try:
        values, places = _parsed("\n".join(lines))
    except _UnusableError as error:
        told.tell(file_findings.HEADER_UNREADABLE, min(error.line, len(lines)), found=error.reason)
        return Header()
    missing = [name for name in ("mapping_set_id", "license") if not values.get(name)]
    if missing:
        told.tell(file_findings.HEADER_INCOMPLETE, 1, found=missing)
    version = values.get("sssom_version", "1.0")
    if version not in _VERSIONS:
        told.tell(file_findings.VERSION_UNKNOWN, places["sssom_version"], "sssom_version", found=str(version))
    prefixes = _prefixes(values, places, told)
    extensions = frozenset(_extensions(values, prefixes))
    for key in sorted(values.keys() - OF_THE_SET - PROPAGATED - extensions):
        told.tell(file_findings.HEADER_UNKNOWN, places[key], key, found=key)
    return Header(prefixes, extensions, _common(values, places, told), values, places)


def _parsed(text: str) -> _Document:
    try:
        import yaml  # read by those who read mappings only
    except ImportError as error:
        raise NotInstalledError(package="PyYAML", command="pip install PyYAML") from error
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        if not isinstance(node, yaml.MappingNode):
            raise _UnusableError(1, text.strip()[:40])
        plain = _plain(node, set(), 1)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _UnusableError(line, error.problem or "YAML") from error
    except yaml.YAMLError as error:
        raise _UnusableError(1, str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise _UnusableError(1, "[[[[…") from error
    values = plain if isinstance(plain, dict) else {}
    return _Document(values, {key.value: key.start_mark.line + 1 for key, _ in node.value})


def _plain(node: yaml.Node, seen: set[int], line: int) -> Value:
    """Turn a node into texts, lists and dictionaries; ``line`` is where it is named, an alias stands there.

    Raises:
        _UnusableError: It holds what SSSOM forbids, or a key twice.
    """
    import yaml

    if id(node) in seen:
        raise _UnusableError(line, "*")
    seen.add(id(node))
    line = node.start_mark.line + 1
    if node.tag not in _TAGS:
        raise _UnusableError(line, node.tag)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, seen, line) for one in node.value]
    made: dict[str, Value] = {}
    for key, value in node.value:
        place = key.start_mark.line + 1
        name = _plain(key, seen, place)
        if not isinstance(name, str) or name in made:
            raise _UnusableError(place, str(name))
        made[name] = _plain(value, seen, place)
    return made


def _prefixes(values: Mapping[str, Value], places: Mapping[str, int], told: Told) -> dict[str, str]:
    declared = values.get("curie_map", {})
    line = places.get("curie_map", 1)
    if not isinstance(declared, dict) or not all(isinstance(one, str) and one for one in declared.values()):
        told.tell(file_findings.HEADER_VALUE, line, "curie_map", found=_shown(declared))
        return BUILT_IN | OURS
    texts = {prefix: str(uri) for prefix, uri in declared.items()}
    for prefix, uri in (BUILT_IN | OURS).items():
        if texts.get(prefix, uri) != uri:
            told.tell(file_findings.PREFIX_REBOUND, line, "curie_map", prefix=prefix, found=texts[prefix], uri=uri)
            texts[prefix] = uri
    return BUILT_IN | texts


def _extensions(values: Mapping[str, Value], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the slots that are declared well; others are ignored, as the standard demands."""
    declared = values.get("extension_definitions", [])
    for one in declared if isinstance(declared, list) else []:
        if not isinstance(one, dict) or not one.keys() <= {"slot_name", "property", "type_hint"}:
            continue
        texts = {key: value for key, value in one.items() if isinstance(value, str)}
        name = texts.get("slot_name", "")
        resolved = all(texts[key].partition(":")[0] in prefixes for key in ("property", "type_hint") if key in texts)
        if _NAME.fullmatch(name) and name not in SLOTS and resolved:
            yield name


def _common(values: Mapping[str, Value], places: Mapping[str, int], told: Told) -> dict[str, str]:
    common: dict[str, str] = {}
    for slot in sorted(values.keys() & PROPAGATED):
        value = values[slot]
        several = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        if isinstance(value, str):
            common[slot] = value
        elif slot in LISTS and several and len(several) == len(value):
            common[slot] = write_list(several)
        elif value:
            told.tell(file_findings.HEADER_VALUE, places[slot], slot, found=_shown(value))
    return common


def _shown(value: Value) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def write_header(values: Mapping[str, str | Sequence[str] | Mapping[str, str] | Sequence[Mapping[str, str]]]) -> str:
    """Write a metadata block; every value in quotation marks, so that no reader makes a number of a version."""
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key}: {quoted(value)}")
        elif isinstance(value, Mapping):
            lines += [f"{key}:", *(f"  {name}: {quoted(one)}" for name, one in value.items())]
        else:
            lines.append(f"{key}:")
            for item in value:
                parts = [quoted(item)] if isinstance(item, str) else [f"{k}: {quoted(v)}" for k, v in item.items()]
                lines += [f"{'    ' if number else '  - '}{part}" for number, part in enumerate(parts)]
    return "".join(f"#{line}\n" for line in lines)


def quoted(text: str) -> str:
    r"""Write a text for YAML on one line, readable in every script.

    >>> print(quoted('Жалоба "A"\n投诉\x85'))
    "Жалоба \"A\"\n投诉\x85"
    """
    return f'"{_UNPRINTABLE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"
