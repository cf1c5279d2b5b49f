"""A table as columns that fit; where they do not, every row is a card of names and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest

from rca.blocks.inline import Run, read_inline
from rca.blocks.outline import Block
from rca.output.markdown.pieces import MUTED, Broken, Looks, Piece, break_runs
from rca.output.terminal import Terminal
from rca.output.width import width
from rca.text import Source

_MEASURED = 200
"""Rows that tell how wide the columns are."""
_WORD = 14
"""Cells that the longest word of a column may ask for before the column gets more."""
_LABEL = 16
"""Cells for the names on a card, at most."""
_HEAD: Looks = frozenset(("head",))


class Table:
    """One table at one width; what it looks like is settled when the first of its rows is shown."""

    def __init__(
        self, source: Source, block: Block, addresses: Mapping[str, str], room: int, terminal: Terminal
    ) -> None:
        self.source = source
        self.block = block
        self.addresses = addresses
        self.room = room
        self.terminal = terminal
        self._read: dict[int, list[list[Run]]] = {}

    def lines(self, row: int) -> Iterator[tuple[Piece, ...]]:
        """The lines of a row; the header is row 0."""
        if self.widths is None:
            yield from self._card(row) if row else self._names()
            return
        looks = frozenset() if row else _HEAD
        cells = [
            break_runs(runs, cells, looks) for runs, cells in zip(self.cells(row), self.widths, strict=False)
        ]
        for parts in zip_longest(*cells) if any(cells) else [()]:
            yield self._row(parts)
        if not row:
            yield self._line_below_header()

    def cells(self, row: int) -> list[list[Run]]:
        """The text of each cell of a row, and nothing for those that it lacks."""
        if row not in self._read:
            spans = self.block.rows[row].cells
            texts = [self.source.slice(span).replace("\\|", "|") for span in spans]
            runs = [read_inline(text, self.addresses) for text in texts]
            runs += [[] for _ in range(len(self.block.rows[0].cells) - len(runs))]
            self._read[row] = [*runs[:-1], runs[-1] + self._beyond(row)]
        return self._read[row]

    def _beyond(self, row: int) -> list[Run]:
        """What stands in a row behind its last column: no cell of the table, but the author wrote it."""
        span, cells = self.block.rows[row]
        rest = self.source.text[cells[-1].end : span.end].strip(" \t|") if cells else ""
        return [Run(f" | {rest}", MUTED, "", 0)] if rest else []  # type: ignore[arg-type]

    # Columns.

    @cached_property
    def widths(self) -> list[int] | None:
        """Cells for each column; None where they cannot all be shown side by side."""
        rows = range(min(len(self.block.rows), _MEASURED))
        texts = [["".join(run.text for run in cell) for cell in self.cells(row)] for row in rows]
        natural = [max(1, *map(width, column)) for column in zip(*texts, strict=True)]
        least = [
            min(own, max(_longest_word(column), 3))
            for own, column in zip(natural, zip(*texts, strict=True), strict=True)
        ]
        room = self.room - len(_BAR) * (len(natural) - 1)
        return _shared(natural, least, room) if sum(least) <= room else None

    @cached_property
    def _right(self) -> list[str]:
        """`left`, `right` or `center` for each column."""
        marks = self.source.slice(self.block.delimiter).strip().strip("|").split("|")
        return [_alignment(mark.strip()) for mark in marks]

    def _row(self, parts: Sequence[Broken | None]) -> tuple[Piece, ...]:
        assert self.widths is not None, "a row of columns without columns"
        pieces: list[Piece] = []
        for column, cells in enumerate(self.widths):
            part = parts[column] if column < len(parts) else None
            side = self._right[column] if column < len(self._right) else "left"
            pieces += [self._bar] * bool(column)
            pieces += _aligned(part.pieces if part else (), cells, side)
        return tuple(pieces)

    @property
    def _bar(self) -> Piece:
        return Piece(_BAR if self.terminal.unicode else " | ", MUTED)

    def _line_below_header(self) -> tuple[Piece, ...]:
        stroke, cross = ("─", "─┼─") if self.terminal.unicode else ("-", "-+-")
        return (Piece(cross.join(stroke * cells for cells in self.widths or ()), MUTED),)

    # Cards.

    def _names(self) -> Iterator[tuple[Piece, ...]]:
        names: list[Run] = []
        for runs in self.cells(0):
            dot = Run(f" {self.terminal.dot} ", frozenset(), "", 0)
            names += [*([dot] if names and runs else []), *runs]
        yield from (line.pieces for line in break_runs(names, self.room, _HEAD))

    def _card(self, row: int) -> Iterator[tuple[Piece, ...]]:
        yield ()
        names = [" ".join("".join(run.text for run in cell).split()) for cell in self.cells(0)]
        label = min(max(map(width, names)), _LABEL, self.room // 3)
        for name, runs in zip(self.cells(0), self.cells(row), strict=False):
            value = break_runs(runs, max(self.room - label - 2, 1))
            if not value:
                continue
            for left, right in zip_longest(break_runs(name, max(label, 1), _HEAD), value):
                yield (
                    *_aligned(left.pieces if left else (), label + 2, "left"),
                    *(right.pieces if right else ()),
                )


_BAR = " │ "


def _longest_word(column: Sequence[str]) -> int:
    return min(max((width(word) for text in column for word in text.split()), default=1), _WORD)


def _shared(natural: list[int], least: list[int], room: int) -> list[int]:
    """What each column gets: what it needs at least, and of the rest as much as it has the more text."""
    widths = list(least)
    wanting = sorted(range(len(natural)), key=lambda column: natural[column] - least[column])
    for place, column in enumerate(wanting):
        wishes = [natural[other] - least[other] for other in wanting[place:]]
        spare = room - sum(widths)
        widths[column] += min(wishes[0], spare * wishes[0] // max(sum(wishes), 1))
    return widths


def _alignment(mark: str) -> str:
    if mark.endswith(":"):
        return "center" if mark.startswith(":") else "right"
    return "left"


def _aligned(pieces: Sequence[Piece], cells: int, side: str) -> list[Piece]:
    """Pieces in so many cells."""
    spare = max(cells - sum(width(piece.text) for piece in pieces), 0)
    before = {"right": spare, "center": spare // 2}.get(side, 0)
    blanks = [Piece(" " * number) if number else None for number in (before, spare - before)]
    return [piece for piece in (blanks[0], *pieces, blanks[1]) if piece]
