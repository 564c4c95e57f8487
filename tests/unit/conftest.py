from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import pytest

import pcf
from pcf.assessment import Assessment, Organisation, Respondent, Response, Segment, template
from pcf.model import AnswerCode

Filled = Callable[..., Assessment]


@pytest.fixture(scope="session")
def six() -> pcf.Taxonomy:
    return pcf.load()


@pytest.fixture
def filled(six: pcf.Taxonomy) -> Filled:
    """Make a copy in which every process has the same answer, but for those named."""

    def make(
        answer: AnswerCode | None = "3",
        /,
        *,
        but: Mapping[str, AnswerCode | None] | None = None,
        responses: Mapping[str, Mapping[str, object]] | None = None,
        respondent: str = "",
        segments: str = "",
        **fields: object,
    ) -> Assessment:
        empty = template.empty(six, segments=template.parse_segments(segments))
        given = {process.id: (but or {}).get(process.hierarchy_id or "", answer) for process in six.processes}
        more = {six.by_hierarchy(place).id: said for place, said in (responses or {}).items()}
        answered = tuple(
            Response.model_validate({"element": element, "answer": code} | dict(more.get(element, {})))
            for element, code in given.items()
        )
        return empty.model_copy(
            update={
                "responses": answered,
                "workbook_id": "book",
                "respondent": Respondent(name=respondent),
                "organisation": Organisation(name="Meridian"),
            }
            | fields
        )

    return make


@pytest.fixture
def retail() -> Segment:
    return Segment(id="retail", name="Частные лица")


# What stays loaded without numpy: a form with staffing is read and scored with these.
_WITHOUT_NUMPY = frozenset({"planned", "records", "installed", "words"})


@pytest.fixture
def without_numpy(monkeypatch):
    """Hide numpy, and forget what has imported it; both come back, also as attributes of their packages."""
    for name in [name for name in sys.modules if name.startswith(("numpy", "pcf.workforce."))]:
        package, _, own = name.rpartition(".")
        if name.startswith("pcf.") and own in _WITHOUT_NUMPY:
            continue
        parent = sys.modules.get(package)
        if parent is not None and own in vars(parent):
            monkeypatch.setattr(parent, own, sys.modules[name])
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
