"""The columns of the table of items: which of them a width has room for, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rca.output.listing import owners_of
from rca.output.marks import execution_cell, state_mark, written_cell
from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.output.width import width as cells_of
from rca.output.words import due_cell, severity_role
from rca.rows import ItemRow
from rca.values import NamedTuple

MARKS = 4
"""Cells before the first column: cursor, selection, blocked, a space."""
GAP = 2
_LEAST, _LEAST_ACTION, _LEAST_OWNER = 8, 24, 10
_WIDE, _ROOMY = 96, 130
"""From so many cells on there is a column for each environment, owner and severity as far as there is room;
and absolute dates."""
_AMPLE_ACTION, _LEAST_TITLE, _LONGEST_TITLE = 96, 24, 60
"""What an action needs at most before the title of its incident stands beside it, and the cells of that."""


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
    state = Column("state", "STATE", 15, "state", texts.state)
    severity = Column("severity", "SEV", 6, "sev", _severity)
    owned = Column("owner", "OWNER", owner, "owner", lambda row: Cell(owners_of(row)))
    briefly = owned._replace(cells=min(owner, _LEAST_OWNER))
    days = [Column("day", "DATE", 10, "due", _day)] if width >= _ROOMY else []
    matrix = _matrix(texts)
    choices: list[tuple[list[Column], list[Column]]] = [
        ([first, severity], [owned, *days, due, *matrix]),
        ([first, severity], [briefly, due, *matrix]),
        ([first], [briefly, due, *matrix]),
        ([first], [due, *matrix]),
        ([first, severity], [owned, due, matrix[0], state]),
        ([first, severity], [briefly, due, matrix[0], state]),
    ]
    fitting = (choice for choice in choices if width >= _WIDE and _left(*choice, width) >= _LEAST_ACTION)
    short = first._replace(cells=min(item, max(_LEAST, width // 5)))
    return _with_action(*next(fitting, ([short], [due, state])), width)


def _matrix(texts: Texts) -> list[Column]:
    """Written, then a column for each environment."""
    return [
        Column("written", "WRITTEN", 7, "", texts.written),
        *(
            Column(f"env:{e}", title, max(7, min(cells_of(title), 10)), "", texts.execution(e))
            for e in texts.environments or ("",)
            for title in (e.upper() or "EXECUTED",)
        ),
    ]


def _left(before: Sequence[Column], after: Sequence[Column], width: int) -> int:
    """The cells that are left for the action."""
    return width - MARKS - GAP - sum(column.cells + GAP for column in (*before, *after))


def _with_action(before: Sequence[Column], after: Sequence[Column], width: int) -> list[Column]:
    left = max(_left(before, after, width), _LEAST)
    titles = min(left - _AMPLE_ACTION - GAP, _LONGEST_TITLE)
    if titles >= _LEAST_TITLE:
        left -= titles + GAP
        after = [Column("title", "INCIDENT", titles, "title", lambda row: Cell(row.title, "muted")), *after]
    return [*before, Column("action", "ACTION", left, "", lambda row: Cell(row.text)), *after]


def placed(shown: Sequence[Column]) -> Iterator[tuple[int, Column]]:
    """Columns with the cell where each begins."""
    at = MARKS
    for column in shown:
        yield at, column
        at += column.cells + GAP
