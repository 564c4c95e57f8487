"""A component cube: one log counted, with all that is needed to answer from it without the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import chain

from pcf.errors import N_, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import Counted, Question, depends_on_now
from pcf.metrics.cubes.definitions import hash_of
from pcf.metrics.cubes.findings import (
    CUBE_COUNTED_OTHERWISE,
    CUBE_LACKS_MEASURE,
    CUBE_LEFT_OUT,
    CUBE_NOT_ADDITIVE,
    CUBE_ONE_PART,
    CUBE_OTHER_DAYS,
    CUBE_OTHER_MOMENT,
)
from pcf.metrics.cubes.record import Part
from pcf.metrics.cubes.tables import component_lines, value_lines
from pcf.metrics.logfiles import name_of
from pcf.metrics.measurement import check_cut
from pcf.metrics.period_names import said_days
from pcf.metrics.sql.scans import Period
from pcf.metrics.tallies import Tallies
from pcf.model.log import CountingRecord

_SEPARATOR = ";\n\n"
_NO_MOMENT = Phrase(N_("none was given"))


@dataclass(frozen=True)
class Cube:
    """One log, or one part of it, counted once.

    Attributes:
        counted: What was counted, by all dimensions that there are.
        period: The local days that were asked for.
        as_of: The moment asked for, as the rows are kept.
        latest: The log's last moment, likewise.
        tables: The names of the log's files, or of its table.
        map_text: The map as it was, byte for byte.
        names: The hash of the names that the map gives to codes.
        definitions: Measure id to the hash of how it was counted.
        rows_outside: Rows on days outside the period, by day; kept where days can be replaced.
        part: Where only a part of the log was counted.
        folder: The name of the folder that it was read from.
    """

    counted: Counted
    period: Period
    as_of: datetime | None
    latest: datetime | None
    tables: tuple[str, ...]
    map_text: bytes
    names: str
    definitions: Mapping[str, str]
    rows_outside: Mapping[str, int] = field(default_factory=dict)
    part: Part | None = None
    folder: str = ""

    @property
    def statement(self) -> str:
        """The whole statement as it ran; several are set apart by a semicolon."""
        return statement_of(self.counted.statements)

    @property
    def file(self) -> str:
        """What a person knows it by: its folder, or the map of the log until it has one."""
        return self.folder or name_of(self.counted.log_map.path)

    @property
    def measures(self) -> frozenset[str]:
        """What it was counted by: measures that have a value, count 0 or lack their columns."""
        return frozenset({*self.counted.tallies.reads, *self.counted.zeros, *self.counted.missing})

    @property
    def local_moment(self) -> datetime | None:
        """The moment asked for, as a local time."""
        return None if self.as_of is None else moments.local(self.as_of, self.counted.log_map.timezone)

    @cached_property
    def hash(self) -> str:
        """The hash of what was counted: of both tables, one after the other; the same on every engine."""
        digest = sha256()
        for line in chain(component_lines(self.counted.tallies), value_lines(self.counted.tallies)):
            digest.update(line.encode())
        return digest.hexdigest()

    def answer(self, question: Question) -> Counted:
        """Answer what the log itself would have answered.

        Raises:
            LogError: The cube was counted as of another moment, of other days, or without a measure that is asked.
            BadOptionError: It was not counted by a dimension that is asked, or the moment cannot be read.
        """
        counted, period = self.counted, self._period_of(question.period)
        own = [one for one in question.countings if one.log == counted.log_map.log.id]
        asked = [one for one in own if question.wanted is None or one.measure in question.wanted]
        otherwise = sorted(one.measure for one in asked if self._is_other(one))
        if faults := [*self._faults(question, period, otherwise)]:
            raise LogError(findings=tuple(faults), path=self.file, count=len(faults))
        check_cut(question.by, counted.tallies.dimensions)
        asked = [one for one in asked if one.measure not in otherwise]
        measures = {one.measure for one in asked}
        tallies = counted.tallies.only(measures)
        if period != self.period:
            tallies = tallies.within(period)
        tallies = tallies.cut(question.by)
        missing = {name: lost for name, lost in counted.missing.items() if name in measures}
        there = {*tallies.reads, *counted.zeros}
        return replace(
            counted,
            tallies=tallies,
            findings=(*counted.findings, *self._notes(tallies, otherwise)),
            zeros=tuple(name for name in counted.zeros if name in measures),
            missing=missing,
            is_latest=self.as_of is None and any(depends_on_now(one) for one in asked if one.measure in there),
        )

    def _is_other(self, counting: CountingRecord) -> bool:
        """Whether a measure was counted in another way than it is counted now."""
        return self.definitions.get(counting.measure, now := hash_of(counting)) != now

    def _notes(self, tallies: Tallies, otherwise: Sequence[str]) -> Iterator[Finding]:
        """Tell what an answer is not."""
        file = name_of(self.counted.log_map.path)
        if otherwise:
            yield Finding(CUBE_LEFT_OUT, file, facts={"found": list(otherwise)})
        if self.part is not None:
            yield Finding(CUBE_ONE_PART, file, facts={"found": self.part.number, "parts": self.part.parts})
        if lost := sorted(tallies.reads.keys() & (tallies.lost | tallies.lost_in_total)):
            yield Finding(CUBE_NOT_ADDITIVE, file, facts={"found": lost})

    def _period_of(self, asked: Period) -> Period:
        """Return the days that are meant: an end that is left open is that of the cube."""
        return Period(asked.first or self.period.first, asked.last or self.period.last)

    def _faults(self, question: Question, period: Period, otherwise: Sequence[str]) -> Iterator[Finding]:
        """Say why the cube cannot answer; of measures that are counted otherwise now only if they are asked for."""
        counted, file = self.counted, self.file
        moment = moments.moment("as-of", question.as_of, counted.log_map.timezone)
        if moment is not None and moment != self.as_of:
            facts = {
                "found": str(question.as_of),
                "counted": said_moment(self.local_moment) if self.as_of else _NO_MOMENT,
            }
            yield Finding(CUBE_OTHER_MOMENT, file, cell="--as-of", facts=facts)
        if period != self.period and not ("day" in counted.tallies.by and _lies_in(period, self.period)):
            facts = {"found": said_days(period), "counted": said_days(self.period)}
            yield Finding(CUBE_OTHER_DAYS, file, cell="--from", facts=facts)
        own = {one.measure for one in question.countings if one.log == counted.log_map.log.id}
        if lacking := sorted(own.intersection(question.wanted or ()) - self.measures):
            yield Finding(CUBE_LACKS_MEASURE, file, cell="--metric", facts={"found": lacking})
        if otherwise and question.wanted is not None:
            yield Finding(CUBE_COUNTED_OTHERWISE, file, cell="--metric", facts={"found": list(otherwise)})


def statement_of(statements: Sequence[str]) -> str:
    """Write the statements of one cube as one text."""
    return _SEPARATOR.join(statements) + "\n"


def said_moment(local: datetime | None) -> str:
    """Say as of which local time a cube was counted."""
    return "–" if local is None else local.isoformat(" ", "seconds")


def _lies_in(asked: Period, counted: Period) -> bool:
    """Whether all days of one period are among those of another."""
    if asked.is_empty:
        return False
    after = counted.first is None or (asked.first is not None and asked.first >= counted.first)
    return after and (counted.last is None or (asked.last is not None and asked.last <= counted.last))
