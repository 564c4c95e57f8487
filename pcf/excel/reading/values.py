"""One cell to one value. Nothing is guessed: what can be read in two ways is refused.

Every reader takes a cell and a list for notes, returns the value, or raises ``RefusedCellError``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from pcf.errors import Phrase
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.reading import cell_findings as kinds
from pcf.findings import FindingKind
from pcf.sheets.grid import BLANKS, Cell

# Full-width signs (！ to ～) become ASCII; nothing else does, or ² would become 2.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MINUS = {0x2212: "-", 0x2013: "-", 0x2014: "-"}
_SPACES = dict.fromkeys(map(ord, BLANKS), " ") | dict.fromkeys((0x200B, 0xFEFF))  # zero-width signs go
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
# What a file itself can say as a number; float() would also take 1_0, ٣ and inf.
_STORED = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'")
_COLUMN_OF_TABLE = re.compile(r"[\w.?]+\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_FETCHING = re.compile(r"(?i)\b(WEBSERVICE|RTD|DDE|IMPORT(?:RANGE|DATA|XML|HTML|FEED))\s*\(")
_EXPONENT = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)[eE]([+-]?[0-9]{1,2})")
_NUMBER_WITH_WORDS = re.compile(r"\D{0,20}?([0-9]{1,15}(?:[.,][0-9]{1,2})?)\s*[^0-9.,]{0,20}")
SIGNIFICANT = 15  # digits that Excel keeps
WHOLE_WITHIN = 1e-9
_LONGEST_ENTRY = 2_000
LARGEST = 10**SIGNIFICANT  # beyond it a cell no longer tells whole numbers apart

Notes = list[tuple[FindingKind, dict[str, object]]]


@dataclass
class RefusedCellError(Exception):
    """The cell has no value; never leaves ``pcf.excel``."""

    kind: FindingKind
    facts: dict[str, object] = field(default_factory=dict)


def refuse(kind: FindingKind, cell: Cell, **facts: object) -> RefusedCellError:
    return RefusedCellError(kind, {"found": cell.shown} | facts)


def check_kind(cell: Cell, notes: Notes, allowed: str) -> None:
    """Refuse what no input may be: errors, logical values, uncomputed or foreign formulas.

    Raises:
        RefusedCellError: The cell holds one of these.
    """
    if cell.formula is not None:
        if points_outside(cell.formula):
            raise refuse(kinds.EXTERNAL_FORMULA, cell)
        if not cell.has_value:
            raise refuse(kinds.NO_CACHE, cell)
    if cell.kind == "error":
        raise RefusedCellError(kinds.ERROR_CELL, {"found": cell.text, "allowed": allowed})
    if cell.kind == "boolean":
        shown = "TRUE" if cell.text == "1" else "FALSE"
        raise RefusedCellError(kinds.BOOLEAN, {"found": shown, "allowed": allowed})
    if cell.kind == "number" and (cell.number is None or not _is_stored_number(cell)):
        raise RefusedCellError(kinds.NOT_A_NUMBER, {"found": cell.text, "nearest": "–"})
    if cell.formula is not None:
        notes.append((kinds.FORMULA, {"found": cell.shown, "value": cell.text or '""'}))


def _is_stored_number(cell: Cell) -> bool:
    return bool(_STORED.fullmatch(cell.text)) and math.isfinite(float(cell.text))


def points_outside(formula: str) -> bool:
    """Whether a formula takes its value from another file, program or address.

    >>> points_outside("'[1]My sheet'!A1"), points_outside("SUM(Table1[2026])")
    (True, False)
    """
    if _FETCHING.search(formula):  # before texts go: Google exports keep its functions inside one
        return True
    bare_formula = _LITERAL.sub("", formula)
    if any("[" in sheet for sheet in _QUOTED_SHEET.findall(bare_formula)):
        return True
    bare_formula = _QUOTED_SHEET.sub("", bare_formula)
    return "|" in bare_formula or "[" in _COLUMN_OF_TABLE.sub("", bare_formula)


def bare(text: str) -> str:
    """Make a short entry comparable: full-width signs to ASCII, odd spaces and dashes to plain ones.

    >>> bare(" ３ – х ")
    '3 - х'
    """
    if len(text) > _LONGEST_ENTRY:
        return text  # no number, date, code or list of ids; a sheet full of such texts would take minutes
    return text.translate(_FULL_WIDTH).translate(_SPACES).translate(_MINUS).strip()


def is_dash(text: str) -> bool:
    """Whether a text is only a stroke or dots: not applicable, unknown and none look alike then."""
    signs = bare(text).replace(" ", "")
    return bool(signs) and all(sign in "_./\\…" or unicodedata.category(sign) == "Pd" for sign in signs)


def nearest_number(text: str) -> str:
    """Suggest the number that a text may mean, for a message only; – if there is none.

    >>> nearest_number("1e3"), nearest_number("about 20 s"), nearest_number("²"), nearest_number("3-4")
    ('1000', '20', '2', '–')
    """
    signs = bare(text)
    if match := _EXPONENT.fullmatch(signs):
        return shown(plain(Decimal(f"{match[1].replace(',', '.')}e{match[2]}")))
    if len(signs) == 1 and (value := unicodedata.numeric(signs, None)) is not None:
        return shown(exact(value))
    match = _NUMBER_WITH_WORDS.fullmatch(signs)
    return shown(plain(Decimal(match[1].replace(",", ".")))) if match and "-" not in signs else "–"


def number_of(cell: Cell, notes: Notes, *, unit: str = "", is_percent: bool = False) -> Decimal:
    """Read a number.

    Args:
        cell: The cell.
        notes: Gets a note if the entry had to be interpreted.
        unit: How the unit is written, for messages; blank where there is none.
        is_percent: Whether the value is a percentage, on 0 to 100.

    Raises:
        RefusedCellError: It is not a number, or one of two.
    """
    if cell.kind == "date" or (cell.shown_as == "date" and cell.kind == "number"):
        raise refuse(kinds.DATE_IN_CELL, cell, allowed=Phrase(kinds.A_NUMBER))
    stored = cell.number
    if stored is not None:
        if not math.isfinite(stored):
            raise refuse(kinds.NOT_A_NUMBER, cell, nearest="–")
        if abs(stored) > LARGEST:
            raise refuse(kinds.TOO_LARGE, cell, limit=LARGEST)
        if cell.shown_as != "percent":
            return exact(stored)
        if not is_percent:
            raise _misplaced_percent(cell, unit, exact(stored))
        value = exact(stored * 100)
        notes.append((kinds.NORMALISED, {"found": cell.shown, "value": shown(value)}))
        return value
    return _typed_number(cell, notes, unit=unit, is_percent=is_percent)


def _typed_number(cell: Cell, notes: Notes, *, unit: str, is_percent: bool) -> Decimal:
    """Read a number that was typed as a text."""
    if is_dash(cell.text):
        raise refuse(kinds.DASH, cell, allowed=Phrase(kinds.A_NUMBER))
    text = bare(cell.text)
    if text.endswith("%"):
        text = text[:-1].strip()
        if not is_percent:
            is_plain = bool(_PLAIN.fullmatch(text)) and not _AMBIGUOUS.fullmatch(text)
            value = plain(Decimal(text.replace(",", ".")) / 100) if is_plain else None
            raise _misplaced_percent(cell, unit, value)
    if _AMBIGUOUS.fullmatch(text):
        thousands, decimal = text.replace(",", "").replace(".", ""), text.replace(",", ".")
        raise refuse(kinds.AMBIGUOUS_NUMBER, cell, thousands=thousands, decimal=decimal.rstrip("0").rstrip("."))
    is_number = bool(_PLAIN.fullmatch(text) or _THOUSANDS.fullmatch(text)) and len(text) <= 40
    if not is_number or "\u2014" in cell.text:  # a long dash is no minus
        raise refuse(kinds.NOT_A_NUMBER, cell, nearest=nearest_number(cell.text))
    value = plain(Decimal(text.replace(" ", "").replace(",", ".")))
    if abs(value) > LARGEST:
        raise refuse(kinds.TOO_LARGE, cell, limit=LARGEST)
    notes.append((kinds.NORMALISED, {"found": cell.text, "value": shown(value)}))
    return value


def _misplaced_percent(cell: Cell, unit: str, value: Decimal | None) -> RefusedCellError:
    if unit:
        return refuse(kinds.PERCENT_MISPLACED, cell, unit=unit)
    return refuse(kinds.PERCENT_WITHOUT_UNIT, cell, nearest="–" if value is None else shown(value))


def at_least_zero(value: Decimal, cell: Cell) -> Decimal:
    """Raise RefusedCellError for a negative number."""
    if value < 0:
        raise refuse(kinds.NEGATIVE, cell)
    return value


def exact(stored: float) -> Decimal:
    """Return the number that a person sees behind a stored binary one: 0.1, not 0.1000000000000000055."""
    return plain(Decimal(f"{stored:.{SIGNIFICANT}g}"))


def plain(value: Decimal) -> Decimal:
    """Write a number in one way only: no trailing zeros, no exponent.

    >>> plain(Decimal("1.50")), plain(Decimal("1E+2"))
    (Decimal('1.5'), Decimal('100'))
    """
    return Decimal(format(value.normalize() + 0, "f"))


def shown(value: Decimal) -> str:
    return format(value, "f")


def text_of(cell: Cell, notes: Notes, *, limit: int = LONGEST_TEXT) -> str:
    """Read a text as it was typed: composed signs, line ends as LF, no control signs.

    Raises:
        RefusedCellError: It is a date, or longer than a cell of Excel can hold.
    """
    if cell.kind == "date" or (cell.kind == "number" and cell.shown_as == "date"):
        raise refuse(kinds.DATE_IN_CELL, cell, allowed=Phrase(kinds.A_TEXT))
    stored = cell.number
    if stored is not None:
        return _number_as_text(cell, stored, notes)
    text = unicodedata.normalize("NFC", cell.text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > limit:
        raise RefusedCellError(kinds.TOO_LONG, {"found": len(text), "limit": limit})
    cleaned = _CONTROL.sub("\ufffd", text)
    if cleaned != text:
        notes.append((kinds.CLEANED, {"found": cleaned}))
    return cleaned


def _number_as_text(cell: Cell, stored: float, notes: Notes) -> str:
    if cell.shown_as != "percent":
        return shown(exact(stored))
    value = f"{shown(exact(stored * 100))} %"
    notes.append((kinds.NORMALISED, {"found": cell.text, "value": value}))
    return value


def name_of(cell: Cell, notes: Notes) -> str:
    """Read a name or another short text: as ``text_of``, without the blanks around it."""
    return text_of(cell, notes).strip(BLANKS)


def clock_seconds(cell: Cell) -> tuple[str, int] | None:
    """Return a time of day as people see it, and the seconds they meant; ``None`` if it is no time.

    Excel takes 0:25 for 25 minutes; who types it into a field for seconds means minutes and seconds.

    >>> clock_seconds(Cell(1, 1, "text", "1:05"))
    ('1:05', 65)
    """
    if cell.kind == "text":
        match = _CLOCK.fullmatch(bare(cell.text))
        if match is None:
            return None
        first, second, third = int(match[1]), int(match[2]), match[3]
        return cell.text, first * 60 + second if third is None else first * 3600 + second * 60 + int(third)
    stored = cell.number
    if stored is None or cell.shown_as != "date" or not 0 <= stored < 1:
        return None
    minutes, seconds = divmod(round(stored * 86_400), 60)
    if seconds:
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", minutes * 60 + seconds
    return f"{minutes // 60}:{minutes % 60:02}", minutes
