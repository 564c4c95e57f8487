from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.errors import LocalEditionError, ModelFileError
from pcf.exchange import Document, export, read_csv, read_json
from pcf.exchange.plain_json import FRACTION_KEYS
from pcf.findings import Finding
from pcf.model.formula import Constant, Ratio, Scaled
from pcf.model.metric import Per

from .shown import with_own
from .small import own_document, small_document, with_bundle

Break = Callable[[Any], object]


@pytest.fixture(scope="module")
def whole(six: pcf.Taxonomy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("json") / "pcf.json"
    export(six, out, "json")
    return out


@pytest.fixture(scope="module")
def small() -> str:
    return small_document().model_dump_json()


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[bytes], tuple[Finding, ...]]:
    def findings(content: bytes) -> tuple[Finding, ...]:
        path = tmp_path / "given.json"
        path.write_bytes(content)
        with pytest.raises(ModelFileError) as caught:
            read_json(path)
        assert caught.value.facts["count"] == len(caught.value.findings)
        assert {finding.file for finding in caught.value.findings} == {"given.json"}
        assert all(
            finding.message() and finding.expected() and finding.suggestion() for finding in caught.value.findings
        )
        return caught.value.findings

    return findings


@pytest.fixture
def broken(small: str, refused: Callable[[bytes], tuple[Finding, ...]]) -> Callable[[Break], tuple[Finding, ...]]:
    def findings(change: Break) -> tuple[Finding, ...]:
        tree = json.loads(small)
        change(tree)
        return refused(json.dumps(tree).encode())

    return findings


# --- there and back


def test_what_is_written_is_read_back_equal(whole: Path, six: pcf.Taxonomy) -> None:
    read = read_json(whole)
    assert read == Document.of(six)
    assert (read.model, read.rubrics, read.loops) == (six.bundle, six.framework.rubrics, six.loops)


def test_the_model_that_was_read_is_written_to_the_same_byte(whole: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    export(read_json(whole).taxonomy(), again, "json")
    assert again.read_bytes() == whole.read_bytes()


def test_the_text_is_utf_8_in_lines_and_carries_the_notice(whole: Path) -> None:
    text = whole.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("}\n")
    assert max(map(len, text.splitlines())) < 4000
    assert "Управление" in text and "客户" in text
    assert json.loads(text)["attribution"] == (Path(__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")


def test_an_element_is_found_by_its_id_as_a_query_would(whole: Path) -> None:
    elements = json.loads(whole.read_text(encoding="utf-8"))["model"]["elements"]
    (found,) = [one for one in elements if one["id"] == "10388"]
    places = {place["edition"]: place["hierarchy_id"] for place in found["places"]}
    assert places["7.4"] == "6.2.2"
    assert found["own_names"] == []


def test_the_model_that_was_read_speaks_and_does_not_ask_the_package() -> None:
    document = own_document()
    model = document.taxonomy(lang="zh")
    assert model["acme:desk"].name == "服务台"
    assert model.in_language("en").by_hierarchy("6.2.9").id == "acme:desk"
    assert len(model) == 5
    assert model.extensions == ("acme",)
    assert len(pcf.load()) > 5
    assert "acme:desk" not in pcf.load()


def test_the_model_that_was_read_can_be_pickled() -> None:
    model = own_document().taxonomy(lang="ru")
    again = pickle.loads(pickle.dumps(model))
    assert (again.lang, [one.id for one in again]) == ("ru", [one.id for one in model])
    assert again == model
    assert {*again} == {*model}


def test_equal_documents_speak_as_one_model_and_others_do_not() -> None:
    document = own_document()
    assert document.taxonomy() == document.model_copy(deep=True).taxonomy() == copy.deepcopy(document.taxonomy())
    assert document.taxonomy()["10388"] == document.taxonomy()["10388"]
    assert document.taxonomy() != small_document().taxonomy()


def test_an_organisations_own_records_come_back(tmp_path: Path) -> None:
    document = own_document()
    export(document.taxonomy(), tmp_path / "own.json", "json")
    read = read_json(tmp_path / "own.json")
    assert read == document
    assert read.model.organisations[0].name.zh == "甲公司"
    assert read.rubrics.rubrics[0].own_descriptors[0].owner == "acme"


def test_a_model_with_an_extension_comes_back(tmp_path: Path) -> None:
    model = with_own(tmp_path)
    export(model, tmp_path / "own.json", "json")
    assert read_json(tmp_path / "own.json") == Document.of(model)
    export(model, tmp_path / "own.zip", "csv")
    assert read_csv(tmp_path / "own.zip") == model.bundle


def test_a_byte_order_mark_and_windows_lines_do_no_harm(small: str, tmp_path: Path) -> None:
    path = tmp_path / "windows.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(json.loads(small), indent=2).replace("\n", "\r\n").encode())
    assert read_json(path) == small_document()


def test_a_local_edition_is_neither_written_nor_carried_along(tmp_path: Path) -> None:
    document = small_document()
    (edition,) = document.model.editions
    local = edition.model_copy(update={"id": "9.9", "is_local": True})
    elements = tuple(
        one.model_copy(update={"places": (*one.places, one.places[0].model_copy(update={"edition": "9.9"}))})
        for one in document.model.elements
    )
    bundle = document.model.model_copy(update={"editions": (edition, local), "elements": elements})
    model = with_bundle(document, bundle)
    with pytest.raises(LocalEditionError):
        export(model.in_edition("9.9"), tmp_path / "local.json", "json")
    assert list(tmp_path.iterdir()) == []
    export(model, tmp_path / "shared.json", "json")
    assert read_json(tmp_path / "shared.json").model == document.model


# --- faults


@pytest.mark.parametrize(
    ("change", "code", "place", "owner"),
    [
        (lambda d: d["model"]["elements"][1]["places"][0]["name"].pop("en"), "model-key-missing", "$.model.elements[1].places[0].name.en", "10379"),
        (lambda d: d["model"]["elements"][2].update(colour="red"), "model-key-unknown", "$.model.elements[2].colour", "10388"),
        (lambda d: d["model"]["elements"][2]["places"][0].update(outside="no"), "model-value", "$.model.elements[2].places[0].outside", "10388"),
        (lambda d: d["model"]["metrics"][0].update(unit="furlongs"), "model-value", "$.model.metrics[0].unit", "metric"),
        (lambda d: d["model"]["metrics"][0].update(formula={"kind": "direct"}), "model-key-missing", "$.model.metrics[0].formula.measure", "metric"),
        (lambda d: d["model"]["metrics"][0].update(formula={"kind": "magic"}), "model-value", "$.model.metrics[0].formula", "metric"),
        (lambda d: d["model"]["metrics"][0].update(formula={}), "model-key-missing", "$.model.metrics[0].formula.kind", "metric"),
        (lambda d: d["model"]["metrics"][0].update(formula={"kind": "direct", "measure": "nothing"}), "model-reference", "$.model.metrics[0].formula.measure", "metric"),
        (lambda d: d["model"]["metrics"][0]["formula"].update(scale="1e999999999"), "model-value", "$.model.metrics[0].formula.scale", "metric"),
        (lambda d: d["model"]["metrics"][0]["formula"].update(scale="1/0"), "model-value", "$.model.metrics[0].formula.scale", "metric"),
        (lambda d: d["model"]["metrics"][0].update(element="99999"), "model-reference", "$.model.metrics[0].element", "metric"),
        (lambda d: d["model"]["units"].append(d["model"]["units"][0]), "model-id-twice", "$.model.units[28].id", "percent"),
        (lambda d: d["model"]["elements"][3]["places"][0].update(hierarchy_id="6.2.2"), "model-id-twice", "$.model.elements[3].places[0].hierarchy_id", "10389"),
        (lambda d: d["model"]["elements"][3]["places"][0].update(hierarchy_id="6.3.1"), "model-reference", "$.model.elements[3].places[0].hierarchy_id", "10389"),
        (lambda d: d["model"]["elements"][3]["places"][0].update(hierarchy_id=None), "model-nowhere", "$.model.elements[3].places[0].hierarchy_id", "10389"),
        (lambda d: d["model"]["elements"][3].update(places=[]), "model-nowhere", "$.model.elements[3].places", "10389"),
        (lambda d: d["model"]["editions"][0].update(category="9.0"), "model-reference", "$.model.editions[0].category", "7.4"),
        (lambda d: d["rubrics"]["rubrics"][0].update(process="99999"), "model-reference", "$.rubrics.rubrics[0].process", "99999"),
        (lambda d: d["rubrics"]["rubrics"][0]["descriptors"].pop(), "model-key-missing", "$.rubrics.rubrics[0].descriptors[5]", "10388"),
        (lambda d: d["logs"]["logs"][0].update(key=None), "model-rule", "$.logs.logs[0]", "contacts"),
        (lambda d: d.update(edition="1.1"), "model-reference", "$.edition", "–"),
        (lambda d: d.pop("loops"), "model-key-missing", "$.loops", "–"),
        (lambda d: d.update({"собака": 1}), "model-key-unknown", "$.собака", "–"),
        (lambda d: d.update({"a key": 1}), "model-key-unknown", '$["a key"]', "–"),
        (lambda d: d.update(model=[]), "model-value", "$.model", "–"),
        (lambda d: d.update(format="pcf-assessment"), "model-foreign", "$.format", "–"),
        (lambda d: d.update(format_version=2), "model-newer", "$.format_version", "–"),
        (lambda d: d.update(format_version="1"), "model-value", "$.format_version", "–"),
        (lambda d: d.update(package_version="\ud800"), "model-value", "$.package_version", "–"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_its_record(
    broken: Callable[[Break], tuple[Finding, ...]], small: str, change: Break, code: str, place: str, owner: str
) -> None:
    (finding,) = broken(change)
    whose = json.loads(small)["model"]["metrics"][0]["id"] if owner == "metric" else owner
    assert (finding.code, finding.cell) == (code, place)
    if finding.code not in ("model-foreign", "model-newer"):
        assert finding.facts["owner"] == whose


def test_all_faults_of_a_file_are_told_at_once(broken: Callable[[Break], tuple[Finding, ...]]) -> None:
    def change(tree: Any) -> None:
        tree["model"]["elements"][0]["places"][0]["name"]["de"] = "Kundendienst"
        tree["model"]["elements"][1]["source"] = 7
        tree["model"]["metrics"][0]["element"] = "99999"
        tree["model"]["metrics"][1]["formula"] = {"kind": "sum", "terms": [1, "nothing"]}
        del tree["loops"]["reasons"]

    assert [(finding.code, finding.cell) for finding in broken(change)] == [
        ("model-key-unknown", "$.model.elements[0].places[0].name.de"),
        ("model-value", "$.model.elements[1].source"),
        ("model-value", "$.model.metrics[1].formula.terms[0]"),
        ("model-key-missing", "$.loops.reasons"),
        ("model-reference", "$.model.metrics[0].element"),
        ("model-reference", "$.model.metrics[1].formula.terms[1]"),
    ]


def test_of_a_list_whose_ids_cannot_be_read_nothing_is_missed(broken: Callable[[Break], tuple[Finding, ...]]) -> None:
    found = broken(lambda tree: tree["model"]["elements"][2].update(id=10388))
    assert [(finding.code, finding.cell) for finding in found] == [("model-value", "$.model.elements[2].id")]


@pytest.mark.parametrize(
    ("content", "code", "cell"),
    [
        (b"", "file-empty", ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "model-not-unicode", ""),
        ("{}".encode("utf-16"), "model-not-unicode", ""),
        (b'{"format": "pcf-model",\n "model": }', "model-not-json", "2:11"),
        (b"{'format': 1}", "model-not-json", "1:2"),
        (b"[" * 100_000, "model-too-deep", ""),
        (b'{"format": "pcf-model", "model": ' + b"[" * 300 + b"]" * 300 + b"}", "model-too-deep", "$"),
        (b"[]", "model-foreign", "$"),
        (b"null", "model-foreign", "$"),
        (b"{}", "model-foreign", "$"),
        (b'"pcf-model"', "model-foreign", "$"),
        (b'{"format": NaN}', "model-foreign", "$.format"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_one_finding(
    refused: Callable[[bytes], tuple[Finding, ...]], content: bytes, code: str, cell: str
) -> None:
    assert [(finding.code, finding.cell) for finding in refused(content)] == [(code, cell)]


def test_keys_that_stand_twice_and_numbers_that_are_none_are_told(
    refused: Callable[[bytes], tuple[Finding, ...]], small: str
) -> None:
    text = small.replace('"package_version":', '"edition":"7.0","package_version":')
    first = json.loads(small)["loops"]["reasons"]["weights"]["reason"]
    name = next(iter(first))
    for number in ("NaN", "-Infinity", "1e999", "9" * 5000):
        found = refused(text.replace(f'"{name}":{json.dumps(first[name])}', f'"{name}":{number}', 1).encode())
        assert [(finding.code, finding.cell) for finding in found] == [
            ("model-key-twice", "$.edition"),
            ("model-value", f"$.loops.reasons.weights.reason.{name}"),
        ]


def test_a_document_of_endless_values_is_one_finding(
    small: str, refused: Callable[[bytes], tuple[Finding, ...]]
) -> None:
    tree = json.loads(small)
    tree["model"]["elements"] = [1] * 300_000
    assert [finding.code for finding in refused(json.dumps(tree).encode())] == ["model-too-long"]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.json", "file-missing"), (tmp_path, "file-is-folder")):
        with pytest.raises(ModelFileError) as caught:
            read_json(path)
        assert [finding.code for finding in caught.value.findings] == [code]


def test_every_field_that_holds_a_fraction_is_guarded() -> None:
    fields = {
        name
        for record in (Ratio, Constant, Scaled, Per)
        for name, field in record.model_fields.items()
        if "Fraction" in repr(field.annotation)
    }
    assert fields == FRACTION_KEYS


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_end_in_a_traceback(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("bytes") / "given.json"
    path.write_bytes(content)
    with pytest.raises(ModelFileError) as caught:
        read_json(path)
    assert caught.value.findings
