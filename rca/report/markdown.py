"""A page as Markdown: tables of GitHub's kind, and text of documents that stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rca.output.clean import clean
from rca.report.page import Block, Cell, Column, Figure, Note, Page, Row, Section, Table, Terms, shown_by

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~!$&]|:(?=\S)|^[-+=]|(?<=\d)[.)](?=\s|$)")
"""What begins markup inside of a line, and at its beginning; `:` begins emoji, and links from `http` on."""


def markdown(page: Page) -> Iterator[str]:
    """The lines of a page."""
    yield from (f"# {escaped(page.title)}", "")
    for label, value in page.facts:
        yield f"- **{escaped(label)}:** {escaped(value)}"
    if page.tiles:
        yield from ("", " · ".join(f"**{tile.number}** {escaped(tile.words)}" for tile in page.tiles))
    for section in page.sections:
        yield from _section(section)
    if page.foot:
        yield from ("", "---", "", escaped(page.foot))


def escaped(text: str) -> str:
    """A text on one line that no reader of Markdown takes for anything else."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", clean(text).strip())


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {escaped(section.title)}")
    if section.lead:
        yield from ("", escaped(section.lead))
    for block in section.blocks:
        yield from ("", *_block(block))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Note):
        yield escaped(block.text)
    elif isinstance(block, Terms):
        yield from (f"- **{escaped(word)}:** {escaped(meaning)}" for word, meaning in block.pairs)
    elif isinstance(block, Figure):
        yield from _table(block.table._replace(title=block.chart.title))
        yield from ("", escaped(block.note)) if block.note else ()
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.title:
        note = f" ({escaped(table.note)})" if table.note else ""
        yield from (f"### {escaped(table.title)}{note}", "")
    if table.rows:
        yield from _rows(table.columns, table.rows)
    yield from _more(table.more, shown_by(table.query, table.command))
    for place, group in enumerate(table.groups):
        yield from ("",) * bool(place)
        yield from (f"### {escaped(group.title)} ({escaped(group.note)})", "")
        yield from _rows(table.columns, group.rows)
        yield from _more(group.more, shown_by(group.query))


def _rows(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[str]:
    yield _line(column.title for column in columns)
    yield f"| {' | '.join('---:' if column.right else '---' for column in columns)} |"
    for row in rows:
        yield _line(map(_text, row))


def _more(more: str, shown: str) -> Iterator[str]:
    if more:
        shown = shown.removeprefix(": ")
        yield from ("", f"{escaped(more)}: {code(shown)}" if shown else escaped(more))


def code(text: str) -> str:
    """A text as code, with as many backticks around it as it needs."""
    text = clean(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _text(cell: Cell) -> str:
    return f"{cell.sign.sign} {cell.text}" if cell.sign else cell.text


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
