"""What the journal tells of one item: rows for a screen, read without a model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rca.changes import AddItem, SetItemField
from rca.historyrows import ItemHistory
from rca.itemhistory import concerning, item_history
from rca.journal import read, read_entries
from rca.workspace import Workspace
from tests.command import ROOT, rca
from tests.crashing import workspace
from tests.journals import STORY, tell

CHECKS = """
[verify.grants]
run = ["sh", "-c", "exit 0"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, each with the items 1 and 2 in a table, and one check."""
    workspace(tmp_path, [])
    with (tmp_path / "rca.toml").open("a") as file:
        file.write(CHECKS)
    return tmp_path


def history(folder: Path, ref: str) -> ItemHistory:
    with Workspace.find(folder) as found:
        found.sync()
        return found.details.history(ref)


def run(folder: Path, *commands: str) -> None:
    for command in commands:
        done = rca(folder, *command.split("|"))
        assert done.code == 0, done


def test_an_item_without_a_journal_has_no_history(folder: Path) -> None:
    assert history(folder, "41/1") == ItemHistory()


def test_every_due_date_with_who_moved_it_and_why(folder: Path) -> None:
    run(
        folder,
        "set|41/1|due|2026-06-15|--reason|auditors are away",
        "set|41/2|due|2026-07-01|--reason|another item",
        "set|41/1|due|Q3 2026|--reason|frozen",
    )
    dues = history(folder, "41/1").dues
    assert [(due.previous, due.due, due.reason, due.by) for due in dues] == [
        ("2026-06-01", "2026-06-15", "auditors are away", "Test"),
        ("2026-06-15", "Q3 2026", "frozen", "Test"),
    ]
    run(folder, "undo|41/1")
    last = history(folder, "41/1").dues[-1]
    assert (last.previous, last.due, last.reason) == ("Q3 2026", "2026-06-15", "")


def test_events_of_the_item_alone_in_words_with_what_was_taken_back(folder: Path) -> None:
    run(folder, "mark|41/1|written", "mark|41/2|written", "undo|41/2", "set|41/1|owner|platform")
    assert [row.words for row in history(folder, "41/1").events] == [
        "written 2026-11-24",
        "owner is platform (was ops)",
    ]
    written, undo = history(folder, "41/2").events
    assert (written.words, written.undone, undo.undone) == ("written 2026-11-24", True, False)
    assert undo.words == f"change {written.id[:12]} undone"
    assert (undo.by, undo.email, undo.by_kind, undo.kind) == ("Test", "test@example.org", "human", "undo")


def test_the_log_of_an_item_has_its_edits_by_hand_and_what_was_undone(folder: Path) -> None:
    run(folder, "mark|41/1|written", "mark|41/2|written", "undo|41/2")
    document = folder / "incidents" / "41.md"
    document.write_bytes(document.read_bytes().replace(b"2026-11-24", b"no"))
    run(folder, "journal|record")
    kinds = [event["change"]["kind"] for event in json.loads(rca(folder, "log", "41/1", "--json").out)]
    assert kinds == ["mark-written", "external"]
    assert history(folder, "41/1").events[-1].words == "edited by hand: written yes → none"
    kinds = [event["change"]["kind"] for event in json.loads(rca(folder, "log", "41/2", "--json").out)]
    assert kinds == ["mark-written", "undo"]


def test_evidence_of_what_stands_with_who_said_so_and_when(folder: Path) -> None:
    (folder / "grants.sql").write_text("REVOKE ALL;\n")
    run(
        folder,
        "mark|41/1|written|--evidence|grants.sql",
        "mark|41/1|executed|--env|prod|--evidence|https://ci.example/7|--on|2026-06-02",
        "mark|41/1|executed|--env|staging|--evidence|https://ci.example/8",
        "undo|41/1",
    )
    script, run_seven = history(folder, "41/1").evidence
    assert (script.claim, script.kind, script.value) == ("written", "file", "grants.sql")
    assert len(script.sha256) == 64
    assert run_seven[:7] == (
        "executed",
        "prod",
        "url",
        "https://ci.example/7",
        "",
        "2026-06-02",
        run_seven.at,
    )
    assert run_seven.by == "Test"
    assert run_seven.at.endswith("Z")


def test_the_last_run_of_the_check_in_each_environment(folder: Path) -> None:
    run(
        folder,
        "set|41/1|check|grants",
        "mark|41/1|executed|--env|prod",
        "mark|41/1|executed|--env|staging",
        "verify|41/1",
        "verify|41/1|--env|prod",
    )
    checks = {check.environment: check for check in history(folder, "41/1").checks}
    runs = [event for event in history(folder, "41/1").events if event.kind == "check-result"]
    assert len(runs) == 3
    assert {name: (c.check, c.holds, c.exit_code, c.day) for name, c in checks.items()} == {
        "staging": ("grants", True, 0, "2026-11-24"),
        "prod": ("grants", True, 0, "2026-11-24"),
    }
    assert checks["prod"].event == runs[-1].id


def test_a_history_needs_no_model(folder: Path) -> None:
    run(folder, "mark|41/1|written", "set|41/1|due|v1|--reason|later")
    program = (
        "import sys; from rca.workspace import Workspace; w = Workspace.find('.');"
        "h = w.details.history('41/1'); print(len(h.events), len(h.dues));"
        "print({'pydantic', 'rfc8785', 'markdown_it'} & set(sys.modules))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RCA_TODAY": "2026-11-24"}
    assert rca(folder, "status").code == 0
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("2 1\nset()\n", "")


def test_a_due_date_of_an_item_that_was_added_and_one_that_is_gone(tmp_path: Path) -> None:
    path = tell(
        tmp_path,
        [
            AddItem(item="7", text="Alert on it", due="v1"),
            SetItemField(item="7", field="due", value="v1", previous="v1", reason="said twice"),
            SetItemField(item="7", field="due", value="", previous="v1", reason="nobody knows"),
        ],
    )
    dues = item_history(read_entries(path), "7").dues
    assert [(due.previous, due.due) for due in dues] == [("", "v1"), ("v1", "")]


@pytest.mark.parametrize(
    ("before", "after", "is_move"),
    [
        ("16.12.2026", "2026-12-16", False),
        ("Dec 16, 2026", "2026-12-16", False),
        ("16.12.2026", "2026-12-17", True),
        ("05/06/2026", "2026-06-05", True),
        ("v1", "2026-12-16", True),
    ],
)
def test_the_same_day_in_another_form_is_no_move(
    before: str, after: str, is_move: bool, tmp_path: Path
) -> None:
    """As `rca check --fix` writes it; a day that could be read in two ways may well have been another one."""
    added = AddItem(item="7", text="Alert on it", due=before)
    said = SetItemField(item="7", field="due", value=after, previous=before, reason="in ISO form")
    dues = item_history(read_entries(tell(tmp_path, [added, said])), "7").dues
    assert [(due.previous, due.due) for due in dues] == [("", before), *[(before, after)] * is_move]


def test_what_was_said_of_an_item_as_the_story_tells_it(tmp_path: Path) -> None:
    path = tell(tmp_path, STORY)
    assert [entry.body["change"]["kind"] for entry in concerning(read_entries(path), "2")] == [
        "mark-written",
        "mark-executed",
        "mark-verified",
    ]
    assert concerning(read_entries(path), "") == []
    assert [event.id for event in read(path) if event.change.kind == "drop"] == [
        row.id for row in item_history(read_entries(path), "4").events
    ]
