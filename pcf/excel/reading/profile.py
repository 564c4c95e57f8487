"""Reading the sheets about the organisation and its segments."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from pcf.assessment import Organisation, Respondent, Segment
from pcf.assessment.words import POLICY
from pcf.excel.layout import LANGUAGE_NAMES
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading import codes
from pcf.excel.reading.dates import date_of, round_of
from pcf.excel.reading.findings import LANGUAGE_UNKNOWN
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, bare, name_of, refuse, text_of
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language, is_word_id
from pcf.maturity import POLICIES, Policy
from pcf.sheets.grid import BLANKS, Cell

_FORMER = frozenset({"RUR", "RMB", "DEM", "FRF", "ITL"})


@cache
def _currencies() -> frozenset[str]:
    """Return the codes of ISO 4217 that babel knows."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies")) - _FORMER


def currency(cell: Cell, notes: Notes) -> str:
    """Read an ISO 4217 code.

    Raises:
        RefusedCellError: It is not three letters, or no currency.
    """
    code = bare(cell.text).upper() if cell.kind == "text" else ""
    if not re.fullmatch(r"[A-Z]{3}", code) or code not in _currencies():
        nearest = difflib.get_close_matches(code, sorted(_currencies()), n=3, cutoff=0.6)
        raise refuse(kinds.CURRENCY_UNKNOWN, cell, nearest=nearest or ["RUB", "CNY", "EUR"])
    if code != cell.text.strip(BLANKS):
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": code}))
    return code


def read_organisation(
    table: Table | None, ledger: Ledger, *, lang: Language, starts_1904: bool
) -> tuple[Organisation, Respondent, str]:
    """Return organisation, respondent and round."""
    made = Organisation(
        name=ledger.take(table, "name", "value", name_of) or "",
        currency=ledger.take(table, "currency", "value", currency, "RUB, CNY, EUR"),
        date=ledger.take(table, "date", "value", lambda c, n: date_of(c, n, starts_1904=starts_1904)) or "",
    )
    in_round = ledger.take(table, "round", "value", lambda c, n: round_of(c, n, starts_1904=starts_1904)) or ""
    respondent = Respondent(
        name=ledger.take(table, "respondent", "value", name_of) or "",
        role=ledger.take(table, "role", "value", lambda c, n: codes.role(c, n, lang=lang)),
    )
    return made, respondent, in_round


def read_policy(table: Table | None, ledger: Ledger) -> Policy | None:
    """Return how processes combine, if the first sheet says so."""
    return ledger.take(table, "policy", "value", _policy, ", ".join(POLICIES))


def _policy(cell: Cell, notes: Notes) -> Policy:
    names = {codes.folded(Translator(lang)(name)): policy for policy, name in POLICY.items() for lang in LANGUAGES}
    known: dict[str, Policy] = {policy: policy for policy in POLICIES} | names
    text = codes.folded(cell.text)
    if text not in known:
        nearest = difflib.get_close_matches(text, list(known), n=1, cutoff=0.5)
        named = known[nearest[0]] if nearest else "–"
        raise refuse(kinds.CODE_UNKNOWN, cell, allowed=", ".join(POLICIES), nearest=named)
    if cell.text != known[text]:
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": known[text]}))
    return known[text]


def check_language(table: Table | None, ledger: Ledger) -> None:
    """Look at the language chosen on the first sheet; it changes what is shown and nothing that is read."""
    ledger.take(table, "language", "value", _language, ", ".join(LANGUAGE_NAMES.values()))


def _language(cell: Cell, notes: Notes) -> str:
    if cell.text.strip(BLANKS).casefold() not in {name.casefold() for name in LANGUAGE_NAMES.values()}:
        notes.append((LANGUAGE_UNKNOWN, {"found": cell.shown, "languages": list(LANGUAGE_NAMES.values())}))
    return cell.text


def word_id(cell: Cell, notes: Notes) -> str:
    """Read an id that people may mint.

    Raises:
        RefusedCellError: It has other signs than small Latin letters, digits and ``_``.
    """
    text = bare(text_of(cell, notes))
    if not is_word_id(text):
        raise refuse(kinds.ID_MALFORMED, cell, nearest=nearest_id(text))
    if text != cell.text.strip(BLANKS):
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": text}))
    return text


def nearest_id(text: str) -> str:
    """Suggest an id of the right form.

    >>> nearest_id("Big Clients"), nearest_id("2026")
    ('big_clients', 'x2026')
    """
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")[:38] or "s1"
    return made if made[0].isalpha() else f"x{made}"


def read_segments(table: Table | None, ledger: Ledger) -> dict[str, Segment]:
    """Return row key -> segment, in the order of the sheet.

    A row with a faulty id or without a name is reported and goes by the key of its row, so
    that its figures do not become faults as well.
    """
    segments: dict[str, Segment] = {}
    taken: dict[str, str] = {}
    names: dict[str, str] = {}
    for slot in sorted(table.rows, key=lambda key: table.rows[key]) if table else ():
        assert table is not None
        given = ledger.take(table, slot, "id", word_id)
        name = ledger.take(table, slot, "name", name_of) or ""
        promise = ledger.take(table, slot, "promise", text_of) or ""
        typed = table.cell(slot, "id")
        is_faulty = given is None and typed is not None and not typed.is_blank
        if not (given or name or promise or is_faulty):
            continue
        segment_id, sheet = given or slot, table.sheet.name
        id_place, name_place = table.place(slot, "id"), table.place(slot, "name")
        if not name and not is_faulty:
            filled = id_place if given else table.place(slot, "promise")
            ledger.report(kinds.SEGMENT_NAMELESS, sheet, filled, found=segment_id, where=name_place)
        elif segment_id in taken:
            ledger.report(kinds.ID_TWICE, sheet, id_place, found=segment_id, other=taken[segment_id])
        elif not typed or typed.is_blank:
            ledger.report(kinds.ID_ASSIGNED, sheet, name_place, found=name, value=segment_id)
        if name and segment_id not in taken:
            other = names.setdefault(codes.folded(name), name_place)
            if other != name_place:
                ledger.report(kinds.SEGMENT_NAME_TWICE, sheet, name_place, found=name, other=other)
        if segment_id in taken:
            segment_id = slot
        if segment_id not in taken:
            taken[segment_id] = id_place
            segments[slot] = Segment(id=segment_id, name=name or segment_id, promise=promise)
    return segments
