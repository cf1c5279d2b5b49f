"""Items whose artefact changed since it was carried out: seen by `status`, `show` and `verify --stale`."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from rca import freshness
from rca.store import IndexBusy
from tests.command import rca
from tests.crashing import workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """41/1 was executed with a script, 42/1 with a commit, both in prod."""
    workspace(tmp_path, [])
    (tmp_path / "grants.sql").write_text("REVOKE ALL;\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "grants.sql")
    git(tmp_path, "commit", "-q", "-m", "grants")
    head = git(tmp_path, "rev-parse", "HEAD").strip()
    for ref, evidence in (("41/1", "grants.sql"), ("42/1", head)):
        assert rca(tmp_path, "mark", ref, "written", "--evidence", evidence).code == 0
        assert rca(tmp_path, "mark", ref, "executed", "--env", "prod").code == 0
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.check_output(["git", *identity, *arguments], cwd=folder, text=True)


def stale(folder: Path) -> set[str]:
    return {row["ref"] for row in json.loads(rca(folder, "actions", "is:stale", "--json").out)}


def counted(folder: Path) -> int:
    flags: dict[str, int] = json.loads(rca(folder, "status", "--json").out)["flags"]
    return flags["stale"]


def test_a_file_that_changed_makes_stale_until_it_is_as_it_was(folder: Path) -> None:
    assert (counted(folder), stale(folder)) == (0, set())
    assert "Stale" not in rca(folder, "show", "41/1").out
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert (counted(folder), stale(folder)) == (1, {"41/1"})
    said = rca(folder, "show", "41/1").out
    assert "Stale     grants.sql changed since it was carried out" in said
    assert "stale" in next(line for line in said.splitlines() if line.startswith("State"))
    assert "grants.sql changed" in json.loads(rca(folder, "show", "41/1", "--json").out)["stale"][0]
    (folder / "grants.sql").write_text("REVOKE ALL;\n")
    assert (counted(folder), stale(folder)) == (0, set())


def test_nothing_is_looked_at_again_while_journals_and_files_are_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    for file in (folder / "grants.sql", *folder.glob("incidents/journal/*")):
        os.utime(file, (1_790_000_000, 1_790_000_000))
    assert counted(folder) == 1
    looks: list[list[str]] = []
    look = freshness._look

    def counting(journals: list[str], root: str) -> freshness.Look:
        looks.append(journals)
        return look(journals, root)

    monkeypatch.setattr(freshness, "_look", counting)
    assert (counted(folder), looks) == (1, [])
    (folder / "grants.sql").write_text("REVOKE ALL;\n")
    assert (counted(folder), len(looks)) == (0, 1)


def test_a_commit_is_looked_at_when_its_item_is_shown(folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    git(folder, "commit", "-q", "-am", "grants again")
    assert "grants.sql changed since commit" in rca(folder, "show", "42/1").out
    assert "42/1" in stale(folder)
    assert counted(folder) == 2


def test_what_is_verified_again_counts_from_then_on(folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    env = {"RCA_ACTOR": "Ben <ben@example.org>"}
    command = ("mark", "41/1", "verified", "--env", "prod", "--evidence", "grants.sql")
    assert rca(folder, *command, env=env).code == 0
    assert counted(folder) == 0


def test_status_answers_while_another_process_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise IndexBusy("index.db")

    monkeypatch.setattr("rca.freshness.look_everywhere", busy)
    result = rca(folder, "status")
    assert (result.code, "told from before" in result.err) == (0, True)
