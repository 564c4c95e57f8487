"""The vocabulary read back: equal, whoever has saved it since; whatever is wrong is told, all of it, with its place."""

from __future__ import annotations

import json
import logging
import socket
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.shared.jsonld import context

import pcf
from pcf.errors import ModelFileError, NotInstalledError
from pcf.exchange.skos import Vocabulary, parsing, read_skos, write
from pcf.model import Bundle

from .vocabularies import bundles, small, speaking

FORMS = ("pcf.ttl", "pcf.jsonld")
ONE_FOLDER = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("small") / "pcf.ttl"
    write(path, speaking(small()))
    return path.read_text(encoding="utf-8")


@pytest.fixture
def faults_of(tmp_path: Path) -> Callable[[str | bytes], list[tuple[str, str]]]:
    """Return what a file is refused for: code and place within the file."""

    def read(content: str | bytes, name: str = "pcf.ttl") -> list[tuple[str, str]]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(ModelFileError) as caught:
            read_skos(path)
        for finding in caught.value.findings:
            assert finding.file == name
            assert finding.message() and finding.expected() and finding.suggestion()
            assert "{" not in finding.message().replace(finding.found, "")
        return [(finding.code, finding.cell) for finding in caught.value.findings]

    return read


@pytest.mark.parametrize("name", FORMS)
def test_our_model_is_read_back_equal(name: str, tmp_path: Path) -> None:
    write(tmp_path / name, pcf.load())
    assert read_skos(tmp_path / name) == Vocabulary.of(pcf.load().bundle)


@pytest.mark.parametrize("name", FORMS)
@ONE_FOLDER
@given(bundle=bundles())
def test_any_model_is_read_back_equal(name: str, tmp_path: Path, bundle: Bundle) -> None:
    write(tmp_path / name, speaking(bundle))
    assert read_skos(tmp_path / name) == Vocabulary.of(bundle)


@pytest.mark.parametrize("form", ["turtle", "longturtle", "json-ld", "nt"])
def test_it_is_read_after_rdflib_has_saved_it(form: str, turtle: str, tmp_path: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(data=turtle, format="turtle")
    path = tmp_path / ("other.jsonld" if form == "json-ld" else "other.ttl")
    graph.serialize(path, format=form)
    assert read_skos(path) == Vocabulary.of(small())


def test_it_is_read_whatever_the_order_and_the_prefixes(turtle: str, tmp_path: Path) -> None:
    lines = Graph().parse(data=turtle, format="turtle").serialize(format="nt").splitlines()
    (tmp_path / "pcf.ttl").write_text("\n".join(sorted(lines, reverse=True)), encoding="utf-8")
    assert read_skos(tmp_path / "pcf.ttl") == Vocabulary.of(small())


@pytest.mark.parametrize("tag", ["zh", "zh-hans", "ZH-HANS"])
def test_chinese_is_read_under_each_of_its_tags(tag: str, turtle: str, tmp_path: Path) -> None:
    (tmp_path / "pcf.ttl").write_text(turtle.replace("@zh-Hans", f"@{tag}"), encoding="utf-8")
    assert read_skos(tmp_path / "pcf.ttl") == Vocabulary.of(small())


def test_a_byte_order_mark_and_statements_of_others_do_no_harm(turtle: str, tmp_path: Path) -> None:
    more = (
        '\n<urn:pcf:7.4:10379> <urn:x:checked> "yes" .\n<urn:x:a> a <http://www.w3.org/2004/02/skos/core#Concept> .\n'
    )
    (tmp_path / "pcf.ttl").write_text("\ufeff" + turtle + more, encoding="utf-8")
    assert read_skos(tmp_path / "pcf.ttl") == Vocabulary.of(small())


A, B = "urn:pcf:element:10379", "urn:pcf:7.4:10379"
CHANGED = {
    "an English name is missing": (
        lambda graph: graph.remove((URIRef(B), SKOS.prefLabel, Literal("Plan and manage customer service contacts", lang="en"))),
        [("model-key-missing", f"{B} skos:prefLabel")],
    ),
    "two English names": (
        lambda graph: graph.add((URIRef(B), SKOS.prefLabel, Literal("Other", lang="en"))),
        [("skos-several", f"{B} skos:prefLabel")],
    ),
    "a German name": (
        lambda graph: graph.add((URIRef(B), SKOS.prefLabel, Literal("Anfragen", lang="de"))),
        [("skos-language", f"{B} skos:prefLabel")],
    ),
    "a name that is a thing": (
        lambda graph: graph.add((URIRef(B), SKOS.prefLabel, URIRef("urn:x:a"))),
        [("model-value", f"{B} skos:prefLabel")],
    ),
    "a synonym that only the concept has": (
        lambda graph: graph.add((URIRef(B), SKOS.altLabel, Literal("The hotline", lang="en"))),
        [("skos-extra", f"{B} skos:altLabel")],
    ),
    "a definition that only the element has": (
        lambda graph: graph.remove((URIRef(B), SKOS.definition, None)),
        [("skos-lost", f"{B} skos:definition")] * 3,
    ),
    "another broader concept": (
        lambda graph: graph.add((URIRef(B), SKOS.broader, URIRef("urn:pcf:7.4:acme:desk"))),
        [("skos-extra", f"{B} skos:broader")],
    ),
    "a list in a circle": (
        lambda graph: graph.set((
            graph.value(graph.value(URIRef(A), URIRef("urn:pcf:term:synonyms")), URIRef(f"{RDF_}rest")),
            URIRef(f"{RDF_}rest"),
            graph.value(URIRef(A), URIRef("urn:pcf:term:synonyms")),
        )),
        [("skos-list", f"{A} term:synonyms")],
    ),
    "a list without an end": (
        lambda graph: graph.set((URIRef(A), URIRef("urn:pcf:term:objects"), BNode())),
        [("skos-list", f"{A} term:objects")],
    ),
    "an unknown word of a closed list": (
        lambda graph: graph.set((URIRef("urn:pcf:object:contact"), DC_ID, Literal("other"))),
        [("model-reference", f"{A} term:objects")],
    ),
    "a concept that no element names": (
        lambda graph: graph.add((URIRef("urn:pcf:7.4:99999"), SKOS.inScheme, URIRef("urn:pcf:7.4"))),
        [("skos-unlisted", "urn:pcf:7.4:99999")],
    ),
    "a wrong id": (
        lambda graph: graph.set((URIRef(A), SKOS.notation, Literal("1037", datatype=URIRef("urn:pcf:term:elementId")))),
        [("model-value", f"{A} skos:notation")],
    ),
    "another id": (
        lambda graph: graph.set((URIRef(A), SKOS.notation, Literal("10999", datatype=URIRef("urn:pcf:term:elementId")))),
        [("skos-name", A), *[("skos-name", f"urn:pcf:{one.edition}:10379") for one in small().elements[2].places]],
    ),
    "an unknown attestation": (
        lambda graph: graph.set((URIRef(B), URIRef("urn:pcf:term:attested"), Literal("hearsay"))),
        [("model-value", f"{B} term:attested")],
    ),
    "an edition without its notice": (
        lambda graph: graph.remove((URIRef("urn:pcf:7.4"), URIRef("http://purl.org/dc/terms/license"), None)),
        [("model-key-missing", "urn:pcf:7.4 dcterms:license")],
    ),
    "a newer way of writing": (
        lambda graph: graph.set((URIRef("urn:pcf:model"), URIRef("urn:pcf:term:formatVersion"), Literal("2"))),
        [("model-newer", "urn:pcf:model term:formatVersion")],
    ),
    "nothing said of the model": (
        lambda graph: graph.remove((URIRef("urn:pcf:model"), None, None)),
        [("skos-no-model", "urn:pcf:model term:formatVersion")],
    ),
}  # fmt: skip
RDF_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC_ID = URIRef("http://purl.org/dc/elements/1.1/identifier")
Faults = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_wrong_is_told_by_subject_and_predicate(what: str, turtle: str, faults_of: Faults) -> None:
    change, wanted = CHANGED[what]
    graph = Graph().parse(data=turtle, format="turtle")
    change(graph)
    assert faults_of(graph.serialize(format="nt")) == wanted


def test_all_faults_are_told_at_once(turtle: str, faults_of: Faults) -> None:
    graph = Graph().parse(data=turtle, format="turtle")
    for what in (
        "two English names",
        "an unknown attestation",
        "a list without an end",
        "an edition without its notice",
        "a concept that no element names",
    ):
        CHANGED[what][0](graph)
    graph.add((URIRef("urn:pcf:7.4:20085"), SKOS.altLabel, Literal("The front", lang="en")))
    graph.set((URIRef("urn:pcf:element:20085"), DCTERMS.isReplacedBy, URIRef("urn:pcf:element:99999")))
    codes = [code for code, _ in faults_of(graph.serialize(format="nt"))]
    assert sorted(codes) == [
        "model-key-missing",
        "model-reference",
        "model-value",
        "skos-extra",
        "skos-list",
        "skos-several",
        "skos-unlisted",
    ]


HOSTILE = {
    "empty": (b"", "file-empty"),
    "blank": (b"  \n ", "skos-no-model"),
    "binary": (bytes(range(256)), "model-not-unicode"),
    "cp1251": ("Привет, мир".encode("cp1251"), "model-not-unicode"),
    "prose": (b"Dear all, here are the processes.", "skos-not-rdf"),
    "half a statement": (b"@prefix x: <urn:x:> .\nx:a x:b \"c", "skos-not-rdf"),
    "a prefix that is none": (b"x:a x:b x:c .", "skos-not-rdf"),
    "deep Turtle": (b"<urn:a> <urn:b> " + b"(" * 50_000, "skos-not-rdf"),
    "another vocabulary": (b"<urn:a> a <http://www.w3.org/2004/02/skos/core#Concept> .", "skos-no-model"),
    "a strange number": (b'<urn:a> <urn:b> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .', "skos-no-model"),
    "half JSON": (b'{"@context": {', "model-not-json"),
    "deep JSON": (b'{"a":' * 50_000, "model-too-deep"),
    "JSON that is no JSON-LD": (b'{"@context": 5, "a": [[[]]]}', "skos-not-rdf"),
    "a context elsewhere": (b'{"@context": "http://example.org/context"}', "skos-context-elsewhere"),
    "a context of the disk": (b'{"@graph": [{"@context": ["file:///etc/hostname"]}]}', "skos-context-elsewhere"),
    "a context in lists within lists": (b'{"@context": [{}, [[], ["file:///etc/passwd"]]]}', "skos-context-elsewhere"),
    "a context of a term": (b'{"@context": [[{"x": {"@id": "urn:x", "@context": [["c"]]}}]]}', "skos-context-elsewhere"),
    "a context within a context": (b'{"@context": [{"@context": [["c"]]}]}', "skos-context-elsewhere"),
    "an import in lists": (b'{"@context": [[{"@import": [["c"]]}]]}', "skos-context-elsewhere"),
    "an imported context": (b'{"@context": {"@import": "http://example.org/context"}}', "skos-context-elsewhere"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_vocabulary_is_refused_in_one_finding(
    what: str, faults_of: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    content, code = HOSTILE[what]
    with caplog.at_level(logging.DEBUG):
        assert [told for told, _ in faults_of(content)] == [code]
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ('pcf7.4:10379 skos:altLabel "\\uD800"@en .', [("skos-extra", f"{B} skos:altLabel")]),
        ("<urn:pcf:7.4:\\u0085> skos:inScheme edition:7.4 .", [("skos-unlisted", "urn:pcf:7.4:\\u0085")]),
    ],
)
def test_signs_that_cannot_be_shown_are_told_escaped(
    more: str, wanted: list[tuple[str, str]], turtle: str, faults_of: Faults
) -> None:
    assert faults_of(f"{turtle}\n{more}\n") == wanted


def test_the_line_of_a_fault_in_turtle_is_told(faults_of: Faults) -> None:
    assert faults_of('@prefix x: <urn:x:> .\n\nx:a x:b "c"\nx:d x:e "f" .') == [("skos-not-rdf", "4")]


@pytest.mark.parametrize("what", ["missing.ttl", "."])
def test_what_is_no_file_is_told(what: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_skos(tmp_path / what)
    assert [finding.code for finding in caught.value.findings] in (["file-missing"], ["file-is-folder"])


def test_nothing_is_fetched(turtle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    (tmp_path / "pcf.ttl").write_text(turtle, encoding="utf-8")
    assert read_skos(str(tmp_path / "pcf.ttl")).editions


@pytest.mark.parametrize("between", ["", '"@context": null, ', '"@context": {}, '])
@pytest.mark.parametrize("address", ["file://{}", "http://127.0.0.1:9/context", "other.jsonld"])
def test_rdflib_itself_fetches_nothing_of_what_is_left_in_a_file(
    address: str, between: str, tmp_path: Path, faults_of: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = tmp_path / "context.jsonld"
    context.write_text('{"@context": {"a": "urn:a"}}', encoding="utf-8")
    monkeypatch.setattr(parsing, "_refuse_elsewhere", lambda tree: None)
    inner = f'{{{between}"urn:b": {{"@context": [["{address.format(context)}"]], "a": "c"}}}}'
    assert [code for code, _ in faults_of(inner)] == ["skos-context-elsewhere"]


def test_a_short_text_of_a_huge_number_takes_no_room(faults_of: Faults) -> None:
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    turtle = f'<urn:a> <urn:b> "1e100000000"^^<{decimal}> .'
    jsonld = json.dumps({"@id": "urn:a", "urn:b": {"@value": "1e100000000", "@type": decimal}})
    tracemalloc.start()
    try:
        assert [faults_of(text)[0][0] for text in (turtle, jsonld)] == ["skos-no-model"] * 2
        assert tracemalloc.get_traced_memory()[1] < 30 * 2**20
    finally:
        tracemalloc.stop()


def test_rdflib_is_left_as_it_was_and_meanwhile_others_find_it_so(
    turtle: str, faults_of: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spelt() -> str:
        return str(Literal("01", datatype=XSD.integer))

    met = []

    def parse(self: Graph, **named: object) -> None:
        with ThreadPoolExecutor(1) as others:
            met.extend([spelt(), others.submit(spelt).result()])
        raise ValueError

    fetch = context.source_to_json
    monkeypatch.setattr(Graph, "parse", parse)
    assert [code for code, _ in faults_of(turtle)] == ["skos-not-rdf"]
    assert met == ["01", "1"]
    assert (spelt(), context.source_to_json) == ("1", fetch)


def test_without_rdflib_the_command_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(NotInstalledError, match=r"pcf-customer-service\[rdf\]"):
        read_skos(tmp_path / "pcf.ttl")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.floats(0, 1),
    length=st.integers(0, 60),
    put=st.sampled_from(["", "\x00", '"', ".", "[", ")", "@xx", "<urn:x>", "Ж"]),
)
def test_a_damaged_file_is_read_or_refused_with_findings(
    place: float, length: int, put: str, turtle: str, tmp_path: Path
) -> None:
    start = int(place * len(turtle))
    path = tmp_path / "pcf.ttl"
    path.write_text(turtle[:start] + put + turtle[start + length :], encoding="utf-8")
    try:
        read_skos(path)
    except ModelFileError as error:
        assert error.findings


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tree=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@id", "@graph", "@list", "@type", "@value", "@reverse", "@language", "a"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_refused_with_findings(tree: object, tmp_path: Path) -> None:
    path = tmp_path / "pcf.jsonld"
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(ModelFileError) as caught:
        read_skos(path)
    assert caught.value.findings
