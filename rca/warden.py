"""A process of its own that runs one program, and in the end kills everything that the program left behind.

`rca.limited` starts this file as a script, on Linux. It adopts whatever a descendant leaves (as a subreaper),
so that neither a session of its own nor a double fork escapes. It reads what to run from its standard input,
and ends when the program does, or when that input is closed: at the end of the program's time, and also where
rca itself was killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterable, Mapping

PATIENCE = 5.0
"""Seconds to kill what is left; what may not be killed (another user's) stays."""

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_PAUSE = 0.01


def main(status: int) -> None:
    """Run what standard input asks for.

    Tells `status` in lines of JSON why it could not be started or null, its exit code or null, and how many
    processes could not be ended.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    wake = _waker()
    os.set_inheritable(status, False)
    wanted = json.loads(_line(0))
    env = {_bytes(name): _bytes(value) for name, value in wanted["env"].items()}
    pid, error = _start([_bytes(argument) for argument in wanted["run"]], env)
    _tell(status, error)
    _tell(status, None if error else _watch(pid, wake))
    _tell(status, _end_descendants())


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


def _tell(status: int, what: object) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        os.write(status, json.dumps(what).encode() + b"\n")


def _line(file: int) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        data = os.read(file, 1 << 16)
        if not data:
            sys.exit(1)
        line += data
    return line


def _waker() -> int:
    """A file that can be read when a child has ended."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    os.set_blocking(reading, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading


def _start(run: list[bytes], env: Mapping[bytes, bytes]) -> tuple[int, str | None]:
    """Start a program in a session of its own; its id, or why it cannot be run."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _become(run, env, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        return pid, told.read() or None


def _become(run: list[bytes], env: Mapping[bytes, bytes], told: int) -> None:
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(each, signal.SIG_DFL)
        os.execvpe(run[0], run, env)  # noqa: S606 - without a shell, as promised
    except (OSError, ValueError) as error:
        os.write(told, (getattr(error, "strerror", None) or str(error)).encode())
    finally:
        os._exit(127)


def _watch(pid: int, wake: int) -> int | None:
    """Wait until a child ends; None where nobody wants to wait any longer."""
    while True:
        ended, _ = _reap()
        if pid in ended:
            return os.waitstatus_to_exitcode(ended[pid])
        ready, _, _ = select.select([0, wake], [], [])
        if 0 in ready:
            return None
        with contextlib.suppress(BlockingIOError):
            os.read(wake, 1 << 16)


def _reap() -> tuple[dict[int, int], bool]:
    """The children that have ended, adopted ones among them, with their status; and whether others run."""
    ended = {}
    try:
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            ended[found[0]] = found[1]
    except ChildProcessError:
        return ended, False
    return ended, True


def _end_descendants() -> int:
    """Kill until nobody is left, as who is killed may just have started another one; how many stay."""
    until = time.monotonic() + PATIENCE
    while _reap()[1] and time.monotonic() < until:
        for pid in _descendants(_parents(), os.getpid()):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(_PAUSE)
    return len(_descendants(_parents(), os.getpid()))


def _parents() -> dict[int, int]:
    """Every process that runs, with its parent."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                state, parent = file.read().rpartition(b")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state != b"Z":
            parents[int(name)] = int(parent)
    return parents


def _descendants(parents: Mapping[int, int], of: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    waiting: list[Iterable[int]] = [children.get(of, ())]
    while waiting:
        for pid in waiting.pop():
            found.append(pid)
            waiting.append(children.get(pid, ()))
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
