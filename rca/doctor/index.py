"""The index: where it is, whether it is sound and of this schema."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from rca.doctor.finding import Finding
from rca.schema import SCHEMA_VERSION
from rca.store import existing_place

_MEGABYTE = 1_000_000


def index(root: str) -> Iterator[Finding]:
    """Look at the file without changing it; a later command makes, mends or migrates it."""
    path = existing_place(root)
    if not path:
        yield Finding("ok", "index", "none yet; the next command builds it")
        return
    yield from _set_aside(os.path.dirname(path))
    size = os.path.getsize(path) / _MEGABYTE
    try:
        with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)) as connection:
            yield from _state(connection, f"{path}, {size:.1f} MB")
    except sqlite3.DatabaseError as error:
        yield Finding(
            "fail", "index", f"{path}: {error}", f"rm {path}: nothing is lost, the next command builds it"
        )


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def _state(connection: sqlite3.Connection, told: str) -> Iterator[Finding]:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        yield Finding("fail", "index", f"{told}, made by a newer rca (schema {version})", "update rca")
        return
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        yield Finding(
            "fail", "index", f"{told}: {verdict}", "delete it: nothing is lost, the next command builds it"
        )
        return
    older = (
        ""
        if version == SCHEMA_VERSION
        else f", older than {SCHEMA_VERSION}: the next command brings it up to date"
    )
    yield Finding("ok", "index", f"{told}, sound, schema {version}{older}")


def _set_aside(folder: str) -> Iterator[Finding]:
    if os.path.isdir(folder):
        for name in sorted(os.listdir(folder)):
            if ".corrupt" in name:
                path = os.path.join(folder, name)
                yield Finding(
                    "warn", "index", f"{path} was damaged and set aside", "delete it when nobody needs it"
                )
