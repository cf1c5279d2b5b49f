"""Full text: documents by their words, ranked or newest first, with the place that matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rca.query import bindable
from rca.rows import Hit
from rca.store import Index, Row

BEGIN, END = "\x02", "\x03"
"""Stand before and behind a word that matched."""

WINDOW = 160
"""Characters that a snippet shows."""
_AROUND = 40
"""Characters of it before the first word that matched."""
_SHORT = 3
"""Letters from which on a beginning is looked for in the whole text, not in titles only."""

_WEIGHTS = "8.0, 10.0, 4.0, 1.0"
"""How much a match counts in id, title, items and the rest."""

_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_BREAK = re.compile(r"\n(?=[ \t]*(?:[\r\n|#>*+-]|\d+[.)]))")
"""Where a paragraph, a row, a heading or a list item ends."""

_FOUND = f"""
SELECT rowid, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? ORDER BY score LIMIT ?
"""
_NEWEST = "SELECT rowid, 0.0 FROM {0} WHERE {0} MATCH ? ORDER BY rowid DESC LIMIT ?"
_PLACES = f"""
SELECT d.incident, d.path, d.title, highlight(search, 3, '{BEGIN}', '{END}'),
    highlight(search, 1, '{BEGIN}', '{END}')
FROM search JOIN documents AS d ON d.id = search.rowid WHERE search MATCH ? AND search.rowid = ?
"""


_SECTION = """
SELECT heading, line, level FROM sections WHERE document = ? AND line <= ? ORDER BY position DESC LIMIT 1
"""


def match_expression(text: str, as_typed: bool = True) -> str:
    """A text as an FTS5 expression: words and "phrases" that must all be there; empty if there are none.

    The last word may be a beginning, unless a space or a quotation mark ends it.
    """
    text = bindable(text)
    parts = [phrase or word for phrase, word in _WORD.findall(text) if any(map(str.isalnum, phrase or word))]
    if not parts:
        return ""
    beginning = "*" if as_typed and text[-1] not in '" \t\n' else ""
    return " AND ".join(f'"{part}"' for part in parts) + beginning


def search(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words, best first."""
    expression = match_expression(text)
    if not expression:
        return []
    found = index.rows(_FOUND, (expression, limit))
    return [_hit(index, expression, key, -score) for key, score in found]


def search_as_typed(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words, newest first: quick enough for every key press, whatever is typed.

    A last word of one or two letters is looked for in titles only.
    """
    expression = match_expression(text)
    if not expression:
        return []
    last = _WORD.findall(text)[-1]
    table = "titles" if len(last[0] or last[1]) < _SHORT else "search"
    found = index.rows(_NEWEST.format(table), (expression, limit))
    return [_hit(index, expression, key, score) for key, score in found]


class Window(NamedTuple):
    """A part of a text with its matches marked."""

    offset: int
    """Of the first match in the text without marks."""
    snippet: str


class _Match(NamedTuple):
    start: int
    word: str


def _hit(index: Index, expression: str, key: int, score: float) -> Hit:
    incident, path, title, body, marked_title = index.rows(_PLACES, (expression, key))[0]
    if BEGIN not in body:
        return Hit(incident, path, 1, title, "title", marked_title, score)
    window = best_window(body)
    line = body_line(body, window.offset)
    return Hit(incident, path, line, title, _place(index, key, line), window.snippet, score)


def best_window(marked: str) -> Window:
    """The paragraph, row or list item with the most different words that matched; the first of equal ones."""
    text, matches = _unmarked(marked)
    breaks = [match.start() for match in _BREAK.finditer(text)]
    units: dict[int, list[_Match]] = {}
    for match in matches:
        units.setdefault(bisect_right(breaks, match.start), []).append(match)
    unit, best = max(units.items(), key=lambda pair: (_different(pair[1]), -pair[0]))
    first = breaks[unit - 1] if unit else 0
    last = breaks[unit] if unit < len(breaks) else len(text)
    return Window(best[0].start, _cut(text, best, first, last))


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


def _different(matches: list[_Match]) -> int:
    return len({match.word.casefold() for match in matches})


def _cut(text: str, matches: list[_Match], first: int, last: int) -> str:
    """The text around matches on one line, between two offsets and not longer than a window."""
    begin = max(first, matches[0].start - _AROUND)
    end = min(last, begin + WINDOW)
    pieces: list[str] = []
    at = begin
    for start, word in matches:
        if start + len(word) <= end or at == begin:
            pieces += (text[at:start], BEGIN, word, END)
            at = start + len(word)
    snippet = " ".join("".join((*pieces, text[at:end])).split())
    return ("…" if begin > first else "") + snippet + ("…" if end < last else "")


def body_line(marked: str, offset: int) -> int:
    """The line, from 1, of an offset into a text from which the marks are taken away."""
    before = marked.replace(BEGIN, "").replace(END, "")[:offset]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _place(index: Index, key: int, line: int) -> str:
    """What stands at a line: an item, else the section."""
    item: list[Row] = index.rows(
        "SELECT number FROM items WHERE document = ? AND line <= ? AND last_line >= ?", (key, line, line)
    )
    if item:
        return f"item {item[-1][0]}"
    section = index.rows(_SECTION, (key, line))
    heading, at, level = section[0] if section else ("", line, 1)
    if level == 1:
        return "title" if at == line else "opening"
    return str(heading)
