"""``pcf metrics``."""

from __future__ import annotations

import click

from pcf.cli.documents import metric_document
from pcf.cli.output import print_json, print_line, print_table
from pcf.cli.session import ID, command, current, option
from pcf.errors import N_


@command("metrics", help=N_("List the metrics of an element and of everything below it, or all metrics."))
@click.argument("id", required=False, type=ID)
@option(
    "--profile",
    metavar="NAME",
    help=N_(
        "Only an industry's core set: bank, telecom, retail, manufacturing, software, public, or all for any industry."
    ),
)
def run(id: str | None, profile: str | None) -> None:
    session = current()
    taxonomy = session.taxonomy
    metrics = taxonomy.metrics
    if id:
        element = taxonomy.element(id)
        wanted = {element.id, *(below.id for below in element.descendants)}
        metrics = tuple(metric for metric in metrics if metric.element in wanted)
    if profile is not None:
        from pcf.assessment.template import profile_of

        core = profile_of(taxonomy, profile).core_metrics
        metrics = tuple(metric for metric in metrics if metric.id in core)
    if session.as_json:
        print_json({"edition": taxonomy.edition, "metrics": [metric_document(metric) for metric in metrics]})
        return
    say = session.say
    units = {unit.id: unit.name.spoken(session.lang) for unit in taxonomy.bundle.units}
    if not metrics:
        print_line(say("No metrics here."))
        return
    rows = [
        (taxonomy[metric.element].hierarchy_id or "–", metric.id, metric.name, units[metric.record.unit])
        for metric in metrics
    ]
    print_table((say("Place"), say("Id"), say("Name"), say("Unit")), rows)
