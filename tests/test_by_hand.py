"""Edits by hand, taken into the history by `rca journal record` and by the first change of a document."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command import rca
from tests.crashing import workspace

ADA = {"RCA_ACTOR": "Ada <ada@example.org>"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, each with the items 1 and 2 in a table."""
    workspace(tmp_path, [])
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Cleo", "-c", "user.email=cleo@example.org")
    return subprocess.check_output(["git", *identity, *arguments], cwd=folder, text=True)


def edit(folder: Path, before: bytes, after: bytes) -> None:
    document = folder / "incidents" / "41.md"
    assert before in document.read_bytes()
    document.write_bytes(document.read_bytes().replace(before, after))


def history(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rca(folder, "log", "41", "--json").out)
    return found


def test_what_is_not_committed_yet_is_said_by_whoever_records_it(folder: Path) -> None:
    rca(folder, "mark", "41/1", "written")
    edit(folder, b"| 2026-11-24 |", b"| no |")
    assert rca(folder, "journal", "record", env=ADA).code == 0
    event = history(folder)[-1]
    assert event["by"]["name"] == "Ada"
    assert event["change"]["kind"] == "external"
    (fact,) = event["change"]["facts"]
    assert (fact["item"], fact["name"], fact["before"]) == ("1", "written", "yes")
    assert "commit" not in event["change"]


def test_what_is_committed_is_said_by_its_author(folder: Path) -> None:
    git(folder, "init", "-q")
    rca(folder, "mark", "41/1", "written")
    edit(folder, b"| 2026-11-24 |", b"| no |")
    git(folder, "add", "incidents")
    git(folder, "commit", "-q", "-m", "not written after all")
    assert rca(folder, "journal", "record", env=ADA).code == 0
    event = history(folder)[-1]
    assert event["by"]["name"] == "Cleo"
    assert event["change"]["commit"] == git(folder, "rev-parse", "HEAD").strip()


def test_a_history_begins_with_what_the_document_already_says(folder: Path) -> None:
    edit(folder, b"| Due |", b"| Due | Written |")
    edit(folder, b"|---|\r\n", b"|---|---|\r\n")
    edit(folder, b"| 2026-06-01 |", b"| 2026-06-01 | 2026-05-20 |")
    rca(folder, "mark", "41/2", "executed", "--env", "prod")
    first, second = history(folder)
    assert (first["change"]["kind"], first["change"]["baseline"]) == ("external", True)
    assert {(f["item"], f["name"]) for f in first["change"]["facts"]} >= {("1", "written"), ("2", "written")}
    assert second["change"]["kind"] == "mark-executed"


def test_what_was_edited_after_a_change_is_not_lost_by_its_undoing(folder: Path) -> None:
    rca(folder, "mark", "41/1", "written")
    edit(folder, b"SEV-2", b"SEV-1")
    document = folder / "incidents" / "41.md"
    before = document.read_bytes()
    result = rca(folder, "undo", "41")
    assert (result.code, document.read_bytes()) == (2, before)
    assert 'has changed since the "mark-written" of' in result.err
    assert "undo would lose what came after it, so nothing was changed" in result.err


def test_of_several_changes_none_is_undone_where_one_cannot_be(folder: Path) -> None:
    """Item 1 is marked, the severity edited by hand, item 2 marked: the way back leads over the edit."""
    rca(folder, "mark", "41/1", "written")
    edit(folder, b"SEV-2", b"SEV-1")
    rca(folder, "mark", "41/2", "written")
    before, told = (folder / "incidents" / "41.md").read_bytes(), history(folder)
    for dry in ([], ["--dry-run"]):
        result = rca(folder, "undo", "41", "--last", "2", *dry)
        assert (result.code, result.out) == (2, "")
        assert 'has changed since the "mark-written" of' in result.err
    assert ((folder / "incidents" / "41.md").read_bytes(), history(folder)) == (before, told)
    assert rca(folder, "undo", "41", "--last", "1").code == 0


def test_a_change_does_not_speak_for_who_edited_before_it(folder: Path) -> None:
    rca(folder, "mark", "41/1", "written")
    edit(folder, b"SEV-2", b"SEV-1")
    rca(folder, "mark", "41/2", "written")
    assert [event["change"]["kind"] for event in history(folder)] == ["mark-written", "mark-written"]
    assert "gap" in rca(folder, "journal", "verify").out


def test_an_agent_does_not_verify_by_editing_and_recording(folder: Path) -> None:
    bot = {"RCA_ACTOR": "bot <bot@example.org>", "RCA_ACTOR_KIND": "agent"}
    rca(folder, "mark", "41/1", "executed", "--env", "prod", env=ADA)
    edit(folder, b"prod: 2026-11-24", b"prod: 2026-11-24 verified")
    before = history(folder)
    result = rca(folder, "journal", "record", env=bot)
    assert (result.code, result.out) == (2, "")
    assert "bot (agent) may not mark item 1 verified" in result.err
    assert history(folder) == before
    assert rca(folder, "journal", "record", env=ADA).code == 0
