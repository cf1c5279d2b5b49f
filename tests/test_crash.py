"""A change that is cut short at any call to the system: nothing is lost, and the next command ends it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rca import intent
from rca.atomic import digest, left_beside
from tests.command import ROOT, rca
from tests.crashing import NEXT, child, workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills a forked process at calls of Linux")


@pytest.mark.parametrize(
    ("what", "how", "least"),
    [
        ("mark-two-documents", "kill", 35),
        ("mark-two-documents", "kill twice", 35),
        ("mark-two-documents", "tear", 35),
        ("mark-two-documents", "fail", 35),
        ("mark-two-documents", "full", 35),
        ("add", "tear", 20),
        ("set", "fail", 20),
        ("undo", "kill", 20),
        ("undo", "full", 20),
        ("record", "kill twice", 15),
        ("record", "tear", 15),
        ("verify", "kill", 20),
        ("split", "kill twice", 35),
        ("split", "tear", 35),
    ],
)
def test_cut_short_at_every_call(what: str, how: str, least: int) -> None:
    """Killed, killed again while it is completed, torn in a write, one call failing, the disk full from then.

    Afterwards the documents are what they are with the change or without it, byte for byte, in both at once;
    the journals verify; no temporary file is left.
    """
    command = [sys.executable, "-m", "tests.crashing", what, *how.split()]
    env = {k: v for k, v in os.environ.items() if not k.startswith("RCA_")} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["wrong"] == []
    assert report["cut"] >= least
    if what != "record":  # which leaves the documents as they are
        assert min(report["outcomes"]) > 0, "some are cut short before anything was done, some after"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace(tmp_path / "acme", [])
    return tmp_path / "acme"


def documents(folder: Path) -> dict[str, str | None]:
    return {name: digest(folder / "incidents" / name) for name in ("41.md", "42.md")}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A workspace that other users may read, which pytest's own folders forbid; all code is loaded."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        workspace(Path(place, "warm"), [NEXT])
        workspace(Path(place, "acme"), [])
        for path in Path(place, "acme").rglob("*"):
            path.chmod(0o777 if path.is_dir() else 0o666)
        yield Path(place, "acme")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize(
    ("place", "there"),
    [("incidents", "incidents"), ("incidents", "incidents/journal"), ("incidents/journal",) * 2],
    ids=["no journal is made", "the event is taken back", "the event is not written"],
)
def test_a_folder_that_may_not_be_written(place: str, there: str, open_folder: Path) -> None:
    (open_folder / there).mkdir(exist_ok=True)
    (open_folder / there).chmod(0o777)
    (open_folder / place).chmod(0o555)
    before = documents(open_folder)

    def as_nobody() -> int:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        result = rca(open_folder, *NEXT)
        assert "Permission denied" in result.err, result
        assert result.err.count("\n") == 1
        return result.code

    assert child(as_nobody) in (1, 6)
    assert documents(open_folder) == before
    (open_folder / place).chmod(0o777)
    assert rca(open_folder, *NEXT).code == 0
    verdict = rca(open_folder, "journal", "verify", "--strict")
    assert (verdict.code, verdict.out) == (0, ""), "nobody edited by hand what was taken back"


def test_an_editor_that_saved_while_the_process_died_keeps_its_save(folder: Path) -> None:
    """Names were exchanged, and what came out was not the text from before: it goes back."""
    shutil.copytree(folder, folder.parent / "other")
    document = folder / "incidents" / "41.md"
    rca(folder.parent / "other", "mark", "41/1", "written")
    marked = (folder.parent / "other" / "incidents" / "41.md").read_bytes()
    journal = folder.parent / "other" / "incidents" / "journal" / "41.jsonl"
    told = [{"path": "incidents/41.md", "incident": "41", "events": journal.read_text().splitlines()}]
    (folder / ".rca" / intent.FILE).write_text(json.dumps(told))
    shutil.copytree(journal.parent, folder / "incidents" / "journal")
    saved = document.read_bytes() + b"\r\nSaved by an editor."
    document.write_bytes(marked)
    beside = document.with_name(".41.md.abcdefgh.rca")
    beside.write_bytes(saved)
    result = rca(folder, "mark", "42/1", "written")
    assert result.code == 0
    assert "the edit stands" in result.err
    assert document.read_bytes() == saved
    assert left_beside(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '[{"path": "incidents/41.md"}]',
        '[{"path": 1, "incident": 2}]',
        '[{"path": "incidents/41.md", "incident": "41", "events": []}]',
    ],
)
def test_an_unreadable_note_of_a_commit_is_put_away(text: str, folder: Path) -> None:
    (folder / ".rca" / intent.FILE).write_text(text)
    result = rca(folder, "mark", "42/1", "written")
    assert (result.code, "cannot be read" in result.err) == (0, True)
    assert (folder / ".rca" / f"{intent.FILE}.unreadable").read_text() == text


def test_a_note_about_a_file_elsewhere_is_nobody_s_wish(folder: Path) -> None:
    """A hostile repository brings a `.rca/commit.json` that names a file outside of the workspace."""
    shutil.copytree(folder, folder.parent / "other")
    rca(folder.parent / "other", "mark", "41/1", "written")
    journal = folder.parent / "other" / "incidents" / "journal" / "41.jsonl"
    outside = folder.parent / "outside.md"
    shutil.copy(folder / "incidents" / "41.md", outside)
    before = outside.read_bytes()
    told = [{"path": "../outside.md", "incident": "41", "events": journal.read_text().splitlines()}]
    (folder / ".rca" / intent.FILE).write_text(json.dumps(told))
    assert rca(folder, "mark", "42/1", "written").code == 0
    assert outside.read_bytes() == before
    assert not (folder.parent / "journal").exists()


def test_a_document_that_an_event_has_not_reached(folder: Path) -> None:
    """A pull brought the journal's line and not the document: the next change completes it and says so."""
    document = folder / "incidents" / "41.md"
    before = document.read_bytes()
    rca(folder, "mark", "41/1", "41/2", "written")
    after = document.read_bytes()
    document.write_bytes(before)
    assert "pending" in rca(folder, "journal", "verify").out
    assert rca(folder, "mark", "41/1", "executed", "--env", "prod", "--dry-run").err == ""
    assert document.read_bytes() == before
    result = rca(folder, "undo", "41")
    assert "41.md: a change of 41 that had not reached the document is completed" in result.err
    assert b"2026-11-24" in document.read_bytes()
    rca(folder, "undo", "41")
    assert document.read_bytes() == before != after
    assert rca(folder, "journal", "verify", "--strict").code == 0


def test_an_edit_by_hand_that_went_away_again_is_an_edit_by_hand(folder: Path) -> None:
    """`record` keeps no edits: what is gone again cannot be completed, and stands as it is."""
    document = folder / "incidents" / "41.md"
    before = document.read_bytes()
    document.write_bytes(before.replace(b"Owner privilege", b"Owners' privilege"))
    rca(folder, "mark", "41/1", "written")
    marked = document.read_bytes()
    document.write_bytes(marked.replace(b"The end", b"The end."))
    assert rca(folder, "journal", "record").code == 0
    document.write_bytes(marked)
    result = rca(folder, "mark", "41/2", "written")
    assert (result.code, "completed" in result.err) == (0, False)
