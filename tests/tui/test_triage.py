"""The triage by its keys: what is listed, where the cursor stands, what is selected."""

from __future__ import annotations

from pathlib import Path

from rca.paging import View
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.queues import Queues
from rca.workspace import Workspace
from tests.tui.triaged import OVERDUE, rows, triage

# The list and its cursor.


async def test_it_begins_with_what_is_overdue_and_the_cursor_on_the_latest(root: Path) -> None:
    async with triage(root) as screen:
        assert screen.listed[:4] == OVERDUE
        assert (screen.queue, screen.current) == ("Overdue", OVERDUE[0])
        assert screen.screen.targets() == ("2026-05-11-vault-grants-on-paper/1",)


MOVES: tuple[tuple[list[str], int], ...] = (
    (["j"], 1),
    (["down", "down"], 2),
    (["j", "k"], 0),
    (["k"], 0),
    (["G"], 13),
    (["end", "up"], 12),
    (["G", "home"], 0),
    (["G", "j"], 13),
    (["pagedown"], 13),
    (["G", "pageup"], 0),
    (["ctrl+f", "ctrl+b"], 0),
)


async def test_keys_move_the_cursor(root: Path) -> None:
    async with triage(root) as screen:
        for keys, at in MOVES:
            await screen.press("g", *keys)
            assert (keys, screen.screen.table.cursor) == (keys, at)
            assert screen.current == screen.listed[at]


async def test_a_long_list_is_paged_and_holds_only_what_is_near(root: Path) -> None:
    text = "# Many\n\n## Action items\n\n" + "\n".join(f"- [ ] Do thing {n}" for n in range(1, 3001))
    (root / "incidents" / "many.md").write_text(text, encoding="utf-8")
    with Workspace(str(root)) as workspace:
        workspace.sync()
    async with triage(root, (100, 30)) as screen:
        await screen.app.show_items("id:many")
        await screen.press()
        await screen.press("G")
        table = screen.screen.table
        assert (table.view.items, table.cursor) == (3000, 2999)
        assert screen.app.screen.query_one(ItemTable).current is not None
        assert table.row_at(1500) is None
        assert "Do thing 3000" in screen.text
        await screen.press("pageup")
        assert table.cursor == 2999 - (table.size.height - 1)
        await screen.press("g")
        assert table.cursor == 0
        assert "Do thing 1 " in screen.text


async def test_space_selects_and_goes_on_and_escape_selects_nothing(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("space", "space")
        refs = screen.screen.targets()
        assert [ref[11:] for ref in refs] == OVERDUE[:2]
        assert screen.current == OVERDUE[2]
        await screen.press("k", "space")
        assert [ref[11:] for ref in screen.screen.targets()] == OVERDUE[:1]
        await screen.press("escape")
        assert screen.screen.table.selected == {}


async def test_shift_extends_the_selection(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("shift+down", "J")
        assert [ref[11:] for ref in screen.screen.targets()] == OVERDUE[:3]


async def test_the_mouse_moves_selects_opens_and_sorts(root: Path) -> None:
    async with triage(root) as screen:
        await screen.pilot.click(ItemTable, offset=(20, 3))
        assert screen.current == OVERDUE[2]
        await screen.pilot.click(ItemTable, offset=(20, 1), control=True)
        assert [ref[11:] for ref in screen.screen.table.selected] == OVERDUE[:1]
        await screen.press("escape")
        await screen.pilot.click(ItemTable, offset=(20, 4), shift=True)
        assert [ref[11:] for ref in screen.screen.table.selected] == OVERDUE[:4]
        header = next(line for line in screen.text.split("\n") if " ITEM " in line)
        await screen.pilot.click(ItemTable, offset=(header.index("SEV") - 20, 0))
        await screen.press()
        severities = [row.severity_rank for row in rows(screen.screen.table)]
        assert severities == sorted(severities, key=lambda rank: rank or 99)
        await screen.pilot.click(ItemTable, offset=(20, 2), times=2)
        assert screen.screen.has_class("-detail")


# Sorting and grouping.


async def test_what_a_list_is_sorted_by_is_told_where_its_column_is_out_of_sight(root: Path) -> None:
    async with triage(root, (80, 24)) as screen:
        assert screen.text.split("\n")[1].endswith("  14 items")
        await screen.press("s", "space")
        assert screen.text.split("\n")[1].endswith(" 1 selected, 14 items by severity")


async def test_s_sorts_by_the_next_column_and_capital_s_turns(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("S")
        assert screen.listed[-4:] == OVERDUE[::-1]
        await screen.press("s")
        assert screen.current == "ledger-posted-twice/1"
        await screen.press("s")
        owners = [row.owner_text for row in rows(screen.screen.table)]
        assert owners == sorted(owners)


async def test_z_groups_and_headings_are_passed_over(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("z")
        assert "platform  3 items, 3 overdue" in screen.text
        assert screen.current == OVERDUE[0]
        await screen.press("g")
        assert (screen.screen.table.cursor, screen.current) == (1, "restore-never-rehearsed/3")
        await screen.press("j", "j", "j")
        assert screen.current == OVERDUE[1]
        await screen.press("k")
        assert screen.current == "signing-key-expired/2"
        await screen.press("z")
        assert "RCA — Card vault: the read-only role could write (#611)  2 items, 2 overdue" in screen.text
        await screen.press("z")
        assert "SEV-1  1 item, 1 overdue" in screen.text
        await screen.press("z")
        assert screen.listed[:4] == OVERDUE


# Queues.


async def test_tab_goes_through_the_queues_and_counts_are_told(root: Path) -> None:
    async with triage(root) as screen:
        lines = screen.text.split("\n")
        assert any(line.startswith(" ▸Overdue       14") for line in lines)
        await screen.press("tab")
        assert screen.queue == "Paper only"
        assert {row.state for row in rows(screen.screen.table)} == {"written"}
        await screen.press("shift+tab", "shift+tab")
        assert (screen.queue, screen.screen.table.view.items) == ("All", 54)


async def test_the_list_of_queues_can_have_the_focus_and_the_mouse(root: Path) -> None:
    async with triage(root) as screen:
        screen.screen.query_one(Queues).focus()
        await screen.press("j", "down")
        assert screen.queue == "Due this week"
        await screen.press("enter")
        assert isinstance(screen.app.focused, ItemTable)
        await screen.pilot.click(Queues, offset=(3, 5))
        await screen.press()
        assert screen.queue == "Done-unsplit"


async def test_saved_queries_are_queues(root: Path) -> None:
    config = root / "rca.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}\n[queries]\n"my team" = "owner:platform"\n', encoding="utf-8")
    async with triage(root) as screen:
        assert any(line.startswith("  my team") for line in screen.text.split("\n"))
        await screen.press("shift+tab")
        assert screen.queue == "my team"
        assert screen.listed
        assert all("platform" in row.owner_text for row in rows(screen.screen.table))


async def test_the_end_is_gone_to_when_it_is_found(root: Path) -> None:
    async with triage(root) as screen:
        table = screen.screen.table
        whole = table.view
        beginning = View(whole.arrangement, [0] * 5, complete=False)
        table.show(beginning, 0, rows(table)[:5], {})
        table.action_last()
        assert table.cursor == 4
        table.extend(whole)
        assert table.cursor == 13
