"""Keys that come faster than screens: none is lost, and none runs what it was not meant for."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Input

from rca.tui.dialogs.dialog import Dialog
from rca.tui.palette import Palette
from rca.tui.screens.document import DocumentScreen
from rca.tui.widgets.querybar import QueryBar
from tests.tui.acted import LAG, Screen, opened, prepare

NAMED = {"\r": "enter", "\t": "tab", "\x1b": "escape", "\x7f": "backspace", "\x10": "ctrl+p"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def burst(pilot: Pilot[None], text: str) -> None:
    """Press keys as a terminal sends what comes in one write: all of them before the first is looked at."""
    for character in text:
        key = events.Key(NAMED.get(character) or _character_to_key(character), character)
        key.set_sender(pilot.app)
        pilot.app.post_message(key)


def queried(screen: Screen) -> QueryBar:
    return screen.triage.query_one(QueryBar)


async def test_what_is_typed_right_behind_the_slash_is_the_query(folder: Path) -> None:
    async with opened(folder) as screen:
        burst(screen.pilot, "/wexdobn")  # each of them is a key of the list
        await screen.until(lambda: queried(screen).query_text == "wexdobn")
        await screen.pilot.pause()
        assert screen.app.screen is screen.triage
        assert screen.said == []


async def test_a_key_right_behind_one_that_opens_a_document_acts_on_the_document(folder: Path) -> None:
    """`p` shows the problems of a document, of which nothing stands on the screen yet when it is pressed."""
    async with opened(folder) as screen:
        screen.app.open_document(LAG)
        assert isinstance(screen.app.screen, DocumentScreen)
        await screen.app.keyboard.press(events.Key("p", "p"))
        assert screen.app.screen.query_one("#side", ContentSwitcher).current == "problems"


async def test_a_query_and_the_list_behind_it_in_one_burst(folder: Path) -> None:
    """`w` marks the first item of the list that was typed, not the one that had the cursor before."""
    async with opened(folder) as screen:
        await screen.until(lambda: screen.triage.is_settled)
        await screen.go(f"{LAG}/1")
        burst(screen.pilot, "/rehearses\x7f\rw")
        await screen.say("lag/4 written")
        assert [each.split()[:2] for each in screen.history(LAG)[1:]] == [["4", "written"]]
        assert queried(screen).query_text == "rehearse"


async def test_a_query_that_is_taken_back_in_the_same_burst_selects_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.until(lambda: screen.triage.is_settled)
        items = screen.triage.table.view.items
        burst(screen.pilot, "/certificate\x1b")
        await screen.until(lambda: not queried(screen).is_open)
        await screen.pilot.pause()
        await screen.until(lambda: screen.triage.is_settled)
        assert queried(screen).query_text == ""
        assert screen.triage.table.view.items == items


async def test_what_is_typed_right_behind_a_key_goes_into_its_dialog(folder: Path) -> None:
    """The letters of a note are keys of the list, too: x, o, u, N, 2."""
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        burst(screen.pilot, "nxou2 N\r")
        await screen.say("noted: xou2 N")
        assert screen.history(f"{LAG}/1")[1:] == ["1 noted: xou2 N"]
        assert screen.app.screen is screen.triage


async def test_fields_are_filled_in_the_order_of_the_keys(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        burst(screen.pilot, "d2026-12-24\tthe bank waits\r")
        said = await screen.say("due is 2026-12-24")
        assert "the bank waits" in said


async def test_what_nothing_asks_for_is_nobodys(folder: Path) -> None:
    """No dialog comes where no item is meant: what was typed for it runs nothing."""
    async with opened(folder) as screen:
        await screen.app.show_items("nothing matches this")
        await screen.until(lambda: screen.triage.is_settled and not screen.triage.table.view.items)
        burst(screen.pilot, "d2q")
        await screen.say("No item is under the cursor")
        await screen.pilot.pause()
        assert screen.app.is_running
        assert screen.app.screen is screen.triage


async def test_help_takes_the_keys_behind_it(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.until(lambda: screen.triage.is_settled)
        burst(screen.pilot, "?jjw?j")
        await screen.until(lambda: screen.triage.table.cursor == 1)
        assert screen.app.screen is screen.triage
        assert screen.said == []


async def test_the_palette_takes_the_keys_behind_it(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.until(lambda: screen.triage.is_settled)
        burst(screen.pilot, "\x10web")
        await screen.until(lambda: isinstance(screen.app.screen, Palette))
        typed = screen.app.screen.query_one(Input)
        await screen.until(lambda: typed.value == "web")
        assert screen.said == []


async def test_a_text_is_sought_in_a_document_by_what_is_typed_right_behind_the_slash(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        await screen.pilot.press("f")
        await screen.until(
            lambda: isinstance(screen.app.screen, DocumentScreen) and screen.app.screen.contents
        )
        burst(screen.pilot, "/wep")
        find = screen.app.screen.query_one("#find", Input)
        await screen.until(lambda: find.value == "wep")
        assert not isinstance(screen.app.screen, Dialog)
