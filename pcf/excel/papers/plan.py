"""The plan of an engagement: everybody with a form of their own, and what all are asked about together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pcf.assessment import Assessment, Respondent, Segment
from pcf.assessment.effort import Effort, effort_of
from pcf.assessment.template import empty
from pcf.excel.papers.findings import PERSON_ASKED_NOTHING
from pcf.excel.papers.people import Person
from pcf.findings import Finding
from pcf.ids import Language
from pcf.model import Role
from pcf.taxonomy import Element, Taxonomy

_LONGEST_NAME = 40  # signs of a person's name in the name of a file
# What Windows does not take in a name, and what a command line would take for something else.
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class PersonalForm:
    """One person's workbook to be.

    Attributes:
        person: Whose it is.
        form: The empty assessment it starts from.
        effort: What it asks, and how long that takes.
        file: The name of the workbook; no two are the same, also where case does not count.
    """

    person: Person
    form: Assessment
    effort: Effort
    file: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is asked about what.

    Attributes:
        taxonomy: The edition.
        whole: The empty assessment of everything; says what the industry does not have, and why.
        forms: One a person, in the order of the list; empty where nobody is named yet.
    """

    taxonomy: Taxonomy
    whole: Assessment
    forms: tuple[PersonalForm, ...] = ()

    def in_language(self, lang: Language) -> Plan:
        """Return the same plan with its reasons and names in another language; the forms stay as they are."""
        spoken, whole = self.taxonomy.in_language(lang), self.whole
        said = empty(spoken, profile=whole.profile, segments=whole.segments, round_name=whole.round)
        return replace(self, taxonomy=spoken, whole=said)

    @property
    def processes(self) -> tuple[Element, ...]:
        """Everything that somebody is asked about, or that the industry has if nobody is named, in printed order."""
        if not self.forms:
            return effort_of(self.whole, self.taxonomy).processes
        return self._asked(self.forms)

    @property
    def roles(self) -> tuple[Role | None, ...]:
        """The roles of the people, ``None`` for those without; all roles if nobody is named."""
        known: list[Role | None] = [role.code for role in self.taxonomy.bundle.maturity.roles]  # type: ignore[misc]
        used = {one.person.role for one in self.forms}
        return tuple(role for role in (*known, None) if role in used) if self.forms else tuple(known)

    def scope_text(self, processes: Sequence[Element]) -> str:
        """Write processes as hierarchy ids; a group stands for all that the industry has of it."""
        meant = {process.id for process in processes}
        left_out = {one.element for one in self.whole.responses if one.answer == "NA"}
        said: dict[str, None] = {}
        for process in processes:
            group = process.parent
            is_whole = group is not None and all(one.id in meant | left_out for one in group.children)
            said[str(group.hierarchy_id if is_whole and group else process.hierarchy_id)] = None
        return ", ".join(said)

    def role_name(self, person: Person) -> str | None:
        """Return what a person's role is called in the language of the papers."""
        roles = {role.code: role.name.spoken(self.taxonomy.lang) for role in self.taxonomy.bundle.maturity.roles}
        return roles[person.role] if person.role else None

    def of_role(self, role: Role | None) -> tuple[PersonalForm, ...]:
        return tuple(one for one in self.forms if one.person.role == role)

    def processes_of(self, role: Role | None) -> tuple[Element, ...]:
        """What the people of a role are asked about together."""
        return self._asked(self.of_role(role)) if self.forms else self.processes

    def _asked(self, forms: Iterable[PersonalForm]) -> tuple[Element, ...]:
        asked = {process.id for one in forms for process in one.effort.processes}
        return tuple(process for process in self.taxonomy.processes if process.id in asked)


def make_plan(
    taxonomy: Taxonomy,
    people: Sequence[Person] = (),
    *,
    profile: str = "all",
    segments: Sequence[Segment] = (),
    round_name: str = "",
) -> Plan:
    """Make everybody's form.

    Whoever has no scope is asked about all that the industry has. In a scope, what the industry
    usually does not have is proposed as not applicable.

    Args:
        taxonomy: The edition, in the language of the working papers.
        people: Whom to ask.
        profile: The industry.
        segments: The customer segments.
        round_name: As in ``template.empty``.

    Raises:
        BadOptionError: There is no such industry.
        ValidationError: The round is none.
    """
    whole = empty(taxonomy, profile=profile, segments=segments, round_name=round_name)
    forms = []
    for number, person in enumerate(people, start=1):
        form = _form_of(person, taxonomy, whole)
        file = _file_name(number, person, len(people))
        forms.append(PersonalForm(person, form, effort_of(form, taxonomy), file))
    return Plan(taxonomy, whole, tuple(forms))


def _form_of(person: Person, taxonomy: Taxonomy, whole: Assessment) -> Assessment:
    return empty(
        taxonomy.in_language(person.language),
        profile=whole.profile,
        segments=whole.segments,
        respondent=Respondent(name=person.name, role=person.role),
        scope=person.scope or frozenset(process.id for process in effort_of(whole, taxonomy).processes),
        round_name=whole.round,
    )


def idle_people(plan: Plan, file: str) -> Iterator[Finding]:
    """Yield a finding for everybody of a list who is asked about nothing that the industry has."""
    for one in plan.forms:
        if not one.effort.processes:
            facts = {"row": one.person.row, "found": one.person.name or one.person.role, "profile": plan.whole.profile}
            yield Finding(PERSON_ASKED_NOTHING, file, cell=f"A{one.person.row}", facts=facts)


def _file_name(number: int, person: Person, count: int) -> str:
    """Return a name that every system takes: a number, which alone makes it one of its own, and the person's name.

    >>> _file_name(3, Person(name='Анна "A" Пет/рова: 客户.'), 12)
    '03-Анна-A-Пет-рова-客户.xlsx'
    """
    name = unicodedata.normalize("NFC", person.name or person.role or "")
    safe = _UNSAFE.sub("-", name).strip("-. _")[:_LONGEST_NAME].rstrip("-. _")
    return f"{number:0{max(2, len(str(count)))}d}{'-' if safe else ''}{safe}.xlsx"
