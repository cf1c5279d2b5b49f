"""The lines of a paragraph or a fence as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.parsing.reader import Reader
from rca.text import Span


def lines_of(reader: Reader, span: Span) -> Iterator[Span]:
    """The lines of a span, without their ends."""
    start = span.start
    while start < span.end:
        newline = reader.text.find("\n", start, span.end)
        end = span.end if newline < 0 else newline
        yield Span(start, end - (reader.text[end - 1 : end] == "\r"))
        start = end + 1


_BREAK = re.compile(r"[ \t]*<br\s?/?>", re.IGNORECASE)


def broken_lines(reader: Reader, span: Span) -> Iterator[Span]:
    """The lines of a span, parted at each `<br>`, too."""
    if reader.text.find("<br", *span) < 0:
        yield from lines_of(reader, span)
        return
    for line in lines_of(reader, span):
        start = line.start
        for match in _BREAK.finditer(reader.text, *line):
            yield Span(start, match.start())
            start = match.end()
        if start < line.end:
            yield Span(start, line.end)
