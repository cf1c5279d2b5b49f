"""`rca split`: items that are only "done" get an answer, on a terminal or for all at once."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.changed import ADA, items, refused
from tests.command import FIXED, ROOT, rca
from tests.crashing import workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document, 43, with three items that are only ticked."""
    workspace(tmp_path, [])
    rows = "".join(f"- [x] Fix number {k} — @ops\n" for k in (1, 2, 3))
    (tmp_path / "incidents" / "43.md").write_text(f"# Outage (#43)\n\n## Action items\n\n{rows}")
    return tmp_path


def demand(folder: Path) -> None:
    config = folder / "rca.toml"
    config.write_text(config.read_text() + '[evidence]\nexecuted = "required"\n')


def asked(folder: Path, *answers: str, options: tuple[str, ...] = ()) -> str:
    """What a real terminal shows whose user gives some answers."""
    main, end = pty.openpty()
    with os.fdopen(main, "r+b", buffering=0) as terminal:
        env = os.environ | FIXED | ADA | {"PYTHONPATH": str(ROOT), "HOME": str(folder)}
        command = [sys.executable, "-m", "rca", "split", *options]
        with subprocess.Popen(command, cwd=folder, env=env, stdin=end, stdout=end, stderr=end) as process:
            os.close(end)
            terminal.write("".join(f"{answer}\n" for answer in answers).encode())
            said = _read_all(terminal.fileno())
        assert process.returncode == 0, said
    return said


def _read_all(file: int) -> str:
    data = b""
    while True:
        try:
            part = os.read(file, 65536)
        except OSError:  # how Linux says that nobody has the other end any more
            part = b""
        if not part:
            return data.decode()
        data += part


def lines(folder: Path) -> list[str]:
    return (folder / "incidents" / "43.md").read_text().splitlines()[4:]


def test_it_asks_which_where_what_shows_it_and_when(folder: Path) -> None:
    """Nothing, a wrong place and a wrong day are asked again."""
    (folder / "incidents" / "a note.txt").write_text("Seen.")
    said = asked(folder, "w", "", "", "x", "", "prd", "prod", "#7 'a note.txt'", "May", "2026-05-20", "q")
    assert "1 of 3" in said
    assert "3 of 3" in said
    assert '"prd" is none of staging, prod' in said
    assert '"May" is no day; write it as 2026-06-01' in said
    assert "43/1 written 2026-11-24." in said
    assert "43/2 executed on prod 2026-05-20, evidence #7, incidents/a note.txt." in said
    assert [item.state for item in items(folder, "43")] == ["written", "part-executed", "done-unsplit"]
    assert lines(folder) == [
        "- [x] Fix number 1 — @ops (written: 2026-11-24)",
        "- [x] Fix number 2 — @ops (executed: prod 2026-05-20 #7 `incidents/a note.txt`)",
        "- [x] Fix number 3 — @ops",
    ]


def test_evidence_that_is_demanded_is_asked_for_until_there_is_some(folder: Path) -> None:
    demand(folder)
    said = asked(folder, "x", "prod", "", "", "#7", "", "w", "", "", "q")
    assert said.count("evidence: an URL, a file, a commit, #12:") == 3
    assert said.count("#12 (Enter for none):") == 1, "what is written needs none"
    assert "43/1 executed on prod 2026-11-24, evidence #7." in said
    assert "43/2 written 2026-11-24." in said


def test_an_answer_that_is_refused_is_asked_for_again(folder: Path) -> None:
    said = asked(folder, "w", "nothing.txt", "", "w", "#7", "", "q")
    assert 'evidence "nothing.txt": no such file here' in said
    assert said.count("1 of 3") == 1
    assert lines(folder)[0] == "- [x] Fix number 1 — @ops (written: 2026-11-24 #7)"


def test_an_item_that_is_skipped_stays(folder: Path) -> None:
    before = lines(folder)
    asked(folder, "s", "s", "s")
    assert lines(folder) == before


def test_what_the_command_line_says_is_not_asked(folder: Path) -> None:
    said = asked(folder, "x", "w", "s", options=("--env", "prod", "--evidence", "#7", "--on", "2026-05-20"))
    assert "where" not in said
    assert "(Enter" not in said
    assert lines(folder)[:2] == [
        "- [x] Fix number 1 — @ops (executed: prod 2026-05-20 #7)",
        "- [x] Fix number 2 — @ops (written: 2026-05-20 #7)",
    ]


def test_one_answer_for_all(folder: Path) -> None:
    assert rca(folder, "split", "--as", "executed", "--env", "prod").code == 0
    assert [item.executions[1].state for item in items(folder, "43")] == ["done"] * 3


def test_one_answer_for_all_brings_its_evidence(folder: Path) -> None:
    demand(folder)
    assert "needs evidence" in refused(folder, "split", "--as", "executed", "--env", "prod")
    command = ("split", "--as", "executed", "--env", "prod", "--evidence", "#7", "--on", "2026-05-20")
    assert rca(folder, *command, env=ADA).code == 0
    assert {
        (e.day and e.day.isoformat(), e.evidence) for e in (i.executions[1] for i in items(folder, "43"))
    } == {("2026-05-20", ("#7",))}
