"""Every chart of the report as a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures
from pcf.charts import standalone
from pcf.ids import Language
from pcf.outputs import remove_old, together, whole_folder, write_whole
from pcf.report import drawings
from pcf.report.drawings.staffing import staffing_names

_DRAWN: Mapping[str, Callable[[Scorecard, Figures], str]] = {
    "groups": drawings.groups,
    "heat-map": drawings.heat_map,
    "gaps": drawings.gaps,
    "segments": drawings.indices,
    "roles": drawings.roles,
    "value-effort": drawings.value_effort,
    "roadmap": drawings.roadmap,
}


_LOOPS: Mapping[str, str] = {
    "blocks": "complaint-blocks",
    "stake": "complaint-value-at-stake",
    "stake_swings": "complaint-value-at-stake-tornado",
    "gain": "complaint-net-gain",
    "gain_swings": "complaint-net-gain-tornado",
    "ages": "complaint-ages",
    "control": "complaint-control",
    "matrix": "reason-matrix",
}


def write_charts(folder: Path, card: Scorecard, *, lang: Language) -> None:
    """Write the charts of one scorecard as SVG files: all appear, or none does.

    The names are the same in every language: ``groups``, ``heat-map``, ``gaps``, ``segments``, ``roles``,
    ``value-effort``, ``roadmap``, ``complaint-…``, ``reason-matrix``, ``staffing-…`` and ``metric-<id>``, with
    ``.svg``. There is no file where there is nothing to draw: a chart under one of these names that an earlier run
    left there is removed, and nothing else.

    Args:
        folder: A new folder, or one whose charts are replaced.
        card: What to draw.
        lang: Language of the words; what users typed stays as they typed it.

    Raises:
        OutputNotWritableError: The folder around it is missing or closed.
    """
    with together(), whole_folder(folder) as place:
        drawn = dict(_charts(card, Figures(card, lang)))
        for name, chart in drawn.items():
            write_whole(place / f"{name}.svg", standalone(chart))
        known = (
            *_DRAWN,
            *_LOOPS.values(),
            *(f"staffing-{part}" for part in staffing_names()),
            *(f"metric-{one.id}" for one in card.taxonomy.bundle.metrics),
        )
        for name in known:
            if name not in drawn:
                remove_old(place / f"{name}.svg")


def _charts(card: Scorecard, figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield name and drawing of every chart."""
    for name, draw in _DRAWN.items():
        if chart := draw(card, figures):
            yield name, chart
    loops = drawings.complaint_charts(card.complaint_loop, figures) if card.complaint_loop else {}
    loops |= drawings.reason_charts(card.reason_loop, figures) if card.reason_loop else {}
    yield from ((_LOOPS[part], chart) for part, chart in loops.items() if chart)
    staffed = drawings.staffing_charts(card.staffing, figures) if card.staffing else {}
    yield from ((f"staffing-{part}", chart) for part, chart in staffed.items() if chart)
    for record in drawings.aimed_metrics(card):
        yield f"metric-{record.id}", drawings.metric(record, card, figures)
