"""Items whose artefact changed since it was carried out: every answer has them, as every sync looks."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from rca import artefacts, lookout, upkeep
from rca.changes import MarkExecuted
from rca.claims import Evidence
from rca.journal import journal_file
from rca.sealing import Draft, append
from rca.staleness import Inspection
from tests.command import rca
from tests.crashing import workspace
from tests.journals import ADA, DAY, draft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """41/1 was executed with a script, 42/1 with a commit, both in prod."""
    workspace(tmp_path, [])
    (tmp_path / "grants.sql").write_text("REVOKE ALL;\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "grants.sql", "incidents")
    git(tmp_path, "commit", "-q", "-m", "grants")
    head = git(tmp_path, "rev-parse", "HEAD").strip()
    for ref, evidence in (("41/1", "grants.sql"), ("42/1", head)):
        assert rca(tmp_path, "mark", ref, "written", "--evidence", evidence).code == 0
        assert rca(tmp_path, "mark", ref, "executed", "--env", "prod").code == 0
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.check_output(["git", *identity, *arguments], cwd=folder, text=True)


def stale(folder: Path, *options: str) -> set[str]:
    return {row["ref"] for row in json.loads(rca(folder, *options, "actions", "is:stale", "--json").out)}


def settle(folder: Path) -> None:
    """Files that were changed just now are looked at again, as they may be changed again."""
    for path in folder.rglob("*"):
        if path.is_file() and ".rca" not in path.parts and ".git" not in path.parts:
            os.utime(path, (1_790_000_000, 1_790_000_000))


def test_a_file_that_changed_makes_stale_until_it_is_as_it_was(folder: Path) -> None:
    assert stale(folder) == set()
    assert "Stale" not in rca(folder, "show", "41/1").out
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    said = rca(folder, "show", "41/1").out
    assert "Stale     grants.sql changed since it was carried out" in said
    assert "stale" in next(line for line in said.splitlines() if line.startswith("State"))
    assert "grants.sql changed" in json.loads(rca(folder, "show", "41/1", "--json").out)["stale"][0]
    (folder / "grants.sql").write_text("REVOKE ALL;\n")
    assert stale(folder) == set()


def test_a_commit_whose_files_changed_makes_stale(folder: Path) -> None:
    """Nobody has to ask for the item first, and nothing has to be committed."""
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert stale(folder) == {"41/1", "42/1"}
    assert json.loads(rca(folder, "status", "--json").out)["flags"]["stale"] == 2
    assert "grants.sql changed since commit" in rca(folder, "show", "42/1").out


def test_documents_and_journals_that_a_commit_touched_go_on_by_themselves(folder: Path) -> None:
    document = folder / "incidents" / "42.md"
    document.write_bytes(document.read_bytes().replace(b"Prose", b"More prose"))
    rca(folder, "mark", "42/2", "written")
    assert stale(folder) == set()


def test_a_document_that_is_read_again_stays_stale(folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert stale(folder) == {"41/1", "42/1"}
    document = folder / "incidents" / "41.md"
    document.write_bytes(document.read_bytes() + b"\nMore prose.\n")
    assert stale(folder) == {"41/1", "42/1"}
    rca(folder, "mark", "41/2", "written")
    assert stale(folder, "--no-sync") == {"41/1", "42/1"}
    os.unlink(folder / ".rca" / "index.db")
    assert stale(folder) == {"41/1", "42/1"}


def test_what_is_carried_out_again_counts_at_once(folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert stale(folder) == {"41/1", "42/1"}
    assert rca(folder, "mark", "41/1", "executed", "--env", "prod").code == 0
    assert stale(folder, "--no-sync") == {"42/1"}
    assert stale(folder) == {"42/1"}


def test_what_is_verified_again_counts_from_then_on(folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    env = {"RCA_ACTOR": "Ben <ben@example.org>"}
    command = ("mark", "41/1", "verified", "--env", "prod", "--evidence", "grants.sql")
    assert rca(folder, *command, env=env).code == 0
    assert stale(folder) == {"42/1"}


@pytest.mark.parametrize("how", ["undo", "edit"])
def test_what_is_not_executed_any_more_is_not_stale(how: str, folder: Path) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    if how == "undo":
        assert rca(folder, "undo", "41/1").code == 0
    else:
        document = folder / "incidents" / "41.md"
        document.write_bytes(document.read_bytes().replace(b"prod: 2026-11-24", b"prod: no"))
    assert stale(folder) == {"42/1"}
    assert "Stale" not in rca(folder, "show", "41/1").out


def test_a_journal_that_comes_later(folder: Path) -> None:
    """A pull brings the journal; the document said so before."""
    journal = folder / "incidents" / "journal"
    journal.rename(folder / "elsewhere")
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert stale(folder) == set()
    (folder / "elsewhere").rename(journal)
    assert stale(folder) == {"41/1", "42/1"}
    shutil.rmtree(journal)
    assert stale(folder) == set()


def test_an_id_that_two_folders_have(folder: Path) -> None:
    """Each folder has journals of its own."""
    shutil.copytree(folder / "incidents", folder / "incidents" / "copies")
    shutil.rmtree(folder / "incidents" / "copies" / "journal")
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    rows = json.loads(rca(folder, "actions", "is:stale", "--json").out)
    assert {row["path"] for row in rows} == {"incidents/41.md", "incidents/42.md"}


def written_to(folder: Path, *command: str) -> bool:
    """Whether a command writes to the index."""
    with closing(sqlite3.connect(folder / ".rca" / "index.db")) as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        assert rca(folder, *command).code in {0, 1}
        return bool(connection.execute("PRAGMA data_version").fetchone() != before)


def test_nothing_is_looked_at_again_while_journals_and_files_are_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    settle(folder)
    assert stale(folder) == {"41/1", "42/1"}
    looks: list[list[str]] = []
    look = artefacts._looked

    def counting(root: str, paths: set[str]) -> dict[str, artefacts.Seen]:
        looks.append(sorted(paths))
        return look(root, paths)

    monkeypatch.setattr(artefacts, "_looked", counting)
    assert not written_to(folder, "status")
    assert stale(folder) == {"41/1", "42/1"}
    assert looks == []
    (folder / "grants.sql").write_text("REVOKE ALL;\n")
    assert stale(folder) == set()
    assert looks == [["incidents/journal/41.jsonl", "incidents/journal/42.jsonl"]]
    settle(folder)
    rca(folder, "status")
    looks.clear()
    append(journal_file(folder / "incidents", "42"), [draft(MarkExecuted(item="2", day=DAY))])
    rca(folder, "status")
    assert looks == [["incidents/journal/42.jsonl"]]


def test_a_journal_without_a_document_is_no_reason_to_write(folder: Path) -> None:
    os.unlink(folder / "incidents" / "41.md")
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    settle(folder)
    assert stale(folder) == {"42/1"}
    assert not written_to(folder, "status")
    assert not written_to(folder, "due")


def test_of_a_large_workspace_journals_and_artefacts_are_looked_at_beside_the_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[bool] = []

    class Watched(lookout.Lookout):
        def holds(self) -> bool:
            answers.append(super().holds())
            return answers[-1]

    monkeypatch.setattr(upkeep, "WORTH_IT", 0)
    monkeypatch.setattr(lookout, "WORTH_IT", 0)
    monkeypatch.setattr(lookout, "Lookout", Watched)
    settle(folder)
    assert rca(folder, "sync").code == 0
    assert (stale(folder), answers) == (set(), [True])
    journal = journal_file(folder / "incidents", "41")
    text = journal.read_bytes()
    journal.write_bytes(b"")
    assert (stale(folder), answers) == (set(), [True, False])
    (folder / "grants.sql").write_text("GRANT ALL;\n")
    assert (stale(folder), answers) == ({"42/1"}, [True, False])
    settle(folder)
    journal.write_bytes(text)
    assert stale(folder) == {"41/1", "42/1"}


HOSTILE = [
    Evidence(kind="file", value="../outside.txt", sha256="0" * 64),
    Evidence(kind="file", value="/dev/zero", sha256="0" * 64),
    Evidence(kind="file", value="pipe", sha256="0" * 64),
    Evidence(kind="file", value="a\0b", sha256="0" * 64),
    Evidence(kind="commit", value="--output=stolen"),
    Evidence(kind="commit", value="HEAD"),
    Evidence(kind="commit", value="0" * 40),
]


def test_what_a_hostile_journal_names_is_not_opened(folder: Path) -> None:
    """Nothing outside of the root is looked at, nothing waits for a pipe, and git gets no option."""
    (folder.parent / "outside.txt").write_text("x")
    os.mkfifo(folder / "pipe")
    change = MarkExecuted(item="2", environment="prod", day=DAY, exercised=tuple(HOSTILE))
    document = folder / "incidents" / "41.md"
    digests = draft(change).document
    append(journal_file(document.parent, "41"), [Draft(ADA, "41", change, digests)])
    assert rca(folder, "mark", "41/2", "executed", "--env", "prod", "--evidence", "http://x").code == 0
    append(journal_file(document.parent, "41"), [Draft(ADA, "41", change, digests)])
    assert stale(folder) == {"41/2"}
    assert [line for line in rca(folder, "show", "41/2").out.splitlines() if "is gone" in line] == [
        "Stale     pipe is gone"
    ]
    assert not (folder / "stolen").exists()


def test_a_journal_that_rests_on_nothing_is_not_remembered(tmp_path: Path) -> None:
    assert Inspection({"a": []}, tmp_path).files() == {}
