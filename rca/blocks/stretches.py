"""A text in stretches that can be read one by one: plain blocks, lists, and what only the library reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from markdown_it import MarkdownIt

from rca.blocks.outline import Block
from rca.blocks.plain import read_plain
from rca.blocks.rules import make_parser, read_block
from rca.blocks.state import State

_BLANK = re.compile(r"\n[ \t]*\n")


class Stretch(NamedTuple):
    """Lines that mean the same wherever they stand."""

    start: int
    end: int
    is_list: bool
    blocks: Sequence[Block] = ()
    """A plain block, or the items of a tight list with their texts; none where the library has to read."""
    first: int = 0
    """The number of the first of the blocks, from which their parents count."""


def stretches(text: str) -> Iterator[Stretch]:
    """The stretches of a text that defines no references, in order; its lines end with LF."""
    for is_list, found in groupby(_units(text), lambda unit: unit.is_list):
        if not is_list:
            yield from found
            continue
        one, *more = found
        is_plain = not more and one.blocks and _is_tight(text, one)
        yield one if is_plain else Stretch(one.start, more[-1].end if more else one.end, True)


def _units(text: str) -> Iterator[Stretch]:
    """What stands at the top level; of a list that is not plain the parts."""
    at, state = 0, None
    while at < len(text):
        blocks: list[Block] = []
        after = read_plain(text, at, blocks)
        yield from _plain(blocks)
        if after < len(text):
            state = state or State(text, _parser(), [])
            before = len(state.blocks)
            at = read_block(state, after)
            is_list = len(state.blocks) > before and state.blocks[before].kind == "item"
            yield Stretch(after, at, is_list)
        else:
            at = after


def _plain(blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Blocks one by one, but for items that follow each other."""
    at = 0
    while at < len(blocks):
        first, end = at, blocks[at].span[1]
        at += 1
        if is_list := blocks[first].kind == "item":
            while at < len(blocks) and (blocks[at].depth or blocks[at].kind == "item"):
                end = max(end, blocks[at].span[1])
                at += 1
        yield Stretch(blocks[first].span[0], end, is_list, blocks[first:at], first)


def _is_tight(text: str, found: Stretch) -> bool:
    """Whether each list has one kind of marker, no blank lines, and no code that goes on over lines."""
    if _BLANK.search(text, found.start, found.end):
        return False
    kinds: dict[int, str] = {}
    lines = 0
    for block in found.blocks:
        if block.kind == "item":
            lines += 1
            if kinds.setdefault(block.parent, block.marker[-1]) != block.marker[-1]:
                return False
    goes_on = text.count("\n", found.start, found.end) >= lines
    return not goes_on or text.find("`", found.start, found.end) < 0


@cache
def _parser() -> MarkdownIt:
    return make_parser()
