"""When `rca` opens the whole screen, and when it tells how things stand in lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.tui import start
from tests.command import own_workspace, rca
from tests.test_imports import imported

ATTENDED = {"TERM": "xterm-256color", "CI": ""}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return own_workspace(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bool]]:
    """What the application was opened with, instead of it."""
    calls: list[tuple[str, str, bool]] = []

    def run(root: str, query: str = "", *, follow: bool = True) -> str:
        calls.append((root, query, follow))
        return ""

    monkeypatch.setattr(start, "run", run)
    return calls


Opened = list[tuple[str, str, bool]]


def test_rca_alone_opens_at_a_terminal(workspace: Path, opened: Opened) -> None:
    assert rca(workspace, env=ATTENDED, tty=True).code == 0
    assert opened == [(str(workspace), "", True)]


@pytest.mark.parametrize(
    "env",
    [{"TERM": "dumb"}, {"TERM": ""}, {"RCA_TUI": "0"}, {"CI": "true"}],
    ids=["dumb", "none", "RCA_TUI", "CI"],
)
def test_rca_alone_tells_how_things_stand_where_nobody_wants_the_screen(
    env: dict[str, str], workspace: Path, opened: Opened
) -> None:
    result = rca(workspace, env=ATTENDED | env, tty=True)
    assert (result.code, opened) == (0, [])
    assert "5 action items" in result.out


def test_rca_alone_tells_how_things_stand_in_a_pipe(workspace: Path, opened: Opened) -> None:
    result = rca(workspace, env=ATTENDED)
    assert (result.code, opened) == (0, [])
    assert "5 action items" in result.out


def test_options_before_no_command_are_those_of_the_screen(workspace: Path, opened: Opened) -> None:
    assert rca(workspace.parent, "-C", str(workspace), "--no-sync", env=ATTENDED, tty=True).code == 0
    assert opened == [(str(workspace), "", False)]


def test_a_query_says_where_to_begin(workspace: Path, opened: Opened) -> None:
    assert rca(workspace, "tui", "owner:platform", "is:overdue", env=ATTENDED, tty=True).code == 0
    assert opened == [(str(workspace), "owner:platform is:overdue", True)]


def test_the_screen_can_be_asked_for_where_nobody_expects_it(workspace: Path, opened: Opened) -> None:
    assert rca(workspace, "tui", env=ATTENDED | {"RCA_TUI": "0"}, tty=True).code == 0
    assert len(opened) == 1


def test_the_screen_needs_a_terminal(workspace: Path) -> None:
    result = rca(workspace, "tui")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "rca: rca tui needs a terminal; rca status and rca due tell the same where there is none\n"
    )


def test_the_sample_is_opened_at_a_terminal(tmp_path: Path, opened: Opened) -> None:
    result = rca(tmp_path, "demo", "sample", env=ATTENDED, tty=True)
    assert opened == [("sample", "", True)]
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("The sample is in sample: cd sample")


@pytest.mark.parametrize("flag", ["--status", "--json"])
def test_the_sample_is_told_where_that_is_wanted(flag: str, tmp_path: Path, opened: Opened) -> None:
    result = rca(tmp_path, "demo", "sample", flag, env=ATTENDED, tty=True)
    assert (result.code, opened) == (0, [])
    assert "12" in result.out


@pytest.mark.parametrize("args", [["due"], ["status"], ["mark", "1455/3", "written", "--dry-run"]])
def test_no_other_command_imports_the_screen(args: list[str], workspace: Path) -> None:
    assert not {name for name in imported(workspace, *args) if name.startswith(("textual", "rca.tui"))}
