"""Plain blocks: those at the top level that can be one thing only, each read by one regular expression.

A text, a heading, lists of texts, a table with bars at its edges, a closed fence, a rule: most of what people
write. Where anything else might be meant, nothing is read, and markdown-it's own rules say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS

from rca.blocks.leaves import heading_content
from rca.blocks.outline import Block, Kind, Row
from rca.blocks.plain_lists import add_list
from rca.blocks.plain_text import BLANK, INTERRUPTION, ITEM, TEXT, add_item, add_text
from rca.blocks.state import NOWHERE, make_block, make_span, trim
from rca.blocks.tables import read_row, row_reader
from rca.text import Span

_CELLS = r"\|[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*(?:\|[ \t]*+)?"
_BLOCK = re.compile(
    r"(?:[ \t]*+\n)*(?:"
    rf"(?P<text>{TEXT})(?={BLANK}|\n(?:{INTERRUPTION}|(?:[-*+]|1[.)]) \S))"
    rf"|(?P<item>{ITEM})"
    r"|(?P<heading>(?P<marks>\#{1,6})(?=[ \t\n]|\Z)[^\n]*+)(?!\n[ \t]*+[|:\-])"
    rf"|(?P<table>(?P<header>\|[^\n]*+)\n(?P<delimiter>{_CELLS})(?P<rows>(?:\n\|[^\n]*+)*)"
    rf"(?={BLANK}|\n\#{{1,6}}[ \t\n]))"
    r"|(?P<fence>(?P<ticks>`{3,}+)(?P<info>[^`|\n]*+)(?=\n))"
    r"|(?P<rule>(?P<mark>[-*_])[ \t]*+(?:(?P=mark)[ \t]*+){2,}(?=\n|\Z))"
    r"|(?P<end>[ \t]*+\Z))"
)
_CLOSING = re.compile(r"\n {0,3}(?P<ticks>`{3,}+)[ \t]*+(?=\n|\Z)")


def read_plain(text: str, at: int, blocks: list[Block]) -> int:
    """Append plain blocks from the start of a line on; where the first begins that is none, or the end.

    Blank lines before that one may be left.
    """
    match = _BLOCK.match
    last = len(text)
    while at < last:
        found = match(text, at)
        if found is None:
            return at
        kind = found.lastgroup
        if kind == "text":
            start, end = found.span("text")
            add_text(blocks, text, start, end, 0, -1)
            at = end + 1
        else:
            after = _READERS[kind or ""](blocks, text, found)
            if after < 0:
                return at
            at = after
    return at


def _item(blocks: list[Block], text: str, match: re.Match[str]) -> int:
    if match["inner"] is not None:
        return add_list(blocks, text, match)
    return match.end() + 1 if add_item(blocks, text, match, 0, -1) else -1


def _heading(blocks: list[Block], text: str, match: re.Match[str]) -> int:
    start, end = match.span("heading")
    marks = match["marks"]
    content = heading_content(text, start + len(marks), end)
    blocks.append(_leaf("heading", start, end, content, len(marks), marks))
    return end + 1


def _table(blocks: list[Block], text: str, match: re.Match[str]) -> int:
    start, end = match.span("table")
    header = read_row(text, *match.span("header"))
    columns = len(header.cells)
    delimiter = trim(text, *match.span("delimiter"))
    if columns != text[delimiter[0] : delimiter[1]].strip("| \t").count("|") + 1:
        return -1
    rows = _rows(header, text, match.start("rows") + 1, end)
    if rows is None:
        return -1
    place = make_span((start, end))
    blocks.append(make_block(("table", place, place, 0, 0, -1, "", None, rows, delimiter)))
    return end + 1


def _rows(header: Row, text: str, at: int, end: int) -> tuple[Row, ...] | None:
    """The header and the rows of the lines of a range; None where they lack too many cells."""
    rows = [header]
    columns = len(header.cells)
    read = row_reader(columns, may_escape=text.find("\\", at, end) >= 0)
    missing = 0
    while at <= end:
        newline = text.find("\n", at, end)
        stop = newline if newline >= 0 else end
        row = read(text, at, stop)
        missing += columns - len(row.cells)
        rows.append(row)
        at = stop + 1
    return tuple(rows) if missing <= MAX_AUTOCOMPLETED_CELLS else None


def _fence(blocks: list[Block], text: str, match: re.Match[str]) -> int:
    start, opening = match.span("fence")
    closing = _CLOSING.search(text, opening)
    while closing and len(closing["ticks"]) < len(match["ticks"]):
        closing = _CLOSING.search(text, closing.end())
    if closing is None:
        return -1
    last, end = closing.span()
    content = make_span((opening + (last > opening), last))
    blocks.append(_leaf("fence", start, end, content, 0, match["info"].strip(MD_TRIM_CHARS)))
    return end + 1


def _rule(blocks: list[Block], _text: str, match: re.Match[str]) -> int:
    start, end = match.span("rule")
    blocks.append(_leaf("rule", start, end, make_span((start, end)), 0, ""))
    return end + 1


def _end(_blocks: list[Block], text: str, _match: re.Match[str]) -> int:
    return len(text)


def _leaf(kind: Kind, start: int, end: int, content: Span, level: int, marker: str) -> Block:
    place = make_span((start, end))
    return make_block((kind, place, content, level, 0, -1, marker, None, (), NOWHERE))


_READERS: dict[str, Callable[[list[Block], str, re.Match[str]], int]] = {
    "item": _item,
    "heading": _heading,
    "table": _table,
    "fence": _fence,
    "rule": _rule,
    "end": _end,
}
