"""Curves and days: every known value has a mark, gaps stay gaps, and nothing is told by colour alone."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.charts import DayFrame, Field, Moment, Run, Scale, Spot, curve, day
from pcf.charts.axes import side_by_side
from pcf.charts.text import text_width

from .test_charts_engagement import LONG, labels, marks, numbers, read, texts

HUNDRED = Scale(100.0, tuple((float(tick), f"{tick}%") for tick in (0, 50, 100)))
AGENTS = Scale(60.0, tuple((float(tick), str(tick)) for tick in (40, 50, 60)), 40.0)
scales = st.sampled_from([HUNDRED, AGENTS, Scale(0.0, ())])
runs = st.builds(
    Run, points=st.lists(st.tuples(st.floats(0, 100), numbers), max_size=9).map(lambda one: tuple(sorted(one, key=lambda p: p[0]))),
    label=labels,
)  # fmt: skip
spots = st.builds(Spot, label=labels, x=numbers, y=numbers, mark=st.sampled_from(["needed", "today"]))
moments = st.builds(
    Moment, label=labels, needed=numbers, today=numbers, load=numbers, low=numbers, high=numbers,
)  # fmt: skip


def field(**changes: object) -> Field:
    about = {
        "title": "t <1>", "description": "d", "x": AGENTS, "y": HUNDRED, "x_title": LONG["ru"], "y_title": LONG["zh"],
        "words": {},
    }  # fmt: skip
    return Field(**(about | changes))


def frame(**words: str) -> DayFrame:
    return DayFrame(title="t", description="d", scale=HUNDRED, title_up=LONG["ru"] * 2, words=words)


def steps(root, kind: str) -> list[list[tuple[float, float]]]:
    """Return the places of every piece of a line."""
    return [
        [tuple(map(float, place.split())) for place in mark.attrib["d"][1:].split("L")] for mark in marks(root, kind)
    ]


@settings(deadline=None)
@given(st.lists(runs, max_size=4), st.lists(spots, max_size=3), scales)
def test_any_curve_is_well_formed_and_has_a_mark_per_known_spot(some, stand_out, scale):
    words = {"curve": LONG["ru"], "needed": "n", "today": "t", "target": "p"}
    root = read(curve(some, stand_out, field(x=scale, y=scale, promise=50.0, words=words)))
    known = sum(all(v is not None and math.isfinite(v) for v in (one.x, one.y)) for one in stand_out)
    assert len(marks(root, "needed")) + len(marks(root, "today")) == known + 2  # and in the legend


def test_a_missing_value_parts_a_curve_and_is_not_drawn_as_zero():
    root = read(
        curve([Run(points=((40.0, 10.0), (45.0, 20.0), (50.0, None), (55.0, 60.0), (60.0, 80.0)))], [], field())
    )
    before, after = steps(root, "curve")
    assert len(before) == len(after) == 2
    assert max(y for _, y in before + after) < 0.6 * field().width - 1


def test_more_lies_higher_and_farther_right():
    (places,) = steps(read(curve([Run(points=((40.0, 10.0), (50.0, 60.0), (60.0, 90.0)))], [], field())), "curve")
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)


def test_needed_and_today_have_shapes_of_their_own_and_curves_dashes():
    some = [Run(points=((40.0, 10.0), (60.0, level)), label=str(level)) for level in (20.0, 50.0, 90.0)]
    stand_out = [Spot(label="a", x=45.0, y=50.0, mark="needed"), Spot(label="b", x=50.0, y=60.0, mark="today")]
    root = read(curve(some, stand_out, field()))
    assert marks(root, "needed")[0].tag.endswith("circle")
    assert marks(root, "today")[0].tag.endswith("path")
    assert marks(root, "today")[0].get("fill") == "none"
    assert len({mark.get("stroke-dasharray") for mark in marks(root, "curve")}) == 3


def test_the_promise_crosses_the_whole_area_at_its_height():
    (line,) = marks(read(curve([], [], field(promise=80.0))), "target")
    assert (float(line.attrib["x1"]), float(line.attrib["x2"])) == (0.0, field().width)
    assert float(line.attrib["y1"]) == pytest.approx(0.2 * 0.6 * field().width, abs=0.1)
    assert marks(read(curve([], [], field())), "target") == []


def test_further_texts_stand_below_the_ticks_they_belong_to():
    root = read(curve([], [], field(below=((40.0, "400"), (50.0, "500")), below_title="cost")))
    placed = dict(texts(root))
    for tick, more in (("40", "400"), ("50", "500")):
        assert sum(placed[tick][::2]) == pytest.approx(sum(placed[more][::2]), abs=0.3)
        assert placed[more][1] > placed[tick][3]


def test_a_curve_is_narrow_enough_for_a_telephone():
    words = {"curve": "Service level", "target": "Promised: 80% in 20 s", "needed": "Needed", "today": "Today"}
    root = read(
        curve([Run(points=((40.0, 10.0), (60.0, 90.0)))], [], field(x_title="Agents", y_title="Share", words=words))
    )
    assert float(root.attrib["width"]) <= 1.5 * 360  # letters of 13 are then drawn with 9 and more


@settings(deadline=None)
@given(st.lists(moments, max_size=50))
def test_any_day_is_well_formed(some):
    words = {"needed": LONG["ru"], "today": "t", "load": LONG["zh"], "band": "b", "short": "s"}
    read(day(some, frame(**words)))


def test_a_day_is_drawn_as_steps_with_the_shortage_shaded():
    some = [
        Moment(label="08:00", needed=20.0, today=30.0, load=15.0, low=10.0, high=20.0),
        Moment(label="08:30", needed=40.0, today=30.0, load=32.0, low=25.0, high=40.0),
        Moment(label="09:00", needed=None, today=30.0, load=None),
        Moment(label="09:30", needed=10.0, today=10.0, load=8.0),
    ]
    root = read(day(some, frame()))
    assert [len(piece) for piece in steps(root, "needed")] == [4, 2]
    assert [len(piece) for piece in steps(root, "today")] == [8]
    (short,) = marks(root, "short")
    width, high = frame().width / 4, 0.45 * frame().width
    assert float(short.attrib["x"]) == pytest.approx(width, abs=0.1)
    assert float(short.attrib["height"]) == pytest.approx(0.1 * high, abs=0.1)
    assert len(marks(root, "band")) == 2
    dashes = {kind: marks(root, kind)[0].get("stroke-dasharray") for kind in ("needed", "today")}
    assert dashes["needed"] != dashes["today"]


@given(st.lists(st.sampled_from(["08:00", "08:30", LONG["ru"]]), max_size=60), st.floats(1, 100))
def test_labels_that_are_told_stand_side_by_side_and_the_last_always(some, step):
    told = list(side_by_side(some, step))
    assert told[-1:] == ([len(some) - 1] if some else [])
    widest = max(map(text_width, some), default=0.0)
    assert all((later - earlier) * step > widest for earlier, later in pairwise(told))
