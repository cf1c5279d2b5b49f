"""A document as one long page of lines, of which only those that are seen are ever made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rca.opening import Page
from rca.output.markdown.layout import Layout, Note, Place, Shown
from rca.output.markdown.render import Rendering
from rca.output.terminal import Terminal
from rca.tui.widgets.pagelines import GUTTER, PageLines, Signs, url_at

_LONGEST_LINE = 120
"""Cells of a line of text on a wide screen; longer ones are hard to read."""
_SLICE = 0.006
"""Seconds that units nobody has seen may take before the application has its turn again."""


class DocumentView(ScrollView, can_focus=True):
    """A document with a cursor that stands on a line."""

    DEFAULT_CSS = """
    DocumentView { height: 1fr; width: 1fr; overflow: hidden auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Line down", show=False, id="page.down"),
        Binding("up,k", "move(-1)", "Line up", show=False, id="page.up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="page.page-down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="page.page-up"),
        Binding("home,g", "first", "Beginning", show=False, id="page.first"),
        Binding("end,G", "last", "End", show=False, id="page.last"),
        Binding("enter", "pick", "Open", show=False, id="page.pick"),
    ]

    class Moved(Message):
        """The cursor stands on another line of the source."""

        def __init__(self, line: int, urls: tuple[str, ...]) -> None:
            super().__init__()
            self.line = line
            self.urls = urls
            """Where the links of the line lead."""

        def can_replace(self, message: Message) -> bool:
            """The last place of the cursor is the one that counts."""
            return isinstance(message, DocumentView.Moved)

    class Picked(Message):
        """What stands on a line is to be opened."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self, terminal: Terminal, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self._terminal = terminal
        self._page: Page | None = None
        self._notes: Mapping[int, Sequence[Note]] = {}
        self._layout: Layout | None = None
        self._line = 1
        self._place = Place(0, 0)
        """Where the cursor is."""
        self._told: tuple[int, tuple[str, ...]] | None = None
        self._lines = PageLines(self, terminal)

    # What it is given.

    def show(self, page: Page, line: int = 1) -> None:
        """Show a document with the cursor on a line of its source."""
        self._page = page
        self._line = line
        self._lay_out(keep=False)

    def follow(self, page: Page) -> None:
        """Show what the same document is now; cursor and text stay where they are as far as they can."""
        self._page = page
        self._lay_out(keep=True)

    def annotate(self, notes: Mapping[int, Sequence[Note]], signs: Signs) -> None:
        """Say something below lines of the source, and beside them."""
        self._lines.signs = signs
        if notes != self._notes:
            self._notes = notes
            self._lay_out(keep=True)
        self.refresh()

    @property
    def line(self) -> int:
        """The line of the source under the cursor."""
        return self._line

    def go_to(self, line: int) -> None:
        """Put the cursor on a line of the source, and show some of what stands around it."""
        if self._layout:
            self._put(self._layout.y_of(line), margin=self.size.height // 3)

    def find(self, needle: str, step: int = 1, *, again: bool = False) -> bool:
        """Go to the next line that holds a text, from the cursor on and round the end; False if none does."""
        self._lines.needle = needle.casefold()
        self.refresh()
        if not self._layout or not needle:
            return False
        shown = self._layout.all()
        self._resize_page()
        order = range(len(shown))
        start = self.cursor + step if again else self.cursor
        for k in order:
            y = (start + k * step) % len(shown)
            if self._lines.needle in _text(shown[y]).casefold():
                self._put(y, margin=self.size.height // 3)
                return True
        return False

    # The layout.

    @property
    def cursor(self) -> int:
        """The line of the page on which the cursor stands."""
        return self._layout.y_at(self._place) if self._layout else 0

    def _set_cursor(self, y: int) -> None:
        if self._layout is not None:
            self._place = self._layout.place_at(max(0, min(y, self._layout.height - 1)))

    def _lay_out(self, *, keep: bool) -> None:
        """Make the layout anew; to keep means that the cursor stays as far from the top as it was."""
        if not self._page or self.size.width <= GUTTER:
            return
        above = self.cursor - self.scroll_offset.y if keep and self._layout else None
        rendering = Rendering(self._page.source, self._page.outline, self._room, self._terminal)
        self._layout = Layout(rendering, self._notes)
        self._set_cursor(self._layout.y_of(self._line))
        self._show_cursor(self.size.height // 3 if above is None else above)
        self.refresh()
        self._tell()
        self.call_after_refresh(self._make_more)

    def _show_cursor(self, above: int) -> None:
        """Let so many lines stand above that of the cursor, if there are as many."""
        if self._layout is not None:
            self._show_from(self._layout.reveal(self._place, above, self.size.height))

    def _show_from(self, top: int) -> None:
        """Let a line of the page stand at the top; what is seen is made, and nothing of it jumps."""
        if self._layout is None:
            return
        settled = self._layout.settle(top, self.size.height)
        self._resize_page()
        if settled != self.scroll_offset.y:
            self.scroll_to(y=settled, animate=False, force=True)

    def _resize_page(self) -> None:
        if self._layout is not None and self.virtual_size.height != self._layout.height:
            self.virtual_size = Size(0, self._layout.height)

    def _make_more(self) -> None:
        """Make units that nobody has seen, a few at a time, so that the page gets its true length."""
        layout = self._layout
        if layout is None or layout.is_settled or not self.is_attached:
            return
        until = perf_counter() + _SLICE
        top = self.scroll_offset.y
        moved = top
        while _goes_on(layout, until):
            moved = layout.settle_more(moved, 8)
        self._resize_page()
        if moved != top:
            self.scroll_to(y=moved, animate=False, force=True)
        self.set_timer(0.01, self._make_more)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Make what comes into sight, and keep the cursor in it."""
        super().watch_scroll_y(old_value, new_value)
        self._show_from(self.scroll_offset.y)
        top, last = self.scroll_offset.y, self.scroll_offset.y + self.size.height - 1
        if not top <= self.cursor <= last:
            self._set_cursor(min(max(self.cursor, top), last))
            self._tell()

    def on_resize(self) -> None:
        """Show more or less of the page; for another width lay it out anew, around the same line."""
        if self._layout is not None and self._layout.rendering.room == self._room:
            self._show_from(self.scroll_offset.y)
            self._put(self.cursor)
        else:
            self._lay_out(keep=True)

    @property
    def _room(self) -> int:
        return max(min(self.size.width - GUTTER - 1, _LONGEST_LINE), 1)

    # The cursor.

    def _put(self, y: int, margin: int = 0) -> None:
        """Put the cursor on a line of the page, and show it."""
        if not self._layout:
            return
        self._set_cursor(y)
        top, rows = self.scroll_offset.y, self.size.height
        if not top <= self.cursor < top + rows:
            self._show_cursor(margin or (0 if self.cursor < top else rows - 1))
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        shown = self._layout.at(self.cursor) if self._layout else None
        if shown is None:
            return
        self._line = shown.line
        told = (shown.line, tuple(dict.fromkeys(piece.url for piece in shown.pieces if piece.url)))
        if told != self._told:
            self._told = told
            self.post_message(self.Moved(*told))

    def action_move(self, step: int) -> None:
        """Some lines up or down."""
        if self._layout is not None:
            self._layout.settle(max(0, self.cursor + step), 1)
            self._put(self.cursor + step)

    def action_page(self, pages: int) -> None:
        """A page up or down; what is seen moves along."""
        rows = pages * max(self.size.height - 1, 1)
        inside = self.cursor - self.scroll_offset.y
        target = max(0, min(self.scroll_offset.y + rows, self.max_scroll_y))
        if target == self.scroll_offset.y:
            self._put(self.cursor + rows)
        else:
            self._show_from(target)
            self._put(self.scroll_offset.y + inside)

    def action_first(self) -> None:
        """The beginning of the document."""
        self._put(0)

    def action_last(self) -> None:
        """The end of the document."""
        if self._layout is not None and self._layout.height:
            self._layout.settle(self._layout.height - 1, 1)
            self._put(self._layout.height - 1)

    def action_pick(self) -> None:
        """Open what stands on the line."""
        self.post_message(self.Picked(self._line))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; twice opens what stands there."""
        event.stop()
        self._put(self.scroll_offset.y + event.y)
        if event.chain > 1:
            self.action_pick()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where the link under the pointer leads."""
        shown = self._layout.at(self.scroll_offset.y + event.y) if self._layout else None
        self.tooltip = (url_at(shown, event.x) or None) if shown else None

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self._lines.forget()

    def render_line(self, y: int) -> Strip:
        """A line of the page with its gutter."""
        at = self.scroll_offset.y + y
        return self._lines.strip(self._layout.at(at) if self._layout else None, here=at == self.cursor)


def _goes_on(layout: Layout, until: float) -> bool:
    return not layout.is_settled and perf_counter() < until


def _text(shown: Shown) -> str:
    return "".join(piece.text for piece in shown.pieces)
