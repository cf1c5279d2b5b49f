"""What is shown where there is no workspace: how to begin, one key each."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rca.output.clean import clean
from rca.tui.themes import THEMES

Choice = Literal["sample", "here"]

_TEXT = """\
There is no workspace here: neither in {folder}
nor above it is an rca.toml or a folder incidents/.

  s   look around in a sample: twelve RCAs of an invented company
  i   make this folder a workspace: an rca.toml and incidents/
  q   leave

Your RCAs lie elsewhere? Go there, or start rca -C FOLDER."""


class BeginningApp(App[Choice]):
    """Asks how to begin; returns what was chosen, or None where somebody leaves."""

    CSS = """
    Screen { align: center middle; }
    Static { width: auto; max-width: 100%; padding: 1 2; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "choose('sample')", "Sample", id="beginning.sample"),
        Binding("i", "choose('here')", "Make a workspace", id="beginning.here"),
        Binding("q,escape", "quit", "Leave", id="beginning.quit"),
    ]

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """What is missing, and what can be done."""
        yield Static(_TEXT.format(folder=clean(self._folder)), markup=False)

    def action_choose(self, choice: Choice) -> None:
        """Leave with a choice."""
        self.exit(choice)


def ask_how_to_begin(folder: str) -> Choice | None:
    """What somebody chooses where there is no workspace."""
    return BeginningApp(folder).run()
