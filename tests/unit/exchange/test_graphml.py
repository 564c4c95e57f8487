from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf._resources import notice
from pcf.errors import LocalEditionError, OutputNotWritableError
from pcf.exchange import export
from pcf.exchange.graphml import described
from pcf.exchange.xml_files import write_xml

from .shown import local, with_own

NS = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"


def _written(tmp_path: Path, model: pcf.Taxonomy) -> Path:
    out = tmp_path / "model.graphml"
    export(model, out, "graphml")
    return out


def _read(path: Path) -> networkx.MultiDiGraph[str]:
    return networkx.read_graphml(path, force_multigraph=True)


@pytest.mark.parametrize(("edition", "lang"), [("7.4", "en"), ("7.4", "ru"), ("8.0", "zh"), ("6.1.1", "en")])
def test_networkx_reads_back_the_same_nodes_edges_keys_and_attributes(tmp_path: Path, edition: str, lang: str) -> None:
    graph = described(pcf.load(edition, lang))
    read = _read(_written(tmp_path, pcf.load(edition, lang)))
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.nodes) == list(graph.nodes)
    assert [*read.edges(keys=True, data=True)] == [*graph.edges(keys=True, data=True)]
    assert {name: read.graph[name] for name in graph.graph} == graph.graph


def test_everything_of_the_graph_of_the_model_is_in_it(tmp_path: Path) -> None:
    model = pcf.load()
    read = _read(_written(tmp_path, model))
    assert set(read.nodes) == set(model.graph.nodes)
    assert set(read.edges(keys=True)) == set(model.graph.edges(keys=True))
    for node, data in model.graph.nodes(data=True):
        assert data.items() <= read.nodes[node].items()


def test_every_node_has_its_names_in_three_languages_and_a_label(tmp_path: Path) -> None:
    model = pcf.load(lang="ru")
    read = _read(_written(tmp_path, model))
    for node, data in read.nodes(data=True):
        assert data["name_en"] and data["name_ru"] and data["name_zh"], node
        assert data["label"].endswith(data["name"])
    assert read.nodes["10388"]["label"] == f"6.2.2 {model['10388'].name}"
    assert read.nodes["10388"]["name_zh"] == model["10388"].names.zh
    assert read.nodes["metric:service_level"]["unit"] == "percent"


def test_attributes_are_typed(tmp_path: Path) -> None:
    root = ElementTree.parse(_written(tmp_path, pcf.load())).getroot()
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in root.iter(f"{NS}key")}
    assert types["node", "level"] == "int"
    assert types["node", "placed"] == "boolean"
    assert types["node", "hierarchy_id"] == types["edge", "kind"] == types["graph", "notice"] == "string"
    read = _read(tmp_path / "model.graphml")
    assert read.nodes["10388"]["level"] == 3
    assert read.nodes["10388"]["placed"] is True
    assert read.nodes["10388"]["hierarchy_id"] == "6.2.2"


def test_it_is_plain_for_tools_that_take_it_literally(tmp_path: Path) -> None:
    root = ElementTree.parse(_written(tmp_path, pcf.load())).getroot()
    declared = [key.get("id") for key in root.iter(f"{NS}key")]
    assert len(declared) == len(set(declared))
    assert {data.get("key") for data in root.iter(f"{NS}data")} == set(declared)
    assert "None" not in {data.text for data in root.iter(f"{NS}data")}
    nodes = {node.get("id") for node in root.iter(f"{NS}node")}
    for edge in root.iter(f"{NS}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert edge.get("id") is None


def test_yed_finds_the_label_that_gephi_finds(tmp_path: Path) -> None:
    root = ElementTree.parse(_written(tmp_path, pcf.load(lang="zh"))).getroot()
    for node in root.iter(f"{NS}node"):
        plain = next(data.text for data in node if data.get("key") == "node_label")
        assert [drawn.text for drawn in node.iter(f"{Y}NodeLabel")] == [plain]


def test_the_notice_is_in_it_whole(tmp_path: Path) -> None:
    assert _read(_written(tmp_path, pcf.load())).graph["notice"] == notice()


def test_the_bytes_do_not_depend_on_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _written(tmp_path, pcf.load()).read_bytes()
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert _written(tmp_path, pcf.load()).read_bytes() == before


def test_what_an_organisation_adds_is_marked_as_its_own(tmp_path: Path) -> None:
    read = _read(_written(tmp_path, with_own(tmp_path)))
    own = {node for node, data in read.nodes(data=True) if data.get("organisation") == "acme"}
    assert {
        "acme:callback",
        "metric:acme:callbacks_kept",
        "measure:acme:callbacks_made",
        "reason:acme:no_callback",
    } <= own
    assert all("acme:" in node for node in own)
    assert read.nodes["10389"]["own_name_acme"] == with_own(tmp_path)["10389"].record.own_names[0].name.en
    assert read.nodes["10389"]["name"] == pcf.load()["10389"].name
    assert read.has_edge("acme:callback", "10388", key="part_of")


def test_a_local_edition_is_not_handed_on(tmp_path: Path) -> None:
    with pytest.raises(LocalEditionError):
        _written(tmp_path, local())
    assert not (tmp_path / "model.graphml").exists()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritableError):
        export(pcf.load(), tmp_path / "missing" / "model.graphml", "graphml")


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_gives_a_file_that_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, text: str, value: str
) -> None:
    out = tmp_path_factory.mktemp("xml") / "any.xml"
    root = ElementTree.Element("root", value=value)
    ElementTree.SubElement(root, "text").text = text
    write_xml(out, root)
    read = ElementTree.parse(out).getroot()
    said = read.findtext("text") or ""
    assert len(said) == len(text.replace("\r\n", "\n"))
    assert len(read.get("value", "")) == len(value)
    if text.isprintable():
        assert said == text


def test_a_text_that_xml_can_hold_comes_back_as_it_was(tmp_path: Path) -> None:
    root = ElementTree.Element("root")
    ElementTree.SubElement(root, "text").text = '<a b="c"> & ]]>\n\tжалоба 投诉 🙂'
    write_xml(tmp_path / "x.xml", root)
    assert ElementTree.parse(tmp_path / "x.xml").findtext("text") == '<a b="c"> & ]]>\n\tжалоба 投诉 🙂'
