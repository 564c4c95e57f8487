"""One thing spoilt in a filled workbook, and exactly what the reader says about it."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from pcf.assessment import Assessment
from pcf.excel import Reading, inspect_workbook, layout, write_workbook
from pcf.excel.registers import PREFIXES
from pcf.taxonomy import load

from .mutable import BELOW, BESIDE, Book, Page, Place, name_of

SIX = load()
Spot = tuple[str, str, str]  # sheet, row, column, all by key; see spot_in
Expected = list[tuple[str, str, str, str]]  # code, sheet, row, column; without row and column the sheet as a whole
Told = list[tuple[str, str, str]]  # code, name on the tab, cell
INPUTS = {data.key: data.inputs for data in layout.DATA_SHEETS}


def row_key(row: str) -> str:
    """Return the key of a row: hierarchy ids stand for element ids, ``#6.1`` for the heading of a group."""
    if re.fullmatch(r"#[0-9.]+", row):
        return layout.group_key(SIX.by_hierarchy(row[1:]).id)
    return SIX.by_hierarchy(row).id if re.fullmatch(r"[0-9]{1,2}(\.[0-9]+)+", row) else row


def spot_in(book: Book, spot: Spot) -> tuple[Page, Place]:
    key, row, column = spot
    page = book.page(key)
    return page, page.place(row_key(row), column)


def type_in(book: Book, typed: Mapping[Spot, object]) -> None:
    """Put values into cells; all are found before the first is changed, because some are keys."""
    found = [(*spot_in(book, spot), value) for spot, value in typed.items()]
    for page, place, value in found:
        page.put(place, value)


def places(book: Book, expected: Expected) -> Told:
    """Turn keys into the name on the tab and the cell."""
    told = []
    for code, key, row, column in expected:
        cell = name_of(spot_in(book, (key, row, column))[1]) if row else ""
        told.append((code, book.page(key).name if key else "", cell))
    return told


def entries(book: Book) -> int:
    """Count what stands in the fields to be filled in, and on foreign sheets: by keys, not by the reader's own count."""
    found = 0
    for page in book.pages:
        if page.key in INPUTS:
            rows, columns = page.keys()
            names = [columns[name] for name in INPUTS[page.key] if name in columns]
            below = range(rows.get("key", page.last_row) + 1, page.last_row + 1)
            keyed = [number for number in below if is_row(page, page.text((number, columns["key"])))]
            found += sum(bool(page.text((number, column))) for number in keyed for column in names)
        elif not page.key:
            found += sum(bool(page.text(place).strip()) for place in page.cells)
    return found


def is_row(page: Page, key: str) -> bool:
    return not key.startswith(layout.OWN) if key else page.key in PREFIXES


def read(path: Path, book: Book) -> Reading:
    """Save a workbook, read it, and check what holds of every reading."""
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    check_sentences(reading)
    check_sum(reading, entries(book))
    return reading


def check_sentences(reading: Reading) -> None:
    for finding in reading.findings:
        told = finding.to_json()
        assert told["message"], finding
        assert told["found"], finding
        assert finding.severity == "note" or (told["expected"] and told["suggestion"]), finding
        assert "{" not in told["message"] + told["expected"] + told["suggestion"], told
        assert bool(told["cell"]) <= bool(told["sheet"]), finding


def check_sum(reading: Reading, filled: int) -> None:
    """Read = mapped + noted + refused + unplaced, and what was read is what stands there, counted another way."""
    cells, codes = reading.cells, [finding.code for finding in reading.findings]
    assert cells.read == cells.mapped + cells.noted + cells.refused + cells.unplaced
    if reading.assessment is None or "keys-missing" in codes:
        return  # nobody can say which cells of such a sheet are to be filled in
    assert cells.read == filled + codes.count("stray")
    assert bool(cells.unplaced) == bool({"stray", "extra-sheet"} & set(codes))


def told(reading: Reading) -> Told:
    return sorted((finding.code, finding.sheet, finding.cell) for finding in reading.findings)


@pytest.fixture(scope="module")
def written(make_sample, tmp_path_factory) -> Book:
    """The sample as a program saves it that cannot compute: its results stand blank."""
    path = tmp_path_factory.mktemp("written") / "book.xlsx"
    write_workbook(path, make_sample(), lang="en")
    made = Book(path.read_bytes())
    made.without_values("results")
    return made


@pytest.fixture
def book(written: Book) -> Book:
    return written.copy()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


A = "6.1.1"  # rated 3
B = "6.2.2"  # rated 4
BLANK = "6.5.1"
ID = SIX.by_hierarchy(A).id
ANSWER, COMMENT = ("ratings", A, "answer"), ("ratings", A, "comment")
TARGET, WEIGHT = ("targets", A, "target"), ("targets", A, "weight")
TICK, NOTE = ("checklist", "6.2.1.1", "state"), ("checklist", "6.2.1.1", "note")
STATEMENT = next(one.id for one in SIX.by_hierarchy(A).rubric.statements)
SEEN, GAP, PLAN = ("evidence", "e1"), ("observations", "f1"), ("initiatives", "i1")
NUMBER, PERCENT = ("figures", "s2:average_speed_of_answer"), ("figures", "s1:service_level")
DATE, ROUND, CURRENCY, ROLE, NAME, LANGUAGE, POLICY = (
    ("organisation", field, "value") for field in ("date", "round", "currency", "role", "name", "language", "policy")
)
EVIDENCE = ("said", "written", "shown", "measured", "improved")

# What is typed into which cell, and what has to come out: (code, sheet, row, column).
TYPED: dict[str, tuple[dict[Spot, object], Expected]] = {
    # Levels
    "half a level": ({ANSWER: 2.5}, [("level-not-whole", *ANSWER)]),
    "a level of 7": ({ANSWER: 7}, [("level-not-whole", *ANSWER)]),
    "a negative level": ({ANSWER: -1}, [("level-not-whole", *ANSWER)]),
    "a level that is whole but for rounding": ({ANSWER: 3.0000000000004}, []),
    "a level that is nearly whole": ({ANSWER: 3.0001}, [("level-not-whole", *ANSWER)]),
    "a level beyond all measure": ({ANSWER: 1e300}, [("level-not-whole", *ANSWER)]),
    "a level as text": ({ANSWER: "3"}, [("normalised", *ANSWER)]),
    "a level with a plus": ({ANSWER: "+3"}, [("normalised", *ANSWER)]),
    "a level with decimals as text": ({ANSWER: "3,0"}, [("normalised", *ANSWER)]),
    "half a level as text": ({ANSWER: "2,5"}, [("level-not-whole", *ANSWER)]),
    "a level of 6 as text": ({ANSWER: "6"}, [("level-not-whole", *ANSWER)]),
    "a full-width level": ({ANSWER: "３"}, [("normalised", *ANSWER)]),
    "a level between hard spaces": ({ANSWER: "\u00a03\u202f"}, [("normalised", *ANSWER)]),
    "a level with a zero-width sign": ({ANSWER: "3\u200b"}, [("normalised", *ANSWER)]),
    "a superscript level": ({ANSWER: "²"}, [("level-unknown", *ANSWER)]),
    "a Roman level": ({ANSWER: "III"}, [("level-unknown", *ANSWER)]),
    "a Chinese level": ({ANSWER: "三"}, [("level-unknown", *ANSWER)]),
    "an Arabic-Indic level": ({ANSWER: "٣"}, [("level-unknown", *ANSWER)]),
    "a level in scientific form": ({ANSWER: "1e0"}, [("level-unknown", *ANSWER)]),
    "a hexadecimal level": ({ANSWER: "0x3"}, [("level-unknown", *ANSWER)]),
    "two levels": ({ANSWER: "3-4"}, [("level-unknown", *ANSWER)]),
    "a half as a fraction": ({ANSWER: "1/2"}, [("level-unknown", *ANSWER)]),
    "a level in per cent": ({ANSWER: "60 %"}, [("level-unknown", *ANSWER)]),
    "a label in English": ({ANSWER: "Standardised"}, [("normalised", *ANSWER)]),
    "a label in Russian": ({ANSWER: "По единому стандарту"}, [("normalised", *ANSWER)]),
    "a label in Chinese": ({ANSWER: "统一标准"}, [("normalised", *ANSWER)]),
    "a label in capitals": ({ANSWER: "ПО ЕДИНОМУ СТАНДАРТУ"}, [("normalised", *ANSWER)]),
    "a code with its label": ({ANSWER: "3 – Standardised"}, [("normalised", *ANSWER)]),
    "a code with its label in Russian": ({ANSWER: "3 - По единому стандарту"}, [("normalised", *ANSWER)]),
    "a code with its label in Chinese": ({ANSWER: "3：统一标准"}, [("normalised", *ANSWER)]),
    "a code with another's label": ({ANSWER: "3 – Habitual"}, [("level-unknown", *ANSWER)]),
    "a word that is no level": ({ANSWER: "Standardized?"}, [("level-unknown", *ANSWER)]),
    "don't know in small letters": ({ANSWER: "dk"}, [("normalised", *ANSWER)]),
    "don't know in Russian": ({ANSWER: "Не знаю"}, [("normalised", *ANSWER)]),
    "don't know in Chinese": ({ANSWER: "不清楚"}, [("normalised", *ANSWER)]),
    "not applicable with a stroke": ({ANSWER: "N/A"}, [("normalised", *ANSWER)]),
    "not applicable in Russian": ({ANSWER: "Н/П"}, [("normalised", *ANSWER)]),
    "not applicable in Cyrillic, with the comment as reason": ({ANSWER: "НА"}, [("normalised", *ANSWER)]),
    "not applicable in Chinese, without a reason": (
        {("ratings", B, "answer"): "不适用"},
        [("na-without-reason", "ratings", B, "answer"), ("normalised", "ratings", B, "answer")],
    ),
    "a dash": ({ANSWER: "—"}, [("dash", *ANSWER)]),
    "a hyphen": ({TICK: "-"}, [("dash", *TICK)]),
    "a stroke": ({ANSWER: "/"}, [("dash", *ANSWER)]),
    "a question mark": ({ANSWER: "?"}, [("level-unknown", *ANSWER)]),
    "only a hard space": ({ANSWER: "\u00a0"}, [("blank-signs", *ANSWER)]),
    "only a zero-width sign in a comment": ({COMMENT: "\u200b"}, [("blank-signs", *COMMENT)]),
    "a logical value": ({ANSWER: True}, [("boolean", *ANSWER)]),
    "a date where a level belongs": ({ANSWER: datetime.date(2026, 3, 4)}, [("date-in-cell", *ANSWER)]),
    "a time where a level belongs": ({ANSWER: datetime.time(3, 4)}, [("date-in-cell", *ANSWER)]),
    "an error cell": ({ANSWER: "#N/A"}, [("error-cell", *ANSWER)]),
    "a formula nobody computed": ({ANSWER: "=1+2"}, [("formula-not-computed", *ANSWER)]),
    "a formula over another file": ({ANSWER: "=[1]Sheet!A1"}, [("formula-external", *ANSWER)]),
    "a formula over a named file": ({ANSWER: "='C:\\in\\[book.xlsx]My sheet'!A1"}, [("formula-external", *ANSWER)]),
    "a formula over another program": ({COMMENT: "=cmd|'/C calc'!A0"}, [("formula-external", *COMMENT)]),
    "a half sign where a level belongs": ({ANSWER: "_xDE00_"}, [("level-unknown", *ANSWER)]),
    # Targets, weights, evidence
    "a target of 9": ({TARGET: 9}, [("level-not-whole", *TARGET)]),
    "a target of NA": ({TARGET: "NA"}, [("level-not-whole", *TARGET)]),
    "a target by its label": ({TARGET: "Измеряемый"}, [("level-unknown", *TARGET)]),
    "a target by its true label": ({TARGET: "数据管控"}, [("normalised", *TARGET)]),
    "a full-width target": ({TARGET: "５"}, [("normalised", *TARGET)]),
    "a negative weight": ({WEIGHT: -2}, [("negative-number", *WEIGHT)]),
    "a weight in words": ({WEIGHT: "double"}, [("not-a-number", *WEIGHT)]),
    "a weight in per cent": ({WEIGHT: "75 %"}, [("percent-without-unit", *WEIGHT)]),
    "a weight with a decimal comma": ({WEIGHT: "1,5"}, [("normalised", *WEIGHT)]),
    "a weight beyond all measure": ({WEIGHT: 1e27}, [("number-too-large", *WEIGHT)]),
    "a weight that is a date": ({WEIGHT: datetime.date(2026, 5, 1)}, [("date-in-cell", *WEIGHT)]),
    "a weight that is true": ({WEIGHT: True}, [("boolean", *WEIGHT)]),
    "a weight of a group": ({("targets", "6.1", "weight"): "1,5"}, [("normalised", "targets", "6.1", "weight")]),
    "a weight of a group in words": ({("targets", "6.1", "weight"): "high"}, [("not-a-number", "targets", "6.1", "weight")]),
    "ticks of all kinds": (
        {("ratings", BLANK, f"evidence_{kind}"): sign for kind, sign in zip(EVIDENCE, ("X", "х", "✓", 1, "да"), strict=True)},
        [("normalised", "ratings", BLANK, f"evidence_{kind}") for kind in EVIDENCE],
    ),
    "a tick that says no": ({("ratings", A, "evidence_shown"): "no"}, [("tick-unknown", "ratings", A, "evidence_shown")]),
    "a tick of zero": ({("ratings", A, "evidence_shown"): 0}, [("tick-unknown", "ratings", A, "evidence_shown")]),
    "a tick that is true": ({("ratings", A, "evidence_shown"): True}, [("boolean", "ratings", A, "evidence_shown")]),
    # Scope and checklist
    "out of scope without a reason": ({("scope", BLANK, "applicable"): "N"}, [("na-without-reason", "scope", BLANK, "applicable")]),
    "out of scope though rated": (
        {("scope", A, "applicable"): "N", ("scope", A, "reason"): "none here"},
        [("scope-conflict", *ANSWER)],
    ),
    "applicable in Russian": ({("scope", A, "applicable"): "да"}, [("normalised", "scope", A, "applicable")]),
    "applicable in Chinese": ({("scope", A, "applicable"): "适用"}, [("normalised", "scope", A, "applicable")]),
    "applicable perhaps": ({("scope", A, "applicable"): "maybe"}, [("code-unknown", "scope", A, "applicable")]),
    "applicable as 1": ({("scope", A, "applicable"): 1}, [("code-unknown", "scope", A, "applicable")]),
    "applicable as a Cyrillic look-alike": ({("scope", A, "applicable"): "У"}, [("code-unknown", "scope", A, "applicable")]),
    "a checklist label": ({TICK: "Partly"}, [("normalised", *TICK)]),
    "a checklist label in Russian": ({TICK: "выполняется"}, [("normalised", *TICK)]),
    "a checklist label in Chinese": ({TICK: "未落实"}, [("normalised", *TICK)]),
    "a full-width checklist code": ({TICK: "Ｙ"}, [("normalised", *TICK)]),
    "a checklist code of its own": ({TICK: "Q"}, [("code-unknown", *TICK)]),
    "a statement's code": ({("checklist", STATEMENT, "state"): "P"}, []),
    "a statement's label": ({("checklist", STATEMENT, "state"): "выполняется"}, [("normalised", "checklist", STATEMENT, "state")]),
    "a statement's code of its own": ({("checklist", STATEMENT, "state"): "?"}, [("code-unknown", "checklist", STATEMENT, "state")]),
    "a checklist code that is a date": ({TICK: datetime.date(2026, 1, 2)}, [("date-in-cell", *TICK)]),
    # Organisation
    "a currency in words": ({CURRENCY: "euro"}, [("currency-unknown", *CURRENCY)]),
    "a currency that is none": ({CURRENCY: "XQZ"}, [("currency-unknown", *CURRENCY)]),
    "a currency of former times": ({CURRENCY: "RUR"}, [("currency-unknown", *CURRENCY)]),
    "a currency sign": ({CURRENCY: "₽"}, [("currency-unknown", *CURRENCY)]),
    "a currency in small letters": ({CURRENCY: "eur"}, [("normalised", *CURRENCY)]),
    "a full-width currency": ({CURRENCY: "ＥＵＲ"}, [("normalised", *CURRENCY)]),
    "a real date": ({DATE: datetime.date(2026, 10, 26)}, []),
    "a Russian date": ({DATE: "26.10.2026"}, [("normalised", *DATE)]),
    "a Russian date with its year named": ({DATE: "26.10.2026 г."}, [("normalised", *DATE)]),
    "a Chinese date": ({DATE: "2026年10月26日"}, [("normalised", *DATE)]),
    "a full-width date": ({DATE: "２０２６－１０－２６"}, [("normalised", *DATE)]),
    "a date with midnight": ({DATE: "2026-10-26 00:00:00"}, [("normalised", *DATE)]),
    "a date with one reading": ({DATE: "10/26/2026"}, [("normalised", *DATE)]),
    "a date with two readings": ({DATE: "04/05/2026"}, [("date-ambiguous", *DATE)]),
    "a date with two digits for the year": ({DATE: "26.10.26"}, [("date-unknown", *DATE)]),
    "a year alone as text": ({DATE: "2026"}, []),
    "a year far away": ({DATE: "0226-10-26"}, [("date-unknown", *DATE)]),
    "no such day": ({DATE: "31.02.2026"}, [("date-unknown", *DATE)]),
    "a date in words": ({DATE: "soon"}, [("date-unknown", *DATE)]),
    "a round the other way round": ({ROUND: "Q4 2026"}, [("normalised", *ROUND)]),
    "a round in Russian": ({ROUND: "IV кв. 2026 г."}, [("normalised", *ROUND)]),
    "a round in Chinese": ({ROUND: "2026年第四季度"}, [("normalised", *ROUND)]),
    "a round that Excel made a date of": ({ROUND: datetime.date(2026, 10, 1)}, [("normalised", *ROUND)]),
    "a round as a number": ({ROUND: 2026}, []),
    "a round in words": ({ROUND: "autumn"}, [("round-unknown", *ROUND)]),
    "a fifth quarter": ({ROUND: "2026-Q5"}, [("round-unknown", *ROUND)]),
    "another language of the sheets": ({LANGUAGE: "中文"}, []),
    "a language we do not speak": ({LANGUAGE: "Deutsch"}, [("language-unknown", *LANGUAGE)]),
    "a policy by its code": ({POLICY: "capped"}, []),
    "a policy nobody knows": ({POLICY: "best"}, [("code-unknown", *POLICY)]),
    "a role in Russian": ({ROLE: "Руководитель"}, []),
    "a role in Chinese": ({ROLE: "管理人员"}, []),
    "a role by its code": ({ROLE: "manager"}, []),
    "a role nobody has": ({ROLE: "boss"}, [("code-unknown", *ROLE)]),
    "a name that is a number": ({NAME: 42}, []),
    "a name that is a date": ({NAME: datetime.date(2026, 1, 1)}, [("date-in-cell", *NAME)]),
    "a name that is true": ({NAME: True}, [("boolean", *NAME)]),
    # Segments and practices
    "a segment id with spaces": (
        {("segments", "s3", "id"): "Big Ones", ("segments", "s3", "name"): "Big"},
        [("id-malformed", "segments", "s3", "id")],
    ),
    "a segment id in Cyrillic": (
        {("segments", "s3", "id"): "опт", ("segments", "s3", "name"): "Опт"},
        [("id-malformed", "segments", "s3", "id")],
    ),
    "a full-width segment id": ({("segments", "s1", "id"): "ｒｅｔａｉｌ"}, [("normalised", "segments", "s1", "id")]),
    "a segment id that is a number": (
        {("segments", "s3", "id"): 7, ("segments", "s3", "name"): "Seven"},
        [("id-malformed", "segments", "s3", "id")],
    ),
    "a segment id twice": (
        {("segments", "s3", "id"): "retail", ("segments", "s3", "name"): "Again"},
        [("id-twice", "segments", "s3", "id")],
    ),
    "a segment without a name": ({("segments", "s3", "id"): "vip"}, [("segment-nameless", "segments", "s3", "id")]),
    "a segment without an id": ({("segments", "s3", "name"): "VIP"}, [("id-assigned", "segments", "s3", "name")]),
    "a segment name twice": (
        {("segments", "s3", "id"): "other", ("segments", "s3", "name"): " retail"},
        [("segment-name-twice", "segments", "s3", "name")],
    ),
    "blanks around names and ids": (
        {
            NAME: "  Acme\u00a0",
            CURRENCY: "EUR ",
            ("segments", "s1", "name"): " Retail ",
            ("segments", "s1", "id"): "retail ",
        },
        [],
    ),
    "an element outside customer service": (
        {("practices", "p1", "elements"): "10388, 20109"},
        [("element-outside", "practices", "p1", "elements")],
    ),
    "an element outside and one unknown": (
        {("practices", "p1", "elements"): "20109, 10999"},
        [("element-outside", "practices", "p1", "elements"), ("element-unknown", "practices", "p1", "elements")],
    ),
    "an unknown element": ({("practices", "p1", "elements"): "10388, 10999"}, [("element-unknown", "practices", "p1", "elements")]),
    "hierarchy ids": ({("practices", "p1", "elements"): "6.2.2；6.2.3"}, [("normalised", "practices", "p1", "elements")]),
    "an element as a number": ({("practices", "p1", "elements"): 10388}, []),
    "a hierarchy id that Excel made a date of": (
        {("practices", "p1", "elements"): datetime.date(2002, 2, 6)},
        [("date-in-cell", "practices", "p1", "elements")],
    ),
    "a practice without a text": ({("practices", "p2", "owner"): "Bob"}, [("practice-textless", "practices", "p2", "owner")]),
    "a practice id twice": (
        {("practices", "p2", "id"): "p1", ("practices", "p2", "text"): "More"},
        [("id-twice", "practices", "p2", "id")],
    ),
    # Registers
    "kinds in words": (
        {(*SEEN, "kind"): "Показано", (*GAP, "kind"): "Strength", (*PLAN, "state"): "Under way"},
        [("normalised", *SEEN, "kind"), ("normalised", *GAP, "kind"), ("normalised", *PLAN, "state")],
    ),
    "a kind of evidence of one's own": ({(*SEEN, "kind"): "heard"}, [("code-unknown", *SEEN, "kind")]),
    "neither strength nor gap": ({(*GAP, "kind"): "so-so"}, [("code-unknown", *GAP, "kind")]),
    "a state of one's own": ({(*PLAN, "state"): 3}, [("code-unknown", *PLAN, "state")]),
    "an entry without a title": ({("evidence", "e9", "owner"): "Bob"}, [("entry-textless", "evidence", "e9", "owner")]),
    "a finding without a text": (
        {("observations", "f2", "recommendation"): "Go on"}, [("entry-textless", "observations", "f2", "recommendation")],
    ),
    "an initiative that has only its id": ({("initiatives", "i9", "id"): "crm"}, [("entry-textless", "initiatives", "i9", "id")]),
    "an entry without an id": ({("evidence", "e9", "title"): "Minutes"}, []),
    "an entry whose row gave its id away": (
        {("evidence", "e9", "title"): "Minutes", ("evidence", "e8", "title"): "More", ("evidence", "e8", "id"): "e9"},
        [("id-assigned", "evidence", "e9", "title")],
    ),
    "an entry's id twice": (
        {("evidence", "e9", "id"): "log", ("evidence", "e9", "title"): "Again"}, [("id-twice", "evidence", "e9", "id")],
    ),
    "an entry's id in Cyrillic": (
        {("evidence", "e9", "id"): "акт", ("evidence", "e9", "title"): "Акт"}, [("id-malformed", "evidence", "e9", "id")],
    ),
    "processes with full-width commas": (
        {(*SEEN, "processes"): "10388；10389，６.２.４"}, [("normalised", *SEEN, "processes")],
    ),
    "a process as a number": ({(*SEEN, "processes"): 10388}, []),
    "a group where processes belong": ({(*SEEN, "processes"): "6.2"}, [("not-a-process", *SEEN, "processes")]),
    "an activity where processes belong": ({(*PLAN, "processes"): "6.2.1.1, 6.2.2"}, [("not-a-process", *PLAN, "processes")]),
    "an unknown process": ({(*GAP, "processes"): "6.2.99"}, [("element-unknown", *GAP, "processes")]),
    "a process that Excel made a date of": (
        {(*SEEN, "processes"): datetime.date(2002, 2, 6)}, [("date-in-cell", *SEEN, "processes")],
    ),
    "a date of evidence in Russian": ({(*SEEN, "date"): "01.03.2026"}, [("normalised", *SEEN, "date")]),
    "a date of evidence as Excel keeps it": ({(*SEEN, "date"): datetime.date(2026, 3, 1)}, []),
    "no date of evidence": ({(*SEEN, "date"): "in spring"}, [("date-unknown", *SEEN, "date")]),
    "a version that Excel made a date of": ({(*SEEN, "version"): datetime.date(2026, 2, 1)}, [("date-in-cell", *SEEN, "version")]),
    "evidence that is not registered": ({(*GAP, "evidence"): "e1, memo"}, [("entry-unknown", *GAP, "evidence")]),
    "evidence in capitals": ({(*GAP, "evidence"): "E1 LOG"}, [("normalised", *GAP, "evidence")]),
    "a segment by its name": ({(*GAP, "segment"): "Small firms"}, []),
    "a segment by its id": ({(*GAP, "segment"): "sme"}, []),
    "a segment in capitals": ({(*PLAN, "segment"): "RETAIL"}, [("normalised", *PLAN, "segment")]),
    "a segment that is none": ({(*PLAN, "segment"): "Retial"}, [("segment-not-listed", *PLAN, "segment")]),
    "an initiative that depends on nothing known": ({("initiatives", "i2", "depends_on"): "i7"}, [("entry-unknown", "initiatives", "i2", "depends_on")]),
    "wave 0": ({(*PLAN, "wave"): 0}, [("wave-unknown", *PLAN, "wave")]),
    "wave one and a half": ({(*PLAN, "wave"): "1,5"}, [("wave-unknown", *PLAN, "wave")]),
    "a full-width wave": ({(*PLAN, "wave"): "２"}, [("normalised", *PLAN, "wave")]),
    "a wave in words": ({(*PLAN, "wave"): "2nd"}, [("not-a-number", *PLAN, "wave")]),
    "an expected level of 6": ({(*PLAN, "expected_level"): 6}, [("level-not-whole", *PLAN, "expected_level")]),
    "an expected level by its label": ({(*PLAN, "expected_level"): "数据管控"}, [("normalised", *PLAN, "expected_level")]),
    "a metric by its name": ({(*PLAN, "metric"): "Уровень сервиса (SL)"}, [("normalised", *PLAN, "metric")]),
    "a metric that is none": ({(*PLAN, "metric"): "servise_level"}, [("metric-unknown", *PLAN, "metric")]),
    "a metric that is a number": (
        {(*PLAN, "metric"): 107293, (*PLAN, "expected_value"): None}, [("normalised", *PLAN, "metric")],
    ),
    "a value of no metric": ({(*PLAN, "metric"): None}, [("metric-missing", *PLAN, "expected_value")]),
    "a percentage expected": ({(*PLAN, "expected_value"): "85 %"}, [("normalised", *PLAN, "expected_value")]),
    "more than all expected": ({(*PLAN, "expected_value"): 850}, [("percent-out-of-range", *PLAN, "expected_value")]),
    "a negative cost": ({(*PLAN, "cost"): -1}, [("negative-number", *PLAN, "cost")]),
    "a cost with its currency": ({(*PLAN, "cost"): "12 000 EUR"}, [("not-a-number", *PLAN, "cost")]),
    "an effort that reads in two ways": ({(*PLAN, "effort"): "1.500"}, [("ambiguous-number", *PLAN, "effort")]),
    "a meaning typed over": ({(*SEEN, "kind_name"): "very good"}, [("stray", *SEEN, "kind_name")]),
    "a hidden list typed over": ({(*SEEN, "named"): ",10379,"}, [("formula-lost", *SEEN, "named")]),
    "a row shown by another name": ({(*SEEN, "slot"): "e2"}, [("row-mixed-up", *SEEN, "slot")]),
    # Figures
    "figures of nobody": (
        {("figures", "s9:service_level", "value"): 80, ("figures", "s9:service_level", "n"): 5},
        [("segment-unknown", "figures", "s9:service_level", "value"), ("segment-unknown", "figures", "s9:service_level", "n")],
    ),
    "a figure with a decimal comma": ({(*NUMBER, "value"): "20,25"}, [("normalised", *NUMBER, "value")]),
    "a figure with four decimals": ({(*NUMBER, "value"): "20,1234"}, [("normalised", *NUMBER, "value")]),
    "a figure that reads in two ways": ({(*NUMBER, "value"): "1,234"}, [("ambiguous-number", *NUMBER, "value")]),
    "a figure that reads in two ways with a point": ({(*NUMBER, "value"): "1.234"}, [("ambiguous-number", *NUMBER, "value")]),
    "a full-width figure in two readings": ({(*NUMBER, "value"): "１，２３４"}, [("ambiguous-number", *NUMBER, "value")]),
    "a figure with a space in it": ({(*NUMBER, "value"): "1 234,5"}, [("normalised", *NUMBER, "value")]),
    "a figure with a thin space in it": ({(*NUMBER, "value"): "1\u2009234"}, [("normalised", *NUMBER, "value")]),
    "a full-width figure": ({(*NUMBER, "value"): "２０．５"}, [("normalised", *NUMBER, "value")]),
    "a figure in scientific form": ({(*NUMBER, "value"): "1e3"}, [("not-a-number", *NUMBER, "value")]),
    "a figure called infinite": ({(*NUMBER, "value"): "inf"}, [("not-a-number", *NUMBER, "value")]),
    "a figure called no number": ({(*NUMBER, "value"): "NaN"}, [("not-a-number", *NUMBER, "value")]),
    "a figure with an underscore": ({(*NUMBER, "value"): "1_0"}, [("not-a-number", *NUMBER, "value")]),
    "a figure in Arabic-Indic digits": ({(*NUMBER, "value"): "٢٠"}, [("not-a-number", *NUMBER, "value")]),
    "a figure with its unit": ({(*NUMBER, "value"): "20 s"}, [("not-a-number", *NUMBER, "value")]),
    "a figure with a long dash for a minus": ({(*NUMBER, "value"): "—5"}, [("not-a-number", *NUMBER, "value")]),
    "a figure with a true minus": ({(*NUMBER, "value"): "\u22125"}, [("negative-number", *NUMBER, "value")]),
    "no figure but a dash": ({(*NUMBER, "value"): "–"}, [("dash", *NUMBER, "value")]),
    "no figure but NA": ({(*NUMBER, "value"): "н/д"}, [("not-a-number", *NUMBER, "value")]),
    "a figure that is true": ({(*NUMBER, "value"): True}, [("boolean", *NUMBER, "value")]),
    "a figure that is an error": ({(*NUMBER, "value"): "#DIV/0!"}, [("error-cell", *NUMBER, "value")]),
    "a figure that is a date": ({(*NUMBER, "n"): datetime.date(2026, 1, 5)}, [("date-in-cell", *NUMBER, "n")]),
    "a percentage as text": ({(*PERCENT, "value"): "75 %"}, [("normalised", *PERCENT, "value")]),
    "a full-width percentage": ({(*PERCENT, "value"): "７５％"}, [("normalised", *PERCENT, "value")]),
    "seconds with a percent sign": ({(*NUMBER, "value"): "75 %"}, [("percent-misplaced", *NUMBER, "value")]),
    "cases in per cent": ({(*PERCENT, "n"): "75 %"}, [("percent-without-unit", *PERCENT, "n")]),
    "a fraction where a percentage belongs": ({(*PERCENT, "value"): 0.8}, [("percent-as-fraction", *PERCENT, "value")]),
    "a floor above the target": ({(*PERCENT, "floor"): 90}, [("figures-order", *PERCENT, "target")]),
    "a stretch on the wrong side where lower is better": ({(*NUMBER, "stretch"): 40}, [("figures-order", *NUMBER, "stretch")]),
    "a negative number of cases": ({(*NUMBER, "n"): -1}, [("negative-number", *NUMBER, "n")]),
    "a percentage shown as 8120 %": ({(*PERCENT, "value"): 8120}, [("percent-out-of-range", *PERCENT, "value")]),
    "a negative percentage": ({(*PERCENT, "floor"): -5}, [("percent-out-of-range", *PERCENT, "floor")]),
    "a percentage of 100.1 as an aim": ({(*PERCENT, "stretch"): "100,1 %"}, [("percent-out-of-range", *PERCENT, "stretch")]),
    "negative seconds": ({(*NUMBER, "value"): -3}, [("negative-number", *NUMBER, "value")]),
    "a negative target in seconds": ({(*NUMBER, "target"): "-1"}, [("negative-number", *NUMBER, "target")]),
    "a value on no cases": ({(*PERCENT, "n"): 0}, [("cases-zero", *PERCENT, "n")]),
    "no cases and no value": ({(*PERCENT, "n"): 0, (*PERCENT, "value"): None}, []),
    "half a case": ({(*PERCENT, "n"): 20.5}, [("number-not-whole", *PERCENT, "n")]),
    "a figure beyond all measure": ({(*NUMBER, "value"): 1e300}, [("number-too-large", *NUMBER, "value")]),
    "a long row of digits": ({(*NUMBER, "n"): "9" * 20}, [("number-too-large", *NUMBER, "n")]),
    "a time where seconds belong": ({(*NUMBER, "value"): datetime.time(0, 25)}, [("time-in-cell", *NUMBER, "value")]),
    "a time as text where seconds belong": ({(*NUMBER, "target"): "1:05"}, [("time-in-cell", *NUMBER, "target")]),
    "figures stored as text": (
        {(*PERCENT, "value"): "81.2", (*PERCENT, "n"): "2000", (*PERCENT, "target"): "80"},
        [("normalised", *PERCENT, name) for name in ("value", "n", "target")],
    ),
    # Texts
    "half a sign": ({COMMENT: "a_xD83D_b"}, [("text-cleaned", *COMMENT)]),
    "a bell in a text": ({NOTE: "ding_x0007_"}, [("text-cleaned", *NOTE)]),
    "line ends of all kinds": ({COMMENT: "one_x000D_\ntwo_x000D_three"}, []),
    "signs that turn the direction": ({COMMENT: "abc\u202e321"}, []),
    "an accent on its own": ({COMMENT: "Cafe\u0301"}, []),
    "a comment that is a number": ({COMMENT: 42}, []),
    "a comment that is a date": ({COMMENT: datetime.date(2026, 3, 12)}, [("date-in-cell", *COMMENT)]),
    "a comment that looks like a formula": ({COMMENT: "'=1+1"}, []),
    # Numbers that rows show, and what stands where nothing is read
    "a number overwritten": ({("ratings", A, "hierarchy_id"): "6.1.2"}, [("row-mixed-up", "ratings", A, "hierarchy_id")]),
    "a checklist number overwritten by a number": (
        {("checklist", "6.2.1.1", "hierarchy_id"): 6.2},
        [("row-mixed-up", "checklist", "6.2.1.1", "hierarchy_id")],
    ),
    "numbers deleted, blank or with spaces": (
        {("ratings", A, "hierarchy_id"): None, ("scope", A, "hierarchy_id"): " ", ("scope", B, "hierarchy_id"): "6.2.2 "},
        [],
    ),
    "a name in other words": ({("ratings", A, "name"): "Hang on to customers"}, [("stray", "ratings", A, "name")]),
    "a name left as a value": ({("ratings", A, "name"): SIX.by_hierarchy(A).name}, [("formula-lost", "ratings", A, "name")]),
    "a statement of the row above": (
        {("checklist", STATEMENT, "name"): SIX.by_hierarchy(A).rubric.statements[1].text},
        [("row-mixed-up", "checklist", STATEMENT, "name")],
    ),
    "text beside the table": ({("ratings", A, BESIDE): "look here"}, [("stray", "ratings", A, BESIDE)]),
    "text beside the levels": ({("levels", f"{ID}.3", BESIDE): "no!"}, [("stray", "levels", f"{ID}.3", BESIDE)]),
    "text below the levels": ({("levels", BELOW, "descriptor"): "no!"}, [("stray", "levels", BELOW, "descriptor")]),
    "text over a descriptor": ({("ratings", A, "descriptor"): "we do more"}, [("stray", "ratings", A, "descriptor")]),
    "a descriptor left as a value": (
        {("ratings", A, "descriptor"): SIX.by_hierarchy(A).rubric.descriptors[3]},
        [("formula-lost", "ratings", A, "descriptor")],
    ),
    "text below the table": ({("scope", BELOW, "applicable"): "Y"}, [("stray", "scope", BELOW, "applicable")]),
    "text in a group's row": ({("ratings", "#6.1", "answer"): "3"}, [("stray", "ratings", "#6.1", "answer")]),
    "a heading in other words": ({("ratings", "#head", "answer"): "Grade"}, []),
    # Keys
    "an unknown row": (
        {("checklist", "6.2.1.1", "key"): "99999"},
        [("row-missing", "checklist", "", ""), ("row-unknown", "checklist", "6.2.1.1", "key")],
    ),
    "a row twice": (
        {("ratings", "6.1.2", "key"): ID},
        [("row-missing", "ratings", "", ""), ("row-twice", "ratings", "6.1.2", "key")],
    ),
    "a figure's row twice": (
        {("figures", "s1:transfer_rate", "key"): "s1:service_level"},
        [("row-twice", "figures", "s1:transfer_rate", "key")],
    ),
    "a column of another name": (
        {("practices", "key", "owner"): "possessor"},
        [("column-missing", "practices", "", ""), ("stray", "practices", "p1", "owner")],
    ),
    "a column without its key": (
        {("practices", "key", "owner"): None},
        [("column-missing", "practices", "", ""), ("stray", "practices", "p1", "owner")],
    ),
    "a column twice": ({("segments", "key", BESIDE): "name"}, [("column-twice", "segments", "key", BESIDE)]),
    "a column key between spaces": ({("ratings", "key", "answer"): " answer\u00a0"}, []),
    "a row key between spaces": ({("ratings", A, "key"): f" {ID}\u00a0"}, []),
    "a full-width row key": ({("ratings", A, "key"): "".join(chr(ord(digit) + 0xFEE0) for digit in ID)}, []),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", TYPED)
def test_a_spoilt_cell_is_told_exactly(name: str, book: Book, path: Path):
    typed, expected = TYPED[name]
    wanted = places(book, expected)
    type_in(book, typed)
    assert told(read(path, book)) == sorted(wanted)


# Changes of the structure that nobody has to mind: nothing is said, and the same is read.


def swap_rows(page: Page, first: int, second: int, *, but: str = "") -> None:
    """Exchange two rows; ``but`` names a column that stays where it is."""
    stays = page.keys()[1].get(but, 0)
    kept = {place: cell for place, cell in page.cells.items() if place[0] in {first, second} and place[1] == stays}
    for place in kept:
        del page.cells[place]
    page.moved(rows={first: second, second: first})
    page.cells |= kept


def turn_round(key: str, book: Book) -> None:
    page = book.page(key)
    rows = page.data_rows()
    page.moved(rows=dict(zip(rows, reversed(rows), strict=True)))


def move_column(key: str, column: str, book: Book) -> None:
    """Carry a column to the far right, with a gap before it."""
    page = book.page(key)
    page.moved(columns={page.keys()[1][column]: page.last_column + 3})


def insert_rows(key: str, row: str, book: Book) -> None:
    page = book.page(key)
    first = page.keys()[0][row_key(row)] if row else 1
    page.moved(rows={number: number + 3 for number in range(first, page.last_row + 1)})


def insert_columns(key: str, column: str, book: Book) -> None:
    page = book.page(key)
    page.moved(columns={number: number + 2 for number in range(page.keys()[1][column], page.last_column + 1)})


def rename_sheets(book: Book) -> None:
    for number, page in enumerate(book.pages):
        page.name = f"工作表 {number}"


def swap_names(book: Book) -> None:
    one, other = book.page("ratings"), book.page("scope")
    one.name, other.name = other.name, one.name


def remove_sheet(key: str, book: Book) -> None:
    book.pages.remove(book.page(key))


def show_everything(book: Book) -> None:
    for page in book.pages:
        page.state, page.is_changed = "", True
        page.hidden_rows.clear()
        page.hidden_columns.clear()


def drop_property(name: str, book: Book) -> None:
    del book.properties[f"pcf_{name}"]


def make_keys_numbers(key: str, book: Book, number_format: str = "") -> None:
    page = book.page(key)
    rows, columns = page.keys()
    for text, number in rows.items():
        if text.isdigit():
            page.put((number, columns["key"]), int(text), number_format)


def make_meta_numbers(book: Book) -> None:
    book.properties.clear()
    for field in ("schema", "edition"):
        page, place = meta_field(book, field)
        page.put(place, float(page.text(place)))


def meta_field(book: Book, field: str) -> tuple[Page, Place]:
    """Return the cell of the hidden sheet that holds the value of a field."""
    page = book.page("meta")
    row, column = next(place for place in page.cells if page.text(place) == field)
    return page, (row, column + 1)


def call_respondent_edition(book: Book) -> None:
    """A respondent may have any name; here the one of a field."""
    book.properties.clear()
    for field in ("respondent", "round"):
        page, place = meta_field(book, field)
        page.put(place, "edition")


def is_answered(page: Page, number: int) -> bool:
    columns = page.keys()[1]
    return any(page.text((number, columns[name])) for name in INPUTS[page.key])


def hide_what_is_empty(book: Book) -> None:
    page = book.page("ratings")
    page.is_changed = True
    page.hidden_rows.update(number for number in page.data_rows() if not is_answered(page, number))
    page.hidden_columns.add(page.keys()[1]["level_name"])


def delete_headings(book: Book) -> None:
    for key in ("ratings", "scope", "checklist", "targets"):
        page = book.page(key)
        page.moved(rows={number: 0 for text, number in page.keys()[0].items() if text.startswith(layout.OWN)})


def merge_headings(book: Book) -> None:
    page = book.page("ratings")
    page.is_changed = True
    page.merges.append((page.place(row_key("#6.1"), "name"), page.place(row_key("#6.1"), "comment")))


def merge_one_cell(book: Book) -> None:
    page, place = spot_in(book, ANSWER)
    page.is_changed = True
    page.merges.append((place, place))


def count_from_1904(book: Book) -> None:
    book.starts_1904 = True
    type_in(book, {DATE: datetime.date(2026, 10, 26)})


HARMLESS: dict[str, Callable[[Book], object]] = {
    "nothing": lambda book: None,
    **{f"rows of {key} sorted the other way round": partial(turn_round, key) for key in INPUTS},
    **{f"column {column} of {key} moved": partial(move_column, key, column)
       for key, column in (("organisation", "value"), ("segments", "id"), ("scope", "reason"), ("ratings", "answer"),
                           ("ratings", "hierarchy_id"), ("checklist", "state"), ("practices", "elements"), ("figures", "n"),
                           ("targets", "weight"), ("evidence", "kind"), ("observations", "evidence"),
                           ("initiatives", "metric"))},
    **{f"key column of {key} moved": partial(move_column, key, "key")
       for key in ("ratings", "figures", "practices", "evidence")},
    **{f"rows inserted into {key} at {row or 'the top'}": partial(insert_rows, key, row)
       for key, row in (("ratings", A), ("scope", ""), ("checklist", "6.2.1.2"), ("figures", "s1:transfer_rate"),
                        ("practices", "p2"), ("organisation", "round"), ("segments", "#head"), ("initiatives", "i2"))},
    **{f"columns inserted into {key} before {column}": partial(insert_columns, key, column)
       for key, column in (("ratings", "key"), ("scope", "reason"), ("figures", "value"), ("checklist", "note"))},
    "sheets renamed": rename_sheets,
    "two sheets under each other's name": swap_names,
    "sheets in another order": lambda book: book.pages.reverse(),
    **{f"sheet {key} deleted": partial(remove_sheet, key) for key in ("howto", "levels", "results", "notice", "lists", "meta")},
    "everything shown": show_everything,
    "an empty sheet more": lambda book: book.add("Sheet1"),
    "properties dropped": lambda book: book.properties.clear(),
    "one property dropped": partial(drop_property, "profile"),
    **{f"keys of {key} made numbers": partial(make_keys_numbers, key) for key in ("ratings", "scope", "checklist", "targets")},
    "keys made numbers that show as dates": partial(make_keys_numbers, "ratings", number_format="dd.mm.yyyy"),
    "keys made numbers that show as percentages": partial(make_keys_numbers, "scope", number_format="0%"),
    "schema and edition made numbers": make_meta_numbers,
    "a respondent called by the name of a field": call_respondent_edition,
    "what is empty hidden": hide_what_is_empty,
    "headings deleted": delete_headings,
    "headings merged": merge_headings,
    "a range of one cell merged": merge_one_cell,
    "days counted from 1904": count_from_1904,
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_read_without_a_word(name: str, book: Book, path: Path, make_sample):
    HARMLESS[name](book)
    reading = read(path, book)
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment is not None
    assert by_id(reading.assessment) == by_id(make_sample())
    assert reading.cells.read == reading.cells.mapped


def by_id(assessment: Assessment) -> Assessment:
    """Segments, with their figures, and entries come in the order of their rows; put them in one order."""
    ordered = {
        **{key: tuple(sorted(getattr(assessment, key), key=lambda one: one.id)) for key in ("segments", *PREFIXES)},
        "figures": tuple(sorted(assessment.figures, key=lambda one: (one.segment, one.metric))),
    }
    return assessment.model_copy(update=ordered)


# Changes that are told; what can still be read is read.


def delete_column(key: str, column: str, book: Book) -> Told:
    page = book.page(key)
    page.moved(columns={page.keys()[1][column]: 0})
    return [("column-missing", page.name, "")]


def delete_rows(key: str, rows: tuple[str, ...], book: Book) -> Told:
    page = book.page(key)
    page.moved(rows={page.keys()[0][row_key(row)]: 0 for row in rows})
    return [("row-missing", page.name, "")] * len(rows)


def copy_row(key: str, row: str, book: Book) -> Told:
    """Copy a whole row, key and all, below the table."""
    page = book.page(key)
    rows, columns = page.keys()
    page.is_changed, last = True, max(rows.values()) + 1
    page.cells |= {(last, place[1]): cell for place, cell in page.cells.items() if place[0] == rows[row_key(row)]}
    return [("row-twice", page.name, name_of((last, columns["key"])))]


def copy_column(key: str, column: str, book: Book) -> Told:
    page = book.page(key)
    rows, columns = page.keys()
    page.is_changed, last = True, max(columns.values()) + 1
    page.cells |= {(place[0], last): cell for place, cell in page.cells.items() if place[1] == columns[column]}
    strays = [("stray", page.name, name_of((number, last))) for number in page.data_rows() if page.text((number, last))]
    return [("column-twice", page.name, name_of((rows["key"], last))), *strays]


def clear_key(key: str, row: str, book: Book) -> Told:
    page = book.page(key)
    number, column = page.place(row_key(row), "key")
    filled = [place for place in sorted(page.cells) if place[0] == number and place[1] != column and page.text(place)]
    page.put((number, column), None)
    return [("row-missing", page.name, ""), *(("stray", page.name, name_of(place)) for place in filled)]


def sort_what_is_seen(key: str, book: Book) -> Told:
    """Exchange the first two rows, but not their hidden keys."""
    page = book.page(key)
    columns, numbers = page.keys()[1], page.data_rows()
    filled = [number for number in numbers if page.text((number, columns.get("hierarchy_id", columns["key"])))][:2]
    swap_rows(page, *filled, but="key")
    shown = columns.get("hierarchy_id") or columns["slot"]
    return [("row-mixed-up", page.name, name_of((number, shown))) for number in filled]


def sort_statements(book: Book) -> Told:
    page = book.page("checklist")
    columns = page.keys()[1]
    numbers = [page.keys()[0][one.id] for one in SIX.by_hierarchy(A).rubric.statements[:2]]
    swap_rows(page, *numbers, but="key")
    return [("row-mixed-up", page.name, name_of((number, columns["name"]))) for number in numbers]


def delete_sheet(key: str, book: Book) -> Told:
    remove_sheet(key, book)
    return [("sheet-missing", "", "")]


def copy_sheet(key: str, book: Book) -> Told:
    book.add("Copy", like=book.page(key))
    return [("sheet-ambiguous", "Copy", "A1")]


def empty_sheet(book: Book) -> Told:
    """The sheet is there by its name, but everything on it is gone."""
    page = book.page("scope")
    page.moved(rows=dict.fromkeys(range(1, page.last_row + 1), 0))
    return [("sheet-missing", "", "")]


def foreign_sheet(book: Book) -> Told:
    book.add("Notes").put((2, 2), "call them")
    return [("extra-sheet", "Notes", "")]


def pasted_table(book: Book) -> Told:
    """A sheet of another workbook, with the same columns but no keys."""
    page = book.add("Ratings")
    for number in range(1, 40):
        for column, value in enumerate((f"6.1.{number}", "Process", 3), start=1):
            page.put((number, column), value)
    return [("extra-sheet", "Ratings", "")]


def newer_sheet(book: Book) -> Told:
    page = book.page("scope")
    page.put((1, 1), "pcf:scope:2")
    return [("sheet-newer", page.name, "A1")]


def clear_row_of_keys(book: Book) -> Told:
    page = book.page("segments")
    page.put(page.place("key", "key"), None)
    return [("keys-missing", page.name, "A1")]


def hide_sheet(key: str, state: str, book: Book) -> Told:
    page = book.page(key)
    page.state = state
    return [("hidden-answers", page.name, "")]


def hide_row(spot: Spot, book: Book) -> Told:
    page, place = spot_in(book, spot)
    page.is_changed = True
    page.hidden_rows.add(place[0])
    return [("hidden-answers", page.name, name_of(place))]


def hide_column(spot: Spot, book: Book) -> Told:
    page, place = spot_in(book, spot)
    page.is_changed = True
    page.hidden_columns.add(place[1])
    return [("hidden-answers", page.name, name_of(place))]


def filter_rows(book: Book) -> Told:
    """Only the processes without an answer are left in sight; a filter hides rows."""
    page = book.page("ratings")
    page.is_changed = True
    numbers = [number for number in page.data_rows() if is_answered(page, number)]
    page.hidden_rows.update(numbers)
    return [("hidden-answers", page.name, name_of((numbers[0], page.keys()[1]["answer"])))]


def merge(first: Spot, last: Spot, book: Book, *, keeps: bool = False) -> Told:
    """Merge cells; other programs than Excel keep what was typed in the covered ones."""
    page, start = spot_in(book, first)
    end = spot_in(book, last)[1]
    page.is_changed = True
    page.merges.append((start, end))
    for place in list(page.cells):
        inside = start[0] <= place[0] <= end[0] and start[1] <= place[1] <= end[1]
        if inside and place != start and not keeps:
            page.put(place, None)
    return [("merged-inputs", page.name, name_of(start))]


def formatted(spot: Spot, value: object, number_format: str, codes: tuple[str, ...], book: Book) -> Told:
    page, place = spot_in(book, spot)
    page.put(place, value, number_format)
    return [(code, page.name, name_of(place)) for code in codes]


def answers_as_text(book: Book) -> Told:
    page = book.page("ratings")
    cells = [(number, page.keys()[1]["answer"]) for number in page.data_rows()]
    numbers = [place for place in cells if page.text(place).isdigit()]
    for place in numbers:
        page.put(place, page.text(place))
    return [("normalised", page.name, name_of(place)) for place in numbers]


def paste_below(key: str, column: str, book: Book) -> Told:
    page = book.page(key)
    page.put((page.last_row + 90, page.keys()[1][column]), "Pasted far below")
    return []


def drop_both(book: Book) -> Told:
    remove_sheet("meta", book)
    book.properties.clear()
    return [("identity-missing", "", "")]


def meta_says(field: str, value: object, code: str, book: Book, *, alone: bool = True) -> Told:
    """Change one field of the hidden sheet; ``alone`` if the file's properties are gone."""
    if alone:
        book.properties.clear()
    page, place = meta_field(book, field)
    page.put(place, value)
    shown = (place[0], place[1] - 1) if value is None else place
    return [(code, page.name, name_of(shown))]


def properties_say(field: str, value: str, code: str, book: Book) -> Told:
    remove_sheet("meta", book)
    book.properties[f"pcf_{field}"] = value
    return [(code, "", "")]


def dates_of_1904(book: Book) -> Told:
    """Days are read by the workbook's own calendar, and one where none belongs is refused."""
    book.starts_1904 = True
    days = {DATE: datetime.date(2026, 10, 26), ROUND: datetime.date(2026, 10, 1), TARGET: datetime.date(2026, 3, 4)}
    type_in(book, days)
    return places(book, [("normalised", *ROUND), ("date-in-cell", *TARGET)])


STRUCTURE: dict[str, Callable[[Book], Told]] = {
    **{f"sheet {key} deleted": partial(delete_sheet, key) for key in INPUTS},
    **{f"sheet {key} copied": partial(copy_sheet, key) for key in ("ratings", "organisation", "figures", "meta")},
    "a sheet emptied": empty_sheet,
    "a foreign sheet": foreign_sheet,
    "a pasted table": pasted_table,
    "a newer sheet": newer_sheet,
    "no row of keys": clear_row_of_keys,
    "a sheet hidden": partial(hide_sheet, "ratings", "hidden"),
    "a sheet hidden well": partial(hide_sheet, "scope", "veryHidden"),
    **{f"column {column} of {key} deleted": partial(delete_column, key, column)
       for key, column in (("ratings", "answer"), ("scope", "applicable"), ("figures", "value"), ("organisation", "value"),
                           ("targets", "target"))},
    **{f"row {rows[0]} of {key} deleted": partial(delete_rows, key, rows)
       for key, rows in (("ratings", (A,)), ("scope", (B,)), ("checklist", ("6.2.1.1",)), ("organisation", ("currency",)),
                         ("targets", ("6.1",)), ("ratings", ("6.1.2", "6.1.3")))},
    "a statement's row deleted": partial(delete_rows, "checklist", (STATEMENT,)),
    **{f"row {row} of {key} copied": partial(copy_row, key, row)
       for key, row in (("ratings", A), ("scope", A), ("segments", "s1"), ("practices", "p1"), ("figures", "s1:service_level"),
                        ("targets", A), ("checklist", STATEMENT), ("initiatives", "i1"))},
    **{f"column {column} of {key} copied": partial(copy_column, key, column)
       for key, column in (("ratings", "answer"), ("practices", "text"), ("evidence", "processes"))},
    "a row without its key": partial(clear_key, "scope", B),
    "a filled row without its key": partial(clear_key, "ratings", A),
    **{f"{key} sorted without its keys": partial(sort_what_is_seen, key)
       for key in ("ratings", "scope", "segments", "targets", "checklist", "evidence", "initiatives")},
    "statements sorted without their keys": sort_statements,
    "a row hidden": partial(hide_row, ANSWER),
    "a row of the checklist hidden": partial(hide_row, TICK),
    "a column hidden": partial(hide_column, ("scope", "6.1.7", "reason")),
    "a column of codes hidden": partial(hide_column, TICK),
    "rows filtered away": filter_rows,
    "answers merged": partial(merge, ANSWER, ("ratings", "6.1.2", "answer")),
    "answers merged, the second still there": partial(merge, ANSWER, ("ratings", "6.1.2", "answer"), keeps=True),
    "evidence merged": partial(merge, ("ratings", A, "evidence_said"), ("ratings", A, "evidence_improved")),
    "a name merged with its answer": partial(merge, ("ratings", B, "name"), ("ratings", B, "answer")),
    "blank cells merged": partial(merge, ("segments", "s5", "id"), ("segments", "s6", "name")),
    "figures merged": partial(merge, (*PERCENT, "value"), (*PERCENT, "n"), keeps=True),
    "a percentage as Excel keeps it": partial(formatted, (*PERCENT, "value"), 0.8, "0%", ("normalised",)),
    "a percentage shown a hundredfold": partial(formatted, (*PERCENT, "value"), 81.2, "0%", ("percent-out-of-range",)),
    "seconds shown as a percentage": partial(formatted, (*NUMBER, "value"), 0.2, "0.00%", ("percent-misplaced",)),
    "a weight shown as a percentage": partial(formatted, WEIGHT, 0.5, "0%", ("percent-without-unit",)),
    "a level shown as a date": partial(formatted, ANSWER, 3, "yyyy-mm-dd", ("normalised",)),
    "a level shown as a percentage": partial(formatted, ANSWER, 3, "0%", ("level-not-whole",)),
    "a target shown as a date": partial(formatted, TARGET, 4, "dd.mm.yyyy", ("normalised",)),
    "a figure shown as a date": partial(formatted, (*NUMBER, "value"), 20, "dd.mm.yyyy", ("date-in-cell",)),
    "a figure shown as a Chinese date": partial(formatted, (*NUMBER, "value"), 20, "yyyy年m月d日", ("date-in-cell",)),
    "a figure shown as money": partial(formatted, (*NUMBER, "value"), 20, '# ##0.00 "₽"', ()),
    "a comment shown as a percentage": partial(formatted, COMMENT, 0.5, "0%", ("normalised",)),
    "a date as a bare number": partial(formatted, DATE, 46321, "General", ("date-unknown",)),
    "the day that never was": partial(formatted, DATE, 60, "yyyy-mm-dd", ("date-unknown",)),
    "a year that shows as a day of 1905": partial(formatted, DATE, 2026, "yyyy-mm-dd", ("date-unknown",)),
    "a year alone": partial(formatted, DATE, 2026, "General", ("normalised",)),
    "days counted from 1904": dates_of_1904,
    "answers stored as text": answers_as_text,
    "practices pasted below": partial(paste_below, "practices", "text"),
    "evidence pasted below": partial(paste_below, "evidence", "title"),
    "identity gone": drop_both,
    "another edition in the hidden sheet": partial(meta_says, "edition", "8.0", "identity-conflict", alone=False),
    "another id in the hidden sheet": partial(meta_says, "workbook_id", "acme-2", "identity-conflict", alone=False),
    "another profile in the hidden sheet": partial(meta_says, "profile", "bank", "identity-conflict", alone=False),
    "a newer workbook": partial(meta_says, "schema", "99", "schema-newer"),
    "a workbook of an earlier form": partial(meta_says, "schema", "1", "schema-older"),
    "a schema that is no number": partial(meta_says, "schema", "one", "schema-unknown"),
    "a schema of 0": partial(meta_says, "schema", "0", "schema-unknown"),
    "an unknown edition": partial(meta_says, "edition", "9.9", "edition-unknown"),
    "no edition": partial(meta_says, "edition", None, "edition-unknown"),
    "a newer workbook by its properties": partial(properties_say, "schema", "99", "schema-newer"),
    "an unknown edition by its properties": partial(properties_say, "edition", "9.9", "edition-unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_changed_structure_is_told_exactly(name: str, book: Book, path: Path):
    expected = STRUCTURE[name](book)
    assert told(read(path, book)) == sorted(expected)


# What only other programs store; {at} is the cell's place and style.
STORED: dict[str, tuple[Spot, str, Expected]] = {
    "a formula with its value": (ANSWER, "<c {at}><f>1+2</f><v>3</v></c>", [("formula-in-input", *ANSWER)]),
    "a formula with a label": (
        ANSWER, '<c {at} t="str"><f>"Habitual"</f><v>Habitual</v></c>',
        [("formula-in-input", *ANSWER), ("normalised", *ANSWER)],
    ),
    "a formula with an empty text, as LibreOffice saves it": (
        ANSWER, '<c {at} t="str"><f aca="false">IF(1=1,"",3)</f><v></v></c>', [("formula-in-input", *ANSWER)],
    ),
    "a formula with only spaces": (ANSWER, '<c {at} t="str"><f>" "</f><v> </v></c>', [("formula-in-input", *ANSWER)]),
    "a formula without a value": (ANSWER, "<c {at}><f>1+2</f></c>", [("formula-not-computed", *ANSWER)]),
    "a formula with an empty value": (ANSWER, "<c {at}><f>1+2</f><v></v></c>", [("formula-not-computed", *ANSWER)]),
    "a formula that came to an error": (ANSWER, '<c {at} t="e"><f>1/0</f><v>#DIV/0!</v></c>', [("error-cell", *ANSWER)]),
    "a formula that came to a logical value": (ANSWER, '<c {at} t="b"><f>1=1</f><v>1</v></c>', [("boolean", *ANSWER)]),
    "a formula over another file, with its value": (
        ANSWER, "<c {at}><f>[1]Sheet1!$A$1</f><v>3</v></c>", [("formula-external", *ANSWER)],
    ),
    "a formula over another table of the web": (
        ANSWER, '<c {at}><f>IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"",""A1"")"),3)</f><v>3</v></c>',
        [("formula-external", *ANSWER)],
    ),
    "a formula over a table of the same file": (
        ANSWER, "<c {at}><f>SUM(Table1[[#This Row],[2026]])</f><v>3</v></c>", [("formula-in-input", *ANSWER)],
    ),
    "a formula with a bracket in a text": (
        ANSWER, '<c {at}><f>LEN("[1]")</f><v>3</v></c>', [("formula-in-input", *ANSWER)],
    ),
    "a shared formula": (ANSWER, '<c {at}><f t="shared" si="0"></f><v>3</v></c>', [("formula-in-input", *ANSWER)]),
    "an empty value": (ANSWER, "<c {at}><v></v></c>", []),
    "a number with an underscore": (ANSWER, "<c {at}><v>1_0</v></c>", [("not-a-number", *ANSWER)]),
    "a number in Arabic-Indic digits": (ANSWER, "<c {at}><v>٣</v></c>", [("not-a-number", *ANSWER)]),
    "no number": (ANSWER, "<c {at}><v>nan</v></c>", [("not-a-number", *ANSWER)]),
    "an infinite number": (ANSWER, "<c {at}><v>inf</v></c>", [("not-a-number", *ANSWER)]),
    "a number beyond infinity": (ANSWER, "<c {at}><v>1e999</v></c>", [("not-a-number", *ANSWER)]),
    "an infinite number in a comment": (COMMENT, "<c {at}><v>-inf</v></c>", [("not-a-number", *COMMENT)]),
    "a number in scientific form": (ANSWER, "<c {at}><v>3.0E0</v></c>", []),
    "a level nearly whole": (ANSWER, "<c {at}><v>2.9999999999999996</v></c>", []),
    "a text in pieces": (
        ANSWER, '<c {at} t="inlineStr"><is><r><t>Habi</t></r><r><t>tual</t></r></is></c>', [("normalised", *ANSWER)],
    ),
    "a text with its reading": (
        ANSWER, '<c {at} t="inlineStr"><is><t>统一标准</t><rPh sb="0" eb="4"><t>tongyi</t></rPh></is></c>',
        [("normalised", *ANSWER)],
    ),
    "a date in ISO form": (DATE, '<c {at} t="d"><v>2026-10-26T00:00:00</v></c>', []),
    "a date in ISO form where a level belongs": (ANSWER, '<c {at} t="d"><v>2026-10-26</v></c>', [("date-in-cell", *ANSWER)]),
    "control signs": (COMMENT, '<c {at} t="str"><v>a_x0001_b_x000B_c</v></c>', [("text-cleaned", *COMMENT)]),
    "a text longer than a cell holds": (
        COMMENT, f'<c {{at}} t="str"><v>{"x" * 32_768}</v></c>', [("text-too-long", *COMMENT)],
    ),
    "a text as long as a cell holds": (COMMENT, f'<c {{at}} t="str"><v>{"x" * 32_767}</v></c>', []),
    "a cell twice": (ANSWER, "<c {at}><v>3</v></c><c {at}><v>4</v></c>", [("cell-twice", *ANSWER)]),
}  # fmt: skip


@pytest.mark.parametrize("name", STORED)
def test_what_other_programs_store_is_told_exactly(name: str, book: Book, path: Path):
    spot, xml, expected = STORED[name]
    page, place = spot_in(book, spot)
    page.put_xml(place, xml)
    assert told(read(path, book)) == sorted(places(book, expected))


# What is read, and what is said.


def answers_of(path: Path, book: Book, *rows: str) -> list[str | None]:
    assessment = read(path, book).assessment
    assert assessment is not None
    return [assessment.response(SIX.by_hierarchy(row).id).answer for row in rows]


def test_answers_of_mixed_up_rows_are_not_given_to_other_processes(book: Book, path: Path):
    sort_what_is_seen("ratings", book)
    assert answers_of(path, book, "6.1.1", "6.1.2") == [None, None]
    told = inspect_workbook(path, lang="en").findings[0]
    assert (told.found, told.facts["element"]) == ("6.1.2", f"6.1.1 {SIX.by_hierarchy('6.1.1').name}")
    assert "Undo the sorting" in told.suggestion()


@pytest.mark.parametrize("name", ["answers merged, the second still there", "answers merged"])
def test_what_stands_in_merged_cells_is_no_answer(name: str, book: Book, path: Path):
    STRUCTURE[name](book)
    assert answers_of(path, book, "6.1.1", "6.1.2") == [None, None]


def test_a_cell_that_stands_twice_is_no_answer(book: Book, path: Path):
    page, place = spot_in(book, ANSWER)
    page.put_xml(place, STORED["a cell twice"][1])
    assert answers_of(path, book, A) == [None]


def test_segments_mixed_up_leave_their_figures_to_nobody(book: Book, path: Path):
    sort_what_is_seen("segments", book)
    reading = read(path, book)
    assert [finding.code for finding in reading.findings] == ["row-mixed-up"] * 2
    assert reading.assessment is not None
    assert reading.assessment.figures == ()
    assert reading.cells.refused >= 5


@pytest.mark.long
@pytest.mark.parametrize(
    ("spot", "value", "sentences"),
    [
        (ANSWER, 2.5, ("2.5", "One of: 0, 1, 2, 3, 4, 5, NA, DK.", "Closest: 2.")),
        (ANSWER, 7, ("Closest: 5.",)),
        (ANSWER, -1, ("Closest: 0.",)),
        (ANSWER, "²", ("Closest: 2.",)),
        (ANSWER, "3-4", ("Closest: –.",)),
        (ANSWER, "Standardized?", ("One of: 0, 1, 2, 3, 4, 5, NA, DK.", "Closest: 3 (standardised).")),
        (ANSWER, "Не занаю", ("Closest: DK (не знаю).",)),
        (ANSWER, datetime.date(2026, 3, 4), ("(2026-03-04)", "0, 1, 2, 3, 4, 5, NA, DK")),
        (ANSWER, datetime.time(0, 25), ("(0:25)",)),
        (ANSWER, True, ("TRUE", "0, 1, 2, 3, 4, 5, NA, DK")),
        (ANSWER, "#N/A", ("#N/A", "0, 1, 2, 3, 4, 5, NA, DK")),
        (TARGET, 7, ("One of: 0, 1, 2, 3, 4, 5.", "Closest: 5.")),
        (TARGET, "7", ("One of: 0, 1, 2, 3, 4, 5.", "Closest: 5.")),
        (WEIGHT, "75 %", ("75 %", "Closest: 0.75.")),
        (WEIGHT, datetime.date(2026, 5, 1), ("(2026-05-01)", "A number such as 81.2 or 81,2.")),
        (TICK, "Р", ("One of: Y, P, N, NA, DK.", "Closest: P.")),
        (COMMENT, datetime.date(2026, 3, 12), ("(2026-03-12)", "A text.")),
        (COMMENT, True, ("TRUE", "A typed text or number.")),
        ((*NUMBER, "value"), datetime.time(0, 25), ("(0:25)", "write 25")),
        ((*NUMBER, "value"), "0:25", ("(0:25)", "write 25")),
        ((*NUMBER, "value"), "1,234", ("as 1234 or as 1.234", "Write 1234 or 1.234.")),
        ((*NUMBER, "value"), "1e3", ("Closest: 1000.",)),
        ((*NUMBER, "value"), "about 20 s", ("Closest: 20.",)),
        ((*NUMBER, "value"), True, ("TRUE", "A number such as 81.2 or 81,2.")),
        ((*PERCENT, "n"), 20.5, ("Closest: 20.",)),
        ((*PERCENT, "value"), 8120, ("Closest: 100.",)),
        (DATE, "04/05/2026", ("as 2026-05-04 or as 2026-04-05", "Write 2026-05-04 or 2026-04-05.")),
        (DATE, "26.10.26", ("Closest: 2026-10-26.",)),
        (DATE, "31.02.2026", ("Closest: 2026-02-28.",)),
        (ROUND, "autumn 2026", ("Closest: 2026.",)),
        (CURRENCY, "EURO", ("Closest: EUR",)),
        (("practices", "p1", "elements"), "20109", ("20109", "outside customer service", "category 6.0")),
        (ROLE, "boss", ("(front_line)", "(manager)")),
        (ROLE, "managr", ("Closest: Manager (manager).",)),
        (("figures", "s9:service_level", "value"), 80, ("(80)", "row s9")),
        ((*SEEN, "kind"), "heard", ("One of: said, written, shown, measured, improved.",)),
        ((*SEEN, "kind"), "writen", ("Closest: written (written).",)),
        ((*SEEN, "processes"), "6.4", ("6.4 ", "no process", "Closest: 6.4.1, 6.4.2, 6.4.3")),
        ((*SEEN, "processes"), "6.2.1.1", ("Closest: 6.2.1.",)),
        ((*GAP, "evidence"), "log1", ("log1", "10 EVIDENCE", "Closest: log.")),
        ((*PLAN, "segment"), "Smal firms", ("Retail, Small firms", "Closest: sme.")),
        ((*PLAN, "metric"), "servise_level", ("PCF 7.4", "Closest: service_level.")),
        ((*PLAN, "wave"), 12, ("1 to 9", "Closest: 9.")),
        ((*PLAN, "state"), "don", ("planned, running, done, dropped", "Closest: done (done).")),
        ((*PLAN, "metric"), None, ("(85)", "Choose the metric in M6")),
    ],
)
def test_what_is_said_is_what_helps(spot: Spot, value: object, sentences: tuple[str, ...], book: Book, path: Path):
    type_in(book, {spot: value})
    (finding,) = read(path, book).findings
    said = " ".join((finding.message(), finding.expected(), finding.suggestion()))
    assert [part for part in sentences if part not in said] == [], said


def test_a_date_where_none_belongs_is_named_by_the_calendar_of_the_workbook(book: Book, path: Path):
    book.starts_1904 = True
    type_in(book, {ANSWER: datetime.date(2026, 3, 4)})
    (finding,) = read(path, book).findings
    assert finding.found == "2026-03-04"


def test_a_target_of_a_group_is_told_and_left_out(book: Book, path: Path):
    spot = ("targets", "6.1", "target")
    type_in(book, {spot: 3})
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    assert told(reading) == places(book, [("stray", *spot)])
    assert (reading.cells.read, reading.cells.unplaced) == (entries(book), 1)


def test_many_unknown_rows_are_told_quickly(book: Book, path: Path):
    page = book.page("practices")
    for number in range(page.last_row + 1, page.last_row + 2_001):
        page.put((number, page.keys()[1]["key"]), f"q{number}x")
    started = time.process_time()
    assert [finding.code for finding in read(path, book).findings] == ["row-unknown"] * 2_000
    assert time.process_time() - started < 20


def test_roles_are_named_in_the_readers_language(book: Book, path: Path):
    type_in(book, {ROLE: "boss"})
    book.save(path)
    (finding,) = inspect_workbook(path, lang="ru").findings
    names = {role.code: role.name.spoken("ru") for role in SIX.bundle.maturity.roles}
    assert all(f"{name} ({code})" in finding.expected() for code, name in names.items())


def test_all_faults_are_told_in_one_run(book: Book, path: Path):
    chosen = ("half a level as text", "out of scope without a reason", "an unknown element", "figures of nobody")
    for name in chosen:
        type_in(book, TYPED[name][0])
    wanted = [place for name in chosen for place in places(book, TYPED[name][1])]
    assert told(read(path, book)) == sorted(wanted)


def test_findings_stand_in_the_order_of_the_workbook(book: Book, path: Path):
    type_in(book, dict.fromkeys((NOTE, COMMENT, ANSWER, NAME), True))
    order = [(finding.sheet, finding.cell) for finding in read(path, book).findings]
    wanted = [spot_in(book, spot) for spot in (NAME, ANSWER, COMMENT, NOTE)]
    assert order == [(page.name, name_of(place)) for page, place in wanted]


def test_results_that_nobody_computed_anew_are_told(make_sample, path: Path):
    write_workbook(path, make_sample(), lang="en")
    book = Book(path.read_bytes())
    type_in(book, {ANSWER: 5})
    (finding,) = read(path, book).findings
    assert (finding.code, finding.sheet) == ("results-stale", book.page("results").name)


WORDS = {  # one form, filled in by people of three languages
    "en": ("Standardised", "Don't know", "Not applicable", "In place", "Manager", "26/10/2026", "81.2"),
    "ru": ("По единому стандарту", "не знаю", "н/п", "Выполняется", "Руководитель", "26.10.2026 г.", "81,2 %"),
    "zh": ("3 – 统一标准", "不清楚", "不适用", "已落实", "管理人员", "2026年10月26日", "８１．２"),
}


def test_the_digest_does_not_know_in_which_language_people_answered(make_sample, path: Path):
    spots = (
        ANSWER, ("ratings", "6.1.2", "answer"), ("ratings", "6.1.7", "answer"), TICK, ROLE, DATE, (*PERCENT, "value"),
    )  # fmt: skip
    write_workbook(path, make_sample(), lang="en")
    digests = {inspect_workbook(path, lang="en").digest}
    for lang, words in WORDS.items():
        write_workbook(path, make_sample(lang), lang=lang)
        book = Book(path.read_bytes())
        type_in(book, dict(zip(spots, words, strict=True)))
        reading = read(path, book)
        assert {finding.severity for finding in reading.findings} == {"note"}, lang
        digests.add(reading.digest)
    assert len(digests) == 1


def test_a_number_is_read_as_people_see_it(book: Book, path: Path):
    type_in(book, {(*PERCENT, "value"): 0.1 + 0.2, (*PERCENT, "target"): None, (*NUMBER, "value"): "1\u00a0234,50"})
    assessment = read(path, book).assessment
    assert assessment is not None
    assert [figure.value for figure in assessment.figures] == [Decimal("0.3"), Decimal("1234.5")]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("  two  spaces ", "  two  spaces "),
        ("one_x000D_\ntwo_x000D_three", "one\ntwo\nthree"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("a_x0007_b", "a\ufffdb"),
        ("_x005F_x0041_", "_x0041_"),
        ("abc\u202e321", "abc\u202e321"),
        ("'=1+1", "'=1+1"),
        ("\uff11\u00bd\u2167", "\uff11\u00bd\u2167"),
        (42, "42"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_texts_stay_as_they_were_typed(typed: object, read_as: str, book: Book, path: Path):
    type_in(book, {COMMENT: typed})
    assessment = read(path, book).assessment
    assert assessment is not None
    assert assessment.response(ID).comment == read_as


SAVED_ELSEWHERE = (  # LibreOffice computes formulas anew, so those without a value are left out
    "half a level", "a level as text", "a full-width level", "a superscript level", "a label in Chinese", "a dash",
    "a logical value", "a date where a level belongs", "a Russian date", "a real date", "a date with two readings",
    "a round in Chinese", "a weight in per cent", "a percentage as text", "a figure that reads in two ways",
    "a figure with a thin space in it", "half a case", "a time where seconds belong", "ticks of all kinds",
    "text beside the table", "text below the table", "an unknown element", "a segment id with spaces",
    "a number overwritten", "a row twice", "a statement's label", "a name in other words", "kinds in words",
    "processes with full-width commas", "a group where processes belong", "a metric by its name", "wave 0",
    "a date of evidence as Excel keeps it", "an entry whose row gave its id away", "a row shown by another name",
)  # fmt: skip


def in_few_books(written: Book) -> list[tuple[Book, Told]]:
    """Put as many mutations into one workbook as touch other rows, because LibreOffice takes long."""
    books: list[tuple[Book, set[tuple[str, str]], Told]] = []
    for name in SAVED_ELSEWHERE:
        typed, expected = TYPED[name]
        rows = {(key, row) for key, row, _ in typed} | {("ratings", A) for spot in typed if spot[1] == "6.1.2"}
        book, taken, wanted = next((one for one in books if not one[1] & rows), (written.copy(), set(), []))
        if not taken:
            books.append((book, taken, wanted))
        taken |= rows
        wanted += places(book, expected)
        type_in(book, typed)
    return [(book, sorted(wanted)) for book, _, wanted in books]


@pytest.mark.long
def test_what_libreoffice_saved_is_told_the_same(written: Book, recalculate, tmp_path: Path):
    books = in_few_books(written)
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(books))]
    for path, (book, _) in zip(paths, books, strict=True):
        book.save(path)
    found = [told(inspect_workbook(path, lang="en")) for path in recalculate(paths)]
    # What we understand and the live formulas do not, such as a full-width 3, leaves other results there: rightly told.
    assert [[one for one in said if one[0] != "results-stale"] for said in found] == [wanted for _, wanted in books]


@pytest.mark.long
def test_a_formula_that_libreoffice_computed_is_used_with_a_warning(book: Book, path: Path, recalculate):
    type_in(book, {ANSWER: "=1+2", TARGET: '=IF(1=1,"",3)'})
    wanted = places(book, [("formula-in-input", *ANSWER), ("formula-in-input", *TARGET)])
    book.save(path)
    (saved,) = recalculate([path])
    reading = inspect_workbook(saved, lang="en")
    assert told(reading) == sorted(wanted)
    assert reading.assessment is not None
    response = reading.assessment.response(ID)
    assert (response.answer, response.target) == ("3", None)
