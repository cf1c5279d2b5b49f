"""A terminal that nobody sees, in which a process ends with its first picture.

Apart from `tests.bench.start`, as it imports Textual: an application may have something to do before that.
"""

from __future__ import annotations

import os

from textual.drivers.headless_driver import HeadlessDriver

SIZE = (140, 40)
"""Columns and lines of the terminal."""


class FirstPaint(HeadlessDriver):
    """Ends with the first picture of all lines."""

    @property
    def is_headless(self) -> bool:
        """No: pictures are made and written."""
        return False

    def write(self, data: str) -> None:
        """End with a picture of all lines."""
        if data.count("\n") >= SIZE[1] - 1 and self.shown in data:
            os._exit(0)

    @property
    def shown(self) -> str:
        """A text that the picture must have."""
        return ""


class FirstItems(FirstPaint):
    """Ends with the first picture that has items."""

    @property
    def shown(self) -> str:
        """The beginning of the first item."""
        from rca.tui.widgets.itemtable import ItemTable

        row = self._app.screen.query_one(ItemTable).row_at(0)
        return row.text.split()[0] if row else "no item is here yet"
