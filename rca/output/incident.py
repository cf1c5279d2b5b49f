"""One incident: its facts, its action items with their environments, its timeline and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rca.model import Document, TimelineEntry
from rca.output.clean import clean
from rca.output.listing import matrix_cells, matrix_columns, matrix_environments, owners_of
from rca.output.marks import state_cell
from rca.output.table import Cell, Column, facts, table
from rca.output.terminal import Terminal
from rca.output.width import wrap
from rca.output.words import count, due_cell, severity_role
from rca.rows import IncidentRow, ItemRow
from rca.text import Source


def incident_lines(
    incident: IncidentRow, document: Document, source: Source, items: Sequence[ItemRow], terminal: Terminal
) -> Iterator[str]:
    """Everything about an incident but its prose; where that stands is told by line."""
    yield from (
        terminal.paint(line, "bold") for line in wrap(clean(incident.title) or incident.id, terminal.width)
    )
    yield terminal.paint(f"{incident.id} {terminal.dot} {incident.path}", "muted")
    yield ""
    yield from facts(incident_facts(incident, document), terminal)
    yield from _headed("Action items", _items(items, terminal), terminal)
    yield from _headed("Timeline", _timeline(document.timeline, source, terminal), terminal)
    yield from _headed("Sections", _sections(document, source, terminal), terminal)


def _headed(title: str, lines: Iterator[str], terminal: Terminal) -> Iterator[str]:
    for index, line in enumerate(lines):
        if not index:
            yield ""
            yield terminal.paint(title, "bold")
        yield line


def incident_facts(incident: IncidentRow, document: Document) -> list[tuple[str, Cell]]:
    """Label and value of what the metadata tells; those without a value are empty."""
    day = document.date.isoformat() if document.date else ""
    plain = [
        ("Status", document.status or ""),
        ("Duration", document.duration or ("ongoing" if document.ongoing else "")),
        ("Blast radius", document.blast_radius or ""),
        ("Services", ", ".join(document.services)),
        ("Environments", ", ".join(document.environments)),
        ("Authors", ", ".join(document.authors)),
        ("Commander", document.commander or ""),
        ("Tags", ", ".join(document.tags)),
        ("Related", ", ".join(document.related)),
        ("Classification", document.classification or ""),
        *_instants(document),
    ]
    severity = Cell(document.severity or "", severity_role(incident.severity_rank))
    return [("Date", Cell(day)), ("Severity", severity), *((label, Cell(text)) for label, text in plain)]


def _instants(document: Document) -> list[tuple[str, str]]:
    moments = ("started", "detected", "acknowledged", "mitigated", "resolved")
    return [(m.capitalize(), instant.text) for m in moments if (instant := getattr(document, m))]


_ITEM_COLUMNS = (
    Column("#", least=3),
    Column("STATE"),
    Column("ACTION", least=24),
    Column("OWNER", least=8, drop=1),
    Column("DUE"),
)


def _items(items: Sequence[ItemRow], terminal: Terminal) -> Iterator[str]:
    environments = matrix_environments(items, terminal)
    columns = (*_ITEM_COLUMNS, *matrix_columns(environments))
    rows = [
        [
            Cell(item.number),
            state_cell(item.state, item.flags, terminal),
            Cell(item.text),
            Cell(owners_of(item)),
            due_cell(item),
            *matrix_cells(item, environments, terminal),
        ]
        for item in items
    ]
    return table(columns, rows, terminal, indent=2) if rows else iter(())


def _timeline(entries: Sequence[TimelineEntry], source: Source, terminal: Terminal) -> Iterator[str]:
    rows = [
        [
            Cell(str(source.line(e.span.start)), "muted"),
            Cell(_time(e)),
            Cell(e.text),
            Cell(" ".join(e.tags), "accent"),
        ]
        for e in entries
    ]
    columns = (
        Column("LINE", right=True, drop=2),
        Column("TIME", least=11),
        Column("EVENT", least=24),
        Column("TELLS", drop=1),
    )
    return table(columns, rows, terminal, indent=2) if rows else iter(())


def _time(entry: TimelineEntry) -> str:
    if entry.at is None:
        return entry.time
    end = f"-{entry.until:%H:%M}" if entry.until else ""
    return f"{entry.at:%Y-%m-%d %H:%M}{end} {entry.at.tzname() or ''}".rstrip()


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""Guidance for those who write: nothing that a reader reads."""
_WORD = re.compile(r"\S*\w\S*")


def _sections(document: Document, source: Source, terminal: Terminal) -> Iterator[str]:
    rows = []
    for section in document.sections:
        words = len(_WORD.findall(_COMMENT.sub(" ", source.slice(section.body))))
        rows.append(
            [
                Cell(str(source.line(section.span.start)), "muted"),
                Cell(section.heading),
                Cell(section.name.replace("_", " "), "accent"),
                Cell(count(words, "word"), "muted"),
            ]
        )
    columns = (
        Column("LINE", right=True),
        Column("HEADING", least=16),
        Column("IS", drop=1),
        Column("LENGTH", right=True, drop=2),
    )
    return table(columns, rows, terminal, indent=2) if rows else iter(())
