"""A file replaced in one move, unless somebody else changed it in between.

The new bytes are written and synced beside the file under a hidden name, then both names are exchanged
(`renameat2` with RENAME_EXCHANGE where Linux has it): what was replaced can still be looked at, and if it is
not what was expected, it goes back. Elsewhere the file is compared once more, then renamed over.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from rca.changes import Refused

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_ENDING = ".rca"
_RANDOM = 8
"""Characters that `tempfile` puts between."""
_LONGEST = 60
"""Characters of a file's name that stand in that of its temporary, which must not be too long for a name."""
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


class ChangedMeanwhile(Refused):
    """Somebody saved a file between the reading and the writing of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: somebody else changed this file just now; nothing was overwritten, "
            "run the command again"
        )


def digest(path: Path) -> str | None:
    """Hexadecimal SHA-256 of a file's bytes; None where there is no file."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def replace_file(path: Path, data: bytes, expected: str) -> None:
    """Give a file new bytes, if those it has still have the SHA-256 `expected`.

    Mode and owner stay, a link goes on pointing to the file, and all is on disk when this returns. Raises
    ChangedMeanwhile, or OSError; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    beside = _write_beside(target, data)
    try:
        if digest(target) != expected:
            raise ChangedMeanwhile(path)
        _put(beside, target, expected, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
    sync_folder(target.parent)


def left_beside(target: Path) -> list[Path]:
    """What a process that was killed while it replaced a file left beside it, under hidden names."""
    beginning = _beginning(target)
    length = len(beginning) + _RANDOM + len(_ENDING)
    return [
        entry
        for entry in target.parent.iterdir()
        if len(entry.name) == length and entry.name.startswith(beginning) and entry.name.endswith(_ENDING)
    ]


def write_file(path: Path, data: bytes) -> None:
    """Write a file of our own in one move; on disk when this returns. Raises OSError."""
    handle, beside = _temporary(path)
    try:
        os.chmod(beside, usual_mode())
        _fill(handle, data, path)
        os.replace(beside, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise
    sync_folder(path.parent)


def usual_mode() -> int:
    """The mode that new files of this process get; a temporary file would be its user's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Bring a folder's names onto the disk, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(folder)) from None
    finally:
        os.close(handle)


def _beginning(target: Path) -> str:
    return f".{target.name[:_LONGEST]}."


def _temporary(target: Path) -> tuple[int, str]:
    """A new file beside another, open; where none can be made, the error is about the folder."""
    try:
        return tempfile.mkstemp(prefix=_beginning(target), suffix=_ENDING, dir=target.parent)
    except OSError as error:
        message = f"no file can be written in this folder: {error.strerror}"
        raise OSError(error.errno, message, os.fspath(target.parent)) from None


def _write_beside(target: Path, data: bytes) -> Path:
    status = target.stat()
    handle, name = _temporary(target)
    try:
        os.chmod(name, stat.S_IMODE(status.st_mode))
        _keep_owner(name, status)
        _fill(handle, data, target)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _keep_owner(name: str, status: os.stat_result) -> None:
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        # Only root may give files away; for others the new file is theirs, as an editor's would be.
        with suppress(PermissionError):
            os.chown(name, status.st_uid, status.st_gid)


def _fill(handle: int, data: bytes, name: str | Path) -> None:
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # a full disk does not say for which file it was full
        raise OSError(error.errno, error.strerror, os.fspath(name)) from None


def _put(beside: Path, target: Path, expected: str, path: Path) -> None:
    exchange = _exchange()
    if exchange is None or not exchange(beside, target):
        os.replace(beside, target)
    elif digest(beside) != expected:
        ours = digest(target)
        exchange(beside, target)
        if digest(beside) != ours:  # saved once more while it was away: the newest save counts
            os.replace(beside, target)
        raise ChangedMeanwhile(path)


@cache
def _exchange() -> Callable[[Path, Path], bool] | None:
    """The system's call that swaps two names; it answers whether this file system knows it."""
    if not sys.platform.startswith("linux"):
        return None
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return None

    def exchange(one: Path, other: Path) -> bool:
        done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        code = 0 if done == 0 else ctypes.get_errno()
        if code and code not in _NOT_HERE:
            raise OSError(code, os.strerror(code), os.fspath(other))
        return not code

    return exchange
