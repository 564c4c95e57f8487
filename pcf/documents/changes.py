"""What changed between two editions, as one document."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.changes import ChangedElement, EditionOfElement
from pcf.ids import Language
from pcf.model import Place
from pcf.taxonomy import Taxonomy


def changes_document(old: Taxonomy, new: Taxonomy, rows: Sequence[ChangedElement]) -> dict[str, object]:
    """Describe rows of ``pcf.changes.compare``; names in the newer taxonomy's language.

    What was renamed in English alone has its English names beside them: without these nobody sees what changed.
    """
    return {"from": old.edition, "to": new.edition, "changes": [_change(row, new.lang) for row in rows]}


def _change(row: ChangedElement, lang: Language) -> dict[str, object]:
    is_hidden = _is_renamed_in_english_alone(row, lang)
    return {
        "id": row.id,
        "change": row.change,
        "also": list(row.also),
        "from": _place(row.before, lang, with_english=is_hidden),
        "to": _place(row.after, lang, with_english=is_hidden),
        "successor": row.successor,
        "predecessor": row.predecessor,
        "note": row.note,
    }


def _is_renamed_in_english_alone(row: ChangedElement, lang: Language) -> bool:
    if row.before is None or row.after is None:
        return False
    before, after = row.before.name, row.after.name
    return before.en != after.en and before.spoken(lang) == after.spoken(lang)


def _place(one: Place | None, lang: Language, *, with_english: bool) -> dict[str, object] | None:
    if one is None:
        return None
    english = {"name_en": one.name.en} if with_english else {}
    return {"hierarchy_id": one.hierarchy_id, "name": one.name.spoken(lang), **english, "outside": one.outside}


def history_document(history: Sequence[EditionOfElement]) -> list[dict[str, object]]:
    """Describe what became of one element, edition by edition."""
    return [
        {
            "edition": one.edition,
            "local": one.is_local,
            "there": one.is_there,
            "hierarchy_id": one.hierarchy_id,
            "outside": one.outside,
            "name": one.name,
            "change": one.changes[0] if one.changes else None,
            "also": [*one.changes[1:]],
            "successor": one.successor,
            "predecessor": one.predecessor,
            "note": one.note,
            "attested": one.attested,
        }
        for one in history
    ]
