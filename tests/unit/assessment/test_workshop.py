"""What a workshop agrees on, how late copies join, and what order and repetition must not change."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import Agreement, Copy, Figure, Respondent, Response, gather, score_round
from pcf.assessment.consolidation import in_order
from pcf.assessment.findings import SAME_COPY_TWICE
from pcf.assessment.identity import Names, unsigned_id
from pcf.assessment.records import Link, Unplaced
from pcf.assessment.registers import EvidenceItem, Initiative
from pcf.assessment.roles import by_role, nameless, replied_by, role_gaps, unsigned
from pcf.assessment.voices import said_by_role, told
from pcf.assessment.workshop import in_dispute_order, shown_range, workshop_form
from pcf.findings import Finding
from pcf.mapping import Placement, Practice

CODES = ["0", "1", "2", "3", "4", "5", "NA", "DK", None]
PLACES = ("6.1.1", "6.2.2", "6.2.3", "6.5.1")


def _codes(found) -> list[str]:
    return sorted(finding.code for finding in found)


def _card(six: pcf.Taxonomy, *forms, agreed=()):
    """Score a round whose workshop agreed on some levels: hierarchy id -> code."""
    form = workshop_form(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(forms)]))
    form = form.model_copy(
        update={"agreed": tuple(Agreement(element=six.by_hierarchy(place).id, answer=code) for place, code in agreed)}
    )
    return score_round(six, gather([Copy("workshop.xlsx", form)]))


@pytest.fixture
def people(filled):
    """Four respondents, each of one role, who answer the named processes differently."""
    said = (("Anna", "manager", "4"), ("Boris", "front_line", "1"), ("Chen", "front_line", "2"), ("Dina", None, "2"))
    return [
        filled("3", but={"6.2.2": code}, respondent=name, workbook_id=name).model_copy(
            update={"respondent": Respondent(name=name, role=role)}
        )
        for name, role, code in said
    ]


def test_an_agreed_level_counts_and_the_proposal_stays_beside_it(six, people) -> None:
    card = _card(six, *people, agreed=[("6.2.2", "3")])
    process = card.process("6.2.2")
    assert (process.score.score, process.layer, process.answers.proposal) == (3, "agreed", 2)
    assert (process.answers.n, process.answers.spread, process.answers.levels) == (4, 3, (1, 2, 2, 4))
    assert card.process("6.2.3").layer == "proposal"
    assert dict(card.layers) == {"agreed": 1, "proposal": 26, "answer": 0, "none": 0, "na": 0}
    assert "their proposal: 2" in str(card.explain("6.2.2"))


def test_a_workshop_without_agreements_scores_as_its_copies(six, people) -> None:
    alone = score_round(six, gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)]))
    assert _card(six, *people).to_json()["processes"] == alone.to_json()["processes"]
    assert _card(six, *people).score == alone.score


@pytest.mark.parametrize(
    ("code", "state"), [("NA", (None, False, False)), ("DK", (None, True, True)), ("0", (Fraction(0), True, False))]
)
def test_na_dk_and_zero_can_be_agreed_on(six, people, code, state) -> None:
    answers = _card(six, *people, agreed=[("6.2.2", code)]).process("6.2.2").answers
    assert (answers.level, answers.is_applicable, answers.is_unknown) == state
    assert answers.is_agreed


def test_an_open_question_alone_leaves_the_proposal(six, people) -> None:
    form = workshop_form(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)]))
    asked = Agreement(element=six.by_hierarchy("6.2.2").id, open_question="Who checks the register?")
    card = score_round(six, gather([Copy("w.xlsx", form.model_copy(update={"agreed": (asked,)}))]))
    assert (card.process("6.2.2").layer, card.process("6.2.2").score.score) == ("proposal", 2)


def test_a_dispute_about_na_ends_with_the_agreement(six, filled) -> None:
    forms = [filled("3", but={"6.2.2": code}, respondent=name) for name, code in (("A", "NA"), ("B", "2"))]
    assert "applicability-disputed" in _codes(_card(six, *forms).findings)
    assert "applicability-disputed" not in _codes(_card(six, *forms, agreed=[("6.2.2", "NA")]).findings)


def test_a_late_respondent_joins_and_nothing_agreed_is_lost(six, people, filled) -> None:
    early = workshop_form(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people[:3])]))
    agreed = (Agreement(element=six.by_hierarchy("6.2.2").id, answer="3", reason="seen", agreed_by="all"),)
    early = early.model_copy(update={"agreed": agreed})
    late = workshop_form(gather([Copy("workshop.xlsx", early), Copy("late.xlsx", people[3])]))
    assert late.agreed == agreed
    assert len(late.respondents) == 4
    assert score_round(six, gather([Copy("w", late)])).process("6.2.2").answers.n == 4
    again = workshop_form(gather([Copy("workshop.xlsx", late), Copy("late.xlsx", people[3])]))
    assert in_order(again) == in_order(late)


def test_what_the_workshop_says_of_the_whole_holds_and_late_copies_fill_its_blanks(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    first = filled("3", respondent="A", responses={"6.2.2": {"target": 4, "evidence": ("said",)}})
    late = filled("2", respondent="B", responses={"6.2.2": {"target": 5, "evidence": ("written",), "weight": 2}})
    lead = workshop_form(gather([Copy("a", first)]))
    shared = gather([Copy("w", lead), Copy("b", late)]).shared.response(place)
    assert (shared.target, shared.weight, shared.evidence) == (4, 2, ("said", "written"))
    # What is in the workshop's form was decided there: a tick taken away does not come back with its copy.
    unticked = lead.model_copy(
        update={"responses": tuple(one.model_copy(update={"evidence": ()}) for one in lead.responses)}
    )
    assert gather([Copy("w", unticked), Copy("a", first)]).shared.response(place).evidence == ()


def test_two_different_workshop_files_are_a_conflict(six, people) -> None:
    form = workshop_form(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)]))
    other = form.model_copy(update={"agreed": (Agreement(element="10388", answer="5"),)})
    assert "workshops-conflict" in _codes(gather([Copy("a.xlsx", form), Copy("b.xlsx", other)]).findings)
    others = workshop_form(gather([Copy("x", one) for one in people[:2]]))  # other people: another id
    assert "workshops-conflict" in _codes(gather([Copy("a.xlsx", form), Copy("b.xlsx", others)]).findings)
    same = gather([Copy("a.xlsx", form), Copy("b.xlsx", form)])
    assert "workshops-conflict" not in _codes(same.findings)
    assert len(same.copies) == 4


def test_a_changed_copy_of_somebody_the_workshop_knows_is_a_conflict(people, filled) -> None:
    form = workshop_form(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)]))
    changed = people[0].model_copy(update={"responses": people[0].responses[1:]})
    assert "copies-conflict" in _codes(gather([Copy("w.xlsx", form), Copy("anna.xlsx", changed)]).findings)


def test_what_the_workshop_says_of_figures_holds_against_a_late_copy(filled) -> None:
    typed = [(Figure(segment="s1", metric="service_level", value=value),) for value in (80, 90)]
    forms = [filled("3", respondent=f"r{n}", segments="A", figures=one) for n, one in enumerate(typed)]
    lead = workshop_form(gather([Copy("a", forms[0])]))
    gathered = gather([Copy("w", lead), Copy("b", forms[1])])
    assert _codes(gathered.findings) == ["late-copy-differs"]
    assert [figure.value for figure in gathered.figures] == [80]


def test_the_most_disputed_come_first(six, filled) -> None:
    codes = {"6.2.2": ("0", "5", "5", "5"), "6.2.3": ("0", "0", "5", "5"), "6.5.1": ("3", "4", "3", "4")}
    forms = [filled("3", respondent=f"r{n}", but={place: said[n] for place, said in codes.items()}) for n in range(4)]
    order = [one.element.hierarchy_id for one in in_dispute_order(_card(six, *forms))]
    assert order[:3] == ["6.2.3", "6.2.2", "6.5.1"]
    assert order[3:] == [one.hierarchy_id for one in six.processes if one.hierarchy_id not in codes]


@pytest.mark.parametrize(
    ("codes", "agreement"),
    [
        (["0", "5"], None),  # two answers are shown, not judged
        (["1", "2", "3"], None),
        (["3", "3", "3", "3"], 1.0),
        (["0", "0", "5", "5"], 0.0),
        (["2", "2", "3", "3"], 0.8),  # over the scale's five steps: an even split between neighbours is no discord
        (["2", "3", "3", "3", "DK", "NA", None], 1 - 2 * (3 / 16) ** 0.5 / 5),
    ],
)
def test_agreement_is_taken_over_the_scale_and_told_from_four_levels_on(six, filled, codes, agreement) -> None:
    forms = [filled("3", but={"6.2.2": code}, respondent=f"r{n}") for n, code in enumerate(codes)]
    answers = _card(six, *forms).process("6.2.2").answers
    assert answers.agreement == (None if agreement is None else pytest.approx(agreement))
    levels = sorted(code for code in codes if code and code.isdigit())
    low, high = levels[0], levels[-1]
    both = f"{low}, {high}" if len(levels) == 2 else f"{low}–{high}"
    assert shown_range(answers) == (low if low == high else both)


def test_few_answers_stand_side_by_side_and_many_are_counted() -> None:
    assert told(["3", "2"]) == "2  3"
    assert told([None, "DK", "NA", "0"]) == "0  DK  NA  –"
    assert told(["3"] * 5 + [None] * 2) == "3×5  –×2"


def test_roles_are_scored_alone_and_the_gap_is_of_management_and_the_front_line(six, people) -> None:
    card = _card(six, *people, agreed=[("6.2.2", "5")])
    views = by_role(card)
    assert [(view.role, view.n) for view in views] == [("manager", 1), ("front_line", 2), (None, 1)]
    first, *rest = role_gaps(card)
    assert (first.process.hierarchy_id, first.management, first.front_line, first.gap) == ("6.2.2", 4, 1, 3)
    assert all(one.gap == 0 for one in rest)
    assert role_gaps(_card(six, people[0], people[3])) == ()


def test_names_are_dropped_and_small_roles_merged(six, filled) -> None:
    roles = ["manager", "specialist", *["front_line"] * 4]
    forms = [
        filled("3", but={"6.2.2": str(n)}, responses={}).model_copy(
            update={"respondent": Respondent(name=f"Name {n}", role=role), "workbook_id": f"book{n}"}
        )
        for n, role in enumerate(roles)
    ]
    gathered = gather([Copy(f"Name {n}.xlsx", form) for n, form in enumerate([*forms, forms[0]])])
    assert "Name" in str(gathered.findings)
    unsigned = nameless(gathered)
    assert "Name" not in str(unsigned)
    # The two of small roles would stand alone together, so the front line is merged with them.
    assert [view.role for view in by_role(score_round(six, unsigned))] == [None]
    before, after = (score_round(six, one).to_json() for one in (gathered, unsigned))
    assert before["score"] == after["score"]
    assert [one["score"] for one in before["processes"]] == [one["score"] for one in after["processes"]]
    seven = gather([*gathered.copies, Copy("x", forms[0].model_copy(update={"workbook_id": "another"}))])
    assert {view.role: view.n for view in by_role(score_round(six, nameless(seven)))} == {"front_line": 4, None: 3}


def test_of_a_nameless_role_fewer_than_three_answers_are_not_told(six, filled) -> None:
    def form(number: int, is_asked: bool):
        said = {"6.2.2": {"is_asked": is_asked, "answer": str(number) if is_asked else None}}
        return filled("3", responses=said, workbook_id=f"b{number}").model_copy(
            update={"respondent": Respondent(name=f"n{number}", role="front_line")}
        )

    forms = [form(number, number < 2) for number in range(5)]
    card = score_round(six, nameless(gather([Copy(f"{n}", one) for n, one in enumerate(forms)])))
    assert said_by_role(card.process("6.2.2").answers) == {}
    assert said_by_role(card.process("6.2.3").answers) == {"front_line": "3  3  3  3  3"}
    assert six.by_hierarchy("6.2.2").id not in by_role(card)[0].levels


def test_a_nameless_copy_is_known_again_when_its_file_comes_back(six, people) -> None:
    unsigned = workshop_form(nameless(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)])))
    again = gather([Copy("workshop.xlsx", unsigned), Copy("anna.xlsx", people[0])])
    assert len(again.copies) == 4
    assert _codes(again.findings) == ["same-copy-twice"]


def test_an_agreed_na_and_an_agreed_level_settle_what_applies_for_every_role(six, people, filled) -> None:
    card = _card(six, *people, agreed=[("6.2.2", "NA"), ("6.2.3", "5")])
    assert "6.2.2" not in {one.process.hierarchy_id for one in role_gaps(card)}
    assert all(six.by_hierarchy("6.2.2").id not in view.levels for view in by_role(card))
    assert {view.levels[six.by_hierarchy("6.2.3").id] for view in by_role(card)} == {3}
    # Two said NA, the workshop agreed on a level: then what was not answered counts as not answered.
    forms = [filled("3", but={"6.2.2": "NA"}, respondent=name) for name in "AB"]
    card = _card(six, *forms, agreed=[("6.2.2", "1")])
    alone = score_round(six, replied_by(card.round, card.round.copies))
    assert (alone.process("6.2.2").score.applicable, alone.process("6.2.2").score.score) == (1, None)


def test_nameless_forms_name_no_owner_and_bear_no_id_of_a_personal_workbook(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    left = (
        Unplaced(edition="7.4", agreement=Agreement(element=place, answer="3", agreed_by="Ann and Boris")),
        Unplaced(edition="7.4", response=Response(element=place, answer="3", performed_by="Ann")),
    )
    decided = Placement(element=place, decision="accepted", reviewer="Ann", reason="seen")
    owned = {
        "evidence": (EvidenceItem(id="e", title="x", owner="ann, Sales"),),
        "initiatives": (
            Initiative(id="i", title="x", owner="Head of sales, Ann"),
            Initiative(id="j", title="x", owner="Annual planning"),
        ),
        "practices": (Practice(id="p", text="x", owner="Ann", placements=(decided,)),),
        "unplaced": (
            *left,
            Unplaced(edition="7.4", link=Link(kept_in="practices", id="p", element=place, placement=decided)),
        ),
    }
    said = {
        "6.2.2": {"performed_by": "Ann (contractor)", "comment": "Ann does it"},
        "6.2.3": {"performed_by": "Planning"},
    }
    forms = [
        filled("3", respondent=name, workbook_id=f"book {name}", responses=said, **owned) for name in ("Ann", "Boris")
    ]
    lead = workshop_form(gather([Copy(f"{n}", form) for n, form in enumerate(forms)]))
    for gathered in (gather([Copy(f"{n}", form) for n, form in enumerate(forms)]), gather([Copy("w", lead)])):
        unsigned = nameless(gathered)
        for form in (unsigned.shared, *(copy.assessment for copy in unsigned.copies)):
            text = form.model_dump_json()
            assert text.count("Ann") == text.count("Annual") + text.count("Ann does it")
            assert "Boris" not in text and "book " not in text
            assert form.response(six.by_hierarchy("6.2.3").id).performed_by == "Planning"
            assert len(form.unplaced) == 3
            (kept,) = (one.link.placement for one in form.unplaced if one.link)
            for one in (form.practices[0].placements[0], kept):
                assert one == decided.model_copy(update={"reviewer": ""})
        salt = unsigned.shared.workbook_id
        ids = {copy.assessment.workbook_id for copy in unsigned.copies}
        assert ids == {unsigned_id(f"book {name}", salt) for name in ("Ann", "Boris")}
        again = nameless(gather([Copy("w", workshop_form(unsigned))]))
        assert {copy.assessment.workbook_id for copy in again.copies} == ids


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("王芳", True), ("王芳（经理）", True), ("王芳芳", False), ("客服总监欧阳明远", True), ("Ann", True), ("ANN, sales", True),
        ("Annual", False), ("Joann", False), ("Ann2", False), ("01_ann.xlsx", True), ("Li\u00a0 Wei", True), ("", False),
        ("Jo (HR)", True), ("Jo", False),
    ],
)  # fmt: skip
def test_names_are_found_as_whole_words(text, is_named) -> None:
    assert Names(["Ann", "王芳", "欧阳明远", "li wei", "Jo (HR)", " "]).stand_in(text) is is_named
    assert not Names([]).stand_in(text)


def test_findings_lose_names_and_no_words_that_only_look_like_them(filled) -> None:
    gathered = gather([Copy("li.xlsx", filled("3", respondent="Li"))])
    facts = {"element": "6.2.2 Li", "segment": "Li", "metric": "Li", "initiative": "Li", "found": ["Life", "Li, Wei"]}
    (told,) = unsigned([Finding(SAME_COPY_TWICE, "li.xlsx", facts=facts)], gathered)
    assert (told.file, told.facts) == ("", facts | {"found": ["Life", "–"]})


def test_the_register_of_evidence_supports_levels(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    kinds = [
        EvidenceItem(id=f"e{n}", title="x", kind=kind, processes=(place,))
        for n, kind in enumerate(("written", "shown"))
    ]
    plain, with_register = (
        score_round(six, gather([Copy("a", filled("4", evidence=items))])).process("6.2.2")
        for items in ((), tuple(kinds))
    )
    assert (plain.supported, with_register.supported) == (1, 3)


answers = st.fixed_dictionaries({place: st.sampled_from(CODES) for place in PLACES})
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(st.lists(answers, min_size=1, max_size=4), st.dictionaries(st.sampled_from(PLACES), st.sampled_from(CODES[:8])))
def test_consolidation_does_not_depend_on_order_and_is_idempotent(six, filled, said, agreed) -> None:
    forms = [filled("3", but=one, respondent=f"r{n}", workbook_id=f"b{n}") for n, one in enumerate(said)]
    copies = [Copy(f"{n}.xlsx", form) for n, form in enumerate(forms)]
    made = [in_order(workshop_form(gather(order))) for order in list(permutations(copies))[:6]]
    assert all(one == made[0] for one in made)
    settled = tuple(Agreement(element=six.by_hierarchy(place).id, answer=code) for place, code in agreed.items())
    form = made[0].model_copy(update={"agreed": settled})
    again = workshop_form(gather([Copy("w.xlsx", form), *copies]))
    assert in_order(again) == in_order(form)
    cards = [score_round(six, gather(inputs)) for inputs in ([Copy("w.xlsx", form)], [*copies, Copy("w.xlsx", form)])]
    assert cards[0].to_json()["processes"] == cards[1].to_json()["processes"]


@few
@given(st.lists(answers, min_size=1, max_size=5))
def test_a_respondent_who_says_what_the_others_propose_moves_nothing(six, filled, said) -> None:
    forms = [filled("3", but=one, respondent=f"r{n}", workbook_id=f"b{n}") for n, one in enumerate(said)]
    before = _card(six, *forms)
    proposed = {
        one.element.hierarchy_id: None if one.answers.proposal is None else str(int(one.answers.proposal))
        for one in before.processes
    }
    after = _card(six, *forms, filled("3", but=proposed, respondent="last", workbook_id="last"))
    assert [one.answers.proposal for one in after.processes] == [one.answers.proposal for one in before.processes]
    assert after.score.score == before.score.score


def test_a_late_not_applicable_takes_no_level_away(six, filled) -> None:
    early = [filled("3", but={"6.2.2": code}, respondent=name) for name, code in (("A", "3"), ("B", "2"))]
    late = filled("3", but={"6.2.2": "NA"}, respondent="C", responses={})
    lead = workshop_form(gather([Copy(name, form) for name, form in zip("ab", early, strict=True)]))
    together, added = (
        score_round(six, gather([Copy(str(n), form) for n, form in enumerate(forms)])).process("6.2.2")
        for forms in ([*early, late], [lead, late])
    )
    assert (together.score.score, together.answers.is_applicable) == (2, True)
    assert (added.score.score, added.answers.is_applicable) == (2, True)
    nobody = [filled("3", but={"6.2.2": None}, respondent="A")]
    lead = workshop_form(gather([Copy("a", form) for form in nobody]))
    assert not score_round(six, gather([Copy("w", lead), Copy("c", late)])).process("6.2.2").answers.is_applicable


def test_an_entry_of_a_register_that_a_late_copy_tells_otherwise_stays_as_the_workshop_has_it(filled) -> None:
    entries = [(Initiative(id="i1", title="one", state=state),) for state in ("running", "planned")]
    lead = workshop_form(gather([Copy("a", filled("3", respondent="A", initiatives=entries[0]))]))
    gathered = gather([Copy("w", lead), Copy("b", filled("3", respondent="B", initiatives=entries[1]))])
    assert gathered.shared.initiatives == entries[0]
    assert [(one.code, one.file, one.found) for one in gathered.findings] == [("late-copy-differs", "b", "i1")]


def test_one_name_on_two_forms_is_told(filled) -> None:
    forms = [
        filled("3", respondent=name, workbook_id=book) for name, book in (("Anna", "x"), ("anna ", "y"), ("", "z"))
    ]
    (told,) = gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(forms)]).findings
    assert (told.code, told.file) == ("namesakes", "0.xlsx, 1.xlsx")


def test_one_answer_among_several_respondents_is_no_proposal(six, filled) -> None:
    forms = [
        filled("3", but={"6.2.2": code, "6.5.5": "NA"}, respondent=name) for name, code in (("A", "2"), ("B", None))
    ]
    card = _card(six, *forms)
    assert card.process("6.2.2").layer == "answer"
    assert dict(card.layers) == {"agreed": 0, "proposal": 25, "answer": 1, "none": 0, "na": 1}


def test_a_corrected_copy_of_somebody_nameless_is_told(six, people) -> None:
    unsigned = workshop_form(nameless(gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(people)])))
    corrected = people[0].model_copy(update={"responses": people[0].responses[1:]})
    gathered = gather([Copy("workshop.xlsx", unsigned), Copy("anna.xlsx", corrected)])
    assert "nameless-twin" in _codes(gathered.findings)
    assert len(gathered.copies) == 5
