"""An outline as text, so that a test can show it."""

from __future__ import annotations

from collections.abc import Iterator

from rca.blocks import Block, Outline
from rca.text import Source


def draw(source: Source, outline: Outline) -> str:
    """One line a block and a row, indented as they are nested."""
    return "\n".join(_lines(source, outline))


def _lines(source: Source, outline: Outline) -> Iterator[str]:
    for block in outline.blocks:
        indent = "  " * len(list(_ancestors(outline, block)))
        yield indent + _line(source, block)
        for row in block.rows:
            yield indent + " ".join(["  row", *(repr(source.slice(cell)) for cell in row.cells)])


def _ancestors(outline: Outline, block: Block) -> Iterator[Block]:
    while block.parent >= 0:
        block = outline.blocks[block.parent]
        yield block


def _line(source: Source, block: Block) -> str:
    if block.kind == "table":
        return f"table delimiter {source.slice(block.delimiter)!r}"
    marker = repr(block.marker) if block.kind == "fence" else block.marker
    box = source.slice(block.box) if block.box else ""
    return " ".join(filter(None, (block.kind, marker, box, repr(source.slice(block.content)))))
