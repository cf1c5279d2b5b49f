"""Transcripts: sessions as people see them, with their documents; `RENEW=1` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.command import rca

FOLDER = Path(__file__).parent / "transcripts"
_FILE = re.compile(r"^(`{3,})\w+ (?P<path>\S+)\n(?P<text>.*?)^\1$", re.DOTALL | re.MULTILINE)
_VARYING = (
    (re.compile(r"\d+\.\d\d s$"), "0.00 s"),
    (re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "2026-11-24 12:00 UTC"),
    (re.compile(r'(?<=" of )\d{4}-\d\d-\d\d(?=; undo)'), "2026-11-24"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "0123456789ab"),
)
"""What is another thing in each run: how long it took, when an event was, and its id."""
_SESSION = re.compile(r"^```console\n(?P<lines>.*?)^```$", re.DOTALL | re.MULTILINE)


def _played(command: str, folder: Path) -> str:
    """A command line of a transcript, with what it prints: stderr behind `2>`, an exit code that is not 0."""
    name, *args = shlex.split(command)
    assert name == "rca", command
    code, out, err = rca(folder, *args)
    lines = [f"$ {command}", *out.splitlines(), *(f"2> {line}" for line in err.splitlines())]
    lines += [f"[exit {code}]"] if code else []
    return "".join(f"{_fixed(line.replace(str(folder), '…'))}\n" for line in lines)


def _fixed(line: str) -> str:
    for pattern, fixed in _VARYING:
        line = pattern.sub(fixed, line)
    return line


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_session(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    folder = tmp_path / "acme"
    folder.mkdir()
    for file in _FILE.finditer(text):
        target = folder / file["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file["text"], encoding="utf-8")

    def play(session: re.Match[str]) -> str:
        commands = [line[2:] for line in session["lines"].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(_played(command, folder) for command in commands) + "```"

    played = _SESSION.sub(play, text)
    if os.environ.get("RENEW"):
        path.write_text(played, encoding="utf-8")
    assert played == text
