"""The commands that change documents: data, who may, the way back, and that nothing happens by halves."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rca.changes import External
from rca.claims import Actor
from rca.events import Digests
from rca.sealing import Draft, append
from tests.changed import ADA, BOT, items, refused, tree
from tests.command import Result, rca
from tests.crashing import workspace

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, each with the items 1 and 2 in a table."""
    workspace(tmp_path, [])
    return tmp_path


# Data


def test_the_events_of_a_mark_as_data(folder: Path) -> None:
    command = ("mark", "41/1", "42/1", "executed", "--env", "prod", "--evidence", "#7", "--json")
    events = json.loads(rca(folder, *command, env=ADA).out)
    assert [event["path"] for event in events] == ["incidents/41.md", "incidents/42.md"]
    assert events[0]["change"] == {
        "kind": "mark-executed",
        "item": "1",
        "environment": "prod",
        "day": "2026-11-24",
        "evidence": [{"kind": "issue", "value": "#7"}],
        "without_artefact": True,
    }
    assert events[0]["by"] == {"name": "Ada", "email": "ada@example.org", "kind": "human"}
    line = (folder / "incidents" / "journal" / "41.jsonl").read_text()
    assert {"path": "incidents/41.md", **json.loads(line)} == events[0]
    assert json.loads(rca(folder, "log", "41/1", "--json").out) == [json.loads(line)]
    undone = json.loads(rca(folder, "undo", "41", "--json").out)
    assert undone == {"path": "incidents/41.md", "undone": json.loads(line)}


def test_a_dry_run_as_data_changes_nothing(folder: Path) -> None:
    before = tree(folder)
    events = json.loads(rca(folder, "set", "41/1", "owner", "platform", "--dry-run", "--json").out)
    assert events[0]["change"]["previous"] == "ops"
    assert tree(folder) == before


@pytest.mark.parametrize(
    "command",
    [
        ("mark", "41/1", "42/2", "written"),
        ("set", "41/1", "owner", "platform"),
        ("add", "41", "Alert"),
        ("timeline", "41", "10:00", "Alerted"),
        ("drop", "41/1", "--reason", "bought"),
        ("fmt", "41"),
    ],
)
def test_a_dry_run_shows_the_diff_and_writes_nothing(command: tuple[str, ...], folder: Path) -> None:
    if command[0] == "timeline":
        document = folder / "incidents" / "41.md"
        document.write_bytes(document.read_bytes() + b"\r\n\r\n## Timeline\r\n\r\n- 09:00 Down\r\n")
    before = tree(folder)
    result = rca(folder, *command, "--dry-run")
    assert result.code == 0
    assert result.err == ""
    assert command[0] == "fmt" or "+++ b/incidents/41.md" in result.out
    assert tree(folder) == before


def test_saying_what_is_said_already(folder: Path) -> None:
    rca(folder, "set", "41/1", "owner", "platform")
    result = rca(folder, "set", "41/1", "owner", "platform")
    assert (result.code, result.out, result.err) == (0, "41/1 says so already.\n", "")


# All or nothing


def test_of_several_items_all_are_marked_or_none(folder: Path) -> None:
    rca(folder, "drop", "42/2", "--reason", "bought")
    sentence = refused(folder, "mark", "41/1", "42/2", "dropped", "--note", "bought")
    assert sentence == "rca: item 2 is dropped already: bought\n"
    assert items(folder)[0].state == "open"
    assert rca(folder, "mark", "41/1", "42/1", "dropped", "--note", "bought").code == 0
    assert [items(folder, number)[0].state for number in ("41", "42")] == ["dropped", "dropped"]


@pytest.mark.parametrize("said", ["staging: n/a (no such plan); prod: —", "staging: 2026-11-20; prod: —"])
def test_the_one_environment_that_is_left_needs_no_name(folder: Path, said: str) -> None:
    document = folder / "incidents" / "41.md"
    table = (
        document.read_bytes().replace(b"| Due |", b"| Due | Executed |").replace(b"---|\r\n", b"---|---|\r\n")
    )
    document.write_bytes(table.replace(b"| 2026-06-01 |", f"| 2026-06-01 | {said} |".encode()))
    assert rca(folder, "mark", "41/1", "executed").code == 0
    assert {e.environment: e.state for e in items(folder)[0].executions}["prod"] == "done"


def test_an_item_is_reopened_where_it_is_said_and_stays_closed_elsewhere(folder: Path) -> None:
    for environment in ("staging", "prod"):
        assert rca(folder, "mark", "41/1", "executed", "--env", environment).code == 0
    assert rca(folder, "mark", "41/1", "reopened", "--env", "prod").code == 0
    assert {e.environment: e.state for e in items(folder)[0].executions} == {"staging": "done", "prod": "no"}
    assert "is not executed in prod" in refused(folder, "mark", "41/1", "reopened", "--env", "prod")


def test_a_chain_of_undoing_leads_back_to_the_first_byte(folder: Path) -> None:
    before = tree(folder)
    commands = [
        ("mark", "41/1", "executed", "--env", "prod"),
        ("mark", "41/1", "41/2", "written"),
        ("set", "41", "severity", "SEV-1"),
        ("add", "41", "Alert on it"),
        ("drop", "41/2", "--reason", "bought"),
        ("mark", "41/2", "reopened"),
    ]
    for command in commands:
        assert rca(folder, *command).code == 0
    for _ in range(len(commands) + 1):
        assert rca(folder, "undo", "41").code == 0
    assert tree(folder)["incidents/41.md"] == before["incidents/41.md"]
    assert "no change to undo" in refused(folder, "undo", "41")
    assert rca(folder, "journal", "verify", "--strict").code == 0


def test_undo_without_a_name_takes_the_newest(folder: Path) -> None:
    assert "nothing was changed with rca yet" in refused(folder, "undo")
    rca(folder, "mark", "41/1", "written")
    os.utime(folder / "incidents" / "journal" / "41.jsonl", (1, 1))
    rca(folder, "mark", "42/1", "written")
    assert "42/1 written" in rca(folder, "undo").err


def test_the_newest_change_is_not_the_newest_file(folder: Path) -> None:
    """After a pull the file of an old history is the newest."""
    draft = Draft(Actor(name="Ben"), "41", External(), Digests(before=None, after="0" * 64), LONG_AGO)
    append(folder / "incidents" / "journal" / "41.jsonl", [draft])
    rca(folder, "mark", "42/1", "written")
    os.utime(folder / "incidents" / "journal" / "42.jsonl", (1, 1))
    assert "42/1 written" in rca(folder, "undo").err


# Who


def test_an_agent_executes_and_does_not_verify(folder: Path) -> None:
    assert rca(folder, "mark", "41/1", "executed", "--env", "prod", env=BOT).code == 0
    assert "bot (agent) may not mark item 1 verified" in refused(folder, "mark", "41/1", "verified", env=BOT)
    assert rca(folder, "mark", "41/1", "verified", env=ADA).code == 0
    assert items(folder)[0].executions[1].state == "verified"
    rca(folder, "mark", "41/2", "executed", "--env", "prod", env=ADA)
    assert "Ada executed item 2; another person verifies it" in refused(folder, "mark", "41/2", "verified")


def test_nobody_acts(folder: Path) -> None:
    assert "nobody is named for the history" in refused(
        folder, "mark", "41/1", "written", env={"RCA_ACTOR": ""}
    )


# The index and the history


def test_what_the_index_says_follows_at_once(folder: Path) -> None:
    rca(folder, "mark", "41/1", "written")
    assert "41/1" in rca(folder, "actions", "is:paper-only", "--no-sync").out


def test_an_index_that_cannot_be_written_does_not_undo_a_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rca.problems import IndexBusy

    def busy(*_: object) -> None:
        raise IndexBusy("index.db")

    monkeypatch.setattr("rca.changing.remember", busy)
    result: Result = rca(folder, "mark", "41/1", "written")
    assert result.code == 0
    assert "the change itself is written" in result.err
    assert items(folder)[0].written.state == "yes"


def test_the_history_says_what_was_taken_back_and_of_which_item(folder: Path) -> None:
    rca(folder, "mark", "41/1", "written", "--on", "2026-06-01")
    rca(folder, "undo", "41")
    lines = [line.split("  ")[2] for line in rca(folder, "log", "41").out.splitlines()[1:]]
    assert lines == ["41/1 written 2026-06-01", "undone: 41/1 written 2026-06-01"]
    shown = rca(folder, "journal", "show", "41").out
    assert "\n  41/1 written 2026-06-01\n" in shown
    assert "\n  undone: 41/1 written 2026-06-01\n" in shown


def test_a_history_of_many_incidents_is_read_where_there_is_one(folder: Path) -> None:
    assert "Nothing was changed with rca yet" in rca(folder, "log").err
    rca(folder, "mark", "42/1", "written")
    rca(folder, "mark", "41/1", "written")
    kinds = [event["incident"] for event in json.loads(rca(folder, "log", "--json").out)]
    assert sorted(kinds) == ["41", "42"]
