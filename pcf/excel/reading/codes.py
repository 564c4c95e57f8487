"""Codes and the many ways people write them: labels of all three languages, synonyms, ticks."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache

from pcf.assessment.registers import InitiativeState, ObservationKind
from pcf.assessment.words import INITIATIVE_STATE, OBSERVATION
from pcf.excel.layout import EVIDENCE, NO, TICK_CODES, YES
from pcf.excel.practices import DECISION, DECISION_CODES, RELATION, SPOKEN
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading.values import WHOLE_WITHIN, Notes, RefusedCellError, bare, is_dash, nearest_number, refuse
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.mapping import Decision, Relation
from pcf.model import AnswerCode, EvidenceKind, Role, Text, TickCode
from pcf.sheets.grid import Cell
from pcf.source import bundle

LEVELS = ("0", "1", "2", "3", "4", "5")
ANSWERS = (*LEVELS, "NA", "DK")

_NA = ("na", "n/a", "n.a.", "нп", "н/п", "н.п.", "на", "н/а", "не применимо", "неприменимо", "不适用", "不適用")
_DK = ("dk", "d/k", "нз", "н/з", "не знаю", "don't know", "dont know", "do not know", "不清楚", "不知道", "不了解")
_YES = ("y", "yes", "да", "д", "是", "有", "true")
_NO = ("n", "no", "нет", "否", "无")
_APPLICABLE, _NOT_APPLICABLE = ("applicable", "применимо", "适用"), ("not applicable", *_NA)
_TICKS = frozenset({"x", "х", "v", "✓", "✔", "☑", "☒", "√", "1", "+", "да", "yes", "y", "是", "对"})
_LABELLED = re.compile(r"(NA|DK|[0-5])\s*[-:.)=–]?\s+(.+)|(NA|DK|[0-5])\s*[-:.)=]\s*(.+)", re.IGNORECASE)
_WHOLE = re.compile(r"\+?([0-5])([.,]0+)?")
_SIGNED_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")
_SAME_LOOKS = str.maketrans({"ё": "е", "’": "'", "‘": "'"})
_LATIN_LOOKS = str.maketrans("акмнорстух", "akmhopctyx")  # for what is suggested, never for what is read


def folded(text: str) -> str:
    """Make labels comparable: case, full-width signs, ё and е, kinds of apostrophes."""
    return " ".join(bare(text).casefold().translate(_SAME_LOOKS).split())


def labels_of(terms: Iterable[tuple[str, Text]]) -> dict[str, str]:
    """Return what codes are called in any language, folded, with the code."""
    table: dict[str, str] = {}
    for code, name in terms:
        for lang in LANGUAGES:
            table[folded(name.spoken(lang))] = code
    return table


@cache
def _answer_labels() -> Mapping[str, str]:
    named = labels_of((level.code, level.name) for level in bundle().maturity.levels)
    return dict.fromkeys(_NA, "NA") | dict.fromkeys(_DK, "DK") | named


@cache
def _tick_labels() -> Mapping[str, str]:
    code_of: dict[str, str] = {state: code for code, state in TICK_CODES.items()}
    named = labels_of((code_of[tick.code], tick.name) for tick in bundle().maturity.ticks)
    spoken = {"yes": "Y", "да": "Y", "是": "Y", "no": "N", "нет": "N", "否": "N", "частично": "P", "部分": "P"}
    return dict.fromkeys(_NA, "NA") | dict.fromkeys(_DK, "DK") | spoken | named


@cache
def role_labels() -> Mapping[str, str]:
    return labels_of((role.code, role.name) for role in bundle().maturity.roles)


def _nearest(text: str, labels: Mapping[str, str], codes: Iterable[str] = ()) -> str:
    """Name the code that an entry comes closest to, with its label if that was closest; – if there is none."""
    code_of = {code.casefold(): code for code in codes}
    wanted = folded(text)[:80]
    looks = code_of.get(wanted.translate(_LATIN_LOOKS))
    if looks:
        return looks
    close = difflib.get_close_matches(wanted, [*labels, *code_of], n=1, cutoff=0.6)
    if not close:
        return "–"
    return f"{labels[close[0]]} ({close[0]})" if close[0] in labels else code_of[close[0]]


def _nearest_level(value: float) -> str:
    """Name the level at or below a number, within 0 to 5."""
    return str(math.floor(min(max(value, 0), 5))) if math.isfinite(value) else "–"


def _nearest_answer(text: str, labels: Mapping[str, str]) -> str:
    number = nearest_number(text)
    if number != "–":
        return _nearest_level(float(number))
    # 3-4 and 1/2 look like a single 4 and 2, and mean neither.
    return "–" if any(sign.isdigit() for sign in text) else _nearest(text, labels, ("NA", "DK"))


def answer(cell: Cell, notes: Notes) -> AnswerCode:
    """Read a level 0 to 5, NA or DK, written as a code or as a label of any language.

    Raises:
        RefusedCellError: It is none of them.
    """
    stored = cell.number
    if stored is not None:
        return _level(cell, stored, notes)
    if cell.kind == "date":
        raise refuse(kinds.DATE_IN_CELL, cell, allowed=", ".join(ANSWERS))
    if cell.text in {"NA", "DK"}:
        return cell.text  # type: ignore[return-value]
    if is_dash(cell.text):
        raise refuse(kinds.DASH, cell, allowed=", ".join(ANSWERS))
    text, labels = folded(cell.text), _answer_labels()
    if whole := _WHOLE.fullmatch(text):
        code: str | None = whole[1]
    elif _SIGNED_NUMBER.fullmatch(text):
        nearest = _nearest_level(float(text.replace(",", ".")))
        raise refuse(kinds.LEVEL_NOT_WHOLE, cell, allowed=", ".join(ANSWERS), nearest=nearest)
    else:
        code = labels.get(text) or _code_and_label(text, labels)
    if code is None:
        nearest = _nearest_answer(cell.text, labels)
        raise refuse(kinds.LEVEL_UNKNOWN, cell, allowed=", ".join(ANSWERS), nearest=nearest)
    notes.append((kinds.NORMALISED, {"found": cell.text, "value": code}))
    return code  # type: ignore[return-value]


def _code_and_label(text: str, labels: Mapping[str, str]) -> str | None:
    """Read "3 - standardised"; ``None`` if code and label say different things."""
    match = _LABELLED.fullmatch(text)
    if match is None:
        return None
    code, label = (match[1] or match[3]).upper(), (match[2] or match[4]).strip()
    return code if labels.get(label) == code else None


def _level(cell: Cell, stored: float, notes: Notes) -> AnswerCode:
    whole = round(stored) if abs(stored) < 1e9 else -1
    allowed = ", ".join(ANSWERS)
    if abs(stored - whole) >= WHOLE_WITHIN or str(whole) not in LEVELS:
        if cell.shown_as == "date":
            raise refuse(kinds.DATE_IN_CELL, cell, allowed=allowed)
        raise refuse(kinds.LEVEL_NOT_WHOLE, cell, allowed=allowed, nearest=_nearest_level(stored))
    if cell.shown_as != "number":  # 3 shown as 3 January 1900: what was typed is 3
        if cell.shown_as == "percent" and stored:
            raise refuse(kinds.LEVEL_NOT_WHOLE, cell, allowed=allowed, nearest=_nearest_level(stored))
        notes.append((kinds.NORMALISED, {"found": cell.shown, "value": whole}))
    return str(whole)  # type: ignore[return-value]


def level_number(cell: Cell, notes: Notes) -> int:
    """Read a target: a level 0 to 5.

    Raises:
        RefusedCellError: It is not a level.
    """
    try:
        code = answer(cell, notes)
    except RefusedCellError as refused:
        refused.facts["allowed"] = ", ".join(LEVELS)
        raise
    if code not in LEVELS:
        raise refuse(kinds.LEVEL_NOT_WHOLE, cell, allowed=", ".join(LEVELS), nearest="–")
    return int(code)


def tick_state(cell: Cell, notes: Notes) -> TickCode:
    """Read a checklist code, or its label in any language.

    Raises:
        RefusedCellError: It is none of them.
    """
    return TICK_CODES[code_of(cell, notes, tuple(TICK_CODES), _tick_labels())]


def is_applicable(cell: Cell, notes: Notes) -> bool:
    """Read Y or N, or yes and no in any language.

    Raises:
        RefusedCellError: It is neither.
    """
    labels = dict.fromkeys((*_YES, *_APPLICABLE), YES) | dict.fromkeys((*_NO, *_NOT_APPLICABLE), NO)
    return code_of(cell, notes, (YES, NO), labels) == YES


def yes_no(cell: Cell, notes: Notes) -> bool:
    """Read Y or N, or yes and no in any language.

    Raises:
        RefusedCellError: It is neither.
    """
    return code_of(cell, notes, (YES, NO), dict.fromkeys(_YES, YES) | dict.fromkeys(_NO, NO)) == YES


def role(cell: Cell, notes: Notes, *, lang: Language = "en") -> Role:
    """Read a role by its label in any language; labels are what the list offers.

    Args:
        cell: The cell.
        notes: Gets a note if the entry had to be interpreted.
        lang: Language in which a refusal names the roles.

    Raises:
        RefusedCellError: It is none of them.
    """
    labels = role_labels()
    text = folded(cell.text)
    if text in labels:
        return labels[text]  # type: ignore[return-value]
    spoken = {role.code: f"{role.name.spoken(lang)} ({role.code})" for role in bundle().maturity.roles}
    try:
        return code_of(cell, notes, tuple(spoken), labels)  # type: ignore[return-value]
    except RefusedCellError as refused:
        refused.facts["allowed"] = list(spoken.values())
        close = difflib.get_close_matches(text[:80], list(labels), n=1, cutoff=0.6)
        refused.facts["nearest"] = spoken[labels[close[0]]] if close else "–"
        raise


def code_of(cell: Cell, notes: Notes, codes: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """Read one of some codes, or a label of one.

    Raises:
        RefusedCellError: It is none of them.
    """
    allowed = ", ".join(codes)
    if cell.kind == "date" or cell.shown_as == "date":
        raise refuse(kinds.DATE_IN_CELL, cell, allowed=allowed)
    if cell.kind == "text" and cell.text in codes:
        return cell.text
    if is_dash(cell.text):
        raise refuse(kinds.DASH, cell, allowed=allowed)
    text = folded(cell.text) if cell.kind == "text" else cell.shown
    code = {code.casefold(): code for code in codes}.get(text) or labels.get(text)
    if code is None:
        raise refuse(kinds.CODE_UNKNOWN, cell, allowed=allowed, nearest=_nearest(text, labels, codes))
    notes.append((kinds.NORMALISED, {"found": cell.text, "value": code}))
    return code


@cache
def _evidence_labels() -> Mapping[str, str]:
    return labels_of((kind.code, kind.name) for kind in bundle().maturity.evidence)


def words_of(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return marked words of ours in all languages, folded, with the code that each belongs to."""
    return {folded(Translator(lang)(name)): code for code, name in names for lang in LANGUAGES}


def evidence_kind(cell: Cell, notes: Notes) -> EvidenceKind:
    """Read a kind of evidence, or what it is called in any language.

    Raises:
        RefusedCellError: It is none of them.
    """
    return code_of(cell, notes, EVIDENCE, _evidence_labels())  # type: ignore[return-value]


def observation_kind(cell: Cell, notes: Notes) -> ObservationKind:
    """Read a strength or a gap, or what it is called in any language.

    Raises:
        RefusedCellError: It is neither.
    """
    return code_of(cell, notes, tuple(OBSERVATION), words_of(OBSERVATION.items()))  # type: ignore[return-value]


def initiative_state(cell: Cell, notes: Notes) -> InitiativeState:
    """Read how far an initiative has come, or what that is called in any language.

    Raises:
        RefusedCellError: It is none of the states.
    """
    return code_of(cell, notes, tuple(INITIATIVE_STATE), words_of(INITIATIVE_STATE.items()))  # type: ignore[return-value]


@cache
def _decision_labels() -> Mapping[str, str]:
    named = {decision: code for code, decision in DECISION_CODES.items()}
    said = words_of((named[decision], name) for decision, name in DECISION.items())
    return {**said, **{folded(word): code for code, words in SPOKEN.items() for word in words}}


def decision(cell: Cell, notes: Notes) -> Decision:
    """Read Y or N, or a word for accepted or rejected in any language.

    Raises:
        RefusedCellError: It is neither.
    """
    return DECISION_CODES[code_of(cell, notes, tuple(DECISION_CODES), _decision_labels())]


def relation(cell: Cell, notes: Notes) -> Relation:
    """Read what a practice is to an element, or how that is said in any language.

    Raises:
        RefusedCellError: It is no such relation.
    """
    return code_of(cell, notes, tuple(RELATION), words_of(RELATION.items()))  # type: ignore[return-value]


def tick(cell: Cell, notes: Notes) -> bool:
    """Read a tick; every sign that people tick with counts.

    Raises:
        RefusedCellError: It is no tick.
    """
    text = folded(cell.text) if cell.kind == "text" else cell.shown
    if text not in _TICKS or cell.shown_as == "date":
        raise refuse(kinds.TICK_UNKNOWN, cell, allowed="x, ✓, 1, yes, да, 是")
    if cell.text != "x":
        notes.append((kinds.NORMALISED, {"found": cell.shown, "value": "x"}))
    return True
