"""Triage: which items are overdue, only on paper, blocked; and what is done about them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from rca.output.words import count
from rca.paging import Arrangement, Group, View
from rca.query import QuerySyntaxError
from rca.queues import QUEUES
from rca.references import UnknownIncident, UnknownItem
from rca.tui.desk import Superseded
from rca.tui.emptiness import reasons
from rca.tui.itemsource import Counted, ItemSource
from rca.tui.memory import Remembered, recall, remember
from rca.tui.told import FAILURES, failure
from rca.tui.widgets.details import Details
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.notice import Notice
from rca.tui.widgets.querybar import QueryBar
from rca.tui.widgets.queues import Queues
from rca.tui.widgets.topline import TopLine, standing

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp

_SORTS = ("due", "sev", "owner", "state", "id")
_GROUPS = get_args(Group)
_FIRST = "New here: j and k choose an item, tab a list, ? shows every key."
_READ_ONLY = "This folder cannot be written: everything can be looked at, nothing can be changed."


class TriageScreen(Screen[None]):
    """The items of a queue, what is known of one of them, and the keys that change them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "filter", key_display="/", id="triage.filter", tooltip="Filter by a query"
        ),
        Binding("tab", "queue(1)", "next list", id="triage.next-queue", tooltip="The next queue"),
        Binding("shift+tab", "queue(-1)", "list before", show=False, tooltip="The queue before"),
        Binding("s", "sort", "sort", show=False, id="triage.sort", tooltip="Sort by the next column"),
        Binding("S", "turn", "other way", show=False, id="triage.turn", tooltip="Sort the other way round"),
        Binding(
            "z", "group", "group", show=False, id="triage.group", tooltip="Group by owner, incident, severity"
        ),
        Binding("f", "document", "file", show=False, id="triage.document", tooltip="Read the document"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._queue = QUEUES[0]
        self._arrangement = Arrangement(self._queue.query)
        self._filter = ""
        self._counted: Counted | None = None
        self._source: ItemSource | None = None
        self._kept = Remembered()
        self._awaited = True

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def source(self) -> ItemSource:
        """Where items come from."""
        if self._source is None:
            self._source = ItemSource(self.rca.desk, self.rca.looks)
        return self._source

    @property
    def table(self) -> ItemTable:
        """The items."""
        return self.query_one(ItemTable)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return not self._awaited and self.table.is_filled

    def targets(self) -> tuple[str, ...]:
        """Refs of the selected items, or of the one under the cursor."""
        return self.table.targets()

    def compose(self) -> ComposeResult:
        """Counts above, queues at the left, items in the middle, keys below."""
        yield TopLine()
        yield QueryBar()
        yield Notice()
        with Horizontal(id="middle"):
            yield Queues(self.rca.looks)
            with Vertical(id="right"):
                yield ItemTable(self.rca.looks)
                yield Details()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the index holds, as it was left; then follow what changes."""
        self._recall()
        self.rca.changed.subscribe(self, self.follow)
        self.table.focus()
        self.renew(keep=False)

    def on_unmount(self) -> None:
        """Remember how it was left."""
        now = Remembered(self._queue.name, self._arrangement.sort, self._arrangement.group, self.app.theme)
        if now != self._kept:
            with suppress(OSError):  # nobody is here any more to read why
                remember(self.rca.desk.root, now)

    def _recall(self) -> None:
        kept, problem = recall(self.rca.desk.root)
        if kept is None:
            self.query_one(Notice).say(_FIRST)
            return
        if problem:
            self.notify(problem, severity="warning", markup=False)
        self._kept = kept
        self._queue = next((queue for queue in QUEUES if queue.name == kept.queue), QUEUES[0])
        self.query_one(Queues).chosen = self._queue
        sort = kept.sort if kept.sort.removeprefix("-") in _SORTS else ""
        group = cast("Group", kept.group if kept.group in _GROUPS else "")
        self._arrangement = Arrangement(sort=sort, group=group)
        if kept.theme in self.app.available_themes:
            self.app.theme = kept.theme

    # What is asked.

    async def narrow(self, query: str) -> None:
        """Show all items that a query selects, and the query in the bar."""
        self.query_one(Queues).chosen = self._queue = QUEUES[-1]
        self._filter = query
        self.query_one(QueryBar).show_query(query)
        self.renew(keep=False)

    def follow(self, _: Changed) -> None:
        """Show what is there now: cursor, selection and scroll stay where they are."""
        self.source.forget()
        self.renew(keep=True)
        self._count()

    def renew(self, *, keep: bool) -> None:
        """Ask for the items of the queue that the query selects; `keep` keeps the cursor on its item."""
        query = " ".join(filter(None, (self._queue.query, self._filter)))
        self._arrangement = self._arrangement._replace(query=query)
        self._awaited = True
        self.run_worker(partial(self._renew, self._arrangement, keep), group="view", exclusive=True)

    async def _renew(self, arrangement: Arrangement, keep: bool) -> None:
        bar = self.query_one(QueryBar)
        try:
            if keep or arrangement.group:
                await self._show_around(arrangement, keep)
            else:
                await self._show_beginning(arrangement)
            bar.forgive()
            self._awaited = False
        except QuerySyntaxError as error:
            self._awaited = False
            bar.complain(max(error.column - len(self._queue.query), 1), error.reason)
        except FAILURES as error:
            self.table.explain([failure(error)])
        except Superseded:
            return
        if self._counted is None:  # the first items come before all counts
            self._count()

    async def _show_beginning(self, arrangement: Arrangement) -> None:
        """Show the first page at once, and the rest when it is found."""
        page = await self.source.beginning(arrangement, 3 * self._seen)
        self.table.show(page.view, page.start, page.rows, page.names)
        self._tell()
        self._awaited = False
        if not page.view.complete:
            self.table.extend(await self.source.whole(arrangement))
            self._tell()

    async def _show_around(self, arrangement: Arrangement, keep: bool) -> None:
        """Show the part in which the cursor's item is."""
        table = self.table
        ref = table.current.ref if keep and table.current else ""
        line, above = (table.cursor, table.cursor - table.top) if keep else (0, 0)
        page = await self.source.around(arrangement, ref, line, self._seen)
        top = page.cursor - above
        table.show(page.view, page.start, page.rows, page.names, cursor=page.cursor, top=top)
        self._tell()

    @property
    def _seen(self) -> int:
        """How many lines are seen at once, or a little more."""
        return max(self.size.height, 24)

    def _count(self) -> None:
        self.run_worker(self._ask_counts, group="counts", exclusive=True)

    async def _ask_counts(self) -> None:
        try:
            counted = await self.source.counted()
        except Superseded:
            return
        except FAILURES as error:
            self.table.explain([failure(error)])
            return
        self._counted = counted
        self.table.set_environments(counted.environments)
        self.query_one(Queues).show(counted.queues, counted.counts)
        stands = standing(counted.counts, counted.unreadable)
        self.query_one(TopLine).show(self.rca.desk.root, stands, counted.today)
        if not counted.writable:
            self.query_one(Notice).say(_READ_ONLY, "warning")
        self._tell()

    def _tell(self) -> None:
        """Say how many items there are, and where there is none, why."""
        view = self.table.view
        total = self._counted.counts.get(self._queue.name) if self._counted else None
        here = count(view.items, "item")
        told = here if total in (None, view.items) else f"{view.items} of {total}"
        self.query_one(QueryBar).show_count(told if view.complete else "…")
        if view.complete and not view.items:
            reads = self.rca.working.is_on
            self.table.explain(reasons(self._queue, self._filter, self._counted, reads=reads))
            self.query_one(Details).explain("")

    # What the widgets tell.

    def on_item_table_wanted(self, event: ItemTable.Wanted) -> None:
        """Fetch the rows that came into sight."""
        fetch = partial(self._fetch, self.table.view, event.start, event.end)
        self.run_worker(fetch, group="rows", exclusive=True)

    async def _fetch(self, view: View, start: int, end: int) -> None:
        with suppress(Superseded):
            page = await self.source.rows(view, start, end)
            if view is self.table.view:
                self.table.put(page.start, page.rows, page.names)

    def on_item_table_highlighted(self, event: ItemTable.Highlighted) -> None:
        """Show what is known of the item under the cursor."""
        if event.row:
            self.run_worker(partial(self._detail, event.row.ref), group="detail", exclusive=True)

    async def _detail(self, ref: str) -> None:
        with suppress(Superseded, UnknownItem, UnknownIncident):  # a newer list is on its way
            told = await self.source.detail(ref)
            self.query_one(Details).show(told.name, told.text, told.facts)

    def on_item_table_opened(self) -> None:
        """Show the item in full, in place of the table."""
        self.add_class("-detail")
        self.query_one(Details).focus()

    def on_details_left(self) -> None:
        """Show the table again."""
        self.remove_class("-detail")
        self.table.focus()

    def on_details_stepped(self, event: Details.Stepped) -> None:
        """Show the next item."""
        self.table.action_move(event.step)

    def on_item_table_left(self) -> None:
        """Nothing is selected any more: take the filter away."""
        if self._filter:
            self._filter = ""
            self.query_one(QueryBar).show_query("")
            self.renew(keep=True)
        self.query_one(Notice).say("")

    def on_query_bar_changed(self, event: QueryBar.Changed) -> None:
        """Show what the query selects."""
        self._filter = event.query
        self.renew(keep=False)

    def on_query_bar_completing(self, event: QueryBar.Completing) -> None:
        """Offer what can be typed next."""
        self.run_worker(partial(self._complete, event.word), group="completion", exclusive=True)

    async def _complete(self, word: str) -> None:
        with suppress(Superseded):
            self.query_one(QueryBar).suggest(await self.source.suggestions(word))

    def on_query_bar_left(self) -> None:
        """Go to the items."""
        self.table.focus()

    def on_queues_chosen(self, event: Queues.Chosen) -> None:
        """Look at another queue."""
        self._queue = event.queue
        self.table.select(())
        self.renew(keep=False)

    def on_queues_done(self) -> None:
        """Go to the items."""
        self.table.focus()

    def on_item_table_sorted(self, event: ItemTable.Sorted) -> None:
        """Sort by a column; a second time the other way round."""
        self._sort_by(f"-{event.sort}" if (self._arrangement.sort or "due") == event.sort else event.sort)

    # Keys.

    async def action_filter(self) -> None:
        """Type a query."""
        await self.query_one(QueryBar).open()

    def action_queue(self, step: int) -> None:
        """Look at the next queue."""
        self.query_one(Queues).action_step(step)

    def action_sort(self) -> None:
        """Sort by the next column."""
        now = self._arrangement.sort.removeprefix("-") or "due"
        self._sort_by(_SORTS[(_SORTS.index(now) + 1) % len(_SORTS)] if now in _SORTS else _SORTS[0])

    def action_turn(self) -> None:
        """Sort the other way round."""
        now = self._arrangement.sort or "due"
        self._sort_by(now.removeprefix("-") if now.startswith("-") else f"-{now}")

    def _sort_by(self, sort: str) -> None:
        self._arrangement = self._arrangement._replace(sort=sort)
        self.renew(keep=False)

    def action_group(self) -> None:
        """Put the items under other headings."""
        group = _GROUPS[(_GROUPS.index(self._arrangement.group) + 1) % len(_GROUPS)]
        self._arrangement = self._arrangement._replace(group=group)
        self.renew(keep=True)

    def action_document(self) -> None:
        """Read the document of the item."""
        if row := self.table.current:
            self.rca.open_document(row.path, row.line)

    def on_resize(self) -> None:
        """Queues stand at the left, or above where there is no room."""
        self.query_one(Queues).set_class(self.has_class("-narrow"), "-tabs")
