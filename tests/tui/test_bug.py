"""A bug ends the application with one sentence, as it ends any command."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.tui import start
from rca.tui.app import RcaApp
from rca.tui.screens.triage import TriageScreen
from tests.command import rca
from tests.tui.acted import prepare

ATTENDED = {"TERM": "xterm-256color", "CI": ""}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    run = RcaApp.run
    monkeypatch.setattr(RcaApp, "run", lambda app: run(app, headless=True, size=(80, 24)))
    return prepare(tmp_path, monkeypatch)


def fail(_: TriageScreen) -> None:
    secret = "what a document says"
    raise LookupError(f"no {len(secret)}")


async def fail_later(screen: TriageScreen) -> None:
    fail(screen)


def in_a_worker(screen: TriageScreen) -> None:
    screen.start(fail_later, screen)


@pytest.mark.parametrize("broken", [fail, in_a_worker])
def test_it_is_raised_and_no_value_of_a_document_is_printed(
    broken: object, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(TriageScreen, "on_mount", broken)
    with pytest.raises(LookupError, match="no 20"):
        start.run(str(folder))
    assert "what a document says" not in "".join(capfd.readouterr())


def test_a_command_tells_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TriageScreen, "on_mount", fail)
    with pytest.raises(LookupError):  # for the hook that tells it: see tests/test_cli.py
        rca(folder, "tui", env=ATTENDED, tty=True)
