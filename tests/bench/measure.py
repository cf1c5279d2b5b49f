"""What a process or a call costs, and the ratio of two that ran side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took: seconds of wall time and CPU (children included), and peak memory in MB."""

    wall: float
    cpu: float
    peak: float = 0.0


_LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
spent = time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
os.write(int(sys.argv[1]), json.dumps([os.waitstatus_to_exitcode(status), *spent]).encode())
"""
"""A small process that runs another one: what is forked from a large one has its size as its peak."""


class Failed(RuntimeError):
    """A measured command did not end as it should."""

    def __init__(self, command: Sequence[str], status: int, errors: str) -> None:
        super().__init__(f"{' '.join(command[:6])} … ended with {status}: {errors.strip()[-600:]}")


def environment() -> dict[str, str]:
    """The environment of measured processes: byte code allowed, today and actor fixed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"RCA_TODAY": "2026-11-24", "RCA_ACTOR": "Ada <ada@example.org>", "NO_COLOR": "1"}


def one_core() -> None:
    """Keep this process, and those that it starts, on one of the cores that it may use."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def child(
    command: Sequence[str], *, allowed: tuple[int, ...] = (0,), prepare: Callable[[], None] | None = None
) -> Cost:
    """Run a command to its end, output thrown away; raises `Failed` for an exit code that is not allowed."""
    taker, giver = os.pipe()
    try:
        launched = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(giver), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            pass_fds=(giver,),
            preexec_fn=prepare,
            check=False,
        )
        if launched.returncode:
            raise Failed(command, launched.returncode, launched.stderr)
        status, wall, cpu, peak = json.loads(os.read(taker, 1000))
    finally:
        os.close(taker)
        os.close(giver)
    if status not in allowed:
        raise Failed(command, status, launched.stderr)
    return Cost(wall, cpu, peak)


def call(function: Callable[[], object]) -> Cost:
    """Time a call in this process; children do not count."""
    wall, cpu = time.perf_counter(), time.process_time()
    function()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def pairs(first: Callable[[], Cost], second: Callable[[], Cost], times: int) -> list[tuple[Cost, Cost]]:
    """Run both by turns, the other one first every second time."""
    found = []
    for turn in range(times):
        if turn % 2:
            late = second()
            found.append((first(), late))
        else:
            found.append((first(), second()))
    return found


def wall_ratio(measured: list[tuple[Cost, Cost]]) -> float:
    """Median of the pairs' ratios of wall time."""
    return median(first.wall / second.wall for first, second in measured)


def cpu_ratio(measured: list[tuple[Cost, Cost]]) -> float:
    """Median of the pairs' ratios of CPU time."""
    return median(first.cpu / second.cpu for first, second in measured)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def remove_index(folder: Path) -> None:
    """Remove a workspace's index, so that the next sync is a cold one."""
    for path in (folder / ".rca").glob("index.db*"):
        path.unlink()
