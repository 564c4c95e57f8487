from __future__ import annotations

import re

import pytest

from pcf.ids import LANGUAGES
from pcf.model.loop import DRIVERS
from pcf.reasons.matrix import Quadrant
from pcf.reasons.words import DRIVER, QUADRANT
from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.pages import complaint_blocks, contact_reasons
from pcf.site.pages.frame import html
from pcf.source import loops

from ...site_model import site_model

LOOPS = loops()
BLOCKS, REASONS = LOOPS.complaints.blocks, LOOPS.reasons.reasons


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def complaints(model):
    return {page.path: page for page in complaint_blocks.pages(model)}


@pytest.fixture(scope="module")
def reasons(model):
    return {page.path: page for page in contact_reasons.pages(model)}


def test_every_building_block_has_a_page_with_its_six_levels_and_the_work_that_stands_on_it(model, complaints):
    assert sum(page.kind == "complaint_block" for page in complaints.values()) == len(BLOCKS) == 9
    for block in BLOCKS:
        body = complaints[addresses.complaint_block_page(block.id)].body
        assert body.startswith(f"# {plain(block.name.spoken(model.lang))}\n")
        for level, descriptor in enumerate(block.descriptors):
            heading = f"### {level} {plain(model.taxonomy.level_names[level])} {{ #level-{level} }}"
            assert f"{heading}\n\n{plain(descriptor.spoken(model.lang))}" in body
        assert plain(block.ask.spoken(model.lang)) in body
        assert tuple(re.findall(r"\]\(\.\./id/(\d{5})\.md\)", body)) == block.supports


def test_the_ladder_leads_from_each_block_to_the_next_and_back(complaints):
    for position, block in enumerate(BLOCKS):
        body = complaints[addresses.complaint_block_page(block.id)].body
        neighbours = [*BLOCKS[max(position - 1, 0) : position], *BLOCKS[position + 1 : position + 2]]
        assert re.findall(r"\]\((\w+)\.md\)", body) == [one.id for one in neighbours]


def test_the_overview_of_complaints_holds_steps_and_principles(model, complaints):
    body = complaints[addresses.COMPLAINT_BLOCKS].body
    for step in LOOPS.complaints.steps:
        assert plain(step.definition.spoken(model.lang)) in body
        assert plain(step.done_when.spoken(model.lang)) in body
    for principle in LOOPS.complaints.principles:
        assert f"| {plain(principle.name.spoken(model.lang))} |" in body
    assert set(re.findall(r"complaint-block/(\w+)\.md", body)) == {block.id for block in BLOCKS}


def test_every_assumption_is_told_with_its_unit(model, complaints):
    body = complaints["complaint-blocks/assumptions.md"].body
    for one in LOOPS.complaints.assumptions:
        row = re.search(rf"^\| {re.escape(plain(one.name.spoken(model.lang)))} \| ([^|]+) \|", body, re.MULTILINE)
        assert row is not None
        assert row[1] == model.say(complaint_blocks._UNIT[one.unit])
        assert plain(one.definition.spoken(model.lang)) in body


def test_every_contact_reason_has_a_page_with_what_customers_say_in_this_language(model, reasons):
    assert sum(page.kind == "contact_reason" for page in reasons.values()) == len(REASONS) == 25
    owners = {owner.id: owner.name.spoken(model.lang) for owner in LOOPS.reasons.owners}
    for reason in REASONS:
        body = reasons[addresses.contact_reason_page(reason.id)].body
        assert body.startswith(f"# {plain(reason.words.spoken(model.lang))}\n")
        assert plain(reason.definition.spoken(model.lang)) in body
        assert f"<dd>{html(owners[reason.owner])}</dd>" in body
        for said in (*reason.examples.spoken(model.lang), *reason.labels.spoken(model.lang)):
            assert f"- {plain(said)}" in body
        for element in (*reason.causes, *reason.handled_by):
            assert f'href="../../id/{element}/"' in body


def test_a_reason_that_no_element_causes_says_so_rather_than_nothing():
    made = {page.path: page.body for page in contact_reasons.pages(site_model("en"))}
    for reason in REASONS:
        told = "the cause lies elsewhere in the organisation" in made[addresses.contact_reason_page(reason.id)]
        assert told == (not reason.causes)


def test_the_list_holds_every_reason_under_its_owner_and_every_owner(reasons):
    body = reasons[addresses.CONTACT_REASONS].body
    parts = re.split(r"^### .*\{ #owner-(\w+) \}$", body.partition("{ #matrix }")[0], flags=re.MULTILINE)
    listed = {
        owner: re.findall(r"contact-reason/(\w+)\.md", text)
        for owner, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert listed == {
        owner.id: [reason.id for reason in REASONS if reason.owner == owner.id] for owner in LOOPS.reasons.owners
    }


def test_what_reasons_are_counted_on_is_a_metric_of_the_model(model):
    known = {metric.id for metric in model.taxonomy.metrics}
    assert set(contact_reasons._PER_100.values()) <= known
    assert set(contact_reasons._PER_100) <= set(DRIVERS) == set(DRIVER)


def test_every_quadrant_says_what_to_do(model, reasons):
    assert set(contact_reasons._DO) == set(QUADRANT) == set(Quadrant.__args__)
    body = reasons[addresses.CONTACT_REASONS].body
    for quadrant, what in contact_reasons._DO.items():
        assert f"| {plain(model.say(QUADRANT[quadrant]))} | {plain(model.say(what))} |" in body
