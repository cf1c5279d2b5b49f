"""Places as editors count them, in code units of UTF-16, UTF-8 or UTF-32, and as offsets into the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal, NamedTuple

from rca.text import Source, Span

Encoding = Literal["utf-16", "utf-8", "utf-32"]

_WIDEST_OF_ONE_UNIT = {"utf-16": "\uffff", "utf-8": "\x7f", "utf-32": "\U0010ffff"}
"""Up to this one, a character is one unit."""


class Place(NamedTuple):
    """A place as the protocol has it, both counted from 0."""

    line: int
    character: int
    """In code units."""


class Extent(NamedTuple):
    """A half-open range of places."""

    start: Place
    end: Place


def _of_utf_16(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _of_utf_8(char: str) -> int:
    return 1 + (char > "\x7f") + (char > "\u07ff") + (char > "\uffff")


def _of_utf_32(_: str) -> int:
    return 1


_UNITS: dict[str, Callable[[str], int]] = {"utf-16": _of_utf_16, "utf-8": _of_utf_8, "utf-32": _of_utf_32}


class Positions:
    """Both ways between the places of an editor and the offsets of one text."""

    def __init__(self, source: Source, encoding: Encoding = "utf-16") -> None:
        self._source = source
        self._units = _UNITS[encoding]
        self._plain = _WIDEST_OF_ONE_UNIT[encoding]

    @cached_property
    def lines(self) -> int:
        """How many lines the text has; one that ends with a newline has an empty last one."""
        return self._source.line(len(self._source.text))

    def offset(self, place: Place) -> int:
        """The offset of a place, never inside a character; behind the end of a line, that end."""
        if place.line >= self.lines:
            return len(self._source.text)
        start, end = self._source.line_span(place.line + 1)
        if place.character >= (end - start) * 4:
            return end
        line = self._source.text[start:end]
        if self._is_plain(line):
            return start + min(place.character, len(line))
        at = 0
        for k, char in enumerate(line):
            at += self._units(char)
            if at > place.character:
                return start + k
        return end

    def place(self, offset: int) -> Place:
        """The place of an offset; one between the two characters of a newline stands before it."""
        line = self._source.line(offset)
        start, end = self._source.line_span(line)
        before = self._source.text[start : min(offset, end)]
        count = len(before) if self._is_plain(before) else sum(map(self._units, before))
        return Place(line - 1, count)

    def span(self, extent: Extent) -> Span:
        """The span of an extent; one that is turned round is put right."""
        start, end = sorted((self.offset(extent.start), self.offset(extent.end)))
        return Span(start, end)

    def extent(self, span: Span) -> Extent:
        """The extent of a span."""
        return Extent(self.place(span[0]), self.place(span[1]))

    def _is_plain(self, line: str) -> bool:
        """Whether every character is one unit."""
        return line.isascii() or max(line) <= self._plain
