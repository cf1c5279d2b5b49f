"""The command palette offers everything that can be done on the screen that it was opened on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.command import CommandList
from textual.widgets import Static

from rca.tui.deeds import DEEDS
from rca.tui.dialogs.lines import CheckDialog
from rca.tui.palette import Palette
from rca.tui.themes import OFFERED
from tests.tui.acted import LAG, Screen, opened, prepare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


async def offered(screen: Screen) -> list[str]:
    """What the palette lists."""
    await screen.pilot.press("ctrl+p")
    await screen.until(lambda: isinstance(screen.app.screen, Palette))
    offers = screen.app.screen.query_one(CommandList)
    await screen.until(lambda: offers.option_count > 10)
    told = [str(option.prompt).split("\n")[0] for option in offers.options]
    await screen.app.workers.wait_for_complete()
    await screen.pilot.press("escape")
    return told


async def test_what_is_done_to_items_comes_first_then_screens_then_how_to_move(folder: Path) -> None:
    async with opened(folder) as screen:
        told = await offered(screen)
        assert told[: len(DEEDS)] == [deed.told for deed in DEEDS]
        assert told.index("Filter by a query") < told.index("Page down")
        assert told.index("Incidents: what happened") < told.index("Page down")


async def test_on_incidents_nothing_is_offered_that_needs_an_item(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.pilot.press("2")
        await screen.pilot.pause()
        told = await offered(screen)
        assert [deed.told for deed in DEEDS if not deed.needs_items] == told[:2]


async def test_what_is_found_when_the_palette_goes_is_not_listed(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.pilot.press("ctrl+p")
        palette = screen.app.screen
        assert isinstance(palette, Palette)
        offers = palette.query_one(CommandList)
        await screen.until(lambda: offers.option_count > 10)
        await screen.app.workers.wait_for_complete()
        await screen.pilot.press("escape")
        await screen.until(lambda: screen.app.screen is screen.triage)
        palette._refresh_command_list(offers, [], clear_current=True)


async def test_an_action_without_a_key_is_found_by_its_words_and_done(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        await screen.pilot.press("ctrl+p", *"verified")
        offers = screen.app.screen.query_one(CommandList)
        await screen.until(lambda: offers.option_count == 1)
        dialog = await screen.open("enter")
        assert dialog._button == "Mark verified"


async def test_a_check_is_named_out_of_those_that_there_are(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        screen.app.action_do("check")
        await screen.until(
            lambda: isinstance(screen.app.screen, CheckDialog) and screen.dialog.query("#names")
        )
        names = screen.dialog.query_one("#names", Static)
        await screen.until(lambda: "known: lag" in str(names.content))
        await screen.pilot.press("l", "a", "g", "enter")
        await screen.say("check is lag")
    assert screen.history(f"{LAG}/3")[-1].endswith("check is lag")


async def test_themes_of_rca_come_before_all_others(folder: Path) -> None:
    async with opened(folder) as screen:
        screen.app.action_change_theme()
        await screen.until(lambda: isinstance(screen.app.screen, Palette) and screen.app.screen.is_mounted)
        offers = screen.app.screen.query_one(CommandList)
        await screen.until(lambda: offers.option_count > len(OFFERED))
        told = [str(option.prompt).split("\n")[0] for option in offers.options]
        assert told[: len(OFFERED)] == list(OFFERED)
        await screen.pilot.press(*"contrast", "down", "enter")
        await screen.until(lambda: screen.app.theme == "rca-contrast")


class Ending(App[None]):
    """An application that ends: the palette is there, and no screen is below it any more."""

    def get_default_screen(self) -> Palette:
        return Palette()


async def test_a_palette_that_is_there_when_the_application_ends_is_no_failure() -> None:
    async with Ending().run_test() as pilot:
        assert isinstance(pilot.app.screen, Palette)
        assert pilot.app.screen.is_mounted
