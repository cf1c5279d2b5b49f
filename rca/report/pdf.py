"""A page as PDF, typeset by Typst: what documents say goes in as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from rca.charts import Looks, svg
from rca.html.palette import LIGHT
from rca.output.clean import clean
from rca.report.page import Block, Cell, Figure, Group, Note, Page, Row, Section, Table, Terms, shown_by
from rca.typesetting import typeset

LOOKS = Looks(
    ink=LIGHT["ink"],
    muted=LIGHT["muted"],
    line=LIGHT["line"],
    series=tuple(LIGHT[f"series-{place}"] for place in range(1, 7)),
    font="Libertinus Serif",
)


def pdf(page: Page, day: date) -> bytes:
    """The file: the same bytes for the same page. Raises MissingExtra."""
    data = {
        "title": clean(page.title),
        "head": f"{day}",
        "foot": clean(page.foot),
        "facts": [[clean(part) for part in fact] for fact in page.facts],
        "tiles": [tile._asdict() for tile in page.tiles],
        "sections": [_section(section) for section in page.sections],
    }
    return typeset(Path(__file__).with_name("report.typ"), data, day)


def _section(section: Section) -> dict[str, Any]:
    blocks = [_block(block) for block in section.blocks]
    blocks = [block | {"titled": block.get("title") != clean(section.title)} for block in blocks]
    return {"title": clean(section.title), "lead": clean(section.lead), "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Note):
        return {"kind": "note", "text": clean(block.text), "role": block.role}
    if isinstance(block, Terms):
        return {"kind": "terms", "pairs": [[clean(part) for part in pair] for pair in block.pairs]}
    if isinstance(block, Table):
        return _table(block)
    return _figure(block)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "kind": "figure",
        "title": clean(figure.chart.title),
        "description": clean(figure.chart.description),
        "svg": svg(figure.chart, LOOKS),
        "table": _table(figure.table),
        "note": clean(figure.note),
        "wide": figure.is_wide,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": clean(table.title),
        "note": clean(table.note),
        "columns": [{"title": c.title, "right": c.right, "share": c.share} for c in table.columns],
        "rows": _rows(table.rows),
        "more": _more(table.more, shown_by(table.query, table.command)),
        "groups": [_group(group) for group in table.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": clean(group.title),
        "note": clean(group.note),
        "rows": _rows(group.rows),
        "more": _more(group.more, shown_by(group.query)),
    }


def _more(more: str, shown: str) -> str:
    return clean(f"{more}{shown}") if more else ""


def _rows(rows: tuple[Row, ...]) -> list[list[dict[str, str]]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": clean(cell.text), "role": cell.role, "sign": cell.sign.sign if cell.sign else ""}
