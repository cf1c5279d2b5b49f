"""Where there is no workspace, one key begins: with a sample, or here."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.cli import tui
from rca.tui.beginning import BeginningApp
from tests.command import rca


@pytest.mark.parametrize(
    ("key", "choice"), [("s", "sample"), ("i", "here"), ("q", None), ("escape", None), ("x", "stays")]
)
async def test_each_key_is_a_choice(key: str, choice: str | None) -> None:
    app = BeginningApp("/srv/[b]odd[/b]\x1b[2J")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        if choice == "stays":
            text = str(app.screen.query("Static").first().render())
            assert "[b]odd[/b]" in text
            assert "\x1b" not in text
            assert app.is_running
            return
    assert app.return_value == choice


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workspaces that were opened instead of being shown."""
    shown: list[str] = []
    monkeypatch.setattr(tui, "open_application", lambda root, *_: shown.append(root))
    monkeypatch.setattr("rca.cli.demo.open_application", shown.append)
    return shown


def start(folder: Path, choice: str | None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("rca.tui.beginning.ask_how_to_begin", lambda _: choice)
    return rca(folder, env={"TMPDIR": str(folder)}, tty=True).err


def test_the_folder_becomes_a_workspace(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(tmp_path, "here", monkeypatch)
    assert opened == [str(tmp_path)]
    assert (tmp_path / "rca.toml").exists()
    assert (tmp_path / "incidents").is_dir()


def test_a_sample_is_written_elsewhere(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = start(tmp_path, "sample", monkeypatch)
    (root,) = opened
    assert len(list(Path(root, "incidents").glob("*.md"))) == 12
    assert f"The sample is in {root}" in told
    assert not (tmp_path / "rca.toml").exists()


def test_who_leaves_is_told_the_commands(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "rca init makes a workspace" in start(tmp_path, None, monkeypatch)
    assert opened == []
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_it_is_one_sentence(tmp_path: Path) -> None:
    result = rca(tmp_path, "tui")
    assert result.code == 2
    assert "`rca init` makes a workspace" in result.err
