"""Which parts of the two closed loops an element belongs to: contact reasons, and the complaint system."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, linked, plain, section
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def loop_parts(model: SiteModel, here: str, element: Element) -> str:
    """Return the contact reasons that an element causes or handles, and the complaint system that it stands on."""
    say = model.say
    return blocks(
        section(
            say("Contact reasons"),
            blocks(
                _listed(
                    say("What goes wrong here makes customers get in touch"), _reasons(model, here, element, "causes")
                ),
                _listed(say("Contacts that are handled here"), _reasons(model, here, element, "handled_by")),
            ),
            anchor="contact-reasons",
        ),
        section(
            say("Complaint system"),
            blocks(
                _listed(say("Building blocks that this work stands on"), _complaint_blocks(model, here, element)),
                _listed(say("Steps of improvement that this work belongs to"), _complaint_steps(model, here, element)),
            ),
            anchor="complaint-system",
        ),
    )


def _listed(title: str, lines: Sequence[str]) -> str:
    return f"**{plain(title)}**\n\n{bullets(lines)}" if lines else ""


def _reasons(model: SiteModel, here: str, element: Element, role: str) -> list[str]:
    return [
        linked(
            model.beside_owner(reason.id, reason.words.spoken(model.lang)),
            addresses.link(here, addresses.contact_reason_page(reason.id)),
        )
        for reason in model.framework.loops.reasons.reasons
        if element.id in (reason.causes if role == "causes" else reason.handled_by)
    ]


def _complaint_blocks(model: SiteModel, here: str, element: Element) -> list[str]:
    return [
        linked(block.name.spoken(model.lang), addresses.link(here, addresses.complaint_block_page(block.id)))
        for block in model.framework.loops.complaints.blocks
        if element.id in block.supports
    ]


def _complaint_steps(model: SiteModel, here: str, element: Element) -> list[str]:
    return [
        linked(step.name.spoken(model.lang), addresses.link(here, addresses.COMPLAINT_BLOCKS))
        for step in model.framework.loops.complaints.steps
        if element.id in step.supports
    ]
