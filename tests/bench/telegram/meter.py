"""CPU and memory of processes with all their children, read from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds used so far, and resident bytes now."""

    cpu: float
    resident: int


def read(roots: list[int]) -> Reading:
    """Read several processes and everything below them; ended children count by their parents."""
    cpu, resident = 0.0, 0
    for pid in _trees(roots):
        fields = _stat(pid)
        if fields:
            cpu += sum(map(int, fields[11:15])) / _TICKS
            resident += int(fields[21]) * _PAGE
    return Reading(cpu, resident)


def _stat(pid: int) -> list[str]:
    """Return the fields after the name, of which the first is the state; none once it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def children(pid: int) -> list[int]:
    """Return the processes that this one started and that still run."""
    return _families().get(pid, [])


def _trees(roots: list[int]) -> list[int]:
    families = _families()
    found = list(roots)
    for pid in found:
        found.extend(families.get(pid, []))
    return found


def _families() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            found.setdefault(int(fields[1]), []).append(int(entry.name))
    return found
