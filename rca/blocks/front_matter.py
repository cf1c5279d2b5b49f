"""Front matter: YAML between `---` lines or TOML between `+++` lines at the very start of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from rca.text import Span

_FIRST_LINE = re.compile(r"(---|\+\+\+)[ \t]*\n")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_KEY = {
    "---": re.compile(r"(?![-*>|#`])[^:\n]+:(?:[ \t]|$)", re.MULTILINE),
    "+++": re.compile(r"[ \t]*(?:\[|[\w.\"' -]+=)"),
}
_PROSE = re.compile(r"\n[ \t]*\n[^\s#\]}\"'-][^:\n]*$", re.MULTILINE)
_NOISE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")


class FrontMatter(NamedTuple):
    """The metadata at the start of a text, offsets into the normalised text."""

    marker: str
    span: Span
    content: Span


def find_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a normalised text; None where it isn't closed, lacks a key or goes on as prose."""
    opening = _FIRST_LINE.match(text)
    if opening is None:
        return None
    marker = opening[1]
    closing = _CLOSING[marker].search(text, opening.end())
    if closing is None or not _is_data(marker, text[opening.end() : closing.start()]):
        return None
    content = Span(opening.end(), max(opening.end(), closing.start() - 1))
    return FrontMatter(marker, Span(0, closing.end()), content)


def _is_data(marker: str, inner: str) -> bool:
    noise = _NOISE.match(inner)
    if _KEY[marker].match(inner, noise.end() if noise else 0) is None:
        return False
    return marker == "+++" or _PROSE.search(inner) is None
