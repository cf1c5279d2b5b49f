"""A page as one HTML file: nothing is fetched, nothing runs, and what documents say is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rca.charts import Looks, Steps, svg
from rca.html.pages import inline_policy
from rca.html.palette import custom_properties
from rca.output.clean import clean
from rca.report.page import Block, Cell, Column, Figure, Note, Page, Row, Section, Table, Terms, shown_by

LOOKS = Looks(
    ink="var(--ink)",
    muted="var(--muted)",
    line="var(--line)",
    series=tuple(f"var(--series-{place})" for place in range(1, 7)),
    font="inherit",
)
_STACKED = 5
"""Columns from which on the rows of a table stand below each other on a small screen."""


def html(page: Page) -> str:
    """The whole file."""
    style = custom_properties() + Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return "\n".join((
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{inline_policy([style])}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_text(page.title)}</title>",
        f"<style>{style}</style></head>",
        "<body>",
        *_body(page),
        "</body>",
        "</html>",
        "",
    ))  # fmt: skip


def _text(text: str) -> str:
    return escape(clean(text))


def _body(page: Page) -> Iterator[str]:
    yield f"<header><h1>{_text(page.title)}</h1>"
    yield '<dl class="facts">'
    yield from (f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in page.facts)
    yield "</dl>"
    yield '<ul class="tiles">'
    for tile in page.tiles:
        yield f'<li><strong class="{tile.role}">{tile.number}</strong> {_text(tile.words)}</li>'
    yield "</ul></header>"
    yield '<nav aria-label="Sections"><ul>'
    yield from (f'<li><a href="#{section.key}">{_text(section.title)}</a></li>' for section in page.sections)
    yield "</ul></nav><main>"
    for section in page.sections:
        yield from _section(section)
    yield f"</main><footer>{_text(page.foot)}</footer>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.key}"><h2 id="{section.key}">{_text(section.title)}</h2>'
    if section.lead:
        yield f"<p>{_text(section.lead)}</p>"
    for block in section.blocks:
        yield from _block(block, section.title)
    yield "</section>"


def _block(block: Block, title: str) -> Iterator[str]:
    if isinstance(block, Note):
        yield f'<p class="{block.role}">{_text(block.text)}</p>'
    elif isinstance(block, Terms):
        yield '<dl class="terms">'
        yield from (f"<dt>{_text(word)}</dt><dd>{_text(meaning)}</dd>" for word, meaning in block.pairs)
        yield "</dl>"
    elif isinstance(block, Table):
        if block.title:
            yield f"<h3>{_text(block.title)} <small>{_text(block.note)}</small></h3>"
        yield from _table(block, block.title or title)
    else:
        yield from _figure(block, title)


def _figure(figure: Figure, title: str) -> Iterator[str]:
    wide = ' class="wide"' if isinstance(figure.chart, Steps) else ""
    caption = f"<figcaption>{_text(figure.chart.title)}</figcaption>" if figure.chart.title != title else ""
    yield f"<figure{wide}>{caption}"
    yield f'<div class="chart" tabindex="0">{svg(figure.chart, LOOKS)}</div><div>'
    yield from _table(figure.table, figure.chart.title)
    yield "</div></figure>"
    if figure.note:
        yield f'<p class="muted">{_text(figure.note)}</p>'


def _table(table: Table, label: str) -> Iterator[str]:
    stacked = ' class="stacked"' if len(table.columns) >= _STACKED and _has_words(table) else ""
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="Table: {_text(label)}">'
    yield f"<table{stacked}><thead><tr>"
    yield from (_head(column) for column in table.columns)
    yield "</tr></thead>"
    if table.rows:
        yield "<tbody>"
        yield from _rows(table.columns, table.rows, table.more, shown_by(table.query, table.command))
        yield "</tbody>"
    for group in table.groups:
        note = f" <small>{_text(group.note)}</small>" if group.note else ""
        heading = f'<th colspan="{len(table.columns)}" scope="rowgroup">{_text(group.title)}{note}</th>'
        yield f"<tbody><tr>{heading}</tr>"
        yield from _rows(table.columns, group.rows, group.more, shown_by(group.query))
        yield "</tbody>"
    yield "</table></div>"


def _has_words(table: Table) -> bool:
    return sum(column.share for column in table.columns) > 1


def _head(column: Column) -> str:
    role = ' class="number"' if column.right else ""
    return f'<th scope="col"{role}>{_text(column.title)}</th>'


def _rows(columns: Sequence[Column], rows: Sequence[Row], more: str, shown: str) -> Iterator[str]:
    for row in rows:
        cells = zip(columns, row, strict=True)
        yield f"<tr>{''.join(_cell(column, cell) for column, cell in cells)}</tr>"
    if more:
        shown = shown.removeprefix(": ")
        told = f": <code>{_text(shown)}</code>" if shown else ""
        yield f'<tr><td class="more" colspan="{len(columns)}">{_text(more)}{told}</td></tr>'


def _cell(column: Column, cell: Cell) -> str:
    kinds = ("number" if column.right else "share" if column.share else "fit", cell.role)
    sign = f'<span class="sign" aria-hidden="true">{escape(cell.sign.sign)}</span>' if cell.sign else ""
    text = _text(cell.text).replace("-", "-<wbr>") if column.keeps_end else _text(cell.text)
    head = f' data-head="{_text(column.title)}"' if column.title else ""
    return f'<td class="{" ".join(filter(None, kinds))}"{head}>{sign}{text}</td>'
