"""What ``pcf staff`` computes from: options alone, a plan, filled forms, or a log that is forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.assessment import Organisation
from pcf.assessment.staffed import promised_lines
from pcf.cli.inputs import faults_of
from pcf.cli.loop_files import LoopFiles, is_form, open_files
from pcf.errors import N_, BadOptionError, LogError, Phrase
from pcf.findings import Finding, has_errors
from pcf.metrics.file_findings import EMPTY_LOG, LOG_NOT_OURS
from pcf.source import logs
from pcf.workforce.planned import DEFAULTS, Pool, StaffingPlan, plan_lines
from pcf.workforce.plans import findings as kinds
from pcf.workforce.plans.columns import NEEDED
from pcf.workforce.plans.defaults import Defaults, filled, promises_of
from pcf.workforce.plans.files import is_plan, read_plan
from pcf.workforce.plans.holidays import read_days
from pcf.workforce.plans.promise import with_promise
from pcf.workforce.records import StaffingLine

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.workforce.forecast import Forecast

LOGS = ("contacts", "intervals")


@dataclass(frozen=True, slots=True)
class AskedStaffing:
    """What was asked of a run.

    Attributes:
        said: Field of ``StaffingLine`` to its value, of the options that were given.
        map_file: How the log's columns become ours.
        weeks, first, holidays: Of the forecast.
        upper: Level of the range of the forecast for whose upper end is staffed, as typed; the mean if not said.
        channels: Those that are staffed; all if not said.
    """

    said: Mapping[str, Decimal]
    map_file: Path | None = None
    weeks: int = 1
    first: date | None = None
    holidays: Path | None = None
    upper: str | None = None
    channels: tuple[str, ...] | None = None


@dataclass(slots=True)
class Staffed:
    """The lines of a run, before and after they are computed.

    Attributes:
        segments: Id to name.
        organisation: Whose forms were given; blank without any.
        forecast: Of a log.
    """

    lines: tuple[StaffingLine, ...]
    segments: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    organisation: Organisation = field(default_factory=Organisation)
    forecast: Forecast | None = None

    def computed(self) -> StaffingPlan:
        """Compute every line; one promise is taken where nobody gave any, and told.

        Raises:
            NotInstalledError: numpy is missing.
        """
        lines, assumed = with_promise(self.lines)
        self.findings += assumed
        plan = plan_lines(lines, self.segments)
        return replace(plan, findings=(*self.findings, *plan.findings))


def single(asked: AskedStaffing) -> Staffed:
    """Return the one interval that the options describe."""
    return Staffed((StaffingLine(id="interval", **asked.said),), {})  # type: ignore[arg-type]  # read as its fields


def gathered(files: Sequence[Path], asked: AskedStaffing, session: Session) -> Staffed:
    """Read the files of a run as what they are; of their lines those of the channels that are asked for.

    Raises:
        BadOptionError: A channel or a level is asked for that there is not.
        InputFaultsError: Files have faults, or do not go together; all of it is told.
        NotInstalledError: numpy is missing, and a log is to be forecast.
    """
    staffed = _read(files, asked, session)
    if asked.channels is not None:
        staffed.lines = _of_channels(staffed.lines, asked.channels)
    return staffed


def _of_channels(lines: Sequence[StaffingLine], channels: Sequence[str]) -> tuple[StaffingLine, ...]:
    """Return the lines of the channels; capitals do not matter.

    Raises:
        BadOptionError: There are no lines of one of them; names those that there are.
    """
    there = {line.channel.casefold(): line.channel for line in lines if line.channel}
    unknown = [one for one in channels if one.casefold() not in there]
    if unknown or not channels:
        expected = list(there.values()) or Phrase(N_("no such option: the file names no channels"))
        raise BadOptionError(option="--channels", found=unknown, expected=expected)
    wanted = {one.casefold() for one in channels}
    return tuple(line for line in lines if line.channel.casefold() in wanted)


def _read(files: Sequence[Path], asked: AskedStaffing, session: Session) -> Staffed:
    plans = [path for path in files if asked.map_file is None and is_plan(path) and not is_form(path, session)]
    others = [path for path in files if path not in plans]
    if faults := [fault for path in others if (fault := _unknown(path, asked, session))]:
        raise faults_of(files, faults)
    with open_files(others, asked.map_file, (), LOGS, session) as found:
        if len(plans) + len(found.logs) > 1 or (plans and found.logs):
            names = [path.name for path in (*plans, *(path for paths, _ in found.logs.values() for path in paths))]
            raise faults_of(files, [Finding(kinds.FILES_MIXED, facts={"found": names})])
        if plans:
            return _of_plan(plans[0], found, asked)
        if found.logs:
            return _of_log(found, asked)
        return _of_forms(files, found, asked)


def _unknown(path: Path, asked: AskedStaffing, session: Session) -> Finding | None:
    """Return what is told of a file that can be nothing: a folder, or a table with headings of neither kind."""
    from pcf.metrics.own_columns import log_kind

    if path.is_dir():
        return Finding(kinds.A_FOLDER, path.name, facts={"found": path.name})
    if asked.map_file is not None or is_form(path, session):
        return None
    try:
        log = log_kind(path, LOGS)
        told = log if isinstance(log, list) else []
    except LogError as error:
        told = list(error.findings)
    if not any(one.kind in {EMPTY_LOG, LOG_NOT_OURS} for one in told):
        return None
    columns = {
        one.id: [column.id for column in one.columns if column.required] for one in logs().logs if one.id in LOGS
    }
    return Finding(kinds.NO_PLAN_NO_LOG, path.name, facts={"found": path.name, "plan": list(NEEDED), **columns})


def _promised(found: LoopFiles) -> tuple[tuple[StaffingLine, ...], tuple[Finding, ...]]:
    return promised_lines(found.forms) if found.forms else ((), ())


def _names(found: LoopFiles) -> dict[str, str]:
    return {segment.id: segment.name for segment in found.segments}


def _of_plan(path: Path, found: LoopFiles, asked: AskedStaffing) -> Staffed:
    promised, told = _promised(found)
    defaults = Defaults(asked.said, promises_of(promised))
    plan = read_plan(path, segments=_names(found) if found.forms else None, defaults=defaults)
    findings = [*found.findings, *told, *plan.findings]
    return Staffed(plan.lines, {**_names(found), **plan.segments}, findings, found.organisation)


def _of_forms(files: Sequence[Path], found: LoopFiles, asked: AskedStaffing) -> Staffed:
    promised, told = _promised(found)
    if not promised:
        finding = Finding(kinds.NO_STAFFING, files[0].name, facts={"found": [path.name for path in files]})
        raise faults_of(files, [*found.findings, finding])
    defaults = Defaults(asked.said)
    lines = tuple(filled(line, defaults) for line in promised)
    return Staffed(lines, _names(found), [*found.findings, *told], found.organisation)


def _of_log(found: LoopFiles, asked: AskedStaffing) -> Staffed:
    """Forecast a log; what the forms promise comes before the options, what the log tells before what forms assume.

    Raises:
        BadOptionError: Intervals of such a length are not forecast, or there is no range of that level.
    """
    from pcf.workforce.forecast import forecast, history_of

    days = read_days(asked.holidays) if asked.holidays else None
    paths, its_map = next(iter(found.logs.values()))
    interval = _interval(asked.said.get("interval", Decimal(DEFAULTS["interval"])))
    history = history_of(paths, its_map, interval=interval, segments=_names(found) or None)
    made = forecast(history, first=asked.first, weeks=asked.weeks, days=days)
    promised, told = _promised(found)
    from_forms = promises_of(promised)
    measured = {
        pool: {name: value for name, value in promise.items() if name not in {"aht", "patience"}}
        for pool, promise in from_forms.items()
    }
    bases = _bases(
        Defaults(_without_interval(asked.said), measured), {(one.segment, one.channel) for one in made.series}
    )
    defaults = Defaults({}, from_forms)
    level = _level(asked.upper, made)
    lines = tuple(filled(line, defaults) for line in made.lines(bases, upper=level))
    findings = [*found.findings, *made.findings, *told]
    if level is not None:
        findings.append(Finding(kinds.UPPER_END, facts={"found": f"{level:g}"}))
    if has_errors(findings):
        raise faults_of(paths, findings)
    segments = {**made.segments, **_names(found)}
    return Staffed(lines, segments, findings, found.organisation, made)


def _interval(seconds: Decimal) -> int:
    """Return a length of intervals that can be forecast.

    Raises:
        BadOptionError: It cannot.
    """
    from pcf.workforce.forecast.history import INTERVALS

    if seconds not in INTERVALS:
        raise BadOptionError(option="--interval", found=f"{seconds:f}", expected=[str(one) for one in INTERVALS])
    return int(seconds)


def _level(upper: str | None, made: Forecast) -> float | None:
    """Return the level of a range of the forecast.

    Raises:
        BadOptionError: It has no such range; names those that it has.
    """
    if upper is None:
        return None
    by_name = {f"{level:g}": level for level in made.levels}
    name = upper.strip().removesuffix("%").strip()
    if name not in by_name:
        raise BadOptionError(option="--upper", found=upper, expected=[f"{one}%" for one in by_name])
    return by_name[name]


def _without_interval(said: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: value for name, value in said.items() if name != "interval"}


def _bases(defaults: Defaults, pools: set[Pool]) -> dict[Pool, StaffingLine]:
    """Return a line for each series with what is promised to it; ids and counts come from the forecast."""
    return {pool: StaffingLine(id="forecast", **defaults.of(*pool)) for pool in pools}  # type: ignore[arg-type]
