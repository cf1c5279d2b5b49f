"""The columns of the table of items: which of them a width has room for, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rca.output.listing import owners_of
from rca.output.marks import execution_cell, state_mark, written_cell
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.words import due_cell, severity_role
from rca.rows import ItemRow

MARKS = 4
"""Cells before the first column: cursor, selection, blocked, a space."""
GAP = 2
_LEAST_ACTION = 24
_WIDE, _ROOMY = 96, 130
"""From so many cells on there are owner, severity and a column for each environment; absolute dates."""


class Column(NamedTuple):
    """A column in its place."""

    name: str
    title: str
    cells: int
    sort: str
    """The word of `sort:` that a click on its title means; empty where it cannot be sorted by."""
    content: Callable[[ItemRow], Cell]
    keep_end: bool = False


class Texts(NamedTuple):
    """What the cells of a table are made with."""

    terminal: Terminal
    environments: tuple[str, ...]
    """In the order of the matrix; empty where there is one, unnamed."""
    name: Callable[[ItemRow], str]
    """The short name of an item."""

    def written(self, row: ItemRow) -> Cell:
        """`● 05-15`, `○` or `n/a`."""
        return written_cell(row.written, row.written_day, self.terminal)

    def execution(self, environment: str) -> Callable[[ItemRow], Cell]:
        """What is said of one environment."""

        def cell(row: ItemRow) -> Cell:
            found = next((e for e in row.executions if e[0] == environment), ("", "", None))
            return execution_cell(found[1], found[2], self.terminal)

        return cell

    def state(self, row: ItemRow) -> Cell:
        """Mark and word of the whole item."""
        mark = state_mark(row.state, row.flags)
        return Cell(f"{mark.on(self.terminal)} {mark.word}", mark.role, (mark.on(self.terminal),))


def _severity(row: ItemRow) -> Cell:
    return Cell(row.severity or "", severity_role(row.severity_rank))


def _day(row: ItemRow) -> Cell:
    return Cell(row.due or "", "muted")


def columns(width: int, texts: Texts, item: int, owner: int) -> list[Column]:
    """The columns that a width has room for; `item` and `owner` are the cells that those would like."""
    first = Column("item", "ITEM", item, "id", lambda row: Cell(texts.name(row)), keep_end=True)
    due = Column("due", "DUE", 12, "due", due_cell)
    if width < _WIDE:
        state = Column("state", "STATE", 15, "state", texts.state)
        return _with_action([first], [due, state], width)
    severity = Column("severity", "SEV", 6, "sev", _severity)
    owned = Column("owner", "OWNER", owner, "owner", lambda row: Cell(owners_of(row)))
    days = [Column("day", "DATE", 10, "due", _day)] if width >= _ROOMY else []
    return _with_action([first, severity], [owned, *days, due, *_matrix(texts, width)], width)


def _matrix(texts: Texts, width: int) -> list[Column]:
    names = texts.environments or ("",)
    written = Column("written", "WRITTEN", 7, "", texts.written)
    matrix = [
        written,
        *(
            Column(f"env:{e}", e.upper() or "EXECUTED", max(7, min(len(e), 10)), "", texts.execution(e))
            for e in names
        ),
    ]
    if sum(column.cells + GAP for column in matrix) <= width * 3 // 10:
        return matrix
    return [written, Column("state", "STATE", 15, "state", texts.state)]


def _with_action(before: Sequence[Column], after: Sequence[Column], width: int) -> list[Column]:
    taken = MARKS + sum(column.cells + GAP for column in (*before, *after))
    action = Column(
        "action", "ACTION", max(width - taken, _LEAST_ACTION), "title", lambda row: Cell(row.text)
    )
    return [*before, action, *after]


def placed(shown: Sequence[Column]) -> Iterator[tuple[int, Column]]:
    """Columns with the cell where each begins."""
    at = MARKS
    for column in shown:
        yield at, column
        at += column.cells + GAP
