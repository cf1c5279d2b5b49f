"""A page in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rca.charts import Bars
from rca.insights.bars import Bar
from rca.output.stats import bar_lines
from rca.output.table import Cell as Drawn
from rca.output.table import Column as DrawnColumn
from rca.output.table import facts, table
from rca.output.terminal import Terminal
from rca.output.width import width, wrap
from rca.report.page import Block, Cell, Column, Figure, Note, Page, Section, Table, Terms, shown_by

_USUAL = 100
_LEAST = 12
_INDENT = _GAP = 2


def page_lines(page: Page, terminal: Terminal) -> Iterator[str]:
    """All of a page: title, facts, the numbers that are seen first, sections."""
    return map(terminal.typed, _page(page, terminal))


def section_lines(page: Page, terminal: Terminal) -> Iterator[str]:
    """The sections of a page alone."""
    return map(terminal.typed, _sections(page, terminal))


def _page(page: Page, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(page.title, "bold")
    yield from facts(((label, Drawn(value)) for label, value in page.facts), terminal, indent=2)
    if page.tiles:
        dot = f" {terminal.dot} "
        told = (terminal.paint(f"{tile.number} {tile.words}", tile.role) for tile in page.tiles)
        yield from ("", f"  {dot.join(told)}")
    for section in page.sections:
        yield from ("", *_section(section, terminal))
    if page.foot:
        yield from ("", *_wrapped(page.foot, terminal, "muted", 0))


def _sections(page: Page, terminal: Terminal) -> Iterator[str]:
    for place, section in enumerate(page.sections):
        yield from ("",) * bool(place)
        yield from _section(section, terminal)


def _section(section: Section, terminal: Terminal) -> Iterator[str]:
    yield terminal.paint(section.title, "bold")
    yield from _wrapped(section.lead, terminal, "muted", 2) if section.lead else ()
    for place, block in enumerate(section.blocks):
        if place:
            yield ""
        yield from _block(block, terminal)


def _wrapped(text: str, terminal: Terminal, role: str, indent: int) -> Iterator[str]:
    for line in wrap(terminal.paint_lines(text), (terminal.width or _USUAL) - indent):
        yield " " * indent + terminal.paint(line, role)


def _block(block: Block, terminal: Terminal) -> Iterator[str]:
    if isinstance(block, Note):
        yield from _wrapped(block.text, terminal, block.role, 2)
    elif isinstance(block, Terms):
        yield from facts(((word, Drawn(meaning)) for word, meaning in block.pairs), terminal, indent=2)
    elif isinstance(block, Table):
        yield from _table(block, terminal)
    else:
        yield from _figure(block, terminal)


def _figure(figure: Figure, terminal: Terminal) -> Iterator[str]:
    chart = figure.chart
    if isinstance(chart, Bars) and len(chart.series) == 1:
        pairs = zip(chart.labels, chart.series[0].values, strict=True)
        yield from bar_lines([Bar(label, int(number), "") for label, number in pairs], terminal)
    else:
        yield from _table(figure.table, terminal)
    if figure.note:
        yield from _wrapped(figure.note, terminal, "muted", 2)


def _table(told: Table, terminal: Terminal) -> Iterator[str]:
    if told.title:
        yield _titled(told.title, told.note, terminal)
    if _is_too_wide(told, terminal):
        yield from facts(_as_facts(told, terminal), terminal, indent=2)
        return
    rows = [*told.rows, *(row for group in told.groups for row in group.rows)]
    cells = [[_cell(cell, terminal) for cell in row] for row in rows]
    columns = [_column(column) for column in told.columns]
    lines = table(columns, cells, terminal, indent=2, head=not told.groups)
    for place, group in enumerate(told.groups):
        yield from ("",) * bool(place)
        yield _titled(group.title, group.note, terminal)
        yield from islice(lines, len(group.rows))
        yield from _more(group.more, shown_by(group.query), terminal)
    yield from lines
    yield from _more(told.more, shown_by(told.query, told.command), terminal)


def _is_too_wide(told: Table, terminal: Terminal) -> bool:
    """Whether numbers would be cut, as columns that give way are not enough."""
    gives_way = any(column.drop or column.keeps_end for column in told.columns)
    if terminal.width is None or told.groups or gives_way:
        return False
    room = terminal.width - _INDENT + _GAP
    return sum(_cells(told, place) + _GAP for place in range(len(told.columns))) > room


def _cells(told: Table, place: int) -> int:
    """What a column takes at least."""
    column = told.columns[place]
    texts = ((cell.shorter or (cell.text,))[-1] for cell in (row[place] for row in told.rows))
    widest = max(map(width, (column.title, *texts)))
    return min(widest, _LEAST) if column.share else widest


def _as_facts(told: Table, terminal: Terminal) -> Iterator[tuple[str, Drawn]]:
    """Rows as a name and what is told of it, each with the title of its column."""
    titles = [column.title[0].lower() + column.title[1:] for column in told.columns]
    for first, *rest in told.rows:
        parts = [f"{title} {cell.text}" for title, cell in zip(titles[1:], rest, strict=True) if cell.text]
        yield first.text, Drawn(f" {terminal.dot} ".join(parts))


def _titled(title: str, note: str, terminal: Terminal) -> str:
    told = f"  {terminal.paint(note, 'muted')}" if note else ""
    return f"  {terminal.paint(title, 'bold')}{told}"


def _more(more: str, shown: str, terminal: Terminal) -> Iterator[str]:
    if more:
        yield f"  {terminal.paint(f'{more}{shown}', 'muted')}"


def _column(column: Column) -> DrawnColumn:
    least = _LEAST if column.share else 0
    return DrawnColumn(column.title.upper(), column.right, least, column.keeps_end, column.drop)


def _cell(cell: Cell, terminal: Terminal) -> Drawn:
    sign = f"{cell.sign.on(terminal)} " if cell.sign else ""
    return Drawn(f"{sign}{cell.text}", cell.role, cell.shorter)
