"""An organisation's own elements stand beside what ships, and change none of it."""

from __future__ import annotations

import copy
import csv
import gc
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf import _resources
from pcf.errors import UnknownExtensionError
from pcf.extensions import framework_of, read
from pcf.framework import shipped
from pcf.ids import owner_of
from pcf.search import find
from pcf.taxonomy import load_with

OWN = _resources.example() / "own"


def test_an_own_element_stands_under_its_parent_in_every_edition_that_has_it(own) -> None:
    sample = own["meridian:water_samples"]
    assert (sample.hierarchy_id, sample.level, sample.parent.id) == ("6.90.90", 3, "meridian:water_test")
    assert own.root.children[-1].id == "meridian:water_test"
    assert [own.in_edition(one).by_hierarchy("6.90").id for one in ("7.0", "8.0")] == ["meridian:water_test"] * 2
    assert "meridian:water_test" not in own.in_edition("6.1.1")  # category 6 began with 7.0


def test_it_speaks_the_languages_that_were_written_and_marks_the_others(folder) -> None:
    folder.write("elements.yaml", "- {id: acme:desk, parent: '10388', number: 90, name: Стойка}\n")
    six = pcf.load(extend=folder.path)
    assert [six.in_language(lang)["acme:desk"].name for lang in ("ru", "en", "zh")] == [
        "Стойка",
        "Стойка [ru]",
        "Стойка [ru]",
    ]


def test_own_names_and_level_texts_stand_beside_the_shipped_ones(own) -> None:
    claims, plain = own["10389"], pcf.load()["10389"]
    assert (claims.name, claims.record.own_names[0].name.ru) == (plain.name, "Работа с претензиями")
    assert claims.rubric.descriptors == plain.rubric.descriptors
    assert [(one.owner, one.level) for one in claims.rubric.record.own_descriptors] == [("meridian", 3)]


def test_an_own_process_is_rated_by_its_own_levels(own) -> None:
    rubric = own["meridian:water_samples"].rubric
    assert [one.id for one in rubric.statements] == ["meridian:water_samples.1a", "meridian:water_samples.3a"]
    assert len(rubric.descriptors) == 6
    assert own["meridian:water_samples"] in own.processes


def test_an_own_metric_computes_from_own_and_shipped_measures(own) -> None:
    metric = own.metric("meridian:long_contact_share")
    assert metric.value({"meridian:long_contacts": 3, "contacts_answered": 60}) == 5
    assert metric.result({"contacts_answered": 60}).reason == "missing_measure"


def test_an_own_metric_is_counted_from_a_log(own) -> None:
    example = _resources.example()
    measured = pcf.measure(
        example / "contacts.csv",
        map=example / "contacts.toml",
        by=[],
        metrics=["meridian:long_contact_share", "service_level"],
        model=own,
    )
    rows = {row["metric"]: row for row in measured.to_json()["rows"]}
    with (example / "contacts.csv").open(encoding="utf-8") as file:
        answered = [row for row in csv.DictReader(file, delimiter=";") if row["Ответ"]]
    long = sum(float(row["Обработка, с"].replace(",", ".") or 0) >= 600 for row in answered)
    assert rows["meridian:long_contact_share"]["n"] == len(answered)
    assert rows["meridian:long_contact_share"]["value"] == pytest.approx(100 * long / len(answered))


def test_an_own_reason_is_in_the_list_and_in_the_graph(own) -> None:
    from pcf.reasons.defaults import default_reasons

    reasons = {one.id: one for one in default_reasons(own)}
    assert reasons["meridian:what_water"].causes == ("meridian:water_samples",)
    assert own.graph.has_edge("meridian:water_samples", "reason:meridian:what_water", key="causes")


def test_search_and_suggestions_know_own_elements_and_own_names(own) -> None:
    assert find(own, "анализ воды")[0].id == "meridian:water_samples"
    assert find(own, "Гарантийный стол")[0].id == "12669"
    assert not [hit for hit in find(pcf.load(), "анализ воды") if owner_of(hit.id)]
    assert pcf.suggest("Берём пробы воды в магазине", model=own)[0].id == "meridian:water_samples"
    assert not [one for one in pcf.suggest("Берём пробы воды в магазине") if owner_of(one.id)]


def test_what_ships_is_the_same_record_for_record(own) -> None:
    base, bundle = shipped().bundle, own.bundle
    for field in type(base).model_fields:
        ours, theirs = getattr(base, field), getattr(bundle, field)
        if field == "elements":
            kept = [one.model_copy(update={"own_names": ()}) for one in theirs if not owner_of(one.id)]
            assert kept == list(ours)
        elif field == "organisations":
            assert [one.id for one in theirs] == ["meridian"]
        elif isinstance(ours, tuple):
            assert theirs[: len(ours)] == ours
        else:
            assert theirs == ours
    kept = [one.model_copy(update={"own_descriptors": ()}) for one in own.framework.rubrics.rubrics]
    assert tuple(kept[: len(shipped().rubrics.rubrics)]) == shipped().rubrics.rubrics


def test_loading_it_again_gives_the_same_object_and_a_plain_load_knows_nothing_of_it(own) -> None:
    assert pcf.load(extend=OWN) is own
    assert pcf.load(extend=str(OWN)).in_language("ru") is pcf.load(lang="ru", extend=[OWN])
    assert "meridian:water_test" not in pcf.load()
    assert pickle.loads(pickle.dumps(own)) is own


def test_what_was_loaded_is_known_by_name(own, folder) -> None:
    assert load_with(own.extensions) is own
    with pytest.raises(UnknownExtensionError, match=r"nobody.*--extend"):
        load_with(["nobody"])
    pcf.load(extend=folder.path)
    assert load_with(["meridian", "acme"]).extensions == ("acme", "meridian")


def test_a_changed_folder_is_read_anew(folder) -> None:
    before = pcf.load(extend=folder.path)
    folder.write("names.yaml", "- {element: '10389', name: Claims}\n")
    after = pcf.load(extend=folder.path)
    assert [len(one["10389"].record.own_names) for one in (before, after)] == [0, 1]


def test_threads_share_one_model(folder) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: pcf.load(extend=folder.path), range(16)))
    assert len({id(one) for one in made}) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(st.integers(90, 99), min_size=1, max_size=4, unique=True),
    parent=st.sampled_from([one.id for one in pcf.load() if (one.level or 9) < 5]),
)
def test_whatever_is_added_printed_order_and_shipped_places_stay(folder, numbers, parent) -> None:
    items = [f"- {{id: acme:e{number}, parent: '{parent}', number: {number}, name: N{number}}}" for number in numbers]
    folder.write("elements.yaml", "\n".join(items))
    six, plain = pcf.load(extend=folder.path), pcf.load()
    assert [one.id for one in six if not owner_of(one.id)] == [one.id for one in plain]
    assert [one.hierarchy_id for one in six if not owner_of(one.id)] == [one.hierarchy_id for one in plain]
    own = [one for one in six if owner_of(one.id)]
    assert [one.parent.id for one in own] == [parent] * len(numbers)
    assert [one.hierarchy_id.rpartition(".")[2] for one in own] == [str(one) for one in sorted(numbers)]


def test_two_organisations_cannot_claim_one_place(tmp_path) -> None:
    for owner in ("acme", "bank"):
        (tmp_path / owner).mkdir()
        (tmp_path / owner / "extension.yaml").write_text(f"id: {owner}\nname: X\n")
        (tmp_path / owner / "elements.yaml").write_text(f"- {{id: {owner}:x, parent: '10388', number: 90, name: X}}\n")
    with pytest.raises(pcf.ExtensionError) as caught:
        pcf.load(extend=[tmp_path / "acme", tmp_path / "bank"])
    assert [one.message() for one in caught.value.findings] == [
        "bank:x of bank and acme:x of acme stand in one place: 10388, 90."
    ]


def versions(folder) -> tuple[pcf.Taxonomy, pcf.Taxonomy]:
    """Return an extension as it was, and as it is; what is known by name is the second."""
    made = []
    for name in ("Old", "New"):
        folder.write("names.yaml", f"- {{element: '10389', name: {name}}}\n")
        made.append(pcf.load(extend=folder.path))
    return made[0], made[1]


def test_a_copy_of_an_earlier_version_is_equal_to_it_and_changes_no_name(folder) -> None:
    old, new = versions(folder)
    assert copy.deepcopy(old["10389"]) == old["10389"] != new["10389"]
    assert pickle.loads(pickle.dumps(old)) is old
    assert load_with(["acme"]) is new


def test_an_unpickled_model_names_what_nobody_has_named_yet(folder, monkeypatch) -> None:
    old, new = versions(folder)
    pickled = pickle.dumps((old, new))
    del old, new
    monkeypatch.setattr("pcf.extensions._known", {})
    monkeypatch.setattr("pcf.extensions._latest", {})
    gc.collect()
    back, _ = pickle.loads(pickled)
    assert load_with(["acme"]) is back
    assert back["10389"].record.own_names[0].name.ru == "Old"


def test_two_folders_with_one_short_name_must_say_the_same(folder, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "extension.yaml").write_bytes((folder.path / "extension.yaml").read_bytes())
    assert pcf.load(extend=[folder.path, other]) is pcf.load(extend=folder.path)
    (other / "names.yaml").write_text("- {element: '10389', name: Claims}\n")
    with pytest.raises(pcf.ExtensionError) as caught:
        pcf.load(extend=[folder.path, other])
    (found,) = caught.value.findings
    assert (found.code, found.facts) == (
        "extension-name-twice",
        {"found": "acme", "first": str(folder.path), "second": str(other)},
    )


def test_what_was_read_cannot_be_changed_and_can_be_copied(folder) -> None:
    folder.write("elements.yaml", "- {id: acme:x, parent: '10388', number: 90, name: X}\n")
    folder.write("names.yaml", "- {element: '10389', name: Claims}\n")
    folder.write("levels.yaml", "- {process: '10389', levels: {'3': X}}\n")
    extension = read(folder.path)
    for said in (extension.parents, extension.names, extension.descriptors):
        assert len(said) == 1
        with pytest.raises(TypeError):
            said["acme:x"] = None
    for other in (pickle.loads(pickle.dumps(extension)), copy.deepcopy(extension), read(folder.path)):
        assert (other, hash(other), repr(other)) == (extension, hash(extension), repr(extension))
    assert framework_of([extension]).bundle.elements
