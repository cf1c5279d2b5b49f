"""A page of numbers and lists, before it is drawn: what every format shows is decided here, once."""

from __future__ import annotations

from typing import NamedTuple

from rca.charts import Chart, Steps
from rca.output.marks import Mark


class Cell(NamedTuple):
    """What stands in a cell: a mark, and words in the colour of a role."""

    text: str
    role: str = ""
    sign: Mark | None = None
    shorter: tuple[str, ...] = ()
    """What may stand there where it is narrow."""


class Column(NamedTuple):
    """A column, and how it shares the width of the page."""

    title: str
    right: bool = False
    """Whether numbers stand in it."""
    share: int = 0
    """Of what is left when all others have their content; 0 for one that is as wide as its content."""
    keeps_end: bool = False
    """Whether the end of its texts tells more than their beginning."""
    drop: int = 0
    """Where it is narrow the column with the highest number goes first; 0 stays."""


Row = tuple[Cell, ...]


class Group(NamedTuple):
    """Rows of a table that belong together, below a heading of their own."""

    title: str
    note: str
    rows: tuple[Row, ...]
    more: str = ""
    """How many rows are not shown."""
    query: str = ""


class Table(NamedTuple):
    """Rows below their columns, all of them or in groups."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    title: str = ""
    note: str = ""
    """What is said of the title."""
    more: str = ""
    """How many rows are not shown."""
    query: str = ""
    """What shows all of them."""
    command: str = "actions"
    """The command that takes the query."""


class Note(NamedTuple):
    """A paragraph."""

    text: str
    role: str = ""


class Figure(NamedTuple):
    """A chart, and its numbers."""

    chart: Chart
    table: Table
    note: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the chart takes the width of a page of paper, and its table stands below."""
        return isinstance(self.chart, Steps) or self.chart.upright


class Terms(NamedTuple):
    """Words and what they mean."""

    pairs: tuple[tuple[str, str], ...]


Block = Table | Note | Figure | Terms


class Section(NamedTuple):
    """A heading, what is said below it, and blocks."""

    key: str
    title: str
    lead: str
    blocks: tuple[Block, ...] = ()


class Tile(NamedTuple):
    """A number that is seen first."""

    number: int
    words: str
    role: str


class Page(NamedTuple):
    """All of it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    foot: str


def shown_by(query: str, command: str = "actions") -> str:
    """What shows everything that a list leaves out, as a shell takes it."""
    from shlex import quote

    return f": rca {command} {quote(query)}" if query else ""


def empty(*blocks: Block) -> tuple[Block, ...]:
    """Blocks without those that have nothing to show."""
    return tuple(block for block in blocks if not isinstance(block, Table) or block.rows or block.groups)
