"""Triage: which items are overdue, only on paper, blocked; and what is done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from rca.output.overview import overview_lines
from rca.output.terminal import Terminal

if TYPE_CHECKING:
    from rca.tui.app import RcaApp


class TriageScreen(Screen[None]):
    """The first screen."""

    def compose(self) -> ComposeResult:
        """The counts."""
        yield Static(id="overview", markup=False)

    async def on_mount(self) -> None:
        """Ask how things stand."""
        app = cast("RcaApp", self.app)
        lines = await app.desk.ask(
            lambda workspace: overview_lines(
                workspace.overview(), workspace.root, workspace.today, Terminal(80, False, True)
            )
        )
        self.query_one("#overview", Static).update("\n".join(lines))
