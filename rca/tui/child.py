"""A command of rca as a child process: it can be ended, and no process with threads forks."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from pathlib import Path

import rca

_HERE = str(Path(rca.__file__).parent.parent)


class Child:
    """`rca ARGS` on a workspace; its lines are told as they come."""

    def __init__(self, root: str, *args: str) -> None:
        self._command = (sys.executable, "-P", "-m", "rca", "-C", root, "--color", "never", *args)
        self._process: Process | None = None
        self.cancelled = False
        self.code = 0
        """What it ended with."""
        self.errors: list[str] = []
        """Lines of stderr."""

    async def run(self, told: Callable[[str], None], warned: Callable[[str], None]) -> None:
        """Wait for its end; `told` gets the lines of stdout, `warned` those of stderr."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=_environment(os.environ)
        )
        if self.cancelled:
            self.cancel()
        assert process.stdout is not None
        assert process.stderr is not None

        def warn(line: str) -> None:
            self.errors.append(line)
            warned(line)

        try:
            await asyncio.gather(_each(process.stdout, told), _each(process.stderr, warn))
            self.code = await process.wait()
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End it as Ctrl-C does: what it began is taken back or left to the next one."""
        self.cancelled = self.cancelled or self._process is None or self._process.returncode is None
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)


def _environment(caller: Mapping[str, str]) -> dict[str, str]:
    """For the package that runs here, with lines as soon as they are there."""
    paths = [_HERE, *filter(None, [caller.get("PYTHONPATH")])]
    return {**caller, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1", "RCA_TUI": "0"}


async def _each(stream: asyncio.StreamReader, told: Callable[[str], None]) -> None:
    async for line in _lines(stream):
        told(line)


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    async for line in stream:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
