"""The table of items: columns, several of them selected, sorted by a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from rca.output.terminal import Terminal
from rca.paging import Heading, Line
from rca.rows import ItemRow
from rca.tui.widgets.itemlines import ItemLines
from rca.tui.widgets.pagedlist import HEADER, PagedList
from rca.tui.widgets.painting import Painting

_CURSOR = {True: "on $primary 30%", False: "on $panel"}
"""The ground of the cursor's line, with the focus and without."""


class ItemTable(PagedList, can_focus=True):
    """Items in rows, with a cursor, several of them selected, under headings if need be."""

    DEFAULT_CSS = """
    ItemTable { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Select", show=False, id="table.select", tooltip="Select several items"),
        Binding("shift+down,J", "extend(1)", "Select downwards", show=False, id="table.select-down"),
        Binding("shift+up,K", "extend(-1)", "Select upwards", show=False, id="table.select-up"),
        Binding("escape", "leave", "Select nothing", show=False, id="table.deselect"),
        Binding("enter", "open", "Details", show=False, id="table.open"),
    ]

    class Opened(Message):
        """An item is to be shown in full."""

        def __init__(self, row: ItemRow) -> None:
            super().__init__()
            self.row = row

    class Sorted(Message):
        """The items are to be sorted by a word of `sort:`."""

        def __init__(self, sort: str) -> None:
            super().__init__()
            self.sort = sort

    class Left(Message):
        """Escape was pressed where nothing is selected."""

    class Selected(Message):
        """Other items are selected than before."""

        def __init__(self, refs: tuple[str, ...]) -> None:
            super().__init__()
            self.refs = refs

    def __init__(self, terminal: Terminal, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.selected: dict[str, None] = {}
        """Refs of what is selected, in the order of the selection."""
        self._reasons: Sequence[str] = ()
        self._lines = ItemLines(Painting(self), terminal)

    def begin(self) -> None:
        """Another list comes: names and widths are its own."""
        self._lines.forget()

    def take(self, rows: Sequence[Line], names: dict[str, str]) -> bool:
        """Make room for rows; whether that makes columns wider."""
        return self._lines.measure([row for row in rows if isinstance(row, ItemRow)], names)

    def explain(self, lines: Sequence[str]) -> None:
        """Say why there is no item."""
        self._reasons = lines
        self._repaint()

    def set_environments(self, environments: tuple[str, ...]) -> None:
        """Show a column for each of these environments."""
        self._lines.environments = environments
        self._repaint()

    def targets(self) -> tuple[str, ...]:
        """Refs of the selected items, or of the one under the cursor."""
        return tuple(self.selected) or ((self.current.ref,) if self.current else ())

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
        line = self._top + event.y - HEADER
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
        if sort := self._lines.sort_at(x):
            self.post_message(self.Sorted(sort))

    def _select_between(self, one: int, other: int) -> None:
        rows = (self._rows.get(line) for line in range(min(one, other), max(one, other) + 1))
        found = [row.ref for row in rows if isinstance(row, ItemRow)]
        self.select([*self.selected, *(ref for ref in found if ref not in self.selected)])

    # Looks.

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._repaint()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self._lines.painting.forget()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """The header, then the lines from the first that is seen on."""
        if self._lines.lay_out(self._room):  # a scrollbar has come or gone, or there are other columns
            self._strips.clear()
        if y == 0:
            return self._lines.header(self.view.arrangement.sort)
        line = self._top + y - HEADER
        if line not in self._strips:
            self._strips[line] = self._line(line)
        return self._strips[line]

    def _line(self, line: int) -> Strip:
        if line >= self.view.lines:
            reason = 0 if self.view.lines else line
            shown = 1 <= reason <= len(self._reasons)
            role = "bold" if reason == 1 else "muted"
            return self._lines.words(self._reasons[reason - 1] if shown else "", role)
        row = self._rows.get(line)
        if isinstance(row, Heading):
            return self._lines.heading(row, self.view.arrangement.group)
        under = _CURSOR[self.has_focus] if line == self.cursor else ""
        if row is None:
            return self._lines.missing(under)
        return self._lines.item(row, under, here=line == self.cursor, chosen=row.ref in self.selected)
