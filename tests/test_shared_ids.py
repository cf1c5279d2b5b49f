"""Documents of one id: each is shown by its path; neither is changed, as they would share a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rca

DOCUMENT = """# RCA — Disk full

- **Incident ID:** 2026-11-01-disk-full
- **Date:** 2026-11-01

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|--------|-------|-----|-------|---------|----------|
| 1 | Watch the disk | ops | 2026-12-01 | #1 | — | — |
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two files with the same bytes, as somebody leaves them who begins a new RCA from an old one."""
    (tmp_path / "incidents").mkdir()
    for name in ("old.md", "new.md"):
        (tmp_path / "incidents" / name).write_text(DOCUMENT)
    return tmp_path


@pytest.mark.parametrize("reference", ["incidents/new.md", "incidents/new.md/1"])
def test_a_path_shows_its_own_document(reference: str, workspace: Path) -> None:
    result = rca(workspace, "show", reference)
    assert (result.code, result.err) == (0, "")
    assert "incidents/new.md" in result.out


@pytest.mark.parametrize(
    "command",
    [
        ["mark", "incidents/new.md/1", "executed"],
        ["mark", "incidents/new.md/1", "executed", "--dry-run"],
        ["set", "incidents/new.md", "status", "closed"],
        ["journal", "record", "incidents/new.md"],
        ["undo", "incidents/new.md"],
    ],
)
def test_a_shared_id_is_refused(command: list[str], workspace: Path) -> None:
    result = rca(workspace, *command)
    assert result.code == 2
    assert "incidents/old.md has the id 2026-11-01-disk-full too" in result.err
    assert not (workspace / "incidents" / "journal").exists()
    assert {path.read_text() for path in (workspace / "incidents").glob("*.md")} == {DOCUMENT}


def test_folders_keep_histories_apart(workspace: Path) -> None:
    (workspace / "incidents" / "payments").mkdir()
    (workspace / "incidents" / "new.md").rename(workspace / "incidents" / "payments" / "new.md")
    assert rca(workspace, "mark", "incidents/payments/new.md/1", "executed").code == 0
    assert (workspace / "incidents" / "old.md").read_text() == DOCUMENT
    assert rca(workspace, "journal", "verify").code == 0
