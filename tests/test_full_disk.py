"""Where nothing can be written, reading commands answer from the index as it is, and say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import own_workspace, process, rca

NOTHING_FITS = "ulimit -f 0; "
"""Every write to a file fails from here on, as on a full disk; pipes are no files."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    own_workspace(tmp_path)
    assert rca(tmp_path, "sync").code == 0
    return tmp_path


@pytest.mark.parametrize("command", ["due", "list", "status", "search audit", "show 1455/2", "--no-sync due"])
def test_the_answer_is_the_same_where_nothing_changed(command: str, workspace: Path) -> None:
    usual = process(workspace, f"rca {command}")
    assert usual.stdout
    full = process(workspace, f"{NOTHING_FITS} rca {command}")
    assert (full.stdout, full.stderr, full.returncode) == (usual.stdout, usual.stderr, usual.returncode)


def test_what_cannot_be_read_in_is_said(workspace: Path) -> None:
    (workspace / "incidents" / "new.md").write_text("# The disk of the ledger was full\n")
    old = process(workspace, f"{NOTHING_FITS} rca list --json")
    assert old.returncode == 0
    assert "ledger" not in old.stdout
    assert old.stderr.startswith(f"{workspace}/.rca/index.db: ")
    assert old.stderr.endswith("; answers are from the last sync\n")
    assert old.stderr.count("\n") == 1
    assert "ledger" in process(workspace, "rca list --json").stdout


def test_a_sync_that_cannot_write_fails(workspace: Path) -> None:
    (workspace / "incidents" / "new.md").write_text("# New\n")
    result = process(workspace, f"{NOTHING_FITS} rca sync")
    assert (result.returncode, result.stdout) == (5, "")


def test_without_an_index_there_are_no_answers(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    result = process(tmp_path, f"mkdir .rca; {NOTHING_FITS} rca list")
    assert (result.returncode, result.stdout) == (5, "")
    assert result.stderr.count("\n") == 1


def test_an_index_with_something_beside_it_is_not_read_without_that(workspace: Path) -> None:
    (workspace / ".rca/index.db-wal").write_bytes(b"x" * 4096)
    result = process(workspace, f"{NOTHING_FITS} rca list")
    assert result.returncode == 5


def test_nothing_is_changed_where_nothing_fits(workspace: Path) -> None:
    (document,) = (workspace / "incidents").glob("*.md")
    before = document.read_bytes()
    result = process(workspace, f"{NOTHING_FITS} rca mark 1455/3 written")
    assert result.returncode != 0
    assert result.stderr.count("\n") == 1
    assert document.read_bytes() == before
