"""Several filled copies into one set of answers, with what they disagree on and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pcf.assessment import findings as kinds
from pcf.assessment.identity import unsigned_id
from pcf.assessment.records import Assessment, Copy, Figure, Organisation, PastRound, Respondent, Segment
from pcf.assessment.shared import shared_form, with_late
from pcf.assessment.shared_loops import loops_in_order
from pcf.findings import Finding
from pcf.ids import sort_key
from pcf.maturity import Policy

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Round:
    """All copies of one round as one: the input of the scorecard.

    Attributes:
        copies: One a respondent.
        shared: What holds for the whole: the form of the workshop, or made of all copies.
        findings: What they disagree on.
    """

    copies: tuple[Copy, ...]
    shared: Assessment
    findings: tuple[Finding, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.shared.segments

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.shared.figures

    @property
    def policies(self) -> tuple[Policy, ...]:
        """How processes combine, as the forms say: one way if all that say so agree."""
        if self.shared.is_workshop:
            return (self.shared.policy,) if self.shared.policy else ()
        return tuple(sorted({copy.assessment.policy for copy in self.copies if copy.assessment.policy}))

    @property
    def history(self) -> tuple[PastRound, ...]:
        """Earlier rounds, from the first copy that knows of any."""
        return self.shared.history

    @property
    def edition(self) -> str:
        return self.shared.edition

    def taxonomy(self, lang: str | None = None) -> Taxonomy:
        """Return the model that the round stands on, with the own elements of every organisation that a form names.

        Raises:
            UnknownExtensionError: An organisation's folder was not loaded.
        """
        return self.shared.taxonomy(lang)

    @property
    def name(self) -> str:
        """The round's name, such as ``2026-Q4``; empty if no copy has one."""
        return self.shared.round

    @property
    def organisation(self) -> Organisation:
        return self.shared.organisation

    @property
    def is_nameless(self) -> bool:
        """Whether names were dropped, so that no name of a person may be shown."""
        return any(copy.assessment.respondent.is_nameless for copy in self.copies)


def gather(copies: Sequence[Copy], edition: str | None = None) -> Round:
    """Put copies together: equal ones count once, contradictions become findings.

    A workshop's form brings the copies of its respondents along; what it says of the whole
    holds, and what it leaves blank is filled from copies that are not among its own. The order
    of the files does not matter for any number. Of one form on several editions one counts.

    Args:
        copies: At least one.
        edition: Which counts of a form that was carried; where it is not on it, and by default, the latest.
    """
    current, carried = _current(copies, edition)
    workshops, people = _parted(current)
    kept, found = _distinct(people, workshops[0].assessment.workbook_id if workshops else "")
    found += carried
    found += _contradicting(workshops)
    forms = [copy.assessment for copy in kept]
    found += [*_differences([*forms, *(copy.assessment for copy in workshops)]), *_namesakes(kept)]
    if not workshops:
        shared, faults = shared_form(kept)
        if len(policies := sorted({form.policy for form in forms if form.policy})) > 1:
            found.append(Finding(kinds.POLICIES_DIFFER, facts={"found": policies}))
    else:
        lead = workshops[0].assessment
        held = {id(form) for form in lead.respondents}
        shared, faults = with_late(lead, [copy for copy in kept if id(copy.assessment) not in held])
        shared = shared.model_copy(update={"respondents": tuple(forms)})
    return Round(kept, shared, (*found, *faults))


def _current(copies: Sequence[Copy], edition: str | None) -> tuple[list[Copy], list[Finding]]:
    """Leave out of each form what stands on another edition than the copy that counts; a note names it."""
    held = [Copy(copy.file, form) for copy in copies for form in copy.assessment.respondents]
    if len({copy.assessment.edition for copy in (*copies, *held)}) == 1:
        return list(copies), []
    current: list[Copy] = []
    found = []
    for copy in copies:
        form = copy.assessment
        same = [one for one in (*copies, *held) if one is copy or (form.workbook_id and _is_one_form(one, copy))]
        editions = {one.assessment.edition for one in same}
        counts = edition if edition in editions else max(editions, key=sort_key)
        if form.edition == counts:
            current.append(copy)
        else:
            facts = {"found": copy.file, "edition": counts}
            found.append(Finding(kinds.COPY_OF_OTHER_EDITION, copy.file, facts=facts))
    return current, found


def _contradicting(workshops: Sequence[Copy]) -> Iterator[Finding]:
    """Yield the workbooks of workshops beside the first: there can be one of a round."""
    for copy in workshops[1:]:
        is_same = in_order(copy.assessment) == in_order(workshops[0].assessment)
        kind = kinds.SAME_COPY_TWICE if is_same else kinds.WORKSHOPS_CONFLICT
        yield Finding(kind, copy.file, facts={"found": copy.file})


def _namesakes(kept: Sequence[Copy]) -> Iterator[Finding]:
    """Yield the names that stand in two forms: one person may have filled two templates."""
    named: dict[tuple[str, str], list[Copy]] = {}
    for copy in kept:
        form = copy.assessment
        named.setdefault((form.respondent.name.strip().casefold(), form.round), []).append(copy)
    for (name, _), forms in named.items():
        if name and len(forms) > 1:
            files = ", ".join(dict.fromkeys(copy.file for copy in forms))
            yield Finding(kinds.NAMESAKES, files, facts={"found": forms[0].assessment.respondent.name})


def _parted(copies: Sequence[Copy]) -> tuple[list[Copy], list[Copy]]:
    """Return the forms of workshops, and those of respondents: first those that a workshop's form holds."""
    ordered = sorted(copies, key=lambda copy: (copy.file, copy.assessment.model_dump_json()))
    workshops = [copy for copy in ordered if copy.assessment.is_workshop]
    people = [Copy(copy.file, form) for copy in workshops for form in copy.assessment.respondents]
    return workshops, people + [copy for copy in ordered if not copy.assessment.is_workshop]


def _distinct(copies: Iterable[Copy], salt: str) -> tuple[tuple[Copy, ...], list[Finding]]:
    """Return every form once; one that stands in two versions is a conflict.

    Args:
        copies: Of a workshop whose names were dropped, its own come first.
        salt: The id of that workshop's form, by which its copies are known again.
    """
    found: list[Finding] = []
    kept: list[Copy] = []
    for copy in copies:
        one = copy.assessment
        twins = _nameless_twins(one, kept, salt)
        other = next((earlier for earlier in kept if _is_one_form(earlier, copy)), None)
        if any(_is_same(twin, one) for twin in twins):
            found.append(Finding(kinds.SAME_COPY_TWICE, copy.file, facts={"found": copy.file}))
        elif other is None:
            kept.append(copy)
            if twins:
                found.append(Finding(kinds.NAMELESS_TWIN, copy.file, facts={"found": copy.file}))
        elif _is_same(other.assessment, one):
            found.append(Finding(kinds.SAME_COPY_TWICE, copy.file, facts={"found": copy.file}))
        elif not one.workbook_id:
            kept.append(copy)  # two forms that only share a file name
        else:
            facts = {"found": copy.file, "respondent": one.respondent.name or "–", "round": one.round or "–"}
            found.append(Finding(kinds.COPIES_CONFLICT, copy.file, facts=facts))
    return tuple(kept), found


def _is_one_form(one: Copy, other: Copy) -> bool:
    """Whether two copies are of one form: by workbook, respondent and round; without a workbook id by file."""

    def key(copy: Copy) -> tuple[str, ...]:
        form = copy.assessment
        form_id = ("id", form.workbook_id) if form.workbook_id else ("file", copy.file)
        return (*form_id, form.respondent.name, form.respondent.alias, form.round)

    return key(one) == key(other) and bool(one.assessment.workbook_id or one.file)


def _nameless_twins(one: Assessment, kept: Iterable[Copy], salt: str) -> list[Assessment]:
    """Return the forms without a name that may have come from the same file as one with a name."""
    if one.respondent.is_nameless:
        return []
    alias = unsigned_id(one.workbook_id, salt)
    forms = [copy.assessment for copy in kept if copy.assessment.respondent.is_nameless]
    return [form for form in forms if (form.workbook_id, form.round) == (alias, one.round)]


def in_order(form: Assessment) -> Assessment:
    """Return what a form says, whatever its language and however its rows were sorted."""
    return form.model_copy(
        update={
            "language": "en",
            "segments": tuple(sorted(form.segments, key=lambda one: one.id)),
            "figures": tuple(sorted(form.figures, key=lambda one: (one.segment, one.metric))),
            **{
                register: tuple(sorted(getattr(form, register), key=lambda one: one.id))
                for register in ("practices", "evidence", "observations", "initiatives")
            },
            **{
                said: tuple(sorted(getattr(form, said), key=lambda one: one.element))
                for said in ("responses", "agreed", "group_weights")
            },
            "ticks": tuple(sorted(form.ticks, key=lambda one: one.item)),
            "respondents": tuple(in_order(one) for one in form.respondents),
            **loops_in_order(form),
        }
    )


def _is_same(one: Assessment, other: Assessment) -> bool:
    """Whether two forms say the same; who says it is left out where the name was dropped."""
    if one.respondent.is_nameless or other.respondent.is_nameless:
        unsigned = {"respondent": Respondent(), "workbook_id": ""}
        one, other = (form.model_copy(update=unsigned) for form in (one, other))
    return in_order(one) == in_order(other)


def _differences(forms: Sequence[Assessment]) -> list[Finding]:
    found = []
    editions = sorted({form.edition for form in forms})
    if len(editions) > 1:
        found.append(Finding(kinds.EDITIONS_DIFFER, facts={"found": editions}))
    owners = {owner for form in forms for owner in form.extensions}
    if partly := sorted(one for one in owners if any(one not in form.extensions for form in forms)):
        found.append(Finding(kinds.EXTENSIONS_DIFFER, facts={"found": partly}))
    names = sorted({form.organisation.name for form in forms if form.organisation.name})
    currencies = sorted({form.organisation.currency for form in forms if form.organisation.currency})
    for values in (names, currencies):
        if len(values) > 1:
            found.append(Finding(kinds.ORGANISATIONS_DIFFER, facts={"found": values}))
    rounds = sorted({form.round for form in forms if form.round})
    if len(rounds) > 1:
        found.append(Finding(kinds.ROUNDS_DIFFER, facts={"found": rounds}))
    return found
