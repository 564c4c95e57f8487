"""The loop of contact reasons: a list by owner, and a page for each reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcf.errors import N_
from pcf.model.loop import ContactReasonRecord, Driver, OwnerRecord
from pcf.reasons.matrix import Quadrant
from pcf.reasons.words import DRIVER, QUADRANT
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.frame import added, breadcrumbs, ending, facts, html, other_languages, to_elements
from pcf.site.site_model import SiteModel

_DO: Mapping[Quadrant, str] = {
    "eliminate": N_("Remove the cause; where that cannot be done, tell customers before they ask."),
    "automate": N_("Let customers do it themselves, with less effort than asking."),
    "simplify": N_("Make what the organisation wants of the customer easier, or drop it."),
    "leverage": N_("Take time for it: here the relation grows."),
    "undecided": N_("Too near to nothing on one side: ask those who know before acting."),
}
_PER_100: Mapping[Driver, str] = {
    "orders": "contacts_per_100_orders",
    "customers": "contacts_per_100_customers",
    "bills": "contacts_per_100_bills",
}  # no metric counts contacts per unit sold
_QUESTIONS = N_("Two questions decide: what is the contact to the customer, and what is it to the organisation?")
_OWN = N_("Words, definitions, labels and messages are this project's own.")
_MATRIX = N_("The quadrants are those of Price and Jaffe (2008), telling customers before they ask is from 2022.")


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the list by owner, and one page a reason."""
    loop = model.framework.loops.reasons
    yield _overview(model, loop.owners, loop.reasons)
    owners = {owner.id: owner for owner in loop.owners}
    for record in loop.reasons:
        beside = [other for other in loop.reasons if other.owner == record.owner and other is not record]
        yield _reason_page(model, record, owners[record.owner], beside)


def _overview(model: SiteModel, owners: Sequence[OwnerRecord], reasons: Sequence[ContactReasonRecord]) -> Page:
    say, lang, here = model.say, model.lang, addresses.CONTACT_REASONS
    by_owner = [
        section(
            owner.name.spoken(lang),
            blocks(
                plain(owner.definition.spoken(lang)),
                bullets(_to_reason(model, here, one) for one in reasons if one.owner == owner.id)
                or plain(say("None of the reasons usually belongs to it; your own may.")),
            ),
            level=3,
            anchor=f"owner-{owner.id}",
        )
        for owner in owners
    ]
    title = say("Why customers make contact")
    body = blocks(
        f"# {plain(title)}",
        plain(
            say(
                "Reasons in the customer's own words: {reasons}. Each usually has an owner: the function in which its "
                "cause lies, mostly not customer service.",
                reasons=len(reasons),
            )
        ),
        bullets(
            [
                linked(say("Guide: contact reasons"), addresses.link(here, "reasons.md")),
                linked(say("Guide: staffing"), addresses.link(here, "workforce.md")),
                linked(say("How complaints are answered"), addresses.link(here, addresses.COMPLAINT_BLOCKS)),
            ]
        ),
        section(say("Reasons by owner of the cause"), blocks(*by_owner), anchor="owners"),
        section(say("What to do about a reason"), _matrix(model, here), anchor="matrix"),
        ending(model, say(_MATRIX), say(_OWN)),
    )
    return Page(here, title, body, "list")


def _words(model: SiteModel, record: ContactReasonRecord) -> str:
    return model.beside_owner(record.id, record.words.spoken(model.lang))


def _to_reason(model: SiteModel, here: str, record: ContactReasonRecord) -> str:
    return linked(_words(model, record), addresses.link(here, addresses.contact_reason_page(record.id)))


def _matrix(model: SiteModel, here: str) -> str:
    say = model.say
    rows = [[plain(say(QUADRANT[one])), plain(say(what))] for one, what in _DO.items()]
    return blocks(
        plain(say(_QUESTIONS)),
        table([say("Quadrant"), say("What to do")], rows),
        linked(say("Guide: contact reasons"), addresses.link(here, "reasons.md")),
    )


def _in_a_line(model: SiteModel, here: str) -> str:
    """Say what the matrix asks and answers, and link it."""
    say = model.say
    answers = say("; ").join(say(QUADRANT[one]) for one in _DO)
    return blocks(
        plain(say(_QUESTIONS)) + " " + plain(answers) + ".",
        linked(say("What to do in each case"), addresses.link(here, f"{addresses.CONTACT_REASONS}#matrix")),
        linked(say("Guide: contact reasons"), addresses.link(here, "reasons.md")),
    )


def _reason_page(
    model: SiteModel, record: ContactReasonRecord, owner: OwnerRecord, beside: Sequence[ContactReasonRecord]
) -> Page:
    say, lang, here = model.say, model.lang, addresses.contact_reason_page(record.id)
    words, definition = _words(model, record), record.definition.spoken(lang)
    body = blocks(
        f"# {plain(words)}",
        breadcrumbs(model, here, [(say("Why customers make contact"), addresses.CONTACT_REASONS)]),
        other_languages(model, here, record.words),
        plain(definition),
        facts(
            [
                (say("Id"), f"<code>{record.id}</code>"),
                (say("Usual owner of the cause"), html(owner.name.spoken(lang))),
                (say("Its causes are"), html(owner.definition.spoken(lang))),
                (say("Caused in category 6 by"), _causes(model, here, record)),
                (say("Handled by"), to_elements(model, here, record.handled_by)),
                (say("Grows with"), html(say(DRIVER[record.driver]))),
            ]
        ),
        section(
            say("What customers write"), bullets(plain(one) for one in record.examples.spoken(lang)), anchor="said"
        ),
        section(say("What logs call it"), bullets(plain(one) for one in record.labels.spoken(lang)), anchor="labels"),
        section(say("How to count it"), _counted(model, here, record), anchor="count"),
        section(say("What to do about a reason"), _in_a_line(model, here), anchor="matrix"),
        section(
            say("Reasons of the same owner"), bullets(_to_reason(model, here, one) for one in beside), anchor="beside"
        ),
        ending(model, say(_MATRIX), added(model, record.id) or say(_OWN)),
    )
    return Page(here, words, body, "contact_reason", description=definition)


def _causes(model: SiteModel, here: str, record: ContactReasonRecord) -> str:
    none = model.say("No element of customer service: the cause lies elsewhere in the organisation.")
    return to_elements(model, here, record.causes) or html(none)


def _counted(model: SiteModel, here: str, record: ContactReasonRecord) -> str:
    """Say on what the contacts of a reason are counted, and which metric does so for all of them."""
    say = model.say
    told = plain(say("Contacts of this reason per 100 of: {driver}.", driver=say(DRIVER[record.driver])))
    metric = _PER_100.get(record.driver)
    if metric is None:
        return told
    name = model.taxonomy.metric(metric).name
    return blocks(
        told,
        plain(say("{label}:", label=say("The same for all contacts")))
        + f" {linked(name, addresses.link(here, addresses.metric_page(metric)))}",
    )
