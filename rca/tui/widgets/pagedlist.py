"""A list of any length with a cursor: it holds only the rows around what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from rca.paging import Arrangement, Line, View
from rca.rows import ItemRow
from rca.tui.widgets.longlist import LongList

_NEVER = object()
HEADER = 1
"""Lines above the first item."""


class PagedList(LongList, can_focus=True):
    """A window on a view; rows that come into sight are asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next item", show=False, id="table.down"),
        Binding("up,k", "move(-1)", "Item before", show=False, id="table.up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("home,g", "first", "First item", show=False, id="table.first"),
        Binding("end,G", "last", "Last item", show=False, id="table.last"),
    ]

    class Wanted(Message):
        """Lines are to be seen, soon or now, that the table does not hold."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start = start
            self.end = end

        def can_replace(self, message: Message) -> bool:
            """The last part that is seen counts."""
            return isinstance(message, PagedList.Wanted)

    class Highlighted(Message):
        """The cursor stands on another item; None where there is none, or it is not there yet."""

        def __init__(self, row: ItemRow | None) -> None:
            super().__init__()
            self.row = row

        def can_replace(self, message: Message) -> bool:
            """The last place of the cursor is the one that counts."""
            return isinstance(message, PagedList.Highlighted)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.view = View(Arrangement(), ())
        self.cursor = 0
        """The line of the cursor."""
        self._to_the_end = False
        """Whether the end is to be gone to when it is found."""
        self._rows: dict[int, Line] = {}
        self._strips: dict[int, Strip] = {}

    # What it is given.

    def show(
        self,
        view: View,
        start: int,
        rows: Sequence[Line],
        names: dict[str, str],
        *,
        cursor: int = 0,
        top: int = 0,
    ) -> None:
        """Show a view, with the rows around what will be seen; `top` is the first line that is."""
        self.view = view
        self._to_the_end = False
        self._rows.clear()
        self.begin()
        lines = view.lines + HEADER
        self.virtual_size = Size(0, lines if view.complete else max(lines, self.virtual_size.height))
        self.cursor = self._on_item(min(cursor, view.lines - 1), 1)
        self.put(start, rows, names)
        self._repaint()
        self.scroll_to(y=top, animate=False)
        self._keep_in_sight()
        self._tell()

    def extend(self, view: View) -> None:
        """Take the whole of a view whose beginning is shown."""
        before, self.view = self.view, view
        self.virtual_size = Size(0, view.lines + HEADER)
        if min(before.lines, view.lines) < self._top + self._page:
            self._repaint()
        if self._to_the_end:
            self.action_last()
        self._want()

    def put(self, start: int, rows: Sequence[Line], names: dict[str, str]) -> None:
        """Take in rows that were wanted."""
        around = range(self._top - 3 * self._page, self._top + 4 * self._page)
        for line in [line for line in self._rows if line not in around]:
            del self._rows[line]
        came = {line for line, row in enumerate(rows, start) if self._rows.get(line, _NEVER) != row}
        self._rows.update(enumerate(rows, start))
        wider = self.take(rows, names)
        if wider or came.intersection(range(self._top, self._top + self._page)):
            self._repaint()
        if self.cursor in range(start, start + len(rows)):
            self._tell()

    def begin(self) -> None:
        """Another list comes."""

    def take(self, rows: Sequence[Line], names: dict[str, str]) -> bool:
        """Rows come, with the short names of their incidents; whether others look otherwise by that."""
        return bool(rows or names)

    @property
    def current(self) -> ItemRow | None:
        """The item under the cursor."""
        return self.row_at(self.cursor)

    def row_at(self, line: int) -> ItemRow | None:
        """The item on a line; None where a heading stands, or where the line is not here."""
        row = self._rows.get(line)
        return row if isinstance(row, ItemRow) else None

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return self._top

    # The cursor.

    def move_to(self, line: int, step: int = 1) -> None:
        """Put the cursor on a line, or on the next item in the direction of a step."""
        line = self._on_item(max(0, min(line, self.view.lines - 1)), step)
        if line == self.cursor:
            return
        self._forget(self.cursor)
        self._forget(line)
        self.cursor = line
        self._keep_in_sight()
        self._tell()

    def _on_item(self, line: int, step: int) -> int:
        """The nearest line with an item, where a heading stands on this one."""
        if self.view.lines and self.view.heading_at(line):
            return line + 1 if step > 0 or line == 0 else line - 1
        return max(line, 0)

    def _keep_in_sight(self) -> None:
        top = self._top
        above = self.cursor - 1 if self.cursor and self.view.heading_at(self.cursor - 1) else self.cursor
        if above < top:
            self.scroll_to(y=above, animate=False)
        elif self.cursor >= top + self._page:
            self.scroll_to(y=self.cursor - self._page + 1, animate=False)
        self._want()

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self.current))

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def _page(self) -> int:
        """How many lines are seen."""
        return max(1, self.size.height - HEADER)

    @property
    def _room(self) -> int:
        """Cells of a line: what the scrollbar leaves."""
        return self.scrollable_content_region.width

    @property
    def is_filled(self) -> bool:
        """Whether every line that is seen is here."""
        return all(
            line in self._rows for line in range(self._top, min(self._top + self._page, self.view.lines))
        )

    def _want(self) -> None:
        """Ask for rows where some are missing that are seen, or will be after a page up or down."""
        last = min(self._top + 2 * self._page, self.view.lines)
        first = max(0, self._top - self._page)
        missing = [line for line in range(first, last) if line not in self._rows]
        if missing and self.view.complete:
            self.post_message(self.Wanted(missing[0], missing[-1] + 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._strips.clear()
        self._want()

    # Keys.

    def action_move(self, step: int) -> None:
        """One item up or down."""
        self.move_to(self.cursor + step, step)

    def action_page(self, pages: int) -> None:
        """A page up or down; what is seen moves along."""
        last = max(0, self.view.lines - self._page)
        self.scroll_to(y=max(0, min(self._top + pages * self._page, last)), animate=False)
        self.move_to(self.cursor + pages * self._page, pages)

    def action_first(self) -> None:
        """The first item."""
        self.scroll_to(y=0, animate=False)
        self.move_to(0)

    def action_last(self) -> None:
        """The last item; where the rest is still looked for, when it is found."""
        self._to_the_end = not self.view.complete
        self.move_to(self.view.lines - 1, -1)

    def _forget(self, line: int) -> None:
        self._strips.pop(line, None)
        self.refresh_line(line + HEADER)

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()
