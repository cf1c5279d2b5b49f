"""The index of each workspace kept current: a few files by a thread, all of them by a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

import rca
from rca.folders import is_document
from rca.lsp.checking import Guard
from rca.lsp.site import Sites
from rca.lsp.working import Worker
from rca.problems import IndexProblem

_PACKAGE = str(Path(rca.__file__).resolve().parents[1])


_FEW = 20
"""Files that are read again without looking at the others."""


class Keeper:
    """Brings indexes up to date where it is wanted."""

    def __init__(
        self, worker: Worker, when_done: Callable[[], None], tell: Callable[[list[str]], None], guard: Guard
    ) -> None:
        self.follows = True
        """Whether it does anything at all."""
        self._worker = worker
        self._when_done = when_done
        self._read_guarded = guard(self._read)
        self._tell = tell
        self._keep_guarded = guard(self._keep)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._processes: set[Popen[bytes]] = set()
        self._reading: set[asyncio.Future[Any]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is being brought up to date."""
        return bool(self._running or self._reading)

    def want(self, root: str) -> None:
        """Have the index of a workspace brought up to date."""
        if root in self._running:
            self._again.add(root)
        elif root and self.follows:
            self._running[root] = asyncio.create_task(self._guarded(root))

    def want_files(self, root: str, files: list[str]) -> None:
        """Have files of a workspace read again that have changed."""
        if len(files) > _FEW or not all(map(is_document, map(os.path.basename, files))):
            self.want(root)
        elif root and self.follows:
            task = asyncio.ensure_future(self._read_guarded((root, files)))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    async def _read(self, wanted: tuple[str, list[str]]) -> None:
        if await self._worker.do(lambda sites: read_again(sites, *wanted)):
            self._when_done()
        else:
            self.want(wanted[0])

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


def read_again(sites: Sites, root: str, files: Iterable[str]) -> bool:
    """Read a few files again into the index of a workspace; whether that was enough."""
    site = sites.of_root(root)
    workspace = site.known.workspace
    try:
        if workspace is None or not workspace.was_read():
            return False
        workspace.sync_paths([path for file in files if site.holds(file) and (path := site.path(file))])
    except IndexProblem:  # which the process that looks at all files waits for, or tells
        return False
    return True
