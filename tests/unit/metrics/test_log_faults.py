"""Faulty logs and maps: every fault at once, with its place, and never a value of a row."""

from pathlib import Path

import duckdb
import pytest

from pcf.errors import LogError
from pcf.metrics import measure
from pcf.metrics.sql import quality
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT

GOOD = "1,2026-10-01 10:00:00,2026-10-01 10:00:00,2026-10-01 10:00:10,,retail,phone,60,true,5\n"


@pytest.fixture
def faults(measured):
    """Return what is wrong as ``(code, cell)`` to finding."""

    def run(*args, **options):
        with pytest.raises(LogError) as caught:
            measured(*args, **options)
        for finding in caught.value.findings:
            assert finding.found, finding.code
            assert "{" not in finding.message() + finding.expected() + finding.suggestion()
        assert caught.value.facts["count"] == len(caught.value.findings)
        return {(finding.code, finding.cell): finding for finding in caught.value.findings}

    return run


def test_every_bad_value_is_told_with_column_count_and_rows(faults):
    bad = "1,Friday,,soon,,,,many,perhaps,9\n,,,,,,,-5,,0\n"
    found = faults(GOOD + bad)
    assert set(found) >= {
        ("unreadable-values", "opened_at"),
        ("unreadable-values", "answered_at"),
        ("unreadable-values", "handle_seconds"),
        ("unreadable-values", "resolved_first"),
        ("missing-values", "contact_id"),
        ("missing-values", "opened_at"),
        ("out-of-range", "satisfaction"),
        ("out-of-range", "handle_seconds"),
        ("repeated-id", "contact_id"),
    }
    assert found["unreadable-values", "handle_seconds"].facts["rows"] == ["3"]
    assert found["out-of-range", "satisfaction"].found == "2"
    assert found["out-of-range", "satisfaction"].facts["rows"] == ["3", "4"]
    assert found["repeated-id", "contact_id"].facts["rows"] == ["2", "3"]


@pytest.mark.parametrize("again", [*range(7)])
def test_an_id_that_repeats_is_found_in_whichever_part_of_the_ids_it_falls(faults, measured, monkeypatch, again):
    monkeypatch.setattr(quality, "_FEWEST_HASHES", 2)
    monkeypatch.setattr(quality, "_HASH_BYTES", MEMORY_LIMIT)
    rows = [GOOD.replace("1", f"{number}", 1) for number in range(7)]
    assert measured("".join(rows)).counts.used == 7
    repeated = faults("".join([*rows, rows[again]]))["repeated-id", "contact_id"]
    assert repeated.facts["rows"] == [str(2 + again), "9"]


def test_no_finding_repeats_a_value_of_the_log(faults):
    secret = "Иванов"
    rows = (
        f'{secret},{secret},{secret},{secret},{secret},{secret},{secret},{secret},{secret},{secret}\n"{secret}" x,1\n'
    )
    for content in (GOOD + rows, GOOD + rows.splitlines()[0] + "\n"):
        told = [f.message() + f.expected() + f.suggestion() + f.place for f in faults(content).values()]
        assert secret not in "".join(told)


def test_row_with_too_few_cells_is_told_by_its_line(faults):
    assert ("row-structure", "3") in faults(GOOD + "2,2026-10-01 10:00:00\n")


def test_zero_and_one_are_no_answer_to_resolved_unless_cast(faults, measured, plain_map):
    row = GOOD.replace("true", "1")
    assert ("wrong-type", "[columns] resolved_first") in faults(row)
    cast = plain_map.replace('"resolved"', "'CAST(resolved AS BOOLEAN)'")
    assert measured(row, cast).totals.measures["contacts_resolved_first"] == 1


def test_one_stray_word_in_a_column_that_is_computed_with_is_found(faults, plain_map):
    log_map = plain_map.replace('answered_at = "answered"', "answered_at = 'queued + INTERVAL 1 SECOND * handled'")
    rows = "".join(GOOD.replace("1,", f"{n},", 1) for n in range(5)) + GOOD.replace(",60,", ",n/a,")
    found = faults(rows, log_map)["mixed-column", "handled"]
    assert found.facts == {
        "column": "handled",
        "wanted": "BIGINT",
        "found": 1,
        "rows": ["7"],
        "where": "lines of the file",
    }


def test_cast_that_fails_in_an_expression_is_told_with_its_row(faults, plain_map):
    log_map = plain_map.replace('"handled"', "'CAST(handled AS INTEGER)'")
    found = faults(GOOD + GOOD.replace("1,", "2,", 1).replace(",60,", ",x,"), log_map)
    assert found["unreadable-values", "handle_seconds"].facts["rows"] == ["3"]


def test_shared_parts_of_two_expressions_do_not_hide_each_others_faults(faults, plain_map):
    part = "CAST(handled AS INTEGER)"
    log_map = plain_map.replace('"handled"', f"'{part}'").replace('"mark"', f"'{part} - 55'")
    found = faults(GOOD + GOOD.replace("1,", "2,", 1).replace(",60,", ",x,"), log_map)
    assert {cell for _, cell in found} == {"handle_seconds", "satisfaction"}


def test_declared_type_is_held_to(faults, plain_map):
    rows = GOOD + GOOD.replace("1,", "2,", 1).replace(",60,", ",x,")
    found = faults(rows, plain_map + '[types]\nhandled = "INTEGER"\n')
    assert found["unreadable-values", "handled"].facts["rows"] == ["3"]


def test_times_with_an_offset_need_a_timezone(faults):
    assert ("timezone-needed", "[columns] opened_at") in faults(GOOD.replace("10:00:00", "10:00:00+03:00"))


def test_infinite_times_and_numbers_are_no_values(faults):
    found = faults("1,2026-10-01,2026-10-01,infinity,,a,b,nan,,\n")
    assert set(found) == {("unreadable-values", "answered_at"), ("unreadable-values", "handle_seconds")}


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"id,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark\n"]
)
def test_empty_log_is_told(faults, content):
    assert [code for code, _ in faults(content)] == ["empty-log"]


def test_text_in_another_encoding_is_told(faults):
    assert [code for code, _ in faults(GOOD.replace("retail", "вклады").encode("cp1251"))] == ["wrong-encoding"]


def test_missing_files_of_log_and_map_are_told_together(tmp_path):
    with pytest.raises(LogError) as caught:
        measure([tmp_path / "a.csv", tmp_path / "b.csv"], map=tmp_path / "map.toml")
    assert [finding.code for finding in caught.value.findings] == ["file-missing"] * 3


@pytest.mark.parametrize("name", ["log.xls", "log.json", "log"])
def test_other_kinds_of_files_are_refused_with_what_to_do(tmp_path, plain_map, name):
    (tmp_path / name).write_bytes(b"PK")
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure(tmp_path / name, map=tmp_path / "map.toml")
    (finding,) = caught.value.findings
    assert finding.code == "file-type-unsupported"
    assert "CSV" in finding.suggestion()


def test_excel_file_that_is_none_is_told(tmp_path, plain_map):
    (tmp_path / "log.xlsx").write_bytes(b"PK")
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure(tmp_path / "log.xlsx", map=tmp_path / "map.toml")
    assert [(finding.code, finding.file) for finding in caught.value.findings] == [("file-damaged", "log.xlsx")]


def test_parquet_that_is_none_is_told(tmp_path, plain_map):
    (tmp_path / "log.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure(tmp_path / "log.parquet", map=tmp_path / "map.toml")
    assert [finding.code for finding in caught.value.findings] == ["not-a-table"]


def test_files_of_one_log_with_different_columns_are_told(tmp_path, plain_map):
    header = "id,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark"
    (tmp_path / "a.csv").write_text(f"{header}\n{GOOD}")
    (tmp_path / "b.csv").write_text(f"{header},more\n{GOOD.strip()},1\n")
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure([tmp_path / "a.csv", tmp_path / "b.csv"], map=tmp_path / "map.toml")
    assert [(finding.code, finding.found) for finding in caught.value.findings] == [("files-differ", "more")]


def test_columns_that_the_log_lacks_are_told_with_the_closest_names(faults, plain_map):
    found = faults(GOOD, plain_map.replace('"segment"', '"segmnt"') + '[types]\nhandle = "INTEGER"\n')
    assert found["source-column", "[columns] segment"].facts["closest"] == ["segment"]
    assert "handled" in found["source-column", "[types] handle"].facts["closest"]
    assert "opened" in found["source-column", "[types] handle"].expected()


FAULTY_SHAPE = """
grain = "call"
dialect = "mysql"
colour = "red"
[columns]
contact = "id"
opened_at = "read_csv('x')"
[source]
delim = ";"
decimal = "'"
[parameters]
answer_within = -1
short_abandon = "five"
[values.queued_at]
a = "b"
[leave_out]
test = "COUNT(*) > 1"
"""
OF_ANY_LOG = {
    ("unsupported-value", "grain"),
    ("unsupported-value", "dialect"),
    ("unknown-key", "colour"),
    ("unknown-key", "[source] delim"),
    ("unsupported-value", "[source] decimal"),
    ("wrong-value", "[parameters] answer_within.default"),
    ("wrong-value", "[parameters] short_abandon"),
    ("expression-refused", "[columns] opened_at"),
    ("expression-refused", "[leave_out] test"),
}


def test_every_fault_of_the_shape_of_a_map_is_told_in_one_run(faults):
    found = faults(GOOD, 'log = "contacts"' + FAULTY_SHAPE)
    assert set(found) == OF_ANY_LOG | {
        ("unknown-key", "[columns] contact"),
        ("required-column", "[columns]"),
        ("unknown-key", "[values] queued_at"),
    }
    assert "contact" in found["unsupported-value", "grain"].expected()


def test_an_unknown_log_hides_no_fault_that_a_map_of_any_log_would_have(faults):
    found = faults(GOOD, 'log = "calls"' + FAULTY_SHAPE)
    assert "contacts" in found["unsupported-value", "log"].expected()
    assert set(found) == OF_ANY_LOG | {("unsupported-value", "log")}


def test_every_fault_of_the_meaning_of_a_map_is_told_in_one_run(faults):
    found = faults(
        GOOD,
        """
log = "contacts"
timezone = "Europe/Moskva"
[columns]
opened_at = "opened;"
[source]
encoding = "klingon"
[types]
handled = "JSON"
[parameters]
within = 3
answer_within = {default = 20, where = [{segment = "vip", value = 10}]}
[lookup.reason]
file = "codes.xlsx"
key = "code"
value = "name"
""",
    )
    assert set(found) == {
        ("unknown-timezone", "timezone"),
        ("required-column", "[columns]"),
        ("expression-unreadable", "[columns] opened_at"),
        ("wrong-value", "[source] encoding"),
        ("unsupported-value", "[types] handled"),
        ("unknown-key", "[parameters] within"),
        ("wrong-value", "[parameters] answer_within"),
        ("lookup-fault", "[lookup] reason"),
    }
    assert "Europe/Moscow" in found["unknown-timezone", "timezone"].suggestion()


def test_map_that_is_no_toml_is_told_with_its_line(faults):
    assert faults(GOOD, "log = contacts\n")["map-not-toml", ""].message().startswith("Line 1 of the map")


def test_expression_of_the_wrong_type_is_told_before_any_row(faults, plain_map):
    found = faults(GOOD, plain_map.replace('"opened"', '"handled"'))
    assert found["wrong-type", "[columns] opened_at"].facts == {"found": "BIGINT", "wanted": "TIMESTAMP"}


def test_rows_of_several_files_are_told_with_the_file(tmp_path, plain_map):
    header = "id,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark\n"
    (tmp_path / "a.csv").write_text(header + GOOD)
    (tmp_path / "b.csv").write_text(
        header + GOOD.replace("1,", "2,", 1) + GOOD.replace("1,", "3,", 1).replace(",5\n", ",7\n")
    )
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure([tmp_path / "a.csv", tmp_path / "b.csv"], map=tmp_path / "map.toml")
    assert [finding.facts["rows"] for finding in caught.value.findings] == [["b.csv 3"]]


def test_rows_are_told_by_the_lines_of_the_file(faults):
    bad = GOOD.replace("1,", "2,", 1).replace("retail", '"re\n\ntail"').replace(",5\n", ",9\n")
    found = faults(GOOD + "\n\n" + bad + "\n" + bad.replace("2,", "3,", 1))["out-of-range", "satisfaction"]
    assert found.facts["rows"] == ["5", "9"]
    assert "lines of the file 5, 9" in found.message()


def test_lines_count_from_the_top_of_the_file_whatever_the_header_row(faults, plain_map):
    header = "Report\n\nid,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark\n"
    log_map = plain_map + "[source]\nheader_row = 3\n"
    found = faults(GOOD + "\n" + GOOD.replace("1,", "2,", 1).replace(",5\n", ",9\n"), log_map, header=header)
    assert found["out-of-range", "satisfaction"].facts["rows"] == ["6"]


def test_rows_of_parquet_are_told_as_rows_of_data(tmp_path, plain_map):
    names = ["id", "opened", "queued", "answered", "abandoned", "segment", "channel", "handled", "resolved", "mark"]
    values = ", ".join(f"{'NULL::VARCHAR' if name == 'abandoned' else repr(cell)} AS {name}"
                       for name, cell in zip(names, GOOD.strip().split(","), strict=True))  # fmt: skip
    duckdb.sql(f"SELECT * REPLACE (9 AS mark) FROM (SELECT {values})").write_parquet(str(tmp_path / "log.parquet"))
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure(tmp_path / "log.parquet", map=tmp_path / "map.toml")
    (finding,) = [finding for finding in caught.value.findings if finding.code == "out-of-range"]
    assert "data rows 1" in finding.message()


@pytest.mark.parametrize("header", ["id,ID", "id,id", "id,Id ", "id,opened,OPENED"])
def test_names_that_are_the_same_but_for_case_are_refused(faults, header):
    found = faults("1,2\n", header=header + "\n")["ambiguous-columns", "1"]
    assert header.split(",")[-1].strip() in found.message()


def test_names_of_parquet_that_are_the_same_but_for_case_are_refused(tmp_path, plain_map):
    # DuckDB does not write such a file, so the names in one that it wrote are changed
    log = tmp_path / "log.parquet"
    duckdb.sql("SELECT 1 AS ident, {'IDENT': 1} AS nested, 2 AS iDENx").write_parquet(str(log))
    log.write_bytes(log.read_bytes().replace(b"iDENx", b"iDENT"))
    (tmp_path / "map.toml").write_text(plain_map)
    with pytest.raises(LogError) as caught:
        measure(log, map=tmp_path / "map.toml")
    assert [(finding.code, finding.found) for finding in caught.value.findings] == [
        ("ambiguous-columns", "ident, iDENT")
    ]


def test_conditions_that_leave_out_every_row_are_told(faults, plain_map):
    found = faults(GOOD, plain_map + '[leave_out]\nnever = "FALSE"\nall = "TRUE"\n')
    assert found["nothing-left", "[leave_out]"].found == "all"


def test_times_that_contradict_each_other_are_told_with_their_number(measured):
    both = "2,2026-10-01 10:00:00,2026-10-01 10:00:00,2026-10-01 10:00:10,2026-10-01 10:00:10,retail,phone,60,true,5\n"
    late = "3,2026-10-01 10:00:05,2026-10-01 10:00:00,2026-10-01 10:00:10,,retail,phone,60,true,5\n"
    open_ended = "4,2026-10-01 10:00:00,2026-10-01 10:00:00,,,retail,phone,,,\n"
    found = {finding.code: finding for finding in measured(GOOD + both + late + open_ended).findings}
    assert found["both-values"].facts["rows"] == ["3"]
    assert found["time-order"].facts["rows"] == ["4"]
    assert (found["time-order"].cell, found["time-order"].facts["earlier"]) == ("queued_at", "opened_at")
    assert found["not-ended"].found == "1"
    assert not {"both-values", "time-order", "not-ended"} & {finding.code for finding in measured(GOOD).findings}


def test_a_contact_with_both_ends_counts_as_answered(measured):
    both = "2,2026-10-01 10:00:00,2026-10-01 10:00:00,2026-10-01 10:00:10,2026-10-01 10:00:02,retail,phone,60,true,5\n"
    measures = measured(both).totals.measures
    assert (measures["contacts_answered"], measures["contacts_abandoned"]) == (1, 0)
    assert measures["contacts_short_abandoned"] == 0


def test_exception_for_a_group_that_the_log_lacks_does_nothing_and_is_told(measured, plain_map):
    groups = ('segment = "vip"', 'segment = "retail"', 'segment = "retail", channel = "chat"')
    where = [f"{{{group}, value = 5}}" for group in groups]
    where = f"[{', '.join(where)}]"
    found = measured(GOOD, plain_map + f"[parameters]\nanswer_within = {{default = 20, where = {where}}}\n").findings
    told = [(finding.cell, finding.found) for finding in found if finding.code == "where-unmatched"]
    assert told == [
        ("[parameters] answer_within", 'segment = "vip"'),
        ("[parameters] answer_within", 'segment = "retail", channel = "chat"'),
    ]


def test_no_finding_holds_a_path(tmp_path, plain_map, faults):
    lookup = '[lookup.reason]\nfile = "none.csv"\nkey = "a"\nvalue = "b"\n'
    told = [*faults("9,x,,,,,,,,\n", plain_map + lookup).values()]
    told += [*faults(GOOD.replace(",60,", ",x,"), plain_map).values(), *faults(b"PK", plain_map).values()]
    (tmp_path / "log.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    for log, log_map in (("log.parquet", "map.toml"), ("none.csv", "none.toml"), ("log.csv", "log.csv")):
        with pytest.raises(LogError) as caught:
            measure(tmp_path / log, map=tmp_path / log_map)
        told += caught.value.findings
        assert str(tmp_path) not in str(caught.value)
    assert told
    for finding in told:
        assert str(tmp_path) not in repr(finding) + finding.message() + finding.expected() + finding.suggestion()
        assert all(Path(name).name == name for name in finding.file.split(", ") if name)


def test_measurement_counts_all_contacts_of_a_group(measured):
    not_queued = "2,2026-10-01 10:00:00,,,,retail,phone,,,\n"
    measurement = measured(GOOD + not_queued)
    assert [row.rows for row in measurement.rows] == [2]
    assert (measurement.totals.rows, measurement.totals.measures["contacts_offered"]) == (2, 1)
    assert measured(GOOD + not_queued, by=()).totals.rows == 2


@pytest.mark.parametrize(("above", "line"), [(0, 6), (2, 8)])
def test_short_row_below_a_line_break_in_a_cell_is_told_by_its_line_and_file(tmp_path, plain_map, above, line):
    header = "Report\n" * above + "id,opened,queued,answered,abandoned,segment,channel,handled,resolved,mark\n"
    (tmp_path / "a.csv").write_text(header + GOOD)
    broken = GOOD.replace("1,", "2,", 1).replace("retail", '"re\n\ntail"')
    (tmp_path / "b.csv").write_text(header + broken + "\n3\n")
    (tmp_path / "map.toml").write_text(f"{plain_map}[source]\nheader_row = {above + 1}\n")
    with pytest.raises(LogError) as caught:
        measure([tmp_path / "a.csv", tmp_path / "b.csv"], map=tmp_path / "map.toml")
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.cell) == ("row-structure", "b.csv", str(line))
