"""Reading of many files by worker processes, with no more in flight than the one who writes keeps up with."""

from __future__ import annotations

import gc
import itertools
import marshal
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from rca.config import Config
from rca.intake import Reading, Task, read_file

CHUNK = 50
"""Files that a worker takes at once."""
LEAST = 10
"""Files that are worth a worker."""
MOST = 8
"""Workers that the one process that writes keeps up with."""
IN_FLIGHT = 10
"""Chunks per worker that are under way or wait: bounds memory; a batch is written meanwhile."""

_PAUSE = 0.5
"""Seconds between two flushes."""

_config = Config()


def read_in_parallel(tasks: Sequence[Task], config: Config) -> Iterator[Reading]:
    """Read files in their order; falls back to this process where workers cannot be had or die."""
    done = 0
    try:
        for chunk in _chunks(tasks, config):
            done += len(chunk)
            yield from chunk
    except (OSError, ImportError, BrokenProcessPool):
        yield from (read_file(task, config) for task in tasks[done:])


def _chunks(tasks: Sequence[Task], config: Config) -> Iterator[list[Reading]]:
    workers = min(worker_count(), MOST, -(-len(tasks) // LEAST))
    size = min(CHUNK, -(-len(tasks) // workers))
    waiting = (tasks[start : start + size] for start in range(0, len(tasks), size))
    with ProcessPoolExecutor(workers, _context(), _begin, (config,)) as pool:
        futures: deque[Future[bytes]] = deque()
        try:
            for chunk in itertools.islice(waiting, workers * IN_FLIGHT):
                futures.append(pool.submit(_read_chunk, chunk))
            while futures:
                data = futures.popleft().result()
                for chunk in itertools.islice(waiting, 1):
                    futures.append(pool.submit(_read_chunk, chunk))
                yield [Reading._make(plain) for plain in marshal.loads(data)]  # noqa: S302 - from our own worker
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def worker_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Fork where that is cheap and safe, else what the platform does."""
    return multiprocessing.get_context("fork" if _is_cheap_to_fork() else "spawn")


def _is_cheap_to_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(config: Config) -> None:
    """Set up a worker: the parent handles Ctrl-C, and reading leaves no cycles to collect."""
    global _config  # noqa: PLW0603 - a worker has one configuration for its life
    _config = config
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the one who asked is gone, killed say: nobody else would ever end it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def flushed(path: str) -> Iterator[None]:
    """Have another process flush a file to the disk again and again, so that little is left to wait for."""
    if not _is_cheap_to_fork() or worker_count() < 2:
        yield
        return
    parent = os.getpid()
    child = os.fork()
    if not child:
        try:
            _flush(path, parent)
        finally:
            os._exit(0)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _flush(path: str, parent: int) -> None:
    """Flush a file as long as this process has that parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    file = os.open(path, os.O_RDWR)
    while os.getppid() == parent:
        time.sleep(_PAUSE)
        os.fdatasync(file)


def _read_chunk(tasks: Sequence[Task]) -> bytes:
    return marshal.dumps([tuple(read_file(Task(*task), _config)) for task in tasks])
