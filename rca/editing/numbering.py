"""A `#` column in front of each table of action items that has none; the position was the number before."""

from __future__ import annotations

from collections.abc import Iterator

from rca.blocks import Block, Outline
from rca.changes import Refused
from rca.editing.cells import Shape
from rca.editing.lines import insert
from rca.model import ActionItem, Document
from rca.text import Source, TextEdit


class NothingToNumber(Refused):
    """No table of items lacks numbers."""

    def __init__(self) -> None:
        super().__init__("every table of action items of this document has numbers, or there is none")


def numbered(source: Source, outline: Outline, document: Document) -> list[TextEdit]:
    """The edits that add the columns; raises NothingToNumber."""
    edits = [
        edit for block in outline.blocks if block.kind == "table" for edit in _of(source, block, document)
    ]
    if not edits:
        raise NothingToNumber
    return edits


def _of(source: Source, block: Block, document: Document) -> Iterator[TextEdit]:
    start, end = block.span
    items = [i for i in document.action_items if i.form == "table" and start <= i.text_span.start < end]
    if not items or any("number" in item.fields for item in items):
        return
    shape = Shape(source, block)
    numbers = {_row(block, item): item.number for item in items}
    wide = max(map(len, numbers.values())) if shape.is_aligned else 0
    for index, row in enumerate(block.rows):
        said = "#" if index == 0 else numbers.get(index, "")
        yield _in_front(source, row.span.start, shape.filled(said, wide))
    yield _in_front(source, block.delimiter.start, _delimiter(source, block, shape, wide))


def _row(block: Block, item: ActionItem) -> int:
    rows = enumerate(block.rows)
    return next(k for k, row in rows if row.span.start <= item.text_span.start < row.span.end)


def _in_front(source: Source, start: int, cell: str) -> TextEdit:
    """A cell before the first one, behind the bar that opens the row, or with one of its own."""
    is_open = source.text.startswith("|", start)
    return insert(start + is_open, f"{cell}|" if is_open else f"|{cell}|")


def _delimiter(source: Source, block: Block, shape: Shape, wide: int) -> str:
    line = source.slice(block.delimiter)
    pad = " " if line.lstrip("|").startswith(" ") else ""
    return f"{pad}{'-' * max(3, wide + (0 if pad else 2 * len(shape.pad)))}{pad}"
