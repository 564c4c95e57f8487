"""How far each language's texts were reviewed; run as ``python -m pcf.i18n.review`` in a checkout."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pcf import _resources
from pcf.i18n.sync import MESSAGES
from pcf.ids import LANGUAGES
from pcf.source.catalogue import DOMAINS, REVIEW_STATES, TRANSLATED, read_translations
from pcf.source.reader import Reader
from pcf.source.shapes import ElementEntry, RubricEntry, VocabularyEntry

Counts = dict[tuple[str, str], Counter[str]]  # (language, what) -> state -> how many


def counts(root: Path) -> Counts:
    """Count the texts by language, kind and review state.

    Translations are counted one by one; English definitions, rubrics and every language's
    vocabulary by element or process, as their files state it.

    Raises:
        ExceptionGroup: A file cannot be read; one ``DataError`` a fault.
    """
    found: Counts = {}
    for lang in TRANSLATED:
        for domain in (*DOMAINS, MESSAGES):
            path = root / "locales" / lang / "LC_MESSAGES" / f"{domain}.po"
            found[lang, path.name] = Counter(one.review for one in read_translations(path).values())
    reader = Reader(root)
    elements = reader.many("processes/*.yaml", ElementEntry)
    rubrics = reader.many("maturity/rubrics/*.yaml", RubricEntry)
    found["en", "definitions"] = Counter(entry.review for entry in elements if entry.definition)
    found["en", "rubrics"] = Counter(entry.review for entry in rubrics)
    for language in LANGUAGES:
        entries = reader.many(f"vocabulary/{language}/*.yaml", VocabularyEntry)
        found[language, "vocabulary"] = Counter(entry.review for entry in entries if entry.synonyms)
    if reader.faults:
        raise ExceptionGroup("taxonomy/ has faults", reader.faults)
    return found


def main() -> None:
    """Print the counts as a table."""
    for (lang, what), states in sorted(counts(_resources.checkout()).items()):
        said = "  ".join(f"{state} {states[state]:>5}" for state in REVIEW_STATES)
        sys.stdout.write(f"{lang}  {what:<14} {said}\n")


if __name__ == "__main__":
    main()
