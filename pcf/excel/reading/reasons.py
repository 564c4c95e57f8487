"""Reading the sheet of contact reasons."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache, partial

from pcf.errors import Phrase
from pcf.excel.loops import loops_in
from pcf.excel.reading import cell_findings, codes, register_findings
from pcf.excel.reading import reason_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.complaints_rules import day_needed
from pcf.excel.reading.entries import Entries
from pcf.excel.reading.figures import within_whole
from pcf.excel.reading.id_lists import ElementIds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.profile import word_id
from pcf.excel.reading.registers import Known, take_texts
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, bare, number_of, refuse, text_of
from pcf.excel.reasons import NAMES_APART, REASONS
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, is_element_id, is_named_id
from pcf.ids import owner_of as owner_of_id
from pcf.model.loop import DRIVERS, Driver
from pcf.reasons.records import Reason
from pcf.reasons.words import DRIVER
from pcf.sheets.grid import BLANKS, Cell
from pcf.source import loops

_NUMBER = Phrase(cell_findings.A_NUMBER)
_NAMES = re.compile("|".join(NAMES_APART))
_TEXTS = ("words", "person", "outside_name", "source", "if_met", "if_missed", "explanation", "note")
_YES_NO = "Y, N"


def read_reasons(
    found: Collection[str], tables: Mapping[str, Table], ledger: Ledger, known: Known
) -> tuple[Reason, ...] | None:
    """Return the contact reasons in the order of their rows; ``None`` where the workbook does not ask.

    Args:
        found: Keys of the sheets that are there, readable or not.
        tables: The data sheets by key.
        ledger: Gets the findings.
        known: The edition whose elements may be named.
    """
    if "reasons" not in loops_in(found):
        return None
    table = tables.get(REASONS.key)
    if table is None:
        return ()
    entries = Entries(table, ledger, partial(reason_id, owners=known.taxonomy.extensions))
    read = entries.read("words", register_findings.ENTRY_TEXTLESS, _Rows(entries, known).fields)
    return tuple(Reason.model_validate(one) for one in read)


class _Rows:
    """Reads the columns of one reason."""

    def __init__(self, entries: Entries, known: Known) -> None:
        self._entries, self._known, self._elements = entries, known, ElementIds(known.taxonomy, known.own)

    def fields(self, row: str) -> dict[str, object]:
        take = partial(self._entries.take, row)
        read_day = partial(day_needed, starts_1904=self._known.starts_1904)
        return {
            **take_texts(self._entries, row, *_TEXTS),
            "names": take("names", names_of),
            "owner": take("owner", owner_of),
            "causes": take("causes", self._elements),
            "handled_by": take("handled_by", self._elements),
            "outside_id": self._outside(row),
            "customer_value": take("customer_value", worth_of, _NUMBER),
            "company_value": take("company_value", worth_of, _NUMBER),
            "is_removable": take("is_removable", codes.yes_no, _YES_NO),
            "driver": take("driver", driver_of, ", ".join(DRIVERS)),
            "deflection": take("deflection", _share_of, _NUMBER),
            **{column: take(column, weight_of, _NUMBER) for column in ("unit_cost", "self_service_cost", "target")},
            **{column: take(column, read_day) for column in ("target_by", "explained_on")},
        }

    def _outside(self, row: str) -> str | None:
        where = self._entries.place(row, "outside_name")
        element = self._entries.take(row, "outside_id", partial(outside_id_of, where=where))
        if element is not None and element in self._known.taxonomy:
            found = f"{element} {self._known.taxonomy[element].shown_name}"
            where = self._entries.place(row, "causes")
            self._entries.report(kinds.OUTSIDE_ID_INSIDE, row, "outside_id", found=found, where=where)
        return element


def reason_id(cell: Cell, notes: Notes, *, owners: Collection[str]) -> str:
    """Read the id of a reason, that of an organisation whose own ones the workbook asks about too.

    Raises:
        RefusedCellError: It is no such id.
    """
    text = cell.text.strip(BLANKS)
    return text if is_named_id(text) and owner_of_id(text) in owners else word_id(cell, notes)


def names_of(cell: Cell, notes: Notes) -> tuple[str, ...]:
    """Read what logs call a reason: names separated by semicolons or line breaks, each once.

    Raises:
        RefusedCellError: It is a date.
    """
    names = (name.strip(BLANKS) for name in _NAMES.split(text_of(cell, notes)))
    return tuple(dict.fromkeys(name for name in names if name))


def owner_of(cell: Cell, notes: Notes) -> str:
    """Read the id of a function, or its name in any language; what is neither is the organisation's own word.

    Raises:
        RefusedCellError: It is a date.
    """
    text, known = text_of(cell, notes), {one.id for one in loops().reasons.owners}
    if text in known:
        return text
    function = {one: one for one in known}.get(codes.folded(text)) or _owner_labels().get(codes.folded(text))
    if function is None:
        return text
    notes.append((cell_findings.NORMALISED, {"found": cell.shown, "value": function}))
    return function


@cache
def _owner_labels() -> Mapping[str, str]:
    return codes.labels_of((one.id, one.name) for one in loops().reasons.owners)


def driver_of(cell: Cell, notes: Notes) -> Driver:
    """Read what a reason grows with, or what that is called in any language.

    Raises:
        RefusedCellError: It is no such unit of business.
    """
    return codes.code_of(cell, notes, DRIVERS, _driver_labels())  # type: ignore[return-value]


@cache
def _driver_labels() -> Mapping[str, str]:
    return {codes.folded(Translator(lang)(name)): code for code, name in DRIVER.items() for lang in LANGUAGES}


def worth_of(cell: Cell, notes: Notes) -> Decimal:
    """Read what a contact is to customer or company: -1 to 1.

    Raises:
        RefusedCellError: It is no such number.
    """
    value = number_of(cell, notes)
    if not -1 <= value <= 1:
        raise refuse(kinds.VALUE_BEYOND, cell, nearest=-1 if value < 0 else 1)
    return value


def _share_of(cell: Cell, notes: Notes) -> Decimal:
    return within_whole(number_of(cell, notes, is_percent=True), cell)


def outside_id_of(cell: Cell, notes: Notes, *, where: str) -> str:
    """Read the id of an element of any category.

    Args:
        cell: The cell.
        notes: Gets a note if the entry had to be interpreted.
        where: The cell for its name, for a refusal.

    Raises:
        RefusedCellError: It is no such id.
    """
    text = bare(text_of(cell, notes))
    if not is_element_id(text):
        raise refuse(kinds.OUTSIDE_ID_MALFORMED, cell, where=where)
    if text != cell.shown.strip(BLANKS):
        notes.append((cell_findings.NORMALISED, {"found": cell.shown, "value": text}))
    return text
