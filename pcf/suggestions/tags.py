"""Which object a statement is about and what is done to it, by the words of the two closed lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pcf.model.statement import WordsRecord
from pcf.search.terms import is_han
from pcf.suggestions.terms import runs_of, terms_of, words_of

# A word of the list -> its tags, ``object:complaint``; of several words, stems joined by a blank.
_OBJECT, _ACTION = "object:", "action:"
TagWords = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of one kind that a statement names.

    Attributes:
        shares: Tag -> how much of what the statement says of this kind it is; they sum up to 1.
        words: Tag -> the words of the statement that name it, in its own spelling.
    """

    shares: Mapping[str, float]
    words: Mapping[str, tuple[str, ...]]


def tag_words(lists: Iterable[WordsRecord]) -> TagWords:
    """Join the lists of all languages."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for words in lists:
        for kind, tags in ((_OBJECT, words.objects), (_ACTION, words.actions)):
            for tag, said in tags.items():
                for word in said:
                    if key := _key(word):
                        found[key][f"{kind}{tag}"] = None
    return {word: tuple(tags) for word, tags in found.items()}


class Tagger:
    """Finds the words of the lists in statements."""

    def __init__(self, words: TagWords) -> None:
        self._words = words
        self._longest = max((key.count(" ") + 1 for key in words), default=0)
        self._first_words = frozenset(key.split(" ", 1)[0] for key in words)
        self._runs: defaultdict[str, list[str]] = defaultdict(list)  # first sign -> what begins with it, shortest first
        for key in sorted(filter(is_han, words), key=len):
            self._runs[key[0]].append(key)

    def read(self, text: str) -> tuple[Tagged, Tagged]:
        """Return the objects and the actions that a statement names; a word of several tags is shared among them."""
        found = self.named(text)
        return _tagged(_OBJECT, found, self._words), _tagged(_ACTION, found, self._words)

    def named(self, text: str) -> dict[str, str]:
        """Return the words of the lists that a text holds, as the lists have them, each with how it is spelt there."""
        return {key: said for key, said in self._found(text) if key in self._words}

    def terms(self, text: str) -> list[str]:
        """Cut a text into the terms that are compared: its words, and what they name of the two lists.

        By these a verb and its noun are one, and so are the languages.
        """
        return self.terms_with(text, self.read(text))

    def terms_with(self, text: str, named: tuple[Tagged, Tagged]) -> list[str]:
        """Cut a text whose objects and actions are known already; as ``terms``."""
        objects, actions = named
        return [
            *terms_of(text),
            *(f"{_OBJECT}{one}" for one in objects.shares),
            *(f"{_ACTION}{one}" for one in actions.shares),
        ]

    def _found(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what begins as a word of the lists does, each with how the statement spells it."""
        words = words_of(text)
        starts = [start for start, word in enumerate(words) if word.stem in self._first_words]
        for size in range(1, self._longest + 1):
            for start in starts:
                if start + size <= len(words):
                    chosen = words[start : start + size]
                    yield " ".join([word.stem for word in chosen]), " ".join([word.text for word in chosen])
        for run in runs_of(text):
            for start, sign in enumerate(run):
                for key in self._runs.get(sign, ()):
                    if run.startswith(key, start):
                        yield key, key


def _key(word: str) -> str:
    return "".join(runs_of(word)) or " ".join(one.stem for one in words_of(word))


def _tagged(prefix: str, found: Mapping[str, str], tags: TagWords) -> Tagged:
    shares: defaultdict[str, float] = defaultdict(float)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for key, said in found.items():
        own = [tag.removeprefix(prefix) for tag in tags[key] if tag.startswith(prefix)]
        for tag in own:
            shares[tag] += 1 / len(own)
            words[tag].append(said)
    whole = sum(shares.values())
    return Tagged(
        {tag: share / whole for tag, share in shares.items()}, {tag: tuple(said) for tag, said in words.items()}
    )
