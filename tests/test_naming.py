"""An id and its history belong together: an id that is given later must not leave the history behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rca

DOCUMENT = """# Disk full

**Date:** 2026-11-02

## Action items

| # | Action | Owner |
|---|---|---|
| 1 | Rotate the logs | ops |
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document that states no id: its file's name is its id."""
    (tmp_path / "incidents").mkdir()
    path = tmp_path / "incidents" / "disk.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def journals(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "incidents" / "journal").glob("*"))


def test_the_history_begins_under_the_id_that_is_given(document: Path, tmp_path: Path) -> None:
    assert rca(tmp_path, "set", "disk", "incident_id", "2026-11-02-disk-full").code == 0
    assert rca(tmp_path, "mark", "disk-full/1", "written").code == 0
    assert journals(tmp_path) == ["2026-11-02-disk-full.jsonl"]
    assert rca(tmp_path, "journal", "verify", "--strict").code == 0
    assert rca(tmp_path, "undo", "disk-full").code == rca(tmp_path, "undo", "disk-full").code == 0
    assert document.read_text() == DOCUMENT


def test_an_incident_with_a_history_keeps_its_id(document: Path, tmp_path: Path) -> None:
    assert rca(tmp_path, "mark", "disk/1", "written").code == 0
    before = document.read_bytes()
    result = rca(tmp_path, "set", "disk", "incident_id", "2026-11-02-disk-full")
    assert result.code == 2
    assert "every event of journal/disk.jsonl bears its id" in result.err
    assert (document.read_bytes(), journals(tmp_path)) == (before, ["disk.jsonl"])


def test_its_own_id_may_be_stated_at_any_time(document: Path, tmp_path: Path) -> None:
    assert rca(tmp_path, "mark", "disk/1", "written").code == 0
    assert rca(tmp_path, "set", "disk", "incident_id", "disk").code == 0
    assert rca(tmp_path, "journal", "verify", "--strict").code == 0
    assert rca(tmp_path, "undo", "disk").code == rca(tmp_path, "undo", "disk").code == 0
    assert document.read_text() == DOCUMENT
