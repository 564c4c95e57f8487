"""``pcf metrics``."""

from __future__ import annotations

import click

from pcf.cli.output import print_json, print_line, print_table
from pcf.cli.session import ID, command, current, option
from pcf.documents.metrics import chosen_metrics, metrics_document
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
    metrics = chosen_metrics(taxonomy, id, profile)
    if session.as_json:
        print_json(metrics_document(taxonomy, metrics))
        return
    say = session.say
    units = {unit.id: unit.name.spoken(session.lang) for unit in taxonomy.bundle.units}
    if not metrics:
        print_line(say("No metrics here."))
        return
    rows = [
        (taxonomy[metric.element].hierarchy_id or "–", metric.id, metric.shown_name, units[metric.record.unit])
        for metric in metrics
    ]
    print_table((say("Place"), say("Id"), say("Name"), say("Unit")), rows)
