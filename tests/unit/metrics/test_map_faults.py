"""One run tells every fault of a map that can be told, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.metrics.mapfile import read_map

FAULTY = """
log = "contacts"
grain = "leg"
timezone = "Europe/Moscw"
colour = "red"
[source]
header_row = "first"
encoding = "no such"
[columns]
contact_id = 5
opened_at = "read_csv('x')"
segmnt = "a"
[types]
When = "JSON"
[lookup.channel]
file = "none.csv"
key = "a"
[parameters]
answer_withn = "soon"
[parameters.answer_within]
default = "x"
where = [{ channel = "chat", value = 5 }, { value = 5 }, { segment = "retail", value = 7 }]
"""


def faults(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LogError) as caught:
        read_map(path)
    return list(caught.value.findings)


def test_one_run_tells_faults_of_shape_and_of_meaning(tmp_path: Path):
    told = {(finding.cell, finding.code) for finding in faults(tmp_path, FAULTY)}
    assert {
        ("grain", "unsupported-grain"),
        ("timezone", "unknown-timezone"),
        ("colour", "unknown-key"),
        ("[source] header_row", "wrong-value"),
        ("[source] encoding", "wrong-value"),
        ("[columns] contact_id", "wrong-value"),
        ("[columns] opened_at", "expression-refused"),
        ("[columns] segmnt", "unknown-key"),
        ("[types] When", "unsupported-value"),
        ("[lookup] channel.value", "key-missing"),
        ("[parameters] answer_withn", "unknown-key"),
    } <= told
    assert ("[columns]", "required-column") not in told
    said = [finding.found for finding in faults(tmp_path, FAULTY) if finding.cell == "[parameters] answer_within"]
    assert said == ["where segment"]  # channel is named, though its lookup is faulty


def test_a_map_without_columns_is_told_once(tmp_path: Path):
    found = faults(tmp_path, 'log = "contacts"\ntimezone = "Mars/Olympus"\n')
    assert [(finding.cell, finding.code) for finding in found] == [
        ("columns", "key-missing"),
        ("timezone", "unknown-timezone"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "log = 5", "log = 'contacts'\ntimezone = 5", "columns = 5", "source = 5", "parameters = [1]", "parameters.x = []",
        "parameters.x.where = 5", "parameters.x.where = [5]", "parameters.x.colour = 5", "values = 5",
        "values.segment = 5", "values.nothing.a = 'b'", "lookup = 5", "lookup.segment = 5", "lookup.nothing.file = 'a'",
        "types = 5", "types.a = 5", "leave_out = 5", "leave_out.a = 5", "columns.contact_id = []", "source.decimal = 5",
    ],
)  # fmt: skip
def test_every_misplaced_value_is_a_fault_and_never_a_crash(tmp_path: Path, lines: str):
    assert faults(tmp_path, lines)


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_no_english_of_the_library_stands_in_a_message(tmp_path: Path, lang):
    say = Translator(lang)
    for finding in faults(tmp_path, FAULTY):
        assert "Input should be" not in finding.message(say)
        assert "missing" not in finding.message(say)
