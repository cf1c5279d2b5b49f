"""What the untouched parser says of a text, in a form that an outline can be compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from rca.blocks import Block, Outline
from rca.text import Source

_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
_PREFIX = " \t>"
_TAB_IN_QUOTE = re.compile(">.*\t")
"""Where a line like this begins an item, markdown-it-py leaves the item's marker in the item's text."""


class Shape(NamedTuple):
    """A block without offsets: lines count from 0, `last` is the last line that holds more than a prefix."""

    kind: str
    first: int
    last: int
    level: int
    depth: int
    parent: int
    marker: str
    text: tuple[str, ...]
    """The lines of the content; a line but the first of a paragraph or heading without its prefix."""
    rows: tuple[tuple[str, ...], ...]
    """The cells of each row, unescaped, as many as the header has."""


def stock_shapes(text: str) -> list[Shape]:
    """The blocks that markdown-it-py itself finds."""
    tokens = _stock().parse(text)
    return list(_shapes(tokens, Source(text).normal.split("\n")))


def shapes(source: Source, outline: Outline) -> list[Shape]:
    """The blocks of an outline, in the same form."""
    lines = source.normal.split("\n")
    return [_shape(source, block, lines) for block in outline.blocks]


@cache
def _stock() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("table")
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def _shapes(tokens: list[Token], lines: list[str]) -> Iterator[Shape]:
    holders: list[tuple[int, str]] = [(-1, "")]
    index = -1
    for k, token in enumerate(tokens):
        kind = _KINDS.get(token.type)
        if kind is not None and token.map is not None:
            index += 1
            depth = sum(kind == "item" for _, kind in holders)
            parent = holders[-1][0]
            first, after = token.map
            text = _text(kind, _content(tokens, k), lines[first])
            rows = tuple(_rows(tokens, k)) if kind == "table" else ()
            level = int(token.tag[1]) if kind == "heading" else 0
            last = _last(lines, first, after - 1)
            yield Shape(kind, first, last, level, depth, parent, _marker(kind, token), text, rows)
        if token.type in ("list_item_open", "blockquote_open"):
            holders.append((index, kind or ""))
        elif token.type in ("list_item_close", "blockquote_close"):
            holders.pop()


_TEXT = ("heading", "paragraph", "fence", "code", "html")


def _content(tokens: list[Token], at: int) -> str:
    """The content of a leaf, or of the inline token inside a paragraph or heading."""
    return tokens[at].content if tokens[at].nesting == 0 else tokens[at + 1].content


def _text(kind: str, content: str, first: str) -> tuple[str, ...]:
    if kind not in _TEXT or _TAB_IN_QUOTE.search(first):
        return ()
    lines = content.split("\n")
    whole = 1 if kind in ("heading", "paragraph") else 0
    bare = [*lines[:whole], *(line.lstrip(_PREFIX) for line in lines[whole:])]
    while bare and not bare[-1]:
        del bare[-1]
    return tuple(bare)


def _last(lines: list[str], first: int, last: int) -> int:
    while last > first and not lines[last].strip(_PREFIX):
        last -= 1
    return last


def _marker(kind: str, token: Token) -> str:
    if kind == "item":
        return token.info + token.markup
    if kind == "fence":
        return token.info.strip(MD_TRIM_CHARS)
    return token.markup if kind == "heading" else ""


def _rows(tokens: list[Token], at: int) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    while tokens[at].type != "table_close":
        if tokens[at].type in ("th_open", "td_open"):
            cells.append(tokens[at + 1].content)
        elif tokens[at].type == "tr_close":
            yield tuple(cells)
            cells = []
        at += 1


def _shape(source: Source, block: Block, lines: list[str]) -> Shape:
    first = source.line(block.span.start) - 1
    last = _last(lines, first, source.line(block.span.end) - 1)
    text = _text(block.kind, _normal(source.slice(block.content)), lines[first])
    marker = block.marker if block.kind in ("item", "fence", "heading") else ""
    width = len(block.rows[0].cells) if block.rows else 0
    rows = tuple(_pad([_cell(source.slice(cell)) for cell in row.cells], width) for row in block.rows)
    return Shape(block.kind, first, last, block.level, block.depth, block.parent, marker, text, rows)


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _cell(text: str) -> str:
    return _normal(text).replace("\\|", "|")


def _pad(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))
