from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import pcf
from pcf.errors import ModelFileError
from pcf.exchange import Document, export, read_json
from pcf.exchange.schema import schema

from .small import own_document, small_document

# What a schema cannot tell: whether ids are there, and whether values of one record fit together.
BEYOND_SCHEMA = {"model-reference", "model-id-twice", "model-nowhere", "model-rule"}
JUNK = (None, True, 0, 3, -1.5, "", "x", "10388", [], ["x"], {}, {"kind": "direct"})


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schema")


def test_the_schema_is_one_of_draft_2020_12_and_the_same_to_the_byte(six: pcf.Taxonomy, tmp_path: Path) -> None:
    export(six, tmp_path / "a.json", "jsonschema")
    export(six.in_language("ru"), tmp_path / "b.json", "jsonschema")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == text
    made = json.loads(text)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "open standard developed by APQC" in made["$comment"]


def test_the_whole_export_is_valid(six: pcf.Taxonomy, validator: Draft202012Validator, tmp_path: Path) -> None:
    export(six, tmp_path / "pcf.json", "json")
    faults = validator.iter_errors(json.loads((tmp_path / "pcf.json").read_text(encoding="utf-8")))
    assert [fault.json_path for fault in faults] == []


def test_a_document_with_an_organisations_own_records_is_valid(validator: Draft202012Validator) -> None:
    assert validator.is_valid(json.loads(own_document().model_dump_json()))


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for one in node.values():
            yield from _objects(one)


def test_every_object_is_closed_and_described() -> None:
    found = [*_objects(schema())]
    assert len(found) > 60
    assert [one for one in found if one["additionalProperties"] is not False] == []
    assert [one for one in found if not one.get("description")] == []


def test_what_a_record_says_of_a_key_stands_at_the_key() -> None:
    made = schema()
    assert made["properties"]["loops"]["description"] == "How complaints are answered, and why customers make contact."
    assert made["properties"]["$schema"]["description"].startswith("Where editors look for the JSON Schema")
    assert made["$defs"]["MetricRecord"]["properties"]["stated_formula"]["description"] == "APQC's own wording."
    assert "Attributes:" not in json.dumps(made)


def test_two_records_of_one_name_are_told_apart() -> None:
    assert {"SumOfFormula", "SumOfComponent"} <= schema()["$defs"].keys()
    assert "pcf__" not in json.dumps(schema())


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, one in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*path, key)
        yield from _places(one, (*path, key))


SMALL = small_document().model_dump_json()
# The words of the scale and the units are long lists of the same records: a few of each are enough.
PLACES = sorted(
    {
        tuple("*" if isinstance(step, int) else step for step in path): path for path in _places(json.loads(SMALL))
    }.values(),
    key=str,
)


@settings(max_examples=40, deadline=None)
@given(
    place=st.sampled_from(PLACES),
    how=st.sampled_from(["remove", "add", "junk"]),
    junk=st.sampled_from(JUNK),
)
def test_what_the_schema_refuses_the_reader_refuses_and_the_other_way_round(
    validator: Draft202012Validator, folder: Path, place: tuple[Any, ...], how: str, junk: Any
) -> None:
    tree = json.loads(SMALL)
    holder = tree
    for step in place[:-1]:
        holder = holder[step]
    if how == "junk":
        holder[place[-1]] = junk
    elif how == "remove":
        del holder[place[-1]]
    elif isinstance(holder, dict):
        holder["surplus"] = junk
    path = folder / "given.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    is_valid = validator.is_valid(tree)
    try:
        read = read_json(path)
    except ModelFileError as error:
        codes = {finding.code for finding in error.findings}
        assert not is_valid or codes <= BEYOND_SCHEMA, error.findings
    else:
        assert isinstance(read, Document)
        assert is_valid
