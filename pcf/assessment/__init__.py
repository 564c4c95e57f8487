"""One assessment: organisation, segments, ratings, figures and targets to a scorecard."""

from pcf.assessment.answers import Answers, Voice
from pcf.assessment.consolidation import Round, gather
from pcf.assessment.explain import Explanation
from pcf.assessment.levels import ProcessScore
from pcf.assessment.logs import match_segments, one_of
from pcf.assessment.records import (
    OLDEST_WORKBOOK,
    SCHEMA_VERSION,
    Agreement,
    Assessment,
    Copy,
    Figure,
    GroupWeight,
    Link,
    Organisation,
    PastRound,
    Respondent,
    Response,
    Segment,
    Tick,
    Unplaced,
)
from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.assessment.saving import Saved, read_saved, saved
from pcf.assessment.scorecard import Scorecard, score_round
from pcf.assessment.segments import Counted, SegmentMetric, SegmentScore

__all__ = [
    "OLDEST_WORKBOOK",
    "SCHEMA_VERSION",
    "Agreement",
    "Answers",
    "Assessment",
    "Copy",
    "Counted",
    "EvidenceItem",
    "Explanation",
    "Figure",
    "GroupWeight",
    "Initiative",
    "Link",
    "Observation",
    "Organisation",
    "PastRound",
    "ProcessScore",
    "Respondent",
    "Response",
    "Round",
    "Saved",
    "Scorecard",
    "Segment",
    "SegmentMetric",
    "SegmentScore",
    "Tick",
    "Unplaced",
    "Voice",
    "gather",
    "match_segments",
    "one_of",
    "read_saved",
    "saved",
    "score_round",
]
