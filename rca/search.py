"""Full text: documents by their words, ranked or newest first, with the place that matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

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


class _Window(NamedTuple):
    """A part of a text with its matches marked."""

    offset: int
    """Of the first match in the text without marks."""
    snippet: str


def _hit(index: Index, expression: str, key: int, score: float) -> Hit:
    incident, path, title, body, marked_title = index.rows(_PLACES, (expression, key))[0]
    if BEGIN not in body:
        return Hit(incident, path, 1, title, "title", marked_title, score)
    window = best_window(body)
    line = body_line(body, window.offset)
    return Hit(incident, path, line, title, _place(index, key, line), window.snippet, score)


def best_window(marked: str) -> _Window:
    """The part of a marked text with the most different words that matched; the first of equal ones."""
    pieces = marked.split(BEGIN)
    plain = [pieces[0]]
    starts: list[int] = []
    words: list[str] = []
    at = len(pieces[0])
    for piece in pieces[1:]:
        word, _, rest = piece.partition(END)
        starts.append(at)
        words.append(word)
        plain.append(word + rest)
        at += len(word) + len(rest)
    best = max(range(len(starts)), key=lambda k: (_different(starts, words, k), -k))
    return _Window(starts[best], _cut("".join(plain), starts, words, best))


def _different(starts: list[int], words: list[str], first: int) -> int:
    beyond = bisect_right(starts, starts[first] + WINDOW - _AROUND)
    return len({word.casefold() for word in words[first:beyond]})


def _cut(text: str, starts: list[int], words: list[str], first: int) -> str:
    """The text around a match on one line, cut at spaces."""
    begin = max(0, starts[first] - _AROUND)
    end = min(len(text), begin + WINDOW)
    pieces: list[str] = []
    at = begin
    for start, word in zip(starts, words, strict=True):
        if at <= start and start + len(word) <= end:
            pieces += (text[at:start], BEGIN, word, END)
            at = start + len(word)
    snippet = " ".join("".join((*pieces, text[at:end])).split())
    return ("…" if begin else "") + snippet + ("…" if end < len(text) else "")


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
    is_title = not section or (section[0][2] == 1 and section[0][1] == line)
    return "title" if is_title else str(section[0][0])
