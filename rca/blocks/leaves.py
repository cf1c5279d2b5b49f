"""Blocks that hold text and no other blocks: headings, paragraphs, code, fences, rules."""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import code
from markdown_it.rules_block import fence as stock_fence

from rca.blocks.state import State, make_span, trim
from rca.text import Span

_HEADING = re.compile(r"#{1,6}(?=[ \t\n]|\Z)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*(?=\n|\Z)")
_ENDINGS = frozenset("=`~-*_>+0123456789<#")
"""What a line must begin with to underline or to interrupt a text, if it is no table."""
_RULE = re.compile(r"([-*_])[ \t]*+(?:\1[ \t]*+){2,}(?=\n|\Z)")
_FENCE = re.compile(r"`{3,}|~{3,}")
BOX = re.compile(r"\[[^\n]\](?=[ \t\n]|\Z)[ \t]*")


def rule(state: State, line: int, _end: int, silent: bool) -> bool:
    """A thematic break."""
    start = state.start(line)
    if _RULE.match(state.src, start) is None:
        return False
    if not silent:
        state.line = line + 1
        state.add("rule", Span(start, state.eMarks[line]))
    return True


def heading(state: State, line: int, _end: int, silent: bool) -> bool:
    """A heading that begins with `#`s."""
    marks = _HEADING.match(state.src, state.start(line))
    if marks is None:
        return False
    if not silent:
        content = heading_content(state.src, marks.end(), state.eMarks[line])
        state.line = line + 1
        span = make_span((marks.start(), state.eMarks[line]))
        state.add("heading", span, content, level=len(marks.group()), marker=marks.group())
    return True


def heading_content(text: str, start: int, end: int) -> Span:
    """The text of a heading between its marks and the end of its line, less marks that close it."""
    line = text[start:end].rstrip(" \t")
    cut = line.rstrip("#")
    length = len(cut) if cut[-1:] in (" ", "\t") else len(line)
    has_blank = length > 1 and line[0] == " "  # as nearly all have; what is left needs no trimming then
    return trim(text, start + has_blank, start + length)


def add_code(state: State, line: int, end: int) -> None:
    """Append the indented code that begins on a line."""
    code(state, line, end, False)
    state.add("code", Span(state.start(line), state.eMarks[state.line - 1]))


def fence(state: State, line: int, end: int, silent: bool) -> bool:
    """A fence of backticks or tildes."""
    if not stock_fence(state, line, end, silent):
        return False
    if not silent:
        _add_fence(state, line)
    return True


def _add_fence(state: State, line: int) -> None:
    start = state.start(line)
    markup = _FENCE.match(state.src, start)
    assert markup is not None, "a fence without a marker"
    last = state.last_line(line, state.line)
    inner = last - _closes(state, line, state.line - 1, markup.group())
    opening = state.eMarks[line]
    content = Span(state.bMarks[line + 1], state.eMarks[inner]) if inner > line else Span(opening, opening)
    info = state.src[markup.end() : opening].strip(MD_TRIM_CHARS)
    state.add("fence", Span(start, state.eMarks[last]), content, marker=info)


def _closes(state: State, first: int, line: int, markup: str) -> bool:
    """Whether a line closes the fence that was opened on the first."""
    if line == first or state.is_code_block(line):
        return False
    text = state.src[state.start(line) : state.eMarks[line]].rstrip(" \t")
    return text.startswith(markup) and not text.strip(markup[0])


def text_lines(state: State, line: int, end: int, ends_text: RuleFuncBlockType) -> tuple[int, str]:
    """The line behind the text that starts on a line, and the character that underlines it, if any."""
    at = line + 1
    while at < end and not state.isEmpty(at):
        if state.src[state.bMarks[at] + state.tShift[at]] in _ENDINGS or at + 1 in state.delimiters:
            indent = state.sCount[at]
            if indent - state.blkIndent <= 3:
                if state.blkIndent <= indent and _UNDERLINE.match(state.src, state.start(at)):
                    return at, state.src[state.start(at)]
                if indent >= 0 and ends_text(state, at, end, True):
                    break
        at += 1
    return at, ""


def add_paragraph(state: State, line: int, after: int, underline: str) -> None:
    """Append the paragraph of the lines up to `after`, or the heading that its underline makes of it."""
    start = state.start(line)
    content = _trim_text(state, line, after)
    state.line = after
    if underline:
        state.line += 1
        level = 1 if underline == "=" else 2
        state.add("heading", Span(start, state.eMarks[after]), content, level=level, marker=underline)
        return
    _head_item(state, line, content)
    state.add("paragraph", make_span((start, state.eMarks[after - 1])), content)


def _trim_text(state: State, line: int, after: int) -> Span:
    """The text of some lines, less those at its ends that hold nothing but white space."""
    while line + 1 < after and not _has_text(state, line):
        line += 1
    while line + 1 < after and not _has_text(state, after - 1):
        after -= 1
    return state.trim(state.start(line), state.eMarks[after - 1])


def _has_text(state: State, line: int) -> bool:
    return bool(state.src[state.start(line) : state.eMarks[line]].strip(MD_TRIM_CHARS))


def _head_item(state: State, line: int, content: Span) -> None:
    """Give the innermost item its text, and its box, if this paragraph is its first."""
    item = state.open[-1] if state.open else None
    if item is None or item.kind != "item" or item.content is not None:
        return
    box = BOX.match(state.src, content.start) if len(state.blocks) == item.index + 1 else None
    if box is not None:
        while state.eMarks[line] < content.start:
            line += 1
        item.box = Span(box.start(), box.start() + 3)
        start = box.end() if box.end() < state.eMarks[line] else state.start(line + 1)
        content = Span(min(start, content.end), content.end)
    item.content = content
