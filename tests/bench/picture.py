"""Terminals that nobody sees: one in which a process ends with its first picture, one that tells of pictures.

Apart from `tests.bench.start`, as it imports Textual: an application may have something to do before that.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

from textual.drivers.headless_driver import HeadlessDriver

from tests.bench.clocks import Spent

SIZE = (140, 40)
"""Columns and lines of the terminal."""


class Unseen(HeadlessDriver):
    """A terminal for which pictures are made and written."""

    @property
    def is_headless(self) -> bool:
        """No: there would be no pictures."""
        return False


class Pictures(Unseen):
    """Tells when a picture is written that is waited for."""

    written: Spent
    """The clocks when it was."""
    _is_wanted: Callable[[], bool] | None = None

    def next(self, is_wanted: Callable[[], bool]) -> asyncio.Future[None]:
        """The next picture of which something holds."""
        self._is_wanted, self._come = is_wanted, asyncio.get_running_loop().create_future()
        return self._come

    def write(self, _: str) -> None:
        """Look at the clocks."""
        if self._is_wanted and self._is_wanted():
            self.written, self._is_wanted = Spent.now(), None
            self._come.set_result(None)


class FirstPaint(Unseen):
    """Ends with the first picture of all lines."""

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
