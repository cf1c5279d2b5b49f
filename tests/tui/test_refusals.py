"""What is refused is said in the words of the dialog, and the field that lacks something has the focus."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Static

from rca.changes import Refused
from rca.tui.dialogs.lines import ConfirmDialog
from tests.changed import tree
from tests.tui.acted import CERTIFICATE, LAG, opened, prepare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


async def test_what_is_written_already_says_which_key_asks_for_more(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        await screen.pilot.press("w")
        said = await screen.say("is written already: 2026-05-20")
        assert said.endswith(
            "evidence, another day or a note adds to it, nothing was changed; W asks for them"
        )
        assert "--" not in said


async def test_what_is_executed_already_goes_to_the_evidence(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        dialog = await screen.open("x")
        await screen.pilot.press("space", "enter")
        said = await screen.refuse("item 3 is executed in")
        assert "--" not in said
        assert dialog.focused
        assert dialog.focused.id == "evidence"


async def test_a_due_date_that_moves_goes_to_the_reason(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        dialog = await screen.open("d")
        await screen.type("2026-12-24")
        await screen.pilot.press("enter")
        said = await screen.refuse("moving the due date")
        assert said == "moving the due date of item 1 from 2026-06-01 needs a reason"
        await screen.pilot.press(*"late", "enter")
        await screen.say("due is 2026-12-24 (was 2026-06-01): late")
        assert not dialog.is_active


async def test_of_several_incidents_the_one_is_named(folder: Path) -> None:
    before = tree(folder)
    async with opened(folder) as screen:
        for ref in (f"{LAG}/1", f"{CERTIFICATE}/2"):
            await screen.go(ref)
            await screen.pilot.press("space")
        dialog = await screen.open("d")
        await screen.type("2026-12-24")
        await screen.pilot.press("enter")
        said = await screen.refuse("needs a reason")
        assert said.split(", ")[0] in {"ledger-lag", "gateway-certificate", "lag", "certificate"}
        assert dialog.focused
        assert dialog.focused.id == "reason"
    assert {path: at for path, at in tree(folder).items() if path.endswith(".md")} == {
        path: at for path, at in before.items() if path.endswith(".md")
    }


async def test_an_item_that_went_while_its_dialog_is_open(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        await screen.open("n")
        await screen.type("hello")
        (folder / "incidents" / f"{LAG}.md").unlink()
        await screen.app.desk.work(lambda workspace: workspace.sync())
        await screen.pilot.press("enter")
        said = await screen.refuse("is not there any more")
        assert "rca list" not in said


@pytest.mark.parametrize(
    ("typed", "day", "told"),
    [
        ("in 2 weeks", "2026-06-17", "Wednesday 2026-06-17, in 14 d; 2026-06-17 will be written"),
        ("2026-12-24", "2026-12-24", "Thursday 2026-12-24, in 204 d"),
        ("v1", "v1", "Monday 2026-06-08, in 5 d"),
    ],
)
async def test_relative_words_count_from_today_and_are_written_as_their_day(
    typed: str, day: str, told: str, folder: Path
) -> None:
    """Today is 2026-06-03, the incident was on 2026-05-12."""
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")  # without a due date
        dialog = await screen.open("d")
        await screen.type(typed)
        await screen.until(lambda: str(dialog.query_one("#means", Static).content) == told)
        await screen.pilot.press("enter")
        await screen.say(f"due is {day}")
    assert screen.row(LAG, "4")[3] == day


async def test_a_refusal_that_comes_when_the_dialog_is_taken_down_breaks_nothing(folder: Path) -> None:
    """The application ends while a change waits for the lock, and is then refused."""
    ended = asyncio.Event()

    async def attempt(_: bool) -> None:
        await ended.wait()
        raise Refused("the document is another one now")

    async with opened(folder) as screen:
        dialog = ConfirmDialog("Undo", ["item 1 written"], "Undo", attempt)
        await screen.app.push_screen(dialog)
        await screen.pilot.press("enter")
        await dialog.query_one("#box").remove()
        ended.set()
        await screen.app.workers.wait_for_complete()
        assert dialog.is_active
