"""One assessment: organisation, segments, ratings, figures and targets to a scorecard."""

from pcf.assessment.consolidation import Answers, Copy, Round, gather
from pcf.assessment.exchange import read_saved, saved
from pcf.assessment.explain import Explanation
from pcf.assessment.logs import match_segments
from pcf.assessment.records import (
    SCHEMA_VERSION,
    Assessment,
    Figure,
    Organisation,
    Practice,
    Respondent,
    Response,
    Segment,
    Tick,
)
from pcf.assessment.scorecard import Counted, ProcessScore, Scorecard, SegmentMetric, SegmentScore, score_round

__all__ = [
    "SCHEMA_VERSION",
    "Answers",
    "Assessment",
    "Copy",
    "Counted",
    "Explanation",
    "Figure",
    "Organisation",
    "Practice",
    "ProcessScore",
    "Respondent",
    "Response",
    "Round",
    "Scorecard",
    "Segment",
    "SegmentMetric",
    "SegmentScore",
    "Tick",
    "gather",
    "match_segments",
    "read_saved",
    "saved",
    "score_round",
]
