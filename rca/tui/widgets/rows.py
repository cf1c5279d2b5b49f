"""What a table of rows is given: columns, rows, headings."""

from __future__ import annotations

from typing import NamedTuple

from rca.output.table import Cell


class Heading(NamedTuple):
    """A row that heads those below it; it takes the whole width."""

    text: str
    told: str
    target: object


class Row(NamedTuple):
    """A row: a cell for every column, shown or not, and what it stands for."""

    cells: tuple[Cell, ...]
    target: object


class Column(NamedTuple):
    """A column, and from which width of the table on it is shown."""

    title: str
    cells: int
    """0 for the column that takes what the others leave."""
    since: int = 0
    until: int = 10_000
    """The last width on which it is shown."""
    right: bool = False
    keep_end: bool = False
    sort: str = ""
    """The word of `sort:` that a click on the title means."""
    falls: bool = False
    """Whether that word sorts from the last to the first, as is natural for days and counts."""
