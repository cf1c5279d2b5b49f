"""Notes: they stand in the history of an item or an incident, and change no document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changed import refused, tree
from tests.command import INCIDENT, own_workspace, rca


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return own_workspace(tmp_path)


def test_a_note_stands_in_the_history_and_nowhere_else(workspace: Path) -> None:
    path = f"incidents/{INCIDENT}.md"
    before = tree(workspace)[path]
    result = rca(workspace, "note", "1455/2", "waits for the window")
    assert result.out == "1455/2 noted: waits for the window.\n"
    assert result.err == "`rca undo 1455` undoes.\n"
    assert "1455/2 noted: waits for the window" in rca(workspace, "log", "1455/2").out
    assert "noted" not in rca(workspace, "log", "1455/3").out
    assert tree(workspace)[path] == before
    assert rca(workspace, "journal", "verify").code == 0


def test_an_incident_can_be_noted_too(workspace: Path) -> None:
    assert rca(workspace, "note", "1455", "reviewed").out == "1455 noted: reviewed.\n"
    assert "1455 noted: reviewed" in rca(workspace, "log", "1455").out


def test_a_note_can_be_taken_back(workspace: Path) -> None:
    rca(workspace, "note", "1455/2", "waits")
    assert rca(workspace, "undo", "1455").err == "Undone: 1455/2 noted: waits.\n"
    assert rca(workspace, "journal", "verify").code == 0


def test_a_note_says_something_of_something(workspace: Path) -> None:
    assert "text" in refused(workspace, "note", "1455/2", "")
    assert "names no action item" in refused(workspace, "note", "1455/99", "x")
