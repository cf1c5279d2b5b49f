"""Widgets of a few lines that are painted piece by piece: quicker than content that is parsed and wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.segment import Segment
from textual.geometry import Region
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
        self._painted: tuple[object, Sequence[Pieces]] = (None, ())
        """Lines, and the size that they were made for."""

    def lines(self) -> Sequence[Pieces]:
        """What is seen now; nothing, unless a widget says more."""
        return ()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask for the lines anew."""
        self._painted = (None, ())
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Another theme, or another focus: paint with other colours."""
        super().notify_style_update()
        self.painting.forget()

    def render_line(self, y: int) -> Strip:
        """A line, as wide as the widget."""
        if self._painted[0] != self.size:
            self._painted = (self.size, self.lines())
        lines = self._painted[1]
        segments = [
            Segment(text, self.painting.on(style)) for text, style in (lines[y] if y < len(lines) else ())
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.painting.plain)
