"""CPU time and memory of other processes, as Linux tells them in /proc; nothing elsewhere."""

from __future__ import annotations

import os
import time
from pathlib import Path

_PROC = Path("/proc")
_SETTLED = 0.3  # seconds until a process that just ended is counted by the one that started it
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 1


def parent_of(pid: int) -> int | None:
    """Return the process that started another; ``None`` where it cannot be seen."""
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def name_of(pid: int) -> str:
    """Return the name of a process's program; nothing where it cannot be seen."""
    try:
        return (_PROC / str(pid) / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def cpu_of(pid: int | None) -> float | None:
    """Return the CPU seconds of a process, of its children that ended and of those that run."""
    if pid is None:
        return None
    time.sleep(_SETTLED)
    if not (own := _stat(pid)):
        return None
    running = (_stat(int(one.name)) for one in _PROC.iterdir() if one.name.isdecimal())
    children = (fields for fields in running if fields and int(fields[1]) == pid)
    ticks = sum(map(int, own[11:15])) + sum(int(ticks) for fields in children for ticks in fields[11:15])
    return ticks / _TICKS


def peak_of(pid: int | None) -> float | None:
    """Return the most memory that a process ever had, in MB."""
    if pid is None:
        return None
    try:
        lines = (_PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), None)


def _stat(pid: int) -> list[str]:
    """Read a process's figures from its state on; the name before it may hold anything."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
