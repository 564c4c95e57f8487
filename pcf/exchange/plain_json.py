"""JSON from a stranger: what it says, and every place where it is not plain JSON."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pcf.errors import N_, Phrase
from pcf.exchange import findings as kinds
from pcf.findings import FindingKind
from pcf.model.formula import FRACTION

Path = tuple[str | int, ...]

# Where a fraction may stand as text. "1e999999999" is a short text and a number that fills the memory.
FRACTION_KEYS = frozenset({"amount", "factor", "scale", "value"})

_DEPTH_LIMIT = 100  # ours stand within one another some 20 times
_VALUE_LIMIT = 300_000  # ours has some 60,000
_DIGIT_LIMIT = 30
_SHOWN = 60
_A_NUMBER = Phrase(N_("a finite number of at most 30 digits"))
_A_FRACTION = Phrase(N_("a number, or a text such as 0.5 or 1/3"))
_A_TEXT = Phrase(N_("a text without halves of signs"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault at one place of a tree of plain values; ``facts`` are those of the kind but for place and owner."""

    kind: FindingKind
    path: Path
    facts: Mapping[str, object] = field(default_factory=dict)


class UnreadableError(Exception):
    """The bytes are no JSON at all; never leaves the rooms that read models."""

    def __init__(self, kind: FindingKind, /, *, cell: str = "", **facts: object) -> None:
        super().__init__(kind.code)
        self.kind, self.cell, self.facts = kind, cell, facts


class _Twice(dict[str, Any]):
    """An object in which keys stood twice; the last ones count."""

    keys_twice: tuple[str, ...] = ()


class _NoNumber(str):
    """A number that JSON does not know, or that is too large for any use."""

    __slots__ = ()


def parse(content: bytes) -> object:
    """Return the tree that a text of JSON holds; ``faults_of_text`` tells what in it is not plain.

    Raises:
        UnreadableError: It is not UTF-8, not JSON, or nested too deep.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(kinds.NOT_UTF8, found=error.start + 1) from error
    return parse_text(text)


def parse_text(text: str) -> object:
    """Return the tree of a text; see ``parse``.

    Raises:
        UnreadableError: It is not JSON, or nested too deep.
    """
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_NoNumber, parse_int=_whole, parse_float=_number
        )
    except json.JSONDecodeError as error:
        cell = f"{error.lineno}:{error.colno}"
        raise UnreadableError(kinds.NOT_JSON, cell=cell, found=told(text[error.pos : error.pos + _SHOWN])) from error
    except RecursionError as error:
        raise UnreadableError(kinds.TOO_DEEP, found=_DEPTH_LIMIT) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice = _Twice(made)
    twice.keys_twice = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return twice


def _whole(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= _DIGIT_LIMIT else _NoNumber(text)


def _number(text: str) -> float | _NoNumber:
    value = float(text)
    return value if math.isfinite(value) else _NoNumber(text)


def faults_of_text(tree: object) -> Iterator[Fault]:
    """Yield every place of a parsed tree where it is not plain: keys twice, no numbers, halves of signs, too much.

    Fractions that would take forever are among them: whoever makes records of the tree must leave these places out.
    """
    waiting: list[tuple[Path, object]] = [((), tree)]
    met = 0
    while waiting:
        path, node = waiting.pop()
        if (met := met + 1) > _VALUE_LIMIT:
            yield Fault(kinds.TOO_LONG, (), {"found": _VALUE_LIMIT})
            return
        if len(path) > _DEPTH_LIMIT:
            yield Fault(kinds.TOO_DEEP, (), {"found": _DEPTH_LIMIT})
            return
        if isinstance(node, dict):
            if isinstance(node, _Twice):
                yield from (Fault(kinds.KEY_TWICE, (*path, key), {"found": told(key)}) for key in node.keys_twice)
            yield from (
                Fault(kinds.KEY_UNKNOWN, (*path, key), {"found": told(key)}) for key in node if not _is_whole(key)
            )
            waiting += [((*path, key), one) for key, one in reversed(node.items())]
        elif isinstance(node, list):
            waiting += [((*path, number), one) for number, one in reversed([*enumerate(node)])]
        elif isinstance(node, str) and (wanted := _refusal_of(path, node)):
            yield Fault(kinds.VALUE_WRONG, path, {"found": told(node), "wanted": wanted})


def _refusal_of(path: Path, text: str) -> Phrase | None:
    """Say what a text or a key should have been; none if it may stand where it does."""
    if isinstance(text, _NoNumber):
        return _A_NUMBER
    if not _is_whole(text):
        return _A_TEXT
    if path and path[-1] in FRACTION_KEYS and not re.fullmatch(FRACTION, text):
        return _A_FRACTION
    return None


def _is_whole(text: str) -> bool:
    """Whether a text can be written: half of a pair of UTF-16 cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def told(value: object) -> object:
    """Return what was met as a message can show it: short, in one line, and without looking into what is nested."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return json.dumps(value)
        case str():
            short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
            return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in short) or '""'
        case list():
            return Phrase(N_("a list"))
        case _:
            return Phrase(N_("an object"))


def json_path(path: Path) -> str:
    """Write a place as JSONPath does.

    >>> json_path(("model", "elements", 3, "name"))
    '$.model.elements[3].name'
    """
    steps = (
        f"[{step}]" if isinstance(step, int) else f".{step}" if step.isidentifier() else _quoted(step) for step in path
    )
    return "$" + "".join(steps)


def _quoted(key: str) -> str:
    return f"[{json.dumps(key[:_SHOWN])}]"
