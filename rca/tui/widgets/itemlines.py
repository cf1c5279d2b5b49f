"""The lines of the table of items as strips: header, headings, items in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from rca.output.clean import clean
from rca.output.listing import owners_of
from rca.output.marks import BLOCKED
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width
from rca.output.words import count
from rca.paging import Heading
from rca.rows import ItemRow
from rca.tui.widgets.columns import GAP, MARKS, Column, Texts, columns, placed
from rca.tui.widgets.painting import COLORS, Painting

_LEAST = 8
_LONGEST_ITEM, _LONGEST_OWNER = 22, 16


class ItemLines:
    """Paints lines in columns, which are as wide as what was seen so far needs them."""

    def __init__(self, painting: Painting, terminal: Terminal) -> None:
        self.painting = painting
        self.environments: tuple[str, ...] = ()
        self._terminal = terminal
        self._names: dict[str, str] = {}
        self._item = self._owner = _LEAST
        self._columns: list[Column] = []
        self._room = 0
        self._made_for: tuple[object, ...] = ()

    def forget(self) -> None:
        """Another list begins: names and widths are its own."""
        self._names = {}
        self._item = self._owner = _LEAST

    def measure(self, rows: Sequence[ItemRow], names: dict[str, str]) -> bool:
        """Make room for these items, with the short names of their incidents; whether columns get wider."""
        before = self._item, self._owner
        self._names |= names
        item = max((width(self._short(row)) for row in rows), default=0)
        owner = max((width(owners_of(row)) for row in rows), default=0)
        self._item = max(self._item, min(item, _LONGEST_ITEM))
        self._owner = max(self._owner, min(owner, _LONGEST_OWNER))
        return before != (self._item, self._owner)

    def lay_out(self, room: int) -> bool:
        """Make columns for so many cells; whether they are others than before."""
        wanted = (room, self._item, self._owner, self.environments)
        if wanted == self._made_for:
            return False
        texts = Texts(self._terminal, self.environments, self._short)
        self._columns = columns(room, texts, self._item, self._owner)
        self._room, self._made_for = room, wanted
        return True

    def sort_at(self, x: int) -> str:
        """The word of `sort:` for the column at a cell; empty where there is none."""
        found = (c.sort for at, c in placed(self._columns) if at <= x < at + c.cells + GAP)
        return next(found, "")

    def _short(self, row: ItemRow) -> str:
        return f"{self._names.get(row.incident, row.incident)}/{row.number}"

    # Lines.

    def header(self, sort: str) -> Strip:
        """The titles, with a mark at the one that it is sorted by."""
        style = self.painting.on(f"bold {COLORS['muted']}")
        titles = [self._title(column, sort or "due") + " " * GAP for column in self._columns]
        return self._full([Segment(" " * MARKS + "".join(titles), style)])

    def _title(self, column: Column, sort: str) -> str:
        mark = ""
        if column.sort and sort.removeprefix("-") == column.sort and column.name != "day":
            mark = ("▾" if sort.startswith("-") else "▴") if self._terminal.unicode else "^"
        return cut(column.title + mark, column.cells, "").ljust(column.cells)

    def heading(self, heading: Heading, group: str) -> Strip:
        """The name of a group, and how many items it has."""
        late = f", {heading.overdue} overdue" if heading.overdue else ""
        numbers = f"  {count(heading.items, 'item')}{late}"
        name = clean(heading.name) or f"no {group}"
        room = self._room - width(numbers) - 1
        told = cut(f"{name}  {clean(heading.title)}".rstrip(), room, self._terminal.ellipsis)
        style = self.painting.on(f"bold {COLORS['accent']}")
        return self._full([Segment(f" {told}", style), Segment(numbers, self.painting.on(COLORS["muted"]))])

    def words(self, text: str, role: str) -> Strip:
        """A sentence in place of items."""
        told = cut(clean(text), self._room - MARKS, self._terminal.ellipsis)
        return self._full([Segment(" " * MARKS + told, self.painting.on(COLORS[role]))])

    def missing(self, under: str) -> Strip:
        """An item that is still being looked for."""
        ground = self.painting.on(under)
        return self._full([Segment(" " * MARKS + self._terminal.ellipsis, ground)], ground)

    def item(self, row: ItemRow, under: str, *, here: bool, chosen: bool) -> Strip:
        """An item on a ground; `here` is the cursor, `chosen` says that it is selected."""
        over = self.painting.over
        pieces = [*self._marks(row, here, chosen), *self._cells(row)]
        return self._full(_joined((text, over(under, role)) for text, role in pieces), over(under))

    def _marks(self, row: ItemRow, here: bool, chosen: bool) -> Iterator[tuple[str, str]]:
        cursor, selected = ("▸", "■") if self._terminal.unicode else (">", "*")
        yield cursor if here else " ", ""
        yield selected if chosen else " ", "accent"
        yield f"{BLOCKED.on(self._terminal) if 'blocked' in row.flags else ' '} ", BLOCKED.role

    def _cells(self, row: ItemRow) -> Iterator[tuple[str, str]]:
        for column in self._columns:
            cell = column.content(row)
            text = self._fitted(cell, column)
            yield text, "dropped" if row.state == "dropped" and column.name == "action" else cell.role
            yield " " * (column.cells - width(text) + GAP), ""

    def _fitted(self, cell: Cell, column: Column) -> str:
        """The text in the cells of a column, by the widths that Textual counts with."""
        text = clean(cell.text)
        if width(text) > column.cells:
            shorter = next((form for form in cell.shorter if width(form) <= column.cells), "")
            whole = cut_left if column.keep_end else cut
            text = shorter or whole(text, column.cells, self._terminal.ellipsis)
        return text if text.isascii() else set_cell_size(text, width(text))

    def _full(self, segments: list[Segment], ground: Style | None = None) -> Strip:
        return Strip(segments).adjust_cell_length(self._room, ground or self.painting.plain)


def _joined(pieces: Iterable[tuple[str, Style]]) -> list[Segment]:
    """Segments, as few as there can be: Textual takes its time for each of them, several times."""
    segments: list[Segment] = []
    texts: list[str] = []
    style = None
    for text, its in pieces:
        if its is not style:
            if texts:
                segments.append(Segment("".join(texts), style))
            texts, style = [], its
        texts.append(text)
    return [*segments, Segment("".join(texts), style)]
