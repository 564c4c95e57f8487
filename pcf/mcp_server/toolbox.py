"""The tools: what each is called, what it is for, what it takes, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pcf.errors import N_
from pcf.i18n import Translator
from pcf.mcp_server import arguments as takes
from pcf.mcp_server import shapes as gives
from pcf.mcp_server.answers import figures, files, model
from pcf.mcp_server.call import Call, Desk, Json
from pcf.mcp_server.refusals import arguments_of


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. Title and description are English marked for translation.

    Attributes:
        takes: Its arguments.
        gives: JSON Schema of its answer.
        answer: Makes the answer of arguments and call.
    """

    name: str
    title: str
    description: str
    takes: type[takes.Arguments]
    gives: Json
    answer: Callable[[Any, Call], Json]

    def call(self, given: Mapping[str, Any], desk: Desk) -> Json:
        """Answer one call.

        Raises:
            PcfError: Whatever is wrong with the question; the desk stays as it was.
        """
        asked = arguments_of(self.name, self.takes, given)
        call = desk.call(asked.edition, asked.lang)
        return call.finished(self.answer(asked, call))

    def input_schema(self, say: Translator) -> Json:
        """Return the schema of the arguments, its descriptions said in a language."""
        schema: Json = _plain(self.takes.model_json_schema(), say)
        return schema


def _plain(schema: Any, say: Translator) -> Any:
    """Say the descriptions, and leave out what only costs a reader's time: made-up titles, defaults of nothing."""
    if isinstance(schema, list):
        return [_plain(one, say) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: value
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
    }
    return {
        key: say(value) if key == "description" and isinstance(value, str) else _plain(value, say)
        for key, value in kept.items()
    }


_ALL = (
    Tool(
        "find",
        N_("Search the framework"),
        N_(
            "Search elements (category, process groups, processes, activities) and metrics of APQC PCF category 6 "
            "Manage Customer Service by words of any of three languages. Start here when no id is known. For a whole "
            "sentence about what an organisation does, suggest is better."
        ),
        takes.FindArguments,
        gives.HITS,
        model.find_answer,
    ),
    Tool(
        "show",
        N_("Show an element or a metric"),
        N_(
            "Everything about one element or one metric by its id: name, definition, place, what stands above and "
            "below, metrics, source, review state; of a metric its formula and what has to be collected. With parts "
            "also synonyms, all editions, or the levels 0 to 5 that a process is rated by."
        ),
        takes.ShowArguments,
        gives.DESCRIPTION,
        model.show_answer,
    ),
    Tool(
        "browse",
        N_("Browse the hierarchy"),
        N_("List an element and what stands below it in printed order: ids, places, names. Without an id: the top."),
        takes.BrowseArguments,
        gives.TREE,
        model.browse_answer,
    ),
    Tool(
        "suggest",
        N_("Suggest where statements belong"),
        N_(
            "Say which elements an organisation's own statements, practices or procedures belong to, each with a "
            "calibrated confidence and the reason, or that they are not customer service."
        ),
        takes.SuggestArguments,
        gives.SUGGESTIONS,
        model.suggest_answer,
    ),
    Tool(
        "list_metrics",
        N_("List metrics"),
        N_(
            "List the metrics of an element and of everything below it, or an industry's core set: id, name, unit, "
            "direction, the measures that they need. show tells one in full, compute computes it."
        ),
        takes.ListMetricsArguments,
        gives.METRICS,
        model.list_metrics_answer,
    ),
    Tool(
        "compute",
        N_("Compute a metric"),
        N_(
            "Compute one metric from figures that the user gives: exact value, number of cases, basis, confidence "
            "interval, flags; what is missing is named and never guessed. Do not compute metrics by yourself."
        ),
        takes.ComputeArguments,
        gives.FIGURE,
        figures.compute_answer,
    ),
    Tool(
        "staff",
        N_("Compute the agents needed"),
        N_(
            "How many agents a promise needs in one interval of calls or chats (Erlang C, or Erlang A with patience), "
            "and what the agents of today keep: service level, wait, abandonment, occupancy. Needs calls and aht."
        ),
        takes.StaffArguments,
        gives.STAFFING,
        figures.staff_answer,
    ),
    Tool(
        "compare_editions",
        N_("Compare two editions"),
        N_(
            "What changed between two editions of the framework: elements added, dropped, succeeded, redefined, "
            "renamed, moved. For one element over all editions use show with the part editions."
        ),
        takes.CompareEditionsArguments,
        gives.CHANGES,
        model.compare_editions_answer,
    ),
    Tool(
        "list_files",
        N_("List the files that may be read"),
        N_("List the workbooks (.xlsx) and saved assessments (.json) in the folders that were opened to this server."),
        takes.ListFilesArguments,
        gives.FILES,
        files.list_files_answer,
    ),
    Tool(
        "check_workbook",
        N_("Check a filled workbook"),
        N_(
            "Read a filled assessment workbook or a list of practices and report every fault with its cell, what was "
            "expected and what to do. Changes nothing."
        ),
        takes.CheckWorkbookArguments,
        gives.READING,
        files.check_workbook_answer,
    ),
    Tool(
        "read_scorecard",
        N_("Read a scorecard"),
        N_(
            "Score a filled workbook or a saved assessment and tell one part: the headline with its possible range and "
            "coverage, the processes with gaps, the customer segments against targets, how a score came about."
        ),
        takes.ReadScorecardArguments,
        gives.SCORECARD,
        files.read_scorecard_answer,
    ),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _ALL}
