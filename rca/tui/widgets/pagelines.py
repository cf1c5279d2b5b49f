"""Lines of a document as strips: the gutter with its signs, then the pieces as they look in the theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from rca.output.markdown.layout import Shown
from rca.output.markdown.pieces import Looks, Piece
from rca.output.terminal import Terminal
from rca.output.width import width
from rca.tui.widgets.painting import Painting

GUTTER = 4
"""Cells before the text: the cursor, what is wrong with a line, the state of an item."""
LOOKS = {
    "heading": "bold $accent",
    "heading1": "bold underline",
    "heading2": "bold",
    "strong": "bold",
    "emphasis": "italic",
    "code": "$text-accent on $panel",
    "struck": "strike",
    "link": "underline $text-accent",
    "image": "underline",
    "comment": "italic $foreground-muted",
    "tag": "$foreground-muted",
    "muted": "$foreground-muted",
    "head": "bold $foreground-muted",
    "quote": "$foreground-muted",
    "bullet": "$accent",
    "block": "on $surface",
    "meta": "$foreground-muted on $surface",
    "note": "on $surface",
    "error": "$text-error",
    "warning": "$text-warning",
    "info": "$text-accent",
    "found": "bold $background on $warning",
}
"""How pieces look, those further down on top."""
_CURSOR, _CURSOR_IN_FOCUS = "on $panel", "on $primary 25%"


class Sign(NamedTuple):
    """What stands in the gutter beside a line of the source."""

    text: str
    role: str


Signs = Mapping[int, Sequence[Sign]]


class PageLines:
    """Draws the lines of a page for a widget."""

    def __init__(self, widget: Widget, terminal: Terminal) -> None:
        self.signs: Signs = {}
        self.needle = ""
        """A text that stands out wherever it is, folded."""
        self._widget = widget
        self._terminal = terminal
        self._painting = Painting(widget)
        self._styles: dict[tuple[Looks, bool], RichStyle] = {}

    def forget(self) -> None:
        """Another theme, or another focus: ask for the styles anew."""
        self._styles.clear()
        self._painting.forget()

    def strip(self, shown: Shown | None, *, here: bool) -> Strip:
        """A line of the page; `here` is the cursor's."""
        cells = self._widget.size.width
        if shown is None:
            return Strip.blank(cells, self._painting.plain)
        under = self._style(frozenset(), here=here)
        pieces = _marked(shown.pieces, self.needle) if self.needle else shown.pieces
        text = [Segment(piece.text, self._style(piece.looks, here=here)) for piece in pieces]
        return Strip([*self._gutter(shown, under, here=here), *text]).adjust_cell_length(cells, under)

    def _gutter(self, shown: Shown, under: RichStyle, *, here: bool) -> list[Segment]:
        cursor = ("▸" if self._terminal.unicode else ">") if here else " "
        signs = self.signs.get(shown.line, ()) if shown.starts and not shown.note else ()
        segments = [Segment(cursor, under)]
        segments += [
            Segment(sign.text, under + self._painting.role(sign.role)) for sign in signs[: GUTTER - 2]
        ]
        return [*segments, Segment(" " * (GUTTER - len(segments)), under)]

    def _style(self, looks: Looks, *, here: bool) -> RichStyle:
        if (looks, here) not in self._styles:
            style = self._widget.visual_style
            for look, rules in LOOKS.items():
                style += Style.parse(rules) if look in looks else Style()
            if here and "found" not in looks:
                cursor = Style.parse(_CURSOR_IN_FOCUS if self._widget.has_focus else _CURSOR)
                ground = (self._widget.visual_style + cursor).background
                style += Style(background=ground)
            self._styles[looks, here] = style.rich_style
        return self._styles[looks, here]


def url_at(shown: Shown, x: int) -> str:
    """Where the link at a cell of a line leads; empty if there is none."""
    at = GUTTER
    for piece in shown.pieces:
        at += width(piece.text)
        if x < at:
            return piece.url
    return ""


def _marked(pieces: Sequence[Piece], needle: str) -> list[Piece]:
    """Pieces in which a text that was looked for stands out."""
    text = "".join(piece.text for piece in pieces).casefold()
    hits: set[int] = set()
    at = text.find(needle)
    while at >= 0:
        hits.update(range(at, at + len(needle)))
        at = text.find(needle, at + len(needle))
    characters = [(piece, character) for piece in pieces for character in piece.text]
    found = [
        Piece(character, piece.looks | {"found"} if at in hits else piece.looks, piece.url)
        for at, (piece, character) in enumerate(characters)
    ]
    return found if hits else list(pieces)
