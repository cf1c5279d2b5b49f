"""The least that an index costs: `python -m tests.bench.floor WORKSPACE DATABASE`.

Reads and hashes every document, scans its lines, and puts the very rows that rca's index of this workspace
holds, and the full text, into a new database with raw sqlite3. Fetching those rows from rca's index is not
timed. Prints wall and CPU seconds as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROWS = 20_000
_DOCUMENTS = 500
_FAST = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA cache_size=-65536",
)
_LINE = re.compile(r"(#{1,6}) +(.*)|\|(.*)|\s*([-*+]|\d+[.)]) +(.*)|(```|~~~)")


class Stopwatch:
    """Adds up the wall and CPU seconds of the blocks that it is entered for."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0

    def __enter__(self) -> None:
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()

    def __exit__(self, *error: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


class Table(NamedTuple):
    """A table of rca's index."""

    name: str
    create: str
    columns: tuple[str, ...]

    def select(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"

    def insert(self) -> str:
        values = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({values})"


def _schema(index: sqlite3.Connection, which: str) -> list[tuple[str, str]]:
    return index.execute(f"SELECT name, sql FROM sqlite_master WHERE {which}").fetchall()


def tables(index: sqlite3.Connection) -> Iterator[Table]:
    """The plain tables of an index, those of its full-text search excluded."""
    virtual = [name for name, _ in _schema(index, "sql LIKE 'CREATE VIRTUAL%'")]
    for name, create in _schema(index, "type = 'table' AND name NOT LIKE 'sqlite_%'"):
        if not any(name == table or name.startswith(f"{table}_") for table in virtual):
            columns = index.execute(f"SELECT name FROM pragma_table_xinfo('{name}') WHERE hidden = 0")
            yield Table(name, create, tuple(f'"{column}"' for (column,) in columns))


def scan_lines(text: str) -> list[tuple[int, str, tuple[str, ...]]]:
    """What a simple reader takes from the lines of a document: headings, cells, list items."""
    found = []
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match is None:
            continue
        if match[6]:
            fenced = not fenced
        elif not fenced and match[3] is not None:
            found.append((number, "row", tuple(cell.strip() for cell in match[3].rstrip("| ").split("|"))))
        elif not fenced:
            found.append((number, match[1] or match[4], (match[2] or match[5] or "",)))
    return found


def documents(folder: Path) -> list[str]:
    """The paths of a workspace's documents."""
    found = ((at, name) for at, _, names in os.walk(folder) for name in names)
    return [os.path.join(at, name) for at, name in found if name.endswith(".md")]


def read_documents(paths: list[str]) -> None:
    """Read, hash and scan documents."""
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        hashlib.sha256(data).hexdigest()
        scan_lines(data.decode())


def copy_rows(table: Table, index: sqlite3.Connection, out: sqlite3.Connection, timed: Stopwatch) -> None:
    """Insert the rows of one table."""
    found = index.execute(table.select())
    while rows := found.fetchmany(_ROWS):
        with timed:
            out.executemany(table.insert(), rows)


def copy_text(index: sqlite3.Connection, out: sqlite3.Connection, timed: Stopwatch) -> None:
    """Build the full text over the columns of `texts` that the index has full text of."""
    for name, create in _schema(index, "sql LIKE 'CREATE VIRTUAL%fts5 (%'"):
        out.execute(create)
        out.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', 67108864)")
        columns = [column for (column,) in index.execute(f"SELECT name FROM pragma_table_info('{name}')")]
        insert = f"INSERT INTO {name} (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"
        found = index.execute(f"SELECT id, {', '.join(columns)} FROM texts")
        while rows := found.fetchmany(_DOCUMENTS):
            with timed:
                out.executemany(insert, rows)


def build(workspace: Path, index: sqlite3.Connection, out: sqlite3.Connection) -> Stopwatch:
    """Build the floor's database; the time that it took."""
    timed = Stopwatch()
    for statement in _FAST:
        out.execute(statement)
    out.execute("BEGIN")
    for table in tables(index):
        out.execute(table.create)
        copy_rows(table, index, out, timed)
    copy_text(index, out, timed)
    indexes = _schema(index, "type = 'index' AND sql IS NOT NULL")
    with timed:
        read_documents(documents(workspace / "incidents"))
        for _, create in indexes:
            out.execute(create)
        out.execute("COMMIT")
    return timed


def main(workspace: str, out: str) -> None:
    """Measure the floor of a workspace whose index is current."""
    Path(out).unlink(missing_ok=True)
    index = sqlite3.connect(f"file:{workspace}/.rca/index.db?mode=ro", uri=True)
    database = sqlite3.connect(out, isolation_level=None)
    timed = build(Path(workspace), index, database)
    print(json.dumps({"wall": timed.wall, "cpu": timed.cpu}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
