"""Metadata fields that are a heading with their value below it: a line, or a list of people."""

from __future__ import annotations

import re

from rca.blocks import Block
from rca.inline import plain
from rca.parsing.field import Entry
from rca.parsing.heads import BOLD_LINE, Head
from rca.parsing.reader import Reader
from rca.text import Span

_LABELS = frozenset(("severity", "status", "date", "author", "duration", "reviewers"))
_LEVELS = frozenset(("severity", "status"))
_PEOPLE = frozenset(("author", "reviewers"))
_LONG = 30
"""A first line with more spaces is prose about a status, not a status."""


def section_fields(reader: Reader, heads: list[Head]) -> list[Entry]:
    """The fields that are sections, in order."""
    entries = [entry for index in reader.bold if (entry := _of_bold_line(reader, index))]
    for head in heads:
        if head.level >= BOLD_LINE or head.name or (len(head.text) > 40 and " | " not in head.text):
            continue
        name = reader.words.label(head.text)
        spans = _values(reader, head, name in _PEOPLE) if name in _LABELS else []
        if not name and head.level > 1 and ":" in head.text:
            entries += _of_heading(reader, head)
        if name in _LEVELS:
            spans = [_first_sentence(reader, span) for span in spans]
        values = [reader.plain(span) for span in spans]
        if spans and name == "status" and _tells_of_several(reader, head, spans[0]):
            continue
        if values and values[0].count(" ") <= _LONG:
            span = Span(spans[0].start, spans[-1].end)
            entries.append(Entry(name, head.text, tuple(values), span, "section"))
    return entries


_SENTENCE = re.compile(r"[^.\n]*[^.\s\d](?=\.\s+\S)")


def _first_sentence(reader: Reader, span: Span) -> Span:
    """The first sentence of a line: what follows it is prose about the value, not the value."""
    match = _SENTENCE.match(reader.text, *span)
    return Span(*match.span()) if match else span


def _tells_of_several(reader: Reader, head: Head, span: Span) -> bool:
    """Whether what stands below the heading Status is the state of one of several things."""
    items = [k for k in reader.within(head.body) if reader.blocks[k].kind == "item"]
    is_list = len(items) > 1 and reader.blocks[items[0]].content.start <= span.start
    return is_list or _LABELLED.match(reader.text, span.start) is not None


_LABELLED = re.compile(r"(?:\*\*|__)[^*_\n]{1,40}?(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])[ \t]*\S")
"""A label with a value below the heading Status: the status of one of several things."""
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<label>[^*_:：\n]{1,40}?)[:：]?(?:\*\*|__)[:：]?\s*")


def _of_bold_line(reader: Reader, index: int) -> Entry | None:
    """The field of a bold label that stands alone above the paragraph that is its value."""
    blocks = reader.blocks
    block = blocks[index]
    match = _BOLD_LINE.fullmatch(reader.text, *block.content)
    name = reader.words.label(match["label"]) if match and block.kind == "paragraph" else ""
    if match is None or name not in _LABELS or index + 1 == len(blocks):
        return None
    below = blocks[index + 1]
    if below.kind != "paragraph" or below.parent != block.parent or index + 1 in reader.bold:
        return None
    spans = _lines(reader, below.content)[: None if name in _PEOPLE else 1]
    values = tuple(reader.plain(span) for span in spans)
    if values[0].count(" ") > _LONG:
        return None
    return Entry(name, match["label"], values, Span(spans[0].start, spans[-1].end), "section")


def _of_heading(reader: Reader, head: Head) -> list[Entry]:
    """The fields of a heading that holds their values: `## Date: 2020-08-15 | Severity: SEV-2`."""
    content = reader.blocks[head.at].content
    found: list[Entry] = []
    at = content.start
    for part in re.split(r"(?<=\s)\|(?=\s)", reader.raw(content)):
        label, _, value = part.partition(":")
        name = reader.words.label(label)
        start = at + len(part) - len(value.lstrip())
        at += len(part) + 1
        if name in _LABELS and value.strip():
            span = Span(start, start + len(value.strip()))
            found.append(Entry(name, plain(label).strip(), (reader.plain(span),), span, "section"))
    return found


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


LONGEST_LABEL = 60
"""No plain label ends behind this many characters."""
_COLON = re.compile("[:：]")


def summary_items(reader: Reader, heads: list[Head]) -> list[int]:
    """The list items of the first summary and impact that may begin with the label of a field."""
    first = {head.name: head for head in reversed(heads) if head.name in ("summary", "impact")}
    inside = (k for head in first.values() for k in reader.within(head.body))
    items = (k for k in inside if reader.blocks[k].kind == "item" and not reader.blocks[k].depth)
    starts = ((k, reader.blocks[k].content.start) for k in items)
    return [k for k, at in starts if _COLON.search(reader.text, at, at + LONGEST_LABEL)]
