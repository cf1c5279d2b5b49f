"""What a scan yields: blocks in a flat list, each with exact spans into the raw text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rca.text import Span

Kind = Literal[
    "front_matter", "heading", "paragraph", "item", "quote", "table", "fence", "code", "html", "rule"
]


class Row(NamedTuple):
    """A row of a table as it stands in the text."""

    span: Span
    """From the first to the last character of the row (container prefix and trailing spaces excluded)."""
    cells: tuple[Span, ...]
    """Trimmed content of each cell that is there, at most as many as the header has; an empty cell has an
    empty span where its content would go. Cells that a short row lacks are not in the list."""


class Block(NamedTuple):
    """One block; containers (items, quotes) come before the blocks they hold."""

    kind: Kind
    span: Span
    """From the block's first character (marker, `#`, fence or first pipe; container prefix excluded) to the
    end of its last line that is not blank, newline excluded."""
    content: Span
    """Heading: its text without `#`s, closing `#`s and underline. Paragraph: its text. Item: its first
    paragraph without marker and box (empty span if it has none). Fence, front matter: the inner lines, last
    newline excluded. Else: the span."""
    level: int
    """Heading: 1 to 6. Else 0."""
    depth: int
    """How many items enclose it."""
    parent: int
    """Index in `Outline.blocks` of the item or quote that holds it; -1 at top level."""
    marker: str
    """Heading `##`, `=` or `-`; item `-`, `*`, `+`, `1.`, `2)`; fence: its info string; front matter `---` or
    `+++`; else empty."""
    box: Span | None
    """Item: the task marker `[ ]` or `[x]` (any single character between brackets followed by a space or the
    end)."""
    rows: tuple[Row, ...]
    """Table: header first, then body rows. Else empty."""
    delimiter: Span
    """Table: the delimiter row. Else an empty span."""


class Outline(NamedTuple):
    """All blocks of a document, in order."""

    blocks: tuple[Block, ...]

    def children(self, index: int) -> Iterator[int]:
        """Indices of the blocks directly inside the container at an index (-1: top level)."""
        for k in range(index + 1, len(self.blocks)):
            parent = self.blocks[k].parent
            if parent < index:
                return
            if parent == index:
                yield k
