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
MERGED_SEGMENTS = 16
"""Segments on a level from which on they are merged, as the schema sets it."""
_ALL_PAGES = 1 << 30
UNDATED = 1 << 26
"""Below are the keys of documents without a date: the oldest."""

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
_PLACES = {table: place for place, table in enumerate(CHILDREN, 2)}
"""Where the rows of a table stand in those of a document."""
_COLUMNS = (
    "path sha256 incident title date severity severity_rank status ongoing duration blast_radius"
    " classification started detected acknowledged mitigated resolved"
).split()
_RENEW_DOCUMENT = f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"
_RENEW_TEXTS = "UPDATE texts SET incident = ?, title = ?, items = ?, body = ? WHERE id = ?"
_OLD_TEXTS = "SELECT incident, title, items, body FROM texts WHERE id = ?"
_FORGET_WORDS = {
    table: f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)})"
    f" VALUES ('delete', ?{', ?' * len(columns)})"
    for table, columns in FULL_TEXT.items()
}
_OF_ITEMS = ("items", "owners", "issues", "executions", "evidence", "dependencies")
_GROUPS = (*((table,) for table in CHILDREN if table not in _OF_ITEMS), _OF_ITEMS)
"""Tables that are renewed together: what belongs to items goes with them."""


def replace(connection: sqlite3.Connection, outdated: Iterable[str], batch: list[Rows]) -> None:
    """Remove the documents at the outdated paths, and add others or what became of these.

    A document that stays on its day keeps its key, and those of its rows that are as they were.
    """
    coming = {_own_key(rows): rows for rows in batch}
    staying: list[tuple[int, Rows]] = []
    for path in outdated:
        found = connection.execute("SELECT id, date FROM documents WHERE path = ?", (path,)).fetchone()
        rows = coming.pop((path, found[1] or ""), None) if found else None
        if rows is not None:
            staying.append((found[0], rows))
        elif found:
            _remove(connection, found[0])
    for key, rows in sorted(staying, key=itemgetter(0)):
        _renew(connection, key, rows)
    _add(connection, list(coming.values()))


def _add(connection: sqlite3.Connection, batch: list[Rows]) -> None:
    """Add documents that are not in the index, in the order of their days: full text is built fastest so."""
    added = ((_add_document(connection, rows), rows) for rows in batch)
    keyed = sorted(added, key=itemgetter(0))
    for statement in _TEXTS:
        connection.executemany(statement, ((key, *rows[1]) for key, rows in keyed))
    connection.executemany(_TITLES, ((key, *rows[1][:2]) for key, rows in keyed))
    for table, statement in _CHILDREN.items():
        place = _PLACES[table]
        connection.executemany(statement, [(key, *row) for key, rows in keyed for row in rows[place]])


def _remove(connection: sqlite3.Connection, key: int) -> None:
    """Remove a document and all that was read out of it."""
    old = connection.execute(_OLD_TEXTS, (key,)).fetchone()
    connection.execute(_FORGET_WORDS["search"], (key, *old))
    connection.execute(_FORGET_WORDS["titles"], (key, *old[:2]))
    connection.execute("DELETE FROM documents WHERE id = ?", (key,))


def _renew(connection: sqlite3.Connection, key: int, rows: Rows) -> None:
    """Bring the rows of a document to what was read now; old and new words are written at once."""
    texts = rows[1]
    old = connection.execute(_OLD_TEXTS, (key,)).fetchone()
    connection.execute(_FORGET_WORDS["search"], (key, *old))
    connection.execute(_TEXTS[1], (key, *texts))
    if old[:2] != texts[:2]:
        connection.execute(_FORGET_WORDS["titles"], (key, *old[:2]))
        connection.execute(_TITLES, (key, *texts[:2]))
    connection.execute(_RENEW_TEXTS, (*texts, key))
    connection.execute(_RENEW_DOCUMENT, (*rows[0], key))
    for group in _GROUPS:
        _renew_group(connection, key, rows, group)


def _renew_group(connection: sqlite3.Connection, key: int, rows: Rows, group: tuple[str, ...]) -> None:
    """Write the rows of some tables anew, if any of them is another one."""
    new = {table: sorted((key, *row) for row in rows[_PLACES[table]]) for table in group}
    if all(_rows_of(connection, table, key) == new[table] for table in group):
        return
    connection.execute(f"DELETE FROM {group[0]} WHERE document = ?", (key,))
    for table in group:
        connection.executemany(_CHILDREN[table], new[table])


def _rows_of(connection: sqlite3.Connection, table: str, key: int) -> list[Rows]:
    return sorted(connection.execute(f"SELECT * FROM {table} WHERE document = ?", (key,)))


def _own_key(rows: Rows) -> tuple[str, str]:
    return rows[0][0], rows[0][4] or ""


def _add_document(connection: sqlite3.Connection, rows: Rows) -> int:
    key = _free_key(connection, rows[0][4] or "")
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
    for table in FULL_TEXT:
        _come_and_go(connection, table)
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def lift_text(connection: sqlite3.Connection) -> None:
    """Make what came after `join_text` a segment beside the one that it made, which is left as it is.

    Three segments are merged at least: so the lowest level is, and the next with its two is not.
    """
    for table in FULL_TEXT:
        _come_and_go(connection, table)
        _come_and_go(connection, table)
        for setting, value in (("usermerge", 3), ("merge", _ALL_PAGES), ("usermerge", MERGED_SEGMENTS)):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (setting, value))


def _come_and_go(connection: sqlite3.Connection, table: str) -> None:
    """Have a word added and removed: what was collected before becomes a segment, and so does the word."""
    columns = FULL_TEXT[table]
    named, words = ", ".join(columns), ", 'word'" * len(columns)
    connection.execute(f"INSERT INTO {table} (rowid, {named}) VALUES (0{words})")
    connection.execute(f"INSERT INTO {table} ({table}, rowid, {named}) VALUES ('delete', 0{words})")


def add_events(connection: sqlite3.Connection, events: Iterable[tuple[str | int, ...]]) -> None:
    """Add events of the journal, as the columns of `events` behind `sequence`; known ones stay."""
    connection.executemany(f"INSERT INTO events VALUES (NULL{', ?' * 11})", events)


def set_heads(connection: sqlite3.Connection, incident: str, heads: Iterable[str]) -> None:
    """Remember which events are the newest of an incident's journal."""
    connection.execute("DELETE FROM journal_heads WHERE incident = ?", (incident,))
    connection.executemany("INSERT INTO journal_heads VALUES (?, ?)", ((incident, head) for head in heads))
