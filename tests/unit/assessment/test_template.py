from __future__ import annotations

import pytest

import pcf
from pcf.assessment import (
    Assessment,
    EvidenceItem,
    Figure,
    Initiative,
    Link,
    Observation,
    Organisation,
    Respondent,
    Response,
    Segment,
    Tick,
    Unplaced,
    template,
)
from pcf.errors import BadOptionError, NoPlaceError, UnknownElementError
from pcf.excel import read_workbook, write_workbook
from pcf.mapping import Practice
from pcf.rounds.carrying import carry_over

PROFILES = ("all", "bank", "telecom", "retail", "manufacturing", "software", "public")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A;B;C", [("s1", "A"), ("s2", "B"), ("s3", "C")]),
        (" A ; B ;; ", [("s1", "A"), ("s2", "B")]),
        ("retail=Частные лица;sme=Малый бизнес", [("retail", "Частные лица"), ("sme", "Малый бизнес")]),
        ("retail = Розница ;B", [("retail", "Розница"), ("s2", "B")]),
        ("a=b=c", [("a", "b=c")]),
        ("", []),
        (" ; ", []),
    ],
)
def test_segments_are_read_with_own_or_given_ids(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(segment.id, segment.name) for segment in template.parse_segments(text)] == wanted


@pytest.mark.parametrize("text", ["Retail=A", "розница=A", "a=", "=A", "a=A;a=B", "s2=A;B", "a b=C", "1=A"])
def test_segments_with_wrong_or_repeated_ids_are_refused(text: str) -> None:
    with pytest.raises(BadOptionError) as caught:
        template.parse_segments(text)
    assert caught.value.facts["option"] == "--segments"


def _places(six: pcf.Taxonomy, ids: frozenset[str]) -> list[str]:
    return sorted(six[element_id].hierarchy_id or "" for element_id in ids)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6.5.2", ["6.5.2"]),
        ("10402", ["6.5.2"]),
        ("6.2", ["6.2.1", "6.2.2", "6.2.3", "6.2.4", "6.2.5"]),
        ("6.2.1, 6.5.2;10388 6.2.1", ["6.2.1", "6.2.2", "6.5.2"]),
        ("", []),
    ],
)
def test_a_scope_names_processes(six: pcf.Taxonomy, text: str, wanted: list[str]) -> None:
    assert _places(six, template.parse_scope(text, six)) == wanted


def test_the_whole_category_is_every_process(six: pcf.Taxonomy) -> None:
    assert len(template.parse_scope("6.0", six)) == 27


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("6.2.2.1", BadOptionError),
        ("20109", BadOptionError),
        ("6.9", UnknownElementError),
        ("service", UnknownElementError),
        ("14195", NoPlaceError),
    ],
)
def test_a_scope_that_names_no_process_is_refused(six: pcf.Taxonomy, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        template.parse_scope(text, six)


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "7.4", "8.0"])
@pytest.mark.parametrize("profile", PROFILES)
def test_an_empty_form_asks_about_every_process(edition: str, profile: str) -> None:
    model = pcf.load(edition, "ru")
    made = template.empty(model, profile=profile, segments=template.parse_segments("A;B"))
    assert [response.element for response in made.responses] == [process.id for process in model.processes]
    assert {response.answer for response in made.responses} <= {None, "NA"}
    assert all(bool(response.reason) == (response.answer == "NA") for response in made.responses)
    assert all("[en]" not in response.reason for response in made.responses)
    ticked = [tick.item for tick in made.ticks]
    assert [item for item in ticked if "." not in item] == [element.id for element in model if element.level == 4]
    statements = [one.id for process in model.processes if process.rubric for one in process.rubric.statements]
    assert [item for item in ticked if "." in item] == statements
    core = [metric.id for metric in template.core_metrics(model, profile)]
    assert [(figure.segment, figure.metric) for figure in made.figures] == [
        (segment, metric) for segment in ("s1", "s2") for metric in core
    ]
    assert not any(figure.is_filled for figure in made.figures)
    assert Assessment.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("profile", PROFILES)
def test_the_core_set_is_small_and_in_the_order_of_the_elements(six: pcf.Taxonomy, profile: str) -> None:
    core = template.core_metrics(six, profile)
    assert 16 <= len(core) <= 18
    assert {metric.id for metric in core} == set(template.profile_of(six, profile).core_metrics)
    assert list(core) == [metric for metric in six.metrics if metric in core]


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_of_the_core_set_an_edition_asks_for_what_its_elements_have(edition: str) -> None:
    model = pcf.load(edition)
    for profile in PROFILES:
        core = template.core_metrics(model, profile)
        assert core
        assert all(metric.element in model for metric in core)


def test_an_unknown_industry_has_no_core_set(six: pcf.Taxonomy) -> None:
    with pytest.raises(BadOptionError, match="manufacturing"):
        template.core_metrics(six, "hotel")


def test_a_bank_is_proposed_what_banks_do_not_have(six: pcf.Taxonomy) -> None:
    made = template.empty(six, profile="bank")
    absent = {six[response.element].hierarchy_id for response in made.responses if response.answer == "NA"}
    assert "6.4.1" in absent
    assert "6.2.3" not in absent


def test_an_unknown_profile_names_those_that_are(six: pcf.Taxonomy) -> None:
    with pytest.raises(BadOptionError, match="manufacturing"):
        template.empty(six, profile="hotel")


def test_outside_the_scope_nothing_is_asked(six: pcf.Taxonomy) -> None:
    made = template.empty(six, scope=template.parse_scope("6.2", six))
    assert [six[r.element].hierarchy_id for r in made.responses if r.is_asked] == [f"6.2.{n}" for n in range(1, 6)]


def test_two_forms_are_never_taken_for_copies_of_one(six: pcf.Taxonomy) -> None:
    assert template.empty(six).workbook_id != template.empty(six).workbook_id


def _old(edition: str, **fields: object) -> Assessment:
    return template.empty(pcf.load(edition)).model_copy(update=fields)


def test_everything_comes_along_within_one_edition(six: pcf.Taxonomy, filled) -> None:
    said = {"6.2.2": {"evidence": ("said",), "target": 4, "weight": 2, "comment": "c"}}
    old = filled(
        "3",
        round="2025-Q4",
        responses=said,
        segments="A",
        respondent="Anna",
        profile="bank",
        ticks=(Tick(item="10394", state="partly", note="n"),),
        practices=(Practice(id="p1", text="We answer.", elements=("10388",)),),
        figures=(Figure(segment="s1", metric="service_level", target=80),),
        organisation=Organisation(name="Meridian", currency="RUB"),
    )
    fresh = template.empty(six, round_name="2026-Q4")
    carried, findings = carry_over(old, fresh, six)
    assert findings == []
    assert carried.responses == old.responses
    assert (carried.organisation, carried.practices, carried.segments) == (
        old.organisation,
        old.practices,
        old.segments,
    )
    assert (carried.respondent, carried.profile) == (old.respondent, "bank")
    assert old.ticks[0] in carried.ticks
    assert len(carried.ticks) == len(fresh.ticks)
    assert old.figures[0] in carried.figures
    assert (carried.round, carried.workbook_id) == ("2026-Q4", fresh.workbook_id)


def test_an_answer_that_the_new_edition_does_not_ask_for_is_reported() -> None:
    new = pcf.load("8.0", "ru")
    old = _old("7.4", responses=(Response(element="20089", answer="3"), Response(element="10388", answer="2")))
    carried, (lost,) = carry_over(old, template.empty(new), new)
    assert lost.code == "not-carried-over"
    assert lost.found.startswith("20089 ")
    assert len(lost.found) > len("20089 ")
    assert carried.response("10388").answer == "2"
    assert carried.edition == "8.0"


@pytest.mark.parametrize(
    "said",
    [
        {"target": 4},
        {"evidence": ("said",)},
        {"comment": "see minutes"},
        {"evidence_note": "folder 7"},
        {"weight": 2},
        {"performed_by": "Contractor"},
        {"reason": "next year"},
    ],
)
def test_whatever_was_said_beside_a_blank_answer_is_reported_too(said: dict[str, object]) -> None:
    new = pcf.load("8.0")
    old = _old("7.4", responses=(Response.model_validate({"element": "20089"} | said),))
    _, findings = carry_over(old, template.empty(new), new)
    assert [finding.code for finding in findings] == ["not-carried-over"]


@pytest.mark.parametrize("said", [{"weight": 2}, {"performed_by": "Contractor"}, {"reason": "next year"}])
def test_whatever_was_said_beside_a_blank_answer_comes_along(six: pcf.Taxonomy, said: dict[str, object]) -> None:
    old = _old("7.4", responses=(Response.model_validate({"element": "10388"} | said),))
    carried, findings = carry_over(old, template.empty(six), six)
    assert (carried.response("10388"), findings) == (old.responses[0], [])


def test_a_proposed_na_stays_where_the_old_form_has_no_answer(six: pcf.Taxonomy) -> None:
    fresh = template.empty(six, profile="bank")
    proposed = next(response for response in fresh.responses if response.answer == "NA")
    for answer, expected in ((None, proposed.answer), ("3", "3")):
        old = _old("7.4", responses=(Response(element=proposed.element, answer=answer, weight=2),))
        carried = carry_over(old, fresh, six)[0].response(proposed.element)
        assert (carried.answer, carried.weight) == (expected, 2)
        assert bool(carried.reason) == (answer is None)


def test_practices_of_a_list_are_added_and_replace_those_of_the_same_text(six: pcf.Taxonomy) -> None:
    ours = (Practice(id="p1", text="We answer."), Practice(id="p2", text="We call."))
    theirs = (Practice(id="p2", text="We call.", elements=("10388",)), Practice(id="p3", text="We write."))
    kept = Unplaced(edition="7.0", link=Link(kept_in="practices", id="p3", element="12669"))
    more = Assessment(practices=theirs, unplaced=(kept,), organisation=Organisation(name="Acme"))
    form = template.with_practices(template.empty(six, practices=ours), more)
    assert form.practices == (ours[0], *theirs)
    assert (form.unplaced, form.organisation.name) == ((kept,), "Acme")


def test_an_id_of_two_texts_is_refused(six: pcf.Taxonomy) -> None:
    ours, theirs = (Practice(id="p1", text=text) for text in ("We answer.", "We call."))
    with pytest.raises(BadOptionError, match="--practices: p1"):
        template.with_practices(template.empty(six, practices=(ours,)), Assessment(practices=(theirs,)))


def test_a_practice_loses_links_that_the_new_edition_does_not_have_and_each_is_told(tmp_path) -> None:
    new = pcf.load("8.0", "ru")
    practice = Practice(id="p1", text="We answer.", elements=("10388", "20089", "20109"))
    carried, findings = carry_over(_old("7.4", practices=(practice,)), template.empty(new), new)
    assert carried.practices == (Practice(id="p1", text="We answer.", elements=("10388",)),)
    assert [finding.code for finding in findings] == ["practice-link-not-carried-over"] * 2
    assert [finding.found.split()[0] for finding in findings] == ["20089", "20109"]
    write_workbook(tmp_path / "new.xlsx", carried, lang="ru")
    assert read_workbook(tmp_path / "new.xlsx").practices == carried.practices


def test_a_note_beside_an_activity_that_is_gone_is_told(six: pcf.Taxonomy) -> None:
    old = _old("8.0", ticks=(Tick(item="10388", note="once an activity"),))
    _, (told,) = carry_over(old, template.empty(six), six)
    assert (told.code, told.found.split()[0]) == ("not-carried-over", "10388")


def test_blank_rows_that_are_gone_are_no_loss() -> None:
    new = pcf.load("8.0")
    _, findings = carry_over(_old("7.4"), template.empty(new), new)
    assert findings == []


@pytest.mark.parametrize(("old", "new"), [("6.1.1", "7.4"), ("7.0", "7.2.1"), ("7.4", "8.0"), ("8.0", "7.0")])
def test_across_editions_every_answer_is_carried_or_reported(old: str, new: str) -> None:
    source, target = pcf.load(old), pcf.load(new)
    form = _old(
        old,
        responses=tuple(Response(element=process.id, answer="3") for process in source.processes),
        ticks=tuple(Tick(item=e.id, state="in_place") for e in source if e.level == 4),
    )
    carried, findings = carry_over(form, template.empty(target), target)
    kept = {r.element for r in carried.responses if r.answer} | {t.item for t in carried.ticks if t.state}
    lost = [finding.found.split()[0] for finding in findings if finding.code == "not-carried-over"]
    changed = [finding.found.split()[0] for finding in findings if finding.code == "meaning-changed"]
    assert changed == (["10395"] if (old, new) == ("6.1.1", "7.4") else [])
    said = [r.element for r in form.responses] + [tick.item for tick in form.ticks]
    assert sorted([*kept, *lost]) == sorted(said)


def test_own_segments_and_respondent_of_the_new_form_stay(six: pcf.Taxonomy, filled) -> None:
    old = filled("3", segments="a=A;b=B", respondent="Anna", figures=(
        Figure(segment="a", metric="service_level", target=80),
        Figure(segment="b", metric="service_level", target=70),
    ))  # fmt: skip
    fresh = template.empty(six, segments=template.parse_segments("a=A2;c=C"), respondent=Respondent(name="Boris"))
    carried, findings = carry_over(old, fresh, six)
    assert carried.segments == (Segment(id="a", name="A2"), Segment(id="c", name="C"))
    assert carried.respondent.name == "Boris"
    assert {figure.segment for figure in carried.figures} == {"a", "c"}
    assert len(carried.figures) == len(fresh.figures)
    assert next(one for one in carried.figures if (one.segment, one.metric) == ("a", "service_level")).target == 80
    assert [(finding.code, finding.found) for finding in findings] == [("segment-not-carried-over", "B")]


def test_a_new_scope_holds_whatever_the_old_one_was(six: pcf.Taxonomy, filled) -> None:
    fresh = template.empty(six, scope=template.parse_scope("6.2", six))
    carried, _ = carry_over(filled("3"), fresh, six)
    assert {response.answer for response in carried.responses if response.is_asked} == {"3"}
    assert {response.answer for response in carried.responses if not response.is_asked} == {None}
    assert sum(response.is_asked for response in carried.responses) == 5


def test_registers_come_along_with_their_ids_and_lose_only_what_the_new_form_does_not_have(tmp_path) -> None:
    new = pcf.load("6.1.1", "ru")
    shown = EvidenceItem(id="e7", title="Log", kind="shown", processes=("10388", "20089"))
    seen = Observation(id="late", text="Late", segment="gone", evidence=("e7",), processes=("10388",))
    done = Initiative(id="i1", title="Route", state="done", metric="service_level", expected_value=85, segment="kept")
    next_one = Initiative(id="i2", title="Promise", metric="107293", depends_on=("i1",), expected_value=3, note="n")
    assert "107293" not in {metric.id for metric in new.metrics}
    segments = (Segment(id="kept", name="Kept"), Segment(id="gone", name="Gone"))
    registers = {"evidence": (shown,), "observations": (seen,), "initiatives": (done, next_one)}
    fresh = template.empty(new, segments=segments[:1], round_name="2027")
    carried, findings = carry_over(_old("7.4", segments=segments, **registers), fresh, new)
    assert carried.evidence == (shown.model_copy(update={"processes": ("10388",)}),)
    assert carried.observations == (seen.model_copy(update={"segment": None}),)
    assert carried.initiatives == (done, next_one.model_copy(update={"metric": None, "expected_value": None}))
    cut = [one for one in findings if one.code == "register-link-not-carried-over"]
    assert {(one.found.partition(" ")[0], one.facts["entry"].partition(" ")[0]) for one in cut} == {
        ("20089", "e7"),
        ("gone", "late"),
        ("107293", "i2"),
    }
    write_workbook(tmp_path / "new.xlsx", carried, lang="ru")
    again = read_workbook(tmp_path / "new.xlsx")
    assert (again.evidence, again.observations, again.initiatives) == (
        carried.evidence, carried.observations, carried.initiatives,
    )  # fmt: skip
