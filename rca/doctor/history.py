"""Whether the history can be trusted: what is tried out, not assumed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rca.changes import MarkExecuted
from rca.claims import Actor
from rca.commit import Committer, Wish
from rca.config import Config, ConfigError, today
from rca.configfile import load
from rca.doctor.finding import Finding
from rca.doctor.index import index
from rca.errors import RcaError
from rca.intent import FILE
from rca.journal import journal_file, read
from rca.recovery import waiting
from rca.schema import SCHEMA_VERSION
from rca.store import existing_place

_EVENT = "INSERT INTO events SELECT NULL, printf('%064d', 0), '-', '-', '-', '-', '-', '{}', '', '-', '', 0"
_TRIALS = {"UPDATE": "UPDATE events SET by_name = 'somebody else'", "DELETE": "DELETE FROM events"}
_DOCUMENT = """\
# RCA — A trial (#0)

- **Incident ID:** trial

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Try it | rca | |
"""


def append_only(root: str) -> Iterator[Finding]:
    """Try to change and to remove an event in the index, in a transaction that is rolled back."""
    path = existing_place(root)
    if not path:
        return
    try:
        with closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
                yield from _tried(connection)
    except sqlite3.DatabaseError as error:
        yield Finding("warn", "append-only", f"could not be tried: {error}", "run rca doctor again")


def _tried(connection: sqlite3.Connection) -> Iterator[Finding]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(_EVENT)
        refused = {name: _refusal(connection, statement) for name, statement in _TRIALS.items()}
    finally:
        connection.execute("ROLLBACK")
    for name, words in refused.items():
        if not words:
            yield Finding(
                "fail",
                "append-only",
                f"{name} of an event in the index went through (and was rolled back)",
                "delete the index: the next command builds it with its triggers",
            )
    if all(refused.values()):
        told = "; ".join(f"{name} refused ({words})" for name, words in refused.items())
        yield Finding("ok", "append-only", f"tried on an event of the index: {told}")


def _refusal(connection: sqlite3.Connection, statement: str) -> str:
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError as error:
        return str(error)
    return ""


def commit(root: str) -> Iterator[Finding]:
    """Make a change and take it back in a scratch folder on the file system of the workspace."""
    try:
        with TemporaryDirectory(dir=_scratch(root), prefix="trial-") as folder:
            yield Finding("ok", "commit", _committed(Path(folder)))
    except (OSError, RcaError) as error:
        yield Finding("fail", "commit", f"a change in a scratch folder failed: {error}", "mend what it names")


def _scratch(root: str) -> str | None:
    """The folder of the index, which git ignores; where there is none, the system's."""
    path = existing_place(root)
    return os.path.dirname(path) if path else None


def _committed(folder: Path) -> str:
    document = folder / "trial.md"
    document.write_text(_DOCUMENT, encoding="utf-8")
    committer = Committer(Config(root=str(folder), incidents=(".",)), folder, Actor(name="rca"), today())
    change = MarkExecuted(item="1", day=date(2026, 1, 1))
    with committer.locked():
        committer.carry_out(committer.stage([Wish("trial.md", "trial", lambda *_: change)]))
    marked = document.read_text(encoding="utf-8")
    event = next(reversed(list(read(journal_file(folder, "trial")))))
    with committer.locked():
        texts, step = committer.undoing("trial.md", "trial", [event])
        committer.take_back([step])
    if marked == _DOCUMENT or document.read_bytes() != texts[-1].to_bytes() or texts[-1].text != _DOCUMENT:
        raise OSError(None, "what was written is not what stands there", str(document))
    return "tried in a scratch folder: a change was written and taken back, byte for byte"


def unfinished(root: str) -> Iterator[Finding]:
    """What a process that died left for the next change to complete."""
    place = existing_place(root)
    if place and os.path.exists(note := os.path.join(os.path.dirname(place), FILE)):
        yield Finding(
            "warn",
            "unfinished",
            f"{note}: a change was cut short",
            "the next change completes it, and says so",
        )
    try:
        config = load(root)
    except ConfigError:
        return
    yield from _waiting(root, config)


def _waiting(root: str, config: Config) -> Iterator[Finding]:
    from rca.workspace import Workspace

    if not existing_place(root) or any(finding.level == "fail" for finding in index(root)):
        return
    with Workspace(root) as workspace:
        rows = [row for row in workspace.incidents() if _has_journal(config, row.path, row.id)]
    for row in rows:
        try:
            is_waiting = waiting(Path(root, row.path), row.id) is not None
        except RcaError as error:
            yield Finding("warn", "unfinished", str(error))
            continue
        if is_waiting:
            yield Finding(
                "warn",
                "unfinished",
                f"{row.path} lacks what its journal says last",
                "the next change of it completes that; if it was taken back by hand, rca undo first",
            )


def _has_journal(config: Config, path: str, incident: str) -> bool:
    return journal_file(Path(config.root, path).parent, incident).exists()
