"""Where each unit of a document stands on a long page of which only a screen is ever made.

The height of a unit that nobody has seen is guessed; what is on the screen stays where it is when the guess
turns out wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rca.blocks.inline import Run
from rca.output.markdown.pieces import Piece, break_runs
from rca.output.markdown.render import Rendering


class Note(NamedTuple):
    """What is said below a line of the source."""

    mark: str
    text: str
    looks: str
    """`error`, `warning` or `info`."""


class Shown(NamedTuple):
    """A line of the page."""

    pieces: tuple[Piece, ...]
    line: int
    """The line of the source that it shows, or that a note is about."""
    note: bool
    starts: bool
    """Whether it is the first with a text that shows this line of the source."""


class Place(NamedTuple):
    """A line of a unit, wherever that stands on the page."""

    unit: int
    row: int


class Layout:
    """The lines of a page, made unit by unit when they are needed."""

    def __init__(self, rendering: Rendering, notes: Mapping[int, Sequence[Note]] | None = None) -> None:
        self.rendering = rendering
        self.notes = notes or {}
        self._firsts = [min(unit.gap, unit.first) or unit.first for unit in rendering.units]
        self._noted = self._notes_by_unit()
        self._made: dict[int, list[Shown]] = {}
        self._heights = [self._guess(number) for number in range(len(rendering.units))]
        self._tops: list[int] | None = None
        self._unseen = 0
        """Units before this one are made."""

    # Heights.

    def _guess(self, number: int) -> int:
        unit = self.rendering.units[number]
        lines = unit.last - unit.first + 1
        source = self.rendering.source
        length = source.line_span(unit.last).end - source.line_span(unit.first).start
        wrapped = length // max(self.rendering.room, 1) + 1
        return max(lines, wrapped) + bool(unit.gap) + len(self._noted.get(number, ()))

    def _notes_by_unit(self) -> dict[int, list[tuple[int, Note]]]:
        found: dict[int, list[tuple[int, Note]]] = {}
        for line, notes in sorted(self.notes.items()):
            number = self.unit_of(line)
            found.setdefault(number, []).extend((line, note) for note in notes)
        return found

    @property
    def tops(self) -> list[int]:
        """Where each unit begins, and where the page ends."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops

    @property
    def height(self) -> int:
        """How many lines the page has, as far as that is known."""
        return self.tops[-1]

    @property
    def is_settled(self) -> bool:
        """Whether every unit is made."""
        return len(self._made) == len(self._heights)

    # Lines.

    def unit_of(self, line: int) -> int:
        """The unit that shows a line of the source, or the last one before it."""
        return max(bisect_right(self._firsts, line) - 1, 0)

    def unit_at(self, y: int) -> int:
        """The unit that stands at a line of the page."""
        return min(max(bisect_right(self.tops, y) - 1, 0), len(self._heights) - 1)

    def place_at(self, y: int) -> Place:
        """What stands at a line of the page, so that it is found again when the page has become longer."""
        number = self.unit_at(max(y, 0))
        return Place(number, max(y, 0) - self.tops[number]) if self._heights else Place(0, 0)

    def y_at(self, place: Place) -> int:
        """Where a place is now."""
        return self.tops[place.unit] + place.row if self._heights else 0

    def make(self, number: int) -> list[Shown]:
        """The lines of a unit, its notes among them."""
        if number not in self._made:
            lines = self._made[number] = self._lines(number)
            if len(lines) != self._heights[number]:
                self._heights[number] = len(lines)
                self._tops = None
        return self._made[number]

    def _lines(self, number: int) -> list[Shown]:
        lines = self.rendering.lines(number)
        shown: list[Shown] = []
        seen = {0}
        for pieces, line in lines:
            starts = line not in seen and any(piece.text.strip() for piece in pieces)
            seen |= {line} if starts else set()
            shown.append(Shown(pieces, line, note=False, starts=starts))
        for line, note in self._noted.get(number, ()):
            at = max((k + 1 for k, other in enumerate(shown) if other.line <= line), default=len(shown))
            shown[at:at] = self._said(line, note)
        return shown

    def _said(self, line: int, note: Note) -> list[Shown]:
        mark = Piece(f"{note.mark} ", frozenset((note.looks, "note")))
        room = max(self.rendering.room - len(mark.text), 1)
        told = break_runs([Run(note.text, frozenset(), "", 0)], room, frozenset((note.looks, "note")))
        indent = Piece(" " * len(mark.text), frozenset(("note",)))
        return [
            Shown((indent if k else mark, *part.pieces), line, note=True, starts=False)
            for k, part in enumerate(told)
        ]

    def at(self, y: int) -> Shown | None:
        """The line at a place of the page; None below its end."""
        if not 0 <= y < self.height:
            return None
        number = self.unit_at(y)
        lines = self.make(number)
        place = y - self.tops[number]
        return lines[place] if place < len(lines) else None

    def settle(self, top: int, rows: int) -> int:
        """Make what is seen from a line of the page on; the line that stands there now.

        A unit that was not made keeps the distance of its end, so that one can go up through it.
        """
        if not self._heights:
            return 0
        number = self.unit_at(top)
        if number not in self._made:
            below = self.tops[number + 1] - top
            self.make(number)
            top = max(self.tops[number + 1] - below, self.tops[number])
        while number < len(self._heights) and self.tops[number] < top + rows:
            self.make(number)
            number += 1
        return top

    def reveal(self, place: Place, above: int, rows: int) -> int:
        """Make what is seen where so many lines stand above a place; the line that is then on top."""
        if not self._heights:
            return 0
        number = place.unit
        self.make(number)
        while number and self.y_at(place) - self.tops[number] < above:
            number -= 1
            self.make(number)
        return self.settle(max(0, self.y_at(place) - above), rows)

    def settle_more(self, top: int, units: int) -> int:
        """Make some units that nobody has seen; where what stood at a line of the page stands now."""
        number = self.unit_at(top)
        inside = top - self.tops[number]
        while units and self._unseen < len(self._heights):
            units -= self._unseen not in self._made
            self.make(self._unseen)
            self._unseen += 1
        return self.tops[number] + inside

    # Places.

    def y_of(self, line: int) -> int:
        """Where a line of the source stands on the page: the last line before it where it is not shown."""
        if not self._heights:
            return 0
        number = self.unit_of(line)
        lines = self.make(number)
        exact = [k for k, shown in enumerate(lines) if shown.line == line and not shown.note]
        exact.sort(key=lambda k: not lines[k].starts)  # a card begins with a line that has no text
        before = [k for k, shown in enumerate(lines) if shown.line <= line and shown.starts]
        return self.tops[number] + next(iter(exact), before[-1] if before else 0)

    def all(self) -> list[Shown]:
        """Every line of the page."""
        return [shown for number in range(len(self._heights)) for shown in self.make(number)]
