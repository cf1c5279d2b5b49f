"""A list of places in a document, or of other documents: one is picked, and something goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rca.output.clean import clean
from rca.output.width import wrap
from rca.tui.widgets.painting import Painting


class Entry(NamedTuple):
    """A text, a quieter one below it, and where they lead."""

    text: str
    target: int | str
    """A line of the document, or another document."""
    told: str = ""
    role: str = ""
    """Of the text."""
    indent: int = 0


class _Line(NamedTuple):
    entry: int
    text: str
    role: str


class Entries(ScrollView, can_focus=True):
    """Entries below each other, the one under the cursor marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entries--cursor"}
    DEFAULT_CSS = """
    Entries { height: 1fr; overflow: hidden auto; scrollbar-size-vertical: 1; }
    Entries > .entries--cursor { text-style: bold; }
    Entries:focus > .entries--cursor { background: $primary 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next", show=False),
        Binding("up,k", "move(-1)", "Before", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("home,g", "go(0)", "First", show=False),
        Binding("end,G", "go(-1)", "Last", show=False),
        Binding("enter", "pick", "Go there", show=False),
    ]

    class Picked(Message):
        """Somebody wants to go where an entry leads."""

        def __init__(self, target: int | str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, empty: str, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.entries: Sequence[Entry] = ()
        self.cursor = 0
        self._empty = empty
        """What is said where there is no entry."""
        self._lines: list[_Line] = []
        self._painting = Painting(self)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries; the cursor stays on its place."""
        if entries != self.entries or not self._lines:
            self.entries = entries
            self.cursor = max(0, min(self.cursor, len(entries) - 1))
            self._lay_out()

    def mark(self, cursor: int) -> None:
        """Put the cursor on an entry."""
        cursor = max(0, min(cursor, len(self.entries) - 1))
        if cursor != self.cursor:
            self.cursor = cursor
            self._keep_in_sight()
            self.refresh()

    def _lay_out(self) -> None:
        self._lines = (
            [_Line(-1, line, "muted") for line in self._broken(self._empty, 0)] if not self.entries else []
        )
        for number, entry in enumerate(self.entries):
            self._lines += [
                _Line(number, line, entry.role) for line in self._broken(entry.text, entry.indent)
            ]
            self._lines += [
                _Line(number, line, "muted") for line in self._broken(entry.told, entry.indent + 2)
            ]
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _broken(self, text: str, indent: int) -> list[str]:
        room = max(self.size.width - 1 - indent, 8)
        return [f" {' ' * indent}{line}" for line in wrap(clean(text), room)] if text else []

    def on_resize(self) -> None:
        """Break the texts anew."""
        self._lay_out()

    # The cursor.

    def _keep_in_sight(self) -> None:
        lines = [at for at, line in enumerate(self._lines) if line.entry == self.cursor]
        top = self.scroll_offset.y
        if lines and lines[0] < top:
            self.scroll_to(y=lines[0], animate=False)
        elif lines and lines[-1] >= top + self.size.height:
            self.scroll_to(y=lines[-1] - self.size.height + 1, animate=False)

    def action_move(self, step: int) -> None:
        """Some entries up or down."""
        self.mark(self.cursor + step)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        at = self.scroll_offset.y + pages * self.size.height
        self.mark(self._lines[max(0, min(at, len(self._lines) - 1))].entry if self._lines else 0)

    def action_go(self, place: int) -> None:
        """The first or the last entry."""
        self.mark(place if place >= 0 else len(self.entries) - 1)

    def action_pick(self) -> None:
        """Go where the entry leads."""
        if self.entries:
            self.post_message(self.Picked(self.entries[self.cursor].target))

    def on_click(self, event: events.Click) -> None:
        """Go where an entry leads."""
        event.stop()
        at = self.scroll_offset.y + event.y
        if at < len(self._lines) and self.entries:
            self.mark(self._lines[at].entry)
            self.action_pick()

    # Looks.

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self._painting.forget()

    def render_line(self, y: int) -> Strip:
        """A line of an entry."""
        at = self.scroll_offset.y + y
        if at >= len(self._lines):
            return Strip.blank(self.size.width, self._painting.plain)
        line = self._lines[at]
        here = line.entry == self.cursor and bool(self.entries)
        under = self._painting.style("entries--cursor") if here else self._painting.plain
        segment = Segment(line.text, under + self._painting.role(line.role))
        return Strip([segment]).adjust_cell_length(self.size.width, under)
