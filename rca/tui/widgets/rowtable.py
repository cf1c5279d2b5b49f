"""A table of any length: it holds the rows around what is seen, and asks for those that come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from rca.output.clean import clean
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width
from rca.tui.widgets.longlist import LongList
from rca.tui.widgets.painting import Painting
from rca.tui.widgets.rows import Column, Heading, Row

_MARGIN = 2
"""Cells before the first column, for the cursor."""
_GAP = 2
_HEADER = 1


class RowTable(LongList, can_focus=True):
    """Rows with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rowtable--header", "rowtable--cursor", "rowtable--heading"}
    DEFAULT_CSS = """
    RowTable { height: 1fr; overflow: hidden auto; scrollbar-size-vertical: 1; }
    RowTable > .rowtable--header { color: $text-muted; text-style: bold; }
    RowTable > .rowtable--heading { color: $accent; text-style: bold; }
    RowTable > .rowtable--cursor { background: $panel; }
    RowTable:focus > .rowtable--cursor { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("home,g", "first", "First", show=False),
        Binding("end,G", "last", "Last", show=False),
        Binding("enter", "open", "open", id="table.open-row"),
    ]

    class Wanted(Message):
        """Rows are to be seen that the table does not hold."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

    class Highlighted(Message):
        """The cursor stands on another row."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

        def can_replace(self, message: Message) -> bool:
            """The last place of the cursor is the one that counts."""
            return isinstance(message, RowTable.Highlighted)

    class Opened(Message):
        """A row is to be opened."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

    class Sorted(Message):
        """The rows are to be sorted by a word of `sort:`."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    def __init__(
        self,
        columns: Sequence[Column],
        terminal: Terminal,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.total = 0
        """How many rows there are."""
        self.cursor = 0
        self.sort = ""
        """What the rows are sorted by, a word of `sort:`."""
        self.empty: tuple[str, ...] = ()
        """What is said where there is no row."""
        self._terminal = terminal
        self._rows: dict[int, Row | Heading | None] = {}
        self._painting = Painting(self)

    # What it is given.

    def show(
        self,
        total: int,
        start: int,
        rows: Sequence[Row | Heading | None],
        *,
        cursor: int = 0,
        top: int | None = None,
    ) -> None:
        """Show other rows, some of which come along; `top` is the first that is seen."""
        self.total = total
        self._rows = dict(enumerate(rows, start))
        self.virtual_size = Size(0, total + _HEADER)
        self.cursor = max(0, min(cursor, total - 1))
        self.scroll_to(y=max(0, self.cursor - self.page // 2 if top is None else top), animate=False)
        self._keep_in_sight()
        self.refresh()
        self._tell()

    def put(self, start: int, rows: Sequence[Row | Heading | None]) -> None:
        """Take in rows that were wanted."""
        around = range(self.top - 3 * self.page, self.top + 4 * self.page)
        self._rows = {place: row for place, row in self._rows.items() if place in around}
        self._rows.update(enumerate(rows, start))
        self.refresh()
        if self.cursor in range(start, start + len(rows)):
            self._tell()

    @property
    def current(self) -> object:
        """What the row under the cursor stands for; None where it is not there yet."""
        row = self._rows.get(self.cursor)
        return row.target if row else None

    @property
    def top(self) -> int:
        """The first row that is seen."""
        return self.scroll_offset.y

    @property
    def page(self) -> int:
        """How many rows are seen."""
        return max(1, self.size.height - _HEADER)

    # The cursor.

    def move_to(self, place: int) -> None:
        """Put the cursor on a row."""
        place = max(0, min(place, self.total - 1))
        if place != self.cursor:
            self.cursor = place
            self._keep_in_sight()
            self.refresh()
            self._tell()

    def _keep_in_sight(self) -> None:
        if self.cursor < self.top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= self.top + self.page:
            self.scroll_to(y=self.cursor - self.page + 1, animate=False)
        self._want()

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self.current))

    def _want(self) -> None:
        """Ask for rows where some that are seen are missing; a page around them comes along."""
        last = min(self.top + self.page, self.total)
        if any(place not in self._rows for place in range(self.top, last)):
            start = max(0, self.top - self.page)
            self.post_message(self.Wanted(start, min(last + self.page, self.total)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self) -> None:
        """More may be seen than before."""
        self._keep_in_sight()

    def action_move(self, step: int) -> None:
        """A row up or down."""
        self.move_to(self.cursor + step)

    def action_page(self, pages: int) -> None:
        """A page up or down; what is seen moves along."""
        self.scroll_to(y=max(0, min(self.top + pages * self.page, self.max_scroll_y)), animate=False)
        self.move_to(self.cursor + pages * self.page)

    def action_first(self) -> None:
        """The first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """The last row."""
        self.move_to(self.total - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        """A title sorts; a row takes the cursor, twice opens it."""
        event.stop()
        if event.y == 0:
            self._sort_at(event.x)
        elif self.top + event.y - _HEADER < self.total:
            self.move_to(self.top + event.y - _HEADER)
            if event.chain > 1:
                self.action_open()

    def _sort_at(self, x: int) -> None:
        at = _MARGIN
        for _, column, cells in self._shown():
            if at <= x < at + cells + _GAP and column.sort:
                self.post_message(self.Sorted(column.sort))
            at += cells + _GAP

    # Looks.

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self._painting.forget()

    def _shown(self) -> list[tuple[int, Column, int]]:
        """The columns that there is room for, with their place among all and their cells."""
        shown = [
            (k, column)
            for k, column in enumerate(self.columns)
            if column.since <= self.size.width <= column.until
        ]
        taken = _MARGIN + sum(column.cells + _GAP for _, column in shown)
        rest = max(self.size.width - taken, 8)
        return [(k, column, column.cells or rest) for k, column in shown]

    def render_line(self, y: int) -> Strip:
        """The header, then the rows from the first that is seen on."""
        place = self.top + y - _HEADER
        if y == 0:
            return self._header()
        if not self.total and y - 2 in range(len(self.empty)):
            return self._full([Segment(f"  {clean(self.empty[y - 2])}", self._painting.plain)])
        if place >= self.total:
            return self._full([])
        return self._row(place, self._rows.get(place))

    def _header(self) -> Strip:
        style = self._painting.style("rowtable--header")
        titles = [self._title(column, cells) + " " * _GAP for _, column, cells in self._shown()]
        return self._full([Segment(" " * _MARGIN + "".join(titles), style)], style)

    def _title(self, column: Column, cells: int) -> str:
        arrow = ""
        if column.sort and self.sort.removeprefix("-") == column.sort:
            falls = column.falls != self.sort.startswith("-")
            arrow = ("▾" if falls else "▴") if self._terminal.unicode else ("v" if falls else "^")
        title = cut(column.title + arrow, cells, "")
        return title.rjust(cells) if column.right else title.ljust(cells)

    def _row(self, place: int, row: Row | Heading | None) -> Strip:
        here = place == self.cursor
        under = self._painting.style("rowtable--cursor") if here else self._painting.plain
        mark = ("▸ " if self._terminal.unicode else "> ") if here else "  "
        if row is None:
            return self._full([Segment(f"{mark}{self._terminal.ellipsis}", under)], under)
        if isinstance(row, Heading):
            style = under + self._painting.role("bold")
            text = f"{mark}{clean(row.text)}"
            return self._full(
                [Segment(text, style), Segment(f"  {clean(row.told)}", under + self._painting.role("muted"))],
                under,
            )
        segments = [Segment(mark, under)]
        for k, column, cells in self._shown():
            segments += self._cell(row.cells[k], column, cells, under)
        return self._full(segments, under)

    def _cell(self, cell: Cell, column: Column, cells: int, under: Style) -> list[Segment]:
        text = clean(cell.text)
        if width(text) > cells:
            text = next((form for form in cell.shorter if width(form) <= cells), text)
            text = (cut_left if column.keep_end else cut)(text, cells, self._terminal.ellipsis)
        blanks = " " * (cells - width(text))
        told = Segment(text, under + self._painting.role(cell.role))
        if column.right:
            return [Segment(blanks, under), told, Segment(" " * _GAP, under)]
        return [told, Segment(blanks + " " * _GAP, under)]

    def _full(self, segments: list[Segment], style: Style | None = None) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, style or self._painting.plain)
