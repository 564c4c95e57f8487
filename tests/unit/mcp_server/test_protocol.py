from __future__ import annotations

import json

import pytest
from mcp.shared.exceptions import MCPError

import pcf
from pcf import _resources
from pcf.documents.elements import element_document
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mcp_server import prompts
from pcf.mcp_server.call import Desk


def _read(assistant, address):
    return assistant.portal.call(assistant.client.read_resource, address).contents[0]


def test_the_attribution_travels_in_the_instructions_and_as_a_resource(assistant):
    assert assistant.client.instructions.endswith(_resources.notice())
    notice = _read(assistant, "pcf://notice")
    assert (notice.text, notice.mime_type) == (_resources.notice(), "text/plain")


def test_every_resource_that_is_listed_can_be_read(assistant):
    listed = assistant.portal.call(assistant.client.list_resources).resources
    assert [one.uri for one in listed] == ["pcf://notice", "pcf://editions"]
    editions = json.loads(_read(assistant, "pcf://editions").text)
    assert [one["id"] for one in editions["editions"]] == [one.id for one in pcf.load().bundle.editions]
    assert {one["id"]: one["elements"] for one in editions["editions"]}["7.4"] == 104


@pytest.mark.parametrize("written", ["10388", "6.2.2", "%EF%BC%96.2.2"])
def test_an_element_has_an_address_by_either_id(assistant, written):
    six = pcf.load()
    templates = assistant.portal.call(assistant.client.list_resource_templates).resource_templates
    assert [one.uri_template for one in templates] == ["pcf://element/{id}", "pcf://metric/{id}"]
    read = json.loads(_read(assistant, f"pcf://element/{written}").text)
    assert read == json.loads(json.dumps(element_document(six["10388"], six)))


def test_a_metric_has_an_address(assistant):
    assert json.loads(_read(assistant, "pcf://metric/service_level").text)["unit"] == "percent"


@pytest.mark.parametrize(
    "address",
    ["pcf://element/99999", "pcf://element", "pcf://element/", "pcf://metric/nothing", "pcf://notice/1", "pcf://other",
     "file:///etc/passwd", "x", "pcf://[", "pcf://element/6.2/7"],
)  # fmt: skip
def test_an_address_of_nothing_is_refused_with_a_sentence(assistant, address):
    with pytest.raises(MCPError) as refused:
        _read(assistant, address)
    assert refused.value.error.code == -32602
    assert "Traceback" not in refused.value.error.message
    assert assistant.ask("browse")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_interview_brings_questions_levels_and_evidence_in_the_language_of_the_server(lang):
    six = pcf.load(lang=lang)
    text = prompts.interview("6.2.3", six)
    rubric = six.by_hierarchy("6.2.3").rubric
    for said in (*rubric.descriptors, *(one.text for one in (*rubric.statements, *rubric.questions, *rubric.evidence))):
        assert said in text
    assert Translator(lang)(prompts.TITLE)


def test_the_interview_is_offered_and_begun_over_the_protocol(assistant):
    (prompt,) = assistant.portal.call(assistant.client.list_prompts).prompts
    begun = assistant.portal.call(assistant.client.get_prompt, prompt.name, {"process": "6.2.3"})
    assert "10389" in begun.messages[0].content.text
    for name, process in (("other", "6.2.3"), (prompt.name, "6.2"), (prompt.name, "99999"), (prompt.name, "")):
        with pytest.raises(MCPError):
            assistant.portal.call(assistant.client.get_prompt, name, {"process": process})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_client_of_the_earlier_protocol_is_answered_too(connect, lang):
    for assistant in connect(Desk(pcf.load(lang=lang)), mode="legacy"):
        assert assistant.ask("browse")["lang"] == lang
        assert assistant.client.server_info.name == "pcf-customer-service"
        assert assistant.client.server_info.version


def test_calls_side_by_side_get_their_own_answers(assistant):
    import anyio

    async def many():
        answers = {}

        async def ask(wanted, lang):
            result = await assistant.client.call_tool("show", {"id": wanted, "lang": lang})
            answers[wanted, lang] = result.structured_content["name"]

        async with anyio.create_task_group() as group:
            for element in pcf.load().processes:
                for lang in LANGUAGES:
                    group.start_soon(ask, element.id, lang)
        return answers

    answers = assistant.portal.call(many)
    assert answers == {
        (element.id, lang): {lang: pcf.load(lang=lang)[element.id].name}
        for element in pcf.load().processes
        for lang in LANGUAGES
    }
