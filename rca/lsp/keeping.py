"""The index of each workspace kept current by a process of its own, while the server answers."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import rca
from rca.lsp.checking import Guard

_PACKAGE = str(Path(rca.__file__).resolve().parents[1])


class Keeper:
    """Runs `rca sync` where it is wanted, one after the other for each workspace."""

    def __init__(
        self, when_done: Callable[[], None], tell: Callable[[list[str]], None], guard: Guard
    ) -> None:
        self._when_done = when_done
        self._tell = tell
        self._keep_guarded = guard(self._keep)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._processes: set[Popen[bytes]] = set()

    def want(self, root: str) -> None:
        """Have the index of a workspace brought up to date."""
        if root in self._running:
            self._again.add(root)
        elif root:
            self._running[root] = asyncio.create_task(self._guarded(root))

    async def _guarded(self, root: str) -> None:
        await self._keep_guarded(root)

    async def _keep(self, root: str) -> None:
        try:
            while True:
                self._again.discard(root)
                problem = await asyncio.to_thread(self._sync, root)
                self._tell([problem] if problem else [])
                self._when_done()
                if root not in self._again:
                    return
        finally:
            del self._running[root]

    def _sync(self, root: str) -> str:
        """Run it to its end; what it said where it failed."""
        path = os.pathsep.join(filter(None, (_PACKAGE, os.environ.get("PYTHONPATH"))))
        process = Popen(
            [sys.executable, "-m", "rca", "-C", root, "sync"],
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._processes.add(process)
        _, said = process.communicate()
        self._processes.discard(process)
        return said.decode("utf-8", "replace").strip() if process.returncode > 0 else ""

    def close(self) -> None:
        """End what is running: a sync that was cut short has changed nothing."""
        for process in tuple(self._processes):
            process.terminate()
