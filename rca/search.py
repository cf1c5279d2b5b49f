"""Full text: documents by their words, ranked or newest first, with the place that matched."""

from __future__ import annotations

import re

from rca.hits import Hit
from rca.query import bindable
from rca.snippets import BEGIN, END, best_window
from rca.store import Index, Row

_SHORTEST, _SHORT = 3, 4
"""Letters from which on a beginning is looked for in the whole text: on demand, and while somebody types."""

_COMMON = 1000
"""Documents with all the words from which on only the newest are ranked: such words tell little."""

_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')

_WEIGHTS = "8.0, 10.0, 4.0, 1.0"
"""How much a match counts in id, title, items and the rest."""
_TITLE = f"highlight({{}}, 1, '{BEGIN}', '{END}') AS title"
_BODY = f"highlight(search, 3, '{BEGIN}', '{END}') AS body"
_HITS = """
SELECT d.id, d.incident, d.path, d.title, found.score, found.title, found.body
FROM ({}) AS found JOIN documents AS d ON d.id = found.id ORDER BY found.score, d.id DESC
"""
_BEST = f"""
SELECT rowid, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? AND rowid >= ?
ORDER BY score, rowid DESC LIMIT ?
"""
_NTH_NEWEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
_ONE = f"""
SELECT d.id, d.incident, d.path, d.title, ?, {_TITLE.format("search")}, {_BODY}
FROM search JOIN documents AS d ON d.id = search.rowid WHERE search MATCH ? AND search.rowid = ?
"""
_RANKED = _HITS.format(f"""
    SELECT rowid AS id, rank AS score, {_TITLE.format("search")}, {_BODY}
    FROM search WHERE search MATCH ? AND rank MATCH 'bm25({_WEIGHTS})' ORDER BY rank LIMIT ?
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

    Of very many, those come first that have them in id, title or items, and the newest are ranked.
    Where they are few, documents follow in which the last word only begins one.
    """
    parts = words_in(text)
    hits = _best(index, all_of(parts), limit)
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


def _best(index: Index, expression: str, limit: int) -> list[Hit]:
    """The best documents, ranked first and shown then: `ORDER BY rank` drags along where each word is.

    Not for a beginning of words, whose words it would look up again for every document.
    """
    best = _ranked(index, expression, limit) if expression else {}
    return [
        _hit(index, row) for key, score in best.items() for row in index.rows(_ONE, (score, expression, key))
    ]


def _ranked(index: Index, expression: str, limit: int) -> dict[int, float]:
    """Keys and scores of the best documents; of very many, those first that have them in a telling place."""
    oldest = _oldest(index, expression, limit)
    if not oldest:
        return dict(index.rows(_BEST, (expression, 0, limit)))
    telling = f"{{incident title items}} : ({expression})"
    best: dict[int, float] = dict(index.rows(_BEST, (telling, _oldest(index, telling, limit), limit)))
    others = index.rows(_BEST, (expression, oldest, limit)) if len(best) < limit else []
    best.update([row for row in others if row[0] not in best][: limit - len(best)])
    return best


def _oldest(index: Index, expression: str, limit: int) -> int:
    """The key of the oldest document that is ranked; 0 where all are."""
    return index.value(_NTH_NEWEST, (expression, max(_COMMON, limit) - 1)) or 0


def _hits(index: Index, sql: str, expression: str, limit: int) -> list[Hit]:
    return [_hit(index, row) for row in index.rows(sql, (expression, limit))] if expression else []


def _hit(index: Index, row: Row) -> Hit:
    key, incident, path, title, score, marked_title, body = row
    if BEGIN not in body:
        return Hit(incident, path, 1, title, "title", marked_title, -score)
    window = best_window(body)
    place = _place(index, key, window.line)
    return Hit(incident, path, window.line, title, place, window.snippet, -score)


def _place(index: Index, key: int, line: int) -> str:
    """What stands at a line: an item, else the section."""
    item: list[Row] = index.rows(
        "SELECT number FROM items WHERE document = ? AND line <= ? AND last_line >= ?", (key, line, line)
    )
    if item:
        return f"item {item[-1][0]}"
    section = index.rows(_SECTION, (key, line))
    heading, at, level = section[0] if section else ("", 0, 1)
    if level == 1:
        return "title" if at == line else "opening"
    return str(heading)
