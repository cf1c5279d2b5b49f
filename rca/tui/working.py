"""Work that takes long: a child process with a line that tells how far it is, and a key that stops it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rca.output.clean import clean
from rca.tui.child import Child

if TYPE_CHECKING:
    from rca.tui.app import RcaApp
    from rca.tui.widgets.workbar import WorkBar

_FAR = re.compile(r"(\d+) of (\d+)")
"""What `rca … --progress` tells."""


class Working:
    """What goes on now, and who tells of it."""

    def __init__(self, app: RcaApp) -> None:
        self.app = app
        self._running: list[Child] = []

    @property
    def is_on(self) -> bool:
        """Whether anything goes on."""
        return bool(self._running)

    def stop(self) -> None:
        """End what goes on."""
        for child in self._running:
            child.cancel()

    async def run(self, words: str, *args: str, told: Callable[[str], None] = lambda _: None) -> Child:
        """Run a command of rca, with a line about it on the screen that is shown."""
        from rca.tui.widgets.workbar import WorkBar

        child, bar = Child(self.app.desk.root, *args), WorkBar(words)
        self._running.append(child)
        await self.app.screen.mount(bar)

        def out(line: str) -> None:
            bar.words = clean(f"{words}: {line}")
            told(line)

        try:
            await child.run(out, lambda line: _tell(bar, line))
        finally:
            self._running.remove(child)
            if bar.is_attached:
                await bar.remove()
        return child


def _tell(bar: WorkBar, line: str) -> None:
    if far := _FAR.fullmatch(line.strip()):
        bar.total = int(far[2])
        bar.done = int(far[1])
