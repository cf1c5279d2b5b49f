"""A line that tells of work that goes on: what is done, how far it is, and the key that stops it."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_CELLS = 20


class WorkBar(Widget):
    """Words, a bar where the end is known, and how to stop."""

    DEFAULT_CSS = """
    WorkBar { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """
    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)
    words: reactive[str] = reactive("")

    class Stopped(Message):
        """The user wants it to end."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.set_reactive(WorkBar.words, words)

    def render(self) -> Content:
        """One line."""
        if not self.total:
            return Content.assemble(self.words, ("  C stops", "$text-muted"))
        filled = _CELLS * self.done // self.total
        bar = f"[{'#' * filled}{'.' * (_CELLS - filled)}] {self.done:,} of {self.total:,}"
        return Content.assemble(self.words, "  ", bar, ("  C stops", "$text-muted"))

    def on_click(self, event: Click) -> None:
        """Stop."""
        event.stop()
        self.post_message(self.Stopped())
