"""Opening 12 KB beside Textual's own Markdown widget: `python -m tests.bench.reading WORKSPACE`.

Prints JSON: the medians of both in milliseconds of CPU and their ratio.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median

from textual.app import App
from textual.widgets import Markdown

from tests.bench.ratios import Result, run_json

SIZE = (120, 40)
REPEATS = 7
_GOAL = 0.25
_LENGTH = 12_000
_INTRODUCTION = """\
# RCA — The queue of captures stood still

- **Date:** 2026-05-02
- **Severity:** SEV-2
- **Services:** ledger, stream

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|--------|-------|-----|-------|---------|----------|
"""
_ROW = "| {0} | Alert on *depth* {0} of the `queue` | platform | 2026-06-01 | #{0} | 2026-05-10 | prod: — |\n"
_PART = """
## Part {0}

The consumer of **partition {0}** fell behind, as [the runbook](https://example.org/{0}) says it would;
nobody looked at `queue.depth` before 10:{0}, and the retries made it worse.

- 10:{0} UTC the queue grew
- 10:{0} UTC somebody *noticed*
  1. stopped the retries
  2. drained the queue
"""


def text() -> str:
    """A document of 12 KB: facts, a table of items, prose, lists."""
    rows = "".join(map(_ROW.format, range(1, 21)))
    parts = "".join(map(_PART.format, range(10, 60)))
    return (_INTRODUCTION + rows + parts)[:_LENGTH]


async def _ours(app: App[None], path: str) -> None:
    """Open the document, until its first screen is painted."""
    from rca.tui.app import RcaApp
    from rca.tui.screens.document import DocumentScreen

    assert isinstance(app, RcaApp)
    app.open_document(path)
    while not (isinstance(app.screen, DocumentScreen) and app.screen.contents):  # noqa: ASYNC110
        await asyncio.sleep(0)
    await _painted(app)


async def _stock(app: App[None], shown: str) -> None:
    """Show the document in the widget of the library."""
    widget = Markdown(shown)
    await app.screen.mount(widget)
    await _painted(app)
    await widget.remove()


async def _painted(app: App[None]) -> None:
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()


async def _cost(action: Callable[[], Awaitable[None]]) -> float:
    started = time.process_time()
    await action()
    return 1000 * (time.process_time() - started)


async def compare(root: str) -> dict[str, float]:
    """Both in one process, one after the other, after a first time that imports what they need."""
    from rca.tui.app import RcaApp

    path = "incidents/2026-05-02-captures.md"
    ours: list[float] = []
    stock: list[float] = []
    app, plain = RcaApp(root), App[None]()
    async with app.run_test(size=SIZE):
        await app.workers.wait_for_complete()
        for _ in range(REPEATS + 1):
            ours.append(await _cost(lambda: _ours(app, path)))
            await app.workers.wait_for_complete()
            _ = app.pop_screen()
            await asyncio.sleep(0.05)
    async with plain.run_test(size=SIZE):
        stock = [await _cost(lambda: _stock(plain, text())) for _ in range(REPEATS + 1)]
    mine, theirs = median(ours[1:]), median(stock[1:])
    return {"ours": mine, "stock": theirs, "ratio": mine / theirs}


def reading(place: Path) -> Iterator[Result]:
    """The ratio beside its goal."""
    folder = place / "reading"
    (folder / "incidents").mkdir(parents=True, exist_ok=True)
    (folder / "rca.toml").write_text('environments = ["staging", "prod"]\n', encoding="utf-8")
    (folder / "incidents" / "2026-05-02-captures.md").write_text(text(), encoding="utf-8")
    figures = run_json("tests.bench.reading", str(folder))
    detail = f"{figures['ours']:.0f} / {figures['stock']:.0f} ms"
    yield Result("open 12 KB ÷ Markdown widget, CPU", 1, figures["ratio"], _GOAL, detail)


if __name__ == "__main__":
    from rca.workspace import Workspace

    with Workspace(sys.argv[1]) as workspace:
        workspace.sync()
    print(json.dumps(asyncio.run(compare(sys.argv[1]))))
