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

_BEGIN, _ZONE = " rca  ", " UTC"
_WIDE = 100
_LEAST, _LONGEST = 8, 24
"""Cells that the name gets at least where it is longer, and as many as it would like."""
_COUNTED = (
    ("Overdue", "overdue", "$text-error"),
    ("Paper only", "paper-only", "$text-warning"),
    ("Blocked", "blocked", "$text-error"),
    ("is:regressed", "regressed", "$text-error"),
    ("is:stale", "stale", "$text-warning"),
)
"""Queues, or flags by their queries; how it is said, and its style."""


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
        self._workspace, self._counts, self._today = clean(name), counts, f"{today.isoformat()}{_ZONE}"
        self.refresh()

    def lines(self) -> list[Pieces]:
        """The name at the left, the counts in the middle as far as there is room, the day at the right."""
        wide = self.size.width >= _WIDE
        gap, day = (3, self._today) if wide else (2, self._today.removesuffix(_ZONE))
        room = self.size.width - len(_BEGIN) - len(day) - 1
        shown = self._shown_counts(room - min(width(self._folder(_LONGEST)), _LEAST) - 1, gap)
        told = sum(len(text) + gap for text, _ in shown)
        name = self._folder(room - told - 1)
        parts: list[tuple[str, str]] = [(_BEGIN, "bold $text-accent"), (name, "bold")]
        parts.append((" " * max(room - width(name) - told, 1), ""))
        parts += [(text + " " * gap, role) for text, role in shown]
        return [[*parts, (f"{day} ", "$foreground-muted")]]

    def _folder(self, room: int) -> str:
        """The last two parts of the folder, or the last one, in so many cells."""
        name = self._workspace if width(self._workspace) <= room else os.path.basename(self._workspace)
        return cut(name, max(room, 0), looks_of(self).ellipsis)

    def _shown_counts(self, room: int, gap: int) -> list[tuple[str, str]]:
        shown: list[tuple[str, str]] = []
        for text, role in self._counts:
            room -= len(text) + gap
            if room < 0:
                break
            shown.append((text, role))
        return shown
