"""The scripts of the self-assessment in a page without anything else, and forms to put into them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from playwright.sync_api import Page

from pcf.assessment import Assessment, GroupWeight, Respondent, Response, Tick
from pcf.assessment.records import Organisation
from pcf.ids import Language
from pcf.maturity import POLICIES
from pcf.site import SiteModel
from pcf.site.files import assessment_data, scripts
from pcf.taxonomy import Taxonomy

from ..site_model import site_model

ANSWERS = ("0", "1", "2", "3", "4", "5", "NA", "DK", None)
KINDS = ("said", "written", "shown", "measured", "improved")
STATES = ("in_place", "partly", "not_in_place", "NA", "DK")
WEIGHTS = ("0", "0.5", "1", "1", "1", "2", "1.25", "12")
TEXTS = ("", "ok", "=1+1", "_x0041_ <b>&amp;</b>", "строка\nвторая «ё»", "客户 𝒳", "  blanks  ", "9" * 40, "'quoted\"")


@cache
def texts_of(lang: Language, of: Callable[[Language], SiteModel] = site_model) -> dict[str, str]:
    """Return every script and data file by its path, as the build writes them."""
    model = of(lang)
    made = (*scripts.files(model), *assessment_data.files(model))
    return {one.path: one.content.decode() for one in made if one.path.endswith(".js")}


def with_engine(page: Page, lang: Language, *names: str, of: Callable[[Language], SiteModel] = site_model) -> Page:
    """Load the data of the self-assessment and some scripts into a blank page."""
    texts = texts_of(lang, of)
    for path in ("assets/making.js", "assets/data/assessment.js", *(f"assets/{name}.js" for name in names)):
        page.add_script_tag(content=texts[path])
    return page


def some_form(random: Random, taxonomy: Taxonomy, lang: Language = "en") -> Assessment:
    """Draw a form of one respondent: anything between empty and full, with weights, whole groups not applicable."""
    share, is_weighted = random.random(), random.random() < 0.5
    out = {group.id for group in taxonomy.root.children if random.random() < 0.15}
    responses = [_response(random, process.id, share, is_weighted) for process in taxonomy.processes]
    groups = {process.id: process.parent.id for process in taxonomy.processes if process.parent}
    responses = [_left_out(one) if groups[one.element] in out else one for one in responses]
    statements = [one.id for process in taxonomy.processes for one in process.rubric.statements]
    ticked = random.sample(statements, random.choice((0, 3, 200)))
    weights = [GroupWeight(element=group.id, weight=random.choice(WEIGHTS)) for group in taxonomy.root.children]
    return Assessment(
        language=lang,
        round=random.choice(("", "2026", "2026-Q4", "2026-H1", "2026-07")),
        respondent=Respondent(name=random.choice(("", "Ann", "Ольга", "李伟"))),
        organisation=Organisation(name=random.choice(("", "Acme & Co <x>", "ООО «Ромашка»"))),
        profile=random.choice(("all", "bank")),
        policy=random.choice((None, *POLICIES)),
        responses=tuple(one for one in responses if one.is_filled),
        ticks=tuple(Tick(item=one, state=random.choice(STATES)) for one in statements if one in set(ticked)),
        group_weights=tuple(one for one in weights if is_weighted and one.weight != 1),
    )


def _response(random: Random, process: str, share: float, is_weighted: bool) -> Response:
    answer = random.choice(ANSWERS) if random.random() < share else None
    is_told = random.random() < 0.3
    return Response(
        element=process,
        answer=answer,
        reason="Others do it" if answer == "NA" else "",
        evidence=tuple(kind for kind in KINDS if is_told and random.random() < 0.5),
        comment=random.choice(TEXTS) if is_told else "",
        weight=random.choice(WEIGHTS) if is_weighted else "1",
    )


def _left_out(one: Response) -> Response:
    return one.model_copy(update={"answer": "NA", "reason": "Not our business"})


def as_form(said: Assessment) -> dict[str, object]:
    """Return an assessment as the page holds it; what the page does not ask about is not in it."""
    answers: dict[str, dict[str, object]] = {
        one.element: {
            "answer": one.answer or "",
            "reason": one.reason,
            "evidence": list(one.evidence),
            "comment": one.comment,
            "ticks": {},
        }
        for one in said.responses
    }
    blank = {"answer": "", "reason": "", "evidence": [], "comment": ""}
    for tick in said.ticks:
        process = tick.item.partition(".")[0]
        answers.setdefault(process, {**blank, "ticks": {}})["ticks"][tick.item] = tick.state
    answers = {key: one for key, one in answers.items() if any(one.values())}
    weights = {one.element: one.weight for one in (*said.responses, *said.group_weights) if one.weight != 1}
    made: dict[str, object] = {
        "organisation": said.organisation.name,
        "respondent": said.respondent.name,
        "round": said.round,
        "profile": said.profile,
        "policy": said.policy or "mean",
        "answers": answers,
    }
    return made | ({"weights": {key: str(weight) for key, weight in weights.items()}} if weights else {})
