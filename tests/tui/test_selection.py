"""What is selected is seen and counted: nothing that has left the list is meant by the next key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.triaged import OVERDUE, Triage, triage


@pytest.fixture(autouse=True)
def _actor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_ACTOR", "Ada <ada@example.org>")


async def gone(screen: Triage, ref: str) -> None:
    """Wait until an item has left the list."""
    for _ in range(200):
        if ref not in screen.listed:
            return
        await screen.press()
    raise AssertionError(screen.text)


def delete(root: Path, name: str) -> None:
    next(root.glob(f"incidents/*{name}.md")).unlink()


async def test_the_bar_says_how_many_are_selected(root: Path) -> None:
    async with triage(root, (80, 24)) as screen:
        await screen.press("space", "space")
        assert "2 selected, 14 items" in screen.text
        await screen.press("escape")
        assert "selected" not in screen.text


async def test_an_item_that_leaves_the_list_is_not_selected_any_more(root: Path) -> None:
    """The third is dropped, and is not overdue then; the fourth stays selected."""
    async with triage(root) as screen:
        await screen.press("j", "j", "space", "b", *"gone", "enter")
        await gone(screen, OVERDUE[2])
        assert screen.screen.targets() == (screen.screen.table.current.ref,)  # type: ignore[union-attr]
        assert screen.current == OVERDUE[3]
        assert "selected" not in screen.text


async def test_what_is_deleted_outside_is_not_selected_any_more(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("space", "j", "space")
        assert len(screen.screen.targets()) == 2
        delete(root, "vault-grants-on-paper")
        stats = await screen.app.desk.work(lambda workspace: workspace.sync())
        screen.app.tell_changed(stats)
        await gone(screen, OVERDUE[0])
        assert [ref[11:] for ref in screen.screen.targets()] == [OVERDUE[2]]


async def test_a_query_that_is_typed_begins_a_new_selection(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("space", "slash")
        await screen.type("migr")
        await screen.press("enter")
        assert [ref[11:] for ref in screen.screen.targets()] == ["ledger-posted-twice/1"]


async def test_sorting_keeps_what_is_selected(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("space", "space")
        before = screen.screen.targets()
        await screen.press("s", "S", "z")
        assert screen.screen.targets() == before
