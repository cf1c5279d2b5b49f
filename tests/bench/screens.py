"""What the application promises, each figure beside its goal, at 10,000 and at 100,000 action items."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.measure import Cost, child, cpu_ratio, pairs, wall_ratio
from tests.bench.ratios import Result, Site, run_json

SIZES = {1_900: 16.0, 18_500: 50.0}
"""Documents with about 10,000 and 100,000 items: the goal of a keystroke in the filter, in milliseconds."""
_PAIRS = 9


def screens(place: Path) -> Iterator[Result]:
    """First paint and memory against an app without anything; what a user waits for in a long list."""
    for size, goal in SIZES.items():
        site = Site(place, size)
        site.rca("sync")
        yield from _first_paint(site)
        yield from _memory(site)
        yield from _triage(site)
        yield _key(site, goal)
        yield from _mark(site)


def _start(what: str, folder: str = "") -> Cost:
    return child([sys.executable, "-m", "tests.bench.start", what, folder])


def _first_paint(site: Site) -> Iterator[Result]:
    """Of a workspace that was opened before: what is remembered of it is what one mostly begins with."""
    _start("rest", str(site.folder))
    found = pairs(lambda: _start("paint", str(site.folder)), lambda: _start("blank"), _PAIRS)
    ours = [cost for cost, _ in found]
    milliseconds = f"{1000 * median(cost.wall for cost in ours):.0f} ms"
    yield Result("first paint ÷ empty app, wall", site.size, wall_ratio(found), 1.15, milliseconds)
    yield Result("first paint ÷ empty app, CPU", site.size, cpu_ratio(found), 1.15, "")


def _memory(site: Site) -> Iterator[Result]:
    found = pairs(lambda: _start("rest", str(site.folder)), lambda: _start("empty"), 3)
    peaks = median(ours.peak for ours, _ in found), median(empty.peak for _, empty in found)
    detail = f"{peaks[0]:.0f} / {peaks[1]:.0f} MB"
    yield Result("memory ÷ empty app", site.size, peaks[0] / peaks[1], 1.3, detail)


def _triage(site: Site) -> Iterator[Result]:
    figures = run_json("tests.bench.tui", "triage", str(site.folder))
    items = f"{figures['items']:,.0f} items"
    for key, name in {"page": "page down", "end": "jump to the end", "sort": "sort"}.items():
        told = f"median {figures[f'{key} p50']:.0f} ms, {figures[f'{key} p50 cpu']:.0f} ms CPU"
        detail = f"{figures[f'{key} cpu']:.0f} ms CPU; {told}; {items}"
        yield Result(f"{name}, p99", site.size, figures[key], 50.0, detail, " ms")


def _key(site: Site, goal: float) -> Result:
    ours = run_json("tests.bench.keys", "ours", str(site.folder))
    bare = run_json("tests.bench.keys", "bare")
    stock = f"p99 {bare['p99']:.0f} ms, median {bare['p50']:.0f} ms, {bare['p50 cpu']:.0f} ms CPU"
    told = f"median {ours['p50']:.0f} ms, {ours['p50 cpu']:.0f} ms CPU"
    detail = f"{told}; an input and a text of Textual alone: {stock}"
    return Result("a key in the filter, p99", site.size, ours["p99"], goal, detail, " ms")


def _mark(site: Site) -> Iterator[Result]:
    figures = run_json("tests.bench.tui", "mark", str(site.folder))
    detail = f"{figures['median cpu']:.0f} ms CPU, slowest {figures['mark']:.0f} ms"
    yield Result("a mark to its repaint, median", site.size, figures["median"], 100.0, detail, " ms")
