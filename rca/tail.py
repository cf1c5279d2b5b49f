"""The end of a journal's file: locked, mended after a crash, and made longer by one write that is on disk."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rca.atomic import sync_folder
from rca.lines import BrokenLine, decode, whole_lines

_CHUNK = 1 << 16


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """A journal, open for appending, and nobody else's while the block lasts; made if it is missing.

    What was written in the block can be found after a crash, too: its folders are synced. Raises OSError.
    """
    if path.is_symlink() or path.parent.is_symlink():
        raise OSError(None, "it is a link, or its folder is; what that leads to is not written")
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        _lock(file)
        status = os.fstat(file)
        if _was_replaced(path, status):
            raise OSError(None, "another program replaced it just now; try again")
        yield file
        if not status.st_size:
            sync_folder(path.parent)
    finally:
        os.close(file)


def _lock(file: int) -> None:
    # Windows has no flock; there the lock of the workspace alone keeps writers apart.
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _was_replaced(path: Path, status: os.stat_result) -> bool:
    try:
        return not os.path.samestat(status, path.stat())
    except FileNotFoundError:
        return True


def raw_lines(file: int) -> Iterator[bytes]:
    """The lines of an open file from its beginning."""
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(os.dup(file), "rb") as lines:
        yield from whole_lines(lines)


def mend(file: int, path: Path) -> bytes:
    """What must precede the next line: a newline if the last event lacks it; half an event is set aside."""
    torn = _behind_last_newline(file)
    if not torn:
        return b""
    try:
        decode(torn)
    except BrokenLine:
        _set_aside(path.with_suffix(".torn"), torn)
        os.ftruncate(file, os.fstat(file).st_size - len(torn))
        return b""
    return b"\n"


def _behind_last_newline(file: int) -> bytes:
    at, found = os.fstat(file).st_size, b""
    while at and b"\n" not in found:
        size = min(_CHUNK, at)
        at -= size
        os.lseek(file, at, os.SEEK_SET)
        found = _read_whole(file, size) + found
    return found.rpartition(b"\n")[2]


def _read_whole(file: int, size: int) -> bytes:
    data = b""
    while len(data) < size and (more := os.read(file, size - len(data))):
        data += more
    return data


def _set_aside(path: Path, torn: bytes) -> None:
    with path.open("ab") as file:
        file.write(torn + b"\n")
        file.flush()
        os.fsync(file.fileno())


def extend(file: int, data: bytes) -> None:
    """Append all or nothing, onto the disk; raises OSError, and then the file is as it was."""
    size = os.fstat(file).st_size
    try:
        _write_whole(file, data)
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _write_whole(file: int, data: bytes) -> None:
    if os.write(file, data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
