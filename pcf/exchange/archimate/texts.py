"""Parts of an exchange file: identifiers, and texts in the languages that they have."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from pcf.ids import LANGUAGES, Language
from pcf.model import Text


class Texts:
    """Adds texts in all languages that they have, the chosen one first: most tools show the first."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self._order = (lang, *(other for other in LANGUAGES if other != lang))

    def add(
        self,
        parent: Element,
        tag: str,
        text: Text,
        *,
        only: Language | None = None,
        before: str = "",
    ) -> None:
        """Add one element a language.

        Args:
            parent: What gets them.
            tag: ``name``, ``documentation``, ``label`` or ``value``.
            text: What to say; a language without it is left out.
            only: The one language to add.
            before: Stands before the text in every language.
        """
        for lang in self._order:
            said = getattr(text, lang)
            if said is not None and only in {None, lang}:
                child(parent, tag, {"xml:lang": lang}).text = f"{before}{said}"


def child(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    return SubElement(parent, tag, attributes or {})


def identifier(*parts: str) -> str:
    """Return an identifier that XML takes: it may not hold the colon of an organisation's own id.

    >>> identifier("metric", "acme:promised_callbacks")
    'metric-acme.promised_callbacks'
    """
    return "-".join(part.replace(":", ".") for part in parts)
