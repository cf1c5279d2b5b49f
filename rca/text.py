"""The text of a file: spans, lines, and edits that leave every other byte as it was."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rca.errors import UnreadableFile

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")
_CRLF = re.compile(r"\r\n")
_AND_NEWLINE = (1).__add__
_NUL_SHARE = 10
"""A file is refused when more than one byte in so many is NUL; a stray one is read as U+FFFD."""


class Span(NamedTuple):
    """A half-open range of character offsets into the raw text of a file."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people and editors count it: line and column, both from 1, columns in characters."""

    line: int
    column: int


class TextEdit(NamedTuple):
    """A replacement of one span; an empty span inserts."""

    span: Span
    text: str


class Source:
    """The raw text of one file, exactly as its bytes decode: newlines, BOM and trailing spaces included."""

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<bytes>") -> Source:
        """Decode UTF-8 strictly; raises `UnreadableFile` with the line of the first byte that isn't text."""
        has_nul = b"\0" in data
        if has_nul and data.count(0) * _NUL_SHARE > len(data):
            place = f"{path}:{_line_of(data, data.index(0))}"
            raise UnreadableFile(place, "NUL bytes, as in UTF-16 or a binary file; save the file as UTF-8")
        try:
            source = cls(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            place = f"{path}:{_line_of(data, error.start)}"
            reason = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
            raise UnreadableFile(place, reason) from None
        source._has_nul = has_nul
        return source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def to_bytes(self) -> bytes:
        """The bytes of the file; equal to those it was read from."""
        return self.text.encode("utf-8")

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 (FIPS 180-4) of the bytes."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @cached_property
    def newline(self) -> str:
        """The newline that most lines end with, LF where there is none."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf * 2 > self.text.count("\n") else "\n"

    # Lines, as CommonMark counts them: CRLF, LF and CR end a line; form feeds and U+2028 do not.

    @cached_property
    def _line_starts(self) -> list[int]:
        text = self.text
        if "\r" not in text or text.count("\r") == text.count("\r\n"):
            # Every line ends with LF, and splitting there takes a quarter of the time that matching takes.
            return list(accumulate(map(_AND_NEWLINE, map(len, text.split("\n"))), initial=0))[:-1]
        return [0, *(m.end() for m in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Line and column of an offset; a BOM takes no column."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        return Position(line, offset - start + 1 - (line == 1 and offset > 0 and self._bom))

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._line_starts, offset)

    def line_counter(self) -> Callable[[int], int]:
        """As `line`, by counting from the offset that was asked last: for offsets that mostly ascend."""
        if "\r" in self.text and self.text.count("\r") != self.text.count("\r\n"):
            return self.line
        count = self.text.count
        at, line = 0, 1

        def counted(offset: int) -> int:
            nonlocal at, line
            line += count("\n", at, offset) if offset >= at else -count("\n", offset, at)
            at = offset
            return line

        return counted

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1) without its newline."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span[0] : span[1]]

    # The Markdown parser sees LF newlines, no BOM and no NUL; only this class maps its offsets back.

    @cached_property
    def normal(self) -> str:
        """The text as CommonMark normalises it: LF newlines, U+FFFD for NUL, no BOM."""
        text = self.text.removeprefix(BOM)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\0", "\ufffd") if self._has_nul else text

    @cached_property
    def _has_nul(self) -> bool:
        """Whether the text holds a NUL; in bytes it is found in a tenth of the time."""
        return "\0" in self.text

    @cached_property
    def _shifts(self) -> list[int]:
        """Offsets in `normal` of the newlines that are two characters in the raw text."""
        return [m.start() - self._bom - k for k, m in enumerate(_CRLF.finditer(self.text))]

    @cached_property
    def _bom(self) -> int:
        """How many characters of the raw text stand before `normal`."""
        return int(self.text.startswith(BOM))

    @cached_property
    def is_normal(self) -> bool:
        """Whether offsets into `normal` are offsets into the raw text."""
        # One character is found several times as fast as two.
        return not (self._bom or ("\r" in self.text and "\r\n" in self.text))

    def raw_offset(self, offset: int) -> int:
        """The raw offset of an offset into `normal`."""
        if self.is_normal:
            return offset
        return offset + bisect_left(self._shifts, offset) + self._bom

    def raw_span(self, span: Span) -> Span:
        """The raw span of a span in `normal`."""
        if self.is_normal:
            return span
        shifts, bom = self._shifts, self._bom
        start, end = span
        return Span(start + bisect_left(shifts, start) + bom, end + bisect_left(shifts, end) + bom)

    def apply(self, edits: Iterable[TextEdit]) -> Source:
        """A new source with the edits made; raises ValueError where two of them overlap."""
        pieces: list[str] = []
        at = 0
        for span, text in sorted(edits, key=lambda e: e.span):
            if span[0] < at or span[1] < span[0] or span[1] > len(self.text):
                raise ValueError(f"edit at {span[0]} overlaps the one before or lies outside the text")
            pieces += (self.text[at : span[0]], text)
            at = span[1]
        return Source("".join((*pieces, self.text[at:])))


def _line_of(data: bytes, offset: int) -> int:
    return len(_LINE_END.findall(data[:offset].decode("utf-8", "replace"))) + 1
