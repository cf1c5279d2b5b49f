"""Run `rca` on the sample workspace as a reader of the documentation would, on a fixed day."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

TODAY = "2026-11-24"
COLUMNS = "110"
RCA = str(Path(sys.executable).with_name("rca"))


@contextmanager
def sample_workspace() -> Iterator[Path]:
    """A folder that holds the sample workspace `sample`, gone afterwards."""
    with TemporaryDirectory() as folder:
        home = Path(folder, "tideway")  # screens show it beside the sample's own name
        home.mkdir()
        run("rca demo sample", home)
        yield home / "sample"


def run(command: str, folder: Path, *, colour: bool = False) -> str:
    """Standard output of an `rca …` command line; raises where it does more than find something."""
    name, *rest = shlex.split(command)
    if name != "rca":
        raise ValueError(f"{command}: the documentation runs rca, nothing else")
    switch = {"FORCE_COLOR": "1"} if colour else {"NO_COLOR": "1"}
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    fixed = {
        "RCA_TODAY": TODAY,
        "RCA_ACTOR": "Ada <ada@example.org>",
        "COLUMNS": COLUMNS,
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
    }
    arguments = [RCA, *(("--color", "always") if colour else ()), *rest]
    done = subprocess.run(
        arguments, cwd=folder, env=kept | fixed | switch, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout
