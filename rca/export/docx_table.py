"""Tables of a word processor: columns as wide as they need, rows that stay whole, a head that repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rca.export.item_table import Cell

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table, _Cell, _Row
    from docx.text.run import Run

_COLUMNS = {"#": 3.0, "State": 15.0, "Action": 27.0, "Owner": 12.0, "Due": 14.0, "Issue": 9.0}
"""What they want of the width, beside each other."""
_STEP = 14.0
_ACTION = 2
"""Where the text of the items stands."""
_EMPTY = 8.0
"""What a column gets in which nothing but a sign stands; the text of the items has the rest."""
FACTS = (16.0, 66.0)
_WITHIN_DAYS = re.compile(r"(?<=\b\d{4})-(?=\d\d-\d\d\b)|(?<=\b\d{4}-\d\d)-(?=\d\d\b)")
_LEAST = 0.03
"""Of the width, for any column."""
_SMALL = 107_950
"""8.5 pt, in English Metric Units."""
_LINE = {"w:val": "single", "w:sz": "4", "w:color": "D0D7DE"}
_MARGIN = {"w:w": "60", "w:type": "dxa"}
"""Beside the text of a cell, in twentieths of a point."""


@contextmanager
def new_table(word: Word, rows: int, widths: Sequence[float], *, has_head: bool = True) -> Iterator[Table]:
    """A table at the end of a document, to be filled; what its columns want is relative."""
    table = word.add_table(rows, len(widths))
    table.autofit = False
    yield table
    _set_widths(word, table, widths)
    _set_looks(table, has_lines=has_head)
    for row in table.rows:
        _note(row, "w:cantSplit")
    if has_head:
        _note(table.rows[0], "w:tblHeader")
        for run in _runs(table.rows[0].cells):
            run.bold = True
    for run in _runs(table._cells):
        run.font.size = _SMALL
        _keep_days(run)
    word.add_paragraph()


def item_widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """What the columns of a table of items want: little where nothing stands in them."""
    wanted = [(cells, _COLUMNS.get(cells[0].column, _STEP)) for cells in zip(*rows, strict=True)]
    given = [width if any(map(_says, cells)) else min(width, _EMPTY) for cells, width in wanted]
    given[_ACTION] += sum(width for _, width in wanted) - sum(given)
    return given


def _says(cell: Cell) -> bool:
    """Whether a cell holds more than a sign."""
    step = cell.step
    told = any(cell.nodes) or cell.cited or any(sign.word for sign in cell.signs)
    return bool(told or (step and (step.day or step.evidence)))


def _set_widths(word: Word, table: Table, widths: Sequence[float]) -> None:
    section = word.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    wanted = [max(width / sum(widths), _LEAST) for width in widths]
    for column, part in zip(table.columns, wanted, strict=True):
        column.width = int(room * part / sum(wanted))
        for cell in column.cells:
            cell.width = column.width


def _set_looks(table: Table, *, has_lines: bool) -> None:
    """Thin lines between rows, little room beside texts; a schema says where in the properties they stand."""
    layout = table._tbl.tblPr.get_or_add_tblLayout()
    lines = ("w:top", "w:bottom", "w:insideH") if has_lines else ()
    layout.addprevious(_made("w:tblBorders", lines, _LINE))
    layout.addnext(_made("w:tblCellMar", ("w:left", "w:right"), _MARGIN))
    for paragraph in (paragraph for cell in table._cells for paragraph in cell.paragraphs):
        paragraph.paragraph_format.space_after = 0


def _runs(cells: Iterable[_Cell]) -> Iterator[Run]:
    """What is written in cells, links included."""
    for paragraph in (paragraph for cell in cells for paragraph in cell.paragraphs):
        yield from paragraph.runs
        yield from (run for link in paragraph.hyperlinks for run in link.runs)


def _keep_days(run: Run) -> None:
    """Make the days of a text such that they do not break."""
    from docx.oxml import OxmlElement

    first, *parts = _WITHIN_DAYS.split(run.text)
    if not parts:
        return
    run.text = first
    for part in parts:
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)


def _note(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(_made(name))


def _made(name: str, parts: Iterable[str] = (), values: Mapping[str, str] = _LINE) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for part in parts:
        inner = OxmlElement(part)
        for key, value in values.items():
            inner.set(qn(key), value)
        made.append(inner)
    return made
