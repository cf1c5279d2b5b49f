"""Widgets of a few lines that are painted piece by piece: quicker than content that is parsed and wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from rca.tui.widgets.painting import Painting

Pieces = Sequence[tuple[str, str]]
"""Texts that are safe, each with its style in words: `bold $text-error`."""


class Painted(Widget):
    """Lines of pieces; what is beyond them stays empty."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.painting = Painting(self)
        self._painted: list[Strip] = []
        """Lines that are not empty, and an empty one."""
        self._painted_for: Size | None = None

    def lines(self) -> Sequence[Pieces]:
        """What is seen now; nothing, unless a widget says more."""
        return ()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask for the lines anew."""
        self._painted_for = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self.painting.forget()
        self._painted_for = None

    def render_line(self, y: int) -> Strip:
        """A line, as wide as the widget."""
        size = self.size
        if size != self._painted_for:
            self._painted = [self._strip(pieces, size.width) for pieces in (*self.lines(), ())]
            self._painted_for = size
        return self._painted[min(y, len(self._painted) - 1)]

    def _strip(self, pieces: Pieces, cells: int) -> Strip:
        segments = [Segment(text, self.painting.on(style)) for text, style in pieces]
        return Strip(segments).adjust_cell_length(cells, self.painting.plain)
