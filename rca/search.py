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
_SHORTEST, _SHORT = 3, 4
"""Letters from which on a beginning is looked for in the whole text: on demand, and while somebody types."""

_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_BREAK = re.compile(r"\n(?=[ \t]*(?:[\r\n|#>*+-]|\d+[.)]))")
"""Where a paragraph, a row, a heading or a list item ends."""

_RANK = "rank MATCH 'bm25(8.0, 10.0, 4.0, 1.0)'"
"""How much a match counts in id, title, items and the rest."""
_TITLE = f"highlight({{}}, 1, '{BEGIN}', '{END}') AS title"
_BODY = f"highlight(search, 3, '{BEGIN}', '{END}') AS body"
_HITS = """
SELECT d.id, d.incident, d.path, d.title, found.score, found.title, found.body
FROM ({}) AS found JOIN documents AS d ON d.id = found.id ORDER BY found.score, d.id DESC
"""
_RANKED = _HITS.format(f"""
    SELECT rowid AS id, rank AS score, {_TITLE.format("search")}, {_BODY}
    FROM search WHERE search MATCH ? AND {_RANK} ORDER BY rank LIMIT ?
""")
_NEWEST = _HITS.format(f"""
    SELECT rowid AS id, 0.0 AS score, {_TITLE.format("search")}, {_BODY}
    FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?
""")
_NEWEST_TITLES = _HITS.format(f"""
    SELECT rowid AS id, 0.0 AS score, {_TITLE.format("titles")}, '' AS body
    FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?
""")
_SECTION = """
SELECT heading, line, level FROM sections WHERE document = ? AND line <= ? ORDER BY position DESC LIMIT 1
"""


def search(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words and "phrases" of a text, best first.

    Where they are few, documents follow in which the last word only begins one.
    """
    parts = words_in(text)
    hits = _hits(index, _RANKED, all_of(parts), limit)
    if len(hits) < limit and _is_open(text) and len(parts[-1]) >= _SHORTEST:
        known = {hit.path for hit in hits}
        longer = _hits(index, _RANKED, all_of(parts) + "*", limit)
        hits += [hit for hit in longer if hit.path not in known]
    return hits[:limit]


def search_as_typed(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words, newest first: quick enough for every key press, whatever is typed.

    The last word may be the beginning of one. While it is short it is looked for in titles, and left out
    where other words stand before it.
    """
    parts = words_in(text)
    if not _is_open(text):
        return _hits(index, _NEWEST, all_of(parts), limit)
    if len(parts[-1]) >= _SHORT:
        return _hits(index, _NEWEST, all_of(parts) + "*", limit)
    if len(parts) > 1:
        return _hits(index, _NEWEST, all_of(parts[:-1]), limit)
    return _hits(index, _NEWEST_TITLES, all_of(parts) + "*", limit)


def words_in(text: str) -> list[str]:
    """The words and phrases to look for."""
    found = (phrase or word for phrase, word in _WORD.findall(bindable(text)))
    return [part for part in found if any(map(str.isalnum, part))]


def all_of(parts: list[str]) -> str:
    """An FTS5 expression for documents with all parts; empty if there are none."""
    return " AND ".join(f'"{part}"' for part in parts)


def _is_open(text: str) -> bool:
    """Whether the last word may go on: nothing ends it."""
    return bool(words_in(text)) and (text[-1].isalnum() or text[-1] in "_-")


def _hits(index: Index, sql: str, expression: str, limit: int) -> list[Hit]:
    return [_hit(index, row) for row in index.rows(sql, (expression, limit))] if expression else []


class Window(NamedTuple):
    """A part of a text with its matches marked."""

    offset: int
    """Of the first match in the text without marks."""
    snippet: str


class _Match(NamedTuple):
    start: int
    word: str


def _hit(index: Index, row: Row) -> Hit:
    key, incident, path, title, score, marked_title, body = row
    if BEGIN not in body:
        return Hit(incident, path, 1, title, "title", marked_title, -score)
    window = best_window(body)
    line = body_line(body, window.offset)
    return Hit(incident, path, line, title, _place(index, key, line), window.snippet, -score)


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
