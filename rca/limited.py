"""A program run for a limited time; what it started ends with it, and what it printed is kept.

On Linux nothing that it started outlives it (`rca.warden`); elsewhere what left its process group does.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any, NamedTuple

WARDEN = os.path.join(os.path.dirname(__file__), "warden.py")
"""Run as a script and not imported: it is a process of its own, which needs no package."""

_CHUNK = 1 << 16
_MOST = 1 << 20
_LINGER = 1.0
"""Seconds that one waits for the output of a process that could not be ended and holds the pipe."""
_PATIENCE = 10.0
"""Seconds that the warden has to end everything."""


class Ended(NamedTuple):
    """How a program ended."""

    code: int | None
    """None where it ran out of time; negative for a signal."""
    printed: bytes
    left: int = 0
    """How many processes that it started could not be ended."""


class Limited(NamedTuple):
    """A program that may run for so many seconds."""

    arguments: Sequence[str]
    env: Mapping[str, str]
    folder: str
    seconds: float

    def run(self) -> Ended:
        """Run it; raises OSError, ValueError where it cannot be started."""
        has_warden = sys.platform == "linux" and sys.executable and os.path.isfile(WARDEN)
        return self._guarded() if has_warden else self._in_a_group()

    def _guarded(self) -> Ended:
        """Run it below a process that adopts what it leaves behind."""
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", buffering=0) as status:
            try:
                process = self._start(
                    [sys.executable, "-I", "-S", WARDEN, str(writing)],
                    stdin=subprocess.PIPE,
                    pass_fds=(writing,),
                )
            finally:
                os.close(writing)
            return self._watched(process, status)

    def _watched(self, process: subprocess.Popen[bytes], status: IO[bytes]) -> Ended:
        with _printed(process) as printed:
            with _ending(process) as stdin:
                stdin.write(self._asked())
                stdin.flush()
                if reason := _told(status):
                    raise OSError(None, reason)
                code = _told(status, self.seconds)
            left = [int(line) for line in status.readlines() if line.strip().isdigit()]
        return Ended(code, bytes(printed), sum(left[-1:]))

    def _asked(self) -> bytes:
        """What the warden is to run: bytes as JSON can carry them, whatever encoding they are in."""
        run = [_bytes(argument) for argument in self.arguments]
        env = {_bytes(name): _bytes(value) for name, value in self.env.items()}
        return json.dumps({"run": run, "env": env}).encode() + b"\n"

    def _in_a_group(self) -> Ended:
        """Run it in a session of its own, and end its process group."""
        process = self._start(self.arguments, env=dict(self.env), stdin=subprocess.DEVNULL)
        code = None
        with _printed(process) as printed:
            try:
                code = process.wait(self.seconds)
            except subprocess.TimeoutExpired:
                pass
            finally:
                _end_group(process)
        return Ended(code, bytes(printed))

    def _start(self, arguments: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            arguments,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )


def _bytes(text: str) -> str:
    return os.fsencode(text).decode("latin-1")


def _told(status: IO[bytes], seconds: float | None = None) -> Any:
    """The next thing that the warden tells; None where it tells nothing in this time."""
    until = time.monotonic() + (seconds or 0)
    poll = select.poll()
    poll.register(status, select.POLLIN)
    line = b""
    while not line.endswith(b"\n"):
        if not poll.poll(None if seconds is None else max(0, until - time.monotonic()) * 1000):
            return None
        data = status.read(1)
        if not data:
            raise OSError(None, "the process that watches over it was ended")
        line += data
    return json.loads(line)


@contextmanager
def _ending(process: subprocess.Popen[bytes]) -> Iterator[IO[bytes]]:
    """The warden's standard input; when it is closed the warden ends everything and itself."""
    assert process.stdin is not None
    try:
        yield process.stdin
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _printed(process: subprocess.Popen[bytes]) -> Iterator[bytearray]:
    """What a process prints, while it prints it; whole when the block is left."""
    printed = bytearray()
    assert process.stdout is not None
    reader = threading.Thread(target=_read, args=(process.stdout, printed), daemon=True)
    reader.start()
    try:
        yield printed
    finally:
        reader.join(_LINGER)


def _read(pipe: IO[bytes], printed: bytearray) -> None:
    """Keep the beginning and the end of what is printed, however much it is."""
    with pipe:
        for data in iter(lambda: os.read(pipe.fileno(), _CHUNK), b""):
            printed += data
            if len(printed) > _MOST:
                del printed[_CHUNK:-_CHUNK]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a program if it still runs, and the processes that it left behind in its group."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
