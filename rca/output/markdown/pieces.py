"""What a rendered line is made of, and how text is broken into such lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rca.blocks.inline import HARD_BREAK, Run
from rca.output.clean import clean
from rca.output.width import width

Looks = frozenset[str]
"""How a piece looks: the marks of inline Markdown, `heading1` …, `fence`, `muted`, `head`, `quote`, …"""

PLAIN: Looks = frozenset()
MUTED: Looks = frozenset(("muted",))


class Piece(NamedTuple):
    """A text, safe to show, that looks the same throughout."""

    text: str
    looks: Looks = PLAIN
    url: str = ""


class Line(NamedTuple):
    """A line of the screen."""

    pieces: tuple[Piece, ...]
    line: int
    """The line of the source that it shows, from 1."""

    @property
    def text(self) -> str:
        """What stands there."""
        return "".join(piece.text for piece in self.pieces)


class Broken(NamedTuple):
    """The pieces of one line of a broken text, and how many line ends of that text stand before it."""

    pieces: tuple[Piece, ...]
    line: int


class _Word(NamedTuple):
    """What stands between two blanks; it may change its looks within."""

    space: tuple[Piece, ...]
    """The blank before it."""
    pieces: tuple[Piece, ...]
    cells: int
    line: int
    ends: bool
    """Whether the author ends the line before it."""


_IDEOGRAPH = r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd]"
_PARTS = re.compile(
    rf" +|{_IDEOGRAPH}[\u3001\u3002\u300d\u300f\uff01\uff09\uff0c\uff1f]*|(?:(?!{_IDEOGRAPH})[^ ])+"
)
"""A blank, an ideograph with the punctuation that must not begin a line, or a word."""
_BREAKS_ANYWHERE = re.compile(_IDEOGRAPH).match


def break_runs(runs: Iterable[Run], room: int, looks: Looks = PLAIN) -> list[Broken]:
    """The lines of some runs in at most so many cells; words that are longer are broken."""
    lines: list[Broken] = []
    pieces: list[Piece] = []
    used = start = 0
    for word in _words(runs, looks):
        if word.ends or (pieces and used + bool(word.space) + word.cells > room):
            if pieces or word.ends:
                lines.append(Broken(merged(pieces), start))
            pieces, used = [], 0
        elif pieces:
            pieces += word.space
            used += bool(word.space)
        if not pieces:
            start = word.line
        *whole, last = _fitting(word, room)
        lines += [Broken(part, word.line) for part in whole]
        pieces += last
        used += word.cells if not whole else sum(width(piece.text) for piece in last)
    return [*lines, Broken(merged(pieces), start)] if pieces else lines


def _words(runs: Iterable[Run], looks: Looks) -> Iterator[_Word]:
    word = _Word((), (), 0, 0, ends=False)
    for run in runs:
        if run.text == HARD_BREAK:
            if word.pieces or word.ends:
                yield word
            word = _Word((), (), 0, run.line, ends=True)
            continue
        marks = looks | run.marks
        for part in _PARTS.findall(clean(run.text)):
            piece = Piece(part, marks, run.url)
            if word.pieces and (part[0] == " " or _may_break(word, part)):
                yield word
                word = _Word((), (), 0, run.line, ends=False)
            if part[0] == " ":
                word = word._replace(space=() if word.ends else (piece._replace(text=" "),))
            else:
                line = word.line if word.pieces else run.line
                word = _Word(word.space, (*word.pieces, piece), word.cells + width(part), line, word.ends)
    if word.pieces:
        yield word


def _may_break(word: _Word, part: str) -> bool:
    return bool(_BREAKS_ANYWHERE(part) or _BREAKS_ANYWHERE(word.pieces[-1].text))


def _fitting(word: _Word, room: int) -> list[tuple[Piece, ...]]:
    if word.cells <= room:
        return [word.pieces]
    return break_cells(word.pieces, room)


def break_cells(pieces: Sequence[Piece], room: int) -> list[tuple[Piece, ...]]:
    """Pieces cut into lines of so many cells, wherever that is; wide characters stay whole."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        rest = piece.text
        while rest:
            head = _head(rest, room - used, force=not used)
            if head:
                lines[-1].append(piece._replace(text=head))
                used += width(head)
                rest = rest[len(head) :]
            if rest:
                lines.append([])
                used = 0
    return [merged(line) for line in lines]


def _head(text: str, cells: int, *, force: bool) -> str:
    """The beginning of a text that fits; one character at least where it has to go on."""
    if text.isascii():
        return text[: max(cells, int(force))]
    end = 0
    while end < len(text) and (cells := cells - width(text[end])) >= 0:
        end += 1
    return text[: max(end, int(force))]


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces of which no two neighbours look the same."""
    result: list[Piece] = []
    for piece in pieces:
        if result and result[-1][1:] == piece[1:]:
            result[-1] = piece._replace(text=result[-1].text + piece.text)
        else:
            result.append(piece)
    return tuple(result)
