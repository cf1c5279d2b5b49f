"""Doctor: what it sees, what it says to do, and that it touches nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from rca.schema import SCHEMA_VERSION
from tests.command import INCIDENT, own_workspace, rca


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    own_workspace(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    rca(tmp_path, "init", "--git")
    return tmp_path


def examined(folder: Path, **env: str) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """The exit code, and findings by subject."""
    result = rca(folder, "doctor", "--json", env={"RCA_ACTOR": "ops <ops@example.org>", **env})
    found: dict[str, list[dict[str, str]]] = {}
    for finding in json.loads(result.out):
        found.setdefault(finding["subject"], []).append(finding)
    return result.code, found


def test_a_sound_workspace_has_no_failure(workspace: Path) -> None:
    rca(workspace, "sync")
    code, found = examined(workspace)
    assert code == 0
    assert {f["level"] for findings in found.values() for f in findings} == {"ok"}
    assert "full-text search" in found["SQLite"][0]["words"]
    assert f"sound, schema {SCHEMA_VERSION}" in found["index"][0]["words"]
    assert found["documents"][0]["words"] == "1 with 5 action items"
    assert found["merging"][0]["words"] == "journals merge as unions, documents fact by fact"
    assert "UPDATE refused (events are append-only); DELETE refused" in found["append-only"][0]["words"]
    assert "written and taken back, byte for byte" in found["commit"][0]["words"]
    assert "none calls rca" in found["hooks"][0]["words"]


def test_outside_a_workspace_it_says_how_to_begin(tmp_path: Path) -> None:
    code, found = examined(tmp_path)
    assert (code, found["workspace"][0]["level"]) == (0, "warn")
    assert "rca init" in found["workspace"][0]["words"]


def test_without_a_user_git_cannot_say_who_acts(workspace: Path) -> None:
    finding = examined(workspace, RCA_ACTOR="")[1]["actor"][0]
    assert finding["level"] == "warn"
    assert "RCA_ACTOR" in finding["advice"]


@pytest.mark.parametrize(
    ("config", "level", "words"),
    [
        ("environments = [", "fail", "rca.toml:1"),
        ('enviroments = ["prod"]\n', "warn", "environments"),
        ('incidents = ["nowhere"]\n', "warn", "nowhere does not exist"),
    ],
)
def test_mistakes_of_the_configuration(config: str, level: str, words: str, workspace: Path) -> None:
    (workspace / "rca.toml").write_text(config)
    code, found = examined(workspace)
    told = [f for f in (*found.get("configuration", ()), *found.get("folder", ())) if words in f["words"]]
    assert [finding["level"] for finding in told] == [level]
    assert code == (level == "fail")


def damage(path: Path) -> None:
    path.write_bytes(b"no database " * 1000)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize("spoil", [damage, newer])
def test_an_unsound_index_is_a_failure_and_stays_as_it_is(spoil: object, workspace: Path) -> None:
    rca(workspace, "sync")
    path = workspace / ".rca" / "index.db"
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    code, found = examined(workspace)
    assert (code, found["index"][0]["level"]) == (1, "fail")
    assert found["index"][0]["advice"]
    assert "documents" not in found
    assert path.read_bytes() == before


def test_what_was_set_aside_is_told(workspace: Path) -> None:
    rca(workspace, "sync")
    damage(workspace / ".rca" / "index.db")
    assert "damaged" in rca(workspace, "list").err
    code, found = examined(workspace)
    assert code == 0
    assert [finding["level"] for finding in found["index"]] == ["warn", "ok"]


def test_odd_documents_are_told(workspace: Path) -> None:
    text = (workspace / "incidents" / f"{INCIDENT}.md").read_text()
    (workspace / "incidents" / "copy.md").write_text(text)
    (workspace / "incidents" / "bad.md").write_bytes(b"\xff")
    (workspace / "incidents" / "folder.md").mkdir()
    (workspace / "incidents" / "README.md").write_text("# Incidents\n\nHow we write them.\n")
    _, found = examined(workspace)
    assert [finding["words"].split(":")[0] for finding in found["unreadable"]] == [
        "incidents/bad.md",
        "incidents/folder.md",
    ]
    assert found["skipped"][0]["words"] == "incidents/README.md; they hold no incident"
    assert f"2 documents have the id {INCIDENT}" in found["ids"][0]["words"]


def test_it_changes_nothing_that_git_sees(workspace: Path) -> None:
    def status() -> str:
        return subprocess.check_output(["git", "status", "--porcelain"], cwd=workspace, text=True)

    before = status()
    examined(workspace)
    assert status() == before
    assert ".rca" not in before


def test_an_index_that_git_tracks_is_told(workspace: Path) -> None:
    rca(workspace, "sync")
    subprocess.run(["git", "add", "--force", ".rca/index.db"], cwd=workspace, check=True)
    assert examined(workspace)[1]["index in git"][0]["advice"] == "git rm -r --cached .rca"


def test_lines_for_people(workspace: Path) -> None:
    (workspace / "rca.toml").write_text("environments = [")
    result = rca(workspace, "doctor", env={"RCA_ASCII": "1"})
    assert result.code == 1
    assert "v ok    rca" in result.out
    assert "! fail  configuration  rca.toml:1" in result.out
    assert result.err.startswith("1 failure")


def test_events_that_can_be_changed_are_a_failure(workspace: Path) -> None:
    """The triggers were dropped; what is tried is rolled back all the same."""
    rca(workspace, "mark", "1455/3", "written")
    path = workspace / ".rca" / "index.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER events_UPDATE")
        connection.execute("DROP TRIGGER events_DELETE")
        before = connection.execute("SELECT * FROM events").fetchall()
    code, found = examined(workspace)
    assert code == 1
    assert [finding["words"].split()[0] for finding in found["append-only"]] == ["UPDATE", "DELETE"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM events").fetchall() == before != []


def test_what_git_does_not_know_is_told(workspace: Path) -> None:
    (workspace / ".gitattributes").unlink()
    subprocess.run(["git", "config", "--remove-section", "merge.rca"], cwd=workspace, check=True)
    code, found = examined(workspace)
    assert (code, [finding["level"] for finding in found["merging"]]) == (0, ["warn", "warn"])
    assert "incidents/**/*.md merge=rca" in found["merging"][0]["words"]
    (workspace / ".git" / "hooks" / "pre-commit").write_text("#!/bin/sh\nexec rca check\n")
    assert "pre-commit calls rca" in examined(workspace)[1]["hooks"][0]["words"]


def test_what_was_cut_short_is_told_and_stays(workspace: Path) -> None:
    document = workspace / "incidents" / f"{INCIDENT}.md"
    before = document.read_bytes()
    rca(workspace, "mark", "1455/3", "written")
    document.write_bytes(before)
    note = workspace / ".rca" / "commit.json"
    note.write_text("[]")
    _, found = examined(workspace)
    assert [finding["level"] for finding in found["unfinished"]] == ["warn", "warn"]
    assert "commit.json: a change was cut short" in found["unfinished"][0]["words"]
    assert "lacks what its journal says last" in found["unfinished"][1]["words"]
    assert (document.read_bytes(), note.read_text()) == (before, "[]")


def test_a_folder_in_which_no_change_can_be_made(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, found = examined(workspace)
    assert (code, found["commit"][0]["level"]) == (1, "fail")
    assert "No space left on device" in found["commit"][0]["words"]


def test_what_cannot_be_read_as_meant_is_not_counted_with_what_rules_remark(workspace: Path) -> None:
    text = "# Lag\n\n## Action items\n\n| # | Action | Due |\n|---|---|---|\n| 1 | Alert | by and by |\n"
    (workspace / "incidents" / "lag.md").write_text(text)
    told = "places that cannot be read as meant: 1; rca check --select READ shows them"
    assert told in rca(workspace, "doctor").out
    assert rca(workspace, "check", "--select", "READ").out.count(" READ01 ") == 1
