from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

import pcf
from pcf.errors import (
    MissingMeasureError,
    NoPlaceError,
    UnknownEditionError,
    UnknownElementError,
    UnknownExtensionError,
    UnknownMeasureError,
    UnknownMetricError,
    ZeroDenominatorError,
)
from pcf.ids import level, parent_of

COUNTS = {"6.1.1": 36, "7.0": 100, "7.2.1": 104, "7.3.1": 104, "7.4": 104, "8.0": 98}


@pytest.fixture(scope="module")
def six() -> pcf.Taxonomy:
    return pcf.load()


@pytest.mark.parametrize(("edition", "count"), COUNTS.items())
def test_every_edition_has_its_number_of_elements(edition: str, count: int) -> None:
    model = pcf.load(edition)
    assert len(model) == len(list(model)) == len({element.id for element in model}) == count


def test_edition_7_4_has_so_many_elements_on_each_level(six: pcf.Taxonomy) -> None:
    assert Counter(element.level for element in six) == {1: 1, 2: 5, 3: 27, 4: 54, 5: 17}
    assert [len(group.children) for group in six.root.children] == [7, 5, 4, 6, 5]
    assert len(six.processes) == 27


def test_the_default_is_edition_7_4_in_english(six: pcf.Taxonomy) -> None:
    assert (six.edition, six.lang) == ("7.4", "en")
    assert pcf.load() is pcf.load("7.4", "en") is pcf.load(edition="7.4", lang="en-GB") is pcf.load(lang="fr")


def test_an_element_has_what_is_promised(six: pcf.Taxonomy) -> None:
    element = six["10389"]
    assert (element.id, element.hierarchy_id, element.level) == ("10389", "6.2.3", 3)
    assert element.name == "Manage customer complaints"
    assert element.parent == six.by_hierarchy("6.2")
    assert [child.id for child in element.children] == ["10397", "10398", "10399", "10400", "19072"]
    assert element.descendants == element.children
    assert set(element.editions) == set(COUNTS)
    for field in ("definition", "synonyms", "examples", "alternatives", "metrics"):
        assert hasattr(element, field)
    assert "Управлять жалобами потребителей" in six.in_language("ru")["10389"].alternatives


@pytest.mark.parametrize("edition", COUNTS)
def test_parents_children_and_descendants_agree(edition: str) -> None:
    model = pcf.load(edition)
    assert model.root.parent is None
    assert {model.root, *model.root.descendants} == set(model)
    for element in model:
        assert element.hierarchy_id is not None
        assert element.level == level(element.hierarchy_id)
        assert [child.parent for child in element.children] == [element] * len(element.children)
        above = parent_of(element.hierarchy_id)
        assert (element.parent.hierarchy_id if element.parent else None) == above
        assert element.parent is None or element in element.parent.children
        assert len(element.descendants) == sum(1 + len(child.descendants) for child in element.children)
        assert model.element(element.id) is model.element(element.hierarchy_id) is element


@pytest.mark.parametrize("edition", COUNTS)
def test_siblings_are_numbered_without_gaps(edition: str) -> None:
    for element in pcf.load(edition):
        places = [int((child.hierarchy_id or "").rpartition(".")[2]) for child in element.children]
        assert places == list(range(1, len(places) + 1)), element


@pytest.mark.parametrize(("element_id", "position"), [("20109", "4.4.2.5"), ("10366", "4.4.2.5.2")])
def test_what_left_customer_service_loads_by_id_and_stands_in_no_tree(
    six: pcf.Taxonomy, element_id: str, position: str
) -> None:
    element = six[element_id]
    assert element.outside
    assert element.hierarchy_id == position
    assert element.name
    assert element_id not in six
    assert element not in list(six)
    assert (element.parent, element.children, element.descendants) == (None, (), ())
    with pytest.raises(UnknownElementError):
        six.by_hierarchy(position)


def test_warranty_and_recall_strategy_are_outside_in_edition_8() -> None:
    model = pcf.load("8.0")
    for element_id in ("20089", "16893", "16890", "20090", "20091", "12673", "20092"):
        assert model[element_id].outside
        assert element_id not in model


def test_an_element_without_a_place_names_its_last_edition(six: pcf.Taxonomy) -> None:
    with pytest.raises(NoPlaceError) as caught:
        six["14195"]
    assert caught.value.facts["last_edition"] == "7.3.1"
    assert caught.value.facts["last_hierarchy_id"] == "4.4.2.6.2"
    assert "Last edition: 7.3.1" in str(caught.value)


def test_an_element_without_a_place_names_its_successor(six: pcf.Taxonomy) -> None:
    with pytest.raises(NoPlaceError) as caught:
        six.element("10006")
    assert (caught.value.facts["last_edition"], caught.value.facts["successor"]) == ("6.1.1", "20085")
    assert pcf.load("6.1.1")["10006"] is pcf.load("6.1.1").root


@pytest.mark.parametrize(
    ("wrong", "closest"),
    [("1038", "10388"), ("6.2.22", "6.2.2"), ("6.9.9", "6."), ("complaints", "6.0 = 20085")],
)
def test_an_unknown_id_suggests_the_closest(six: pcf.Taxonomy, wrong: str, closest: str) -> None:
    with pytest.raises(UnknownElementError) as caught:
        six.element(wrong)
    assert isinstance(caught.value, LookupError)
    assert closest in ", ".join(caught.value.facts["suggestions"])  # type: ignore[arg-type]


@pytest.mark.parametrize("look_up", ["element", "metric", "measure"])
def test_an_own_id_whose_organisation_is_not_loaded_says_so(six: pcf.Taxonomy, look_up: str) -> None:
    with pytest.raises(UnknownExtensionError, match=r"firma are not loaded .*--extend"):
        getattr(six, look_up)("firma:vip")
    with pytest.raises((UnknownElementError, UnknownMetricError, UnknownMeasureError)):
        getattr(six, look_up)("metric:vip")  # a word of the model's own is no organisation


def test_an_unknown_metric_suggests_the_closest(six: pcf.Taxonomy) -> None:
    with pytest.raises(UnknownMetricError, match="service_level"):
        six.metric("service_levle")


def test_an_unknown_edition_names_those_that_are() -> None:
    with pytest.raises(UnknownEditionError) as caught:
        pcf.load("7.5")
    assert caught.value.facts["editions"] == list(COUNTS)


def test_a_name_belongs_to_its_edition_in_every_language() -> None:
    old, new = (pcf.load(edition, "ru")["10395"] for edition in ("6.1.1", "7.4"))
    assert old.id == new.id
    assert old.name != new.name
    assert "[en]" not in old.name + new.name
    assert old.names.en != new.names.en
    assert old.names.zh != new.names.zh


@pytest.mark.parametrize("edition", COUNTS)
@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_speaking_another_language_gives_the_one_loaded_model(edition: str, lang: str) -> None:
    spoken = pcf.load(edition).in_language(lang)
    assert spoken is pcf.load(edition, lang)
    assert spoken.in_language("en") is pcf.load(edition)
    assert [element.id for element in spoken] == [element.id for element in pcf.load(edition)]


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("taxonomy", "edition"), ("taxonomy", "lang"), ("taxonomy", "bundle"), ("taxonomy", "root"),
        ("element", "name"), ("element", "record"), ("element", "id"), ("metric", "record"), ("metric", "name"),
    ],
)  # fmt: skip
def test_nothing_of_the_model_can_be_set(six: pcf.Taxonomy, thing: str, name: str) -> None:
    target = {"taxonomy": six, "element": six["10388"], "metric": six.metric("service_level")}[thing]
    with pytest.raises(AttributeError):
        setattr(target, name, "changed")
    with pytest.raises(AttributeError):
        delattr(target, name)


def test_records_cannot_be_changed(six: pcf.Taxonomy) -> None:
    with pytest.raises(ValueError, match="frozen"):
        six["10388"].record.id = "1"  # type: ignore[misc]
    with pytest.raises(TypeError):
        six["10388"].editions["9.9"] = six["10388"].record.places[0]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        six["10388"].names.en = "x"  # type: ignore[misc]


def test_elements_are_equal_within_an_edition_and_language_only(six: pcf.Taxonomy) -> None:
    assert six["10388"] == six.by_hierarchy("6.2.2")
    assert len({six["10388"], six.by_hierarchy("6.2.2"), six["10389"]}) == 2
    assert six["10388"] != six.in_language("ru")["10388"]
    assert six["10388"] != pcf.load("8.0")["10388"]
    assert six["10388"] != "10388"
    assert six.metric("service_level") == pcf.load().metric("service_level")
    assert hash(six.metric("service_level")) == hash(pcf.load().metric("service_level"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pickling_gives_back_the_loaded_model(lang: str) -> None:
    model = pcf.load("8.0", lang)
    assert pickle.loads(pickle.dumps(model)) is model
    element = pickle.loads(pickle.dumps(model["10388"]))
    assert element == model["10388"]
    assert element.children == model["10388"].children
    assert pickle.loads(pickle.dumps(model.metric("service_level"))) == model.metric("service_level")


RACE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
sys.setswitchinterval(1e-6)
import pcf
from pcf.taxonomy import load
start = Barrier(8)
def together(_):
    start.wait()
    return load("7.4", "ru")
with ThreadPoolExecutor(8) as pool:
    models = list(pool.map(together, range(8)))
assert len(set(map(id, models))) == 1, "threads got different models"
assert len({model["10388"] for model in models}) == 1
"""


def test_threads_that_load_at_once_share_one_model() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_threads_may_read_everything_at_once() -> None:
    def read(edition: str) -> tuple[int, int, int]:
        model = pcf.load(edition)
        return len(model.root.descendants), len(model.metrics), len(model.graph)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(read, [*COUNTS] * 2)) == [read(edition) for edition in COUNTS] * 2


def test_the_six_metrics_compute_and_speak(six: pcf.Taxonomy) -> None:
    metric = six.metric("service_level")
    assert metric.value({"contacts_answered_in_time": 812, "contacts_offered": 1000}) == pytest.approx(81.2)
    assert metric.result({"contacts_answered_in_time": 812, "contacts_offered": 1000}).n == 1000
    short = {"contacts_answered_in_time": 80, "contacts_offered": 110, "contacts_short_abandoned": 10}
    assert metric.value(short) == pytest.approx(80)
    with pytest.raises(MissingMeasureError, match="contacts_offered"):
        metric.value({"contacts_answered_in_time": 812})
    with pytest.raises(ZeroDenominatorError):
        metric.value({"contacts_answered_in_time": 0, "contacts_offered": 0})
    assert metric.result({}).reason == "missing_measure"
    assert metric in six[metric.element].metrics
    assert six.in_language("ru").metric("service_level").name != metric.name
    assert metric.excel
    assert metric.latex


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_every_metric_speaks_its_formula_and_its_unit(lang: str) -> None:
    for metric in pcf.load(lang=lang).metrics:
        assert metric.measures, metric.id
        assert metric.formula_text and metric.sentence and metric.latex and metric.excel, metric.id
        assert metric.unit_name, metric.id


def test_metrics_of_apqc_keep_the_wording_of_their_source(six: pcf.Taxonomy) -> None:
    listed = [metric for metric in six.metrics if metric.id.isdigit()]
    assert len(listed) == 251
    assert all(metric.record.stated_formula for metric in listed)
    assert not any(metric.record.stated_formula for metric in six.metrics if not metric.id.isdigit())


def test_what_is_odd_in_an_original_is_said_with_what_was_done(six: pcf.Taxonomy) -> None:
    odd = [metric for metric in six.metrics if metric.oddities]
    assert odd
    for metric in odd:
        assert [one.id for one in metric.oddities] == [
            one.id for one in six.bundle.oddities if one.id in metric.record.oddities
        ]
        assert all(one.name.en and one.treatment.en for one in metric.oddities)
    assert all(metric.id.isdigit() for metric in six.metrics if metric.correction)


@pytest.mark.parametrize("edition", COUNTS)
def test_metrics_stand_at_elements_of_the_edition(edition: str) -> None:
    model = pcf.load(edition)
    assert all(metric.element in model for metric in model.metrics)
    assert sum(len(element.metrics) for element in model) == len(model.metrics)
