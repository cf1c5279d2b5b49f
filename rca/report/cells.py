"""Cells that several tables have: items, states, due dates, environments."""

from __future__ import annotations

from collections.abc import Sequence

from rca.output.marks import BLOCKED, EXECUTIONS, state_mark
from rca.output.words import count, due_cell, severity_role
from rca.report.names import Names
from rca.report.page import Cell, Column
from rca.rows import ItemRow

ITEM = Column("Item", keeps_end=True, share=2)
ACTION = Column("Action", share=4)
SEVERITY = Column("Sev", drop=3)
STATE = Column("State")
OWNER = Column("Owner", share=1, drop=1)
DUE = Column("Due")

NOBODY = "no owner"


def item(row: ItemRow, names: Names) -> Cell:
    """The name of an item."""
    return Cell(names.item(row.ref))


def action(row: ItemRow) -> Cell:
    """What is to be done."""
    return Cell(row.text)


def severity(level: str | None, rank: int | None) -> Cell:
    """The level as written."""
    return Cell(level or "", severity_role(rank))


def state(row: ItemRow) -> Cell:
    """Mark and word; what is wrong with an item comes before what its state is."""
    mark = state_mark(row.state, row.flags)
    return Cell(mark.word, mark.role, mark)


def due(row: ItemRow) -> Cell:
    """`189 d late`, `in 3 d`, `post-v1`."""
    told = due_cell(row)
    return Cell(told.text, told.role)


def owners(row: ItemRow) -> Cell:
    """Who has it."""
    return Cell(", ".join(row.owners) or NOBODY, "" if row.owners else "warning")


def execution(row: ItemRow, environment: str) -> Cell:
    """`● 05-15` for one environment; empty where the item does not name it."""
    for name, there, day in row.executions:
        if name == environment:
            return environment_cell(there, day)
    return Cell("")


def environment_cell(there: str, day: str | None = None) -> Cell:
    """Mark and day; the words n/a where an item is not meant for it."""
    if there == "exempt":
        return Cell("n/a", "muted")
    if not there:
        return Cell("")
    mark = EXECUTIONS[there]
    return Cell(day or {"no": "not yet"}.get(there, mark.word), mark.role, mark)


def blocked(text: str) -> Cell:
    """Something that cannot go on."""
    return Cell(text, BLOCKED.role, BLOCKED)


def number(value: int, *, zero: str = "") -> Cell:
    """A count; zero is left empty where it would only disturb."""
    return Cell(str(value) if value or not zero else zero)


def more(shown: int, number: int, noun: str = "item") -> str:
    """`12 more items`; empty where all are shown."""
    return count(number - shown, f"more {noun}") if number > shown else ""


def environments_of(rows: Sequence[ItemRow]) -> list[str]:
    """The environments that items name, in their order."""
    return list(dict.fromkeys(name for row in rows for name, _, _ in row.executions))
