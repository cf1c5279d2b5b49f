"""The workspace as screens use it: questions in one thread, changes in another, answers as awaitables.

SQLite wants a connection to stay in its thread, and a screen must never wait for a disk: so each of the two
threads has a `Workspace` of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import TypeVar

from rca.workspace import Workspace

Answer = TypeVar("Answer")


class Desk:
    """A folder of documents, asked and changed without ever blocking a screen."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._asking = ThreadPoolExecutor(1, "rca-asks")
        self._changing = ThreadPoolExecutor(1, "rca-changes")
        self._own = local()

    async def ask(self, question: Callable[[Workspace], Answer]) -> Answer:
        """What the index answers to a question; raises what the question raises."""
        return await self._run(self._asking, question)

    async def work(self, task: Callable[[Workspace], Answer]) -> Answer:
        """What a task brings that writes, or takes long; tasks are done one after the other."""
        return await self._run(self._changing, task)

    async def _run(self, thread: ThreadPoolExecutor, question: Callable[[Workspace], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(thread, lambda: question(self._workspace()))

    def _workspace(self) -> Workspace:
        """The workspace of the running thread, opened when it first asks."""
        if not hasattr(self._own, "workspace"):
            self._own.workspace = Workspace(self.root)
        workspace: Workspace = self._own.workspace
        return workspace

    async def close(self) -> None:
        """Close both workspaces and end their threads."""
        for thread in (self._asking, self._changing):
            await asyncio.get_running_loop().run_in_executor(thread, self._leave)
            thread.shutdown()

    def _leave(self) -> None:
        if hasattr(self._own, "workspace"):
            self._own.workspace.close()
            del self._own.workspace
