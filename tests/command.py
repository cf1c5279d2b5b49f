"""Running `rca` in tests: in this process, with streams and environment of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from rca.cli.run import run

ROOT = Path(__file__).parents[1]
INCIDENT = "2026-05-15-audit-role-split-1455"
"""This project's own RCA."""

FIXED = {
    "RCA_TODAY": "2026-11-24",
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color",
    "RCA_ACTOR": "Test <test@example.org>",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
"""The same day, width and looks everywhere."""

THEIRS = {"VISUAL", "EDITOR", "CI", "GITHUB_ACTIONS"}
"""What the machine that runs the tests says of itself, and rca would listen to."""


class Result(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stream that is a terminal, or is not."""

    def __init__(self, data: bytes = b"", *, tty: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="" if tty else None)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty

    def text(self) -> str:
        self.flush()
        held = self.buffer
        assert isinstance(held, io.BytesIO)
        return held.getvalue().decode("utf-8")


def rca(
    folder: Path, *args: str, env: Mapping[str, str] | None = None, stdin: bytes = b"", tty: bool = False
) -> Result:
    """Run a command in a folder; what it raises as a bug is raised here."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RCA_") and k not in THEIRS}
    out, err = Stream(tty=tty), Stream(tty=tty)
    with (
        chdir(folder),
        patch.dict(os.environ, kept | FIXED | {"HOME": str(folder)} | dict(env or {}), clear=True),
        patch.multiple(sys, stdin=Stream(stdin, tty=tty), stdout=out, stderr=err, excepthook=sys.excepthook),
    ):
        code = run(args)
    return Result(code, out.text(), err.text())


def own_workspace(folder: Path) -> Path:
    """A workspace with the RCA that this project was made for, not read yet."""
    (folder / "incidents").mkdir()
    shutil.copy2(ROOT / "incidents" / "2026-05-15-audit-role-split-1455.md", folder / "incidents")
    config = 'environments = ["staging", "prod"]\n[milestones]\nv1 = 2026-05-23\n'
    config += '[audience.public]\nallow = ["raxx-api-prod"]\n'
    (folder / "rca.toml").write_text(config, encoding="utf-8")
    return folder


def process(folder: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A shell script in a folder, where `rca` is this package's command."""
    bin_folder = folder / ".bin"
    bin_folder.mkdir(exist_ok=True)
    program = bin_folder / "rca"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rca "$@"\n')
    program.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RCA_") and k not in THEIRS}
    paths = {
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=kept | FIXED | paths | env,
        capture_output=True,
        text=True,
        check=False,
    )
