"""The application: its screens, its keys, and the desk that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from rca.stats import SyncStats
from rca.tui.desk import Desk
from rca.tui.themes import THEMES

MODES = {
    "triage": "rca.tui.screens.triage:TriageScreen",
}
"""Screens that a key leads to; a screen is imported when somebody first goes there."""


@dataclass(frozen=True)
class Changed:
    """The index has other answers than before: documents were read again, by whatever cause."""

    stats: SyncStats


class RcaApp(App[None]):
    """Root cause analyses, triaged and read in a terminal."""

    TITLE = "rca"
    CSS_PATH = "rca.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "go('triage')", "Triage", show=False, id="app.triage"),
        Binding("q", "quit", "Quit", show=False, id="app.quit"),
    ]

    def __init__(self, root: str) -> None:
        super().__init__()
        self.desk = Desk(root)
        self.changed: Signal[Changed] = Signal(self, "changed")
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    async def on_mount(self) -> None:
        """Go to the first screen."""
        for name in MODES:
            self.add_mode(name, lambda name=name: _screen(name))  # type: ignore[misc]
        await self.switch_mode("triage")

    async def on_unmount(self) -> None:
        """Let the threads of the desk end."""
        await self.desk.close()

    async def action_go(self, mode: str) -> None:
        """Go to a screen."""
        await self.switch_mode(mode)


def _screen(name: str) -> Screen[None]:
    module, _, cls = MODES[name].partition(":")
    screen: Screen[None] = getattr(import_module(module), cls)()
    return screen


def run(root: str) -> None:
    """Open the application on the workspace at a folder, until the user leaves it."""
    RcaApp(root).run()
