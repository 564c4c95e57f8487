"""What the respondents of each role said about a process, as short texts to stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pcf.assessment.answers import Answers
from pcf.assessment.roles import LEAST_OF_A_ROLE
from pcf.model import AnswerCode, Role

_ONE_BY_ONE = 6  # more answers than these are counted, so that a cell can hold them


def said_by_role(answers: Answers) -> dict[Role | None, str]:
    """Return role -> its answers as a text, as in ``codes_by_role``."""
    return {role: told(codes) for role, codes in codes_by_role(answers).items()}


def codes_by_role(answers: Answers) -> dict[Role | None, list[AnswerCode | None]]:
    """Return role -> its answers, the lowest first, blanks last; only roles of which somebody was asked.

    Where names were dropped, a role of which fewer than three were asked about the process is told
    together with those without a role, and fewer than three in all are not told.
    """
    said: dict[Role | None, list[AnswerCode | None]] = {}
    for voice in answers.voices:
        said.setdefault(voice.respondent.role, []).append(voice.answer)
    if any(voice.respondent.is_nameless for voice in answers.voices):
        said = _merged(said)
    return {role: sorted(codes, key=_rank) for role, codes in said.items()}


def _merged(said: dict[Role | None, list[AnswerCode | None]]) -> dict[Role | None, list[AnswerCode | None]]:
    large = dict(said)
    for role, codes in said.items():
        if role is None or len(codes) < LEAST_OF_A_ROLE:
            del large[role]
    rest = [code for role, codes in said.items() if role not in large for code in codes]
    if rest and len(rest) < LEAST_OF_A_ROLE:
        large, rest = {}, [code for codes in said.values() for code in codes]
    if len(rest) >= LEAST_OF_A_ROLE:
        large[None] = rest
    return large


def told(codes: Iterable[AnswerCode | None]) -> str:
    """Write answers side by side, the lowest first, blanks as a dash; many are counted.

    >>> told(["3", "2", None, "DK"]), told(["3"] * 40 + ["2"] * 14)
    ('2  3  DK  –', '2×14  3×40')
    """
    counted = Counter(code or "–" for code in sorted(codes, key=_rank))
    if counted.total() <= _ONE_BY_ONE:
        return "  ".join(code for code, count in counted.items() for _ in range(count))
    return "  ".join(f"{code}×{count}" for code, count in counted.items())


def _rank(code: AnswerCode | None) -> tuple[bool, bool, str]:
    """Put levels first, then what is no level, then blanks."""
    return code is None, not (code or "").isdigit(), code or ""
