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
grain = "call"
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
        ("grain", "unsupported-value"),
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
    assert said == ["x", "where segment"]  # channel is named, though its lookup is faulty


def test_only_contacts_come_in_legs(tmp_path: Path):
    text = 'log = "returns"\ngrain = "leg"\n[columns]\nreturn_id = "id"\nrequested_at = "at"\n'
    assert [(finding.cell, finding.code) for finding in faults(tmp_path, text)] == [("grain", "unsupported-value")]


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


WHOLE = 'log = "contacts"\n[columns]\ncontact_id = "id"\nopened_at = "opened"\nsegment = "queue"\n'


@pytest.mark.parametrize(
    "name", ["undefined", "a\\u0000b", "base64", "rot13", "hex", "zlib", "utf-16\\u0000", "", "../x", "klingon"]
)
def test_an_encoding_that_cannot_decode_is_a_finding(tmp_path: Path, name: str):
    found = faults(tmp_path, f'{WHOLE}[source]\nencoding = "{name}"\n')
    assert [(finding.code, finding.cell) for finding in found] == [("wrong-value", "[source] encoding")]
    assert found[0].message().isprintable()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1251", "gb18030"])
def test_a_map_in_another_encoding_is_to_be_saved_as_utf8(tmp_path: Path, encoding: str):
    path = tmp_path / "map.toml"
    path.write_bytes((WHOLE + "# сегмент\n").encode(encoding))
    with pytest.raises(LogError) as caught:
        read_map(path)
    (finding,) = caught.value.findings
    assert finding.code == "map-encoding"
    assert "Save the map as UTF-8" in finding.suggestion()


@pytest.mark.parametrize(
    "name", ["localtime", "/etc/localtime", "../UTC", "posixrules", "Europe/Moscw", "", "a\\u0000"]
)
def test_only_names_of_the_list_are_time_zones(tmp_path: Path, name: str):
    found = faults(tmp_path, f'timezone = "{name}"\n{WHOLE}')
    assert [(finding.code, finding.cell) for finding in found] == [("unknown-timezone", "timezone")]


@pytest.mark.parametrize(
    "value", ["0", "1", "5.5", "{default = 1}", '{default = 4, where = [{segment = "a", value = 6}]}']
)
def test_satisfied_from_lies_on_the_scale_and_above_its_worst_mark(tmp_path: Path, value: str):
    (finding,) = faults(tmp_path, f"{WHOLE}[parameters]\nsatisfied_from = {value}\n")
    assert (finding.code, finding.cell) == ("mark-outside-scale", "[parameters] satisfied_from")
    assert "from 2 to 5" in finding.expected()


@pytest.mark.parametrize(("mark", "is_sound"), [(2, True), (7, True), (1, False), (0, False), (8, False)])
def test_satisfied_from_lies_on_the_scale_that_the_map_declares(tmp_path: Path, mark: int, is_sound: bool):
    scale = "[scales]\nsatisfaction = {worst = 7, best = 1}\n"
    text = f'{WHOLE}satisfaction = "mark"\n{scale}[parameters]\nsatisfied_from = {mark}\n'
    if is_sound:
        path = tmp_path / "map.toml"
        path.write_text(text, encoding="utf-8")
        assert read_map(path).parameters["satisfied_from"].default == mark
    else:
        (finding,) = faults(tmp_path, text)
        assert (finding.code, "from 2 to 7" in finding.expected()) == ("mark-outside-scale", True)


SURVEY = 'log = "surveys"\n[columns]\nsurvey_id = "id"\nsent_at = "at"\n'
MARKS = "".join(f'{name} = "{name}"\n' for name in ("satisfaction", "effort", "recommendation"))


@pytest.mark.parametrize("column", ["satisfaction", "effort", "recommendation"])
def test_marks_of_a_survey_need_their_scale(tmp_path: Path, column: str):
    found = faults(tmp_path, f'{SURVEY}{column} = "mark"\n')
    assert [(finding.cell, finding.code) for finding in found] == [(f"[scales] {column}", "scale-missing")]


def test_one_run_tells_every_scale_that_is_missing(tmp_path: Path):
    found = faults(tmp_path, SURVEY + MARKS)
    assert [finding.cell for finding in found] == [
        "[scales] satisfaction", "[scales] effort", "[scales] recommendation"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "scale", "ends"),
    [
        ("effort", "{worst = 1, best = 5}", "from 1 to 7"),
        ("effort", "{worst = 0, best = 7}", "from 1 to 7"),
        ("effort", "{worst = 5, best = 1}", "from 1 to 7"),
        ("recommendation", "{worst = 1, best = 10}", "from 0 to 10"),
        ("recommendation", "{worst = 0, best = 5}", "from 0 to 10"),
    ],
)
def test_a_scale_that_belongs_to_another_question_is_refused(tmp_path: Path, column: str, scale: str, ends: str):
    (finding,) = faults(tmp_path, f'{SURVEY}{column} = "mark"\n[scales]\n{column} = {scale}\n')
    assert (finding.code, finding.cell) == ("scale-fixed", f"[scales] {column}")
    assert ends in finding.expected()


@pytest.mark.parametrize(
    ("effort", "recommendation"),
    [("{worst = 1, best = 7}", "{worst = 0, best = 10}"), ("{worst = 7, best = 1}", "{worst = 10, best = 0}")],
)
def test_either_end_of_the_scale_of_a_question_may_be_the_best(tmp_path: Path, effort: str, recommendation: str):
    path = tmp_path / "map.toml"
    scales = f"satisfaction = {{worst = 1, best = 10}}\neffort = {effort}\nrecommendation = {recommendation}\n"
    path.write_text(f"{SURVEY}{MARKS}[scales]\n{scales}", encoding="utf-8")
    assert read_map(path).scales["effort"].ends == (1, 7)


@pytest.mark.parametrize(("mark", "is_sound"), [(2, True), (7, True), (1, False), (8, False)])
def test_little_effort_begins_above_the_worst_mark(tmp_path: Path, mark: int, is_sound: bool):
    text = (
        f'{SURVEY}effort = "mark"\n[scales]\neffort = {{worst = 1, best = 7}}\n[parameters]\nlow_effort_from = {mark}\n'
    )
    if is_sound:
        (tmp_path / "map.toml").write_text(text, encoding="utf-8")
        assert read_map(tmp_path / "map.toml").parameters["low_effort_from"].default == mark
    else:
        (finding,) = faults(tmp_path, text)
        assert (finding.code, "from 2 to 7" in finding.expected()) == ("mark-outside-scale", True)


INTERVALS = 'log = "intervals"\n[columns]\nperiod_start = "start"\noffered = "n"\nanswered_in_time = "k"\n'


def test_a_threshold_that_the_switch_applied_has_to_be_declared(tmp_path: Path):
    found = faults(tmp_path, INTERVALS)
    assert [(finding.cell, finding.code) for finding in found] == [("[applied] answer_within", "threshold-undeclared")]


def test_no_other_threshold_can_be_asked_for_than_the_switch_applied(tmp_path: Path):
    found = faults(tmp_path, INTERVALS + "[applied]\nanswer_within = 30\n[parameters]\nanswer_within = 20\n")
    assert [(finding.cell, finding.code) for finding in found] == [("[parameters] answer_within", "threshold-applied")]


def test_a_faulty_mark_is_told_once(tmp_path: Path):
    assert len(faults(tmp_path, f'{WHOLE}[parameters]\nsatisfied_from = "x"\n')) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code,name\n0,a\n\n1,b\n0,c\n", 'the key "0" two names: lines 2 and 5'),
        ("code,name\n,a\n,c\n", 'the key "" two names: lines 2 and 3'),
        ("code,title\n0,a\n", "it lacks one of the two columns"),
        ("code,name\n", "it has no rows"),
        ("", "it lacks one of the two columns"),
        (b"code,name\n0,\xff\n", "it is not text in UTF-8"),
        (None, "there is no such file"),
    ],
)
def test_what_is_wrong_with_a_lookup_is_said(tmp_path: Path, content: str | bytes | None, said: str):
    if content is not None:
        (tmp_path / "codes.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    lookup = '[lookup.segment]\nfile = "codes.csv"\nkey = "code"\nvalue = "name"\n'
    (finding,) = faults(tmp_path, WHOLE + lookup)
    assert finding.cell == "[lookup] segment"
    assert said in finding.message()
    assert "codes.csv" in finding.message()


@pytest.mark.parametrize("file", ["", ".", "a\\u0000.csv", "folder.csv"])
def test_a_lookup_that_is_no_file_is_a_finding(tmp_path: Path, file: str):
    (tmp_path / "folder.csv").mkdir()
    (finding,) = faults(tmp_path, f'{WHOLE}[lookup.segment]\nfile = "{file}"\nkey = "a"\nvalue = "b"\n')
    assert finding.code == "lookup-fault"


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\na = 2\n", 2), ("a = [\n\n", 1), ("a" * 9, 1), ("a = " + "[" * 5000, 1)]
)
def test_a_map_that_is_no_toml_names_the_line(tmp_path: Path, text: str, line: int):
    (finding,) = faults(tmp_path, text)
    assert (finding.code, finding.facts["line"] in {line, str(line)}) == ("map-not-toml", True)


@pytest.mark.parametrize("text", ["(a", "a b c", "a; b", "a -- b", "'x", "a" * 5000, "(" * 3000, "", ")"])
def test_what_is_not_one_expression_is_shown_and_not_the_words_of_the_parser(tmp_path: Path, text: str):
    (finding,) = faults(tmp_path, f'{WHOLE}reason = """{text}"""\n')
    assert finding.code == "expression-unreadable"
    assert "Expect" not in finding.message()
    assert "Error" not in finding.message()
    assert len(finding.message()) < 120
