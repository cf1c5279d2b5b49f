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


def test_an_event_that_was_thrown_away_on_purpose_is_forgotten_when_it_is_said(workspace: Path) -> None:
    rca(workspace, "mark", "1455/5", "written")
    git(workspace, "checkout", "-q", ".")
    assert "if it was thrown away on purpose, rca journal accept forgets it" in (
        rca(workspace, "journal", "verify").out
    )
    done = rca(workspace, "journal", "accept")
    assert (done.code, done.err) == (0, "1 event forgotten.\n")
    assert kinds(workspace) == []
    rca(workspace, "mark", "1455/3", "executed", "--env", "prod")
    assert kinds(workspace) == []
    assert rca(workspace, "journal", "accept", "1455").err == "0 events forgotten.\n"


def test_a_journal_that_was_thrown_away_whole_is_forgotten_too(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    rca(tmp_path, "mark", "1455/3", "written")
    git(tmp_path, "checkout", "-q", ".")
    (tmp_path / JOURNAL).unlink()
    assert kinds(tmp_path) == ["cut"]
    (forgotten,) = json.loads(rca(tmp_path, "journal", "accept", "--json").out)["forgotten"]
    assert forgotten["incident"] == INCIDENT
    assert kinds(tmp_path) == []


def test_an_event_that_a_commit_took_out_is_told_for_ever(workspace: Path) -> None:
    git(workspace, "branch", "copy")
    git(workspace, "checkout", "-q", "main", "--", "incidents")
    refused = rca(workspace, "journal", "accept")
    assert refused.code == 1
    assert "the journal is not as git has it; commit it or restore it, then accept" in refused.err
    commit(workspace)
    refused = rca(workspace, "journal", "accept", "1455")
    assert refused.code == 1
    assert "; bring it back, a history only grows" in refused.err
    assert kinds(workspace) == ["cut"]


def test_what_git_does_not_know_is_not_forgotten(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    rca(tmp_path, "mark", "1455/3", "written")
    (tmp_path / JOURNAL).write_bytes(b"")
    refused = rca(tmp_path, "journal", "accept")
    assert refused.code == 1
    assert "only git can tell that nobody else has the event" in refused.err
    assert kinds(tmp_path).count("cut") == 1
