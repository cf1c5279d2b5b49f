"""The promised ratios, each a function of a generated workspace; `RATIOS` is all of them, in order."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rca.workspace import Workspace
from tests.bench.floor import documents
from tests.bench.generate import generate, made_by
from tests.bench.measure import (
    Cost,
    Failed,
    child,
    cpu_ratio,
    environment,
    one_core,
    pairs,
    remove_index,
    wall_ratio,
)

PYTHON = sys.executable
RCA = str(Path(PYTHON).with_name("rca"))
PEER = str(Path(PYTHON).with_name("markdown-to-sqlite"))
WORD = "rollback"
_PEERS = 2_000
"""Documents for the peer, which reads each for itself and takes 30 ms for it."""


class Result(NamedTuple):
    """One measured figure beside its goal."""

    name: str
    documents: int
    value: float
    goal: float | None
    detail: str
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        return None if self.goal is None else self.value <= self.goal


def run_json(module: str, *arguments: str) -> dict[str, float]:
    """The figures that a module prints."""
    done = subprocess.run(
        [PYTHON, "-m", module, *arguments], env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed((module, *arguments), done.returncode, done.stderr)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


class Site:
    """A generated workspace of some size, and what was measured on it that others need."""

    def __init__(self, place: Path, size: int) -> None:
        self.folder = place / str(size)
        self.size = size
        made = self.folder / "generated"
        if not made.exists() or made.read_text() != made_by():
            shutil.rmtree(self.folder, ignore_errors=True)
            generate(self.folder, size)

    def rca(self, command: str, *allowed: int, prepare: Callable[[], None] | None = None) -> Cost:
        """The cost of an rca command on this workspace; other exit codes than 0 have to be allowed."""
        arguments = [RCA, "-C", str(self.folder), *command.split()]
        return child(arguments, allowed=(0, *allowed), prepare=prepare)

    def cold(self, prepare: Callable[[], None] | None = None) -> Cost:
        """The cost of a sync without an index."""
        remove_index(self.folder)
        return self.rca("sync", prepare=prepare)

    def floor(self) -> Cost:
        """The cost of the same rows and full text by hand."""
        out = self.folder.parent / "floor.db"
        figures = run_json("tests.bench.floor", str(self.folder), str(out))
        return Cost(figures["wall"], figures["cpu"])

    def inside(self, what: str) -> dict[str, float]:
        """Figures that one process measures."""
        return run_json("tests.bench.inside", what, str(self.folder))

    @cached_property
    def repeats(self) -> int:
        """How many pairs a cold sync is measured with."""
        return 5 if self.size <= 1_000 else 3 if self.size <= 10_000 else 1

    @cached_property
    def cold_pairs(self) -> list[tuple[Cost, Cost]]:
        """Cold syncs on all cores, each beside a floor."""
        self.cold()
        return pairs(self.cold, self.floor, self.repeats)

    @cached_property
    def single_pairs(self) -> list[tuple[Cost, Cost]]:
        """Cold syncs on one core, each beside a floor."""
        return pairs(lambda: self.cold(one_core), self.floor, self.repeats)


def both(measured: list[tuple[Cost, Cost]], *, cpu: bool = False) -> str:
    """What both cost, as words."""
    ours = median(ours.cpu if cpu else ours.wall for ours, _ in measured)
    theirs = median(theirs.cpu if cpu else theirs.wall for _, theirs in measured)
    unit, factor = ("s", 1.0) if theirs > 1 else ("ms", 1000.0)
    return f"{ours * factor:.3g} / {theirs * factor:.3g} {unit} {'CPU' if cpu else 'wall'}"


def cold_wall(site: Site) -> Iterator[Result]:
    found = site.cold_pairs
    yield Result("cold sync ÷ floor, wall", site.size, wall_ratio(found), 1.8, both(found))


def cold_cpu(site: Site) -> Iterator[Result]:
    found = site.single_pairs
    yield Result(
        "cold sync ÷ floor, CPU, one process", site.size, cpu_ratio(found), 3.2, both(found, cpu=True)
    )


def against_peer(site: Site) -> Iterator[Result]:
    if site.size > 10_000 or not Path(PEER).exists():
        return
    some = Site(site.folder.parent, min(site.size, _PEERS))
    out = site.folder.parent / "peer.db"

    def peer() -> Cost:
        out.unlink(missing_ok=True)
        return child([PEER, str(out), "docs", *documents(some.folder / "incidents")])

    found = pairs(lambda: some.cold(one_core), peer, 1)
    yield Result(
        "cold sync ÷ markdown-to-sqlite, CPU", some.size, cpu_ratio(found), 0.45, both(found, cpu=True)
    )


def noop(site: Site) -> Iterator[Result]:
    figures = site.inside("noop")
    yield Result("no-op sync ÷ scandir + stat", site.size, figures["ratio"], 1.15, f"{figures['ms']:.1f} ms")


def update(site: Site) -> Iterator[Result]:
    figures = site.inside("update")
    detail = f"{figures['ms']:.1f} ms CPU"
    yield Result("one changed file ÷ stock block-only parse, CPU", site.size, figures["ratio"], 3.0, detail)
    yield Result("one changed file, worst of 1,000, CPU", site.size, figures["worst ms"], 25.0, "", " ms")


def due(site: Site) -> Iterator[Result]:
    if site.size != 100:
        return
    site.rca("sync")
    bare = [PYTHON, "-c", "import sqlite3"]
    found = pairs(lambda: site.rca("due", 1), lambda: child(bare), 41)
    yield Result('rca due ÷ python -c "import sqlite3"', site.size, wall_ratio(found), 3.2, both(found))


def search_process(site: Site) -> Iterator[Result]:
    ripgrep = shutil.which("rg")
    if ripgrep is None or site.size < 10_000:
        return
    site.rca("sync")
    theirs = [ripgrep, "-l", WORD, str(site.folder / "incidents")]
    # The index alone against a search of all files: to look for changed ones costs a scandir and stat more.
    found = pairs(lambda: site.rca(f"--no-sync search {WORD}"), lambda: child(theirs), 15)
    goal = 0.6 if site.size <= 10_000 else 0.3
    yield Result("rca --no-sync search ÷ rg -l", site.size, wall_ratio(found), goal, both(found))
    found = pairs(lambda: site.rca(f"search {WORD}"), lambda: child(theirs), 15)
    yield Result("rca search, which syncs first, ÷ rg -l", site.size, wall_ratio(found), goal, both(found))


def search_inside(site: Site) -> Iterator[Result]:
    if site.size < 10_000:
        return
    figures = site.inside("search")
    whole, typing = (25.0, 16.0) if site.size <= 10_000 else (None, 50.0)
    yield Result(
        "search, whole words, p99, CPU",
        site.size,
        figures["whole p99"],
        whole,
        f"p50 {figures['whole p50']:.2g} ms",
        " ms",
    )
    yield Result(
        "search, as one types, p99, CPU",
        site.size,
        figures["typing p99"],
        typing,
        f"p50 {figures['typing p50']:.2g} ms",
        " ms",
    )


def mark(site: Site) -> Iterator[Result]:
    """One change written back, against a reading command on the same workspace; documents are put back."""
    if site.size != 10_000:
        return
    site.rca("sync")
    with Workspace.find(site.folder) as workspace:
        items = {item.path: item.ref for item in workspace.items("is:open", limit=400)}
    chosen = dict(islice(items.items(), 11))
    before = {site.folder / path: (site.folder / path).read_bytes() for path in chosen}
    refs = iter(chosen.values())
    found = pairs(lambda: site.rca(f"mark {next(refs)} written"), lambda: site.rca("due", 1), len(chosen))
    for path, data in before.items():
        path.write_bytes(data)
        shutil.rmtree(path.parent / "journal", ignore_errors=True)
    yield Result("rca mark ÷ rca due, CPU", site.size, cpu_ratio(found), 5.0, both(found, cpu=True))


RATIOS: tuple[Callable[[Site], Iterator[Result]], ...] = (
    cold_wall,
    cold_cpu,
    against_peer,
    noop,
    update,
    due,
    search_process,
    search_inside,
    mark,
)


def journals(place: Path) -> Iterator[Result]:
    """What it costs to verify 100,000 events."""
    figures = run_json("tests.bench.journals", str(place / "journals"))
    detail = f"{figures['s']:.2f} s CPU, {figures['MB']:.0f} MB more memory"
    yield Result("journal verify ÷ json.loads, CPU", 100_000, figures["ratio"], 6.0, detail)


def growth(small: Site, large: Site) -> Iterator[Result]:
    """What grows with the number of documents: peak memory, and time a document."""
    few, many = small.cold_pairs[-1][0], large.cold_pairs[-1][0]
    goal = 1.3 if (small.size, large.size) == (10_000, 100_000) else None
    detail = f"{many.peak:.0f} / {few.peak:.0f} MB"
    yield Result(f"peak memory ÷ that of {small.size:,}", large.size, many.peak / few.peak, goal, detail)
    each = (many.wall / large.size) / (few.wall / small.size)
    yield Result(f"cold sync a document ÷ that of {small.size:,}", large.size, each, None, _rate(many, large))


def _rate(cost: Cost, site: Site) -> str:
    return f"{site.size / cost.wall:.0f} documents a second"
