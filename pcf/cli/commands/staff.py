"""``pcf staff``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pcf.cli.output import check_output, print_findings, print_json, print_note
from pcf.cli.session import FILE, command, current, option
from pcf.cli.staffing_options import figure_options, said_of
from pcf.errors import N_, BadOptionError, Phrase
from pcf.findings import has_errors

if TYPE_CHECKING:
    from pcf.cli.staffing_inputs import AskedStaffing, Staffed
    from pcf.workforce.planned import StaffingPlan
    from pcf.workforce.simulated import PlanSimulation

_SEED = 1
_MOST_WEEKS = 53
_EXAMPLE = "pcf staff --calls 360 --aht 240 --target 80% --within 20"
_ONE_INTERVAL = Phrase(N_("no such option beside a file: the file tells the contacts of each interval"))
_A_LOG = Phrase(N_("a log to forecast among the files"))
_A_SIMULATION = Phrase(N_("--simulate beside it"))
_A_FILE = Phrase(N_("a plan, a filled form or a log"))
_SEGMENTS = Phrase(N_("no such option: the plan names no segments"))


@command(
    "staff",
    help=N_(
        "How many agents a promise needs, and what a number of agents keeps. Without a file: one interval, from the "
        "options. FILE is a plan (CSV or xlsx with the columns calls and aht, one interval a row), a filled form, or a "
        "log of contacts or intervals, which is forecast; options then stand for what the file leaves blank."
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE...]", type=FILE)
@figure_options
@option(
    "--map", "map_file", type=FILE, metavar="MAP.toml", help=N_("How the log's columns become ours, if they are not.")
)
@option("--weeks", type=click.IntRange(1, _MOST_WEEKS), metavar="N", help=N_("Weeks to forecast; 1 if not said."))
@option("--from", "first", metavar="DAY", help=N_("First day to forecast; the first Monday after the log if not said."))
@option(
    "--upper",
    metavar="80%|95%",
    help=N_("Staff for the upper end of that range of the forecast; for its mean if not said."),
)
@option(
    "--holidays",
    type=FILE,
    metavar="DAYS.csv",
    help=N_("Days that are not as their weekday, past and to come: a date, then Y worked or N not worked."),
)
@option("--channels", metavar="LIST", help=N_('Staff only these channels: "phone,chat"; all if not said.'))
@option(
    "--simulate",
    type=click.IntRange(2, 10_000),
    metavar="N",
    help=N_("Play the plan so many times, event by event, and show it beside the formulas."),
)
@option(
    "--seed", type=click.IntRange(0), metavar="N", help=N_("Of the simulation: the same gives the same; 1 if not said.")
)
@option(
    "--priority",
    metavar="SEGMENTS",
    help=N_('With --simulate: one shared team that serves these segments first, in this order: "premium;retail".'),
)
@option("-o", "out", type=FILE, metavar="OUT", help=N_("Write the plan with its results: .csv or .xlsx."))
@option("--html", type=FILE, metavar="OUT.html", help=N_("Write the report for a browser."))
@option("--force", is_flag=True, help=N_("Replace outputs that exist."))
def run(
    files: tuple[Path, ...],
    simulate: int | None,
    seed: int | None,
    priority: str | None,
    out: Path | None,
    html: Path | None,
    force: bool,
    **options: Any,
) -> None:
    from pcf.cli.staffing_inputs import gathered, single
    from pcf.cli.staffing_output import write_staffing

    session = current()
    asked = _asked(options)
    _check(files, asked)
    if simulate is None:
        _refuse_without({"--seed": seed, "--priority": priority}, _A_SIMULATION)
    also = [path for path in (asked.map_file, asked.holidays) if path]
    _check_outputs(out, html, force=force, inputs=[*files, *also])
    staffed = gathered(files, asked, session) if files else single(asked)
    if staffed.forecast is None:
        of_logs = {"--weeks": options["weeks"], "--from": options["first"], "--holidays": options["holidays"]}
        _refuse_without(of_logs | {"--upper": asked.upper}, _A_LOG)
    plan = staffed.computed()
    if has_errors(plan.findings):
        from pcf.cli.inputs import faults_of

        raise faults_of(files or (Path("pcf staff"),), plan.findings)
    played = None if simulate is None else _played(plan, simulate, seed, priority)
    write_staffing(plan, staffed, session, out=out, html=html)
    _tell(plan, staffed, played)
    for path in (out, html):
        if path is not None:
            print_note(session.say("Written: {path}", path=str(path)))


def _asked(options: Mapping[str, Any]) -> AskedStaffing:
    """Return what the options ask for.

    Raises:
        BadOptionError: The first day of the forecast is none.
    """
    from pcf.cli.staffing_inputs import AskedStaffing

    channels = options["channels"]
    return AskedStaffing(
        said=said_of(options),
        map_file=options["map_file"],
        weeks=options["weeks"] or 1,
        first=_day(options["first"]),
        holidays=options["holidays"],
        upper=options["upper"],
        channels=None if channels is None else tuple(name for one in channels.split(",") if (name := one.strip())),
    )


def _played(plan: StaffingPlan, replications: int, seed: int | None, priority: str | None) -> PlanSimulation:
    """Simulate a plan.

    Raises:
        BadOptionError: Segments are to be served first, and the plan has none.
        InputFaultsError: It has others.
    """
    from pcf.workforce.plan_simulation import simulated

    if priority is not None and not any(one.line.segment for one in plan.lines):
        raise BadOptionError(option="--priority", found=priority, expected=_SEGMENTS)
    order = None if priority is None else [name for part in priority.split(";") if (name := part.strip())]
    return simulated(plan, replications=replications, seed=_SEED if seed is None else seed, priority=order)


def _tell(plan: StaffingPlan, staffed: Staffed, played: PlanSimulation | None) -> None:
    """Print a plan with its forecast and simulation, as tables or as one document, and all findings."""
    from pcf.cli.staffing import PlanWriter, print_plan
    from pcf.cli.staffing_forecast import print_forecast
    from pcf.cli.staffing_simulation import print_simulation

    session = current()
    if session.as_json:
        document = plan.to_json(session.lang)
        if staffed.forecast is not None:
            document["forecast"] = staffed.forecast.to_json(session.lang)
        if played is not None:
            document["simulation"] = played.to_json()
            document["findings"] += [finding.to_json(session.say) for finding in played.findings]
        print_json(document)
    else:
        currency = staffed.organisation.currency or ""
        if staffed.forecast is not None:
            print_forecast(staffed.forecast, session)
        print_plan(plan, currency, session)
        if played is not None:
            print_simulation(played, PlanWriter(plan, currency, session), session)
    print_findings([*plan.findings, *(played.findings if played else ())], session.say)


def _check(files: tuple[Path, ...], asked: AskedStaffing) -> None:
    """Refuse a call that says too little, or the same twice.

    Raises:
        BadOptionError: Contacts beside a file that has them, or what only a file can have without any.
    """
    say, said = current().say, asked.said
    if files:
        if "calls" in said:
            raise BadOptionError(option="--calls", found=said["calls"], expected=_ONE_INTERVAL)
        return
    if asked.map_file is not None:
        raise BadOptionError(option="--map", found=asked.map_file.name, expected=_A_LOG)
    _refuse_without({"--channels": asked.channels}, _A_FILE)
    missing = [f"--{name}" for name in ("calls", "aht") if name not in said]
    if missing:
        message = say(
            "Missing: {missing}; or a file: a plan, a filled form or a log. For example: {example}",
            missing=missing,
            example=_EXAMPLE,
        )
        raise click.UsageError(message, click.get_current_context())


def _refuse_without(options: dict[str, Any], expected: Phrase) -> None:
    """Refuse options that mean nothing without what is expected.

    Raises:
        BadOptionError: Names the first of them.
    """
    for name, found in options.items():
        if found is not None:
            shown = ",".join(found) if isinstance(found, tuple) else str(found)
            raise BadOptionError(option=name, found=shown, expected=expected)


def _day(first: str | None) -> date | None:
    """Read the first day of the forecast.

    Raises:
        BadOptionError: It is none.
    """
    from pcf.metrics import moments

    return moments.day("--from", first)


def _check_outputs(out: Path | None, html: Path | None, *, force: bool, inputs: list[Path]) -> None:
    from pcf.cli.staffing_output import check_plan_output

    if out is not None:
        check_plan_output(out, force=force, inputs=inputs)
    if html is not None:
        check_output(html, force=force, inputs=inputs, suffix=".html")
