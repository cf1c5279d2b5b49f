"""The index sees every branch that is checked out: an event of another branch is not one that was cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import INCIDENT, own_workspace, rca
from tests.test_journal_git import commit, git

JOURNAL = Path("incidents", "journal", f"{INCIDENT}.jsonl")


def kinds(folder: Path) -> list[str]:
    found = json.loads(rca(folder, "journal", "verify", "--json").out)
    return [fault["kind"] for fault in found["faults"]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository whose branch `main` has one event, and whose branch `fix` has another behind it."""
    own_workspace(tmp_path)
    git(tmp_path, "init", "-q")
    rca(tmp_path, "mark", "1455/3", "written")
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "fix")
    rca(tmp_path, "mark", "1455/4", "written")
    commit(tmp_path)
    return tmp_path


def test_an_event_of_another_branch_is_a_note(workspace: Path) -> None:
    git(workspace, "switch", "-q", "main")
    assert kinds(workspace) == ["elsewhere"]
    result = rca(workspace, "journal", "verify")
    assert result.code == 0
    assert "is on fix, and was never on this branch" in result.out


def test_a_journal_of_another_branch_is_a_note(workspace: Path) -> None:
    git(workspace, "switch", "-q", "--orphan", "empty")
    own_workspace(workspace)
    commit(workspace)
    assert kinds(workspace) == ["elsewhere"]


def test_an_event_that_this_branch_once_held_was_cut_off(workspace: Path) -> None:
    """Though another branch still has it, and the document is put back as well."""
    git(workspace, "branch", "copy")
    git(workspace, "checkout", "-q", "main", "--", "incidents")
    assert kinds(workspace) == ["cut"]
    commit(workspace)
    assert kinds(workspace) == ["cut"]
    assert rca(workspace, "journal", "verify").code == 1


def test_an_event_that_no_branch_has_was_cut_off(workspace: Path) -> None:
    rca(workspace, "mark", "1455/5", "written")
    git(workspace, "checkout", "-q", ".")
    assert kinds(workspace) == ["cut"]
