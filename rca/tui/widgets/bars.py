"""Bars under each other: one is picked, and the list behind it opens."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar, Literal

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rca.insights.bars import Bar
from rca.output.clean import clean
from rca.output.stats import drawn
from rca.output.terminal import Terminal
from rca.output.width import cut, width

_MARGIN = "  "
"""Before each bar: the one under the cursor has its mark there."""


class Bars(OptionList):
    """Labels, numbers, and bars as long as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
        Binding("enter", "select", "show the list", id="bars.open"),
    ]

    class Picked(Message):
        """Somebody wants to see what a bar counts."""

        def __init__(self, bars: Bars, bar: Bar) -> None:
            super().__init__()
            self.bars = bars
            self.bar = bar

        @property
        def control(self) -> Bars:
            """The bars that it is one of."""
            return self.bars

    def __init__(self, looks: Terminal, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._looks = looks
        self._bars: tuple[Bar, ...] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        """Show these; the cursor stays on the bar that it was on."""
        chosen = self._chosen()
        self._bars = tuple(bars)
        self._draw()
        queries = [bar.query for bar in bars]
        if queries:
            self.highlighted = queries.index(chosen.query) if chosen and chosen.query in queries else 0

    def _chosen(self) -> Bar | None:
        return self._bars[self.highlighted] if self.highlighted is not None and self._bars else None

    def _draw(self) -> None:
        highlighted = self.highlighted
        self.set_options([Option(line) for line in self._told()])
        self.highlighted = highlighted if highlighted is not None and highlighted < len(self._bars) else None

    def _told(self) -> list[Content]:
        most = max((bar.number for bar in self._bars), default=0)
        room = max(20, self.scrollable_content_region.width - 2 - len(_MARGIN))
        digits = len(str(most))
        labelled = min(max((width(clean(bar.label)) for bar in self._bars), default=0), room // 2)
        longest = max(1, room - labelled - digits - 4)
        return [self._line(bar, labelled, digits, most, longest) for bar in self._bars]

    def _line(self, bar: Bar, labelled: int, digits: int, most: int, longest: int) -> Content:
        label = cut(clean(bar.label), labelled, self._looks.ellipsis)
        blank = " " * (labelled - width(label))
        shape = drawn(bar.number, most, self._looks, longest)
        return Content.assemble(
            (f"{_MARGIN}{label}{blank}  {bar.number:>{digits}}  ", ""),
            (shape, "$accent" if bar.number else ""),
        )

    def render_line(self, y: int) -> Strip:
        """A bar; the one under the cursor with a mark, not only with another colour."""
        strip = super().render_line(y)
        if not self.has_focus or y + self.scroll_offset.y != self.highlighted:
            return strip
        mark = "▸" if self._looks.unicode else ">"
        first = [Segment(mark, segment.style) for segment in strip.crop(0, 1)]
        return Strip.join([Strip(first, 1), strip.crop(1)])

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # Textual 8.2.8 looks up the line of a bar, which has none yet where nothing is laid out.
        with suppress(KeyError):
            super()._move_page(direction)

    def on_resize(self, _: Resize) -> None:
        """Draw the bars as long as there is room now."""
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A bar was picked."""
        event.stop()
        self.post_message(self.Picked(self, self._bars[event.option_index]))
