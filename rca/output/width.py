"""How many cells a text takes on a terminal (UAX 11), and cutting it to a number of cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_NARROW_BELOW = "\u0300"
"""Below the first combining character everything printable takes one cell."""


def width(text: str) -> int:
    """The cells that a text without controls takes: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else _counted(text)


@lru_cache(4096)
def _counted(text: str) -> int:
    return len(text) if max(text) < _NARROW_BELOW else sum(map(_cells, text))


@lru_cache(4096)
def _cells(char: str) -> int:
    if char < _NARROW_BELOW:
        return 1
    from unicodedata import category, east_asian_width

    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def cut(text: str, cells: int, mark: str = "…") -> str:
    """The text, or its beginning and a mark, in at most so many cells."""
    if width(text) <= cells:
        return text
    return _head(text, cells - width(mark)).rstrip() + mark if cells >= width(mark) else mark[: max(cells, 0)]


def cut_left(text: str, cells: int, mark: str = "…") -> str:
    """The text, or a mark and its end, in at most so many cells."""
    if width(text) <= cells:
        return text
    return (
        mark + _head(text[::-1], cells - width(mark))[::-1] if cells >= width(mark) else mark[: max(cells, 0)]
    )


def _head(text: str, cells: int) -> str:
    if text.isascii():
        return text[: max(cells, 0)]
    for index, char in enumerate(text):
        cells -= _cells(char)
        if cells < 0:
            return text[:index]
    return text


def wrap(text: str, cells: int | None, mark: str = "…") -> Iterator[str]:
    """The lines of a text that is broken between words; a word that is too long keeps its own line, cut."""
    line = ""
    for word in text.split() if cells else [text]:
        if line and width(line) + 1 + width(word) > (cells or 0):
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        line = cut(line, cells, mark) if cells else line
    if line:
        yield line
