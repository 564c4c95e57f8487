"""Charts: well-formed, readable, and honest about what is missing."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.charts import (
    Axis,
    Bar,
    Frame,
    Scale,
    bars,
    column_width,
    nice_ticks,
    radar,
    standalone,
    text_width,
    wrapped,
)

SVG = "{http://www.w3.org/2000/svg}"
LEVELS = Scale(5.0, tuple((float(level), str(level)) for level in range(6)))
FRAME = Frame("Groups", "Scores of groups", LEVELS, {"value": "Score", "range": "Possible range", "target": "Target"})

labels = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "客户服务策略的制定与管理" * 3,
        "<b>&\"'",
        "Обслуживание клиентов по договору",
        "a" * 80,
        "\x00\x0b",
        "]]>",
        "\ufffe",
        "",
    ]
)
numbers = st.none() | st.floats(-10, 1000) | st.floats()
axes = st.builds(Axis, label=labels, shown=labels, value=numbers, low=numbers, high=numbers, target=numbers)
rows = st.builds(
    Bar, label=labels, shown=labels, value=numbers, low=numbers, high=numbers, target=numbers, floor=numbers,
    stretch=numbers, alarm=st.booleans(),
)  # fmt: skip
frames = st.builds(
    Frame,
    title=labels,
    description=labels,
    scale=st.builds(Scale, st.floats(0, 1e6), st.lists(st.tuples(st.floats(0, 1e6), labels), max_size=4).map(tuple)),
    words=st.dictionaries(st.sampled_from(["value", "alarm", "range", "floor", "target", "stretch"]), labels),
)


def read(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert ET.tostring(ET.fromstring(standalone(svg).encode())) != b""
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert "nan" not in "".join(
        value.lower() for el in root.iter() if el.tag != f"{SVG}text" for value in el.attrib.values()
    )
    return root


def assert_texts_stay_inside(root: ET.Element) -> None:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        x, y, long = float(text.attrib["x"]), float(text.attrib["y"]), text_width(text.text or "")
        start = x - {"start": 0.0, "middle": long / 2, "end": long}[text.attrib["text-anchor"]]
        assert left <= start + 0.1
        assert start + long <= left + width + 0.1
        assert top <= y <= top + height


def marks(root: ET.Element, kind: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == f"pcf-{kind}"]


@given(st.lists(axes, min_size=3, max_size=7), frames)
def test_any_radar_is_well_formed_and_holds_its_texts(some, frame):
    assert_texts_stay_inside(read(radar(some, frame)))


@given(st.lists(rows, max_size=6), frames, st.none() | st.tuples(st.floats(0, 100), labels))
def test_any_bars_are_well_formed_and_hold_their_texts(some, frame, line):
    assert_texts_stay_inside(read(bars(some, frame, line)))


def axis(label: str, value: float | None) -> Axis:
    return Axis(label=label, shown="–" if value is None else str(value), value=value)


def test_labels_and_values_stand_in_the_picture():
    said = "".join(
        text.text + " "
        for text in read(radar([axis("客户服务", 2), axis("a<b", 3), axis("c", 4)], FRAME)).iter(f"{SVG}text")
    )
    for expected in ("客户服务", "a<b", "Possible range", "2 ", "3 ", "4 "):
        assert expected in said


def test_a_missing_value_of_a_radar_is_a_gap_and_not_zero():
    whole = read(radar([axis(label, 3) for label in "abcd"], FRAME))
    gap = read(radar([axis("a", None), *(axis(label, 3) for label in "bcd")], FRAME))
    legend = 1
    assert len(marks(whole, "value")) == 4 + 4 + 1 + legend  # lines, points, line and point of the legend
    assert len(marks(gap, "value")) == 2 + 3 + 1 + legend
    centre = [mark for mark in marks(gap, "value") if mark.get("cx") == "0.0" and mark.get("cy") == "0.0"]
    assert not centre


def test_zero_is_drawn_where_a_missing_value_is_not():
    row = {"label": "a", "shown": "0"}
    frame = Frame("t", "d", LEVELS, {})
    assert len(marks(read(bars([Bar(**row, value=0.0)], frame)), "value")) == 1
    assert marks(read(bars([Bar(**row, value=None)], frame)), "value") == []


def test_fewer_than_three_axes_are_refused():
    with pytest.raises(ValueError, match="three axes"):
        radar([axis("a", 1), axis("b", 2)], FRAME)


def test_a_breached_floor_is_marked_by_a_class_of_its_own():
    root = read(
        bars([Bar(label="a", shown="▼ 3", value=3, floor=4, target=5, alarm=True)], Frame("t", "d", LEVELS, {}))
    )
    assert len(marks(root, "alarm")) == 1
    assert len(marks(root, "floor")) == 2  # line and triangle
    assert len(marks(root, "target")) == 1


def test_the_same_input_gives_the_same_bytes():
    assert radar([axis("a", 1), axis("b", 2), axis("c", None)], FRAME) == radar(
        [axis("a", 1), axis("b", 2), axis("c", None)], FRAME
    )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 60, ["one two", "three"]),
        ("管理客户投诉，并答复", 70, ["管理客户投", "诉，并答复"]),
        ("", 50, [""]),
        ("контакт-центр 8-10", 80, ["контакт-", "центр 8-10"]),
        ("a" * 20, 60, ["aaaaaaaa", "aaaaaaaa", "aaaa"]),
    ],
)
def test_wrapping(text, width, lines):
    assert wrapped(text, width) == lines


@given(labels, st.floats(30, 400))
def test_wrapping_loses_nothing_but_spaces(text, width):
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_a_column_is_as_wide_as_its_longest_word():
    assert column_width(["service centres"], 10, 400) == pytest.approx(text_width("service"))


@given(st.floats(allow_nan=False))
def test_ticks_reach_the_highest_value(high):
    ticks = nice_ticks(high)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 7
    assert ticks[-1] >= high or not 1e-9 < high < 1e15
