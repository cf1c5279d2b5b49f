"""The query bar and the details of the triage."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen
from textual.widgets import Input

from rca.paging import Arrangement, View
from rca.tui.widgets.details import Details
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.querybar import QueryBar
from tests.tui.browse import settle
from tests.tui.triaged import OVERDUE, rows, triage

# The query bar.


async def test_a_query_filters_as_one_types(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("migr")
        assert screen.listed == ["ledger-posted-twice/1"]
        assert "1 of 14" in screen.text
        await screen.press("enter")
        assert (screen.query, isinstance(screen.app.focused, ItemTable)) == ("migr", True)
        await screen.press("escape")
        assert (screen.query, len(screen.listed)) == ("", 14)


async def test_where_a_query_comes_from_elsewhere_the_list_of_all_is_marked(root: Path) -> None:
    async with triage(root) as screen:
        assert "▸Overdue" in screen.text
        await screen.app.show_items("is:overdue owner:platform")
        await settle(screen.pilot)
        assert "▸All" in screen.text
        assert "▸Overdue" not in screen.text


async def test_escape_in_the_bar_shows_what_was_shown_before(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("migr")
        await screen.press("escape")
        assert (screen.query, len(screen.listed)) == ("", 14)
        assert isinstance(screen.app.focused, ItemTable)


async def test_a_mistake_is_shown_with_its_column_and_the_last_list_stays(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("restore")
        screen.screen.query_one(Input).value = "restore ownr:x"
        await screen.press()
        assert "^ unknown key `ownr:`; did you mean `owner:`?" in screen.text
        line = next(line for line in screen.text.split("\n") if "^ unknown" in line)
        bar = next(line for line in screen.text.split("\n") if line.startswith(" / "))
        assert line.index("^") == bar.index("ownr:")
        assert screen.listed == [ref for ref in OVERDUE if "restore" in ref]
        await screen.press("end", *["backspace"] * 6)
        assert "^ unknown" not in screen.text


async def test_words_are_completed(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("ow")
        assert "owner:" in screen.text
        await screen.press("tab")
        assert screen.query == "owner:"
        await screen.type("pl")
        await screen.press("down", "enter")
        assert screen.query == "owner:platform "
        assert screen.listed
        assert all("platform" in row.owner_text for row in rows(screen.screen.table))
        await screen.press("escape")
        assert not screen.screen.query_one(QueryBar).is_open


# Details.


async def test_details_tell_what_it_waits_for_and_how_far_it_got(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("j")
        text = " ".join(screen.text.split())
        assert "state ◔ paper-only, overdue, blocked" in text
        assert "blocked by ⊘ paper/1 Give the vault's tables to a role that nobody logs in with" in text
        assert "(security, 183 d late)" in text
        assert "written ● 2026-06-20 https://git.tideway.example/vault/pull/614 · staging ○ · prod ○" in text
        assert "due 2026-06-25, 152 d late" in text
        await screen.press("k")
        assert "needed by ◔ paper-only paper/3" in " ".join(screen.text.split())


async def test_enter_opens_the_item_over_the_table_where_it_is_narrow(root: Path) -> None:
    async with triage(root, (80, 24)) as screen:
        assert not screen.screen.query_one(Details).display
        await screen.press("enter")
        assert "Give the vault's tables to a role that nobody logs in with" in screen.text
        assert screen.screen.has_class("-detail")
        await screen.press("j")
        assert screen.current == OVERDUE[1]
        assert "blocked by" in screen.text
        await screen.press("k", "escape")
        assert not screen.screen.has_class("-detail")
        assert isinstance(screen.app.focused, ItemTable)
        assert screen.current == OVERDUE[0]


async def test_f_opens_the_document_at_the_item(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("f")
        assert type(screen.app.screen).__name__ == "DocumentScreen"


async def test_a_long_query_scrolls_in_its_line(root: Path) -> None:
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("lag " * 60 + "zebra")
        assert "zebra" in screen.text


# What is laid out anew takes as long again as what is painted.


async def test_a_list_of_another_length_is_laid_out_where_its_scrollbar_comes_or_goes(root: Path) -> None:
    async with triage(root) as screen:
        table = screen.app.screen.query_one(ItemTable)
        laid_out: list[Screen[object]] = []
        screen.app.screen.screen_layout_refresh_signal.subscribe(table, laid_out.append, immediate=True)
        for lines, is_laid_out in ((9_000, True), (100, False), (5_000, False), (2, True), (3, False)):
            laid_out.clear()
            table.show(View(Arrangement(), range(lines)), 0, [], {})
            await screen.pilot.pause()
            assert (table.virtual_size.height, bool(laid_out)) == (lines + 1, is_laid_out)
            assert table.show_vertical_scrollbar == (lines > 3)


async def test_a_key_in_the_filter_lays_nothing_out(root: Path) -> None:
    """The list stays as long, nothing is offered, and the details have as many lines."""
    async with triage(root) as screen:
        await screen.press("slash")
        await screen.type("migrat")
        laid_out: list[Screen[object]] = []
        screen.app.screen.screen_layout_refresh_signal.subscribe(screen.app.screen, laid_out.append)
        await screen.type("io")
        assert screen.listed == ["ledger-posted-twice/1"]
        assert not laid_out


async def test_what_is_looked_through_is_held_while_somebody_types(root: Path) -> None:
    async with triage(root) as screen:
        source = screen.app.items
        await screen.press("slash")
        await settle(screen.pilot)
        assert source.holds_words
        await screen.type("migr")
        assert screen.listed == ["ledger-posted-twice/1"]
        source.forget()  # documents changed: it holds what was said before
        assert [source.holds_words] == [False]
        await screen.press("escape")
        await screen.press("slash")
        await settle(screen.pilot)
        assert [source.holds_words] == [True]
        await screen.press("enter")
        assert [source.holds_words] == [False]
