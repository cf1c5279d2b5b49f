"""The table of items: a window on a view of any length that holds only the rows around what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rca.output.clean import clean
from rca.output.marks import BLOCKED
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width
from rca.output.words import count
from rca.paging import Arrangement, Heading, Line, View
from rca.rows import ItemRow
from rca.tui.widgets.columns import GAP, MARKS, Column, Texts, columns, placed
from rca.tui.widgets.painting import COLORS, Painting

_LONGEST_ITEM, _LONGEST_OWNER = 22, 16
_HEADER = 1


class ItemTable(ScrollView, can_focus=True):
    """Items in rows, with a cursor, several of them selected, under headings if need be."""

    DEFAULT_CSS = """
    ItemTable { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next item", show=False, id="table.down"),
        Binding("up,k", "move(-1)", "Item before", show=False, id="table.up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("home,g", "first", "First item", show=False, id="table.first"),
        Binding("end,G", "last", "Last item", show=False, id="table.last"),
        Binding("space", "select", "Select", show=False, id="table.select", tooltip="Select several items"),
        Binding("shift+down,J", "extend(1)", "Select downwards", show=False, id="table.select-down"),
        Binding("shift+up,K", "extend(-1)", "Select upwards", show=False, id="table.select-up"),
        Binding("escape", "leave", "Select nothing", show=False, id="table.deselect"),
        Binding("enter", "open", "Details", show=False, id="table.open"),
    ]

    @dataclass
    class Wanted(Message):
        """Lines are to be seen that the table does not hold."""

        start: int
        end: int

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another item; None where there is none, or it is not there yet."""

        row: ItemRow | None

        def can_replace(self, message: Message) -> bool:
            """The last place of the cursor is the one that counts."""
            return isinstance(message, ItemTable.Highlighted)

    @dataclass
    class Opened(Message):
        """An item is to be shown in full."""

        row: ItemRow

    @dataclass
    class Sorted(Message):
        """The items are to be sorted by a word of `sort:`."""

        sort: str

    @dataclass
    class Left(Message):
        """Escape was pressed where nothing is selected."""

    @dataclass
    class Selected(Message):
        """Other items are selected than before."""

        refs: tuple[str, ...]

    def __init__(self, terminal: Terminal, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.view = View(Arrangement(), (), ())
        self.cursor = 0
        """The line of the cursor."""
        self._reasons: Sequence[str] = ()
        self.selected: dict[str, None] = {}
        """Refs of what is selected, in the order of the selection."""
        self._terminal = terminal
        self._rows: dict[int, Line] = {}
        self._names: dict[str, str] = {}
        self._environments: tuple[str, ...] = ()
        self._strips: dict[int, Strip] = {}
        self._columns: list[Column] = []
        self._laid_out = 0
        """The width that the columns are made for."""
        self._item = self._owner = 8
        self._painting = Painting(self)

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
        self._rows.clear()
        self._names = names
        self._item = self._owner = 8
        self.virtual_size = Size(0, view.lines + _HEADER)
        self.cursor = self._on_item(min(cursor, view.lines - 1), 1)
        self.put(start, rows, names)
        self.scroll_to(y=top, animate=False)
        self._keep_in_sight()
        self._tell()

    def extend(self, view: View) -> None:
        """Take the whole of a view whose beginning is shown."""
        self.view = view
        self.virtual_size = Size(0, view.lines + _HEADER)
        self._want()

    def put(self, start: int, rows: Sequence[Line], names: dict[str, str]) -> None:
        """Take in rows that were wanted."""
        self._names |= names
        around = range(self._top - 3 * self._page, self._top + 4 * self._page)
        for line in [line for line in self._rows if line not in around]:
            del self._rows[line]
        self._rows.update(enumerate(rows, start))
        self._measure(rows)
        self._repaint()
        if self.cursor in range(start, start + len(rows)):
            self._tell()

    def explain(self, lines: Sequence[str]) -> None:
        """Say why there is no item."""
        self._reasons = lines
        self._repaint()

    def set_environments(self, environments: tuple[str, ...]) -> None:
        """Show a column for each of these environments."""
        self._environments = environments
        self._lay_out()

    @property
    def current(self) -> ItemRow | None:
        """The item under the cursor."""
        row = self._rows.get(self.cursor)
        return row if isinstance(row, ItemRow) else None

    @property
    def top(self) -> int:
        """The first line that is seen."""
        return self._top

    def targets(self) -> tuple[str, ...]:
        """Refs of the selected items, or of the one under the cursor."""
        return tuple(self.selected) or ((self.current.ref,) if self.current else ())

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
        return max(1, self.size.height - _HEADER)

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
        """Ask for rows where some that are seen are missing; a page around them comes along."""
        last = min(self._top + self._page, self.view.lines)
        if not self.is_filled:
            start = max(0, self._top - self._page)
            self.post_message(self.Wanted(start, min(last + self._page, self.view.lines)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._strips.clear()
        self._want()

    # Keys and mouse.

    def action_move(self, step: int) -> None:
        """One item up or down."""
        self.move_to(self.cursor + step, step)

    def action_page(self, pages: int) -> None:
        """A page up or down; what is seen moves along."""
        self.scroll_to(y=max(0, min(self._top + pages * self._page, self.max_scroll_y)), animate=False)
        self.move_to(self.cursor + pages * self._page, pages)

    def action_first(self) -> None:
        """The first item."""
        self.scroll_to(y=0, animate=False)
        self.move_to(0)

    def action_last(self) -> None:
        """The last item."""
        self.move_to(self.view.lines - 1, -1)

    def action_select(self) -> None:
        """Select the item under the cursor, or no longer, and go on."""
        if self.current:
            self._toggle(self.current.ref)
            self.action_move(1)

    def action_extend(self, step: int) -> None:
        """Select the item under the cursor and the next one."""
        if self.current:
            self._toggle(self.current.ref, on=True)
            self.action_move(step)
        if self.current:
            self._toggle(self.current.ref, on=True)

    def action_leave(self) -> None:
        """Select nothing; where nothing is selected, that is told."""
        if self.selected:
            self.select(())
        else:
            self.post_message(self.Left())

    def action_open(self) -> None:
        """Show the item under the cursor in full."""
        if self.current:
            self.post_message(self.Opened(self.current))

    def select(self, refs: Sequence[str]) -> None:
        """Let just these be selected."""
        if tuple(self.selected) != tuple(refs):
            self.selected = dict.fromkeys(refs)
            self._repaint()
            self.post_message(self.Selected(tuple(self.selected)))

    def _toggle(self, ref: str, *, on: bool = False) -> None:
        kept = [other for other in self.selected if other != ref]
        self.select([*kept, ref] if on or ref not in self.selected else kept)

    def on_click(self, event: events.Click) -> None:
        """The title sorts, a row takes the cursor; with shift or ctrl it is selected, twice opens it."""
        event.stop()
        if event.y == 0:
            self._sort_at(event.x)
            return
        line = self._top + event.y - _HEADER
        if line >= self.view.lines or self.view.heading_at(line):
            return
        if event.shift:
            self._select_between(self.cursor, line)
        self.move_to(line)
        if event.ctrl and self.current:
            self._toggle(self.current.ref)
        elif event.chain > 1:
            self.action_open()

    def _sort_at(self, x: int) -> None:
        for at, column in placed(self._columns):
            if at <= x < at + column.cells + GAP and column.sort:
                self.post_message(self.Sorted(column.sort))

    def _select_between(self, one: int, other: int) -> None:
        rows = (self._rows.get(line) for line in range(min(one, other), max(one, other) + 1))
        found = [row.ref for row in rows if isinstance(row, ItemRow)]
        self.select([*self.selected, *(ref for ref in found if ref not in self.selected)])

    # Looks.

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._lay_out()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self._painting.forget()
        self._strips.clear()

    def _measure(self, rows: Sequence[Line]) -> None:
        items = [row for row in rows if isinstance(row, ItemRow)]
        longest = max((width(self._short(row)) for row in items), default=0)
        owner = max((width(" / ".join(row.owners) or row.owner_text) for row in items), default=0)
        wanted = (max(self._item, min(longest, _LONGEST_ITEM)), max(self._owner, min(owner, _LONGEST_OWNER)))
        if wanted != (self._item, self._owner) or not self._columns:
            self._item, self._owner = wanted
            self._lay_out()

    def _lay_out(self) -> None:
        texts = Texts(self._terminal, self._environments, self._short)
        self._laid_out = self._room
        self._columns = columns(self._room, texts, self._item, self._owner)
        self._repaint()

    def _short(self, row: ItemRow) -> str:
        return f"{self._names.get(row.incident, row.incident)}/{row.number}"

    def _forget(self, line: int) -> None:
        self._strips.pop(line, None)
        self.refresh_line(line + _HEADER)

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The header, then the lines from the first that is seen on."""
        if self._laid_out != self._room:  # a scrollbar has come or gone
            self._lay_out()
        if y == 0:
            return self._header()
        line = self._top + y - _HEADER
        if line not in self._strips:
            self._strips[line] = self._line(line)
        return self._strips[line]

    def _header(self) -> Strip:
        style = self._painting.on(f"bold {COLORS['muted']}")
        parts = [" " * MARKS, *(self._title(column) + " " * GAP for column in self._columns)]
        return self._full([Segment("".join(parts), style)])

    def _title(self, column: Column) -> str:
        sort = self.view.arrangement.sort or "due"
        arrow = ""
        if column.sort and sort.removeprefix("-") == column.sort and column.name != "day":
            arrow = ("▾" if sort.startswith("-") else "▴") if self._terminal.unicode else "^"
        return cut(column.title + arrow, column.cells, "").ljust(column.cells)

    def _line(self, line: int) -> Strip:
        if line >= self.view.lines:
            return self._full(self._reason(line))
        row = self._rows.get(line)
        if isinstance(row, Heading):
            return self._heading(row)
        under = (
            self._painting.on("on $primary 30%" if self.has_focus else "on $panel")
            if line == self.cursor
            else self._painting.plain
        )
        if row is None:
            text = " " * MARKS + self._terminal.ellipsis
            return self._full([Segment(text, under)], under)
        return self._full([*self._marks(row, line, under), *self._cells(row, under)], under)

    def _reason(self, line: int) -> list[Segment]:
        if self.view.lines or not 1 <= line <= len(self._reasons):
            return []
        text = cut(clean(self._reasons[line - 1]), self._room - MARKS, self._terminal.ellipsis)
        style = self._painting.role("bold" if line == 1 else "muted")
        return [Segment(" " * MARKS + text, self._painting.plain + style)]

    def _marks(self, row: ItemRow, line: int, under: Style) -> list[Segment]:
        unicode = self._terminal.unicode
        cursor = ("▸" if unicode else ">") if line == self.cursor else " "
        chosen = ("■" if unicode else "*") if row.ref in self.selected else " "
        blocked = BLOCKED.on(self._terminal) if "blocked" in row.flags else " "
        return [
            Segment(cursor, under),
            Segment(chosen, under + self._painting.role("accent")),
            Segment(f"{blocked} ", under + self._painting.role(BLOCKED.role)),
        ]

    def _cells(self, row: ItemRow, under: Style) -> list[Segment]:
        faded = self._painting.role("dropped") if row.state == "dropped" else None
        segments = []
        for column in self._columns:
            cell = column.content(row)
            style = faded if faded and column.name == "action" else self._painting.role(cell.role)
            text = self._fitted(cell, column)
            segments.append(Segment(text, under + style))
            segments.append(Segment(" " * (column.cells - width(text) + GAP), under))
        return segments

    def _fitted(self, cell: Cell, column: Column) -> str:
        text = clean(cell.text)
        if width(text) <= column.cells:
            return text
        shorter = next((form for form in cell.shorter if width(form) <= column.cells), "")
        return shorter or (cut_left if column.keep_end else cut)(text, column.cells, self._terminal.ellipsis)

    def _heading(self, heading: Heading) -> Strip:
        style = self._painting.on(f"bold {COLORS['accent']}")
        late = f", {heading.overdue} overdue" if heading.overdue else ""
        name = clean(heading.name) or f"no {self.view.arrangement.group}"
        told = f"{name}  {clean(heading.title)}".rstrip()
        numbers = f"  {count(heading.items, 'item')}{late}"
        room = self._room - width(numbers) - 1
        text = cut(told, room, self._terminal.ellipsis)
        return self._full([Segment(f" {text}", style), Segment(numbers, self._painting.role("muted"))])

    def _full(self, segments: list[Segment], style: Style | None = None) -> Strip:
        return Strip(segments).adjust_cell_length(self._room, style or self._painting.plain)
