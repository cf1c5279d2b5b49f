"""Which block a line begins, and which it ends: markdown-it's block rules, chosen by the first character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, blockquote, html_block, list_block, reference

from rca.blocks.leaves import add_code, add_paragraph, fence, heading, rule, text_lines
from rca.blocks.state import MARKER, State
from rca.blocks.tables import add_table, starts_table
from rca.text import Span

Rule = Callable[[State, int, int, bool], bool]
"""(state, line, end, silent) -> whether the line begins such a block; unless silent, the block is added."""


_MAX_NESTING = 40
"""Levels of containers (a list is two, a quote one); deeper ones are text. The library drops the rest of the
document instead, at 20."""


def make_parser() -> MarkdownIt:
    """A CommonMark parser whose block rules are those of this module."""
    md = MarkdownIt("commonmark", {"maxNesting": 2 * _MAX_NESTING})
    md.block = Blocks()
    ruler = md.block.ruler
    ruler.enableOnly([])
    ruler.push("ends_text", ends_text, {"alt": ["paragraph", "reference"]})
    ruler.push("ends_quote", ends_quote, {"alt": ["blockquote"]})
    ruler.push("ends_item", ends_item, {"alt": ["list"]})
    return md


def read_block(state: State, at: int) -> int:
    """Read the first block from the start of a line on; where the line behind it starts."""
    state.line = line = state.skipEmptyLines(bisect_left(state.bMarks, at))
    if line < state.lineMax:
        if not (_goes_on(state, line) and list_block(state, line, state.lineMax, False)):
            _begin_block(state, line, state.lineMax)
        line = state.line
    return state.bMarks[line]


def _goes_on(state: State, line: int) -> bool:
    """Whether a line that could be the header of a table is the next item of the list before it."""
    if line + 1 not in state.delimiters or not state.blocks:
        return False
    last = state.blocks[-1]
    while last.parent >= 0:
        last = state.blocks[last.parent]
    marker = MARKER.match(state.src, state.start(line))
    return marker is not None and last.kind == "item" and marker.group()[-1] == last.marker[-1]


def _begin_block(state: State, line: int, end: int) -> None:
    """Read the block that begins on a line; any line begins one."""
    if state.is_code_block(line):
        add_code(state, line, end)
    elif line + 1 in state.delimiters and starts_table(state, line, end):
        add_table(state, line, end, ends_quote)
    elif not _first(_BEGINNINGS if state.level < _MAX_NESTING else _LEAVES, state, line, end, silent=False):
        _text(state, line, end)


class Blocks(ParserBlock):
    """The library's block parser, less what only HTML needs; lists and quotes call it for what they hold."""

    def tokenize(self, state: StateBlock, line: int, end: int) -> None:
        """Read the blocks of some lines, up to one that is indented less than the container."""
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                return
            _begin_block(cast(State, state), line, end)
            line = state.line
            if line < end and state.isEmpty(line):
                state.line = line = line + 1


def ends_text(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line interrupts the paragraph before it."""
    return ends_quote(state, line, end, True) or starts_table(cast(State, state), line, end)


def ends_quote(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line interrupts the quote or table before it."""
    return not state.is_code_block(line) and _first(
        _INTERRUPTIONS, cast(State, state), line, end, silent=True
    )


def ends_item(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line ends the list before it."""
    return _first(_LIST_ENDS, cast(State, state), line, end, silent=True)


def _first(rules: dict[str, tuple[Rule, ...]], state: State, line: int, end: int, *, silent: bool) -> bool:
    """Whether one of the rules for the line's first character accepts it."""
    start = state.bMarks[line] + state.tShift[line]
    for accepts in rules.get(state.src[start : start + 1], ()):  # noqa: SIM110 (any() costs more)
        if accepts(state, line, end, silent):
            return True
    return False


def _text(state: State, line: int, end: int) -> None:
    state.parentType = "paragraph"
    after, underline = text_lines(state, line, end, ends_text)
    add_paragraph(state, line, after, underline)


def _quote(state: State, line: int, end: int, silent: bool) -> bool:
    if silent:
        return True
    state.enter("quote", line, state.start(line), "")
    blockquote(state, line, end, False)
    state.close(state.last_line(line, state.line))
    return True


def _html(state: State, line: int, end: int, silent: bool) -> bool:
    if not html_block(state, line, end, silent):
        return False
    if not silent:
        state.add("html", Span(state.start(line), state.eMarks[state.last_line(line, state.line)]))
    return True


_LIST_ENDS: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys("`~", (fence,)),
    **dict.fromkeys("-*_", (rule,)),
    ">": (_quote,),
}
_INTERRUPTIONS: dict[str, tuple[Rule, ...]] = {
    **_LIST_ENDS,
    **dict.fromkeys("-*", (rule, list_block)),
    **dict.fromkeys("+0123456789", (list_block,)),
    "<": (_html,),
    "#": (heading,),
}
_BEGINNINGS: dict[str, tuple[Rule, ...]] = {**_INTERRUPTIONS, "[": (reference,)}
_LEAVES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys("`~", (fence,)),
    **dict.fromkeys("-*_", (rule,)),
    "<": (_html,),
    "#": (heading,),
    "[": (reference,),
}
