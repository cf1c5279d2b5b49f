"""The triage on the sample workspace, as a test sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rca.demo import write_demo
from rca.rows import ItemRow
from rca.tui.app import RcaApp
from rca.tui.screens.triage import TriageScreen
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.querybar import QueryBar
from rca.tui.widgets.queues import Queues
from rca.workspace import Workspace
from tests.tui.browse import settle, shown

TODAY = "2026-11-24"
OVERDUE = [
    "vault-grants-on-paper/1",
    "vault-grants-on-paper/3",
    "restore-never-rehearsed/1",
    "restore-never-rehearsed/3",
]
"""The first of what is overdue in the sample, the longest first."""


def fixed(folder: Path) -> Iterator[None]:
    """The same day and looks everywhere, and a state folder of one's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RCA_TODAY", TODAY)
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        patch.delenv("RCA_ASCII", raising=False)
        patch.delenv("NO_COLOR", raising=False)
        yield


def sample(folder: Path) -> Path:
    """The sample workspace, read."""
    root = folder / "tideway" / "incidents"
    write_demo(root, date.fromisoformat(TODAY))
    with Workspace(str(root)) as workspace:
        workspace.sync()
    return root


class Triage:
    """The triage under the hands of a test."""

    def __init__(self, app: RcaApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they ask for is shown."""
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*({" ": "space", ":": "colon", '"': "quotation_mark"}.get(c, c) for c in text))

    @property
    def screen(self) -> TriageScreen:
        """The screen itself."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, TriageScreen)
        return screen

    @property
    def current(self) -> str:
        """The ref of the item under the cursor, without its day."""
        row = self.screen.table.current
        assert row
        return row.ref[11:]

    @property
    def listed(self) -> list[str]:
        """The refs of the list, as far as they are held, without their days."""
        table = self.screen.table
        rows = (table.row_at(line) for line in range(table.view.lines))
        return [row.ref[11:] for row in rows if row]

    @property
    def queue(self) -> str:
        """The name of the queue that is looked at."""
        return self.screen.query_one(Queues).chosen.name

    @property
    def query(self) -> str:
        """The query of the bar."""
        return self.screen.query_one(QueryBar).query_text

    @property
    def text(self) -> str:
        """The whole terminal."""
        return "\n".join(shown(self.pilot))


@asynccontextmanager
async def triage(root: Path, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Triage]:
    """The application on a workspace, at rest."""
    app = RcaApp(str(root))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Triage(app, pilot)


def rows(table: ItemTable) -> list[ItemRow]:
    """The items of the list, as far as they are held."""
    return [row for line in range(table.view.lines) if (row := table.row_at(line))]
