"""The file of the index: opened, kept whole, filled and emptied; rows in and rows out.

Readers open SQLite by themselves; sqlite-utils is loaded only when the schema has to change.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from rca.folders import Entries, Signature, split_path
from rca.problems import IndexTooNew, explained
from rca.schema import SCHEMA_VERSION
from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TypeAlias

FOLDER = ".rca"
FILE = "index.db"
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""

_NEW = 200
"""Pages that an index without documents has at most."""

SKIPPED = ("name", "other")
"""Origins of files that are left out on purpose; those of the others cannot be read."""

Row: TypeAlias = "tuple[Any, ...]"


class Index:
    """An open index; made, or brought to the current schema, when it is opened."""

    def __init__(self, path: str, *, frozen: bool = False) -> None:
        """Open the file; `frozen` as it lies there, without a lock or a file beside it, for reading alone."""
        self.path = path
        with explained(path):
            place = _frozen_address(path) if frozen else path
            self.connection = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None, uri=frozen)
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise IndexTooNew(self.path, version)
        if version < SCHEMA_VERSION:
            from rca.schema import migrate

            self.connection.execute("PRAGMA journal_mode = WAL")
            with self.transaction():
                migrate(self.connection)
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """All rows that a query yields."""
        with explained(self.path):
            return self.connection.execute(sql, values).fetchall()

    def value(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first column of the first row; None without a row."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of it or, after any exception, nothing."""
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def unwaiting(self) -> Iterator[None]:
        """Raise IndexBusy at once where another process writes."""
        try:
            self.connection.execute("PRAGMA busy_timeout = 0")
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE:.0f}")

    @contextlib.contextmanager
    def written_once(self) -> Iterator[None]:
        """Without a log of what is written, where the index is new and nobody else has it open.

        Pages that were not there before need no copy to go back to; a log would hold every one of them.
        """
        if self.value("PRAGMA page_count") < _NEW:
            self._set_journal("DELETE")
        try:
            yield
        finally:
            self.log_writes()

    def log_writes(self) -> None:
        """Let others read while this process writes."""
        self._set_journal("WAL")

    def _set_journal(self, mode: str) -> None:
        with contextlib.suppress(sqlite3.OperationalError):  # others have it open: it stays as it was
            self.connection.execute(f"PRAGMA journal_mode = {mode}")

    # What the last sync saw.

    def meta(self, key: str) -> Any:
        """A value that was kept under a key; None if there is none."""
        return self.value("SELECT value FROM meta WHERE key = ?", (key,))

    def set_meta(self, key: str, value: str | bytes | int) -> None:
        """Keep a value under a key."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def folders(self) -> dict[str, Entries]:
        """Signatures of all documents as the last sync saw them, folder by folder."""
        folders: dict[str, Entries] = {
            path: marshal.loads(entries)  # noqa: S302 - our own file, which git ignores
            for path, entries in self.rows("SELECT path, entries FROM folders")
        }
        for folder, name, *signature in self.rows("SELECT * FROM touched"):
            entries = folders.setdefault(folder, {})
            if signature[0] is None:
                entries.pop(name, None)
            else:
                entries[name] = tuple(signature)
        return folders

    def packed_folders(self) -> dict[str, bytes]:
        """The same, each folder's packed: as they lie in the index, mostly."""
        stored: dict[str, bytes] = dict(self.rows("SELECT path, entries FROM folders"))
        if not self.touched():
            return stored
        return {path: _packed(entries) for path, entries in self.folders().items()}

    def has_folders(self, folders: dict[str, Entries]) -> bool:
        """Whether the last sync saw just these signatures; the bytes alone mostly tell, and quicker."""
        if not self.touched():
            stored: dict[str, bytes] = dict(self.rows("SELECT path, entries FROM folders"))
            if stored == {path: _packed(entries) for path, entries in folders.items()}:
                return True
        return self.folders() == folders

    def save_folders(self, folders: dict[str, Entries]) -> None:
        """Keep the signatures of all documents."""
        self.connection.execute("DELETE FROM touched")
        self.connection.execute("DELETE FROM folders")
        packed = ((path, _packed(entries)) for path, entries in folders.items())
        self.connection.executemany("INSERT INTO folders VALUES (?, ?)", packed)

    def touch(self, changes: Iterable[tuple[str, Signature | None]]) -> None:
        """Keep the signatures of a few documents; None for one that is gone."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO touched VALUES (?, ?, ?, ?, ?)",
            ((*split_path(path), *(signature or (None, None, None))) for path, signature in changes),
        )

    def documents(self) -> int:
        """How many documents the index holds."""
        return int(self.value("SELECT count(*) FROM documents"))

    def touched(self) -> int:
        """How many signatures are kept beside the folders' own."""
        return int(self.value("SELECT count(*) FROM touched"))

    def unread(self) -> dict[str, tuple[str, str]]:
        """Files that are no documents: path to (reason, origin); see `set_unread`."""
        return {path: (reason, origin) for path, reason, origin in self.rows("SELECT * FROM unreadable")}

    def set_unread(self, path: str, reason: str, origin: str) -> None:
        """Note why a path is no document: `text`, `access` or `kind` forbid it, or it is left out.

        It is left out for its `name`, or as an index file (`other`).
        """
        self.connection.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?)", (path, reason, origin))

    def forget_unread(self, paths: Iterable[str]) -> None:
        """Forget why paths are no documents."""
        self.connection.executemany("DELETE FROM unreadable WHERE path = ?", ((path,) for path in paths))


def _packed(entries: Entries) -> bytes:
    """Signatures as bytes: the same for the same entries in the same order, as version 2 of marshal has no
    references.
    """
    return marshal.dumps(entries, 2)


def place(root: str) -> str:
    """Where the index of a workspace is: `.rca/index.db`, or in the user's cache if that cannot be written.

    The folder is made; `.rca` holds a .gitignore, so that git never tracks it.
    """
    folder = os.path.join(root, FOLDER)
    if os.path.isdir(folder) if os.access(folder, os.W_OK) else _make_folder(root, folder):
        return os.path.join(folder, FILE)
    from rca.cachefolder import cache_folder

    return os.path.join(cache_folder(root), FILE)


def is_settled(path: str) -> bool:
    """Whether an index holds everything that was written to it: nothing waits in a file beside it."""
    return os.path.isfile(path) and not any(map(_has_content, (f"{path}-wal", f"{path}-journal")))


def _has_content(path: str) -> bool:
    try:
        return os.path.getsize(path) > 0
    except FileNotFoundError:
        return False


def _frozen_address(path: str) -> str:
    from urllib.parse import quote

    return f"file:{quote(os.fsencode(path))}?immutable=1"


def existing_place(root: str) -> str:
    """Where the index of a workspace is, as `place`, but empty where there is none yet; nothing is made."""
    path = os.path.join(root, FOLDER, FILE)
    if os.path.exists(path) or os.access(root, os.W_OK):
        return path if os.path.exists(path) else ""
    from rca.cachefolder import cache_path

    path = os.path.join(cache_path(root), FILE)
    return path if os.path.exists(path) else ""


def _make_folder(root: str, folder: str) -> bool:
    """Make `.rca`; whether that worked."""
    if os.path.isdir(folder) or not os.access(root, os.W_OK):
        return False
    try:
        os.mkdir(folder)
        with open(os.path.join(folder, ".gitignore"), "x", encoding="utf-8") as file:
            file.write("*\n")
    except FileExistsError:  # another process was faster
        return os.access(folder, os.W_OK)
    except OSError:
        return False
    return True


def set_aside(path: str) -> str:
    """Move a damaged index out of the way; returns its new name."""
    from datetime import UTC, datetime

    aside = f"{path}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for suffix in ("-wal", "-shm", "-journal", ""):
        with contextlib.suppress(FileNotFoundError):  # another process was faster
            os.replace(path + suffix, aside + suffix)
    return aside
