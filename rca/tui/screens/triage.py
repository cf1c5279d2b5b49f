"""Triage: which items are overdue, only on paper, blocked; and what is done about them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from rca.detail import item_detail
from rca.output.detail import Fact, facts
from rca.output.names import ShortNames, short_ref
from rca.output.words import count
from rca.paging import Arrangement, Line, View
from rca.query import QuerySyntaxError
from rca.queues import QUEUES, Queue, queues
from rca.references import UnknownIncident, UnknownItem
from rca.rows import ItemDetail, ItemRow
from rca.tui.desk import Superseded
from rca.tui.widgets.details import Details
from rca.tui.widgets.itemtable import ItemTable
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.querybar import QueryBar
from rca.tui.widgets.queues import Queues
from rca.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp
    from rca.workspace import Workspace

_TOP = (
    ("Overdue", "overdue", "$text-error"),
    ("Paper only", "paper-only", "$text-warning"),
    ("Blocked", "blocked", "$text-error"),
)


class Page(NamedTuple):
    """A part of a view, with the short names of its incidents."""

    view: View
    start: int
    rows: list[Line]
    names: dict[str, str]


class TriageScreen(Screen[None]):
    """The items of a queue, what is known of one of them, and the keys that change them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "filter",
            "filter",
            id="triage.filter",
            key_display="/",
            tooltip="Filter the items by a query",
        ),
        Binding("tab", "next_queue(1)", "next queue", show=False, id="triage.next-queue", priority=True),
        Binding(
            "shift+tab",
            "next_queue(-1)",
            "queue before",
            show=False,
            id="triage.previous-queue",
            priority=True,
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._queue = QUEUES[0]
        self._arrangement = Arrangement(self._queue.query)
        self._filter = ""
        self._sort = ""
        self._counts: dict[str, int] = {}
        self._names: ShortNames | None = None
        """Short names, known in the thread that asks; None where ids may have changed."""

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def table(self) -> ItemTable:
        """The items."""
        return self.query_one(ItemTable)

    def targets(self) -> tuple[str, ...]:
        """Refs of the selected items, or of the one under the cursor."""
        return self.table.targets()

    def compose(self) -> ComposeResult:
        """Counts above, queues at the left, items in the middle, keys below."""
        yield TopLine()
        yield QueryBar()
        with Horizontal(id="middle"):
            yield Queues(self.rca.looks)
            with Vertical(id="right"):
                yield ItemTable(self.rca.looks)
                yield Details()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the index holds, then follow what changes."""
        self.rca.changed.subscribe(self, self.follow)
        self.table.focus()
        self.renew(keep=False)
        self.run_worker(self._count, group="counts", exclusive=True)

    async def narrow(self, query: str) -> None:
        """Show all items that a query selects, and the query in the bar."""
        self.query_one(Queues).chosen = self._queue = QUEUES[-1]
        self._filter = query
        self.query_one(QueryBar).show_query(query)
        self.renew(keep=False)

    def follow(self, _: Changed) -> None:
        """Show what is there now: cursor, selection and scroll stay where they are."""
        self._names = None
        self.renew(keep=True)
        self.run_worker(self._count, group="counts", exclusive=True)

    def renew(self, *, keep: bool) -> None:
        """Ask for the items of the queue that the query selects; `keep` keeps the cursor on its item."""
        query = " ".join(filter(None, (self._queue.query, self._filter)))
        self._arrangement = Arrangement(query, self._sort)
        self.run_worker(partial(self._renew, keep), group="view", exclusive=True)

    async def _renew(self, keep: bool) -> None:
        arrangement, bar = self._arrangement, self.query_one(QueryBar)
        try:
            if keep or arrangement.group:
                await self._show_all(arrangement, keep=keep)
            else:
                await self._show_beginning(arrangement)
            bar.forgive()
        except QuerySyntaxError as error:
            bar.complain(max(error.column - len(self._queue.query), 1), error.reason)
        except Superseded:
            return

    async def _show_beginning(self, arrangement: Arrangement) -> None:
        """Show the first page at once, and the rest when it is found."""
        limit = 3 * self._seen

        def ask(workspace: Workspace) -> Page:
            view = workspace.arranged.beginning(arrangement, limit)
            return self._page(workspace, view, 0, limit)

        page = await self.rca.desk.ask(ask, "view")
        self.table.show(page.view, page.start, page.rows, page.names)
        if not page.view.complete:
            view = await self.rca.desk.ask(
                lambda workspace: workspace.arranged.view(arrangement), "rest", aside=True
            )
            self.table.extend(view)
        self._tell_count()

    async def _show_all(self, arrangement: Arrangement, *, keep: bool) -> None:
        """Show the part in which the cursor's item is."""
        table = self.table
        ref = table.current.ref if keep and table.current else ""
        line, above = (table.cursor, table.cursor - table.top) if keep else (0, 0)

        def ask(workspace: Workspace) -> tuple[Page, int]:
            view = workspace.arranged.view(arrangement)
            cursor = _nearest(workspace.arranged.positions(view, ref), line) if ref else line
            start = max(0, cursor - self._seen)
            return self._page(workspace, view, start, start + 3 * self._seen), cursor

        page, cursor = await self.rca.desk.ask(ask, "view")
        table.show(page.view, page.start, page.rows, page.names, cursor=cursor, top=cursor - above)
        self._tell_count()

    @property
    def _seen(self) -> int:
        """How many lines are seen at once, or a little more."""
        return max(self.size.height, 24)

    def _page(self, workspace: Workspace, view: View, start: int, stop: int) -> Page:
        """Lines of a view, in the thread that asks."""
        if self._names is None:
            self._names = ShortNames(workspace.id_lines())
        rows = workspace.arranged.lines(view, start, stop)
        return Page(
            view, start, rows, {r.incident: self._names[r.incident] for r in rows if isinstance(r, ItemRow)}
        )

    async def _count(self) -> None:
        def ask(workspace: Workspace) -> tuple[tuple[Queue, ...], dict[str, int], tuple[str, ...]]:
            shown = queues(workspace.config)
            return (
                shown,
                workspace.arranged.counts({q.name: q.query for q in shown}),
                workspace.config.environments,
            )

        try:
            shown, self._counts, environments = await self.rca.desk.ask(ask, "counts", aside=True)
        except Superseded:
            return
        self.table.set_environments(environments)
        self.query_one(Queues).show(shown, self._counts)
        counts = tuple(
            (f"{self._counts[name]} {word}", role) for name, word, role in _TOP if self._counts[name]
        )
        from rca.config import today

        self.query_one(TopLine).show(self.rca.desk.root, counts, today())
        self._tell_count()

    def _tell_count(self) -> None:
        total = self._counts.get(self._queue.name)
        view = self.table.view
        here = view.items
        if not view.complete:
            return
        told = count(here, "item") if total in (None, here) else f"{here} of {total}"
        self.query_one(QueryBar).show_count(told)

    async def on_item_table_wanted(self, event: ItemTable.Wanted) -> None:
        """Fetch the rows that came into sight."""
        fetch = partial(self._fetch, self.table.view, event.start, event.end)
        self.run_worker(fetch, group="rows", exclusive=True)

    async def _fetch(self, view: View, start: int, stop: int) -> None:
        try:
            page = await self.rca.desk.ask(lambda workspace: self._page(workspace, view, start, stop), "rows")
        except Superseded:
            return
        if view is self.table.view:
            self.table.put(page.start, page.rows, page.names)

    def on_item_table_highlighted(self, event: ItemTable.Highlighted) -> None:
        """Show what is known of the item under the cursor."""
        if event.row:
            self.run_worker(partial(self._detail, event.row.ref), group="detail", exclusive=True)
        elif not self.table.view.items:
            self.query_one(Details).explain(self._why_empty())

    def _why_empty(self) -> str:
        if self._filter:
            return f"No item of {self._queue.name} matches {self._filter}"
        return self._queue.empty

    async def _detail(self, ref: str) -> None:
        def ask(workspace: Workspace) -> tuple[ItemDetail, list[Fact], str]:
            detail = item_detail(workspace, ref)
            names = self._names or ShortNames("")
            return (
                detail,
                list(facts(detail, lambda row: short_ref(row.ref, names), self.rca.looks)),
                short_ref(ref, names),
            )

        try:
            detail, told, name = await self.rca.desk.ask(ask, "detail")
        except (Superseded, UnknownItem, UnknownIncident):  # a newer one is on its way
            return
        self.query_one(Details).show(name, detail.row.text, told)

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

    async def action_filter(self) -> None:
        """Type a query."""
        await self.query_one(QueryBar).open()

    def on_query_bar_changed(self, event: QueryBar.Changed) -> None:
        """Show what the query selects."""
        self._filter = event.query
        self.renew(keep=False)

    def on_query_bar_completing(self, event: QueryBar.Completing) -> None:
        """Offer what can be typed next."""
        self.run_worker(partial(self._complete, event.word), group="completion", exclusive=True)

    async def _complete(self, word: str) -> None:
        with suppress(Superseded):
            found = await self.rca.desk.ask(lambda workspace: workspace.completion.query(word), "completion")
            self.query_one(QueryBar).suggest(found)

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

    def action_next_queue(self, step: int) -> None:
        """Look at the next queue."""
        self.query_one(Queues).action_step(step)

    def on_item_table_sorted(self, event: ItemTable.Sorted) -> None:
        """Sort by a column; a second time the other way round."""
        self._sort = f"-{event.sort}" if (self._sort or "due") == event.sort else event.sort
        self.renew(keep=True)

    def on_resize(self) -> None:
        """Queues stand at the left, or above where there is no room."""
        self.query_one(Queues).set_class(self.has_class("-narrow"), "-tabs")


def _nearest(lines: list[int], line: int) -> int:
    """The line nearest to one; that line where there is none."""
    return min(lines, key=lambda other: abs(other - line), default=line)
