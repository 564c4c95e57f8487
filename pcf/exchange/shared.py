"""What of a model may be handed on: everything but a user's own copy of an edition that APQC licenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.errors import LocalEditionError

if TYPE_CHECKING:
    from pcf.model import Bundle
    from pcf.taxonomy import Taxonomy


def shared_bundle(model: Taxonomy) -> Bundle:
    """Return the records of all editions and languages without local editions."""
    bundle = model.bundle
    local = bundle.local_editions()
    if not local:
        return bundle
    elements = []
    for record in bundle.elements:
        places = tuple(place for place in record.places if place.edition not in local)
        if places:
            elements.append(record.model_copy(update={"places": places}))
    editions = tuple(edition for edition in bundle.editions if not edition.is_local)
    return bundle.model_copy(update={"elements": tuple(elements), "editions": editions})


def refuse_local(model: Taxonomy) -> None:
    """Refuse to hand on an edition that is the user's own copy.

    Raises:
        LocalEditionError: The model speaks of such an edition.
    """
    if model.edition in model.bundle.local_editions():
        raise LocalEditionError(edition=model.edition)
