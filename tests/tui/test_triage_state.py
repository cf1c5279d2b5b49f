"""What the triage keeps and remembers, and what it says where there is little to see."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from rca.tui.app import RcaApp
from rca.tui.memory import Remembered, recall, remember, state_file
from rca.tui.widgets.notice import Notice
from rca.workspace import Workspace
from tests.tui.triaged import OVERDUE, Triage, rows, triage

# What changes outside.


async def test_a_change_keeps_the_cursor_on_its_item_the_selection_and_the_scroll(root: Path) -> None:
    async with triage(root, (100, 20)) as screen:
        await screen.press("shift+tab", *["j"] * 20, "space", "j")
        table = screen.screen.table
        before = (screen.current, table.top, tuple(table.selected))
        document = next((root / "incidents").glob("*restore-never-rehearsed.md"))
        document.unlink()
        with Workspace(str(root)) as workspace:
            stats = workspace.sync()
        screen.app.tell_changed(stats)
        await screen.press()
        assert (screen.current, tuple(table.selected)) == (before[0], before[2])
        assert table.cursor - table.top == 22 - before[1]
        assert "All            48" in screen.text.replace("▸", " ") or table.view.items < 54


async def test_a_cursor_that_goes_on_while_the_list_is_asked_for_is_not_put_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with triage(root) as seen:
        await seen.press("j", "j")
        source = seen.screen.source
        around, moved = source.around, False

        async def slowly(*args: Any) -> Any:
            nonlocal moved
            page = await around(*args)
            if not moved:
                moved = True
                seen.screen.table.move_to(0)
            return page

        monkeypatch.setattr(source, "around", slowly)
        seen.screen.renew(keep=True)
        await seen.press()
        assert moved
        assert seen.current == OVERDUE[0]


async def test_where_the_item_is_gone_the_cursor_stays_in_its_place(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("j", "j")
        next((root / "incidents").glob("*restore-never-rehearsed.md")).unlink()
        with Workspace(str(root)) as workspace:
            stats = workspace.sync()
        screen.app.tell_changed(stats)
        await screen.press()
        assert screen.screen.table.cursor == 2
        assert screen.current == "signing-key-expired/6"


async def test_narrowing_from_elsewhere_shows_all_items_of_a_query(root: Path) -> None:
    async with triage(root) as screen:
        await screen.app.show_items("owner:security")
        await screen.press()
        assert (screen.queue, screen.query) == ("All", "owner:security")
        assert len(screen.listed) > 2
        assert all("security" in row.owners for row in rows(screen.screen.table))


async def test_a_query_from_the_command_line_is_what_it_begins_with(root: Path) -> None:
    app = RcaApp(str(root), "owner:security sev:<=2")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = Triage(app, pilot)
        await screen.press()
        assert (screen.queue, screen.query) == ("All", "owner:security sev:<=2")
        assert {owner for row in rows(screen.screen.table) for owner in row.owners} >= {"security"}
        assert all("security" in row.owners for row in rows(screen.screen.table))


# What is remembered.


async def test_what_cannot_be_remembered_is_said_at_the_end(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("s")
        state = state_file(str(root)).parent
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text("no folder")
    assert screen.app.farewell.startswith("queue, order and theme are not remembered: ")
    assert str(state) in screen.app.farewell


async def test_queue_order_group_and_theme_are_as_they_were_left(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("tab", "tab", "s", "z")
        screen.app.theme = "rca-light"
    async with triage(root) as screen:
        assert screen.queue == "Due this week"
        arrangement = screen.screen.table.view.arrangement
        assert (arrangement.sort, arrangement.group, screen.app.theme) == ("sev", "owner", "rca-light")
    kept = json.loads(state_file(str(root)).read_text(encoding="utf-8"))
    assert kept == {"queue": "Due this week", "sort": "sev", "group": "owner", "theme": "rca-light"}
    assert not any(name.endswith(".json") for _, _, names in os.walk(root) for name in names)


async def test_who_is_new_is_told_what_to_press_and_only_once(root: Path) -> None:
    async with triage(root) as screen:
        assert "New here: j k choose an item" in screen.text
        await screen.press("escape")
        assert screen.screen.query_one(Notice).sentence == ""
    async with triage(root) as screen:
        assert "New here" not in screen.text


@pytest.mark.parametrize("key", ["tab", "2", "question_mark", "ctrl+p"])
async def test_who_has_found_a_key_is_not_new_any_more(root: Path, key: str) -> None:
    async with triage(root) as screen:
        notice = screen.screen.query_one(Notice)
        await screen.press("j")
        assert "New here" in screen.text
        await screen.press(key)
        assert notice.sentence == ""


async def test_a_broken_memory_is_told_and_not_used(root: Path) -> None:
    path = state_file(str(root))
    path.parent.mkdir(parents=True)
    path.write_text("[", encoding="utf-8")
    async with triage(root) as screen:
        assert [note.message for note in screen.app._notifications] == [
            f"{path}: what was remembered is not used: it is no state of rca"
        ]
        assert screen.queue == "Overdue"


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "{", "\x00", '{"queue": 3}', "[" * 100_000])
def test_any_memory_is_read_without_an_exception(root: Path, text: str) -> None:
    path = state_file(str(root))
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    kept, problem = recall(str(root))
    assert kept is not None
    assert bool(problem) == (not text.startswith('{"'))


def test_what_is_remembered_comes_back(root: Path) -> None:
    assert recall(str(root)) == (None, "")
    state = Remembered("Blocked", "-due", "incident", "rca-light")
    remember(str(root), state)
    assert recall(str(root)) == (state, "")


# Empty and troubled.


async def test_an_empty_queue_says_why_that_is_good_and_what_is_next(root: Path) -> None:
    for document in (root / "incidents").glob("*.md"):
        if "vault" not in document.name:
            document.unlink()
    with Workspace(str(root)) as workspace:
        workspace.sync()
    async with triage(root, (80, 24)) as screen:
        await screen.press("tab", "tab")
        assert screen.screen.table.view.items == 0
        assert "Nothing is due within seven days." in screen.text
        assert "Next: Overdue, 2 items; tab goes on." in screen.text


async def test_a_filter_that_matches_nothing_says_how_to_be_rid_of_it(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("zzzz")
        await screen.press("enter")
        assert "Nothing in Overdue matches zzzz" in screen.text
        assert "esc takes the filter away" in screen.text


async def test_a_workspace_without_documents_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    async with triage(tmp_path, (80, 24)) as screen:
        assert "There is no RCA in this workspace yet." in screen.text
        assert "N writes one from the template" in screen.text


async def test_files_that_cannot_be_read_are_counted(root: Path) -> None:
    (root / "incidents" / "broken.md").write_bytes(b"# \xff\xfe\x00 not text")
    with Workspace(str(root)) as workspace:
        workspace.sync()
    async with triage(root) as screen:
        assert "1 unreadable" in screen.text.split("\n")[0]


async def test_a_folder_that_cannot_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    async with triage(root) as screen:
        assert "This folder cannot be written" in screen.text


async def test_ascii_where_the_terminal_knows_no_more(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_ASCII", "1")
    async with triage(root, (80, 24)) as screen:
        await screen.press("shift+tab", "space")
        own = "".join(line[:4] + line[60:] for line in screen.text.split("\n"))
        scrollbar = set("▁▂▃▄▅▆▇█")
        assert {char for char in own if not char.isascii()} <= scrollbar


async def test_text_of_a_document_steers_nothing(root: Path) -> None:
    text = "# [bold]x[/]\n\n## Action items\n\n- [ ] Say [red]no[/red] \x1b[31m and [@click=app.quit]go[/]\n"
    (root / "incidents" / "evil.md").write_text(text, encoding="utf-8")
    with Workspace(str(root)) as workspace:
        workspace.sync()
    async with triage(root) as screen:
        await screen.app.show_items("id:evil")
        await screen.press()
        assert "Say [red]no[/red] ␛[31m and [@click=app.quit]go[/]" in screen.text
        assert "\x1b" not in screen.text


async def test_a_terminal_that_is_too_small_is_told_until_it_is_larger(root: Path) -> None:
    async with triage(root, (50, 12)) as screen:
        assert "This terminal has 50 x 12 cells." in screen.text
        assert "rca needs 60 x 15: make it larger, or press q." in screen.text
        await screen.pilot.resize_terminal(80, 24)
        await screen.press()
        assert screen.app.screen is screen.screen
        assert screen.current == OVERDUE[0]
        await screen.pilot.resize_terminal(80, 14)
        await screen.press()
        assert "This terminal has 80 x 14 cells." in screen.text
