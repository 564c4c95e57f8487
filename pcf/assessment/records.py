"""One assessment: what one respondent (or the whole organisation) answered. Language-neutral."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from pcf.ids import DEFAULT_EDITION, Edition, ElementId, Language, MetricId, StatementId, WordId
from pcf.maturity import Policy
from pcf.model import AnswerCode, EvidenceKind, Record, Role, TickCode

if TYPE_CHECKING:
    from pcf.assessment.scorecard import Scorecard

SCHEMA_VERSION = 2  # 2: statements of the levels are ticked too, so a tick names an item

Weight = Annotated[Decimal, Field(ge=0)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Round = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?)?$")]


class Respondent(Record):
    """Who filled the form; all may be blank."""

    name: str = ""
    role: Role | None = None


class Organisation(Record):
    """Whose customer service is assessed. ``currency`` is ISO 4217; amounts are never converted."""

    name: str = ""
    currency: Currency | None = None
    date: str = ""


class Segment(Record):
    """A group of the organisation's customers that is promised its own service level."""

    id: WordId
    name: str
    promise: str = ""


class Response(Record):
    """One process as one respondent rated it.

    ``answer`` is ``None`` for a blank; ``is_asked`` is False outside the respondent's scope.
    ``reason`` says why a process is not applicable; ``performed_by`` who does the work.
    """

    element: ElementId
    answer: AnswerCode | None = None
    is_asked: bool = True
    evidence: tuple[EvidenceKind, ...] = ()
    evidence_note: str = ""
    target: Annotated[int, Field(ge=0, le=5)] | None = None
    weight: Weight = Decimal(1)
    comment: str = ""
    reason: str = ""
    performed_by: str = ""

    @property
    def level(self) -> int | None:
        """The rated level; ``None`` for NA, DK and blank."""
        return int(self.answer) if self.answer not in (None, "NA", "DK") else None

    @property
    def is_filled(self) -> bool:
        """Whether the respondent said anything at all: an answer, or only a weight or who does the work."""
        return self != Response(element=self.element, is_asked=self.is_asked)


class Tick(Record):
    """One line of the checklist, an activity or a practice statement (``10389.3b``); never part of a score."""

    item: ElementId | StatementId
    state: TickCode | None = None
    note: str = ""

    @property
    def is_filled(self) -> bool:
        return self.state is not None or bool(self.note)


class GroupWeight(Record):
    """How much a process group counts in the headline, where that is not 1."""

    element: ElementId
    weight: Weight


class PastRound(Record):
    """What an earlier round came to, to be compared with.

    Attributes:
        round: Its name.
        edition: The edition that it stood on.
        scores: Element id of the category, a group or a process -> score, 0 to 5; without one, no entry.
        indexes: Segment id -> service-level index, 0 to 100; without one, no entry.
    """

    round: Round
    edition: Edition
    scores: Mapping[ElementId, Annotated[Decimal, Field(ge=0, le=5)]] = {}
    indexes: Mapping[WordId, Annotated[Decimal, Field(ge=0, le=100)]] = {}


class Practice(Record):
    """Something the organisation says it does, and the elements it belongs to."""

    id: WordId
    text: str
    owner: str = ""
    elements: tuple[ElementId, ...] = ()


class Figure(Record):
    """One metric of one segment, with what is aimed at; all in the metric's unit.

    ``n`` is the number of cases behind the value, where known. Of a metric that is good within a
    band, ``target`` to ``target_to`` is the band, and ``floor`` and ``floor_to`` are the worst on either side.
    """

    segment: WordId
    metric: MetricId
    value: Decimal | None = None
    n: Annotated[Decimal, Field(ge=0)] | None = None
    floor: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    target_to: Decimal | None = None
    floor_to: Decimal | None = None
    weight: Weight = Decimal(1)

    @property
    def is_filled(self) -> bool:
        """Whether the row says anything; the weight alone, 1 unless set, does not."""
        aims = (self.floor, self.target, self.stretch, self.target_to, self.floor_to)
        return any(one is not None for one in (self.value, self.n, *aims))


class Assessment(Record):
    """Everything one filled workbook says. Blank fields are blank, never zero.

    ``workbook_id``, respondent and round together identify a copy. ``policy`` says how processes
    combine, where the form says so. ``history`` holds earlier rounds, the oldest first.
    """

    edition: Edition = DEFAULT_EDITION
    language: Language = "en"
    workbook_id: str = ""
    round: Round = ""
    respondent: Respondent = Respondent()
    organisation: Organisation = Organisation()
    profile: WordId = "all"
    segments: tuple[Segment, ...] = ()
    responses: tuple[Response, ...] = ()
    ticks: tuple[Tick, ...] = ()
    practices: tuple[Practice, ...] = ()
    figures: tuple[Figure, ...] = ()
    policy: Policy | None = None
    group_weights: tuple[GroupWeight, ...] = ()
    history: tuple[PastRound, ...] = ()

    def response(self, element_id: str) -> Response:
        """Return the response to a process; an unanswered one where there is none."""
        return next((r for r in self.responses if r.element == element_id), Response(element=element_id))

    def scorecard(self, *, policy: Policy | None = None, lang: str | None = None) -> Scorecard:
        """Score this one assessment; texts in ``lang``, else in the language of the workbook.

        Processes combine by ``policy``, else as the form says, else by the weighted mean.

        See ``pcf.assessment.score_round`` for several respondents and for figures from logs.

        Raises:
            BadOptionError: There is no such policy; names those that are.
        """
        from pcf.assessment.consolidation import Copy, gather
        from pcf.assessment.scorecard import score_round
        from pcf.taxonomy import load

        return score_round(load(self.edition, lang or self.language), gather([Copy("", self)]), policy=policy)

    def figures_of(self, segment_id: str) -> Iterator[Figure]:
        return (figure for figure in self.figures if figure.segment == segment_id)
