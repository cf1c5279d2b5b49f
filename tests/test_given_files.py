"""Files named on the command line: what cannot be a document is told, and the others are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rca.folders import SIZE_LIMIT
from tests.command import process, rca


@pytest.mark.parametrize(
    "command", [["check", "odd.md", "good.md"], ["check", "."], ["parse", "odd.md", "good.md"]]
)
def test_a_pipe_is_not_waited_for(command: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "odd.md")
    (tmp_path / "good.md").write_text("# Disk full\n\n## Action items\n\n- Watch it (owner: ops)\n")
    result = rca(tmp_path, *command)
    assert result.code == 4
    assert "odd.md: is not a regular file" in result.err
    assert "good.md" in result.out


@pytest.mark.parametrize("command", ["check", "parse"])
def test_a_file_that_is_too_large_is_no_document(command: str, tmp_path: Path) -> None:
    (tmp_path / "large.md").write_bytes(b"- do it\n" * (SIZE_LIMIT // 8 + 1))
    result = rca(tmp_path, command, "large.md")
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith("rca: large.md: is larger than 10 MB")


def test_a_device_without_end_ends(tmp_path: Path) -> None:
    assert "is larger than" in rca(tmp_path, "check", "/dev/zero").err


def test_a_shells_own_pipe_is_read(tmp_path: Path) -> None:
    result = process(tmp_path, "rca parse --json <(printf '# Disk full\\n')")
    assert '"title":"Disk full"' in result.stdout.replace(": ", ":")


def test_doctor_names_every_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "incidents"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.md").write_bytes(b"\xff")
    assert all(f"incidents/{number}.md: line 1" in rca(tmp_path, "doctor").out for number in range(9))
