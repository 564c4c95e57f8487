"""What hand-written pages take from the exports: a table of the files, each a link."""

from __future__ import annotations

from html import escape

from pcf.site import addresses
from pcf.site.exports import EXPORTS, HOME, Export
from pcf.site.markdown import linked, plain, table
from pcf.site.site_model import SiteModel


def exports(model: SiteModel, here: str, *forms: str) -> str:
    """Return a table of the model's files for other tools: ``exports skos``, or ``exports`` for all of them.

    Args:
        model: The language.
        here: The page that asks.
        forms: Some of ``pcf.exchange.FORMS``.

    Raises:
        LookupError: There is no such form.
    """
    if strange := {*forms} - {one.form for one in EXPORTS}:
        raise LookupError(f"no form {', '.join(sorted(strange))}")
    chosen = [one for one in EXPORTS if not forms or one.form in forms]
    return table(
        [model.say("File"), model.say("What it holds")],
        [[_link(model, here, one), plain(model.say(one.holds))] for one in chosen],
    )


def _link(model: SiteModel, here: str, one: Export) -> str:
    """Return a link to the file; one beside the pages of another language is no source of this one's pages."""
    path = one.path(model.lang)
    name = path.rpartition("/")[2]
    if one.stands_in(model.lang):
        return linked(name, addresses.link(here, path))
    return f'<a href="{addresses.root_from(here)}../{HOME}/{path}">{escape(name)}</a>'
