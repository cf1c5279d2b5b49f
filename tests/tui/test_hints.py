"""What a new user sees without documentation: keys first, counts in every width, no false sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.tui.app import RcaApp
from rca.tui.screens.help import HelpScreen
from rca.tui.widgets.bars import Bars
from tests.tui.browse import settle, shown
from tests.tui.triaged import triage


async def test_help_begins_with_the_keys_of_the_screen(root: Path) -> None:
    async with triage(root, (80, 24)) as screen:
        await screen.press("question_mark")
        lines = [line.strip("│ ") for line in screen.text.split("\n")]
        begin = lines.index("Keys of this screen")
        assert begin < 6
        assert lines[begin + 1].split(maxsplit=1) == ["w", "Mark written today: its artefact exists"]
        assert any(line.startswith("/ ") for line in lines)
        assert isinstance(screen.app.screen, HelpScreen)


async def test_help_on_incidents_tells_no_key_of_items(root: Path) -> None:
    async with triage(root, (80, 24)) as screen:
        await screen.press("2", "question_mark")
        assert "Mark executed" not in screen.text
        assert "Filter by a query" in screen.text


@pytest.mark.parametrize("width", [80, 100, 160])
async def test_the_first_line_has_all_that_is_bad(width: int, root: Path) -> None:
    async with triage(root, (width, 24)) as screen:
        first = screen.text.split("\n")[0]
        for told in ("14 overdue", "5 paper-only", "5 blocked", "2 regressed", "2026-11-24"):
            assert told in first
        assert ("1 stale" in first) == (width > 80)  # the queue has it


async def test_where_there_is_room_the_other_screens_are_named(root: Path) -> None:
    async with triage(root, (160, 40)) as screen:
        last = screen.text.split("\n")[-1]
        assert last.split("1 triage")[1].split() == [
            "2",
            "incidents",
            "3",
            "insights",
            "4",
            "checks",
            "?",
            "help",
        ]


async def test_while_documents_are_read_nobody_says_that_there_are_none(root: Path) -> None:
    """The index is empty, and the documents are about to be read."""
    (root / ".rca" / "index.db").unlink()
    app = RcaApp(str(root), follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(400):
            text = "\n".join(shown(pilot))
            assert "There is no RCA" not in text
            if "14 items" in text:
                break
            await pilot.pause(0.02)
        assert "14 items" in text


async def test_the_bar_under_the_cursor_has_a_mark(root: Path) -> None:
    """Not by its colour alone; and the screen has the same first and last line as all others."""
    async with triage(root, (120, 40)) as screen:
        await screen.press("3")
        await settle(screen.pilot)
        screen.app.screen.query_one("#owners", Bars).focus()
        await screen.press("down")
        marked = [line for line in screen.text.split("\n") if "▸" in line]
        assert len(marked) == 1
        assert "14 overdue" in screen.text.split("\n")[0]
        assert screen.text.split("\n")[-1].endswith("? help")


async def test_in_ascii_a_dialog_has_no_other_signs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_ASCII", "1")
    async with triage(root, (80, 24)) as screen:
        for key in ("x", "question_mark"):
            await screen.pilot.press(key)
            for _ in range(200):
                await screen.pilot.pause(0.02)
                if screen.app.screen.is_modal:
                    break
            await screen.pilot.pause()
            assert screen.app.screen.is_modal
            assert not [sign for sign in screen.text if sign in "╭╮╰╯│─"]
            await screen.pilot.press("escape")
