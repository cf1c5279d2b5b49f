"""In a real terminal (tmux): items of the sample are triaged, and stand in the Markdown and the journal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import FIXED, ROOT, rca

WITHIN = 30.0
"""Seconds in which a screen has to come; a busy machine takes its time."""
ENV = {
    **{name: value for name, value in FIXED.items() if name not in {"COLUMNS", "NO_COLOR"}},
    "PYTHONPATH": str(ROOT),
    "EDITOR": "true",
}


class Terminal:
    """A terminal of tmux on a server of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._socket = str(folder / "tmux")

    def _tmux(self, *args: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", os.devnull, *args]
        env = dict(os.environ)  # as it is here: readline, which pytest loads, tells children of 80 columns
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout

    def start(self, command: str, width: int, height: int) -> None:
        """Run a command in it."""
        size = ["-x", str(width), "-y", str(height)]
        env = [part for name, value in ENV.items() for part in ("-e", f"{name}={value}")]
        home = ["-e", f"HOME={self.folder}", "-e", f"XDG_STATE_HOME={self.folder}/state", "-e", "CI="]
        self._tmux("new-session", "-d", *size, *env, *home, "-c", str(self.folder), command)

    def keys(self, *names: str) -> None:
        """Press keys."""
        self._tmux("send-keys", *names)

    def text(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    @property
    def shown(self) -> str:
        """What stands on the screen, each run of blanks as one."""
        return " ".join(self._tmux("capture-pane", "-p").replace("▌", "").split())

    def until(self, *parts: str) -> None:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + WITHIN
        while not all(part in self.shown for part in parts):
            assert time.monotonic() < end, f"{parts} never came:\n{self.shown}"
            time.sleep(0.05)

    def until_gone(self, part: str) -> None:
        """Wait until this is not on the screen: a key right behind Escape would be taken for one with Alt."""
        end = time.monotonic() + WITHIN
        while part in self.shown:
            assert time.monotonic() < end, f"{part} never went:\n{self.shown}"
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed (on Debian: apt-get install tmux)")
    found = Terminal(tmp_path)
    yield found
    found.stop()


def document(folder: Path, name: str) -> str:
    return next(folder.glob(f"incidents/*{name}.md")).read_text(encoding="utf-8")


def filtered(terminal: Terminal) -> None:
    """Wait for the first screen, and show the items of one incident."""
    terminal.until("Overdue", "paper/1")
    terminal.keys("/")
    terminal.until("status:", "owner:")  # what can be typed is offered
    terminal.text("payout-run")
    terminal.keys("Enter")
    terminal.until("stalled/P2", "stalled/P3", "3 of 14")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 50)])
def test_three_items_of_the_sample_are_triaged(width: int, height: int, terminal: Terminal) -> None:
    sample = terminal.folder / "sample"
    terminal.start(f"{sys.executable} -m rca demo sample; sleep 600", width, height)
    filtered(terminal)
    before = document(sample, "payout-run-stalled")

    terminal.keys("g", "j", "j")  # stalled/P3
    terminal.keys("w")
    terminal.until("stalled/P3 written 2026-11-24. u undoes.")

    terminal.keys("g")  # stalled/P2
    terminal.keys("x")
    terminal.until("Mark executed", "staging", "not yet")
    terminal.keys("Tab", "Tab")
    terminal.text("#977")
    terminal.keys("Enter")
    terminal.until("stalled/P2 executed on staging", "#977.")

    terminal.keys("j", "d")  # stalled/P5
    terminal.until("Set due", "2026-11-16")
    terminal.text("2026-12-20")
    terminal.keys("Tab")
    terminal.text("waits for the bank")
    terminal.keys("Enter")
    terminal.until("due is 2026-12-20")

    terminal.keys("u")
    terminal.until("Undo", "due is 2026-12-20")
    terminal.keys("Escape")
    terminal.until_gone("Cancel")
    terminal.keys("q")
    terminal.until("The sample is in sample")

    changed = document(sample, "payout-run-stalled")
    rows = {line[2:4]: line for line in changed.splitlines() if line.startswith("| P")}
    assert changed != before
    assert "2026-11-24" in rows["P3"]
    assert "#977" in rows["P2"]
    assert "2026-12-20" in rows["P5"]
    log = rca(sample, "log", "stalled", env={"COLUMNS": "200"}).out
    assert "stalled/P3 written 2026-11-24" in log
    assert "stalled/P2 executed on staging 2026-11-24, evidence #977" in log
    assert "stalled/P5 due is 2026-12-20 (was 2026-11-16): waits for the bank" in log
    assert rca(sample, "journal", "verify").code == 0


def test_the_editor_gets_the_terminal_and_gives_it_back(terminal: Terminal) -> None:
    editor = terminal.folder / "vi"
    editor.write_text(
        '#!/bin/sh\necho "editing $1 of $2"; read answer\nsed -i "s/2026-11-20/2026-12-20/" "$2"\n'
    )
    editor.chmod(0o755)
    command = f"EDITOR={editor} {sys.executable} -m rca demo sample"
    terminal.start(f"{command}; sleep 600", 120, 40)
    filtered(terminal)
    terminal.keys("e")
    terminal.until("editing +")
    terminal.keys("Enter")
    terminal.until("Overdue", "due 2026-11-20 →", "2026-12-20.")
    assert "editing +" not in terminal.shown


def test_what_is_typed_in_one_burst_is_the_query_and_the_note(terminal: Terminal) -> None:
    """A terminal that writes `/payout` at once, and a key with the text of its dialog."""
    sample = terminal.folder / "sample"
    terminal.start(f"{sys.executable} -m rca demo sample; sleep 600", 80, 24)
    terminal.until("Overdue", "paper/1")
    terminal.text("/payout-run")
    terminal.until("/ payout-run", "3 of 14")
    terminal.keys("Enter")
    terminal.until("stalled/P2", "New here")
    terminal.text("nwaiting for the bank\r")
    terminal.until("noted: waiting for the bank")
    terminal.keys("q")
    terminal.until("The sample is in sample")
    assert "P2 noted: waiting for the bank" in rca(sample, "log", "stalled", env={"COLUMNS": "200"}).out
