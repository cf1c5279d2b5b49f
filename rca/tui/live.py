"""What changes outside appears: files are watched, or looked at now and then, and what changed is read.

A few files are read in the thread that writes. Many are read by a child process, as a process with threads
must not fork; it tells how far it is, and can be stopped.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from rca.config import signature, today
from rca.stats import SyncStats
from rca.tui.told import FAILURES, failure

if TYPE_CHECKING:
    from rca.tui.app import RcaApp
    from rca.tui.emptiness import Reads
    from rca.workspace import Workspace

FEW = 20
"""Files up to which reading them here is quicker than a child process."""
PAUSE = 0.7
"""Seconds between two looks where nothing watches."""
SHARE = 20
"""A look may take a twentieth of the time at most: the more it costs, the longer is the pause."""
THOROUGH = 10.0
"""Seconds between two looks at what is not watched: artefacts that lie elsewhere."""
STOPPED = "Reading was stopped: what you see is from before. F5 reads again."
_GATHER = 60
"""Milliseconds in which changes are gathered: an editor renames, a pull writes many files."""


class Live:
    """Keeps the index up to date while the application is open."""

    def __init__(self, app: RcaApp) -> None:
        self.app = app
        self._woken = asyncio.Event()
        self._signature, self._today = self._seen()
        self._declined = 0
        """How many files were left unread when the user stopped reading them."""
        self._said = ""
        """The last failure that was told: each is told once."""
        self.watching = False
        self.is_caught_up = not app.follows
        """Whether what changed before the application was opened is read."""

    async def follow(self) -> None:
        """Catch up, and again whenever something changes; ends with the application."""
        watcher = asyncio.create_task(self._watch())
        try:
            pause = await self._look()
            while True:
                await self._wait(pause)
                self._woken.clear()
                pause = await self._look()
        finally:
            watcher.cancel()

    async def _wait(self, pause: float) -> None:
        """Wait until something changed, or for so many seconds; rca.toml is looked at meanwhile."""
        end = monotonic() + pause
        while monotonic() < end and self._seen() == (self._signature, self._today):
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._woken.wait()
                return

    def _seen(self) -> tuple[str, date]:
        return signature(self.app.desk.root), today()

    @property
    def reads_first(self) -> Reads:
        """How far the documents are read, where none is known yet."""
        if self._declined:
            return "stopped"
        return "on" if self.app.working.is_on or not self.is_caught_up else "done"

    def look_again(self) -> None:
        """Look now, and read what was left unread."""
        self._declined = 0
        self._woken.set()

    async def _look(self) -> float:
        """Catch up; how long to wait for the next look."""
        started = monotonic()
        try:
            self._look_at_configuration()
            busy = await self._catch_up()
            self._said = ""
        except FAILURES as error:
            busy = False
            self._tell(failure(error))
        if not (busy or self.is_caught_up):
            self.is_caught_up = True
            self.app.tell_changed(SyncStats())
        cost = monotonic() - started
        usual = THOROUGH if self.watching and not busy else PAUSE
        return max(usual, min(SHARE * cost, THOROUGH))

    def _tell(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self.app.acting.tell(sentence, "error")

    def _look_at_configuration(self) -> None:
        """Another configuration, or another day, means other answers to everything."""
        now = self._seen()
        if now != (self._signature, self._today):
            self._signature, self._today = now
            self.app.desk.renew()
            self.app.tell_changed(SyncStats())

    async def _catch_up(self) -> bool:
        """Read what changed; whether another process was at it, so that it has to be tried again."""
        behind = await self.app.desk.ask(lambda workspace: workspace.behind(), aside=True)
        if behind in {0, self._declined}:
            return False
        if behind > FEW:
            await self._read_many(behind)
            return False
        stats = await self.app.desk.work(lambda workspace: workspace.sync())
        if not stats.busy:
            self._declined = 0
            self.app.tell_changed(stats)
        return stats.busy

    async def _read_many(self, behind: int) -> None:
        child = await self.app.working.run("reading documents", "sync", "--progress")
        if child.cancelled and child.code:
            self._declined = behind
            self.app.acting.tell(STOPPED, "warning")
            return
        if child.code:
            self._declined = behind
            self._tell(" ".join(child.errors).removeprefix("rca: "))
        self.app.desk.renew()
        self.app.tell_changed(SyncStats())

    async def _watch(self) -> None:
        """Wake up when something changes below the folders of incidents; does nothing without watchfiles."""
        try:
            import watchfiles
        except ImportError:
            return
        try:
            folders = await self.app.desk.ask(_folders, aside=True)
        except FAILURES:  # looking at it tells; there is nothing to watch
            return
        if not folders:
            return
        self.watching = True
        try:
            async for _ in watchfiles.awatch(*folders, watch_filter=None, debounce=_GATHER * 4, step=_GATHER):
                self._woken.set()
        except OSError:  # no more watches are to be had: it is looked at now and then instead
            pass
        finally:
            self.watching = False


def _folders(workspace: Workspace) -> list[str]:
    paths = [os.path.join(workspace.root, folder) for folder in workspace.config.incidents]
    return [path for path in paths if os.path.isdir(path)]
