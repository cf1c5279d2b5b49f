"""Scrollbars whose ends are drawn with what the terminal can show."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

from rca.output.terminal import Terminal


class PlainScrollBar(ScrollBarRender):
    """A bar of whole cells: ground and thumb differ in their colours, no glyph is needed."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def draw_scrollbars(terminal: Terminal) -> None:
    """Draw all scrollbars so that a terminal can show them."""
    ScrollBar.renderer = ScrollBarRender if terminal.unicode else PlainScrollBar
