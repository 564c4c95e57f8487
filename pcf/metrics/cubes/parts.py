"""Parts of a log, each counted into a cube of its own, and put together again.

A row falls into a part by the hash of whose it is, so that all rows of one customer are counted together: event
windows are exact, and so is the number of different customers, which adds up over the parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics import row_findings as kinds
from pcf.metrics.counted import keys_of
from pcf.metrics.cubes.cube import Cube, said_moment
from pcf.metrics.cubes.findings import (
    CUBE_LOG_CHANGED,
    CUBE_PART_FOREIGN,
    CUBE_PART_TWICE,
    CUBE_PARTS_MISSING,
    CUBE_PARTS_SUM,
    CUBE_TWICE,
    PART_OF_LEGS,
)
from pcf.metrics.cubes.record import Part
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.quality import Counts
from pcf.model.component import Followed
from pcf.model.log import CountingRecord

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class PartRows:
    """Writes the condition that a row falls into a part.

    Attributes:
        number: Of the part, from 1.
        parts: How many there are.
        countings: What is counted.
    """

    number: int
    parts: int
    countings: Sequence[CountingRecord]

    def key(self, log_map: LogMap) -> str:
        """Say by which column this log falls into parts: by what windows follow, else by its own key.

        Raises:
            LogError: It cannot: its cases come as several rows.
        """
        keys = keys_of(log_map)
        followed = [one.component for one in self.countings if one.log == log_map.log.id]
        firsts = [keys[one.key][0] for one in followed if isinstance(one, Followed)]
        key = next((one for one in firsts if one in log_map.filled), log_map.log.key or log_map.log.time)
        if log_map.is_legs:
            told = Finding(PART_OF_LEGS, name_of(log_map.path), cell="grain", facts={"found": "leg"})
            raise LogError(findings=(told,), path=name_of(log_map.path), count=1)
        return key

    def __call__(self, engine: Engine, log_map: LogMap) -> str:
        """Write the condition; rows of nobody we know fall into the first part."""
        key = self.key(log_map)
        fallen = engine.part((key,), self.number - 1, self.parts)
        return f"({key} IS NULL OR {fallen})" if self.number == 1 else f"({key} IS NOT NULL AND {fallen})"


def join_cubes(cubes: Sequence[Cube]) -> list[Cube]:
    """Put parts together: one cube of each log, in the order in which the logs were first named.

    Raises:
        LogError: Parts are missing, stand twice or belong to another cube; ``findings`` hold every fault.
    """
    logs: dict[str, list[Cube]] = {}
    for cube in cubes:
        logs.setdefault(cube.counted.log_map.log.id, []).append(cube)
    faults = [fault for same in logs.values() for fault in _faults(same)]
    if faults:
        named = ", ".join(dict.fromkeys(fault.file for fault in faults))
        raise LogError(findings=tuple(faults), path=named, count=len(faults))
    return [_joined(same) for same in logs.values()]


def _faults(cubes: Sequence[Cube]) -> Iterator[Finding]:
    """Say why cubes of one log cannot be put together."""
    first = cubes[0]
    parts = [cube.part for cube in cubes if cube.part is not None]
    if len(cubes) > 1 and len(parts) < len(cubes):
        yield Finding(CUBE_TWICE, first.file, facts={"found": [cube.file for cube in cubes]})
        return
    if not parts:
        return
    others = [fault for cube in cubes[1:] for fault in _differences(first, cube)]
    yield from others
    times = Counter(part.number for part in parts)
    for number, often in sorted(times.items()):
        if often > 1:
            named = dict.fromkeys(cube.file for cube in cubes if cube.part is not None and cube.part.number == number)
            yield Finding(CUBE_PART_TWICE, ", ".join(named), facts={"found": number})
    if missing := [number for number in range(1, parts[0].parts + 1) if number not in times]:
        told = [str(number) for number in missing[:_EXAMPLES]] + (["…"] if missing[_EXAMPLES:] else [])
        yield Finding(CUBE_PARTS_MISSING, first.file, facts={"found": told, "parts": parts[0].parts})
    used = sum(cube.counted.counts.used for cube in cubes)
    if used != parts[0].size and not others and not missing and len(times) == len(parts):
        yield Finding(CUBE_PARTS_SUM, first.file, facts={"found": used, "size": parts[0].size})


def _differences(first: Cube, cube: Cube) -> Iterator[Finding]:
    """Say whether a part is of another cube than the first, or of the log as it was at another time."""
    made, its = _made_of(first), _made_of(cube)
    if differing := [name for name, value in made.items() if its[name] != value]:
        yield Finding(CUBE_PART_FOREIGN, cube.file, facts={"found": _said(cube.part), "what": differing})
    elif _log_of(first) != _log_of(cube):
        (size, latest), (other_size, other_latest) = _log_of(cube), _log_of(first)
        facts = {
            "found": _said(cube.part),
            "size": size,
            "latest": said_moment(latest),
            "other": _said(first.part),
            "other_size": other_size,
            "other_latest": said_moment(other_latest),
        }
        yield Finding(CUBE_LOG_CHANGED, cube.file, facts=facts)


def _said(part: Part | None) -> str:
    return f"{part.number}/{part.parts}" if part else "–"


def _made_of(cube: Cube) -> Mapping[str, object]:
    """Return what parts of one cube have in common, by what a person would call it."""
    counted = cube.counted
    return {
        "--part": cube.part and (cube.part.parts, cube.part.key),
        "statement.sql": cube.part and cube.part.statement,  # as it ran it depends on the memory as well
        "map.toml": (cube.map_text, cube.names),
        "engine": (counted.engine, counted.log_map.dialect),
        "engine_version": cube.part and _release(counted.engine, cube.part.engine_version),
        "as_of": cube.as_of,
        "from": cube.period,
        "tables": cube.tables,
    }


def _release(engine: str, version: str) -> list[str]:
    """Return what of a version tells how keys are hashed: PostgreSQL counts its releases by the first number."""
    return version.split(".")[: 1 if engine == "postgres" else 2]


def _log_of(cube: Cube) -> tuple[int, datetime | None]:
    """Return how many rows the log of a part had, and its last moment as a local time."""
    latest = cube.latest and moments.local(cube.latest, cube.counted.log_map.timezone)
    return cube.part.size if cube.part else 0, latest


def _joined(parts: Sequence[Cube]) -> Cube:
    first = parts[0]
    if first.part is None:
        return first
    tallies = first.counted.tallies
    for one in parts[1:]:
        tallies = tallies.with_more(one.counted.tallies)
    # a customer is in one part only; what else differs may be in several
    lost = frozenset(name for name in tallies.distinct() if tallies.reads[name].column != first.part.key)
    counted = replace(
        first.counted,
        tallies=replace(tallies, lost=lost, lost_in_total=lost),
        counts=_sum([one.counted.counts for one in parts]),
        findings=tuple(_summed([one.counted.findings for one in parts])),
    )
    return replace(first, counted=counted, part=None)


def _sum(counts: Sequence[Counts]) -> Counts:
    names = dict.fromkeys(name for one in counts for name in one.left_out)
    return Counts(
        read=sum(one.read for one in counts),
        left_out={name: sum(one.left_out.get(name, 0) for one in counts) for name in names},
        not_offered=sum(one.not_offered for one in counts),
        used=sum(one.used for one in counts),
    )


def _summed(of_parts: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    """Add up what was found in the rows of several parts; what no part has is told only if it is in all."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in (one for findings in of_parts for one in findings):
        alike.setdefault((one.code, one.cell), []).append(one)
    for same in alike.values():
        first = same[0]
        if first.kind is kinds.WHERE_UNMATCHED:
            said = [finding.facts["found"] for finding in same]
            common = [one for one in same if said.count(one.facts["found"]) == len(of_parts)]
            yield from {str(one.facts["found"]): one for one in common}.values()
            continue
        facts = {**first.facts, "found": sum(int(str(one.facts["found"])) for one in same)}
        if isinstance(facts.get("rows"), list):
            facts["rows"] = _first_rows(same)
        yield replace(first, facts=facts)


def _first_rows(findings: Sequence[Finding]) -> list[str]:
    rows = [str(row) for one in findings for row in one.facts["rows"]]  # type: ignore[attr-defined]
    return sorted(rows, key=_place)[:_EXAMPLES]


def _place(row: str) -> tuple[str, int]:
    """Return the file and the line of a row, which is told as ``17`` or as ``log.csv 17``."""
    file, _, line = row.rpartition(" ")
    return file, int(line) if line.isdecimal() else 0
