"""Typed, frozen, closed records: everything that the model says, in all editions and languages.

The records of rubrics and of logs stand in ``pcf.model.rubric``, ``pcf.model.log`` and ``pcf.model.component``
and are imported from there: few calls need them.
"""

from pcf.model.bundle import Bundle, UnitRecord
from pcf.model.element import (
    Alternative,
    Attested,
    EditionRecord,
    ElementRecord,
    NoticeRecord,
    Place,
    Remark,
    SourceRecord,
    TagRecord,
)
from pcf.model.formula import (
    Constant,
    Difference,
    Direct,
    Formula,
    Function,
    Operand,
    Product,
    Ratio,
    Scaled,
    Sum,
)
from pcf.model.maturity import (
    ROLES,
    AnswerCode,
    EvidenceKind,
    LevelRecord,
    MaturityRecord,
    ProfileRecord,
    ReasonRecord,
    Role,
    TermRecord,
    TickCode,
)
from pcf.model.metric import (
    Basis,
    Better,
    IntervalRecord,
    MeasureRecord,
    MetricRecord,
    OddityRecord,
    Per,
)
from pcf.model.text import Phrases, Record, Reviews, ReviewState, Text

__all__ = [
    "ROLES",
    "Alternative",
    "AnswerCode",
    "Attested",
    "Basis",
    "Better",
    "Bundle",
    "Constant",
    "Difference",
    "Direct",
    "EditionRecord",
    "ElementRecord",
    "EvidenceKind",
    "Formula",
    "Function",
    "IntervalRecord",
    "LevelRecord",
    "MaturityRecord",
    "MeasureRecord",
    "MetricRecord",
    "NoticeRecord",
    "OddityRecord",
    "Operand",
    "Per",
    "Phrases",
    "Place",
    "Product",
    "ProfileRecord",
    "Ratio",
    "ReasonRecord",
    "Record",
    "Remark",
    "ReviewState",
    "Reviews",
    "Role",
    "Scaled",
    "SourceRecord",
    "Sum",
    "TagRecord",
    "TermRecord",
    "Text",
    "TickCode",
    "UnitRecord",
]
