"""Full text: documents by their words, ranked or newest first, with the place that matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.bindable import bindable
from rca.hits import Hit
from rca.matches import Words, unmarked
from rca.snippets import BEGIN, END, MARKS, Window, best_window
from rca.store import Index
from rca.values import NamedTuple

_SHORTEST, _SHORT = 3, 4
"""Letters from which on a beginning is looked for in the whole text: on demand, and while somebody types."""

_COMMON = 1000
"""Documents with all the words from which on only the newest are ranked: such words tell little."""

_SHOWN = 100
"""Documents whose texts are looked at together."""

_WEIGHTS = "8.0, 10.0, 4.0, 1.0"
"""How much a match counts in id, title, items and the rest."""
_BEST = f"""
SELECT rowid, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? AND rowid >= ?
ORDER BY score, rowid DESC LIMIT ?
"""
_NTH_NEWEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
_NEWEST = "SELECT rowid, 0.0 FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
_NEWEST_TITLES = f"""
SELECT d.id, d.incident, d.path, d.title, highlight(titles, 1, '{BEGIN}', '{END}')
FROM titles JOIN documents AS d ON d.id = titles.rowid WHERE titles MATCH ? ORDER BY titles.rowid DESC LIMIT ?
"""
_TEXTS = """
SELECT d.id, d.incident, d.path, d.title, CAST(t.body AS BLOB)
FROM documents AS d JOIN texts AS t USING (id) WHERE d.id IN ({})
"""
_HIGHLIGHTED = f"""
SELECT rowid, highlight(search, 1, '{BEGIN}', '{END}'), CAST(highlight(search, 3, '{BEGIN}', '{END}') AS BLOB)
FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN ({{}})
"""
"""Not `rowid IN`: it would look for the words once for each of them."""
_PLACES = """
WITH place (document, line) AS (VALUES {})
SELECT place.document, place.line, s.heading, s.line, s.level, (
    SELECT number FROM items
    WHERE document = place.document AND items.line <= place.line AND last_line >= place.line
    ORDER BY item DESC LIMIT 1
)
FROM place LEFT JOIN sections AS s ON s.document = place.document AND s.position = (
    SELECT position FROM sections WHERE document = place.document AND line <= place.line
    ORDER BY position DESC LIMIT 1
)
"""


class _Text(NamedTuple):
    """A document that was found."""

    key: int
    incident: str
    path: str
    title: str
    body: bytes


def search(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words and "phrases" of a text, best first.

    Of very many, those come first that have them in id, title or items, and the newest are ranked.
    Where they are few, documents follow in which the last word only begins one.
    """
    parts = words_in(text)
    if not parts:
        return []
    expression = all_of(parts)
    best = _ranked(index, expression, limit)
    hits = list(_hits(index, best, expression, Words(parts)))
    if len(best) < limit and _is_open(text) and len(parts[-1]) >= _SHORTEST:
        longer = {key: score for key, score in _best(index, expression + "*", 0, limit) if key not in best}
        more = dict(list(longer.items())[: limit - len(best)])
        hits += _hits(index, more, expression + "*", Words(parts, is_open=True))
    return hits


def search_as_typed(index: Index, text: str, limit: int = 20) -> list[Hit]:
    """Documents with all the words, newest first: quick enough for every key press, whatever is typed.

    The last word may be the beginning of one. While it is short it is looked for in titles, and left out
    where other words stand before it.
    """
    parts = words_in(text)
    if not parts:
        return []
    is_open = _is_open(text)
    if is_open and len(parts[-1]) < _SHORT:
        if len(parts) == 1:
            return list(_titles(index, all_of(parts) + "*", limit))
        parts, is_open = parts[:-1], False
    expression = all_of(parts) + ("*" if is_open else "")
    newest: dict[int, float] = dict(index.rows(_NEWEST, (expression, limit)))
    return list(_hits(index, newest, expression, Words(parts, is_open=is_open)))


def words_in(text: str) -> list[str]:
    """The words and phrases to look for."""
    found: list[str] = []
    for at, piece in enumerate(bindable(text).split('"')):
        found += [piece] if at % 2 else piece.split()
    return [part for part in found if any(map(str.isalnum, part))]


def all_of(parts: list[str]) -> str:
    """An FTS5 expression for documents with all parts; empty if there are none."""
    return " AND ".join(f'"{part}"' for part in parts)


def _is_open(text: str) -> bool:
    """Whether the last word may go on: nothing ends it."""
    return text[-1].isalnum() or text[-1] in "_-"


def _ranked(index: Index, expression: str, limit: int) -> dict[int, float]:
    """Keys and scores of the best documents; of very many, those first that have them in a telling place."""
    oldest = _oldest(index, expression, limit)
    if not oldest:
        return dict(_best(index, expression, 0, limit))
    telling = f"{{incident title items}} : ({expression})"
    best = dict(_best(index, telling, _oldest(index, telling, limit), limit))
    others = _best(index, expression, oldest, limit) if len(best) < limit else []
    best.update([row for row in others if row[0] not in best][: limit - len(best)])
    return best


def _best(index: Index, expression: str, oldest: int, limit: int) -> list[tuple[int, float]]:
    """Ranked alone, and shown then: `ORDER BY rank` with more columns drags along where each word is."""
    return index.rows(_BEST, (expression, oldest, limit))


def _oldest(index: Index, expression: str, limit: int) -> int:
    """The key of the oldest document that is ranked; 0 where all are."""
    return index.value(_NTH_NEWEST, (expression, max(_COMMON, limit) - 1)) or 0


def _titles(index: Index, expression: str, limit: int) -> Iterator[Hit]:
    for _, incident, path, title, shown in index.rows(_NEWEST_TITLES, (expression, limit)):
        yield Hit(incident, path, 1, title, "title", shown, 0.0)


def _hits(index: Index, found: dict[int, float], expression: str, words: Words) -> Iterator[Hit]:
    """Documents by key and score, in their order, each with the place that matched."""
    keys = list(found)
    for begin in range(0, len(keys), _SHOWN):
        some = keys[begin : begin + _SHOWN]
        texts = {row[0]: _Text(*row) for row in index.rows(_TEXTS.format(_marks(some)), some)}
        windows, titles = _windows(index, texts, expression, words)
        places = _places(index, windows)
        for key in some:
            _, incident, path, title, _ = texts[key]
            if key in windows:
                line, snippet = windows[key]
                yield Hit(incident, path, line, title, places[key], snippet, -found[key])
            else:
                yield Hit(incident, path, 1, title, "title", titles.get(key, title), -found[key])


def _windows(
    index: Index, texts: dict[int, _Text], expression: str, words: Words
) -> tuple[dict[int, Window], dict[int, str]]:
    """The best part of each text; of those that hold none of the words, what matched in the title."""
    windows: dict[int, Window] = {}
    titles: dict[int, str] = {}
    for key, text in texts.items():
        if matches := words.matches(text.body):
            windows[key] = best_window(text.body, matches, words.count)
    if left := [key for key in texts if key not in windows]:
        sql = _HIGHLIGHTED.format(_marks(left))
        for key, title, body in index.rows(sql, (expression, min(left), max(left), *left)):
            titles[key] = title
            plain, matches = unmarked(body, MARKS)
            if matches:
                windows[key] = best_window(plain, matches, words.count)
    return windows, titles


def _places(index: Index, windows: dict[int, Window]) -> dict[int, str]:
    """What stands at the line of each window: an item, else the section."""
    if not windows:
        return {}
    values = [value for key, window in windows.items() for value in (key, window.line)]
    rows = index.rows(_PLACES.format(", ".join(["(?, ?)"] * len(windows))), values)
    return {key: _place(*row) for key, *row in rows}


def _place(line: int, heading: str | None, at: int, level: int, number: str | None) -> str:
    if number is not None:
        return f"item {number}"
    if heading is None or level == 1:
        return "title" if at == line else "opening"
    return heading


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
