"""Triage: which items are overdue, only on paper, blocked; and what is done about them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from rca.query import QuerySyntaxError
from rca.queues import QUEUES
from rca.tui.desk import Superseded
from rca.tui.itemsource import Counted
from rca.tui.memory import GROUPS, SORTS, Remembered, arrangement_of, queue_of, remember
from rca.tui.screens.itemlist import ItemScreen
from rca.tui.told import FAILURES, failure, list_told
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.notice import GREETING, greeted, say_below
from rca.tui.widgets.querybar import QueryBar
from rca.tui.widgets.queues import Queues
from rca.tui.widgets.topline import TopLine, standing

if TYPE_CHECKING:
    from rca.tui.app import Changed

DETAILS = 12
"""Lines that one item in full takes, with the line above: they stay free until it is there."""
_READ_ONLY = "This folder cannot be written: everything can be looked at, nothing can be changed."


class TriageScreen(ItemScreen):
    """The items of a queue, what is known of one of them, and the keys that change them."""

    AUTO_FOCUS = "ItemTable"
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
        self._filter = ""
        self._counted: Counted | None = None
        self._is_counted = False
        """Whether nothing changed since items were counted last."""
        self._stands = False
        """Whether the first list is shown."""
        self._kept = Remembered()

    def compose(self) -> ComposeResult:
        """Counts above, queues at the left, items in the middle, keys below."""
        self._fit(self.app.size.width)
        table = ItemTable(self.rca.looks)
        if self.has_class("-wide"):
            table.styles.margin = (0, 0, DETAILS, 0)
        yield TopLine()
        yield QueryBar()
        yield Widget(Queues(self.rca.looks), table, id="middle")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the index holds, as it was left; then follow what changes."""
        self._recall()
        self.rca.changed.subscribe(self, self.follow)
        self.begin()

    def _fit(self, width: int) -> None:
        """Have the right looks from the beginning: to be styled twice takes as long again."""
        wide = width >= self.HORIZONTAL_BREAKPOINTS[1][0]
        self.set_class(not self.rca.looks.unicode, "-ascii", update=False)
        self.set_class(wide, "-wide", update=False)
        self.set_class(not wide, "-narrow", update=False)

    def on_unmount(self) -> None:
        """Remember how it was left."""
        now = Remembered(self._queue.name, self.arrangement.sort, self.arrangement.group, self.app.theme)
        if now != self._kept:
            try:
                remember(self.rca.desk.root, now)
            except OSError as error:
                self.rca.farewell = f"queue, order and theme are not remembered: {failure(error)}"

    def _recall(self) -> None:
        kept, problem = self.rca.kept, self.rca.problem
        if kept is None:
            say_below(self.query_one(QueryBar), GREETING)
        if problem:
            self.notify(problem, severity="warning", markup=False)
        self._kept = kept or Remembered()
        self.arrangement = arrangement_of(kept)
        if query := self.rca.first_query:
            self._look_at(query)
        else:
            self.query_one(Queues).chosen = self._queue = queue_of(kept)

    @property
    def is_as_asked(self) -> bool:
        """Whether the list is the one that was asked for last: what was typed may be on its way here."""
        if self._filter != self.query_one(QueryBar).query_text:
            self._rested.clear()
        return super().is_as_asked

    # What is asked.

    async def narrow(self, query: str) -> None:
        """Show all items that a query selects, and the query in the bar."""
        self._look_at(query)
        self.renew(keep=False)

    def _look_at(self, query: str) -> None:
        self.query_one(Queues).chosen = self._queue = QUEUES[-1]
        self._filter = query
        self.arrangement = self.arrangement._replace(query=query)
        self.query_one(QueryBar).show_query(query)

    def follow(self, _: Changed) -> None:
        """Show what is there now: cursor, selection and scroll stay where they are."""
        self.source.forget()
        self._is_counted = False
        self.renew(keep=True)

    def catch_up(self) -> None:
        """The first items come before all counts, and so do those that changed."""
        if not self._is_counted:
            self._is_counted = True
            self.start(self._ask_counts)

    def renew(self, *, keep: bool) -> None:
        """Ask for the items of the queue that the query selects; `keep` keeps the cursor on its item."""
        query = " ".join(filter(None, (self._queue.query, self._filter)))
        self.arrangement = self.arrangement._replace(query=query)
        self.arrange_anew(keep=keep)

    def judge(self, error: QuerySyntaxError | None) -> None:
        """Show a mistake below its place."""
        bar = self.query_one(QueryBar)
        if error:
            bar.complain(max(error.column - len(self._queue.query), 1), error.reason)
        else:
            bar.forgive()

    def settle(self) -> None:
        """The first items come before what is known of one."""
        if not self._stands:
            self._stands = True
            self.rca.begun()
            self.start(self.mount_details, self.query_one("#middle"))

    async def _ask_counts(self) -> None:
        try:
            counted = await self.source.counted()
        except Superseded:
            return
        except FAILURES as error:
            self.table.explain([failure(error)])
            return
        first, self._counted = self._counted is None, counted
        self.table.set_environments(counted.environments)
        self.query_one(Queues).show(counted.queues, counted.counts)
        stands = standing(counted.counts, counted.unreadable)
        self.query_one(TopLine).show(self.rca.desk.root, stands, counted.today)
        if not counted.writable:
            say_below(self.query_one(QueryBar), _READ_ONLY, "warning")
        if first:
            self._recall_saved(counted)
        self.tell()

    def _recall_saved(self, counted: Counted) -> None:
        """Go to the saved query that was looked at last, now that it is known."""
        saved = [queue for queue in counted.queues[len(QUEUES) :] if queue.name == self._kept.queue]
        if saved and self._queue is QUEUES[0]:
            self.query_one(Queues).choose(saved[0])

    @on(ItemTable.Selected)
    def tell(self) -> None:
        """Say how many items there are, and where there is none, why."""
        view, bar = self.table.view, self.query_one(QueryBar)
        if not view.complete:
            bar.await_count()
            return
        total = self._counted.counts.get(self._queue.name) if self._counted else None
        bar.show_count(list_told(view.items, total, len(self.table.selected), self.arrangement.sort))
        if not view.items:
            reads = self.rca.live.reads_first
            from rca.tui.emptiness import reasons

            self.table.explain(reasons(self._queue, self._filter, self._counted, reads=reads))
            if self.details:
                self.details.explain("")

    # What the widgets tell.

    def on_item_table_left(self) -> None:
        """Nothing is selected any more: take the filter away."""
        if self._filter:
            self._filter = ""
            self.query_one(QueryBar).show_query("")
            self.renew(keep=True)
        say_below(self.query_one(QueryBar), "")

    def on_screen_suspend(self) -> None:
        """Who found another screen, or a dialog, is not new here any more."""
        greeted(self)

    def on_query_bar_changed(self, event: QueryBar.Changed) -> None:
        """Show what the query selects."""
        self._filter = event.query
        self.table.select(())
        self.renew(keep=False)

    def on_query_bar_opened(self) -> None:
        """Have at hand what is looked through."""
        self.start(self._hold_words)

    async def _hold_words(self) -> None:
        await self._be_seen()
        with suppress(Superseded, *FAILURES):  # without it, it takes longer
            await self.source.hold_words()

    def on_query_bar_left(self) -> None:
        """What was looked through takes room."""
        self.workers.cancel_group(self, self._hold_words.__name__)
        self.source.drop_words()

    def on_query_bar_completing(self, event: QueryBar.Completing) -> None:
        """Offer what can be typed next."""
        self.start(self._complete, event.word)

    async def _complete(self, word: str) -> None:
        with suppress(Superseded, *FAILURES):  # the list tells what fails; there is nothing to offer
            self.query_one(QueryBar).suggest(await self.source.suggestions(word))

    @on(QueryBar.Left)
    @on(Queues.Done)
    def go_to_items(self) -> None:
        """Go to the items."""
        self.table.focus()

    def on_queues_chosen(self, event: Queues.Chosen) -> None:
        """Look at another queue."""
        self._queue = event.queue
        greeted(self)
        self.table.select(())
        self.renew(keep=False)

    def on_item_table_sorted(self, event: ItemTable.Sorted) -> None:
        """Sort by a column; a second time the other way round."""
        self._sort_by(f"-{event.sort}" if (self.arrangement.sort or "due") == event.sort else event.sort)

    # Keys.

    async def action_filter(self) -> None:
        """Type a query."""
        await self.query_one(QueryBar).open()

    def action_queue(self, step: int) -> None:
        """Look at the next queue."""
        self.query_one(Queues).action_step(step)

    def action_sort(self) -> None:
        """Sort by the next column."""
        now = self.arrangement.sort.removeprefix("-") or "due"
        self._sort_by(SORTS[(SORTS.index(now) + 1) % len(SORTS)] if now in SORTS else SORTS[0])

    def action_turn(self) -> None:
        """Sort the other way round."""
        now = self.arrangement.sort or "due"
        self._sort_by(now.removeprefix("-") if now.startswith("-") else f"-{now}")

    def _sort_by(self, sort: str) -> None:
        self.arrangement = self.arrangement._replace(sort=sort)
        self.renew(keep=False)

    def action_group(self) -> None:
        """Put the items under other headings."""
        group = GROUPS[(GROUPS.index(self.arrangement.group) + 1) % len(GROUPS)]
        self.arrangement = self.arrangement._replace(group=group)
        self.renew(keep=True)

    def action_document(self) -> None:
        """Read the document of the item."""
        if row := self.table.current:
            self.rca.open_document(row.path, row.line)
