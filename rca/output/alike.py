"""Which incidents look alike, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rca.output.names import shorter_names
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.rows import SimilarRow

_COLUMNS = (
    Column("ALIKE", right=True),
    Column("DATE", drop=1),
    Column("INCIDENT", least=16, keep_end=True),
    Column("TITLE", least=20, drop=2),
    Column("SHARED WORDS", least=20),
)


def similar_lines(rows: Iterable[SimilarRow], terminal: Terminal) -> Iterator[str]:
    """A table of incidents with how alike they are, and by which words."""
    cells = [
        [
            Cell(f"{row.score:.2f}"),
            Cell(row.date or ""),
            Cell(row.id, shorter=shorter_names(row.id)),
            Cell(row.title),
            Cell(" ".join(row.terms), "accent"),
        ]
        for row in rows
    ]
    return table(_COLUMNS, cells, terminal) if cells else iter(())
