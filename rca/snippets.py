"""The words around a match, as a reader sees them: without the marks of Markdown, on one line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

BEGIN, END = "\x02", "\x03"
"""Stand before and behind a word that matched."""

WINDOW = 160
"""Characters that a snippet shows."""
_AROUND = 40
"""Characters of it before the first word that matched."""
_NEAR = 400
"""Characters before and behind the first match of a paragraph that are looked at."""

_BREAK = re.compile(r"\n(?=[ \t]*(?:[\r\n|#>*+-]|\d+[.)]|```|~~~))")
"""Where a paragraph, a row, a heading or a list item ends."""
_LEAD = re.compile(r"\s*(?:(?:#{1,6}|[-*+]|\d{1,3}[.)]|\[[ xX]\])\s+|>\s*|(?:```|~~~)[^\s\x02]*(?:\s|$))*")
"""What begins a heading, a list item, a quotation, a block of code."""
_PIPE = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|(`+)([^`]+)\2"
    r"|!?\[([^\]\n]{0,300})\]\((?:[^()\x02\n]|\([^()\x02\n]*\))*\)"
    r"|<!--[^\x02]*?(?:-->|$)|</?[A-Za-z][^<>\x02]*>"
    r"|(?<![\w*_])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n]{1,300}?)(?<=\S)\5(?![\w*_])"
)
_DEEP = 3
"""Marks within marks that are taken away."""
_QUOTED = re.compile(r'([\w -]+[:=])\s*(["\'])(.*)\2\s*$', re.DOTALL)


class Window(NamedTuple):
    """A part of a text with its matches marked."""

    line: int
    """Of its first match in the text, from 1."""
    snippet: str


class _Match(NamedTuple):
    start: int
    word: str


def best_window(marked: str) -> Window:
    """The paragraph, row or list item with the most different words that matched.

    Of equal ones the first, but for front matter, which tells the least.
    """
    text, matches = _unmarked(marked)
    head = _front_matter(text)
    breaks = [match.start() for match in _BREAK.finditer(text, head)]
    if head:
        breaks = [at for at, character in enumerate(text[:head]) if character == "\n"] + breaks
    units: dict[int, list[_Match]] = {}
    for match in matches:
        units.setdefault(bisect_right(breaks, match.start), []).append(match)
    unit, best = max(
        units.items(), key=lambda pair: (_different(pair[1]), pair[1][0].start >= head, -pair[0])
    )
    first = breaks[unit - 1] if unit else 0
    last = breaks[unit] if unit < len(breaks) else len(text)
    return Window(_line(text, best[0].start), _snippet(text, best, first, last, in_head=best[0].start < head))


def _line(text: str, offset: int) -> int:
    ends = text.count("\n", 0, offset)
    if "\r" not in text:
        return ends + 1
    return ends + text.count("\r", 0, offset) - text.count("\r\n", 0, offset) + 1


def _front_matter(text: str) -> int:
    """Where front matter ends; 0 where there is none."""
    fence = text.lstrip("\ufeff")[:3]
    return max(text.find(f"\n{fence}", 3), 0) if fence in ("---", "+++") else 0


def _unmarked(marked: str) -> tuple[str, list[_Match]]:
    """A text without its marks, and what they marked."""
    pieces = marked.split(BEGIN)
    plain = [pieces[0]]
    matches: list[_Match] = []
    at = len(pieces[0])
    for piece in pieces[1:]:
        word, _, rest = piece.partition(END)
        matches.append(_Match(at, word))
        plain.append(word + rest)
        at += len(word) + len(rest)
    return "".join(plain), matches


def _marked(text: str, matches: list[_Match], begin: int, end: int) -> str:
    """A part of a text with its matches marked; one that does not end in it is none."""
    pieces: list[str] = []
    at = begin
    for start, word in matches:
        if start + len(word) <= end or at == begin:
            pieces += (text[at:start], BEGIN, word, END)
            at = start + len(word)
    return "".join((*pieces, text[at:end]))


def _different(matches: list[_Match]) -> int:
    return len({match.word.casefold() for match in matches})


def _snippet(text: str, matches: list[_Match], first: int, last: int, *, in_head: bool) -> str:
    """What a reader sees of the text between two offsets, around the matches in it."""
    begin, end = max(first, matches[0].start - _NEAR), min(last, matches[0].start + _NEAR)
    marked = _marked(text, matches, begin, end)
    seen = _QUOTED.sub(r"\1 \3", marked.strip()) if in_head else readable(marked)
    line = " ".join((seen if BEGIN in seen else marked).split())
    return _cut(*_unmarked(line), before=begin > first, behind=end < last)


def readable(marked: str) -> str:
    """A paragraph, row or list item as a reader sees it; what matched stays, even where nobody sees it."""
    text = _LEAD.sub("", marked, count=1)
    if text[:1] == "|":
        cells = (cell.strip() for row in text.split("\n") for cell in _PIPE.split(row))
        text = " · ".join(cell for cell in cells if cell.strip(":-—–"))
    for _ in range(_DEEP):
        text, count = _MARKUP.subn(_content, text)
        if not count:
            break
    return text


def _content(match: re.Match[str]) -> str:
    return match[1] or match[3] or match[4] or match[6] or ""


def _cut(text: str, matches: list[_Match], *, before: bool, behind: bool) -> str:
    """A line around its matches, not longer than a window, between words where there are some."""
    begin = max(0, matches[0].start - _AROUND)
    if begin:
        begin = text.find(" ", begin, matches[0].start) + 1 or begin
    end = min(len(text), begin + WINDOW)
    if end < len(text):
        end = max(text.rfind(" ", begin, end + 1), matches[0].start + len(matches[0].word))
    cut = _marked(text, matches, begin, end)
    return ("…" if begin or before else "") + cut + ("…" if end < len(text) or behind else "")
