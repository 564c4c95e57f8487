"""The index of statements as one file: made once, loaded without being rebuilt.

A wheel carries it; a checkout makes it when the data or this code is newer.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

from pcf import _resources
from pcf.model import Bundle
from pcf.model.statement import StatementsBundle, WeightsRecord
from pcf.source import bundle
from pcf.suggestions.index import Arrays, Index, build
from pcf.suggestions.phrases import phrases_of_model, phrases_of_others
from pcf.suggestions.tags import Tagger, TagWords, tag_words

NAME = "statements.idx"

_TYPES = {"owner_of": "H", "kind_of": "B", "norms": "f", "weights": "f", "first": "H", "postings": "H", "lengths": "I"}
_STEPPED = ("first", "postings")  # stored as steps from one number to the next, which compress well
_WRAP = 1 << 16  # what an unsigned 16-bit number wraps around at: there are fewer phrases

_SOURCES = (
    "taxonomy/tags.yaml", "taxonomy/processes/*.yaml", "taxonomy/vocabulary/*/*.yaml", "taxonomy/statements/**/*.yaml",
    "taxonomy/words/*.yaml", "locales/*/LC_MESSAGES/processes.po", "pcf/suggestions/*.py", "pcf/search/terms.py",
    "pcf/model/*.py", "pcf/source/*.py",
    # The folders too: what was removed changes only them.
    "taxonomy/processes", "taxonomy/vocabulary/*", "taxonomy/statements", "taxonomy/statements/*", "taxonomy/words",
)  # fmt: skip


@dataclass(frozen=True)
class Knowledge:
    """What suggestions are made from: phrases, words of the closed lists, weights of the signals."""

    index: Index
    words: TagWords
    weights: WeightsRecord


def knowledge_of(model: Bundle, statements: StatementsBundle) -> Knowledge:
    """Make everything anew, from the sources."""
    words = tag_words(spoken.words for spoken in statements.by_language.values())
    phrases = chain(phrases_of_model(model), phrases_of_others(statements))
    return Knowledge(build(phrases, Tagger(words).terms), words, statements.weights)


@cache
def knowledge() -> Knowledge:
    """Return what this package knows; read once a process."""
    compiled = _resources.compiled(NAME)
    return from_bytes(compiled.read_bytes() if compiled else _refreshed(_resources.checkout()), bundle())


def to_bytes(known: Knowledge, model: Bundle) -> bytes:
    """Write everything as it is loaded: a header of texts, and arrays of numbers.

    The texts that the model says itself come first among the phrases, and are not written again.
    """
    arrays = known.index.arrays._asdict()
    told = sum(1 for _ in phrases_of_model(model))
    header = {"owners": arrays["owners"], "texts": arrays["texts"][told:], "terms": arrays["terms"]}
    header |= {"words": known.words, "weights": known.weights.model_dump()}
    numbers = arrays | {name: _steps(arrays[name]) for name in _STEPPED}
    parts = [
        json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(),
        *(_packed(array(code, numbers[name])) for name, code in _TYPES.items()),
    ]
    return zlib.compress(_packed(array("I", map(len, parts))) + b"".join(parts), 9)


def from_bytes(stored: bytes, model: Bundle) -> Knowledge:
    """Return what ``to_bytes`` wrote with the same model."""
    content = memoryview(zlib.decompress(stored))
    sizes = _unpacked("I", content[: 4 * (len(_TYPES) + 1)])
    borders = accumulate(sizes, initial=4 * len(sizes))
    head, *parts = (content[start:end] for start, end in pairwise(borders))
    header = json.loads(bytes(head))
    stored_as: dict[str, Any] = {name: tuple(header[name]) for name in ("owners", "terms")}
    stored_as["texts"] = (*(phrase.text for phrase in phrases_of_model(model)), *header["texts"])
    for (name, code), part in zip(_TYPES.items(), parts, strict=True):
        stored_as[name] = _unpacked(code, part)
    stored_as["first"] = array("I", accumulate(stored_as["first"]))
    stored_as["postings"] = array("I", (total % _WRAP for total in accumulate(stored_as["postings"])))
    return Knowledge(Index(Arrays(**stored_as)), header["words"], WeightsRecord(**header["weights"]))


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    return ((number - before) % _WRAP for before, number in pairwise(chain((0,), numbers)))


def _packed(numbers: array[Any]) -> bytes:
    ordered = numbers[:]
    if sys.byteorder == "big":
        ordered.byteswap()
    return ordered.tobytes()


def _unpacked(code: str, stored: memoryview) -> array[Any]:
    numbers: array[Any] = array(code)
    numbers.frombytes(stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _refreshed(root: Path) -> bytes:
    """Return the index of a checkout, made again where a source is newer; several processes may do so at once."""
    path = root / "build" / NAME
    newest = max(source.stat().st_mtime for source in _sources(root))
    if path.exists() and path.stat().st_mtime >= newest:
        return path.read_bytes()
    from pcf.source import statements

    made = to_bytes(knowledge_of(bundle(), statements()), bundle())
    with suppress(OSError):  # a checkout that is closed to us makes it anew each time
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(made)
        partial.replace(path)
    return made


def _sources(root: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from root.glob(pattern)
