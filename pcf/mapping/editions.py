"""Practices of one edition read in another: which edition a mapping is of, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pcf.changes import ChangedElement, compare
from pcf.findings import Finding
from pcf.ids import sort_key
from pcf.mapping import findings as kinds
from pcf.mapping.joining import Joined, Listed
from pcf.mapping.records import Practice
from pcf.mapping.sssom.header import read_header
from pcf.mapping.sssom.table import split_header
from pcf.mapping.sssom.told import Told
from pcf.source import bundle
from pcf.taxonomy import Taxonomy
from pcf.texts.delimited import read_lines
from pcf.texts.encodings import UndecodableError, decode
from pcf.texts.received import RefusedTextError, content_of

_SLOT = "object_source_version"
_EXAMPLES = 5


def edition_of_mapping(path: Path) -> str | None:
    """Return the edition that most rows of a mapping name; of equals the newest.

    Returns:
        ``None`` if no row names one that the model holds. What is wrong with the file is told by whoever reads it.

    Raises:
        NotInstalledError: PyYAML is missing.
    """
    try:
        text = decode(content_of(path)).text
    except (RefusedTextError, UndecodableError):
        return None
    lines, table = split_header(text.removeprefix("\ufeff"))
    rows = [line.cells for line in read_lines(table, len(lines) + 1) if not line.is_blank]
    columns = [name.strip() for name in rows[0]] if rows else []
    common = read_header(lines, Told(path.name)).common.get(_SLOT, "")
    position = columns.index(_SLOT) if _SLOT in columns else len(columns)
    named = Counter("".join(cells[position : position + 1]).strip() or common for cells in rows[1:] or [[]])
    held = [one.id for one in bundle().editions if named[one.id]]
    return max(held, key=lambda one: (named[one], sort_key(one)), default=None)


def changes_since(edition: str, listed: Listed, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Yield what became of the elements that practices of an older or newer edition name, each element once.

    Args:
        edition: The one that the file is of.
        listed: The file.
        taxonomy: The edition in which it is read.
    """
    if edition == taxonomy.edition:
        return
    rows = {row.id: row for row in compare(taxonomy.in_edition(edition), taxonomy)}
    placed: dict[str, dict[str, None]] = {}
    for practice in listed.practices:
        for one in practice.placements:
            if one.element in rows:
                placed.setdefault(one.element, {})[practice.id] = None
    for element, practices in placed.items():
        yield from _changed(rows[element], edition, listed.file, list(practices), taxonomy)


def _changed(
    row: ChangedElement, edition: str, file: str, practices: list[str], taxonomy: Taxonomy
) -> Iterator[Finding]:
    said = {
        "element": row.id,
        "old": edition,
        "edition": taxonomy.edition,
        "practices": practices[:_EXAMPLES] + ["…"] * (len(practices) > _EXAMPLES),
    }
    before, after = (place.name.spoken(taxonomy.lang) if place else "–" for place in (row.before, row.after))
    if row.id not in taxonomy:
        said |= {"found": f"{row.id} {before}", "successor": row.successor or "–"}
        yield Finding(kinds.WITHOUT_PLACE, file, facts=said)
    elif "redefined" in {row.change, *row.also}:
        yield Finding(kinds.MEANT_OTHERWISE, file, facts=said | {"found": f"{row.id} {after}", "note": row.note})
    elif "renamed" in {row.change, *row.also}:
        yield Finding(kinds.RENAMED, file, facts=said | {"found": f"{row.id} {after}", "before": before})


def placed_within(practices: Iterable[Practice], taxonomy: Taxonomy) -> Joined:
    """Leave out the placements at elements that an edition does not have; one finding names them."""
    kept, cut = [], []
    for practice in practices:
        gone = [one for one in practice.placements if one.element is not None and one.element not in taxonomy]
        cut += [f"{practice.id}: {one.element}" for one in gone]
        rest = tuple(one for one in practice.placements if one not in gone)
        kept.append(practice.model_copy(update={"placements": rest}) if gone else practice)
    facts = {"found": cut, "edition": taxonomy.edition}
    return Joined(tuple(kept), (Finding(kinds.LEFT_OUT, facts=facts),) if cut else ())
