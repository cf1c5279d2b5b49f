"""The first line of a screen: which workspace, how it stands, which day it is."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widget import Widget

from rca.output.clean import clean
from rca.output.width import cut, width


class TopLine(Widget):
    """Name, counts, day."""

    DEFAULT_CSS = "TopLine { height: 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._workspace = ""
        self._counts: tuple[tuple[str, str], ...] = ()
        self._today = ""

    def show(self, name: str, counts: tuple[tuple[str, str], ...], today: date) -> None:
        """Show a workspace's name, counts with their roles, and the day."""
        self._workspace, self._counts, self._today = clean(name), counts, f"{today.isoformat()} UTC"
        self.refresh()

    def render(self) -> Content:
        """The name at the left, the counts in the middle as far as there is room, the day at the right."""
        room = self.size.width - len(self._today) - 2
        parts: list[tuple[str, str]] = [(" rca ", "bold $text-accent"), (" ", "")]
        used = 6
        shown = self._shown_counts(room - used - min(width(self._workspace), 24) - 2)
        told = sum(len(text) + 3 for text, _ in shown)
        name = cut(self._workspace, max(room - used - told - 1, 8))
        parts.append((name, "bold"))
        gap = room - used - width(name) - told
        parts.append((" " * max(gap, 1), ""))
        for text, role in shown:
            parts.append((f"{text}   ", role))
        return Content.assemble(*parts, (f"{self._today} ", "$text-muted"))

    def _shown_counts(self, room: int) -> list[tuple[str, str]]:
        shown: list[tuple[str, str]] = []
        for text, role in self._counts:
            room -= len(text) + 3
            if room < 0:
                break
            shown.append((text, role))
        return shown
