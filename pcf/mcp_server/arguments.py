"""What each tool takes. The descriptions are read by whoever calls, in the language of the server."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from pcf.errors import N_

Id = Annotated[str, Field(min_length=1, max_length=60)]
Nothing = SkipJsonSchema[None]  # an argument that was not given: the schema offers no null

_EDITION = N_("Edition of the PCF, such as 8.0; the server's own if absent.")
_LANG = N_("Language of the answer: en, ru, zh, or any BCP 47 tag; the server's own if absent.")
_ELEMENT = N_("Element id of five digits, or hierarchy id with dots.")
_OFFSET = N_("How many rows to leave out: next_offset of the answer before.")
_LIMIT = N_("How many rows at most.")
_FILE = N_("Name of the file as list_files tells it.")


class Arguments(BaseModel):
    """What every tool takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    edition: Annotated[str, Field(max_length=20)] | Nothing = Field(None, description=_EDITION, examples=["7.4", "8.0"])
    lang: Annotated[str, Field(max_length=60)] | Nothing = Field(None, description=_LANG, examples=["ru"])


class Paged(Arguments):
    """What tools with many rows take."""

    offset: int = Field(0, ge=0, le=100_000, description=_OFFSET)
    limit: int = Field(20, ge=1, le=100, description=_LIMIT)


class FindArguments(Arguments):
    query: str = Field(
        min_length=1,
        max_length=1_000,
        description=N_("Words in English, Russian or Chinese, or an id."),
        examples=["complaint", "гарантийный ремонт", "满意度"],
    )
    limit: int = Field(10, ge=1, le=50, description=_LIMIT)


class ShowArguments(Arguments):
    id: Id = Field(
        description=N_("Element id, hierarchy id, or metric id."), examples=["10388", "6.2.2", "service_level"]
    )
    parts: list[Literal["words", "editions", "rubric"]] = Field(
        default_factory=list,
        max_length=3,
        description=N_(
            "More about an element: words (synonyms, example statements, other translators' names), editions (its "
            "place and name in every edition), rubric (the levels 0 to 5 of a process, what to tick, ask and see)."
        ),
        examples=[["rubric"]],
    )
    all_languages: bool = Field(default=False, description=N_("Texts in all three languages, not in one."))


class BrowseArguments(Arguments):
    id: Id | Nothing = Field(None, description=_ELEMENT, examples=["6.2"])
    depth: int = Field(1, ge=0, le=4, description=N_("How many levels below it."))


class SuggestArguments(Arguments):
    statements: list[Annotated[str, Field(min_length=1, max_length=5_000)]] = Field(
        min_length=1,
        max_length=30,
        description=N_("What the organisation says it does, each in its own words and language."),
        examples=[["Разбираем жалобы, ответ за 3 дня", "We repair products at the customer's site"]],
    )
    limit: int = Field(3, ge=1, le=10, description=N_("How many elements for each at most."))


class ListMetricsArguments(Paged):
    id: Id | Nothing = Field(None, description=_ELEMENT, examples=["6.5"])
    profile: Id | Nothing = Field(
        None,
        description=N_(
            "Only an industry's core set: bank, telecom, retail, manufacturing, software, public, or all for any "
            "industry."
        ),
    )


class ComputeArguments(Arguments):
    metric: Id = Field(description=N_("Metric id, as find and list_metrics tell it."), examples=["service_level"])
    measures: dict[Id, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        max_length=100,
        description=N_(
            "Measure id to its value, a number in the unit that show tells; a measure that is not known is left out, "
            "not 0."
        ),
        examples=[{"contacts_answered_in_time": 812, "contacts_offered": 1000}],
    )


Figure = Annotated[float, Field(allow_inf_nan=False)] | Annotated[str, Field(max_length=60)] | Nothing


def _figure(description: str, *examples: float | str) -> Any:
    return Field(None, description=description, examples=list(examples) or None)


class StaffArguments(Arguments):
    calls: Figure = _figure(N_("Contacts offered in the interval."), 360)
    aht: Figure = _figure(
        N_("Average handle time of one contact, after-contact work included: 240 or 0:04:00."), 240, "0:04:00"
    )
    interval: Figure = _figure(N_("Length of the interval; half an hour, 1800, if not said."), 1800)
    target: Figure = _figure(N_("Promised share of all contacts that are answered in time: 0.8 or 80%."), 0.8, "80%")
    within: Figure = _figure(N_("What in time means: the promised wait; 20 if not said."), 20)
    asa: Figure = _figure(N_("Longest mean wait of answered contacts that is accepted."))
    abandonment: Figure = _figure(N_("Largest share of contacts given up that is accepted; needs patience."), "5%")
    occupancy: Figure = _figure(N_("Largest share of their time that agents handle contacts."), 0.85)
    patience: Figure = _figure(N_("Mean time after which a caller gives up; nobody gives up if not said."), 120)
    short: Figure = _figure(N_("Contacts given up within this time are short abandons; 5 if not said."))
    shrinkage: Figure = _figure(N_("Share of paid time that agents are not available: leave, breaks, training."), "30%")
    concurrency: Figure = _figure(N_("Contacts that an agent handles at once, as in chat; 1 if not said."))
    minimum: Figure = _figure(N_("Fewest agents on duty, whatever the load."))
    agents: Figure = _figure(N_("Agents on duty today: what they keep is shown beside what is needed."))
    cost: Figure = _figure(N_("Cost of one paid hour of an agent."))
    parts: list[Literal["curve", "promises", "sensitivity"]] = Field(
        default_factory=list,
        max_length=3,
        description=N_(
            "More: curve (a few agents more or fewer), promises (what other promises would need), sensitivity (what "
            "more contacts or longer ones would mean)."
        ),
    )


class CompareEditionsArguments(Paged):
    from_edition: str = Field(max_length=20, description=N_("The earlier edition."), examples=["7.0"])
    to_edition: str = Field(max_length=20, description=N_("The later edition."), examples=["8.0"])
    id: Id | Nothing = Field(
        None, description=N_("Only this element and what stands below it in either edition."), examples=["6.2"]
    )
    with_kept: bool = Field(default=False, description=N_("Also list elements that are as they were."))


class ListFilesArguments(Paged):
    pass


class CheckWorkbookArguments(Paged):
    file: str = Field(min_length=1, max_length=1_000, description=_FILE, examples=["client/filled.xlsx"])
    severity: Literal["error", "warning", "note"] | Nothing = Field(
        None, description=N_("Only findings of this severity.")
    )


class ReadScorecardArguments(Paged):
    file: str = Field(min_length=1, max_length=1_000, description=_FILE, examples=["client/round.json"])
    part: Literal["summary", "processes", "segments", "explain", "levers", "findings"] = Field(
        "summary",
        description=N_(
            "summary (headline, groups, segments), processes (each with level, target, gap, evidence), segments (their "
            "metrics against targets), explain (how one score came about), levers (what would raise the score), "
            "findings."
        ),
    )
    id: Id | Nothing = Field(
        None,
        description=N_(
            "Of processes: only this element and those below it. Of segments: only this segment. Of explain: the "
            "category, a group or a process."
        ),
        examples=["6.2"],
    )
    partial: bool = Field(default=False, description=N_("Score what can be read although the file has errors."))
