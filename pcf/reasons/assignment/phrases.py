"""What messages are compared with: the organisation's own words, and what the model says of its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pcf.ids import LANGUAGES
from pcf.model.loop import ConceptRecord, ContactReasonRecord
from pcf.model.statement import WordsRecord
from pcf.reasons.records import Reason
from pcf.suggestions.phrases import Kind, Phrase
from pcf.suggestions.tags import TagWords, tag_words

_MOST_LEARNED = 200  # messages of one reason that teach: more cost time and change little


def phrases_of(
    reasons: Iterable[Reason], model: Iterable[ContactReasonRecord], learned: Mapping[str, str]
) -> Iterator[Phrase]:
    """Yield what is said of each reason of a list; each text once a reason.

    Args:
        reasons: The organisation's list. Its own words and names count more than what the model says.
        model: Reasons of the model; what they say counts where the list has one of the same id.
        learned: Messages that people coded, each with the id of its reason.
    """
    known = {one.id: one for one in model}
    said: dict[str, dict[str, Kind]] = {}
    for reason in reasons:
        phrases = said.setdefault(reason.id, {})
        for text in (reason.words, *reason.names):
            phrases.setdefault(text, "own")
        if reason.id in known:
            for text, kind in _of_model(known[reason.id]):
                phrases.setdefault(text, kind)
    taught = Counter[str]()
    for text, reason_id in learned.items():
        if reason_id in said and taught[reason_id] < _MOST_LEARNED:
            taught[reason_id] += 1
            said[reason_id].setdefault(text, "accepted")
    for reason_id, phrases in said.items():
        yield from (Phrase(reason_id, kind, text) for text, kind in phrases.items())


def words_of(concepts: Iterable[ConceptRecord]) -> TagWords:
    """Return the words of all languages by which customers name things: each such thing is a term of its own."""
    every = tuple(concepts)
    return tag_words(
        WordsRecord(objects={one.id: one.words.spoken(lang) for one in every}, actions={}) for lang in LANGUAGES
    )


def _of_model(reason: ContactReasonRecord) -> Iterator[tuple[str, Kind]]:
    for words in reason.words.to_json().values():
        if words:
            yield words, "name"
    for lang in LANGUAGES:
        for text in reason.labels.spoken(lang):
            yield text, "synonym"
        for text in reason.examples.spoken(lang):
            yield text, "example"
