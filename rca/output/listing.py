"""Incidents and action items as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rca.output.marks import execution_cell, state_cell, written_cell
from rca.output.names import short_names, short_ref, shorter_names, undated
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.words import due_cell, severity_role
from rca.rows import IncidentRow, ItemRow

_MATRIX_WIDTH = 120
"""From so many cells on a table of items shows every environment, below it the state's word alone."""

_MATRIX_ENVIRONMENTS = 4

_INCIDENT_COLUMNS = (
    Column("DATE"),
    Column("SEV", least=8, drop=1),
    Column("INCIDENT", least=16, keep_end=True),
    Column("TITLE", least=24),
    Column("STATUS", least=10, drop=5),
    Column("ITEMS", right=True, drop=6),
    Column("OPEN", right=True, drop=4),
    Column("OVERDUE", right=True, drop=2),
    Column("PAPER", right=True, drop=3),
)


def incident_lines(rows: Sequence[IncidentRow], all_ids: Iterable[str], terminal: Terminal) -> Iterator[str]:
    """A table of incidents; nothing where there is none."""
    if not rows:
        return iter(())
    names = {} if terminal.width is None else short_names((row.id for row in rows), all_ids)
    return table(_INCIDENT_COLUMNS, [_incident_cells(row, names) for row in rows], terminal)


def _incident_cells(row: IncidentRow, names: dict[str, str]) -> list[Cell]:
    short = names.get(row.id, row.id)
    longer = undated(row.id)
    named = longer if longer.endswith(short) else row.id
    return [
        Cell(row.date or ""),
        Cell(row.severity or "", severity_role(row.severity_rank)),
        Cell(named, shorter=shorter_names(named, short)),
        Cell(row.title),
        Cell(row.status or ("ongoing" if row.ongoing else ""), "accent" if row.ongoing else ""),
        Cell(str(row.items), "" if row.items else "muted"),
        Cell(str(row.open), "" if row.open else "muted"),
        Cell(str(row.overdue), "error" if row.overdue else "muted"),
        Cell(str(row.paper_only), "warning" if row.paper_only else "muted"),
    ]


def item_lines(rows: Sequence[ItemRow], all_ids: Iterable[str], terminal: Terminal) -> Iterator[str]:
    """A table of items; with room, what is written and executed where."""
    if not rows:
        return iter(())
    names = names_for(rows, all_ids, terminal)
    environments = matrix_environments(rows, terminal)
    columns = (*_ITEM_COLUMNS, *matrix_columns(environments))
    cells = [_item_cells(row, names, terminal) + matrix_cells(row, environments, terminal) for row in rows]
    return table(columns, cells, terminal)


_ITEM_COLUMNS = (
    Column("ITEM", least=12, keep_end=True),
    Column("SEV", least=8, drop=3),
    Column("STATE"),
    Column("ACTION", least=24),
    Column("OWNER", least=8, drop=1),
    Column("DUE"),
)


def _item_cells(row: ItemRow, names: dict[str, str], terminal: Terminal) -> list[Cell]:
    return [
        Cell(short_ref(row.ref, names)),
        Cell(row.severity or "", severity_role(row.severity_rank)),
        state_cell(row.state, row.flags, terminal),
        Cell(row.text),
        Cell(owners_of(row)),
        due_cell(row),
    ]


def names_for(rows: Iterable[ItemRow], all_ids: Iterable[str], terminal: Terminal) -> dict[str, str]:
    """Short names where the width is limited; whole ids, which stay valid for ever, where it is not."""
    return {} if terminal.width is None else short_names((row.incident for row in rows), all_ids)


def owners_of(row: ItemRow) -> str:
    """`operator / PM`, else what is written for an owner."""
    return " / ".join(row.owners) or row.owner_text


def matrix_environments(rows: Iterable[ItemRow], terminal: Terminal) -> list[str]:
    """The environments that get a column of their own: all, in their order, where there is room for them."""
    found = dict.fromkeys(e for row in rows for e, _, _ in row.executions)
    roomy = terminal.width is None or terminal.width >= _MATRIX_WIDTH
    return list(found) if roomy and len(found) <= _MATRIX_ENVIRONMENTS else []


def matrix_columns(environments: list[str]) -> list[Column]:
    """WRITTEN and a column for each environment."""
    return (
        [Column("WRITTEN"), *(Column(e.upper() or "EXECUTED", least=7) for e in environments)]
        if environments
        else []
    )


def matrix_cells(row: ItemRow, environments: list[str], terminal: Terminal) -> list[Cell]:
    """`● 05-15`, `○` and the like for an item."""
    executed = {environment: (state, day) for environment, state, day in row.executions}
    cells = [execution_cell(*executed.get(e, ("", None)), terminal) for e in environments]
    return [written_cell(row.written, row.written_day, terminal), *cells] if environments else []
