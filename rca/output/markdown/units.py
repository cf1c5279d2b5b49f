"""What a document shows, from top to bottom: blocks without others in them, and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rca.blocks.outline import Block, Outline
from rca.output.markdown.pieces import Piece
from rca.output.terminal import Terminal
from rca.text import Source

Kind = Literal[
    "front_matter", "heading", "paragraph", "item", "table", "fence", "code", "html", "rule", "rest"
]
"""Of a block that is shown; `rest` are lines that no block holds, as definitions of links."""

_BLANK = re.compile(r"[ \t]*(?:>[ \t]*)*\Z")


class Unit(NamedTuple):
    """Something that is shown in one piece, the full width below what stands before it."""

    kind: Kind
    block: int
    """Its block in the outline; -1 for a rest."""
    row: int
    """Of a table; else 0."""
    first: int
    last: int
    """The lines of the source that it covers, from 1; the last one included."""
    head: tuple[Piece, ...]
    """What stands before its first line: marks of lists and quotes."""
    tail: tuple[Piece, ...]
    """What stands before its other lines."""
    gap: int
    """The line of the source that the empty line before it shows; 0 where none stands there."""
    quotes: int
    """How many quotes it stands in."""


def units(source: Source, outline: Outline, terminal: Terminal) -> list[Unit]:
    """The units of a document, in order."""
    return list(_Walk(source, outline, terminal).units())


class _Container(NamedTuple):
    """What an item or a quote puts before its lines."""

    mark: Piece
    rest: Piece
    quote: bool


class _Walk:
    """Goes through the blocks of a document, and remembers which marks still have to be shown."""

    def __init__(self, source: Source, outline: Outline, terminal: Terminal) -> None:
        self.source = source
        self.blocks = outline.blocks
        self.terminal = terminal
        self.containers: dict[int, _Container] = {}
        self.shown: set[int] = set()
        self.after = 0
        """The last line of the source that is shown."""

    def units(self) -> Iterator[Unit]:
        for index, block in enumerate(self.blocks):
            if block.kind in ("item", "quote"):
                self.containers[index] = self._container(block)
                if self._is_leaf(index):
                    yield from self._own(index, block)
            else:
                yield from self._own(index, block)
        yield from self._rest(self.source.line(len(self.source.text)) + 1, -1)

    def _is_leaf(self, index: int) -> bool:
        following = index + 1
        return following >= len(self.blocks) or self.blocks[following].parent != index

    def _container(self, block: Block) -> _Container:
        if block.kind == "quote":
            bar = Piece("▎ " if self.terminal.unicode else "| ", frozenset(("quote",)))
            return _Container(bar, bar, quote=True)
        mark = block.marker if block.marker[:1].isdigit() else "•" if self.terminal.unicode else "-"
        box = f" {self.source.slice(block.box)}" if block.box else ""
        text = f"{mark}{box} "
        return _Container(Piece(text, frozenset(("bullet",))), Piece(" " * len(text)), quote=False)

    def _own(self, index: int, block: Block) -> Iterator[Unit]:
        first, last = self.source.line(block.span.start), self._last_line(block)
        yield from self._rest(first, block.parent)
        if block.kind == "table":
            yield from self._rows(index, block)
        else:
            yield self._unit(block.kind, index, 0, first, last)

    def _last_line(self, block: Block) -> int:
        if block.kind in ("item", "quote"):
            return self.source.line(block.span.start)
        return self.source.line(max(block.span.start, block.span.end - 1))

    def _rows(self, index: int, block: Block) -> Iterator[Unit]:
        for number, row in enumerate(block.rows):
            line = self.source.line(row.span.start)
            yield self._unit("table", index, number, line, line + (not number))

    def _rest(self, before: int, parent: int) -> Iterator[Unit]:
        """The lines before a block that no block holds."""
        for line in range(self.after + 1, before):
            if not _BLANK.match(self.source.slice(self.source.line_span(line)).removeprefix("\ufeff")):
                yield self._unit("rest", -1, 0, line, line, parent)

    def _unit(
        self, kind: str, index: int, row: int, first: int, last: int, parent: int | None = None
    ) -> Unit:
        if parent is None:
            parent = index if kind in ("item", "quote") else self.blocks[index].parent
        chain = list(self._chain(parent))
        head = tuple(self._mark(container) for container in chain)
        tail = tuple(self.containers[container].rest for container in chain)
        gap = max(first - 1, self.after) if first > self.after + 1 or kind == "heading" else 0
        quotes = sum(self.containers[container].quote for container in chain)
        gap = gap if self.after else 0
        self.after = max(self.after, last)
        shown: Kind = "item" if kind == "quote" else kind  # type: ignore[assignment]
        return Unit(shown, index, row, first, last, head, tail, gap, quotes)

    def _chain(self, index: int) -> Iterator[int]:
        """The containers around a block, outermost first."""
        if index >= 0:
            yield from self._chain(self.blocks[index].parent)
            yield index

    def _mark(self, index: int) -> Piece:
        container = self.containers[index]
        if index in self.shown:
            return container.rest
        self.shown.add(index)
        return container.mark
