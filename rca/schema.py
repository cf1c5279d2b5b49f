"""The tables of the index, made and changed by named migrations that are never edited.

All but `events`, `journal_heads` and `remembered` is derived from documents: a migration that changes what is
read empties the derived tables, and the next sync fills them again.
"""

from __future__ import annotations

import sqlite3

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

SCHEMA_VERSION = 8
"""How many migrations there are; kept as `PRAGMA user_version`, so that reading can check it cheaply."""

DERIVED = (
    "diagnostics", "dependencies", "evidence", "executions", "issues", "owners", "items", "timeline",
    "sections", "labels", "fields", "texts", "documents", "unreadable", "touched", "folders", "meta",
    "short_names",
)  # fmt: skip
"""Tables that a sync fills, children first."""

FULL_TEXT = {"search": ("incident", "title", "items", "body"), "titles": ("incident", "title")}
"""Full-text tables and their columns, which are columns of `texts`."""

LATE_INDEXES = {
    "documents_incident": "documents (incident)",
    "documents_date": "documents (date)",
    "labels_value": "labels (kind, value COLLATE NOCASE)",
    "items_list": "items (due IS NULL, due, document DESC, item, state, due_kind, regressed, stale)",
    "items_by_owner": "items (owner_text = '', owner_text, due IS NULL, due, document DESC, item)",
    "items_by_state": "items (state, due IS NULL, due, document DESC, item)",
    "documents_by_severity": "documents (severity_rank IS NULL, severity_rank)",
    "owners_name": "owners (name COLLATE NOCASE)",
}
"""Indexes that a bulk load makes last: name to what they are on."""


def migrations() -> Migrations:
    """All steps from an empty file to the current schema."""
    from sqlite_utils import Migrations

    from rca.tables import APPEND_ONLY, EVENTS, EVIDENCE, KNOWN_EVENT, REMEMBERED, SEARCH, TABLES

    steps = Migrations("rca")

    @steps()
    def m001_documents(db: Database) -> None:
        _run(db, TABLES)
        make_indexes(db.conn)

    @steps()
    def m002_search(db: Database) -> None:
        _run(db, SEARCH)
        # The segments of a bulk load stay on the lowest level; 16 of them would be merged in one commit.
        db.execute("INSERT INTO search (search, rank) VALUES ('crisismerge', 128)")
        needs_reading(db.conn)

    @steps()
    def m003_events(db: Database) -> None:
        _run(db, EVENTS)
        db.execute(KNOWN_EVENT)
        for verb in ("UPDATE", "DELETE"):
            db.execute(APPEND_ONLY.format(verb=verb))

    @steps()
    def m004_merge_in_small_steps(db: Database) -> None:
        # Left alone, full text merges many pages in the commit that happens to be the sixteenth.
        for table in FULL_TEXT:
            for setting, value in (("automerge", 0), ("usermerge", 16), ("crisismerge", 1900)):
                db.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (setting, value))

    @steps()
    def m005_evidence_and_lists(db: Database) -> None:
        _run(db, EVIDENCE)
        for name in ("items_due", "items_state"):  # that of lists serves both, and they were chosen before it
            db.execute(f"DROP INDEX IF EXISTS {name}")
        make_indexes(db.conn)
        needs_reading(db.conn)

    @steps()
    def m006_remembered(db: Database) -> None:
        _run(db, REMEMBERED)

    _add_later_steps(steps)
    return steps


def _add_later_steps(steps: Migrations) -> None:
    from rca.tables import SHORT_NAMES

    @steps()
    def m007_sorted_lists(db: Database) -> None:
        make_indexes(db.conn)

    @steps()
    def m008_short_names(db: Database) -> None:
        _run(db, SHORT_NAMES)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an index to the current schema; does nothing where it is current."""
    from sqlite_utils import Database

    migrations().apply(Database(connection))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        db.execute(statement)


def needs_reading(connection: sqlite3.Connection) -> None:
    """Empty everything that is derived from documents; the next sync reads them all."""
    for table in FULL_TEXT:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in DERIVED:
        if table in there:  # an early step knows nothing of a table that a later one makes
            connection.execute(f"DELETE FROM {table}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes that are not there."""
    for name, target in LATE_INDEXES.items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {target}")


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Drop what a bulk load is faster without."""
    for name in LATE_INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
