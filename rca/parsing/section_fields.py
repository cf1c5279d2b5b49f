"""Metadata fields that are a heading with their value below it: a line, or a list of people."""

from __future__ import annotations

from rca.blocks import Block
from rca.parsing.field import Entry
from rca.parsing.reader import Reader
from rca.parsing.sections import BOLD_LINE, Head
from rca.text import Span

_LABELS = frozenset(("severity", "status", "date", "author", "duration", "reviewers"))
_PEOPLE = frozenset(("author", "reviewers"))
_LONG = 30
"""A first line with more spaces is prose about a status, not a status."""


def section_fields(reader: Reader, heads: list[Head]) -> list[Entry]:
    """The fields that are sections, in order."""
    entries: list[Entry] = []
    for head in heads:
        if head.level >= BOLD_LINE or head.name or len(head.text) > 40:
            continue
        name = reader.words.label(head.text)
        spans = _values(reader, head, name in _PEOPLE) if name in _LABELS else []
        values = [reader.plain(span) for span in spans]
        if values and values[0].count(" ") <= _LONG:
            span = Span(spans[0].start, spans[-1].end)
            entries.append(Entry(name, head.text, tuple(values), span, "section"))
    return entries


def _values(reader: Reader, head: Head, several: bool) -> list[Span]:
    """The first line or item below a heading; all of them for people."""
    blocks = reader.blocks
    first = head.at + 1
    if first >= len(blocks) or blocks[first].span.start >= head.body.end:
        return []
    kind = blocks[first].kind
    if kind == "paragraph":
        spans = _lines(reader, blocks[first].content)
    elif kind == "item":
        spans = _items(reader, first, head.body.end)
    else:
        spans = []
    return spans if several else spans[:1]


def _items(reader: Reader, first: int, end: int) -> list[Span]:
    """The items of the list that begins with a block."""
    spans: list[Span] = []
    for block in reader.blocks[first:]:
        if block.span.start >= end or (block.kind != "item" and not block.depth):
            break
        if block.kind == "item" and block.depth == reader.blocks[first].depth:
            spans += _first_line(reader, block)
    return spans


def _first_line(reader: Reader, block: Block) -> list[Span]:
    return _lines(reader, block.content)[:1]


def _lines(reader: Reader, span: Span) -> list[Span]:
    """The lines of a span that hold more than white space."""
    spans: list[Span] = []
    start = span.start
    for line in reader.raw(span).split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line.rstrip())))
        start += len(line) + 1
    return spans
