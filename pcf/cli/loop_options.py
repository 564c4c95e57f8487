"""What both commands of the closed loops are asked: files, maps, days."""

from __future__ import annotations

import click

from pcf.cli.session import FILE, F, option
from pcf.errors import N_


def log_options(function: F) -> F:
    """Add the files, their maps, and the days that are asked for."""
    for add in reversed(
        (
            click.argument("files", nargs=-1, metavar="FILE...", type=FILE),
            option(
                "--map",
                "map_file",
                type=FILE,
                metavar="MAP.toml",
                help=N_("How the log's columns become ours, if they are not."),
            ),
            option(
                "--with",
                "also",
                nargs=2,
                multiple=True,
                type=FILE,
                metavar="LOG MAP.toml",
                help=N_("One more log with its map, such as business volumes; may be given several times."),
            ),
            option("--from", "first", metavar="DAY", help=N_("First day, local time.")),
            option("--to", "last", metavar="DAY", help=N_("Last day, local time.")),
        )
    ):
        function = add(function)
    return function
