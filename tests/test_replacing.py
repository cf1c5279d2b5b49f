"""A changed document: the index holds what a new one would hold, and only what is another one was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.flatten import CHILDREN
from rca.workspace import Workspace
from tests import invented

LAG = "incidents/2026-05-12-ledger-lag.md"
CHANGES = {
    "a word of the text": ("a vacuum", "an index build"),
    "a line before everything": ("# RCA", "<!-- reviewed -->\n# RCA"),
    "the title": ("three hours", "four hours"),
    "the day, and with it the key": ("**Date:** 2026-05-12", "**Date:** 2026-04-30"),
    "no day": ("- **Date:** 2026-05-12\n", ""),
    "the id": ("2026-05-12-ledger-lag", "2026-05-12-ledger-late"),
    "a field": ("SEV-1", "SEV-2"),
    "a field more": ("- **Status:**", "- **Commander:** operator\n- **Status:**"),
    "people": ("**Author:** platform", "**Author:** platform, operator"),
    "the due day of an item": ("2026-06-01", "2026-06-07"),
    "where an item was executed": (
        "prod: 2026-05-15",
        "prod: 2026-05-15 [log](https://example.com/1) verified",
    ),
    "the owner of an item": ("payments (after item 1)", "ledger (after item 3)"),
    "an item less": ("| 4 | Rehearse a replica rebuild | — | — | new issue | — | — |\n", ""),
    "no items": ("## Action items", "## Glossary"),
    "a timeline": ("## Action items", "## Timeline\n\n- 09:12 UTC: alert fired\n\n## Action items"),
    "a problem": ("2026-06-05", "05/06/2026"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RCA_TODAY", invented.TODAY)
    return invented.write(tmp_path, invented.DOCUMENTS)


def held(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is derived from documents, by the path of the document instead of its key."""
    found = {"documents": workspace.index.rows("SELECT * FROM documents")}
    paths = {row[0]: row[1] for row in found["documents"]}
    for table in ("texts", *CHILDREN):
        found[table] = workspace.index.rows(f"SELECT * FROM {table}")
    for table, word in (("search", "replica OR index OR four OR late"), ("titles", "four OR late OR lag*")):
        found[table] = workspace.index.rows(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (word,))
    return {
        table: sorted(((paths[key], *row) for key, *row in rows), key=repr) for table, rows in found.items()
    }


def check(workspace: Workspace) -> None:
    for table in ("search", "titles"):
        workspace.index.connection.execute(
            f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
        )
    assert workspace.index.rows("PRAGMA foreign_key_check") == []


def anew(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an index holds that is made now."""
    for file in (folder / ".rca").glob("index.db*"):
        file.unlink()
    with Workspace.find(folder) as workspace:
        workspace.sync()
        return held(workspace)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change(folder: Path, change: str) -> None:
    old, new = CHANGES[change]
    with Workspace.find(folder) as workspace:
        workspace.sync()
        before = held(workspace)
        text = (folder / LAG).read_text("utf-8")
        assert old in text
        (folder / LAG).write_text(text.replace(old, new), "utf-8")
        assert workspace.sync_paths([LAG]).changed == 1
        after = held(workspace)
        check(workspace)
        (folder / LAG).write_text(text, "utf-8")
        workspace.sync_paths([LAG])
        assert held(workspace) == before
        check(workspace)
    (folder / LAG).write_text(text.replace(old, new), "utf-8")
    assert anew(folder) == after != before


def test_many_changes_at_once(folder: Path) -> None:
    with Workspace.find(folder) as workspace:
        workspace.sync()
        for path in (folder / "incidents").rglob("*.md"):
            path.write_text(
                path.read_text("utf-8").replace("## Summary", "Replica late.\n\n## Summary"), "utf-8"
            )
        (folder / LAG).rename(folder / "incidents" / "lag.md")
        assert workspace.sync().changed == 2
        check(workspace)
        after = held(workspace)
    assert anew(folder) == after


def test_rows_that_are_as_they_were_are_not_written(folder: Path) -> None:
    with Workspace.find(folder) as workspace:
        workspace.sync()
        connection = workspace.index.connection
        for table in CHILDREN:
            for verb in ("INSERT", "DELETE", "UPDATE"):
                connection.execute(
                    f"CREATE TEMP TRIGGER no_{verb}_{table} BEFORE {verb} ON main.{table}"
                    " BEGIN SELECT RAISE(ABORT, 'written anew'); END"
                )
        text = (folder / LAG).read_text("utf-8")
        (folder / LAG).write_text(text.replace("a vacuum", "an upgrade"), "utf-8")
        assert workspace.sync_paths([LAG]).changed == 1
        assert [found.path for found in workspace.search("upgrade", 5)] == [LAG]
