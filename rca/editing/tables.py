"""Edits of Markdown tables in a table's own style: cells, columns and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rca.blocks import Block, Row
from rca.editing.cells import BLANK, Shape, width
from rca.editing.lines import insert, lines_after, lines_before, prefix_of
from rca.text import Source, Span, TextEdit


class Column(NamedTuple):
    """A column to be inserted."""

    header: str
    cells: Mapping[int, str]
    """Index of a row (0 is the header) to its text; rows that are not named get an empty cell."""


class Table:
    """A table of the text, and the edits that change it."""

    def __init__(self, source: Source, block: Block) -> None:
        self.source = source
        self.block = block
        self.shape = Shape(source, block)

    def set_cells(self, row: int, texts: Mapping[int, str]) -> list[TextEdit]:
        """Replace the content of some cells of a row; those that a short row lacks are added."""
        found = self.block.rows[row]
        there = len(found.cells)
        edits = [self._set_cell(found, column, text) for column, text in texts.items() if column < there]
        lacking = {column: text for column, text in texts.items() if column >= there and text}
        if lacking:
            cells = [lacking.get(column, "") for column in range(there, max(lacking) + 1)]
            edits.append(self._extended(found, cells))
        return edits

    def _set_cell(self, row: Row, column: int, text: str) -> TextEdit:
        if row.cells[column].start == row.cells[column].end:
            return self._fill_cell(row, column, text)
        return self._replace_cell(row, column, text)

    def insert_columns(self, at: int, columns: Sequence[Column]) -> list[TextEdit]:
        """Insert columns before column `at` (from 1) in header, delimiter row and rows that reach it."""
        rooms = [self._room(c) for c in columns]
        edits = [self._delimiters(at, columns, rooms)]
        for index, row in enumerate(self.block.rows):
            texts = [c.header if index == 0 else c.cells.get(index, "") for c in columns]
            if len(row.cells) >= at or any(texts):
                edits.append(self._inserted(row, at, texts, rooms))
        return edits

    def append_row(self, texts: Sequence[str], below: int | None = None) -> TextEdit:
        """A new row below the row with an index (the last one if None), its cells in column order."""
        index = len(self.block.rows) - 1 if below is None else below
        above = self.block.rows[index].span if index > 0 else self.block.delimiter
        return lines_after(self.source, above.end, [self.row_text(texts)])

    def insert_row(self, texts: Sequence[str], above: int) -> TextEdit:
        """A new row above the body row with an index."""
        return lines_before(self.source, self.block.rows[above].span.start, [self.row_text(texts)])

    def row_text(self, texts: Sequence[str]) -> str:
        """A row in this table's style, with the prefix that its lines have in a list or quote."""
        line = "|".join(self.shape.filled(text, self.shape.room(c)) for c, text in enumerate(texts))
        # Without a first text, its pipe would be read as that of the row's start.
        line = f"|{line}" if self.shape.starts_with_pipe or not texts[0] else line.lstrip(BLANK)
        line = f"{line}|" if self.shape.is_closed else line.rstrip(BLANK)
        return prefix_of(self.source, self.block.delimiter.start) + line

    # Cells

    def _replace_cell(self, row: Row, column: int, text: str) -> TextEdit:
        cell, region = row.cells[column], self.shape.region(row, column)
        after = self.source.text[cell.end : region.end]
        if self.shape.is_aligned and after and self.shape.is_closed_at(region.end):
            room = width(self.source.slice(cell)) + len(after) - width(text)
            return TextEdit(Span(cell.start, region.end), text + " " * max(room, 1))
        guard = " " if text.endswith("\\") and not after else ""
        return TextEdit(cell, text + guard)

    def _fill_cell(self, row: Row, column: int, text: str) -> TextEdit:
        region = self.shape.region(row, column)
        filled = self.shape.filled(text, self.shape.room(column)) if text else self.source.slice(region)
        if not self.shape.is_closed_at(region.end):
            filled = filled.rstrip(BLANK)
        return TextEdit(region, filled)

    def _extended(self, row: Row, texts: Sequence[str], rooms: Sequence[int] = ()) -> TextEdit:
        """Cells at the end of a row, in the way in which it is closed or left open."""
        first = len(row.cells)
        rooms = rooms or [self.shape.room(first + k) for k in range(len(texts))]
        cells = "|".join(self.shape.filled(text, room) for text, room in zip(texts, rooms, strict=True))
        if not self.shape.ends_with_pipe(row):
            return insert(row.span.end, f"{self.shape.pad}|{cells}".rstrip(BLANK))
        return insert(row.span.end, f"{cells}|" if self.shape.is_closed else cells.rstrip(BLANK))

    # Columns

    def _room(self, column: Column) -> int:
        return max(map(width, (column.header, *column.cells.values()))) if self.shape.is_aligned else 0

    def _inserted(self, row: Row, at: int, texts: Sequence[str], rooms: Sequence[int]) -> TextEdit:
        if len(row.cells) < at:
            return self._extended(row, [*[""] * (at - len(row.cells)), *texts])
        end = self.shape.region(row, at - 1).end
        if not self.shape.is_closed_at(end) or end + 1 == row.span.end:
            return self._extended(row, texts, rooms)
        cells = (self.shape.filled(text, room) for text, room in zip(texts, rooms, strict=True))
        return insert(end + 1, "".join(f"{cell}|" for cell in cells))

    def _delimiters(self, at: int, columns: Sequence[Column], rooms: Sequence[int]) -> TextEdit:
        """Delimiter cells with the blanks that the one before them has, as wide as their column."""
        line = self.source.slice(self.block.delimiter)
        pipes = [k for k, c in enumerate(line) if c == "|"]
        closing = pipes[at - (not line.startswith("|")) :][:1]
        sample = line[: closing[0] if closing else None].rsplit("|", 1)[-1]
        cells = [
            self._delimiter(sample, max(room, width(c.header)))
            for c, room in zip(columns, rooms, strict=True)
        ]
        offset = self.block.delimiter.start
        if closing:
            return insert(offset + closing[0] + 1, "".join(f"{cell}|" for cell in cells))
        blank = sample[: len(sample) - len(sample.lstrip(BLANK))]
        return insert(self.block.delimiter.end, f"{blank}|{'|'.join(cells)}".rstrip(BLANK))

    def _delimiter(self, sample: str, content: int) -> str:
        before = sample[: len(sample) - len(sample.lstrip(BLANK))]
        after = sample[len(sample.rstrip(BLANK)) :]
        if "----" not in self.source.slice(self.block.delimiter):
            return f"{before[:1]}---{after[:1] or before[:1]}"
        dashes = content + 2 * len(self.shape.pad) - len(before[:1]) - len(after[:1])
        return f"{before[:1]}{'-' * max(dashes, 3)}{after[:1]}"
