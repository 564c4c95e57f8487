"""Plans as files: what is understood, and what is refused with its place and its way out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.excel.staffing import STAFFING
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.workforce.plans.columns import COLUMN_BY_FIELD, COLUMNS, head_of
from pcf.workforce.plans.defaults import Defaults, promises_of
from pcf.workforce.plans.files import PlanError, PlanFile, is_plan, read_plan
from pcf.workforce.plans.values import RefusedValueError, decimal_sign, moment_of, number_of
from pcf.workforce.records import StaffingLine

HEADS = "segment,channel,start,calls,aht,target,within"
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str, name: str = "plan.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def sheet(path: Path, rows: list[list[object]], fill: Callable[..., None] | None = None) -> Path:
    """Write a workbook with one sheet; ``fill`` puts in what plain rows cannot."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Plan")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if fill:
            fill(book, page)
    return path


def faults(path: Path, **how: object) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        read_plan(path, **how)
    return [(one.code, one.cell) for one in caught.value.findings if one.severity == "error"]


def codes(plan: PlanFile) -> list[str]:
    return [one.code for one in plan.findings]


def test_a_row_becomes_a_line_in_the_units_of_the_record(written):
    path = written(f"{HEADS}\nretail,phone,2026-11-23 08:30,120,0:03:30,80%,20\n")
    assert read_plan(path).lines == (
        StaffingLine(
            id="row_2",
            segment="retail",
            channel="phone",
            start="2026-11-23T08:30",
            calls=120,
            aht=210,
            target=80,
            within=20,
        ),
    )


@pytest.mark.parametrize("name", ["Calls", " CALLS ", "contacts", "Обращения", "来电量"])
def test_names_of_columns_may_be_written_in_many_ways(written, name):
    assert read_plan(written(f"AHT,{name}\n240,5\n")).lines[0].calls == 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headings_of_the_workbook_are_understood_in_every_language(lang):
    say = Translator(lang)
    for column in STAFFING.columns:
        if column.key in COLUMN_BY_FIELD:
            head = head_of(say(column.heading))
            assert head and head.column is COLUMN_BY_FIELD[column.key], column.heading
    assert {column.field for column in COLUMNS} == set(StaffingLine.model_fields)


def test_under_a_heading_with_the_sign_numbers_are_percentages(written):
    path = written("calls,aht,Target: answered in time%;\n", "other.csv")
    path.write_text('calls;aht;"Target: answered in time, %"\n5;240;80\n6;240;80%\n', encoding="utf-8")
    assert [line.target for line in read_plan(path).lines] == [80, 80]
    path.write_text('calls;aht;"Target: answered in time, %"\n5;240;0.8\n', encoding="utf-8")
    assert faults(path) == [("plan-share-unclear", "2:C")]


def test_a_percentage_without_its_sign_is_refused_with_both_ways_to_write_it(written):
    with pytest.raises(PlanError) as caught:
        read_plan(written("calls,aht,target\n5,240,80\n"))
    (fault,) = caught.value.findings
    assert fault.place == "plan.csv, 2:C"
    assert fault.suggestion() == "Write 0.8 or 80%."


def test_every_fault_is_told_at_once_with_line_and_column(written):
    path = written(f"{HEADS}\nretail,phone,soon,many,4:00,80,-1\n\nretail,phone,,,240,100%,20%\n,,,5,0,0.8,1\n")
    assert faults(path) == [
        ("plan-not-a-moment", "2:C"),
        ("plan-not-number", "2:D"),
        ("plan-time-unclear", "2:E"),
        ("plan-share-without-sign", "2:F"),
        ("plan-out-of-range", "2:G"),
        ("plan-out-of-range", "4:F"),
        ("plan-percent-misplaced", "4:G"),
        ("plan-value-missing", "4:D"),
        ("plan-out-of-range", "5:E"),
    ]


def test_of_many_faults_alike_the_first_are_told_and_the_rest_counted(written):
    path = written("calls,aht\n" + "x,240\n" * 70)
    told = faults(path)
    assert told.count(("plan-not-number", "2:A")) == 1
    assert len(told) == 51
    assert told[-1] == ("plan-more-faults", "calls")


def test_a_blank_is_no_zero_but_zero_calls_are_fine(written):
    assert faults(written("calls,aht\n,240\n")) == [("plan-value-missing", "2:A")]
    assert read_plan(written("calls,aht\n0,240\n")).lines[0].calls == 0


def test_blank_rows_are_skipped(written):
    assert len(read_plan(written("calls,aht\n\n , \n5,240\n,\n")).lines) == 1


def test_a_table_without_the_columns_says_which_are_missing(written):
    with pytest.raises(PlanError) as caught:
        read_plan(written("when,calls\n1,2\n"))
    assert [(one.code, one.facts["missing"]) for one in caught.value.findings] == [("plan-without-columns", ["aht"])]


def test_a_head_without_rows_is_refused(written):
    assert faults(written("calls,aht\n")) == [("plan-empty", "")]


def test_strange_columns_are_told_and_results_are_computed_anew(written):
    plan = read_plan(written("calls,aht,Colour,needed,busy\n5,240,red,3,0.4\n"))
    assert [(one.code, one.found) for one in plan.findings] == [
        ("plan-columns-unknown", "Colour"),
        ("plan-results-left", "2"),
    ]


def test_a_column_that_stands_twice_is_refused(written):
    assert faults(written("calls,contacts,aht\n5,6,240\n")) == [("plan-column-twice", "")]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Канал;Звонки;AHT;Комментарий\nтелефон;12,5;240;Утро в понедельник\n", "cp1251"),
        ("渠道\tcalls\taht\t备注\n电话\t12.5\t240\t上午比较繁忙的时段\n", "gb18030"),
        ("sep=;\ncalls;aht\n12,5;240\n", "utf-8-sig"),
        ("calls|aht\n12.5|240\n", "utf-16"),
    ],
)
def test_encodings_separators_and_decimal_commas_of_other_countries(written, text, encoding):
    assert read_plan(written(text, "plan.csv", encoding)).lines[0].calls == Decimal("12.5")


def test_three_digits_after_a_comma_are_read_as_the_other_numbers_tell(written):
    assert [one.calls for one in read_plan(written("calls;aht\n1,234;240\n2,5;240\n")).lines] == [
        Decimal("1.234"),
        Decimal("2.5"),
    ]
    assert [one.calls for one in read_plan(written("calls;aht\n1,234;240\n2.5;240\n")).lines] == [1234, Decimal("2.5")]
    assert faults(written("calls;aht\n1,234;240\n")) == [("plan-number-unclear", "2:A")]


def test_a_number_that_a_comma_cut_in_two_is_told(written):
    assert faults(written("calls,aht\n12,5,240\n")) == [("plan-row-too-wide", "2")]


def test_marks_that_do_not_match_swallow_nothing(written):
    assert faults(written('calls,aht,note\n5,240,"half\n6,240,fine\n')) == [("plan-quotes", "2:C")]


def test_segments_may_be_named_and_get_ids(written):
    path = written("segment,calls,aht\nPremium,5,240\nЧастные покупки,6,240\npremium,7,240\nСервис,1,60\n")
    plan = read_plan(path)
    assert [line.segment for line in plan.lines] == ["premium", "s1", "premium", "s2"]
    assert plan.segments == {"premium": "Premium", "s1": "Частные покупки", "s2": "Сервис"}


def test_segments_of_a_form_are_found_by_id_or_name(written):
    path = written("segment,calls,aht\nЧастные покупки,5,240\nretail,6,240\nnobody,1,60\n")
    plan = read_plan(path, segments={"retail": "Частные покупки"})
    assert [line.segment for line in plan.lines] == ["retail", "retail", "nobody"]
    assert [(one.code, one.cell) for one in plan.findings] == [("plan-segment-unknown", "4:A")]


def test_ids_are_kept_made_or_refused(written):
    assert [line.id for line in read_plan(written("id,calls,aht\nmorning,5,240\n,6,240\n")).lines] == [
        "morning",
        "row_3",
    ]
    assert faults(written("id,calls,aht\na,5,240\na,6,240\n8 o'clock,7,240\n")) == [
        ("plan-id-twice", "3:A"),
        ("plan-id-unfit", "4:A"),
    ]


def test_blank_cells_take_the_promise_of_their_pool_before_that_of_all(written):
    path = written("segment,channel,calls,aht,within\nretail,phone,5,240,\nretail,chat,5,,9\n,phone,5,240,\n")
    common = {"target": Decimal(70), "within": Decimal(30), "aht": Decimal(600)}
    promises = promises_of([StaffingLine(id="a", segment="retail", target=90, within=15)])
    lines = read_plan(path, defaults=Defaults(common, promises)).lines
    assert [(one.aht, one.target, one.within) for one in lines] == [(240, 90, 15), (600, 90, 9), (240, 70, 30)]


def test_an_excel_file_keeps_its_percentages_times_and_dates(tmp_path):
    def fill(book, page):
        page.write_number(1, 2, 0.8, book.add_format({"num_format": "0%"}))
        page.write_datetime(1, 3, datetime.time(0, 3, 30), book.add_format({"num_format": "h:mm:ss"}))
        page.write_datetime(
            1,
            4,
            datetime.datetime.fromisoformat("2026-11-23T08:30"),
            book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
        )

    path = sheet(tmp_path / "plan.xlsx", [["calls", "within", "target", "aht", "start"], [1.234, 20]], fill)
    (line,) = read_plan(path).lines
    assert (line.calls, line.target, line.aht, line.start) == (Decimal("1.234"), 80, 210, "2026-11-23T08:30")


def test_a_time_that_is_stored_is_read_in_one_way_only(tmp_path):
    def fill(book, page):
        four_hours, half_past = datetime.time(4, 0), datetime.time(8, 30)
        for row, shown in enumerate(("h:mm", "h:mm:ss", "[h]:mm:ss"), 1):
            page.write_datetime(row, 1, four_hours, book.add_format({"num_format": shown}))
        page.write_datetime(2, 2, half_past, book.add_format({"num_format": "h:mm"}))

    path = sheet(tmp_path / "plan.xlsx", [["calls", "aht", "start"], [5], [5], [5]], fill)
    with pytest.raises(PlanError) as raised:
        read_plan(path)
    (found,) = raised.value.findings
    assert (found.code, found.cell) == ("plan-time-unclear", "B2")
    assert (found.facts["minutes"], found.facts["hours"]) == (240, 14_400)


def test_an_apostrophe_that_keeps_a_text_from_being_a_formula_is_taken_off(written):
    (line,) = read_plan(written("channel,note,calls,aht\n'-phone,'s-Gravenhage,5,240\n")).lines
    assert (line.channel, line.note) == ("-phone", "'s-Gravenhage")


def test_an_excel_file_tells_what_cannot_be_read(tmp_path):
    def fill(book, page):
        page.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 0, "=2+3", None, 5)
        page.merge_range(3, 1, 4, 1, 240)

    path = sheet(tmp_path / "plan.xlsx", [["calls", "aht"], [None, 240], [None, 240], [5], [5]], fill)
    assert faults(path) == [("plan-merged-cells", "B4"), ("plan-cell-error", "A2"), ("plan-value-missing", "B5")]


def test_the_sheet_that_has_the_headings_is_taken(tmp_path):
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Cover").write(0, 0, "Our plan")
        page = book.add_worksheet("Plan")
        page.write_row(2, 0, ["calls", "aht"])
        page.write_row(3, 0, [5, 240])
    plan = read_plan(path)
    assert plan.lines[0].id == "row_4"
    assert codes(plan) == ["plan-sheet-chosen"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.csv", b"", "file-empty"),
        ("plan.ods", b"PK\x03\x04", "plan-type"),
        ("plan.xlsx", b"calls,aht\n5,240\n", "file-is-text"),
        ("plan.csv", b"PK\x03\x04\x00\x00", "plan-type"),
        ("plan.csv", b"calls,aht\n\x00\x01", "not-a-text"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert [one for one, _ in faults(tmp_path / name)] == [code]


def test_a_missing_file_is_told(tmp_path):
    assert faults(tmp_path / "none.csv") == [("file-missing", "")]


def test_a_plan_is_told_from_other_files_by_its_head(written, tmp_path):
    assert is_plan(written("Our plan\n\nCalls;AHT\n1;2\n"))
    assert is_plan(sheet(tmp_path / "plan.xlsx", [["calls", "aht"], [5, 240]]))
    assert not is_plan(written("contact_id,opened_at\n1,2026-11-01 08:00\n", "log.csv"))
    assert not is_plan(written("period_start,offered,handle_seconds\n2026-11-01 08:00,5,900\n", "intervals.csv"))
    assert not is_plan(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-11-23 08:30", "2026-11-23T08:30"),
        ("2026-11-23T08:30:15", "2026-11-23T08:30:15"),
        ("23.11.2026 8:30", "2026-11-23T08:30"),
        ("2026/11/23 08:30", "2026-11-23T08:30"),
        ("2026年11月23日 08:30", "2026-11-23T08:30"),
        ("2026-11-23", "2026-11-23T00:00"),
        ("8:30", "08:30"),
        ("2026-10-25T02:00+03:00", "2026-10-25T02:00+03:00"),
        ("25.10.2026 2:00 -0330", "2026-10-25T02:00-03:30"),
    ],
)
def test_moments_as_people_write_them(typed, iso):
    assert moment_of(typed, COLUMN_BY_FIELD["start"]) == iso


@pytest.mark.parametrize(
    "typed", ["11/23/2026 08:30", "2026-02-30 08:00", "25:00", "monday", "08:30+03:00", "2026-11-23 08:30+15:00"]
)
def test_moments_that_are_none_are_refused(typed):
    with pytest.raises(RefusedValueError):
        moment_of(typed, COLUMN_BY_FIELD["start"])


@pytest.mark.parametrize("typed", ["2026-11-23T08:00Z", "2026-11-23T08:00:00z", "2026-11-23T08:00Ｚ"])
def test_a_time_of_utc_is_refused_with_the_reason(typed):
    with pytest.raises(RefusedValueError) as refused:
        moment_of(typed, COLUMN_BY_FIELD["start"])
    assert refused.value.kind.code == "plan-start-utc"


@pytest.mark.parametrize(("typed", "code"), [("100", "plan-out-of-range"), ("99", "plan-share-without-sign")])
def test_a_hint_how_to_write_a_share_is_given_only_where_it_may_stand(typed, code):
    with pytest.raises(RefusedValueError) as refused:
        number_of(typed, COLUMN_BY_FIELD["target"])
    assert refused.value.kind.code == code


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("８０％", "target", 80),
        ("0,8", "target", 80),
        ("80 %", "target", 80),
        ("99.5%", "target", Decimal("99.5")),
        ("100%", "occupancy", 100),
        ("1", "occupancy", 100),
        ("1 200", "calls", 1200),
        ("0:00:20", "within", 20),
        ("1:00:00", "interval", 3600),
    ],
)
def test_figures_as_people_write_them(typed, field, value):
    assert number_of(typed, COLUMN_BY_FIELD[field]) == value


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("nan", "calls"), ("inf", "calls"), ("1e3", "calls"), ("²", "calls"), ("-1", "calls"), ("", "aht"),
        ("1", "target"), ("-5%", "target"), ("101%", "abandonment"), ("0", "occupancy"), ("2.5", "agents"),
        ("0.5", "concurrency"), ("1" * 30, "calls"), ("5%", "calls"), ("0:60:00", "aht"), ("0", "aht"),
    ],
)  # fmt: skip
def test_figures_that_are_none_are_refused(typed, field):
    with pytest.raises(RefusedValueError):
        number_of(typed, COLUMN_BY_FIELD[field])


def test_the_sign_before_decimals_needs_evidence_on_one_side_only():
    assert decimal_sign(["1,234", "12", "0,25"]) == ","
    assert decimal_sign(["1,234", "12.5%"]) == "."
    assert decimal_sign(["1,5", "1.5"]) is None
    assert decimal_sign(["1,234", "1.234"]) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.decimals(0, 10_000, places=2),
            st.integers(1, 7200),
            st.one_of(st.none(), st.decimals(0, Decimal("0.9999"), places=4)),
            st.sampled_from(["", "phone", "чат", 'a "b", c', "x;y"]),
        ),
        min_size=1,
        max_size=6,
    ),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_is_read_again(written, rows, separator):
    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"'

    lines = [["calls", "aht", "target", "channel"], *rows]
    path = written("\n".join(separator.join(map(cell, row)) for row in lines) + "\n")
    read = read_plan(path).lines
    wanted = [(c, a, None if t is None else t * 100, " ".join(n.split())) for c, a, t, n in rows]
    assert [(one.calls, one.aht, one.target, one.channel) for one in read] == wanted
