"""How a measure is counted from a log, in words made from its declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pcf.errors import N_
from pcf.framework import Framework
from pcf.i18n import number, percent
from pcf.metrics.proposal import coverage
from pcf.model.component import Component, Condition, Followed, Value
from pcf.model.log import CountingRecord, LogRecord, ParameterRecord
from pcf.site.markdown import blocks, bullets, code, plain, table
from pcf.site.site_model import SiteModel

# each names the fields of its record that it takes; {limit} is a fixed value or a parameter
_CONDITIONS: Mapping[str, str] = {
    "present": N_("{column} has a value"),
    "absent": N_("{column} has no value"),
    "unmarked": N_("{column} has no value, or the log has no such column"),
    "is_true": N_("{column} says yes"),
    "is_false": N_("{column} says no"),
    "one_of": N_("{column} is one of: {codes}"),
    "at_least": N_("{column} is at least: {limit}"),
    "at_most": N_("{column} is at most: {limit}"),
    "within": N_("from {start} to {end} it takes at most: {limit}"),
    "not_after": N_("{column} is not later than {limit}"),
    "due": N_("{column} has come by the moment of the report"),
    "open": N_("{closed} has not come by the moment of the report"),
    "decided": N_("it is known how the wait since {start} ended ({ends}), or it lasts longer than: {limit}"),
}
_VALUES: Mapping[str, str] = {
    "elapsed": N_("the time from {start} to {end}"),
    "age": N_("the time from {start} to the moment of the report"),
    "gap": N_("the distance between {first} and {second}"),
}


@cache
def known_logs(framework: Framework) -> Mapping[str, LogRecord]:
    """Return every log by its id."""
    return {log.id: log for log in framework.logs.logs}


@cache
def countings(framework: Framework) -> Mapping[str, tuple[CountingRecord, ...]]:
    """Return measure id to how it is counted, one way a log; who is counted from no log is not in it."""
    found: dict[str, tuple[CountingRecord, ...]] = {}
    for one in framework.logs.countings:
        found[one.measure] = (*found.get(one.measure, ()), one)
    return found


@cache
def covered(framework: Framework) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return metric id to the logs that it can be counted from alone, each with the columns that it needs."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for log in framework.logs.logs:
        for metric, columns in coverage(log, set(), framework):
            found.setdefault(metric, {})[log.id] = columns
    return found


def in_words(model: SiteModel, counting: CountingRecord) -> str:
    """Return Markdown that says what of which rows is counted, and by which time a row belongs to a period."""
    say, component = model.say, counting.component
    conditions = [_said(model, _CONDITIONS[one.kind], one) for one in component.where]
    return blocks(
        _aggregate(model, component),
        say("Only rows count in which all of this holds:") if conditions else "",
        bullets(conditions),
        say("A row belongs to the period of {time}.", time=code(component.at)) if component.at else "",
        say("Without these columns it counts as 0: {columns}.", columns=_codes(counting.optional))
        if counting.optional
        else "",
        say("The source has applied these limits already: {limits}.", limits=_codes(counting.applied))
        if counting.applied
        else "",
    )


def column_table(model: SiteModel, log: LogRecord, columns: Sequence[str]) -> str:
    """Return a table of some columns of a log with what they mean; ``as_of`` is the moment of the report."""
    say, own = model.say, {column.id: column for column in log.columns}
    rows = []
    for name in columns:
        meaning = own[name].definition.spoken(model.lang) if name in own else say(_MOMENT)
        rows.append([code(name), plain(meaning)])
    return table([say("Column"), say("What it is")], rows)


_MOMENT = N_("The moment of the report, which is given beside the log.")


def _aggregate(model: SiteModel, component: Component) -> str:
    say = model.say
    match component.kind:
        case "count":
            return say("Counted are the rows.")
        case "sum":
            return say("Summed over the rows: {value}.", value=_value(model, component.value))
        case "maximum":
            return say("The largest over the rows: {value}.", value=_value(model, component.value))
        case "quantile":
            share = percent(component.share * 100, model.lang)
            return say("The bound below which {share} of the rows lie: {value}.", share=share,
                       value=_value(model, component.value))  # fmt: skip
        case "distinct":
            return say("Counted are the different values of {column}.", column=code(component.column))
        case "stock":
            return say(
                "Counted are the cases that are open at the moment of the report: {closed} has not come by then.",
                closed=code(component.closed),
            )
        case "followed":
            return _followed(model, component)


def _followed(model: SiteModel, component: Followed) -> str:
    say = model.say
    said = {
        "observed": N_("Counted are the cases whose window has ended. Cases are alike by: {key}. Window: {window}."),
        "followed": N_(
            "Counted are the cases that a like one follows within the window. Cases are alike by: {key}. "
            "Window: {window}."
        ),
    }[component.outcome]
    return blocks(
        say(said, key=_parameter(model, component.key), window=_parameter(model, component.window)),
        say("The window begins at {time}.", time=code(component.since)) if component.since else "",
        say("Only the first case of an issue counts, which itself follows no other.") if component.starts else "",
    )


def _value(model: SiteModel, value: Value) -> str:
    return code(value.column) if value.kind == "column" else _said(model, _VALUES[value.kind], value)


def _said(model: SiteModel, message: str, record: Condition | Value) -> str:
    """Say a message about a record, whose fields are columns, but for what stands in ``limit`` and ``codes``."""
    fields = record.model_dump(exclude={"kind"})
    parameter, value = fields.pop("parameter", None), fields.pop("value", None)
    told = {name: _codes([one] if isinstance(one, str) else one) for name, one in fields.items()}
    if parameter is not None:
        told["limit"] = _parameter(model, parameter)
    elif value is not None:
        told["limit"] = number(value, model.lang)
    return model.say(message, **told)


def _parameter(model: SiteModel, parameter_id: str) -> str:
    record = _parameters(model.framework)[parameter_id]
    units = {unit.id: unit.sign.spoken(model.lang) for unit in model.taxonomy.bundle.units}
    if isinstance(record.default, str):
        default = _codes(record.default.split("+"))
    else:
        default = f"{number(record.default, model.lang)} {units[record.unit] if record.unit else ''}".rstrip()
    return model.say(
        "{name} ({id}), unless said otherwise {default}",
        name=plain(record.name.spoken(model.lang)),
        id=code(record.id),
        default=default,
    )


@cache
def _parameters(framework: Framework) -> Mapping[str, ParameterRecord]:
    return {one.id: one for one in framework.logs.parameters}


def _codes(names: Sequence[str]) -> str:
    return ", ".join(code(name) for name in names)
