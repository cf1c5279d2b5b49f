"""The first line of a screen: which workspace, how it stands, which day it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date

from rca.output.clean import clean
from rca.output.width import cut, width
from rca.tui.widgets.painted import Painted, Pieces
from rca.tui.widgets.painting import looks_of

Counts = tuple[tuple[str, str], ...]
"""What is counted, in words, and its style."""

_COUNTED = (
    ("Overdue", "overdue", "$text-error"),
    ("Paper only", "paper-only", "$text-warning"),
    ("Blocked", "blocked", "$text-error"),
    ("Regressed", "regressed", "$text-error"),
)


def standing(counts: Mapping[str, int], unreadable: int) -> Counts:
    """How things stand, what is worst first; what is nothing is left out."""
    found = [(f"{counts[name]} {word}", style) for name, word, style in _COUNTED if counts.get(name)]
    return ((f"{unreadable} unreadable", "bold $text-error"), *found) if unreadable else tuple(found)


class TopLine(Painted):
    """Name, counts, day."""

    DEFAULT_CSS = "TopLine { height: 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._workspace = ""
        self._counts: Counts = ()
        self._today = ""

    def show(self, root: str, counts: Counts, today: date) -> None:
        """Show a workspace by its folder, counts with their styles, and the day."""
        name = os.path.join(*os.path.abspath(root).split(os.sep)[-2:])
        self._workspace, self._counts, self._today = clean(name), counts, f"{today.isoformat()} UTC"
        self.refresh()

    def lines(self) -> list[Pieces]:
        """The name at the left, the counts in the middle as far as there is room, the day at the right."""
        room = self.size.width - len(self._today) - 2
        parts: list[tuple[str, str]] = [(" rca ", "bold $text-accent"), (" ", "")]
        used = 6
        shown = self._shown_counts(room - used - min(width(self._workspace), 24) - 2)
        told = sum(len(text) + 3 for text, _ in shown)
        name = cut(self._workspace, max(room - used - told - 1, 8), looks_of(self).ellipsis)
        parts.append((name, "bold"))
        gap = room - used - width(name) - told
        parts.append((" " * max(gap, 1), ""))
        for text, role in shown:
            parts.append((f"{text}   ", role))
        return [[*parts, (f"{self._today} ", "$foreground-muted")]]

    def _shown_counts(self, room: int) -> list[tuple[str, str]]:
        shown: list[tuple[str, str]] = []
        for text, role in self._counts:
            room -= len(text) + 3
            if room < 0:
                break
            shown.append((text, role))
        return shown
