"""GFM tables: markdown-it's own rule says where a table begins; ours keeps the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import table as stock_table
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS

from rca.blocks.outline import Row
from rca.blocks.state import State, make_row, make_span, trim
from rca.text import Span

_PIPE = re.compile(r"(?<!\\)\|")


def starts_table(state: State, line: int, end: int) -> bool:
    """Whether a line is the header of a table and the next one its delimiter row."""
    if line + 1 not in state.delimiters or line + 2 > end:
        return False
    return state.src.find("|", state.start(line), state.eMarks[line]) >= 0 and stock_table(
        state, line, end, True
    )


def add_table(state: State, line: int, end: int, interrupts: RuleFuncBlockType) -> None:
    """Append the table whose header stands on a line; any rule of `interrupts` ends it."""
    parent, state.parentType = state.parentType, "table"
    header = read_row(state.src, state.start(line), state.eMarks[line])
    rows = [header]
    columns = len(header.cells)
    read = row_reader(columns, may_escape="\\" in state.src)
    missing = 0
    at = line + 2
    while at < end and _continues(state, at, end, interrupts):
        row = read(state.src, state.start(at), state.eMarks[at])
        missing += columns - len(row.cells)
        if missing > MAX_AUTOCOMPLETED_CELLS:
            break
        rows.append(row)
        at += 1
    state.line = at
    state.parentType = parent
    span = Span(state.start(line), state.eMarks[at - 1])
    delimiter = state.trim(state.start(line + 1), state.eMarks[line + 1])
    state.add("table", span, rows=tuple(rows), delimiter=delimiter)


_CELL = r" ?+(?:[ \t]*+(?=[^\s|])|(?![ \t]*+[^\s|]))({}[^|\\\n]*(?<!\s)|)[ \t]*+\|"
_ESCAPES = r"(?:[^|\\\n]*+\\++\|?+)*"
_WIDEST = 40
"""Columns of a table whose rows are looked for in one go."""


@cache
def row_reader(columns: int, *, may_escape: bool) -> Callable[[str, int, int], Row]:
    """What reads the row between two offsets, of a table that has so many columns; further cells are cut off.

    A row with a bar at each edge and just these cells is found in one go.
    """
    cell = _CELL.format(_ESCAPES if may_escape else "")
    whole = re.compile(rf"(\|{cell * columns})[ \t]*+").fullmatch if 0 < columns <= _WIDEST else _nothing

    def read(text: str, start: int, end: int) -> Row:
        if found := whole(text, start, end):
            _, span, *cells = found.regs
            return make_row((make_span(span), tuple(map(make_span, cells))))
        row = read_row(text, start, end)
        return row if len(row.cells) <= columns else Row(row.span, row.cells[:columns])

    return read


def _nothing(_text: str, _start: int, _end: int) -> None:
    """No row of so many columns is found in one go."""


def read_row(text: str, start: int, end: int) -> Row:
    """The row that a line of a text is, with all its cells."""
    span = trim(text, start, end)
    line = text[span[0] : span[1]]
    parts = _PIPE.split(line) if "\\|" in line else line.split("|")
    return make_row((span, tuple(_cells(parts, span[0]))))


def _cells(parts: list[str], offset: int) -> list[Span]:
    cells = []
    last = len(parts) - 1
    for k, part in enumerate(parts):
        if text := part.strip(MD_TRIM_CHARS):
            start = offset + part.find(text)
            cells.append(make_span((start, start + len(text))))
        elif part or 0 < k < last:
            start = offset + bool(part)
            cells.append(make_span((start, start)))
        offset += len(part) + 1
    return cells


def _continues(state: State, line: int, end: int, interrupts: RuleFuncBlockType) -> bool:
    if state.sCount[line] < state.blkIndent or interrupts(state, line, end, True):
        return False
    text = state.src[state.start(line) : state.eMarks[line]]
    return bool(text.strip(MD_TRIM_CHARS)) and not state.is_code_block(line)
