"""The structure of a Markdown text: a flat list of blocks with exact spans.

The only importer of markdown-it-py. Offsets are into the raw text of the `Source`.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from rca.blocks.front_matter import find_front_matter
from rca.blocks.outline import Block, Kind, Outline, Row
from rca.blocks.plain import read_plain
from rca.blocks.rules import make_parser, read_block
from rca.blocks.state import NOWHERE, State
from rca.text import Source

__all__ = ["Block", "Kind", "Outline", "Row", "scan"]


def scan(source: Source) -> Outline:
    """The outline of a source; any text has one, in time linear in its length."""
    blocks = _read(source.normal)
    if not source.is_normal:
        blocks = [_to_raw(source, block) for block in blocks]
    return Outline(tuple(blocks))


def _read(text: str) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    if (front := find_front_matter(text)) is not None:
        place = (front.span, front.content, 0, 0, -1, front.marker, None, (), NOWHERE)
        blocks.append(Block("front_matter", *place))
        at = front.span.end + 1
    state = None
    while (at := read_plain(text, at, blocks)) < len(text):
        state = state or State(text, _parser(), blocks)
        at = read_block(state, at)
    return blocks


@cache
def _parser() -> MarkdownIt:
    return make_parser()


def _to_raw(source: Source, block: Block) -> Block:
    raw = source.raw_span
    kind, span, content, level, depth, parent, marker, box, rows, delimiter = block
    rows = tuple(Row(raw(row), tuple(map(raw, cells))) for row, cells in rows)
    place = (raw(span), raw(content), level, depth, parent, marker, raw(box) if box else None)
    return Block(kind, *place, rows, raw(delimiter) if rows else delimiter)
