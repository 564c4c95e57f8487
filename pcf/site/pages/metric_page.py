"""The page of one metric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from pcf.assessment.words import BASIS
from pcf.model import MetricRecord
from pcf.site import addresses
from pcf.site.markdown import blocks, bold, bullets, code, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.counting import column_table, countings, covered, known_logs
from pcf.site.pages.frame import (
    added,
    breadcrumbs,
    ending,
    facts,
    html,
    other_languages,
    steps_to,
    to_elements,
    to_page,
)
from pcf.site.pages.mathml import to_mathml
from pcf.site.pages.metric_parts import is_apqc
from pcf.site.pages.metric_words import APQC, BETTER, CATEGORY, INTERVAL, OWN
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Metric


@dataclass(frozen=True, slots=True)
class Relations:
    """What other records say of a metric.

    Attributes:
        named_by: Metric id to the metrics that call it the same, or that are another rule for its question.
        industries: Metric id to the industries whose core set holds it.
    """

    named_by: Mapping[str, tuple[str, ...]]
    industries: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, model: SiteModel) -> Relations:
        bundle = model.taxonomy.bundle
        named: dict[str, list[str]] = {}
        for record in bundle.metrics:
            for other in {*record.same_as, *([record.variant_of] if record.variant_of else [])}:
                named.setdefault(other, []).append(record.id)
        industries: dict[str, list[str]] = {}
        for profile in bundle.maturity.profiles:
            for metric in profile.core_metrics:
                industries.setdefault(metric, []).append(profile.id)
        return cls(
            {metric: tuple(others) for metric, others in named.items()},
            {metric: tuple(profiles) for metric, profiles in industries.items()},
        )


def metric_page(model: SiteModel, metric: Metric, relations: Relations) -> Page:
    """Return the page of a metric."""
    here, say = addresses.metric_page(metric.id), model.say
    body = blocks(
        f"# {plain(metric.shown_name)}",
        breadcrumbs(model, here, steps_to(model, metric.element)),
        other_languages(model, here, metric.record.name),
        plain(metric.definition or ""),
        facts(_facts(model, here, metric, relations)),
        section(say("Formula"), _formula(model, metric), anchor="formula"),
        section(say("What to collect"), _measures(model, here, metric), anchor="measures"),
        section(say("What to mind"), _caveats(model, metric), anchor="caveats"),
        section(say("From a log"), _logs(model, here, metric), anchor="log"),
        section(say("Metrics near it"), _near(model, here, metric, relations), anchor="near"),
        ending(model, say("{label}: {text}", label=say("Source"), text=metric.record.source), *_added(model, metric)),
    )
    return Page(here, metric.shown_name, body, "metric", description=metric.definition or metric.sentence)


def _added(model: SiteModel, metric: Metric) -> list[str]:
    said = added(model, metric.id)
    return [said] if said else []


def _facts(model: SiteModel, here: str, metric: Metric, relations: Relations) -> Iterable[tuple[str, str]]:
    say, record = model.say, metric.record
    yield say("Id"), f"<code>{metric.id}</code>"
    yield say("Listed by"), html(model.owner(metric.id) or say(APQC if is_apqc(metric) else OWN))
    yield say("Element"), to_elements(model, here, [metric.element])
    yield say("Unit"), html(metric.unit_name)
    share = [say("A share of a part in its whole: never below 0 %, never above 100 %.")] if record.is_share else []
    yield say("Which way is better"), html(" ".join([say(BETTER[record.better]), *share]))
    yield say("Basis"), html(say(BASIS[record.basis]))
    yield say("Uncertainty"), html(_interval(model, record))
    yield say("Category"), html(say(CATEGORY[record.category]))
    yield say("Evidence for"), to_elements(model, here, record.evidence_for)
    profiles = {profile.id: profile for profile in model.taxonomy.bundle.maturity.profiles}
    links = (
        to_page(here, addresses.industry_page(one), profiles[one].name.spoken(model.lang))
        for one in relations.industries.get(metric.id, ())
    )
    yield say("Core set of"), "<br>".join(links)


def _interval(model: SiteModel, record: MetricRecord) -> str:
    """Say which confidence interval stands beside a value; an empty text where none does."""
    if record.interval is None:
        return ""
    kind = model.say(INTERVAL[record.interval.kind])
    if record.interval.population is None:
        return kind
    population = model.taxonomy.measure(record.interval.population).name.spoken(model.lang)
    return model.say("{interval}; the whole that the sample is drawn from: {whole}", interval=kind, whole=population)


def _formula(model: SiteModel, metric: Metric) -> str:
    say, taxonomy = model.say, model.taxonomy
    drawn = to_mathml(metric.record.formula, lambda one: taxonomy.measure(one).name.spoken(model.lang))
    label = escape(say("Formula, scrolls sideways"))
    stated = metric.record.stated_formula
    worded = model.say("As APQC words it")
    return blocks(
        f'<div class="pcf-wide" tabindex="0" role="region" aria-label="{label}">{drawn}</div>',
        plain(metric.sentence),
        say("In an Excel cell, over names that are the ids of the measures:"),
        f"```text\n={metric.excel}\n```",
        f'{plain(say("{label}:", label=worded))} <span lang="en">{plain(stated)}</span>' if stated else "",
    )


def _measures(model: SiteModel, here: str, metric: Metric) -> str:
    say, rows = model.say, []
    for name in metric.measures:
        record = model.taxonomy.measure(name)
        what = plain(record.definition.spoken(model.lang))
        if record.zero_if_absent:
            what += " " + plain(say("May be left out; it then counts as 0."))
        link = linked(
            model.beside_owner(name, record.name.spoken(model.lang)), addresses.link(here, addresses.measure_page(name))
        )
        rows.append([f"{link}<br>{code(name)}", what])
    return table([say("Measure"), say("Definition")], rows)


def _caveats(model: SiteModel, metric: Metric) -> str:
    say, lang = model.say, model.lang
    told = [(say("At the edges"), metric.edge_cases), (say("Changed here"), metric.correction)]
    for oddity in metric.oddities:
        told += [
            (say("Odd in the original"), oddity.name.spoken(lang)),
            (say("What is done about it"), oddity.treatment.spoken(lang)),
        ]
    return blocks(*(say("{label}: {text}", label=bold(label), text=plain(text)) for label, text in told if text))


def _logs(model: SiteModel, here: str, metric: Metric) -> str:
    say, lang, logs = model.say, model.lang, known_logs(model.framework)
    ways = countings(model.framework)
    guide = linked(say("Guide: metrics from a log"), addresses.link(here, "logs.md"))
    alone = covered(model.framework).get(metric.id, {})
    if alone:
        tables = [
            blocks(
                say("**{log}** (`{id}`), with these columns:", log=plain(logs[one].name.spoken(lang)), id=one),
                column_table(model, logs[one], columns),
            )
            for one, columns in alone.items()
        ]
        return blocks(say("It can be counted from your own records instead of being typed in:"), *tables, guide)
    if all(name in ways for name in metric.measures):
        parts = [
            say(
                "{measure}: {logs}",
                measure=plain(model.taxonomy.measure(name).name.spoken(lang)),
                logs=", ".join(plain(logs[one.log].name.spoken(lang)) for one in ways[name]),
            )
            for name in metric.measures
        ]
        return blocks(say("It can be counted from several logs together:"), bullets(parts), guide)
    return say("It cannot be counted from a log: what to collect is typed into the workbook.")


def _near(model: SiteModel, here: str, metric: Metric, relations: Relations) -> str:
    say, record = model.say, metric.record
    near = {
        say("Another rule for the question of"): [record.variant_of] if record.variant_of else [],
        say("Counts the same or nearly the same"): list(record.same_as),
    }
    listed = {one for group in near.values() for one in group}
    near[say("Refers to it")] = [one for one in relations.named_by.get(metric.id, ()) if one not in listed]
    return blocks(
        *(
            blocks(f"**{plain(title)}**", bullets(to_metric(here, model.taxonomy.metric(one)) for one in group))
            for title, group in near.items()
            if group
        )
    )


def to_metric(here: str, metric: Metric) -> str:
    """Return a Markdown link to the page of a metric, from the page whose path is ``here``."""
    return linked(metric.shown_name, addresses.link(here, addresses.metric_page(metric.id)))
