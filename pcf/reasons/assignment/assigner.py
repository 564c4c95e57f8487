"""Which reason of an organisation's list a message has, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.errors import N_, BadOptionError
from pcf.i18n import Translator
from pcf.mapping.records import MOST
from pcf.reasons.assignment.phrases import phrases_of, words_of
from pcf.reasons.assignment.signals import Signals, signals_of
from pcf.reasons.records import Reason
from pcf.source import loops
from pcf.suggestions.confidence import chances, score
from pcf.suggestions.index import DENSE, Found, build
from pcf.suggestions.memory import key_of
from pcf.suggestions.reasons import Reasons
from pcf.suggestions.suggestion import language_of
from pcf.suggestions.tags import Tagger

LINE = 0.5  # below, a message has no reason: what is likelier wrong than right would be counted as if it were known
# Confidence was fitted to reasons of which the model says much. Lists of words and labels alone are right some nine
# tenths as often as they would say.
_TRUST = 0.9
_LIKE = 0.1  # a phrase less like the message than this explains nothing


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was found for one message.

    Attributes:
        reason: The id of its reason; ``None`` where no reason of the list is likely enough.
        confidence: How likely the best reason is right, 0 to ``MOST``; calibrated:
            ``benchmarks/reasons/reliability.md`` shows how well.
        why: What it rests on, in one sentence in the message's language.
    """

    reason: str | None
    confidence: float
    why: str


class ReasonAssigner:
    """Finds reasons of one list; knows messages that people of the organisation coded before.

    Making one takes some tenths of a second; a message about a quarter of a thousandth.
    """

    def __init__(
        self, reasons: Sequence[Reason], learned: Mapping[str, str] | None = None, *, line: float = LINE
    ) -> None:
        """Get ready for a list.

        Args:
            reasons: The organisation's list. Where a reason has the id of one of the model, all that the model says
                of that one helps too.
            learned: Messages that people coded, each with the id of its reason; what names no reason of the list
                teaches nothing. A message in the same words gets the same reason.
            line: Confidence from which on a message gets its best reason, 0 to 1.

        Raises:
            BadOptionError: The line is not from 0 to 1.
        """
        if not 0 <= line <= 1:
            raise BadOptionError(option="line", found=str(line), expected=["0 ≤ line ≤ 1"])
        model, coded = loops().reasons, learned or {}
        self._line = line
        self._reasons = tuple(dict.fromkeys(reason.id for reason in reasons))
        self._known = frozenset(one.id for one in model.reasons)
        self._weights = model.weights
        self._tagger = Tagger(words_of(model.concepts))
        self._index = build(phrases_of(reasons, model.reasons, coded), self._tagger.terms, DENSE)
        self._coded = {key_of(text): (text, one) for text, one in coded.items() if one in self._reasons}
        self._coded.pop((), None)  # without a word, all such messages would be one

    def assign(self, texts: Sequence[str]) -> list[Assignment]:
        """Return what is found for each message, in their order; what is said twice is read once.

        Args:
            texts: In Russian, Chinese, English or a mixture; what follows the first 5,000 characters is not read.
        """
        found = {text: self._assigned(text) for text in dict.fromkeys(texts)}
        return [found[text] for text in texts]

    def reasons_of(self, texts: Sequence[str]) -> list[str | None]:
        """Return the id of each message's reason; ``None`` where none is likely enough."""
        return [one.reason for one in self.assign(texts)]

    def _assigned(self, text: str) -> Assignment:
        say = Translator(language_of(text))
        if coded := self._coded.get(key_of(text)):
            said, reason = coded
            return Assignment(reason, MOST, Reasons((said,), (said,), {}, {}).say(say))
        reading = self._index.read(self._tagger.terms(text))
        likely = self._likely(signals_of(reading, self._reasons))
        if not reading.owners or not likely:
            return Assignment(None, 0.0, say(N_("no word of it is known")))
        best = max(range(len(likely)), key=likely.__getitem__)
        reason = self._reasons[best]
        confidence = min(MOST, likely[best] * (1.0 if reason in self._known else _TRUST))
        is_sure = confidence >= self._line
        return Assignment(reason if is_sure else None, confidence, self._why(reading.owners.get(reason), say))

    def _likely(self, signals: Signals) -> list[float]:
        weights = self._weights
        scores = [score(one._asdict(), weights.reason) for one in signals.reasons]
        return chances(scores, score(signals.none._asdict(), weights.none))[0]

    def _why(self, found: Found | None, say: Translator) -> str:
        phrases = [phrase for like, phrase in found.phrases if like >= _LIKE] if found else []
        accepted = tuple(self._index.text(one) for one in phrases if self._index.kind(one) == "accepted")
        return Reasons(tuple(self._index.text(one) for one in phrases), accepted, {}, {}).say(say)
