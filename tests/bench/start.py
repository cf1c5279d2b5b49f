"""A start of the application, and of one without anything: `python -m tests.bench.start WHAT [WORKSPACE]`.

`paint` and `blank` end with the first picture that is written to the terminal: what comes after it, and how
an application ends, does not count. `rest` and `empty` end when nothing is left to be done. Nothing is
imported here that the applications do not need.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from textual.drivers.headless_driver import HeadlessDriver

if TYPE_CHECKING:
    from textual.app import App

    from rca.tui.app import RcaApp

SIZE = (140, 40)
"""Columns and lines of the terminal."""


class FirstPaint(HeadlessDriver):
    """A terminal that nobody sees, in which a process ends with its first picture."""

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
    """The same, with the first picture that has items."""

    @property
    def shown(self) -> str:
        """The beginning of the first item."""
        from rca.tui.widgets.itemtable import ItemTable

        row = self._app.screen.query_one(ItemTable).row_at(0)
        return row.text.split()[0] if row else "no item is here yet"


def _blank_app() -> App[None]:
    from textual.app import App

    return App()


def _triage(root: str) -> RcaApp:
    from rca.tui.start import application

    return application(root, follow=False)


def _until_paint(app: App[None], driver: type[FirstPaint]) -> None:
    app.driver_class = driver
    app.run(size=SIZE)
    raise SystemExit("nothing was painted")


async def _until_rest(app: App[None]) -> None:
    """Until what is found out at the beginning is shown."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()


def main(what: str, root: str = "") -> None:
    """Run one of them."""
    if what == "paint":
        _until_paint(_triage(root), FirstItems)
    elif what == "blank":
        _until_paint(_blank_app(), FirstPaint)
    else:
        asyncio.run(_until_rest(_triage(root) if what == "rest" else _blank_app()))


if __name__ == "__main__":
    main(*sys.argv[1:])
