"""The parts of a text whose marks can mean one thing only; what is not sure is left to the library."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_ADDRESS = (
    r"https?://[a-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9.~/?=+,;:@#_-]*)?|[A-Za-z0-9./_-]+(?:#[A-Za-z0-9_-]*)?"
)
"""What the library takes for an address as it stands."""
# Each alternative begins with a letter that it cannot do without, so that others are passed over at once.
_MARK = re.compile(
    r"`(?P<code>(?! [^`\n]* `)[^`\n]++)`(?!`)"
    r"|\*\*(?<![^ \t\n(\[\"':;,./|-]\*\*)(?=[^\s*])(?P<strong>(?:[^*`]++|`[^`\n]++`)+)(?<=[^\s*])\*\*"
    r"(?![^ \t\n)\]\"':;,./|!?-])"
    rf"|\[(?<!!\[)(?P<link>[^\[\]`*\\<&~\n]+)\]\((?P<href>{_ADDRESS})\)"
)
_UNSURE = re.compile(
    r"\\|`|\*|\]\(|<[A-Za-z/!?]|&[#A-Za-z]|~~|\n(?<=[ \t]\n)|\n[ \t]"
    r"|_(?<![A-Za-z0-9_]_)|_(?![A-Za-z0-9_])"
)
"""What may be a mark, or a part of one."""
_BETWEEN = "\x00"
"""What no text holds that the library reads."""


class Piece(NamedTuple):
    """A part of a text."""

    kind: Literal["text", "code", "strong", "link"]
    text: str = ""
    href: str = ""
    inner: tuple[Piece, ...] = ()
    """What is strong."""

    @property
    def words(self) -> str:
        """What is read of it."""
        return "".join(piece.words for piece in self.inner) if self.inner else self.text


def read_pieces(text: str) -> tuple[Piece, ...] | None:
    """The parts of a text that no reference is in; None where only the library can tell them."""
    pieces: list[Piece] = []
    at = 0
    for match in _MARK.finditer(text):
        if match.start() > at:
            pieces.append(Piece("text", text[at : match.start()]))
        piece = _marked(match)
        if piece is None:
            return None
        pieces.append(piece)
        at = match.end()
    if at < len(text):
        pieces.append(Piece("text", text[at:]))
    words = _BETWEEN.join([piece.text for piece in pieces if piece.kind in ("text", "link")])
    return None if _UNSURE.search(words) else tuple(pieces)


def _marked(match: re.Match[str]) -> Piece | None:
    if match.lastgroup == "code":
        return Piece("code", match["code"])
    if match.lastgroup == "strong":
        inner = read_pieces(match["strong"])
        return Piece("strong", inner=inner) if inner else None
    return Piece("link", match["link"], match["href"])
