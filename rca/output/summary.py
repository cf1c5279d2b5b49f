"""What reading takes out of one file, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rca.model import Document
from rca.output.marks import STATES
from rca.output.table import Cell, Column, facts, table
from rca.output.terminal import Terminal
from rca.output.words import count
from rca.text import Source


def summary_lines(path: str, source: Source, document: Document, terminal: Terminal) -> Iterator[str]:
    """The title, the facts, and each action item with its line."""
    yield f"{terminal.paint(path, 'bold')}  {terminal.paint(document.title)}"
    yield from facts(_facts(document), terminal, indent=2)
    rows = [
        [
            Cell(str(source.line(item.span.start)), "muted"),
            Cell(item.number),
            Cell(f"{STATES[item.state].on(terminal)} {STATES[item.state].word}", STATES[item.state].role),
            Cell(item.text),
            Cell(" / ".join(item.owners)),
            Cell(item.due.text if item.due else ""),
        ]
        for item in document.action_items
    ]
    yield from table(_COLUMNS, rows, terminal, indent=2) if rows else ()


_COLUMNS = (
    Column("LINE", right=True, drop=2),
    Column("#", least=3),
    Column("STATE"),
    Column("ACTION", least=24),
    Column("OWNER", least=8, drop=1),
    Column("DUE", least=8),
)


def _facts(document: Document) -> list[tuple[str, Cell]]:
    amounts = (
        count(len(document.sections), "section"),
        count(len(document.timeline), "timeline entry", "timeline entries"),
        count(len(document.action_items), "action item"),
        count(len(document.diagnostics), "remark"),
    )
    return [
        ("ID", Cell(document.incident_id or "")),
        ("Date", Cell(document.date.isoformat() if document.date else "")),
        ("Severity", Cell(document.severity or "")),
        ("Status", Cell(document.status or "")),
        ("Authors", Cell(", ".join(document.authors))),
        ("Holds", Cell(", ".join(amounts))),
    ]
