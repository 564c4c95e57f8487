"""The charts of a scorecard as SVG text; each is "" where there is nothing to draw."""

from pcf.report.drawings.complaints import complaint_charts
from pcf.report.drawings.levels import gaps, heat_map, roles
from pcf.report.drawings.plan import roadmap, value_effort
from pcf.report.drawings.reasons import reason_charts
from pcf.report.drawings.results import aimed_metrics, groups, indices, metric, metrics
from pcf.report.drawings.staffing import staffing_charts

__all__ = [
    "aimed_metrics",
    "complaint_charts",
    "gaps",
    "groups",
    "heat_map",
    "indices",
    "metric",
    "metrics",
    "reason_charts",
    "roadmap",
    "roles",
    "staffing_charts",
    "value_effort",
]
