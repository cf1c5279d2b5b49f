"""What is overdue and due soon, by owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rca.output.listing import names_for
from rca.output.marks import state_cell
from rca.output.names import short_ref
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.words import count, due_cell, listed
from rca.rows import ItemRow

NO_OWNER = "no owner"

_COLUMNS = (
    Column("DUE"),
    Column("ITEM", least=12, keep_end=True),
    Column("STATE"),
    Column("ACTION", least=24),
    Column("WAITS FOR, WITH", least=8, drop=1),
)


def due_lines(
    rows: Sequence[ItemRow], all_ids: Iterable[str], terminal: Terminal, asked: Sequence[str] = ()
) -> Iterator[str]:
    """Items under their owners, those with the most that is late first; an item of two stands under both.

    Where somebody asked for owners, it stands under these alone.
    """
    groups = _by_owner(rows, asked)
    names = names_for(rows, all_ids, terminal)
    cells = [_cells(row, owner, names, terminal) for owner, items in groups for row in items]
    lines = table(_COLUMNS, cells, terminal, indent=2, head=False)
    for owner, items in groups:
        yield f"{terminal.paint(owner, 'bold')}  {terminal.paint(_summary(items), 'muted')}"
        yield from (line for _, line in zip(items, lines, strict=False))


def _by_owner(rows: Iterable[ItemRow], asked: Sequence[str]) -> list[tuple[str, list[ItemRow]]]:
    groups: dict[str, list[ItemRow]] = {}
    for row in rows:
        for owner in _among(row.owners, asked) or (NO_OWNER,):
            groups.setdefault(owner, []).append(row)
    return sorted(groups.items(), key=lambda g: (g[0] == NO_OWNER, -_late(g[1]), g[0].casefold()))


def _among(owners: Sequence[str], asked: Sequence[str]) -> Sequence[str]:
    """The owners that were asked for, by the beginning of a word as in `owner:`; all where none is meant."""
    begun = tuple(f" {name.casefold().lstrip('@')}" for name in asked)
    named = [owner for owner in owners if any(name in f" {owner.casefold().lstrip('@')}" for name in begun)]
    return named or owners


def _late(items: Iterable[ItemRow]) -> int:
    return sum(row.overdue_days > 0 for row in items)


def _summary(items: list[ItemRow]) -> str:
    late = _late(items)
    soon = len(items) - late
    return listed(
        [part for part in (f"{late} overdue" if late else "", f"{soon} due soon" if soon else "") if part]
    )


def nothing(within: str, undated: int) -> str:
    """What is said where nothing is late: what nobody gave a date never is."""
    told = f"Nothing overdue, nothing due within {within}"
    if not undated:
        return f"{told}."
    return f"{told}; {count(undated, 'item')} without a due date: rca actions is:undated"


def sentence(rows: Sequence[ItemRow], within: str, asked: Sequence[str] = ()) -> str:
    """How many there are, each counted once, and why the owners' own numbers can be more."""
    late = _late(rows)
    shared = sum(len(_among(row.owners, asked)) > 1 for row in rows)
    told = f"{late or 'Nothing'} overdue, {len(rows) - late or 'nothing'} due within {within}"
    if not shared:
        return f"{told}."
    return (
        f"{told}; {count(shared, 'item')} of several owners {'stand' if shared > 1 else 'stands'} under each."
    )


def _cells(row: ItemRow, owner: str, names: dict[str, str], terminal: Terminal) -> list[Cell]:
    others = ", ".join(other for other in row.owners if other != owner)
    waits = ", ".join(short_ref(ref, names) for ref in row.blocked_by)
    notes = (f"waits for {waits}" if waits else "", f"with {others}" if others else "")
    return [
        due_cell(row),
        Cell(short_ref(row.ref, names)),
        state_cell(row.state, row.flags, terminal),
        Cell(row.text),
        Cell(", ".join(filter(None, notes)), "muted"),
    ]
