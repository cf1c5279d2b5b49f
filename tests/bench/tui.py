"""What one waits for in the application: `python -m tests.bench.tui triage|mark WORKSPACE`.

`triage` prints JSON: milliseconds from a key to the repaint that shows its answer, p99 and median, wall and
CPU of all threads, and the items; `mark` the same of marking items, in a copy of the workspace.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.clocks import Spent
from tests.bench.measure import percentile

if TYPE_CHECKING:
    from textual.app import App

    from rca.tui.app import RcaApp

REPEATS = 40
MARKS = 15
REFUSED = 3_000.0
"""Milliseconds after which an item that still stands there cannot be marked."""
WORDS = (
    "replica",
    "rollback",
    "owner:plat",
    "database",
    "sev:<=2 alert",
    "zzzzq",
    "runbook for",
    "is:open cache",
)
SORTS = ("due", "sev", "owner", "state", "id")


async def shown(app: App[None]) -> None:
    """Wait until every line that is seen has its item, and is painted."""
    from rca.tui.screens.triage import TriageScreen

    while not (  # noqa: ASYNC110 - what is waited for has no event
        isinstance(app.screen, TriageScreen) and app.screen.is_mounted and app.screen.is_settled
    ):
        await asyncio.sleep(0.002)
    await _painted(app)


async def _painted(app: App[None]) -> None:
    """Wait for the repaint."""
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()


async def triage(root: str) -> dict[str, float]:
    """Percentiles of what a user waits for."""
    from rca.tui.start import application

    app = application(root, follow=False)
    from tests.bench.picture import SIZE  # with Textual, and that after `application`

    async with app.run_test(size=SIZE):
        await shown(app)
        await app.workers.wait_for_complete()
        return await Stopwatch(app).all()


async def mark(root: str) -> dict[str, float]:
    """From the key that marks an item written to the repaint that shows it: median and p99."""
    from rca.tui.start import application

    with TemporaryDirectory() as folder:
        copy = shutil.copytree(root, f"{folder}/copy", copy_function=shutil.copy2)
        app = application(copy, "is:open written:no sort:id", follow=False)
        from tests.bench.picture import SIZE

        async with app.run_test(size=SIZE):
            await shown(app)
            await app.workers.wait_for_complete()
            return await Stopwatch(app).marks()


async def settled(app: App[None]) -> None:
    """Wait until nothing is looked for any more, be it what a newer question took the place of."""
    await asyncio.sleep(0.02)
    while not all(worker.is_finished for worker in app.workers):  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.002)
    await _painted(app)


class Stopwatch:
    """Does what a user does, and takes the time until it shows."""

    def __init__(self, app: RcaApp) -> None:
        from rca.tui.screens.triage import TriageScreen

        assert isinstance(app.screen, TriageScreen)
        self.app = app
        self.screen = app.screen
        self.random = random.Random(1)

    async def all(self) -> dict[str, float]:
        """Every figure, by its name."""
        await self._look_at_all()
        items = float(self.screen.table.view.items)
        figures: dict[str, float] = {"items": items}
        for name, action in (("page", self._page), ("end", self._end), ("sort", self._sort)):
            figures |= _p99(name, [await self._time(action) for _ in range(REPEATS)])
        return figures

    async def _look_at_all(self) -> None:
        from rca.queues import QUEUES
        from rca.tui.widgets.queues import Queues

        self.screen.query_one(Queues).choose(QUEUES[-1])
        view = self.screen.table.view
        while view.arrangement.query or not view.complete:
            await asyncio.sleep(0.002)
            view = self.screen.table.view
        await settled(self.app)

    async def _time(self, action: Callable[[], object]) -> Spent:
        started = Spent.now()
        action()
        await shown(self.app)
        spent = started.since()
        await settled(self.app)
        return spent

    async def marks(self) -> dict[str, float]:
        """Mark item after item; those that cannot be marked are left out, and counted."""
        found: list[Spent] = []
        refused = 0
        while len(found) < MARKS and refused < MARKS:
            spent = await self._mark()
            if spent:
                found.append(spent)
            else:
                refused += 1
                self.screen.table.action_move(1)
                await settled(self.app)
        middle = sorted(found)[len(found) // 2]
        return {"median": middle.wall, "median cpu": middle.cpu, "refused": refused, **_p99("mark", found)}

    async def _mark(self) -> Spent | None:
        """Mark the item under the cursor, and wait until what it is now is painted; None where it stays."""
        table = self.screen.table
        ref = table.targets()[0]
        started = Spent.now()
        self.app.action_do("written")
        while any(row.ref == ref and row.written != "yes" for row in filter(None, [table.current])):
            if started.since().wall > REFUSED:
                return None
            await asyncio.sleep(0.001)
        await _painted(self.app)
        spent = started.since()
        await settled(self.app)
        return spent

    def _page(self) -> None:
        table = self.screen.table
        if table.cursor > table.view.lines - 200:
            table.action_first()
        table.action_page(1)

    def _end(self) -> None:
        table = self.screen.table
        go = table.action_first if table.cursor > table.view.lines // 2 else table.action_last
        go()

    def _sort(self) -> None:
        self.screen.action_sort()


def _p99(name: str, found: list[Spent]) -> dict[str, float]:
    """Wall and CPU below which 99 of 100 stay, each for itself, and half of them."""
    walls, cpus = [spent.wall for spent in found], [spent.cpu for spent in found]
    return {
        name: percentile(walls, 0.99),
        f"{name} cpu": percentile(cpus, 0.99),
        f"{name} p50": percentile(walls, 0.5),
        f"{name} p50 cpu": percentile(cpus, 0.5),
    }


if __name__ == "__main__":
    measured = triage if sys.argv[1] == "triage" else mark
    print(json.dumps(asyncio.run(measured(sys.argv[2]))))
