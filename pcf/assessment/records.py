"""One assessment: what one respondent answered, or a workshop agreed on for all. Language-neutral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from pcf.assessment.registers import EvidenceItem, Initiative, Observation
from pcf.complaints.records import Assumption, ComplaintInputs, Rule
from pcf.ids import (
    DEFAULT_EDITION,
    Edition,
    ElementId,
    Language,
    MetricId,
    Owner,
    ReasonId,
    StatementId,
    WordId,
    owner_of,
)
from pcf.mapping import Placement, Practice
from pcf.maturity import Policy
from pcf.model import AnswerCode, EvidenceKind, Record, Role, TickCode
from pcf.reasons.records import Reason
from pcf.workforce.records import StaffingLine

if TYPE_CHECKING:
    from pcf.assessment.scorecard import Scorecard
    from pcf.taxonomy import Taxonomy

# 2: statements of the levels are ticked too, so a tick names an item. 3: registers, workshops, what has no place.
# 4: a practice says of each element how it belongs there, and who decided.
# 5: complaints and contact reasons, with what was counted of their logs. 6: staffing.
# 7: whose own elements, metrics and reasons the answers stand on beside what ships.
SCHEMA_VERSION = 7
OLDEST_WORKBOOK = 5  # its sheets are those of today, without staffing

Weight = Annotated[Decimal, Field(ge=0)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Round = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?)?$")]


class Respondent(Record):
    """Who filled the form; all may be blank. ``alias`` stands for a name that was dropped on request."""

    name: str = ""
    role: Role | None = None
    alias: str = ""

    @property
    def is_nameless(self) -> bool:
        """Whether the name was dropped on request, not just left blank."""
        return bool(self.alias)


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


class Agreement(Record):
    """What a workshop settled on one process; without an answer the proposal stands.

    ``answer`` may be NA, or DK where nobody in the room knew. ``evidence`` says in words what
    it rests on, ``open_question`` what was left open and who looks into it.
    """

    element: ElementId
    answer: AnswerCode | None = None
    reason: str = ""
    evidence: str = ""
    agreed_by: str = ""
    date: str = ""
    open_question: str = ""


class Link(Record):
    """A tie of a practice, or of an entry of a register, to an element, a segment or a metric: to one of the three.

    With a metric comes the value that an initiative expects of it, with the element of a practice all that was
    suggested and decided there; ``placement`` is absent where an older form said no more than the element. Of a
    contact reason ``tie`` says in which way the element belongs to it. ``position`` is where it stood among the
    entry's, from 0, so that it comes back in the same order; absent where nobody noted it.
    """

    kept_in: Literal["practices", "evidence", "observations", "initiatives", "reasons"]
    id: ReasonId
    tie: Literal["causes", "handled_by"] | None = None
    element: ElementId | None = None
    segment: WordId | None = None
    metric: MetricId | None = None
    expected_value: Decimal | None = None
    placement: Placement | None = None
    position: Annotated[int, Field(ge=0)] | None = None


class Unplaced(Record):
    """One thing that was said on an earlier form and has no place on this one; exactly one field tells it.

    ``edition`` and ``round`` are those of the earlier form. A figure, an assumption, a rule and a line of staffing come
    with their segment.
    """

    edition: Edition
    round: Round = ""
    response: Response | None = None
    agreement: Agreement | None = None
    tick: Tick | None = None
    group_weight: GroupWeight | None = None
    segment: Segment | None = None
    figure: Figure | None = None
    link: Link | None = None
    assumption: Assumption | None = None
    rule: Rule | None = None
    staffing: StaffingLine | None = None


class Assessment(Record):
    """Everything one filled workbook says. Blank fields are blank, never zero.

    ``workbook_id``, respondent and round together identify a copy. ``policy`` says how processes
    combine, where the form says so. ``history`` holds earlier rounds, the oldest first.
    ``wording`` tells by process with which texts it was asked, ``unplaced`` what earlier forms
    said that has no place here.

    ``extensions`` are the short names of the organisations whose own elements, metrics and reasons it
    asks about beside what ships, in the order of the alphabet; their folders have to be loaded to use it.

    ``complaints``, ``reasons`` and ``staffing`` are ``None`` where the form does not ask about them.

    The form of a workshop holds the forms of its ``respondents`` and what was ``agreed``. Answers
    are theirs; all that a round shares (scope, targets, weights, evidence, ticks, figures) is its own.
    """

    edition: Edition = DEFAULT_EDITION
    extensions: tuple[Owner, ...] = ()
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
    evidence: tuple[EvidenceItem, ...] = ()
    observations: tuple[Observation, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    agreed: tuple[Agreement, ...] = ()
    respondents: tuple[Assessment, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    wording: Mapping[ElementId, str] = {}
    complaints: ComplaintInputs | None = None
    reasons: tuple[Reason, ...] | None = None
    staffing: tuple[StaffingLine, ...] | None = None

    @property
    def is_workshop(self) -> bool:
        """Whether it speaks for several respondents, whose forms it holds."""
        return bool(self.respondents)

    @field_validator("extensions")
    @classmethod
    def _sort_extensions(cls, said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(said)))

    def taxonomy(self, lang: str | None = None, edition: str | None = None) -> Taxonomy:
        """Return the model that the answers stand on, with the own elements of its organisations beside what ships.

        Args:
            lang: A BCP 47 tag; the language of the workbook if absent.
            edition: Another edition of the same model.

        Raises:
            UnknownExtensionError: An organisation's folder was not loaded; see ``pcf.load(extend=...)``.
            UnknownEditionError, MalformedLanguageError: As ``pcf.load``.
        """
        from pcf.taxonomy import load_with

        past = (*(one.edition for one in self.history), *(one.edition for one in self.unplaced))
        return load_with(self.extensions, edition or self.edition, lang or self.language, also=(self.edition, *past))

    def response(self, element_id: str) -> Response:
        """Return the response to a process; where there is none an unanswered one, unasked if not of this form."""
        said = next((one for one in self.responses if one.element == element_id), None)
        is_asked = owner_of(element_id) in {None, *self.extensions}  # nobody saw what others have of their own
        return said or Response(element=element_id, is_asked=is_asked)

    def scorecard(self, *, policy: Policy | None = None, lang: str | None = None) -> Scorecard:
        """Score this one assessment; texts in ``lang``, else in the language of the workbook.

        Processes combine by ``policy``, else as the form says, else by the weighted mean.

        See ``pcf.assessment.score_round`` for several respondents and for figures from logs.

        Raises:
            BadOptionError: There is no such policy; names those that are.
            UnknownExtensionError: As ``taxonomy``.
        """
        from pcf.assessment.consolidation import gather
        from pcf.assessment.scorecard import score_round

        return score_round(self.taxonomy(lang), gather([Copy("", self)]), policy=policy)


@dataclass(frozen=True, slots=True)
class Copy:
    """One filled form and the file it came from."""

    file: str
    assessment: Assessment
