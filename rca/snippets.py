"""The words around a match, as a reader sees them: without the marks of Markdown, on one line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from rca.matches import Span, marked, unmarked
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

BEGIN, END = "\x02", "\x03"
"""Stand before and behind a word that matched."""
MARKS = b"\x02", b"\x03"
"""The same in bytes."""

WINDOW = 160
"""Characters that a snippet shows."""
_AROUND = 40
"""Characters of it before the first word that matched."""
_NEAR = 400
"""Characters before and behind the first match of a paragraph that are looked at, …"""
_LONGEST = 4
"""… and bytes that each of them may take."""

_DIGITS = b"0123456789"
_FENCES = ("```", "~~~")
_LEADS = frozenset(("-", "*", "+", "[ ]", "[x]", "[X]", *("#" * level for level in range(1, 7))))
"""What begins a heading or a list item, but for numbers."""
_LONGEST_NUMBER = 4
"""Characters of `100.`."""
# `re` is imported when something is there to be taken away: most of what a search shows is plain.
_PIPE = r"(?<!\\)\|"
_MARKUP = (
    r"\\([!-/:-@\[-`{-~])"
    r"|(`+)([^`]+)\2"
    r"|!?\[([^\]\n]{0,300})\]\((?:[^()\x02\n]|\([^()\x02\n]*\))*\)"
    r"|<!--[^\x02]*?(?:-->|$)|</?[A-Za-z][^<>\x02]*>"
    r"|(?<![\w*_])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n]{1,300}?)(?<=\S)\5(?![\w*_])"
)
_SIGNS = frozenset("\\`[<*_~")
"""Without any of them nothing is marked up."""
_DEEP = 3
"""Marks within marks that are taken away."""
_QUOTED = r'(?s)([\w -]+[:=])\s*(["\'])(.*)\2\s*$'


class Window(NamedTuple):
    """A part of a text with its matches marked."""

    line: int
    """Of its first match in the text, from 1."""
    snippet: str


class _Unit(NamedTuple):
    """A paragraph, row, heading or list item, and what matched in it."""

    first: int
    last: int
    matches: Sequence[Span]


def best_window(text: bytes, matches: Sequence[Span], wanted: int) -> Window:
    """The paragraph, row or list item of a text (UTF-8) with the most different words that matched.

    Of equal ones the first, but for front matter, which tells the least. Nobody looks on behind one that has
    as many as are wanted.
    """
    head = _front_matter(text)
    best, most = _Unit(0, len(text), matches), (0, False)
    for unit in _units(text, head, matches):
        worth = _different(text, unit.matches), unit.first >= head
        if worth > most:
            best, most = unit, worth
        if most >= (wanted, True):
            break
    return Window(_line(text, best.matches[0][0]), _snippet(text, best, in_head=not most[1]))


def _units(text: bytes, head: int, matches: Sequence[Span]) -> Iterator[_Unit]:
    """What matched, unit by unit."""
    at = 0
    while at < len(matches):
        first, last = _around(text, head, matches[at][0])
        begin = at
        while at < len(matches) and matches[at][0] < last:
            at += 1
        yield _Unit(first, last, matches[begin:at])


def _around(text: bytes, head: int, at: int) -> Span:
    """Where the unit begins and ends in which a word stands; in front matter a line is one."""
    if at < head:
        return max(text.rfind(b"\n", 0, at), 0), text.find(b"\n", at)
    first = text.rfind(b"\n", head, at)
    while first > head and not _ends_unit(text, first):
        first = text.rfind(b"\n", head, first)
    end = text.find(b"\n", at)
    while end >= 0 and not _ends_unit(text, end):
        end = text.find(b"\n", end + 1)
    return max(first, head), end if end >= 0 else len(text)


def _ends_unit(text: bytes, newline: int) -> bool:
    """Whether a paragraph, row, heading or list item ends with a line: the next is blank, or begins one."""
    end = text.find(b"\n", newline + 1)
    line = text[newline + 1 : end if end >= 0 else len(text)].lstrip(b" \t")
    if not line:
        return end >= 0
    numbered = line.lstrip(_DIGITS)
    return (
        line[0] in b"\r|#>*+-"
        or line.startswith((b"```", b"~~~"))
        or (len(numbered) < len(line) and numbered.startswith((b".", b")")))
    )


def _line(text: bytes, offset: int) -> int:
    ends = text.count(b"\n", 0, offset)
    if b"\r" not in text:
        return ends + 1
    return ends + text.count(b"\r", 0, offset) - text.count(b"\r\n", 0, offset) + 1


def _front_matter(text: bytes) -> int:
    """Where front matter ends; 0 where there is none."""
    fence = text.removeprefix(codecs.BOM_UTF8)[:3]
    return max(text.find(b"\n" + fence, 3), 0) if fence in (b"---", b"+++") else 0


def _different(text: bytes, matches: Sequence[Span]) -> int:
    return len({text[start:end].decode().casefold() for start, end in matches})


def _snippet(text: bytes, unit: _Unit, *, in_head: bool) -> str:
    """What a reader sees of a unit around the matches in it."""
    at = unit.matches[0][0]
    before = text[max(unit.first, at - _NEAR * _LONGEST) : at].decode("utf-8", "ignore")[-_NEAR:]
    behind = text[at : min(unit.last, at + _NEAR * _LONGEST)].decode("utf-8", "ignore")[:_NEAR]
    begin, end = at - len(before.encode()), at + len(behind.encode())
    near = marked(text, unit.matches, begin, end, MARKS).decode()
    seen = _unquoted(near.strip()) if in_head else readable(near)
    line = " ".join((seen if BEGIN in seen else near).split())
    return _cut(line, before=begin > unit.first, behind=end < unit.last)


def _unquoted(line: str) -> str:
    """A line of front matter without the quotes around its value."""
    if '"' not in line and "'" not in line:
        return line
    import re

    return re.sub(_QUOTED, r"\1 \3", line)


def readable(marked: str) -> str:
    """A paragraph, row or list item as a reader sees it; what matched stays, even where nobody sees it."""
    text = marked.lstrip()
    while lead := _lead(text):
        text = text[lead:].lstrip()
    if text[:1] != "|" and _SIGNS.isdisjoint(text):
        return text
    import re

    if text[:1] == "|":
        cells = (cell.strip() for row in text.split("\n") for cell in re.split(_PIPE, row))
        text = " · ".join(cell for cell in cells if cell.strip(":-—–"))
    for _ in range(_DEEP):
        text, count = re.subn(_MARKUP, _content, text)
        if not count or _SIGNS.isdisjoint(text):
            break
    return text


def _lead(text: str) -> int:
    """The length of what begins a heading, a list item, a quotation, a block of code; 0 for nothing."""
    if text.startswith(">"):
        return 1
    if text.startswith(_FENCES):
        word = text.split(None, 1)[0]
        return 0 if BEGIN in word else len(word)
    mark = text[:3] if text.startswith("[") else "".join(text.split(None, 1)[:1])
    return len(mark) if text[len(mark) :][:1].isspace() and _is_lead(mark) else 0


def _is_lead(mark: str) -> bool:
    """Whether a word is the mark of a heading or a list item, or a box."""
    is_number = mark[-1] in ".)" and mark[:-1].isdecimal() and len(mark) <= _LONGEST_NUMBER
    return is_number or mark in _LEADS


def _content(match: re.Match[str]) -> str:
    return match[1] or match[3] or match[4] or match[6] or ""


def _cut(line: str, *, before: bool, behind: bool) -> str:
    """A line around its matches, not longer than a window, between words where there are some."""
    text, matches = unmarked(line, (BEGIN, END))
    start, stop = matches[0]
    begin = max(0, start - _AROUND)
    if begin:
        begin = text.find(" ", begin, start) + 1 or begin
    end = min(len(text), begin + WINDOW)
    if end < len(text):
        end = max(text.rfind(" ", begin, end + 1), stop)
    cut = marked(text, matches, begin, end, (BEGIN, END))
    return ("…" if begin or before else "") + cut + ("…" if end < len(text) or behind else "")
