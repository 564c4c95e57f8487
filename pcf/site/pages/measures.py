"""Measures: a page for each, a list for each unit and each log, and an overview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcf.model import MeasureRecord
from pcf.model.log import LogRecord
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, heading, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.counting import column_table, countings, in_words, known_logs
from pcf.site.pages.frame import added, breadcrumbs, ending, facts, html, other_languages
from pcf.site.pages.metric_page import to_metric
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Metric
from pcf.units import Unit

Users = Mapping[str, Sequence[Metric]]  # measure id to the metrics that need it


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the overview, a list a unit and a log, and one page a measure."""
    users = _users(model)
    units = {unit.id: unit.name.spoken(model.lang) for unit in model.taxonomy.bundle.units}
    by_unit: dict[Unit, list[MeasureRecord]] = {}
    for record in model.taxonomy.bundle.measures:
        by_unit.setdefault(record.unit, []).append(record)
    yield _overview(model, by_unit, units)
    for unit, records in by_unit.items():
        yield _unit_list(model, unit, units[unit], records, users)
        for record in records:
            yield _measure_page(model, record, units[unit], users[record.id])
    for log in known_logs(model.framework).values():
        yield _log_list(model, log, units, users)


def _users(model: SiteModel) -> Users:
    users: dict[str, list[Metric]] = {record.id: [] for record in model.taxonomy.bundle.measures}
    for metric in model.taxonomy.metrics:
        for name in metric.measures:
            users[name].append(metric)
    return users


def _list_page(unit: Unit) -> str:
    return f"measures/{unit}.md"


def _log_page(log: str) -> str:
    return f"measures/log-{log}.md"


def _name(model: SiteModel, record: MeasureRecord) -> str:
    return model.beside_owner(record.id, record.name.spoken(model.lang))


def _to_measure(model: SiteModel, here: str, record: MeasureRecord) -> str:
    return linked(_name(model, record), addresses.link(here, addresses.measure_page(record.id)))


def _overview(model: SiteModel, by_unit: Mapping[Unit, Sequence[MeasureRecord]], units: Mapping[Unit, str]) -> Page:
    say, here, lang = model.say, addresses.MEASURES, model.lang
    every = model.taxonomy.bundle.measures
    by_size = sorted(by_unit.items(), key=lambda pair: -len(pair[1]))
    unit_rows = [
        [linked(units[unit], addresses.link(here, _list_page(unit))), str(len(found))] for unit, found in by_size
    ]
    log_rows = [
        [
            linked(log.name.spoken(lang), addresses.link(here, _log_page(log.id))),
            plain(log.definition.spoken(lang)),
            str(len(_counted_from(model, log))),
        ]
        for log in known_logs(model.framework).values()
    ]
    body = blocks(
        heading(say("Measures")),
        say(
            "A measure is what is collected; metrics are computed from measures. Measures: {all}; such as logs tell: "
            "{counted}.",
            all=len(every),
            counted=sum(record.id in countings(model.framework) for record in every),
        ),
        bullets(
            [
                linked(say("Metrics"), addresses.link(here, addresses.METRICS)),
                linked(say("Guide: metrics from a log"), addresses.link(here, "logs.md")),
            ]
        ),
        section(say("By unit"), table([say("Unit"), say("Measures")], unit_rows), anchor="units"),
        section(say("By log"), table([say("Log"), say("What a row is"), say("Measures")], log_rows), anchor="logs"),
    )
    return Page(here, say("Measures"), body, "list")


def _counted_from(model: SiteModel, log: LogRecord) -> list[MeasureRecord]:
    return [
        record
        for record in model.taxonomy.bundle.measures
        if any(one.log == log.id for one in countings(model.framework).get(record.id, ()))
    ]


def _log_list(model: SiteModel, log: LogRecord, units: Mapping[Unit, str], users: Users) -> Page:
    say, here = model.say, _log_page(log.id)
    title = say("Measures from the log: {log}", log=log.name.spoken(model.lang))
    rows = [
        [_to_measure(model, here, record), plain(units[record.unit]), str(len(users[record.id]))]
        for record in _counted_from(model, log)
    ]
    body = blocks(
        f"# {plain(title)}",
        breadcrumbs(model, here, [(say("Measures"), addresses.MEASURES)]),
        plain(log.definition.spoken(model.lang)),
        table([say("Measure"), say("Unit"), say("Metrics that need it")], rows),
        section(say("Columns"), column_table(model, log, [column.id for column in log.columns]), anchor="columns"),
        linked(say("Guide: metrics from a log"), addresses.link(here, "logs.md")),
    )
    return Page(here, title, body, "list")


def _unit_list(model: SiteModel, unit: Unit, unit_name: str, records: Sequence[MeasureRecord], users: Users) -> Page:
    say, here = model.say, _list_page(unit)
    title = say("Measures: {unit}", unit=unit_name)
    rows = [[_to_measure(model, here, record), str(len(users[record.id]))] for record in records]
    body = blocks(
        f"# {plain(title)}",
        breadcrumbs(model, here, [(say("Measures"), addresses.MEASURES)]),
        table([say("Measure"), say("Metrics that need it")], rows),
    )
    return Page(here, title, body, "list")


def _measure_page(model: SiteModel, record: MeasureRecord, unit_name: str, users: Sequence[Metric]) -> Page:
    say, lang, here = model.say, model.lang, addresses.measure_page(record.id)
    name, definition = _name(model, record), record.definition.spoken(lang)
    steps = [(say("Measures"), addresses.MEASURES), (unit_name, _list_page(record.unit))]
    rows = [[to_metric(here, metric), plain(metric.formula_text)] for metric in users]
    summed = (
        say("Figures of groups and periods may be added up.")
        if record.additive
        else say("Figures of groups must not be added up or averaged: it is found anew for the whole.")
    )
    body = blocks(
        f"# {plain(name)}",
        breadcrumbs(model, here, steps),
        other_languages(model, here, record.name),
        plain(definition),
        facts(
            [
                (say("Id"), f"<code>{record.id}</code>"),
                (say("Unit"), html(unit_name)),
                (say("Sums"), html(summed)),
                (
                    say("If left out"),
                    html(say("May be left out; it then counts as 0.")) if record.zero_if_absent else "",
                ),
            ]
        ),
        section(say("Metrics that need it"), table([say("Metric"), say("Formula")], rows), anchor="metrics"),
        section(say("How it is counted from a log"), _counted(model, here, record), anchor="log"),
        ending(model, added(model, record.id) or say("Name and definition are this project's own.")),
    )
    return Page(here, name, body, "measure", description=definition)


def _counted(model: SiteModel, here: str, record: MeasureRecord) -> str:
    say = model.say
    ways = countings(model.framework).get(record.id, ())
    if not ways:
        return say("No log tells it: the figure is typed into the workbook, or given to the formula.")
    return blocks(
        *(
            section(
                known_logs(model.framework)[one.log].name.spoken(model.lang),
                blocks(plain(known_logs(model.framework)[one.log].definition.spoken(model.lang)), in_words(model, one)),
                level=3,
                anchor=f"log-{one.log}",
            )
            for one in ways
        ),
        linked(say("Guide: metrics from a log"), addresses.link(here, "logs.md")),
    )
