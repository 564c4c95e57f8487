from __future__ import annotations

import os
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import pcf
from pcf._resources import notice
from pcf.errors import LocalEditionError
from pcf.exchange import export
from pcf.exchange.archimate.layout import Box, boxed

from .shown import local, with_own

FIXTURES = Path(__file__).parents[2] / "fixtures" / "archimate"
NS = {"a": "http://www.opengroup.org/xsd/archimate/3.0/"}
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")
# The published schema is not ours to hand on; who has it names its folder, and it is used as well.
PUBLISHED = os.environ.get("PCF_ARCHIMATE_XSD")
SCHEMAS = [FIXTURES / "exchange.xsd", *([Path(PUBLISHED) / "archimate3_Diagram.xsd"] if PUBLISHED else [])]


class _Offline(etree.Resolver):
    """Nothing is fetched: the namespace of ``xml:lang`` is declared by the file beside our schema."""

    def resolve(self, url: str, public_id: str | None, context: object) -> object:
        return self.resolve_filename(str(FIXTURES / "xml.xsd"), context) if url.endswith("xml.xsd") else None


@cache
def _schema(path: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Offline())
    return etree.XMLSchema(etree.parse(path, parser))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archimate")


@pytest.fixture(scope="module")
def written(folder: Path) -> Callable[..., etree._Element]:
    @cache
    def write(edition: str = "7.4", lang: str = "en") -> etree._Element:
        out = folder / f"{edition}-{lang}.xml"
        export(pcf.load(edition, lang), out, "archimate")
        return etree.parse(out).getroot()

    return write


@pytest.fixture(scope="module")
def own(folder: Path) -> etree._Element:
    export(with_own(folder), folder / "own.xml", "archimate")
    return etree.parse(folder / "own.xml").getroot()


def _property(node: etree._Element, key: str) -> str | None:
    return node.findtext(f"a:properties/a:property[@propertyDefinitionRef='property-{key}']/a:value", None, NS)


def _named(root: etree._Element, name: str) -> etree._Element:
    return next(node for node in root.iter() if node.get("identifier") == name)


def _mistakes(root: etree._Element) -> list[str]:
    """List what no schema says: which relationships ArchiMate allows, languages told once, boxes within boxes."""
    kinds = {node.get("identifier"): node.get(TYPE) for node in root.iterfind("a:elements/a:element", NS)}
    found = []
    for one in root.iterfind("a:relationships/a:relationship", NS):
        ends = kinds[one.get("source")], kinds[one.get("target")]
        if one.get(TYPE) == "Composition" and ends[0] != ends[1]:
            found.append(f"composition of {ends}")
    for node in root.iter(etree.Element):
        for tag in ("name", "documentation", "label", "value"):
            said = [one.get(LANG) for one in node.iterfind(f"a:{tag}", NS)]
            if len(said) != len(set(said)):
                found.append(f"{node.get('identifier')}: {tag} twice in a language")
    for view in root.iterfind("a:views/a:diagrams/a:view", NS):
        found += _misplaced(view)
    return found


def _misplaced(holder: etree._Element) -> list[str]:
    found = []
    nodes = holder.findall("a:node", NS)
    for place, node in enumerate(nodes):
        left, top, right, bottom = _sides(node)
        if holder.get("x"):
            around = _sides(holder)
            if not (around[0] < left and around[1] < top and right < around[2] and bottom < around[3]):
                found.append(f"{node.get('identifier')} sticks out")
        for other in nodes[:place]:
            far = _sides(other)
            if left < far[2] and far[0] < right and top < far[3] and far[1] < bottom:
                found.append(f"{node.get('identifier')} overlaps")
        found += _misplaced(node)
    return found


def _sides(node: etree._Element) -> tuple[int, int, int, int]:
    x, y, w, h = (int(node.get(name)) for name in "xywh")
    return x, y, x + w, y + h


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("edition", "lang"), [*((edition, "en") for edition in EDITIONS), ("7.4", "ru"), ("7.4", "zh")]
)
def test_the_file_keeps_the_rules_of_the_format(written, path: Path, edition: str, lang: str) -> None:
    root = written(edition, lang)
    assert _schema(path).validate(root), _schema(path).error_log
    assert _mistakes(root) == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_the_file_with_an_organisations_own_keeps_them_too(own, path: Path) -> None:
    assert _schema(path).validate(own), _schema(path).error_log
    assert _mistakes(own) == []


def _twice(root: etree._Element) -> None:
    root.find("a:elements/a:element[2]", NS).set("identifier", "element-20085")


def _dangling(root: etree._Element) -> None:
    root.find("a:relationships/a:relationship", NS).set("target", "element-99999")


def _a_view_as_target(root: etree._Element) -> None:
    root.find("a:relationships/a:relationship", NS).set("target", "view-20085")


def _undefined(root: etree._Element) -> None:
    root.find("a:propertyDefinitions/a:propertyDefinition", NS).set("identifier", "property-other")


def _nameless(root: etree._Element) -> None:
    node = root.find("a:elements/a:element", NS)
    for name in node.findall("a:name", NS):
        node.remove(name)


def _colon(root: etree._Element) -> None:
    root.set("identifier", "acme:model")


def _out_of_order(root: etree._Element) -> None:
    root.append(root.find("a:elements", NS))


def _unknown_type(root: etree._Element) -> None:
    root.find("a:elements/a:element", NS).set(TYPE, "Process")


def _sizeless(root: etree._Element) -> None:
    del root.find(".//a:node", NS).attrib["w"]


def _negative(root: etree._Element) -> None:
    root.find(".//a:node", NS).set("x", "-1")


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "spoil",
    [
        _twice,
        _dangling,
        _a_view_as_target,
        _undefined,
        _nameless,
        _colon,
        _out_of_order,
        _unknown_type,
        _sizeless,
        _negative,
    ],
)
def test_the_schema_would_tell(written, path: Path, spoil: Callable[[etree._Element], None]) -> None:
    root = deepcopy(written())
    spoil(root)
    assert not _schema(path).validate(root)


def test_the_other_checks_would_tell(written) -> None:
    root = deepcopy(written())
    _named(root, "composition-20085-10378").set("target", "metric-service_level")
    _named(root, "node-20085-20086").set("x", "0")
    _named(root, "node-20085-20087").set("y", _named(root, "node-20085-20088").get("y"))
    _named(root, "element-10388").find("a:name", NS).set(LANG, "zh")
    assert len(_mistakes(root)) == 4


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_element_of_the_edition_is_a_process_in_its_parent(written, edition: str) -> None:
    root, model = written(edition), pcf.load(edition)
    processes = {
        _property(node, "element_id"): node
        for node in root.iterfind("a:elements/a:element[@xsi:type='BusinessProcess']", NS | {"xsi": TYPE[1:-5]})
    }
    assert list(processes) == [element.id for element in model]
    for element in model:
        node = processes[element.id]
        assert (_property(node, "hierarchy_id"), _property(node, "level")) == (element.hierarchy_id, str(element.level))
        assert (_property(node, "edition"), _property(node, "source")) == (edition, element.record.source)
    parts = {
        (one.get("source"), one.get("target"))
        for one in root.iterfind("a:relationships/a:relationship", NS)
        if one.get(TYPE) == "Composition"
    }
    assert parts == {(f"element-{one.parent.id}", f"element-{one.id}") for one in model if one.parent}


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_names_and_documentation_are_in_three_languages_and_that_of_the_model_is_first(written, lang: str) -> None:
    root, element = written(lang=lang), pcf.load(lang=lang)["10388"]
    node = _named(root, "element-10388")
    for tag, text in (("name", element.names), ("documentation", element.record.definition)):
        said = {one.get(LANG): one.text for one in node.iterfind(f"a:{tag}", NS)}
        assert next(iter(said)) == lang
        assert said == text.to_json()


def test_metrics_can_be_drawn_beside_their_process(written) -> None:
    root, model = written(), pcf.load()
    metrics = {
        _property(node, "metric_id"): node
        for node in root.iterfind("a:elements/a:element", NS)
        if node.get(TYPE) == "Assessment"
    }
    assert list(metrics) == [metric.id for metric in model.metrics]
    metric = model.metric("service_level")
    node = metrics[metric.id]
    assert _property(node, "formula") == metric.formula_text
    assert _property(node, "unit") == metric.unit_name
    filed = {
        one.get("source"): one.get("target")
        for one in root.iterfind("a:relationships/a:relationship", NS)
        if one.get(TYPE) == "Association"
    }
    assert filed == {f"metric-{one.id}": f"element-{one.element}" for one in model.metrics}


def test_identifiers_stay_over_editions_and_languages(written) -> None:
    old, new = (
        {node.get("identifier") for node in written(*which).iterfind("a:elements/a:element", NS)}
        for which in (("7.3.1", "en"), ("7.4", "ru"))
    )
    assert old == new


def test_there_is_an_overview_and_a_view_of_each_group(written) -> None:
    model = pcf.load()
    views = written().findall("a:views/a:diagrams/a:view", NS)
    shown = [{node.get("elementRef") for node in view.iter("{*}node")} for view in views]
    assert shown[0] == {f"element-{one.id}" for one in model if (one.level or 0) <= 3}
    assert shown[1:] == [{f"element-{one.id}" for one in (group, *group.descendants)} for group in model.root.children]
    assert [view.findtext("a:name", None, NS).split()[0] for view in views] == [
        "6.0",
        "6.1",
        "6.2",
        "6.3",
        "6.4",
        "6.5",
    ]


def test_nesting_in_a_view_is_composition(written) -> None:
    root = written("8.0")
    parts = {(one.get("source"), one.get("target")) for one in root.iterfind("a:relationships/a:relationship", NS)}
    for node in root.iter("{*}node"):
        if node.getparent().get("elementRef"):
            assert (node.getparent().get("elementRef"), node.get("elementRef")) in parts


def _words_fit(box: Box) -> bool:
    return all(map(_words_fit, box.inside)) and box.height >= 40 and box.width >= 190


@pytest.mark.parametrize("across", [1, 2, 7])
def test_boxes_have_room_for_their_names_whatever_stands_side_by_side(across: int) -> None:
    box = boxed(pcf.load().root, levels=4, across=across)
    assert _words_fit(box)
    assert len({inner.left for inner in box.inside}) == min(across, 5)


def test_everything_is_in_a_folder_once(written) -> None:
    root = written()
    filed = [item.get("identifierRef") for item in root.iter("{*}item") if item.get("identifierRef")]
    assert len(filed) == len(set(filed))
    known = {node.get("identifier") for tag in ("element", "relationship", "view") for node in root.iter(f"{{*}}{tag}")}
    assert set(filed) == known
    tops = [item.findtext("a:label", None, NS) for item in root.iterfind("a:organizations/a:item", NS)]
    assert tops == ["Business", "Motivation", "Relations", "Views"]


def test_the_notice_is_in_it_whole(written) -> None:
    assert written().findtext("a:documentation", None, NS) == notice()


def test_the_same_model_gives_the_same_bytes(written, folder: Path) -> None:
    written()
    export(pcf.load(), folder / "again.xml", "archimate")
    assert (folder / "again.xml").read_bytes() == (folder / "7.4-en.xml").read_bytes()


def test_what_an_organisation_adds_is_marked_as_its_own(own, folder: Path) -> None:
    element = _named(own, "element-acme.callback")
    assert _property(element, "element_id") == "acme:callback"
    name = with_own(folder).bundle.organisations[0].name.en
    marked = {
        node.get("identifier")
        for node in own.iterfind("a:elements/a:element", NS)
        if _property(node, "organisation") == name
    }
    assert marked == {"element-acme.callback", "metric-acme.callbacks_kept"}
    assert _property(_named(own, "element-10389"), "own_name").startswith(f"{name}: ")
    assert _named(own, "element-10389").findtext("a:name", None, NS) == pcf.load()["10389"].name
    coloured = {node.get("elementRef") for node in own.iter("{*}node") if node.find("a:style", NS) is not None}
    assert coloured == {"element-acme.callback"}


def test_every_identifier_is_a_name_that_xml_takes(own) -> None:
    identifiers = [node.get("identifier") for node in own.iter(etree.Element) if node.get("identifier")]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", one) for one in identifiers)
    assert len(identifiers) == len(set(identifiers))


def test_a_local_edition_is_not_handed_on(tmp_path: Path) -> None:
    with pytest.raises(LocalEditionError):
        export(local(), tmp_path / "model.xml", "archimate")
    assert not list(tmp_path.iterdir())
