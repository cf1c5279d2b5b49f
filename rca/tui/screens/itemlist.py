"""A screen with a list of items and what is known of one of them: it asks, and hands on what it hears."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, cast

from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from rca.paging import Arrangement, View
from rca.query import QuerySyntaxError
from rca.tui.desk import Superseded
from rca.tui.itemsource import ItemSource, Page
from rca.tui.told import FAILURES, failure
from rca.tui.whileshown import while_shown
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.pagedlist import PagedList

if TYPE_CHECKING:
    from rca.tui.app import RcaApp
    from rca.tui.widgets.details import Details

Parameters = ParamSpec("Parameters")
_PATIENCE = 1.0
"""Seconds to wait for a picture."""


class ItemScreen(Screen[None]):
    """Items in a table, and one of them in full."""

    def __init__(self) -> None:
        super().__init__()
        self.arrangement = Arrangement()
        """What is shown, or will be when it is found."""
        self.details: Details | None = None
        """One of the items in full; there is none before the first list stands."""
        self._rested = asyncio.Event()
        """Set while what is shown is what was asked for last."""

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def source(self) -> ItemSource:
        """Where items come from."""
        return self.rca.items

    @property
    def table(self) -> ItemTable:
        """The items."""
        return self.query_one(ItemTable)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self.is_as_asked and self.table.is_filled

    def targets(self) -> tuple[str, ...]:
        """Refs of the selected items, or of the one under the cursor."""
        return self.table.targets()

    @property
    def is_as_asked(self) -> bool:
        """Whether the list is the one that was asked for last, though rows of it may be missing."""
        return self._rested.is_set()

    async def settled(self) -> None:
        """Wait until it is."""
        await self._rested.wait()

    def start(
        self,
        work: Callable[Parameters, Coroutine[Any, Any, None]],
        *args: Parameters.args,
        **named: Parameters.kwargs,
    ) -> None:
        """Begin with some work; what was begun of it before is given up."""
        done = partial(self._while_shown, partial(work, *args, **named))
        _: Worker[None] = self.run_worker(done, group=work.__name__, exclusive=True)

    async def _while_shown(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do some work; an answer that comes while the screen is taken down has nobody to show it."""
        with while_shown(self):
            await work()

    # What a screen of its own says to what was found.

    def tell(self) -> None:
        """Another list is shown."""

    def judge(self, error: QuerySyntaxError | None) -> None:
        """The query is wrong, or right."""

    def settle(self) -> None:
        """What was asked for is shown."""

    def catch_up(self) -> None:
        """Items are shown as they are now: what else follows from that can be found out."""

    # The list.

    def arrange_anew(self, *, keep: bool) -> None:
        """Ask for the items of the arrangement; `keep` keeps the cursor on its item."""
        self._rested.clear()
        self.workers.cancel_group(self, self._complete_list.__name__)  # whose question would be the newer one
        self.start(self._renew, self.arrangement, keep)

    async def _renew(self, arrangement: Arrangement, keep: bool) -> None:
        try:
            if keep:
                await self._show_as_they_are()
                self.catch_up()
            if keep or arrangement.group:
                await self._show_around(arrangement, keep)
            else:
                await self._show_beginning(arrangement)
            self.judge(None)
        except QuerySyntaxError as error:
            self.judge(error)
        except FAILURES as error:
            self.table.explain([failure(error)])
        except Superseded:
            return
        self._rested.set()
        self.settle()
        self.catch_up()

    def begin(self) -> None:
        """Show what was looked for before there was a screen; where it is not there yet, ask."""
        page = self.source.begun()
        if page is None:
            self.arrange_anew(keep=False)
            return
        self._take(page)
        self.start(self._complete_list, page)

    async def _show_beginning(self, arrangement: Arrangement) -> None:
        """Show the first page at once, and the rest when it is found."""
        page = await self.source.beginning(arrangement, self._seen)
        self._take(page)
        self.judge(None)
        await self._be_seen()
        await self._complete_view(page)

    def _take(self, page: Page) -> None:
        self.table.show(page.view, page.start, page.rows, page.names)
        self.tell()
        self._rested.set()

    async def _complete_view(self, page: Page) -> None:
        if not page.view.complete:
            self.table.extend(await self.source.whole(page.view.arrangement))
            self.tell()

    async def _complete_list(self, page: Page) -> None:
        """Let the first picture be seen; then find the rest of its list, and what else is there."""
        await self._be_seen()
        self.settle()
        self.catch_up()
        with suppress(Superseded, *FAILURES):
            await self._complete_view(page)
        await self.source.keep_names(page)

    async def _be_seen(self) -> None:
        """Wait until what is shown is painted: what else is found out takes its time from that."""
        seen = asyncio.Event()
        self.call_after_refresh(seen.set)
        with suppress(TimeoutError):  # the screen is covered by another one
            async with asyncio.timeout(_PATIENCE):  # `wait_for` may swallow that it is given up (bpo-37658)
                await seen.wait()

    async def _show_as_they_are(self) -> None:
        """Show what was done to the items that are seen, before it is known which are in the list now."""
        table = self.table
        with suppress(Superseded):
            page = await self.source.again(table.view, table.top, table.top + self._seen)
            if page.view is table.view:
                table.put(page.start, page.rows, page.names)

    async def _show_around(self, arrangement: Arrangement, keep: bool) -> None:
        """Show the part in which the cursor's item is; where the cursor went on meanwhile, of the new one."""
        table, page, asked = self.table, None, None
        while page is None or (keep and self._standing != asked):
            asked = self._standing
            ref, line = asked if keep else ("", 0)
            page = await self.source.around(arrangement, ref, line, self._seen)
        top = page.cursor - (table.cursor - table.top if keep else 0)
        if table.selected:  # what has left the list must not be meant by the next key
            table.select(await self.source.among(page.view, table.selected))
        table.show(page.view, page.start, page.rows, page.names, cursor=page.cursor, top=top)
        self.tell()

    @property
    def _standing(self) -> tuple[str, int]:
        """The item under the cursor, if it is there, and the cursor's line."""
        current = self.table.current
        return (current.ref if current else ""), self.table.cursor

    @property
    def _seen(self) -> int:
        """How many lines are seen at once, or a little more where the list is short or hidden."""
        return max(self.table.size.height or self.size.height, 24)

    # What the widgets tell.

    def on_paged_list_wanted(self, event: PagedList.Wanted) -> None:
        """Fetch the rows that came into sight."""
        self.start(self._fetch, self.table.view, event.start, event.end)

    async def _fetch(self, view: View, start: int, end: int) -> None:
        try:
            page = await self.source.rows(view, start, end)
        except Superseded:
            return
        except FAILURES as error:
            self.table.explain([failure(error)])
            return
        if view is self.table.view:
            self.table.put(page.start, page.rows, page.names)

    async def mount_details(self, parent: Widget) -> None:
        """Tell of the item under the cursor, where room was left below the list."""
        from rca.tui.widgets.details import Details

        details = Details()
        await parent.mount(details)
        self.details = details
        self.table.styles.margin = 0
        if self.has_class("-detail"):
            details.focus()
        self.on_paged_list_highlighted(PagedList.Highlighted(self.table.current))

    def on_paged_list_highlighted(self, event: PagedList.Highlighted) -> None:
        """Show what is known of the item under the cursor."""
        if event.row and self.details:
            self.start(self._detail, event.row.ref, self.details)

    async def _detail(self, ref: str, details: Details) -> None:
        from rca.references import UnknownIncident, UnknownItem

        await self._be_seen()  # the list comes first: both are painted by one processor
        try:
            told = await self.source.detail(ref)
        except (Superseded, UnknownItem, UnknownIncident):  # a newer list is on its way
            return
        except FAILURES as error:
            details.explain(failure(error))
            return
        if details.is_attached:  # else the screen is taken down
            details.show(told.name, told.text, told.facts)

    def on_item_table_opened(self) -> None:
        """Show the item in full, in place of the table."""
        self.add_class("-detail")
        if self.details:
            self.details.focus()

    def on_details_left(self) -> None:
        """Show the table again."""
        self.remove_class("-detail")
        self.table.focus()

    def on_details_stepped(self, event: Details.Stepped) -> None:
        """Show the next item."""
        self.table.action_move(event.step)
