"""All incidents: which there were, and what is left to do of each."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from rca.output.names import shorter_names, undated
from rca.output.table import Cell
from rca.output.words import count, severity_role
from rca.query import QuerySyntaxError
from rca.reading import Incidents
from rca.rows import IncidentRow
from rca.tui.desk import Superseded
from rca.tui.emptiness import no_documents
from rca.tui.told import FAILURES, failure
from rca.tui.whileshown import while_shown
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.querybar import QueryBar
from rca.tui.widgets.rows import Column, Row
from rca.tui.widgets.rowtable import RowTable
from rca.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp
    from rca.workspace import Workspace

COLUMNS = (
    Column("DATE", 10, sort="date", falls=True),
    Column("SEV", 6, sort="sev"),
    Column("INCIDENT", 24, since=100, keep_end=True, sort="id"),
    Column("TITLE", 0, sort="title"),
    Column("STATUS", 12, since=90),
    Column("ITEMS", 5, since=110, right=True),
    Column("OPEN", 5, right=True, sort="open", falls=True),
    Column("OVERDUE", 8, right=True, sort="overdue", falls=True),
    Column("PAPER", 6, since=70, right=True, sort="paper", falls=True),
)
_SORTS = ("date", "sev", "id", "title", "open", "overdue", "paper")


class _Part(NamedTuple):
    """A part of the incidents of a query."""

    incidents: Incidents
    start: int
    rows: list[IncidentRow | None]
    cursor: int


class IncidentsScreen(Screen[None]):
    """The incidents that a query selects."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "filter", key_display="/", id="incidents.filter", tooltip="Filter by a query"
        ),
        Binding(
            "i", "items", "items", id="incidents.items", tooltip="The action items of the incident in triage"
        ),
        Binding("s", "sort", "sort", id="incidents.sort", tooltip="Sort by the next column"),
        Binding(
            "S", "turn", "other way", show=False, id="incidents.turn", tooltip="Sort the other way round"
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query = ""
        self._sort = "date"
        self._incidents: Incidents | None = None

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def table(self) -> RowTable:
        """The incidents."""
        return self.query_one(RowTable)

    def compose(self) -> ComposeResult:
        """Counts above, the query, the incidents, keys below."""
        yield TopLine()
        yield QueryBar()
        yield RowTable(COLUMNS, self.rca.looks)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the index holds, then follow what changes."""
        self.rca.changed.subscribe(self, self.follow)
        self.table.focus()
        self.renew(keep=False)

    async def narrow(self, query: str) -> None:
        """Show the incidents that a query selects, and the query in the bar."""
        self._query = query
        self.query_one(QueryBar).show_query(query)
        self.renew(keep=False)

    def follow(self, _changed: Changed) -> None:
        """Show what is there now: cursor and scroll stay where they are."""
        self.renew(keep=True)

    def renew(self, *, keep: bool) -> None:
        """Ask for the incidents; `keep` keeps the cursor on its incident."""
        self._renew(keep)

    @work(group="incidents", exclusive=True)
    async def _renew(self, keep: bool) -> None:
        table, query = self.table, f"{self._query} sort:{self._sort}"
        path = table.current if keep else None
        before, above, seen = table.cursor if keep else 0, table.cursor - table.top, max(self.size.height, 24)

        def ask(workspace: Workspace) -> _Part:
            reading = workspace.reading
            incidents = reading.incidents(query)
            found = reading.position(incidents, str(path)) if path else None
            cursor = before if found is None else found
            start = max(0, cursor - seen)
            return _Part(incidents, start, reading.rows(incidents, start, cursor + 2 * seen), cursor)

        with while_shown(self):
            try:
                part = await self.rca.desk.ask(ask, "incidents")
            except Superseded:
                return
            except QuerySyntaxError as error:
                self._complain(error)
            except FAILURES as error:
                self.query_one(QueryBar).show_count(failure(error))
            else:
                self._show(part, top=part.cursor - above if keep else None)

    def _show(self, part: _Part, top: int | None) -> None:
        self.query_one(QueryBar).forgive()
        self._incidents = part.incidents
        self._put_names()
        self.table.sort = self._sort
        rows = list(map(_row, part.rows))
        self.table.show(len(part.incidents), part.start, rows, cursor=part.cursor, top=top)
        self.query_one(QueryBar).show_count(count(len(part.incidents), "incident"))

    def _complain(self, error: QuerySyntaxError) -> None:
        """Say what is wrong with the query; what was shown stays."""
        bar = self.query_one(QueryBar)
        if bar.is_open:
            bar.complain(error.column, error.reason)
        else:
            bar.show_count(failure(error))

    def _reasons(self) -> tuple[str, ...]:
        """What is said where there is no incident."""
        if self._query:
            return (f"No incident matches {self._query}.", "/ changes the query.")
        return tuple(no_documents(self.rca.live.reads_first))

    def _put_names(self) -> None:
        from rca.config import today

        self.query_one(TopLine).show(self.rca.desk.root, (), today())
        self.table.empty = self._reasons()

    @on(RowTable.Wanted)
    def _fetch(self, event: RowTable.Wanted) -> None:
        if self._incidents is not None:
            self._fetched(self._incidents, event.start, event.end)

    @work(group="rows", exclusive=True)
    async def _fetched(self, incidents: Incidents, start: int, stop: int) -> None:
        try:
            rows = await self.rca.desk.ask(
                lambda ws: ws.reading.rows(incidents, start, stop), "incident rows"
            )
        except Superseded:
            return
        except FAILURES as error:
            self.rca.acting.tell(failure(error), "error")
            return
        with while_shown(self):
            if incidents is self._incidents:
                self.table.put(start, list(map(_row, rows)))

    # What a user does.

    @on(RowTable.Opened)
    def _open(self, event: RowTable.Opened) -> None:
        self.rca.open_document(str(event.target))

    @on(RowTable.Sorted)
    def _sorted(self, event: RowTable.Sorted) -> None:
        self._sort = f"-{event.sort}" if self._sort == event.sort else event.sort
        self.renew(keep=True)

    @on(QueryBar.Changed)
    def _filtered(self, event: QueryBar.Changed) -> None:
        self._query = event.query
        self.renew(keep=False)

    @on(QueryBar.Completing)
    def _completing(self, event: QueryBar.Completing) -> None:
        self._complete(event.word)

    @work(group="completion", exclusive=True)
    async def _complete(self, word: str) -> None:
        with suppress(Superseded, *FAILURES):  # the list tells what fails; there is nothing to offer
            suggestions = await self.rca.desk.ask(
                lambda workspace: workspace.completion.query(word), "completion"
            )
            with while_shown(self):
                self.query_one(QueryBar).suggest(suggestions)

    @on(QueryBar.Left)
    def _left(self) -> None:
        self.table.focus()

    async def action_filter(self) -> None:
        """Let somebody type a query."""
        await self.query_one(QueryBar).open()

    def action_sort(self) -> None:
        """Sort by the next column."""
        at = _SORTS.index(self._sort.removeprefix("-"))
        self._sort = _SORTS[(at + 1) % len(_SORTS)]
        self.renew(keep=True)

    def action_turn(self) -> None:
        """Sort the other way round."""
        self._sort = self._sort.removeprefix("-") if self._sort.startswith("-") else f"-{self._sort}"
        self.renew(keep=True)

    async def action_items(self) -> None:
        """Go to the items of the incident under the cursor."""
        path = self.table.current
        if path:
            try:
                incident = await self.rca.desk.ask(lambda workspace: workspace.resolve_incident(str(path)))
            except FAILURES as error:
                self.rca.acting.tell(failure(error), "error")
                return
            await self.rca.show_items(f"id:{incident.id}")


def _row(row: IncidentRow | None) -> Row | None:
    if row is None:
        return None
    return Row(
        (
            Cell(row.date or "", "" if row.date else "muted"),
            Cell(row.severity or "", severity_role(row.severity_rank)),
            Cell(undated(row.id), shorter=shorter_names(row.id)),
            Cell(row.title or row.id),
            Cell(row.status or ("ongoing" if row.ongoing else ""), "accent" if row.ongoing else ""),
            Cell(str(row.items), "" if row.items else "muted"),
            Cell(str(row.open), "" if row.open else "muted"),
            Cell(str(row.overdue), "error" if row.overdue else "muted"),
            Cell(str(row.paper_only), "warning" if row.paper_only else "muted"),
        ),
        row.path,
    )
