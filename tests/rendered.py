"""A rendered document as text, so that a test can show it: the line of the source, then the pieces.

A piece that looks like anything says so: `{strong|bold}`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rca.blocks import scan
from rca.output.markdown.pieces import Line, Piece
from rca.output.markdown.render import Rendering
from rca.output.terminal import Terminal
from rca.text import Source


def rendered(text: str, room: int = 40, *, unicode: bool = True) -> list[Line]:
    """All lines of a text."""
    source = Source(text)
    rendering = Rendering(source, scan(source), room, Terminal(room, False, unicode))
    return [line for number in range(len(rendering.units)) for line in rendering.lines(number)]


def draw(lines: Iterable[Line]) -> str:
    """One line for each."""
    return "\n".join(f"{line.line:>2} {''.join(map(_piece, line.pieces))}".rstrip() for line in lines)


def _piece(piece: Piece) -> str:
    looks = " ".join(sorted(piece.looks))
    return f"{{{looks}|{piece.text}}}" if looks else piece.text
