"""Rows of documents into the index and out of it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from rca.flatten import CHILDREN, Rows
from rca.schema import FULL_TEXT

SLOTS = 1024
"""Keys a day has; a day with more incidents borrows from the next."""
MERGED_PAGES = 12
"""Pages of full text that are merged for each changed document; it writes about five."""
UNDATED = 1 << 26
"""Below are the keys of documents without a date: the oldest."""

Keys = dict[tuple[str, str], int]
"""Path and day of a document to its key."""

_DOCUMENT = f"INSERT INTO documents VALUES ({', '.join('?' * 18)})"
_TEXTS = tuple(
    f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"
    for table, columns in (
        ("texts", "id, incident, title, items, body"),
        ("search", "rowid, incident, title, items, body"),
    )
)
_LAST = "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1"
_TITLES = "INSERT INTO titles (rowid, incident, title) VALUES (?, ?, ?)"
_CHILDREN = {
    table: f"INSERT INTO {table} VALUES ({', '.join('?' * (columns + 1))})"
    for table, columns in CHILDREN.items()
}
_FORGET = (
    *(
        f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)})"
        f" SELECT 'delete', id, {', '.join(columns)} FROM texts WHERE id = ?"
        for table, columns in FULL_TEXT.items()
    ),
    "DELETE FROM documents WHERE id = ?",
)


def add(connection: sqlite3.Connection, batch: list[Rows], freed: Keys) -> None:
    """Add documents that are not in the index, in the order of their days: full text is built fastest so.

    A document that was removed and comes back on the same day gets its key again: then its old and its new
    words are written at once.
    """
    batch = sorted(batch, key=lambda rows: _own_key(rows) not in freed)
    added = ((_add_document(connection, rows, freed), rows) for rows in batch)
    keyed = sorted(added, key=itemgetter(0))
    for statement in _TEXTS:
        connection.executemany(statement, ((key, *rows[1]) for key, rows in keyed))
    connection.executemany(_TITLES, ((key, *rows[1][:2]) for key, rows in keyed))
    for place, statement in enumerate(_CHILDREN.values(), 2):
        connection.executemany(statement, [(key, *row) for key, rows in keyed for row in rows[place]])


def remove(connection: sqlite3.Connection, paths: Iterable[str]) -> Keys:
    """Remove the documents at these paths, and all that was read out of them; tells what keys they had."""
    freed: Keys = {}
    for path in paths:
        found = connection.execute("SELECT id, date FROM documents WHERE path = ?", (path,)).fetchone()
        if found:
            freed[path, found[1] or ""] = found[0]
            for statement in _FORGET:
                connection.execute(statement, found[:1])
    return freed


def _own_key(rows: Rows) -> tuple[str, str]:
    return rows[0][0], rows[0][4] or ""


def _add_document(connection: sqlite3.Connection, rows: Rows, freed: Keys) -> int:
    key = freed.get(_own_key(rows)) or _free_key(connection, rows[0][4] or "")
    connection.execute(_DOCUMENT, (key, *rows[0]))
    return key


def _free_key(connection: sqlite3.Connection, day: str) -> int:
    """The key behind those that a day has; a full day takes from a growing stretch of days."""
    first = UNDATED + date.fromisoformat(day).toordinal() * SLOTS if day else 1
    width = SLOTS
    while True:
        last = connection.execute(_LAST, (first, first + width)).fetchone()
        if last is None:
            return first
        if last[0] + 1 < first + width:
            return int(last[0]) + 1
        width *= 2


def set_buffer(connection: sqlite3.Connection, size: int) -> None:
    """How many bytes of full text are collected before they are written; kept in the index."""
    connection.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (size,))


def merge_text(connection: sqlite3.Connection, documents: int) -> None:
    """Merge the full text of a few changed documents into the rest, by a few pages for each of them."""
    for table in FULL_TEXT:
        pages = documents * MERGED_PAGES
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))


def join_text(connection: sqlite3.Connection) -> None:
    """Make the full text of a bulk load one segment on the second level.

    On the lowest it would be merged, as a whole, with the small segments that updates write there. `optimize`
    lifts nothing that is alone on its level: a word that comes and goes makes a second segment.
    """
    for table, columns in FULL_TEXT.items():
        named, words = ", ".join(columns), ", 'word'" * len(columns)
        connection.execute(f"INSERT INTO {table} (rowid, {named}) VALUES (0{words})")
        connection.execute(f"INSERT INTO {table} ({table}, rowid, {named}) VALUES ('delete', 0{words})")
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def add_events(connection: sqlite3.Connection, events: Iterable[tuple[str | int, ...]]) -> None:
    """Add events of the journal, as the columns of `events` behind `sequence`; known ones stay."""
    connection.executemany(f"INSERT INTO events VALUES (NULL{', ?' * 11})", events)


def set_heads(connection: sqlite3.Connection, incident: str, heads: Iterable[str]) -> None:
    """Remember which events are the newest of an incident's journal."""
    connection.execute("DELETE FROM journal_heads WHERE incident = ?", (incident,))
    connection.executemany("INSERT INTO journal_heads VALUES (?, ?)", ((incident, head) for head in heads))
