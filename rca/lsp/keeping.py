"""The index of each workspace kept current by a process of its own, while the server answers."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from pathlib import Path

import rca

_PACKAGE = str(Path(rca.__file__).resolve().parents[1])


class Keeper:
    """Runs `rca sync` where it is wanted, one after the other for each workspace."""

    def __init__(self, when_done: Callable[[], None], tell: Callable[[list[str]], None]) -> None:
        self._when_done = when_done
        self._tell = tell
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def want(self, root: str) -> None:
        """Have the index of a workspace brought up to date."""
        if root in self._running:
            self._again.add(root)
        elif root:
            self._running[root] = asyncio.create_task(self._keep(root))

    async def _keep(self, root: str) -> None:
        try:
            while True:
                self._again.discard(root)
                await self._sync(root)
                self._when_done()
                if root not in self._again:
                    return
        finally:
            del self._running[root]

    async def _sync(self, root: str) -> None:
        path = os.pathsep.join(filter(None, (_PACKAGE, os.environ.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "rca", "-C", root, "sync"),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        try:
            _, said = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            raise
        if process.returncode:
            self._tell([said.decode("utf-8", "replace").strip()])

    def close(self) -> None:
        """End what is running."""
        for task in self._running.values():
            task.cancel()
