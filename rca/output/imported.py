"""What is understood of a foreign folder, as a table with what was not placed, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rca.importing.folder import Folder
from rca.importing.survey import Survey, Unplaced
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.words import count, listed

_MOST = 5
"""Places that are shown of one document; JSON has all."""
_ENOUGH = 80
"""Per cent."""


def folder_lines(folder: Folder, terminal: Terminal) -> Iterator[str]:
    """A row for each document, then what of it was not placed."""
    columns = (
        Column("FILE", least=16, keep_end=True),
        Column("TITLE", least=12, drop=2),
        Column("DATE"),
        Column("SEV", drop=1),
        Column("SECTIONS", right=True),
        Column("TIMELINE", right=True),
        Column("ITEMS", right=True),
        Column("PLACED", right=True),
    )
    if folder.found:
        yield from table(columns, map(_row, folder.found), terminal)
    for each in folder.found:
        if places := _places(each):
            yield ""
            yield terminal.paint(each.path, "bold")
            yield from (f"  {terminal.paint(line)}" for line in places)
    if folder.odd:
        yield ""
    yield from (terminal.paint(f"{path} {reason}", "warning") for path, reason in folder.odd.items())


def folder_json(folder: Folder, written: list[str]) -> dict[str, Any]:
    """Everything, as plain values."""
    return {
        "folder": folder.path,
        "is_read": folder.is_read,
        "documents": [each.as_json() for each in folder.found],
        "left_out": folder.odd,
        "written": written,
    }


def summary(folder: Folder) -> str:
    """`12 documents, 83 % of 410 lines placed; 3 state no id, 2 have items without numbers.`"""
    placed, lines = (sum(getattr(each, name) for each in folder.found) for name in ("placed", "lines"))
    without_id = sum(each.id is None for each in folder.found)
    unnumbered = sum(each.unnumbered for each in folder.found)
    lacks = [
        *[f"{without_id} without a stated id"] * bool(without_id),
        *[f"{unnumbered} with tables of items without numbers"] * bool(unnumbered),
    ]
    share = f"{100 * placed // lines} % of {lines} lines placed" if lines else "no lines"
    return f"{count(len(folder.found), 'document')}, {share}{f'; {listed(lacks)}' if lacks else ''}."


def _row(found: Survey) -> tuple[Cell, ...]:
    role = "" if found.coverage >= _ENOUGH else "warning"
    return (
        Cell(found.path),
        Cell(found.title),
        Cell(found.date or "—"),
        Cell(found.severity or "—"),
        Cell(f"{len(found.known)} of {len(found.known) + len(found.unknown)}"),
        Cell(str(found.timeline)),
        Cell(str(found.items)),
        Cell(f"{found.coverage} %", role),
    )


def _places(found: Survey) -> list[str]:
    """Where the lines of a document are that were not placed."""
    lines = [_place(each) for each in found.unplaced[:_MOST]]
    more = len(found.unplaced) - _MOST
    return [*lines, f"and {count(more, 'more place')}"] if more > 0 else lines


def _place(found: Unplaced) -> str:
    where = f"line {found.first}" if found.first == found.last else f"lines {found.first}–{found.last}"
    return f"{where} not placed: {found.text}"
