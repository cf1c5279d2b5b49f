"""A small workspace on which things are done, the screen that does them, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from rca.changing import Changing
from rca.output.changed import item_of, sentence
from rca.rows import ItemRow
from rca.tui.app import RcaApp
from rca.tui.dialogs.dialog import Dialog
from rca.tui.screens.triage import TriageScreen
from rca.workspace import Workspace
from tests.invented import DOCUMENTS, TODAY, write

LAG = "2026-05-12-ledger-lag"
CERTIFICATE = "2026-03-02-gateway-certificate"
QUEUE = "2026-01-20-queue-lag"
CONFIG = """\
environments = ["staging", "prod"]
[milestones]
v1 = 2026-06-08
[people]
payments = {}
[severities]
"SEV-1" = ["critical"]
"SEV-2" = ["major"]
[verify.lag]
run = ["sh", "-c", "echo lag; exit 0"]
"""
Condition = Callable[[], object]


def prepare(folder: Path, monkeypatch: pytest.MonkeyPatch, **documents: str) -> Path:
    """A workspace that is read, on a fixed day, changed by Ada."""
    monkeypatch.setenv("RCA_TODAY", TODAY)
    monkeypatch.setenv("RCA_ACTOR", "Ada <ada@example.org>")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    root = write(folder / "work", {**DOCUMENTS, **documents}, CONFIG)
    with Workspace(str(root)) as workspace:
        workspace.sync()
    return root


class Screen:
    """The application under the hands of a test."""

    def __init__(self, app: RcaApp, pilot: Pilot[None], folder: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.folder = folder

    async def until(self, holds: Condition, within: float = 20.0) -> None:
        """Wait until something holds."""
        end = asyncio.get_running_loop().time() + within
        while not holds():
            assert asyncio.get_running_loop().time() < end, f"never came; said: {self.said}"
            await self.pilot.pause(0.02)

    @property
    def triage(self) -> TriageScreen:
        """The screen below all dialogs."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, TriageScreen)
        return screen

    @property
    def current(self) -> ItemRow:
        """The item under the cursor."""
        row = self.triage.table.current
        assert row is not None
        return row

    @property
    def said(self) -> list[str]:
        """All notifications, the newest last."""
        return [note.message for note in self.app._notifications]

    @property
    def dialog(self) -> Dialog[object]:
        """The open dialog."""
        assert isinstance(self.app.screen, Dialog)
        return self.app.screen

    @property
    def refusal(self) -> str:
        """What the open dialog says against it."""
        return str(self.dialog.query_one("#refusal", Static).content)

    async def go(self, ref: str) -> None:
        """Put the cursor on an item."""
        table = self.triage.table
        await self.pilot.press("g")
        for _ in range(30):
            if table.current and table.current.ref == ref:
                return
            await self.pilot.press("j")
        raise AssertionError(f"{ref} is not in the list")

    async def open(self, *keys: str) -> Dialog[object]:
        """Press keys, and wait for the dialog that they open."""
        await self.pilot.press(*keys)
        await self.until(lambda: isinstance(self.app.screen, Dialog))
        await self.pilot.pause()
        return self.dialog

    async def type(self, text: str) -> None:
        """Type a text into the focused field, instead of what stands there."""
        await self.pilot.press("home", "ctrl+k")
        names = {" ": "space", "-": "minus", "#": "number_sign", "/": "slash", ",": "comma", ".": "full_stop"}
        await self.pilot.press(*(names.get(c, c) for c in text))

    async def say(self, sentence: str) -> str:
        """The notification with these words, when it comes."""
        await self.until(lambda: any(sentence in said for said in self.said))
        return next(said for said in self.said if sentence in said)

    async def refuse(self, part: str) -> str:
        """What the dialog says against it, when these words are in it."""
        await self.until(lambda: part in self.refusal)
        return self.refusal

    def text(self, incident: str) -> str:
        """The document as it is on disk."""
        return (self.folder / "incidents" / f"{incident}.md").read_text(encoding="utf-8")

    def row(self, incident: str, number: str) -> list[str]:
        """The cells of an item's row in its document."""
        line = next(each for each in self.text(incident).split("\n") if each.startswith(f"| {number} "))
        return [cell.strip() for cell in line.strip("|").split("|")]

    def history(self, ref: str) -> list[str]:
        """The journal of an item or incident, as words; the newest last."""
        with Workspace(str(self.folder)) as workspace:
            events = Changing(workspace).history(ref)
        return [sentence(event.change, item_of(event.change)) for event in events]


@asynccontextmanager
async def opened(
    folder: Path, size: tuple[int, int] = (120, 40), *, follow: bool = False
) -> AsyncIterator[Screen]:
    """The application on all items of a folder."""
    app = RcaApp(str(folder), follow=follow)
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot, folder)
        await app.show_items("")
        await screen.until(lambda: screen.triage.table.current is not None)
        yield screen
