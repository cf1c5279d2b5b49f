"""The workspace as screens use it: questions in one thread, changes in another, answers as awaitables.

SQLite wants a connection to stay in its thread, and a screen must never wait for a disk: so each thread has a
`Workspace` of its own. What is counted over everything has a third one, so that it delays no other question.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, local
from typing import TypeVar

from rca.workspace import Workspace

Answer = TypeVar("Answer")


class Superseded(Exception):
    """A newer question of the same line was asked, so that nobody waits for this answer any more."""


class _Turn:
    """A question's turn in the asking thread."""

    def __init__(self) -> None:
        self.superseded = False
        self.workspace: Workspace | None = None
        """What is being asked; None before the turn and after it."""

    def give_up(self) -> None:
        """Nobody waits for the answer any more."""
        self.superseded = True
        if self.workspace:
            self.workspace.interrupt()


class Desk:
    """A folder of documents, asked and changed without ever blocking a screen."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._asking = ThreadPoolExecutor(1, "rca-asks")
        self._counting = ThreadPoolExecutor(1, "rca-counts")
        self._changing = ThreadPoolExecutor(1, "rca-changes")
        self._own = local()
        self._times = 0
        """How often the workspaces were renewed."""
        self._turns: dict[str, _Turn] = {}
        """The newest question of each line."""
        self._open: set[_Turn] = set()
        """Questions that are being answered."""
        self._closed = False
        self._lock = Lock()

    async def ask(
        self, question: Callable[[Workspace], Answer], line: str = "", *, aside: bool = False
    ) -> Answer:
        """What the index answers to a question; raises what the question raises.

        In a line only the newest question counts: one that waits is dropped, one that is being answered is
        interrupted, and whoever asked it gets `Superseded`. What takes long is asked `aside`.
        """
        turn = _Turn()
        if line:
            self._supersede(line, turn)
        thread = self._counting if aside else self._asking
        return await self._run(thread, lambda workspace: self._answer(turn, workspace, question))

    def begin(self, question: Callable[[Workspace], Answer]) -> Future[Answer]:
        """Ask something before the application runs, so that it is answered when it does."""
        turn = _Turn()
        return self._asking.submit(lambda: self._answer(turn, self._workspace(), question))

    def _supersede(self, line: str, turn: _Turn) -> None:
        with self._lock:
            older, self._turns[line] = self._turns.get(line), turn
            if older:
                older.give_up()

    def _answer(self, turn: _Turn, workspace: Workspace, question: Callable[[Workspace], Answer]) -> Answer:
        with self._lock:
            if turn.superseded or self._closed:
                raise Superseded
            turn.workspace = workspace
            self._open.add(turn)
        try:
            return question(workspace)
        except sqlite3.OperationalError:
            if turn.superseded:
                raise Superseded from None
            raise
        finally:
            with self._lock:
                turn.workspace = None
                self._open.discard(turn)

    async def work(self, task: Callable[[Workspace], Answer]) -> Answer:
        """What a task brings that writes, or takes long; tasks are done one after the other."""
        return await self._run(self._changing, task)

    async def _run(self, thread: ThreadPoolExecutor, question: Callable[[Workspace], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(thread, lambda: question(self._workspace()))

    def _workspace(self) -> Workspace:
        """The workspace of the running thread, opened when it first asks."""
        if getattr(self._own, "times", -1) != self._times:
            self._leave()
            self._own.times, self._own.workspace = self._times, Workspace(self.root)
        workspace: Workspace = self._own.workspace
        return workspace

    def renew(self) -> None:
        """Let each thread open the workspace again: the configuration or the day is another one."""
        self._times += 1

    async def close(self) -> None:
        """Close all workspaces and end their threads; what is still being asked is not waited for."""
        with self._lock:
            self._closed = True
            for turn in self._open:
                turn.give_up()
        for thread in (self._asking, self._counting, self._changing):
            await asyncio.get_running_loop().run_in_executor(thread, self._leave)
            thread.shutdown()

    def _leave(self) -> None:
        if hasattr(self._own, "workspace"):
            self._own.workspace.close()
            del self._own.workspace
