"""What the application costs: `python -m tests.bench.tui paint|empty|triage WORKSPACE`.

`paint` ends with the first items on the screen, `empty` is an app without anything; both without a terminal.
`triage` prints JSON: milliseconds from a key to the repaint that shows its answer, p99, and the items.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

SIZE = (140, 40)
REPEATS = 40
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


async def empty() -> None:
    """An app without anything."""
    from textual.app import App

    app: App[None] = App()
    async with app.run_test(size=SIZE):
        pass


async def paint(root: str) -> None:
    """The triage, until it shows items."""
    from rca.tui.start import application

    app = application(root, follow=False)
    async with app.run_test(size=SIZE):
        await _shown(app)


async def _shown(app: App[None]) -> None:
    """Wait until every line that is seen has its item, and is painted."""
    from rca.tui.screens.triage import TriageScreen

    while not (  # noqa: ASYNC110 - what is waited for has no event
        isinstance(app.screen, TriageScreen) and app.screen.is_mounted and app.screen.is_settled
    ):
        await asyncio.sleep(0.002)
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()


async def triage(root: str) -> dict[str, float]:
    """Percentiles of what a user waits for."""
    from rca.tui.app import RcaApp

    app = RcaApp(root)
    async with app.run_test(size=SIZE):
        await _shown(app)
        await app.workers.wait_for_complete()
        return await Stopwatch(app).all()


class Stopwatch:
    """Does what a user does, and takes the time until it shows."""

    def __init__(self, app: App[None]) -> None:
        from rca.tui.screens.triage import TriageScreen

        assert isinstance(app.screen, TriageScreen)
        self.app = app
        self.screen = app.screen
        self.random = random.Random(1)

    async def all(self) -> dict[str, float]:
        """Every figure, by its name."""
        await self._look_at_all()
        items = float(self.screen.table.view.items)
        figures = {"page": await self._many(self._page), "end": await self._many(self._end)}
        figures["sort"] = await self._many(self._sort)
        figures["key"] = await self._typed()
        return {"items": items, **figures}

    async def _look_at_all(self) -> None:
        from rca.queues import QUEUES
        from rca.tui.widgets.queues import Queues

        self.screen.query_one(Queues).choose(QUEUES[-1])
        view = self.screen.table.view
        while view.arrangement.query or not view.complete:
            await asyncio.sleep(0.002)
            view = self.screen.table.view
        await self._settled()

    async def _many(self, action: Callable[[], object]) -> float:
        return _p99([await self._time(action) for _ in range(REPEATS)])

    async def _time(self, action: Callable[[], object]) -> float:
        started = time.perf_counter()
        action()
        await _shown(self.app)
        spent = time.perf_counter() - started
        await self._settled()
        return 1000 * spent

    async def _settled(self) -> None:
        await asyncio.sleep(0.02)
        await self.app.workers.wait_for_complete()

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

    async def _typed(self) -> float:
        """Each letter of some queries, as one types them."""
        from rca.tui.widgets.querybar import QueryBar

        bar = self.screen.query_one(QueryBar)
        spent = []
        for query in WORDS:
            for end in range(1, len(query) + 1):
                changed = QueryBar.Changed(query[:end])
                spent.append(await self._time(partial(self.screen.on_query_bar_changed, changed)))
        bar.forgive()
        return _p99(spent)


def _p99(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]


if __name__ == "__main__":
    if sys.argv[1] == "triage":
        print(json.dumps(asyncio.run(triage(sys.argv[2]))))
    else:
        asyncio.run(empty() if sys.argv[1] == "empty" else paint(sys.argv[2]))
