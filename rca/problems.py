"""What keeps an index from being opened or written: what SQLite says of it, as sentences."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator

from rca.errors import RcaError
from rca.schema import SCHEMA_VERSION


class IndexProblem(RcaError):
    """The index cannot be opened or written."""

    exit_code = 5

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: {reason}")


class IndexCorrupt(IndexProblem):
    """The index is damaged, or no database at all."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "the index is damaged; delete it, the next command builds it again")


class IndexBusy(IndexProblem):
    """Another process writes to the index for longer than one waits."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "another rca is writing to the index; try again in a moment")


class IndexTooNew(IndexProblem):
    """The index was made by a later version."""

    def __init__(self, path: str, version: int) -> None:
        super().__init__(
            path,
            f"the index was made by a newer rca (schema {version}, this one knows {SCHEMA_VERSION}); "
            "update rca, or delete the file: it is only an index",
        )


class IndexUnwritable(IndexProblem):
    """Nothing can be written to the index, or beside it."""


_FULL = "the disk is full; make room and run the command again, the index is as it was"
_REASONS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: "the index is read-only; make it writable, or delete it",
    sqlite3.SQLITE_CANTOPEN: "the index cannot be opened; look at the permissions of its folder",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write the index; look at its free space and health",
}


@contextlib.contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite says about the file at a path into a sentence; mistakes in our SQL stay."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise IndexCorrupt(path) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise IndexBusy(path) from error
        if code in _REASONS:
            raise IndexUnwritable(path, _FULL if _is_full(path) else _REASONS[code]) from error
        raise


def _is_full(path: str) -> bool:
    """Whether nothing more fits on the disk of a file."""
    try:
        return os.statvfs(os.path.dirname(path)).f_bavail == 0
    except (OSError, AttributeError):  # which only the sentence depends on
        return False
