"""LibreOffice recomputes the sheets of complaints: every number and every word equals Python's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pcf.excel import digest_of, inspect_workbook, write_workbook
from pcf.excel.loops import LOOP_TABS
from pcf.ids import LANGUAGES

from .complaint_inputs import asking_form
from .office import LOCALES, Locale
from .test_recalculation import differences

pytestmark = pytest.mark.long
FILLINGS_A_LOCALE = 20 if os.environ.get("CI") == "true" else 4


@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_what_python_computes(locale: Locale, retype, tmp_path: Path):
    first = LOCALES.index(locale) * FILLINGS_A_LOCALE
    paths = []
    for seed in range(first, first + FILLINGS_A_LOCALE):
        paths.append(tmp_path / f"{seed}.xlsx")
        write_workbook(paths[-1], asking_form(seed), lang=LANGUAGES[seed % 3])
    numbers = 0
    for path, (expected, shown) in zip(paths, retype(paths, locale), strict=True):
        wrong = [
            (place, value, found)
            for place, value, found in differences(expected, shown)
            if not (isinstance(value, float) and isinstance(found, float) and abs(found - value) < 1e-12 * abs(value))
        ]
        assert wrong == [], path.name
        own = [place for place in expected if place[0].partition(" ")[2] in LOOP_TABS.values()]
        numbers += sum(isinstance(expected[place], int | float) for place in own)
    assert numbers > FILLINGS_A_LOCALE * 200


def test_the_fillings_meet_every_state(cached, tmp_path: Path):
    states: set[object] = set()
    for seed in range(12):
        write_workbook(tmp_path / "one.xlsx", asking_form(seed), lang="en")
        shown = cached(tmp_path / "one.xlsx")
        states |= {value for place, value in shown.items() if place[0].partition(" ")[2] in LOOP_TABS.values()}
    assert states >= {"expired", "not yet valid", "promise looser than the law", "never checked", "source missing"}


def test_what_libreoffice_saves_is_read_without_a_fault(recalculate, tmp_path: Path):
    form = asking_form(3)  # in which no share was left out, of which a finding would tell
    write_workbook(tmp_path / "book.xlsx", form, lang="en")
    (saved,) = recalculate([tmp_path / "book.xlsx"])
    reading = inspect_workbook(saved, lang="en")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.digest == digest_of(form)
