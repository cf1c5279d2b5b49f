"""Threads that read and ask for the server, each with its own workspaces."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from rca.lsp.site import Sites

Answer = TypeVar("Answer")


class Worker:
    """One thread, which does one thing after the other; an index is used by the thread that opened it."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._sites = Sites()

    async def do(self, job: Callable[[Sites], Answer]) -> Answer:
        """What a job comes to; one that is cancelled before it begins is never done."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, job, self._sites)

    def close(self) -> None:
        """Close the workspaces, when what is being done is done."""
        self._thread.submit(self._sites.close)
        self._thread.shutdown(wait=True)
