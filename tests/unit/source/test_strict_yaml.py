from __future__ import annotations

from pathlib import Path

import pytest

from pcf.errors import DataError
from pcf.source import strict_yaml


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "6.2.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_every_scalar_stays_the_text_that_was_typed(written) -> None:
    path = written("- {at: 6.10, country: NO, code: 007, on: 2026-10-01, big: 1e3, none: null, empty: }\n")
    assert strict_yaml.read(path) == [
        {"at": "6.10", "country": "NO", "code": "007", "on": "2026-10-01", "big": "1e3", "none": "null", "empty": ""}
    ]


def test_an_empty_file_holds_nothing(written) -> None:
    assert strict_yaml.read(written("# nothing yet\n")) == []


def test_a_repeated_key_names_file_and_line(written) -> None:
    with pytest.raises(DataError) as caught:
        strict_yaml.read(written("- id: 10388\n  name: One\n  name: Two\n"))
    assert caught.value.facts["place"] == "6.2.yaml:3"
    assert "'name' comes twice" in str(caught.value)


def test_a_key_repeated_deep_inside_is_found_too(written) -> None:
    with pytest.raises(DataError, match=r"6\.2\.yaml:4: key '7\.0' comes twice"):
        strict_yaml.read(written("- id: 10388\n  places:\n    7.0: {at: 6.1}\n    7.0: {at: 6.2}\n"))


def test_the_same_key_in_two_records_is_no_repetition(written) -> None:
    assert strict_yaml.read(written("- id: 1\n- id: 2\n")) == [{"id": "1"}, {"id": "2"}]


def test_the_place_is_named_as_the_caller_wants_it(written) -> None:
    with pytest.raises(DataError) as caught:
        strict_yaml.read(written("a: [1\n"), "taxonomy/metrics/6.2.yaml")
    assert str(caught.value.facts["place"]).startswith("taxonomy/metrics/6.2.yaml:")


@pytest.mark.parametrize(
    "content",
    [
        "a: [1, 2\n",
        "\tb: 1\n",
        "a: 'open\n",
        "? [x, y]\n: 1\n",
        "? {x: 1}\n: 1\n",
        "a: *nowhere\n",
        "a: \x07\n",
        "a: 1\n---\nb: 2\n",
        "имя: клиент\n".encode("cp1251"),
        b"\x00\x01\x02",
    ],
)
def test_what_is_not_yaml_is_a_data_error_with_file_and_repair(written, content: str | bytes) -> None:
    with pytest.raises(DataError) as caught:
        strict_yaml.read(written(content))
    assert str(caught.value.facts["place"]).startswith("6.2.yaml")
    assert caught.value.facts["repair"]


def test_no_python_object_comes_out_of_a_tag(written) -> None:
    assert strict_yaml.read(written("a: !!python/object/apply:os.getcwd []\n")) == {"a": []}
