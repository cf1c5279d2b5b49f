"""Which rule a line begins: markdown-it's block rules, chosen by the first character."""

from __future__ import annotations

import re
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock, blockquote, code, fence, hr, html_block, list_block, reference

from rca.blocks.state import State
from rca.blocks.tables import add_table, starts_table
from rca.text import Span

_HEADING = re.compile(r"#{1,6}(?=[ \t\n]|\Z)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*(?=\n|\Z)")
_BOX = re.compile(r"\[[^\n]\](?=[ \t\n]|\Z)[ \t]*")
_FENCE = re.compile(r"`{3,}|~{3,}")


def make_parser() -> MarkdownIt:
    """A CommonMark parser whose block rules are those of this module."""
    md = MarkdownIt("commonmark")
    ruler = md.block.ruler
    ruler.enableOnly([])
    ruler.push("any", _any)
    ruler.push("ends_paragraph", ends_paragraph, {"alt": ["paragraph", "reference"]})
    ruler.push("ends_quote", ends_quote, {"alt": ["blockquote"]})
    ruler.push("ends_item", ends_item, {"alt": ["list"]})
    return md


def _any(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Read the block that begins on a line."""
    state = cast(State, state)
    if state.is_code_block(line):
        return _code(state, line, end)
    if starts_table(state, line, end):
        add_table(state, line, end, ends_quote)
        return True
    for rule in _BEGINNINGS.get(state.src[state.start(line)], ()):
        if rule(state, line, end, False):
            return True
    return _paragraph(state, line, end)


def ends_paragraph(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line interrupts the paragraph before it."""
    return ends_quote(state, line, end, True) or starts_table(cast(State, state), line, end)


def ends_quote(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line interrupts the quote or table before it."""
    if state.is_code_block(line):
        return False
    pos = state.bMarks[line] + state.tShift[line]
    return any(rule(state, line, end, True) for rule in _INTERRUPTS.get(state.src[pos : pos + 1], ()))


def ends_item(state: StateBlock, line: int, end: int, _silent: bool) -> bool:
    """Whether a line ends the list before it."""
    pos = state.bMarks[line] + state.tShift[line]
    return any(rule(state, line, end, True) for rule in _LIST_ENDS.get(state.src[pos : pos + 1], ()))


def _code(state: State, line: int, end: int) -> bool:
    code(state, line, end, False)
    state.add("code", Span(state.start(line), state.eMarks[state.line - 1]))
    return True


def _fence(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if not fence(state, line, end, silent):
        return False
    if not silent:
        _add_fence(cast(State, state), line)
    return True


def _add_fence(state: State, line: int) -> None:
    start = state.start(line)
    markup = _FENCE.match(state.src, start)
    assert markup is not None, "a fence without a marker"
    last = state.last_line(line, state.line)
    inner = last - _closes(state, line, state.line - 1, markup.group())
    content = (
        Span(state.bMarks[line + 1], state.eMarks[inner]) if inner > line else Span(*[state.eMarks[line]] * 2)
    )
    info = state.src[markup.end() : state.eMarks[line]].strip(MD_TRIM_CHARS)
    state.add("fence", Span(start, state.eMarks[last]), content, marker=info)


def _closes(state: State, first: int, line: int, markup: str) -> bool:
    text = state.src[state.start(line) : state.eMarks[line]].rstrip(" \t")
    return (
        line > first
        and text.startswith(markup)
        and not text.strip(markup[0])
        and not state.is_code_block(line)
    )


def _quote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    state = cast(State, state)
    if silent:
        return blockquote(state, line, end, True)
    state.enter("quote", line, state.start(line), "")
    blockquote(state, line, end, False)
    state.close(state.last_line(line, state.line))
    return True


def _hr(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if not hr(state, line, end, silent):
        return False
    if not silent:
        cast(State, state).add("rule", Span(cast(State, state).start(line), state.eMarks[line]))
    return True


def _html(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if not html_block(state, line, end, silent):
        return False
    if not silent:
        state = cast(State, state)
        state.add("html", Span(state.start(line), state.eMarks[state.last_line(line, state.line)]))
    return True


def _heading(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    state = cast(State, state)
    marks = _HEADING.match(state.src, state.start(line))
    if marks is None:
        return False
    if not silent:
        text = state.src[marks.end() : state.eMarks[line]].rstrip(" \t")
        cut = text.rstrip("#")
        length = len(cut) if cut[-1:] in (" ", "\t") else len(text)
        content = state.trim(marks.end(), marks.end() + length)
        span = Span(marks.start(), state.eMarks[line])
        state.line = line + 1
        state.add("heading", span, content, level=len(marks.group()), marker=marks.group())
    return True


def _paragraph(state: State, line: int, end: int) -> bool:
    """Read a paragraph or the setext heading that it turns out to be."""
    state.parentType = "paragraph"
    after, underline = _text_lines(state, line, end)
    start = state.start(line)
    content = _trim_text(state, line, after)
    if underline:
        span = Span(start, state.eMarks[after])
        state.line = after + 1
        state.add("heading", span, content, level=1 if underline == "=" else 2, marker=underline)
    else:
        state.line = after
        _head_item(state, line, content)
        state.add("paragraph", Span(start, state.eMarks[after - 1]), content)
    return True


def _trim_text(state: State, line: int, after: int) -> Span:
    """The text from a line up to another, less the lines at its ends that hold nothing but white space."""
    while line + 1 < after and not _has_text(state, line):
        line += 1
    while line + 1 < after and not _has_text(state, after - 1):
        after -= 1
    return state.trim(state.start(line), state.eMarks[after - 1])


def _has_text(state: State, line: int) -> bool:
    return bool(state.src[state.start(line) : state.eMarks[line]].strip(MD_TRIM_CHARS))


def _text_lines(state: State, line: int, end: int) -> tuple[int, str]:
    """The line behind the text that starts on a line, and the character that underlines it, if any."""
    at = line + 1
    while at < state.lineMax and not state.isEmpty(at):
        indent = state.sCount[at]
        if indent - state.blkIndent <= 3:
            if state.blkIndent <= indent and at < end and _UNDERLINE.match(state.src, state.start(at)):
                return at, state.src[state.start(at)]
            if indent >= 0 and ends_paragraph(state, at, end if at < end else state.lineMax, True):
                break
        at += 1
    return at, ""


def _head_item(state: State, line: int, content: Span) -> None:
    """Give the innermost item its text and its box, if this paragraph is its first."""
    if not state.open or state.open[-1].kind != "item" or state.open[-1].content is not None:
        return
    item = state.open[-1]
    box = _BOX.match(state.src, content.start) if len(state.blocks) == item.index + 1 else None
    if box is not None:
        item.box = Span(box.start(), box.start() + 3)
        start = box.end() if box.end() < state.eMarks[line] else state.start(line + 1)
        content = Span(min(start, content.end), content.end)
    item.content = content


_INTERRUPTS: dict[str, tuple[RuleFuncBlockType, ...]] = {
    "`": (_fence,),
    "~": (_fence,),
    ">": (_quote,),
    "_": (_hr,),
    "-": (_hr, list_block),
    "*": (_hr, list_block),
    "+": (list_block,),
    **dict.fromkeys("0123456789", (list_block,)),
    "<": (_html,),
    "#": (_heading,),
}
_BEGINNINGS: dict[str, tuple[RuleFuncBlockType, ...]] = {**_INTERRUPTS, "[": (reference,)}
_LIST_ENDS: dict[str, tuple[RuleFuncBlockType, ...]] = {
    "`": (_fence,),
    "~": (_fence,),
    ">": (_quote,),
    "_": (_hr,),
    "-": (_hr,),
    "*": (_hr,),
}
