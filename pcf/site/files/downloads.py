"""What the page of an element says, to take along: JSON, CSV and Excel beside it, each with APQC's attribution."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from pcf.cli.figures import harmless
from pcf.documents.elements import element_document
from pcf.documents.metrics import metric_document
from pcf.errors import N_
from pcf.model import Text
from pcf.site.addresses import file_name
from pcf.site.files.element_workbook import Row, element_workbook
from pcf.site.page import DataFile
from pcf.site.pages.element_parts import edition_of
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

HEAD = ("id", "hierarchy_id", "field", "key", "text", "english")
_CHANGED = N_(
    "This file is not a product of APQC and is not endorsed by APQC. Element ids, hierarchy ids and English element "
    "names come from the PCF, edition {edition}. Added here: names in Russian and Chinese, definitions, the 0 to 5 "
    "scale, questions, what to ask for, and metrics whose ids are words."
)

_ADDED = N_(
    "This file is not a product of APQC and is not endorsed by APQC. It tells of an own element of {owner}, which is "
    "no part of APQC's PCF; where it stands in the PCF, and the scale from 0 to 5, come from this project."
)


def files(model: SiteModel) -> Iterator[DataFile]:
    """Yield three files an element: ``id/10388.json``, ``.csv``, ``.xlsx``; the bytes depend on the data alone."""
    for element in model.elements:
        path, rows = f"id/{file_name(element.id)}", list(texts(model, element))
        yield DataFile(f"{path}.json", _json(model, element))
        yield DataFile(f"{path}.csv", element_csv(model, element, rows))
        yield DataFile(f"{path}.xlsx", element_workbook(model, element, rows, _changed(model, element)))


def texts(model: SiteModel, element: Element) -> Iterator[Row]:
    """Yield every text of an element in the language of the site, in the order of its page."""
    record, lang = element.record, model.lang

    def row(field: str, key: str, text: Text | None) -> Iterator[Row]:
        if text is not None:
            yield Row(field, key, text.spoken(lang), text.en)

    yield from row("name", edition_of(element), element.names)
    for own in () if element.has_earlier_meaning else record.own_names:
        yield from row("own_name", own.owner, own.name)
    yield from row("definition", "", record.definition)
    objects = {tag.code: tag.name for tag in model.taxonomy.bundle.objects}
    actions = {tag.code: tag.name for tag in model.taxonomy.bundle.actions}
    for code in element.words.objects:
        yield from row("object", code, objects[code])
    for code in element.words.actions:
        yield from row("action", code, actions[code])
    if element.rubric:
        yield from _rubric_texts(element, model)
    for metric in element.metrics:
        yield from row("metric", metric.id, metric.record.name)
    yield from (Row("synonym", "", said) for said in element.synonyms)
    yield from (Row("example", "", said) for said in element.examples)
    yield from (Row("alternative", one.source, one.name) for one in record.alternatives if one.language == lang)
    for place in record.places:
        yield from row("edition", f"{place.edition} {place.hierarchy_id or ''}".strip(), place.name)
    for field, remark in (("redefined", record.redefined), ("remark", record.remark)):
        yield from row(field, remark.edition if remark else "", remark.note if remark else None)
    yield Row("source", "", record.source, record.source)


def _rubric_texts(element: Element, model: SiteModel) -> Iterator[Row]:
    if element.rubric is None:
        return
    record = element.rubric.record
    said: list[tuple[str, str, Text]] = [("applies", "", record.applies), ("owner", "", record.owner)]
    for level, descriptor in enumerate(record.descriptors):
        said.append(("level", str(level), descriptor))
        said += [("statement", one.id, one.text) for one in record.statements if one.level == level]
    said += [("own_level", f"{one.level} {one.owner}", one.text) for one in record.own_descriptors]
    said += [("evidence", one.id, one.text) for one in record.evidence]
    said += [("question", one.id, one.text) for one in record.questions]
    said += [("overrating", one.id, one.text) for one in record.overrating]
    for field, key, text in said:
        yield Row(field, key, text.spoken(model.lang), text.en)


def _attribution(model: SiteModel, element: Element) -> list[tuple[str, str]]:
    """Return what has to travel with every copy: what it is, then the publisher's notices word for word."""
    notices = [(notice.id, notice.text) for notice in model.taxonomy.bundle.notices]
    changed = _changed(model, element)
    return [("pcf", f"pcf-customer-service {model.version}"), ("changed", changed), *notices]


def _changed(model: SiteModel, element: Element) -> str:
    """Say what is not APQC's."""
    owner = model.owner(element.id)
    if owner:
        return model.say(_ADDED, owner=owner)
    return model.say(_CHANGED, edition=edition_of(element))


def _json(model: SiteModel, element: Element) -> bytes:
    document = {
        "version": model.version,
        "language": model.lang,
        "element": element_document(element, model.taxonomy.in_edition(edition_of(element))),
        "metrics": [metric_document(metric) for metric in element.metrics],
        "notices": dict(_attribution(model, element)),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def element_csv(model: SiteModel, element: Element, rows: list[Row]) -> bytes:
    """Write one text a row; with a byte-order mark, without which Excel reads UTF-8 as something else."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEAD)
    place = (element.id, element.hierarchy_id or "")
    writer.writerows([harmless(cell) for cell in (*place, *row)] for row in rows)
    writer.writerows([*place, "notice", key, harmless(text), ""] for key, text in _attribution(model, element))
    return written.getvalue().encode("utf-8-sig")
