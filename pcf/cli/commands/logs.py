"""``pcf logs``."""

from __future__ import annotations

import click

from pcf.cli.output import print_json, print_line, print_table
from pcf.cli.session import command, current
from pcf.errors import N_, BadOptionError


@command("logs", help=N_("List the logs and tables that metrics are counted from; of one, its columns and metrics."))
@click.argument("name", required=False, metavar="NAME")
def run(name: str | None) -> None:
    from pcf.metrics.proposal import coverage
    from pcf.source import logs

    session = current()
    say, lang = session.say, session.lang
    known = {log.id: log for log in logs().logs}
    if name is not None and name not in known:
        raise BadOptionError(option="NAME", found=name, expected=list(known))
    chosen = [known[name]] if name else [*known.values()]
    needed = {log.id: dict(coverage(log, set(), session.taxonomy.framework)) for log in chosen}
    if session.as_json:
        print_json(
            {
                "logs": [
                    {
                        "id": log.id,
                        "kind": log.kind,
                        "name": log.name.to_json(),
                        "definition": log.definition.to_json(),
                        "columns": [
                            {
                                "id": column.id,
                                "type": column.type,
                                "required": column.required,
                                "codes": list(column.codes),
                                "definition": column.definition.to_json(),
                            }
                            for column in log.columns
                        ],
                        "metrics": [{"id": one, "columns": list(lost)} for one, lost in needed[log.id].items()],
                    }
                    for log in chosen
                ]
            }
        )
        return
    if name is None:
        rows = [(log.id, log.name.spoken(lang), log.definition.spoken(lang)) for log in chosen]
        print_table((say("Id"), say("Name"), say("What a row is")), rows)
        return
    log = known[name]
    print_line(f"{log.id}: {log.name.spoken(lang)}. {log.definition.spoken(lang)}")
    print_line()
    columns = []
    for column in log.columns:
        required = say("required")
        kind = f"{column.type}, {required}" if column.required else column.type
        codes = f" ({', '.join(column.codes)})" if column.codes else ""
        columns.append((column.id, kind, column.definition.spoken(lang) + codes))
    print_table((say("Column"), say("Type"), say("What it is")), columns)
    names = {metric.id: metric.shown_name for metric in session.taxonomy.metrics}
    metrics = [(one, names.get(one, one), ", ".join(lost) or "–") for one, lost in needed[name].items()]
    print_table((say("Metric"), say("Name"), say("Needs the columns")), metrics)
