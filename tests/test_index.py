"""The file of the index: made, mended, refused, put elsewhere; and what its schema promises."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rca import records, schema, store
from rca.cachefolder import NoCacheFolder
from rca.problems import IndexBusy, IndexCorrupt, IndexProblem, IndexTooNew, explained
from rca.store import Index
from rca.workspace import Workspace
from tests import invented

EVENT = ("e1", "i", "2026-06-01T00:00:00Z", "me", "", "human", "{}", "b", "a", "[]", 1)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with closing(Index(str(tmp_path / "index.db"))) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return invented.write(tmp_path, invented.DOCUMENTS)


def shape(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_every_table_is_strict_and_rows_belong_to_something(index: Index) -> None:
    tables = {name: sql for name, sql in shape(index.connection).items() if sql.startswith("CREATE TABLE")}
    own = {name: sql for name, sql in tables.items() if not re.match(r"search_|titles_|_sqlite", name)}
    assert [name for name, sql in own.items() if "STRICT" not in sql] == []
    assert index.value("PRAGMA foreign_keys") == 1
    assert index.value("PRAGMA journal_mode") == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        index.connection.execute("INSERT INTO labels VALUES (7, 'tag', 0, 'x')")


def test_the_version_is_the_number_of_migrations(index: Index) -> None:
    import sqlite_utils

    steps = schema.migrations()
    assert len(steps.applied(sqlite_utils.Database(index.connection))) == schema.SCHEMA_VERSION
    assert index.value("PRAGMA user_version") == schema.SCHEMA_VERSION


def test_an_older_index_is_migrated_and_read_again(tmp_path: Path) -> None:
    import sqlite_utils

    path = str(tmp_path / "index.db")
    with closing(sqlite3.connect(path)) as connection:
        steps = schema.migrations()
        steps.apply(sqlite_utils.Database(connection), stop_before="m002_search")
        connection.execute("INSERT INTO meta VALUES ('reading', 'as before')")
        connection.commit()
    with closing(Index(path)) as old, closing(Index(str(tmp_path / "new.db"))) as new:
        assert shape(old.connection) == shape(new.connection)
        assert old.meta("reading") is None


def test_every_derived_table_is_emptied_when_documents_must_be_read_again(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        connection = workspace.index.connection
        records.add_events(connection, [EVENT])
        schema.needs_reading(connection)
        kept = {"events", "journal_heads", "_sqlite_migrations"}
        tables = [name for name, sql in shape(connection).items() if sql.startswith("CREATE TABLE")]
        full = {
            name
            for name in tables
            if not re.match("search|titles", name) and workspace.index.value(f"SELECT count(*) FROM {name}")
        }
        assert full <= kept
        assert workspace.index.value("SELECT count(*) FROM events") == 1
        assert workspace.sync().added == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET change = '{1}'",
        "DELETE FROM events",
        "DELETE FROM events WHERE id = 'e1'",
        "UPDATE OR IGNORE events SET id = 'e2'",
    ],
)
def test_events_are_append_only(index: Index, statement: str) -> None:
    records.add_events(index.connection, [EVENT])
    with pytest.raises(sqlite3.IntegrityError, match="events are append-only"):
        index.connection.execute(statement)
    assert index.rows("SELECT id, change FROM events") == [("e1", "{}")]


def test_an_event_that_is_known_stays_as_it_was(index: Index) -> None:
    records.add_events(index.connection, [EVENT])
    records.add_events(index.connection, [("e1", *EVENT[1:6], "{other}", *EVENT[7:]), ("e2", *EVENT[1:])])
    index.connection.execute(f"REPLACE INTO events VALUES (1, 'e1'{', 0' * 10})")
    assert index.rows("SELECT id, change FROM events") == [("e1", "{}"), ("e2", "{}")]


def test_heads_of_a_journal_are_replaced(index: Index) -> None:
    records.set_heads(index.connection, "i", ["a", "b"])
    records.set_heads(index.connection, "i", ["c"])
    assert index.rows("SELECT * FROM journal_heads") == [("i", "c")]


def test_git_never_tracks_the_index(folder: Path) -> None:
    with invented.opened(folder):
        assert sorted(os.listdir(folder / ".rca"))[:2] == [".gitignore", "index.db"]
    assert (folder / ".rca" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough" * 99, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_damaged_index_is_set_aside_and_built_again(folder: Path, damage: bytes) -> None:
    with invented.opened(folder):
        pass
    (folder / ".rca" / "index.db").write_bytes(damage)
    with Workspace.find(folder) as workspace:
        stats = workspace.sync()
        assert stats.added == 3
        (note,) = stats.notes
        assert re.search(
            r"index\.db: the index was damaged and is built again; it is kept as .*corrupt-\d{8}T", note
        )
    assert [path.read_bytes() for path in (folder / ".rca").glob("index.db.corrupt-*Z")] == [damage]


def test_damage_that_shows_only_in_an_answer_is_mended_too(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        workspace.index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = folder / ".rca" / "index.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with Workspace.find(folder) as workspace:
        assert [row.id for row in workspace.incidents("fell")] == [
            "2026-05-12-ledger-lag",
            "2026-01-20-queue-lag",
        ]
        assert len(workspace.notes) == 1


def test_an_index_of_a_newer_version_is_refused_in_one_sentence(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        workspace.index.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(IndexTooNew) as caught, Workspace.find(folder) as workspace:
        workspace.incidents()
    assert str(caught.value) == (
        f"{folder}/.rca/index.db: the index was made by a newer rca (schema 99, this one knows "
        f"{schema.SCHEMA_VERSION}); update rca, or delete the file: it is only an index"
    )
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_FULL, IndexProblem, "the disk is full"),
        (sqlite3.SQLITE_READONLY, IndexProblem, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, IndexProblem, "cannot be opened"),
        (sqlite3.SQLITE_IOERR | 10 << 8, IndexProblem, "failed to read or write"),
        (sqlite3.SQLITE_BUSY, IndexBusy, "another rca is writing"),
        (sqlite3.SQLITE_CORRUPT | 1 << 8, IndexCorrupt, "damaged"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(code: int, kind: type[IndexProblem], words: str) -> None:
    error = sqlite3.OperationalError("low-level words")
    error.sqlite_errorcode = code
    with pytest.raises(kind, match=f"^a/index.db: .*{words}"), explained("a/index.db"):
        raise error


def test_a_mistake_in_our_own_sql_is_not_blamed_on_the_file(index: Index) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        index.rows("SELECT missing FROM documents")


def test_a_full_disk_leaves_the_index_as_it_was(folder: Path) -> None:
    with invented.opened(folder) as workspace:
        pages = workspace.index.value("PRAGMA page_count")
        workspace.index.connection.execute(f"PRAGMA max_page_count = {pages}")
        invented.write(folder, {f"more-{k}.md": invented.LAG * 20 for k in range(9)})
        with pytest.raises(IndexProblem, match="the disk is full; make room"):
            workspace.sync()
        assert len(workspace.incidents()) == 3
        workspace.index.connection.execute("PRAGMA max_page_count = 1073741823")
        assert workspace.sync().added == 9


def unwritable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder look as on a read-only disk (for root, too)."""
    access = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: not (mode & os.W_OK and Path(path).is_relative_to(folder)) and access(path, mode),
    )


def test_a_read_only_workspace_has_its_index_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = invented.write(tmp_path / "acme", invented.DOCUMENTS)
    before = sorted(folder.rglob("*"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    unwritable(folder, monkeypatch)
    assert store.existing_place(str(folder)) == ""
    with invented.opened(folder) as workspace:
        assert Path(workspace.index_path).is_relative_to(tmp_path / "cache")
        assert len(workspace.incidents()) == 3
    assert store.existing_place(str(folder)) == workspace.index_path
    with Workspace.find(folder) as again:
        assert again.sync().unchanged == 3
    assert sorted(folder.rglob("*")) == before


def test_an_index_in_a_folder_that_became_read_only_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = invented.write(tmp_path / "acme", invented.DOCUMENTS)
    with invented.opened(folder):
        pass
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    unwritable(folder, monkeypatch)
    with Workspace.find(folder) as workspace:
        assert workspace.sync().added == 3
        assert Path(workspace.index_path).is_relative_to(tmp_path / "cache")


def test_without_any_place_for_the_index_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = invented.write(tmp_path / "acme", invented.DOCUMENTS)
    (tmp_path / "cache").write_text("a file in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    unwritable(folder, monkeypatch)
    with (
        pytest.raises(NoCacheFolder, match="set XDG_CACHE_HOME to one it can write"),
        Workspace.find(folder) as w,
    ):
        w.incidents()


def test_the_configuration_is_kept_in_the_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with invented.opened(folder) as workspace:
        expected = workspace.config
    monkeypatch.setattr("rca.configfile.load", None)
    with Workspace.find(folder) as workspace:
        assert workspace.config == expected
        assert workspace.config.environments == ("staging", "prod")
