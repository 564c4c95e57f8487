"""Waterfall, tornado, ageing, control chart, matrix: every known value has a mark, and falls are not told by colour."""

import math
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.charts import (
    Bubble,
    Course,
    Frame,
    Period,
    Quadrants,
    Scale,
    Split,
    Step,
    Swing,
    ageing,
    control,
    matrix,
    sums,
    ticks_over,
    tornado,
    waterfall,
)

from .test_charts_engagement import LONG, labels, marks, numbers, read, texts

HUNDRED = Scale(100.0, tuple((float(tick), str(tick)) for tick in (0, 50, 100)))
AROUND = Scale(100.0, ((-100.0, "-100"), (0.0, "0"), (100.0, "100")), low=-100.0)
scales = st.sampled_from([HUNDRED, AROUND, Scale(0.0, ())])
amounts = numbers | st.floats(-1e6, 1e6)
steps = st.builds(Step, label=labels, shown=labels, amount=amounts, is_total=st.booleans())
swings = st.builds(Swing, label=labels, shown=labels, low=amounts, high=amounts)
splits = st.builds(Split, label=labels, shown=labels, whole=amounts, part=amounts)
periods = st.builds(
    Period, label=labels, value=amounts, centre=st.floats(), low=st.floats(), high=st.floats(),
    is_signal=st.booleans(), is_open=st.booleans(),
)  # fmt: skip
bubbles = st.builds(Bubble, label=labels, x=amounts, y=amounts, size=amounts)
SCORES = st.sampled_from([-1.0, -0.5, -0.1, 0.0, 0.1, 0.52, 0.5, 1.0])
close = st.builds(
    Bubble, label=st.sampled_from(list(LONG.values())), x=SCORES, y=SCORES, size=st.integers(0, 9).map(float)
)


def frame(scale: Scale = HUNDRED, **words: str) -> Frame:
    return Frame("t <1>", "d", scale, words)


def course(**words: str) -> Course:
    return Course(title="t", description="d", scale=HUNDRED, title_up=LONG["ru"] * 2, words=words)


def quadrants(**said: object) -> Quadrants:
    about = {
        "title": "t", "description": "d", "names": ("Simplify", "Leverage", "Eliminate", "Automate"), "band": 0.1,
        "x_title": "Customer", "y_title": "Company", "ends": ("irritant", "valued"), "words": {},
    }  # fmt: skip
    return Quadrants(**(about | said))


def step(amount: float | None, *, is_total: bool = False) -> Step:
    return Step(label="a", shown=str(amount), amount=amount, is_total=is_total)


def places(root: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Return where the rectangles of a kind begin and end."""
    found = [mark for mark in marks(root, kind) if mark.tag.endswith("rect")]
    return [(float(m.attrib["x"]), float(m.attrib["x"]) + float(m.attrib["width"])) for m in found]


@settings(deadline=None)
@given(st.lists(steps, max_size=8), scales)
def test_any_waterfall_is_well_formed_and_has_a_bar_per_known_step(some, scale):
    root = read(waterfall(some, frame(scale)))
    assert sum(len(places(root, kind)) for kind in ("rise", "fall", "total")) == len(sums(some)) - 1


def test_bars_of_a_waterfall_begin_where_the_one_before_ended_and_the_total_at_zero():
    root = read(waterfall([step(60.0), step(-20.0), step(None), step(50.0), step(90.0, is_total=True)], frame()))
    (first, third), (fall,), (total,) = (places(root, kind) for kind in ("rise", "fall", "total"))
    assert first[0] == pytest.approx(0.0)
    assert fall[1] == pytest.approx(first[1], abs=0.2)
    assert third[0] == pytest.approx(fall[0], abs=0.2)
    assert total == pytest.approx((0.0, third[1]), abs=0.2)
    assert len(marks(root, "link")) == 3


def test_what_falls_is_hatched_and_not_filled():
    root = read(waterfall([step(60.0), step(-20.0)], frame()))
    fall = marks(root, "fall")
    assert {mark.get("fill") for mark in fall} == {"none"}
    assert any(mark.tag.endswith("path") and mark.attrib["d"].count("M") > 5 for mark in fall)


def test_a_waterfall_below_zero_shows_the_line_of_zero_and_stays_inside_its_scale():
    some = [step(40.0), step(-90.0), step(-50.0, is_total=True)]
    assert sums(some) == [0.0, 40.0, -50.0, -50.0]
    ticks = ticks_over(sums(some))
    root = read(waterfall(some, frame(Scale(ticks[-1], tuple((tick, str(tick)) for tick in ticks), ticks[0]))))
    assert [mark for mark in marks(root, "total") if mark.tag.endswith("line")]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=7))
def test_the_last_bar_of_a_waterfall_ends_at_the_sum(some):
    assert sums([step(amount) for amount in some])[-1] == pytest.approx(math.fsum(some), abs=1e-6)


@settings(deadline=None)
@given(st.lists(swings, max_size=8), scales, st.floats(-100, 100))
def test_any_tornado_is_well_formed(some, scale, centre):
    root = read(tornado(some, frame(scale, low="low", high="high"), (centre, "now")))
    assert "now" in {text for text, _ in texts(root)}


def test_a_tornado_has_its_ends_on_either_side_of_the_centre():
    root = read(tornado([Swing(label="a", shown="", low=-50.0, high=80.0)], frame(AROUND), (10.0, "10")))
    (low,), (high,) = places(root, "low"), places(root, "high")
    line = next(float(mark.attrib["x1"]) for mark in marks(root, "centre"))
    assert low[1] == pytest.approx(line, abs=0.2)
    assert high[0] == pytest.approx(line, abs=0.2)
    assert low[0] < line < high[1]


def test_two_ends_on_one_side_stand_one_below_the_other():
    root = read(tornado([Swing(label="a", shown="", low=50.0, high=80.0)], frame(AROUND), (10.0, "10")))
    low = next(mark for mark in marks(root, "low") if mark.tag.endswith("rect"))
    (high,) = marks(root, "high")
    assert float(low.attrib["y"]) + float(low.attrib["height"]) <= float(high.attrib["y"]) + 0.1


@settings(deadline=None)
@given(st.lists(splits, max_size=8), scales)
def test_any_ageing_chart_is_well_formed(some, scale):
    read(ageing(some, frame(scale, overdue="late", open="open")))


def test_the_overdue_part_comes_first_and_is_hatched():
    root = read(ageing([Split(label="a", shown="", whole=80.0, part=30.0)], frame()))
    (late,), (rest,) = places(root, "overdue"), places(root, "open")
    assert late[0] == pytest.approx(0.0)
    assert late[1] == pytest.approx(rest[0], abs=0.2)
    assert (late[1] - late[0]) / (rest[1] - rest[0]) == pytest.approx(30 / 50, abs=0.01)
    assert {mark.get("fill") for mark in marks(root, "overdue")} == {"none"}


def test_where_nobody_knows_what_is_overdue_nothing_is_marked_so():
    root = read(ageing([Split(label="a", shown="", whole=80.0, part=None)], frame()))
    assert len(places(root, "open")) == 1
    assert marks(root, "overdue") == []


@settings(deadline=None)
@given(st.lists(periods, max_size=30))
def test_any_control_chart_is_well_formed_and_has_a_mark_per_known_value(some):
    root = read(control(some, course()))
    known = sum(one.value is not None and math.isfinite(one.value) for one in some)
    assert sum(len(marks(root, kind)) for kind in ("value", "signal", "unfinished")) == known


def test_a_signal_and_an_open_period_have_shapes_of_their_own():
    about = {"centre": 50.0, "low": 20.0, "high": 80.0}
    some = [
        Period(label="1", value=50.0, **about),
        Period(label="2", value=95.0, is_signal=True, **about),
        Period(label="3", value=5.0, is_signal=True, is_open=True, **about),
    ]
    root = read(control(some, course()))
    (usual,), (signal,), (unfinished,) = (marks(root, kind) for kind in ("value", "signal", "unfinished"))
    assert usual.tag.endswith("circle")
    assert signal.tag.endswith("path")
    assert unfinished.get("stroke-dasharray")
    assert len(marks(root, "limit")) == 6
    assert len(marks(root, "link")) == 2


def test_labels_of_many_periods_do_not_overlap_and_the_last_is_told():
    some = [Period(label=f"2026-W{week:02}", value=1.0, centre=1.0, low=0.0, high=2.0) for week in range(53)]
    said = [(text, place) for text, place in texts(read(control(some, course()))) if text.startswith("2026-")]
    assert said[-1][0] == "2026-W52"
    for (_, one), (_, other) in combinations(said, 2):
        assert one[2] <= other[0] or other[2] <= one[0]


@settings(deadline=None)
@given(st.lists(bubbles, max_size=12))
def test_any_matrix_is_well_formed_and_has_a_mark_per_scored_bubble(some):
    root = read(matrix(some, quadrants(names=tuple(LONG["ru"] for _ in range(4)), x_title=LONG["zh"])))
    known = sum(all(v is not None and math.isfinite(v) for v in (one.x, one.y)) for one in some)
    assert len(marks(root, "bubble")) + len(marks(root, "unsized")) == known


@settings(deadline=None, max_examples=40)  # many long labels at one place take their time
@given(st.lists(close, max_size=12))
def test_labels_of_a_matrix_never_overlap(some):
    said = texts(read(matrix(some, quadrants())))
    for (one, a), (other, b) in combinations(said, 2):
        apart = a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] + 0.2 or b[3] <= a[1] + 0.2
        assert apart, f"{one} over {other}"


def test_quadrants_are_named_where_they_stand():
    place = dict(texts(read(matrix([], quadrants()))))
    assert place["Simplify"][0] < place["Leverage"][0]
    assert place["Eliminate"][0] < place["Automate"][0]
    assert place["Simplify"][1] < place["Eliminate"][1]


def test_the_area_of_a_bubble_grows_with_its_size_and_one_without_a_size_is_no_bubble():
    some = [
        Bubble(label=str(size), x=-0.5 + place / 4, y=0.5, size=size) for place, size in enumerate((1.0, 4.0, None))
    ]
    root = read(matrix(some, quadrants()))
    small, large = (float(mark.attrib["r"]) for mark in marks(root, "bubble"))
    assert large - 5 == pytest.approx(2 * (small - 5), abs=0.2)
    assert len(marks(root, "unsized")) == 1


def test_a_score_at_the_edge_of_the_dead_band_lies_on_its_shade():
    root = read(matrix([Bubble(label="a", x=0.1, y=0.0, size=1.0)], quadrants()))
    (bubble,) = marks(root, "bubble")
    upright = next(mark for mark in marks(root, "undecided") if float(mark.attrib["y"]) == 0.0)
    assert float(upright.attrib["x"]) + float(upright.attrib["width"]) == pytest.approx(
        float(bubble.attrib["cx"]), abs=0.2
    )
