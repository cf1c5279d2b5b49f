"""The shape of a table's rows: blanks around a cell, closing pipes, columns that stand below each other."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from rca.blocks import Block, Row
from rca.text import Source, Span

BLANK = " \t"


def width(text: str) -> int:
    """Columns that a text takes in a fixed-width font: wide letters two, combining ones none (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


class Shape:
    """How the rows of one table are written."""

    def __init__(self, source: Source, block: Block) -> None:
        self.source = source
        self.rows = block.rows
        self.header = block.rows[0]

    def region(self, row: Row, column: int) -> Span:
        """A cell with the blanks around it, up to its pipes."""
        text, (start, end) = self.source.text, row.cells[column]
        while start > row.span.start and text[start - 1] in BLANK:
            start -= 1
        while end < row.span.end and text[end] in BLANK:
            end += 1
        return Span(start, end)

    def is_closed_at(self, end: int) -> bool:
        """Whether a region ends with a pipe."""
        return self.source.text[end : end + 1] == "|"

    def ends_with_pipe(self, row: Row) -> bool:
        """Whether the last cell of a row is closed."""
        text = self.source.slice(row.span).rstrip(BLANK)
        return text.endswith("|") and not text.endswith("\\|")

    @cached_property
    def starts_with_pipe(self) -> bool:
        """Whether the header, and so a new row, starts with a pipe."""
        return self.source.text[self.header.span.start] == "|"

    @cached_property
    def is_closed(self) -> bool:
        """Whether the header, and so a new row, ends with a pipe."""
        return self.ends_with_pipe(self.header)

    @cached_property
    def pad(self) -> str:
        """What a cell of this table has on either side: one blank, or nothing in `|a|b|`."""
        inner = [c for c in self.header.cells if c.end > c.start > self.header.span.start]
        return "" if inner and all(self.source.text[c.start - 1] == "|" for c in inner) else " "

    @cached_property
    def is_aligned(self) -> bool:
        """Whether the pipes of all rows stand below each other."""
        full = all(len(row.cells) == len(self.header.cells) for row in self.rows)
        return (
            full
            and len(self.rows) > 1
            and len({tuple(map(self._edge, self._ends(r))) for r in self.rows}) == 1
        )

    def _ends(self, row: Row) -> list[tuple[int, int]]:
        ends = [self.region(row, c).end for c in range(len(row.cells))]
        return [(row.span.start, end) for end in ends if self.is_closed_at(end)]

    def _edge(self, ends: tuple[int, int]) -> int:
        return width(self.source.text[ends[0] : ends[1]])

    def room(self, column: int) -> int:
        """The width of a column's content in an aligned table, else 0."""
        if not self.is_aligned or column >= len(self.header.cells):
            return 0
        region = self.source.slice(self.region(self.header, column))
        return width(region) - 2 * len(self.pad)

    def filled(self, text: str, room: int = 0) -> str:
        """A cell between two pipes."""
        guard = " " if text.endswith("\\") and not self.pad else ""
        return f"{self.pad}{text}{guard}{' ' * (room - width(text))}{self.pad}"
