"""How far each language's texts were reviewed; run as ``python -m pcf.i18n.review`` in a checkout."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pcf import _resources
from pcf.i18n.sync import MESSAGES
from pcf.ids import LANGUAGES
from pcf.source import strict_yaml
from pcf.source.catalogue import DOMAINS, REVIEW_STATES, TRANSLATED, read_translations

Counts = dict[tuple[str, str], Counter[str]]  # (language, what) -> state -> how many


def counts(root: Path) -> Counts:
    """Count the texts by language, kind and review state.

    Translations are counted one by one; English definitions, rubrics and every language's
    vocabulary by element or process, as their files state it.
    """
    found: Counts = {}
    for lang in TRANSLATED:
        for domain in (*DOMAINS, MESSAGES):
            path = root / "locales" / lang / "LC_MESSAGES" / f"{domain}.po"
            found[lang, path.name] = Counter(one.review for one in read_translations(path).values())
    found["en", "definitions"] = _stated(root, "processes/*.yaml", "definition")
    found["en", "rubrics"] = _stated(root, "maturity/rubrics/*.yaml", "levels")
    for language in LANGUAGES:
        found[language, "vocabulary"] = _stated(root, f"vocabulary/{language}/*.yaml", "synonyms")
    return found


def _stated(root: Path, pattern: str, field: str) -> Counter[str]:
    """Count the entries that have a field by the review that they state."""
    entries = [entry for path in (root / "taxonomy").glob(pattern) for entry in strict_yaml.read(path)]
    return Counter(entry.get("review", "written") for entry in entries if field in entry)


def main() -> None:
    """Print the counts as a table."""
    for (lang, what), states in sorted(counts(_resources.checkout()).items()):
        said = "  ".join(f"{state} {states[state]:>5}" for state in REVIEW_STATES)
        sys.stdout.write(f"{lang}  {what:<14} {said}\n")


if __name__ == "__main__":
    main()
