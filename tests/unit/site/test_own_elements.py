"""An organisation's own elements, metrics, names, levels and reasons on the site, each marked as theirs."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from pcf.errors import UnknownEditionError
from pcf.extensions import read_all
from pcf.framework import Framework, shipped
from pcf.ids import LANGUAGES
from pcf.model import Place, Text
from pcf.site import SiteModel
from pcf.site.__main__ import main
from pcf.site.addresses import contact_reason_page, element_page, measure_page, metric_page
from pcf.site.files import downloads, exports, map_data, stubs
from pcf.site.files.assessment_data import assessment_data, assessment_texts
from pcf.site.files.jump import targets
from pcf.site.pages import PAGES, api, category_map, commands, findings
from pcf.site.pages.element_neighbours import neighbours

from ...site_model import ACME, DOCS, own_model, site_model

OWNER = {"en": "Acme Bank", "ru": "Банк «Акме»", "zh": "阿克梅银行"}
CALLBACK = {"en": "Call customers back", "ru": "Перезванивать клиентам", "zh": "回拨客户"}
KEPT = {"en": "Calls back made as promised", "ru": "Сдержанные обещания перезвонить", "zh": "回拨兑现率"}
REASON = {"en": "Nobody called me back", "ru": "Мне не перезвонили", "zh": "没有人给我回电话"}
OWN_PAGES = {
    *(element_page(one) for one in ("abank:callback", "abank:call", "abank:vip_desk", "abank:escalate")),
    *(metric_page(one) for one in ("abank:callbacks_kept", "abank:callbacks_share")),
    *(measure_page(one) for one in ("abank:callbacks_made", "abank:callbacks_promised")),
    contact_reason_page("abank:no_callback"),
    "id/abank-callback-regulation.md",
    "metrics/abank-callback.md",
}
ABOUT_THE_CODE = (api.pages, commands.pages, findings.pages)


def pages_of(model: SiteModel) -> dict[str, str]:
    return {page.path: page.text(model) for made in PAGES if made not in ABOUT_THE_CODE for page in made(model)}


@pytest.fixture(scope="module")
def own() -> dict[str, dict[str, str]]:
    return {lang: pages_of(own_model(lang)) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def taken() -> dict[str, bytes]:
    return {file.path: file.content for file in downloads.files(own_model("en"))}


@pytest.fixture(scope="module")
def plain() -> dict[str, str]:
    return pages_of(site_model("ru"))


# --- pages


def test_every_own_thing_has_a_page_at_the_same_address_in_every_language(own, plain):
    assert own["ru"].keys() - plain.keys() == OWN_PAGES
    assert plain.keys() <= own["ru"].keys()
    assert own["en"].keys() == own["ru"].keys() == own["zh"].keys()


def test_addresses_are_safe_on_every_system(own, taken):
    made = [*own["ru"], *taken, *(file.path for file in stubs.files(own_model("ru")))]
    assert all(re.fullmatch(r"[\w.-]+(/[\w.-]+)*", path, re.ASCII) for path in made)
    assert len({path.lower() for path in made}) == len(made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wherever_a_page_names_an_own_thing_its_organisation_stands_beside_it(lang, own):
    for path, text in own[lang].items():
        if path not in OWN_PAGES:  # there the whole page says so, and its table of editions names the element alone
            for name in (CALLBACK[lang], KEPT[lang], REASON[lang]):
                drawn = re.sub("</?tspan[^>]*>", "", text)  # broken on the map
                assert drawn.count(name) == drawn.count(f"{name} · {OWNER[lang]}"), path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_own_page_says_whose_it_is_and_that_apqc_did_not_publish_it(lang, own):
    model = own_model(lang)
    said = model.say("Added by {owner}: it is no part of APQC's PCF, nor of what ships with this model.", owner="@")
    for path in OWN_PAGES - {"id/abank-callback-regulation.md", "metrics/abank-callback.md"}:
        assert said.replace("@", OWNER[lang]) in own[lang][path]
    for path in OWN_PAGES:
        assert OWNER[lang] in re.search(r"^title: (.*)$", own[lang][path], re.MULTILINE)[1]


def test_own_names_stand_beside_the_shipped_name_and_own_levels_below_the_shipped_level(own, plain):
    page = own["ru"]["id/10389.md"]
    assert "# Управление жалобами клиентов (Работа с претензиями · Банк «Акме»)\n" in page
    assert re.search(r'data-level="3"[^\n]*?</p><p>Единая форма претензии\. · Банк «Акме»</p><ul>', page)
    shipped_levels = re.findall(r"<section class=\"pcf-level\".*", plain["id/10389.md"])
    levels = re.findall(r"<section class=\"pcf-level\".*", page)
    assert [one.replace("<p>Единая форма претензии. · Банк «Акме»</p>", "") for one in levels] == shipped_levels


def test_a_text_in_another_language_is_marked_with_it(own):
    assert "(Front office \\[en\\] · Банк «Акме»)" in own["ru"]["contact-reason/abank-no_callback.md"] or (
        "(Front office [en] · Банк «Акме»)" in own["ru"]["contact-reason/abank-no_callback.md"]
    )


def test_what_no_own_thing_touches_is_written_as_without_the_extension(own, plain):
    touched = [path for path in plain if own["ru"][path] != plain[path]]
    unmarked = [path for path in touched if OWNER["ru"] not in own["ru"][path]]
    counted = ("changes/", "edition/", "editions.md", "industr", "metrics.md", "measures", "assessment.md")
    assert [path for path in unmarked if not path.startswith(counted)] == []
    assert 0 < len(touched) < len(plain)
    for path in set(plain) - set(touched):
        assert "Акме" not in own["ru"][path]


def test_names_with_signs_of_markdown_and_html_stay_names(own):
    page = own["en"]["id/abank-call.md"]
    assert "# Call &lt;at once&gt; &amp; tell \\| what \\| was \\*agreed\\* · Acme Bank\n" in page
    assert "<at once>" not in page.partition("---\n\n")[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_draws_own_elements_where_they_stand(lang):
    model = own_model(lang)
    (page,) = category_map.pages(model)
    block = re.search(r'^<div class="pcf-map".*?^</div>$', page.body, re.DOTALL | re.MULTILINE)[0]
    links = {link.get("href"): "".join(link.find("text").itertext()) for link in ET.fromstring(block).iter("a")}
    assert list(links) == [f"../{element_page(one.id).removesuffix('.md')}/" for one in model.taxonomy]
    assert links["../id/abank-callback/"] == f"6.2.90 {CALLBACK[lang]} · {OWNER[lang]}"
    assert OWNER[lang] in page.body.partition("</div>")[2]


def test_metrics_of_organisations_are_counted_and_listed_apart(own, plain):
    assert "Metrics added by organisations" not in "".join(plain.values())
    overview = own["en"]["metrics.md"]
    assert "| Element | This project's metrics | APQC's metrics | Metrics added by organisations |" in overview
    assert "{ #added }" in own["en"]["id/abank-callback.md"]
    assert "Calls back among contacts · Acme Bank" in own["en"]["id/10388.md"]
    assert "abank" not in own["en"]["metrics/own.md"]


def test_own_elements_are_near_to_others_and_what_was_near_stays_in_order():
    mine, ships = own_model("en"), site_model("en")
    assert "10388" in {one.id for one in neighbours(mine, mine.element("abank:callback"))}
    for element in ships.elements[:40]:
        now = [one.id for one in neighbours(mine, mine.element(element.id)) if ":" not in one.id]
        before = [one.id for one in neighbours(ships, element)]
        assert now == before[: len(now)] or set(now) <= set(before)


# --- data and files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_search_leads_to_own_things_by_id_by_name_and_by_their_names_for_others(lang):
    model = own_model(lang)
    found = {target.id: target for target in targets(model)}
    target = found["abank:callback"]
    assert target.names[:2] == (f"{CALLBACK[lang]} · {OWNER[lang]}", CALLBACK[lang])
    assert target.to_json([one.id for one in model.taxonomy.bundle.editions])[-1] == "id/abank-callback/"
    assert found["abank:callbacks_kept"].names[0] == f"{KEPT[lang]} · {OWNER[lang]}"
    assert found["abank:no_callback"].path == "contact-reason/abank-no_callback.md"
    claims = {"en": "Claims desk", "ru": "Работа с претензиями", "zh": "投诉台"}
    assert claims[lang] in found["10389"].words
    assert {claims[other] for other in LANGUAGES if other != lang} <= set(found["10389"].other_words)


def test_the_self_assessment_asks_about_own_processes_and_the_saved_file_names_the_extension():
    model = own_model("en")
    data, texts = assessment_data(model), assessment_texts(model)
    asked = {one["id"]: one for group in data["groups"] for one in group["processes"]}
    assert len(asked) == 29
    assert asked["abank:callback"]["name"] == "Call customers back · Acme Bank"
    assert asked["abank:callback"]["address"] == "id/abank-callback/"
    assert [one["id"] for one in asked["abank:callback"]["statements"]] == ["abank:callback.3a", "abank:callback.3b"]
    assert texts["abank:callback"]["descriptors"][3] == "One list for all branches. · Acme Bank"
    assert texts["10389"]["descriptors"][3].endswith("\nThe same claim form in all branches. · Acme Bank")
    assert data["blank"]["document"]["copies"][0]["assessment"]["extensions"] == ["abank"]


def test_an_own_process_without_levels_is_rated_by_what_the_levels_mean_in_general():
    model = own_model("zh")
    data, texts = assessment_data(model), assessment_texts(model)
    asked = {one["id"]: one for group in data["groups"] for one in group["processes"]}["abank:vip_desk"]
    assert asked["statements"] == []
    assert "wording" not in asked, "there are no texts that could change"
    meanings = [one["meaning"] for one in data["levels"] if one["code"].isdigit()]
    assert texts["abank:vip_desk"]["descriptors"] == meanings


def test_the_map_colours_own_elements_too():
    data = map_data.map_data(own_model("ru"))
    assert data["metrics"]["abank:callback"] == 1
    assert data["places"]["abank:callback"][-1][1:] == ["6.2.90", "Перезванивать клиентам · Банк «Акме»", 0]
    assert "abank:vip_desk" in data["processes"]


def test_an_address_by_edition_and_place_leads_to_an_own_element():
    made = {file.path: file.content.decode() for file in stubs.files(own_model("en"))}
    assert 'url=../../id/abank-callback/"' in made["7.4/6.2.90/index.html"]
    assert "<title>PCF 6.1.1: 5.2.90 Call customers back · Acme Bank</title>" in made["6.1.1/5.2.90/index.html"]


def test_the_files_of_an_own_element_say_whose_it_is(taken):
    rows = list(csv.reader(io.StringIO(taken["id/abank-callback.csv"].decode("utf-8-sig"), newline="")))
    assert {(row[0], row[1]) for row in rows[1:]} == {("abank:callback", "6.2.90")}
    document = json.loads(taken["id/abank-callback.json"])
    assert document["element"]["id"] == "abank:callback"
    assert "an own element of Acme Bank" in document["notices"]["changed"]
    book = openpyxl.load_workbook(io.BytesIO(taken["id/abank-callback.xlsx"]))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Calls back made as promised · Acme Bank", document["notices"]["changed"]} <= cells


def test_own_names_and_own_levels_are_rows_of_the_files():
    model = own_model("en")
    rows = {(row.field, row.key): row.text for row in downloads.texts(model, model.element("10389"))}
    assert rows["own_name", "abank"] == "Claims desk"
    assert rows["own_level", "3 abank"] == "The same claim form in all branches."


# --- what is not there


def test_an_extension_without_anything_in_it_changes_no_page(tmp_path: Path, plain):
    shutil.copy(ACME / "extension.yaml", tmp_path)
    nothing = SiteModel("ru", DOCS, framework=read_all([tmp_path]))
    assert pages_of(nothing) == plain
    ships = site_model("ru")
    for made in (stubs.files, map_data.files):
        assert [*made(nothing)] == [*made(ships)]
    assert [*targets(nothing)] == [*targets(ships)]


class WithLocalEdition(Framework):
    """What ships, with an edition and an element that only the user's own copy has."""

    def __init__(self) -> None:
        super().__init__()
        base = shipped().bundle
        last = base.editions[-1].model_copy(update={"id": "9.9", "is_local": True})
        name = Text(en="Licensed name", ru="Licensed name", zh="Licensed name")
        place = Place(edition="9.9", hierarchy_id="6.0", name=name, attested="publisher")
        root = base.elements[0].model_copy(update={"places": (*base.elements[0].places, place)})
        there = place.model_copy(update={"hierarchy_id": "6.1"})
        strange = base.elements[1].model_copy(update={"id": "99999", "places": (there,)})
        elements = (root, *base.elements[1:], strange)
        self.bundle = base.model_copy(update={"editions": (*base.editions, last), "elements": elements})

    def __reduce__(self):
        return WithLocalEdition, ()


def test_a_users_own_copy_of_an_edition_never_reaches_the_site(plain):
    model = SiteModel("ru", DOCS, framework=WithLocalEdition())
    assert model.taxonomy.bundle == shipped().bundle
    with pytest.raises(UnknownEditionError):
        model.taxonomy.in_edition("9.9")
    with pytest.raises(LookupError):
        model.element("99999")
    assert pages_of(model) == plain
    made = [*stubs.files(model), *map_data.files(model), *exports.files(model)]
    assert not any(b"Licensed name" in file.content or "9.9" in file.path.split("/") for file in made)


# --- generation


def test_a_model_reaches_another_process_as_it_is():
    for model in (site_model("ru"), own_model("zh"), SiteModel("en", DOCS, framework=WithLocalEdition())):
        copy = pickle.loads(pickle.dumps(model))
        assert (copy.lang, copy.taxonomy.bundle) == (model.lang, model.taxonomy.bundle)
        assert len(copy.elements) == len(model.elements)


def test_a_folder_with_faults_ends_in_all_of_them_and_nothing_is_written(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    broken, other, out = tmp_path / "broken", tmp_path / "other", tmp_path / "out"
    shutil.copytree(ACME, broken)
    (broken / "names.yaml").write_text('- {element: "99999", name: x}\n- {element: "10388"}\n', encoding="utf-8")
    other.mkdir()
    assert main([str(out), "--extend", str(broken), "--extend", str(other)]) == 1
    told = capsys.readouterr().err
    assert all(code in told for code in ("extension-id-unknown", "extension-key-missing", "extension-missing"))
    assert not out.exists()


def test_the_folders_may_stand_in_the_environment(tmp_path: Path, capsys, monkeypatch):
    places = [tmp_path / "one", tmp_path / "two"]
    monkeypatch.setenv("PCF_EXTEND", os.pathsep.join(map(str, places)))
    assert main([str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert all(str(place) in told for place in places)
