"""Only the newest question counts: what was begun before does not take its place, nor leave anything."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from rca.output.terminal import Terminal
from rca.paging import Arrangement, View
from rca.stats import SyncStats
from rca.tui.app import Changed
from rca.tui.desk import Desk
from rca.tui.itemsource import ItemSource, Page
from rca.tui.widgets.queues import Queues
from rca.workspace import Workspace
from tests.tui.browse import settle
from tests.tui.triaged import triage

Answer = TypeVar("Answer")


async def test_names_that_were_found_while_documents_changed_are_found_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, found = Desk(str(root)), list[str]()
    source, id_lines = ItemSource(desk, Terminal(80, color=False, unicode=True)), Workspace.id_lines

    def meanwhile(workspace: Workspace) -> str:
        found.append(id_lines(workspace))
        if len(found) == 1:
            source.forget()
        return found[-1]

    monkeypatch.setattr(Workspace, "id_lines", meanwhile)
    for times in (1, 2, 2):
        await source.beginning(Arrangement(), 5)
        assert len(found) == times
    await desk.close()


@pytest.mark.parametrize("ticks", range(5))
async def test_what_waits_for_a_picture_can_be_given_up_when_it_comes(
    root: Path, ticks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with triage(root) as screen:
        painted: list[Callable[[], object]] = []
        with monkeypatch.context() as patch:
            patch.setattr(screen.screen, "call_after_refresh", painted.append)
            waiting = asyncio.create_task(screen.screen._be_seen())
            await asyncio.sleep(0)
        painted[0]()
        for _ in range(ticks):
            await asyncio.sleep(0)
        given_up = waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
        assert waiting.cancelled() == given_up


async def test_the_rest_of_the_first_list_does_not_come_into_the_next_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of the first list is shown and waits for its picture; then somebody goes to the next queue."""
    async with triage(root) as screen:
        table, painted = screen.screen.table, asyncio.Event()

        async def be_seen() -> None:
            await painted.wait()

        first = View(table.view.arrangement, table.view.places[:3], complete=False)
        with monkeypatch.context() as patch:
            patch.setattr(screen.screen, "_be_seen", be_seen)
            screen.screen.start(screen.screen._complete_list, Page(first, 0, [], {}))
            await screen.pilot.pause()
        busy = threading.Event()
        screen.app.desk._asking.submit(busy.wait)
        beginning = screen.app.items.beginning

        async def asked(arrangement: Arrangement, limit: int) -> Page:
            answer = asyncio.create_task(beginning(arrangement, limit))
            asyncio.get_running_loop().call_later(0.05, busy.set)
            painted.set()
            return await answer

        monkeypatch.setattr(screen.app.items, "beginning", asked)
        await screen.press("tab")
        assert screen.screen.is_as_asked
        assert (screen.queue, table.view.arrangement.query) == ("Paper only", "is:paper-only")


class Held(Desk):
    """A desk that keeps its answers to itself until they are wanted."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.answered, self.wanted = asyncio.Event(), asyncio.Event()

    async def ask(
        self, question: Callable[[Workspace], Answer], line: str = "", *, aside: bool = False
    ) -> Answer:
        answer = await super().ask(question, line, aside=aside)
        self.answered.set()
        await self.wanted.wait()
        return answer


async def test_nothing_is_looked_for_among_items_of_before_a_change(root: Path) -> None:
    """While the answer to a query is on its way, a document comes whose item both queries select."""
    desk = Held(str(root))
    source = ItemSource(desk, Terminal(80, color=False, unicode=True))
    whole = asyncio.create_task(source.whole(Arrangement(query="restore")))
    await desk.answered.wait()
    text = "# Restore failed\n\n## Action items\n\n- [ ] Restore rollback-9 by hand\n"
    (root / "incidents" / "2026-11-20-restore-failed.md").write_text(text)
    with Workspace(str(root)) as workspace:
        workspace.sync()
    source.forget()
    desk.wanted.set()
    await whole
    page = await source.beginning(Arrangement(query="restore rollback-9"), 10)
    await desk.close()
    assert page.view.items == 1


async def test_counts_follow_a_change_although_its_list_is_given_up(root: Path) -> None:
    """A document is gone; before its items go, somebody sorts the list."""
    gone = next(root.rglob("*vault*.md"))  # noqa: ASYNC240 - of a test
    async with triage(root) as screen:
        gone.unlink()
        with Workspace(str(root)) as workspace:
            workspace.sync()
            left = workspace.count_items()
        screen.screen.follow(Changed(SyncStats()))
        screen.screen.action_sort()
        await settle(screen.pilot)
        assert screen.screen.query_one(Queues)._counts["All"] == left
