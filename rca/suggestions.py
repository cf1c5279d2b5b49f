"""What can be typed next, as the index knows it: ids, items, keys of the query language and their values."""

from __future__ import annotations

from collections.abc import Callable

from rca.conditions import INCIDENT_WORDS, ITEM_WORDS
from rca.query import KEYS, quoted
from rca.selection import SORTS
from rca.store import Index

Suggestion = tuple[str, str]
"""What to type, and what it means."""

_VALUES = {
    "owner": "SELECT DISTINCT name FROM owners",
    "kind": "SELECT DISTINCT kind FROM items WHERE kind != ''",
    "priority": "SELECT DISTINCT priority FROM items WHERE priority != ''",
    "check": "SELECT DISTINCT check_name FROM items WHERE check_name != ''",
    "group": "SELECT DISTINCT item_group FROM items WHERE item_group != ''",
    "sev": "SELECT DISTINCT severity FROM documents WHERE severity IS NOT NULL",
    "id": "SELECT DISTINCT incident FROM documents",
    "service": "SELECT DISTINCT value FROM labels WHERE kind = 'service'",
    "tag": "SELECT DISTINCT value FROM labels WHERE kind = 'tag'",
    "author": "SELECT DISTINCT value FROM labels WHERE kind = 'author'",
    "env": (
        "SELECT DISTINCT environment FROM executions WHERE environment != ''"
        " UNION SELECT value FROM labels WHERE kind = 'environment'"
    ),
}
_LIKE = {"executed": "env", "verified": "env", "failed": "env"}
_WORDS = {
    "is": (*ITEM_WORDS, *INCIDENT_WORDS),
    "status": tuple(ITEM_WORDS),
    "written": ("yes", "no", "exempt"),
    "due": ("<today", "today", "<7d", "none"),
    "date": (">-30d", "today"),
    "sort": tuple(word for name in SORTS for word in (name, f"-{name}")),
}


class Completion:
    """What can be typed next; `ask` asks the index, where there is one."""

    def __init__(self, ask: Callable[[Callable[[Index], list[Suggestion]]], list[Suggestion]] | None) -> None:
        self._ask = ask

    def ids(self, part: str, limit: int = 200) -> list[Suggestion]:
        """Ids that hold a part, with their titles."""
        return self._ask(lambda index: ids(index, part, limit)) if self._ask else []

    def items(self, part: str, limit: int = 200) -> list[Suggestion]:
        """Items `<part of an id>/<beginning of a number>`, with their texts."""
        return self._ask(lambda index: item_refs(index, part, limit)) if self._ask else []

    def issues(self, part: str, limit: int = 200) -> list[Suggestion]:
        """References to issues that items cite and that begin with a part, with the text of such an item."""
        return self._ask(lambda index: issues(index, part, limit)) if self._ask else []

    def query(self, word: str, limit: int = 200) -> list[Suggestion]:
        """Keys that a word begins, or values of its key."""
        if self._ask:
            return self._ask(lambda index: query_words(index, word, limit))
        return query_words(None, word, limit)


def ids(index: Index, part: str, limit: int) -> list[Suggestion]:
    """Ids that hold a part, with their titles; those that begin with it first, then the newest."""
    sql = """
    SELECT incident, title FROM documents WHERE instr(lower(incident), lower(:part))
    ORDER BY instr(lower(incident), lower(:part)) != 1, id DESC LIMIT :limit
    """
    return [(incident, title) for incident, title in index.rows(sql, {"part": part, "limit": limit})]


def item_refs(index: Index, part: str, limit: int) -> list[Suggestion]:
    """Refs of items that begin with `<part of an id>/<beginning of a number>`, with their texts."""
    incident, _, number = part.partition("/")
    sql = """
    SELECT d.incident || '/' || i.number, i.text FROM documents AS d JOIN items AS i ON i.document = d.id
    WHERE instr(lower(d.incident), lower(:incident)) AND i.number LIKE :number || '%'
    ORDER BY d.id DESC, i.item LIMIT :limit
    """
    return [
        (ref, text) for ref, text in index.rows(sql, {"incident": incident, "number": number, "limit": limit})
    ]


def issues(index: Index, part: str, limit: int) -> list[Suggestion]:
    """References to issues that begin with a part, those of the newest incidents first."""
    sql = """
    SELECT s.ref, i.text FROM issues AS s JOIN items AS i ON i.document = s.document AND i.item = s.item
    WHERE substr(lower(s.ref), 1, length(:part)) = lower(:part)
    GROUP BY s.ref ORDER BY max(s.document) DESC, s.ref LIMIT :limit
    """
    return [(ref, text) for ref, text in index.rows(sql, {"part": part, "limit": limit})]


def query_words(index: Index | None, word: str, limit: int) -> list[Suggestion]:
    """Keys that a word begins; behind `key:`, values for it."""
    minus = "-" if word.startswith("-") else ""
    key, colon, typed = word.removeprefix("-").partition(":")
    if not colon:
        return [(f"{minus}{name}:", meaning) for name, meaning in KEYS.items() if name.startswith(key)]
    before, comma, last = typed.rpartition(",")
    values = [value for value in _values(index, key) if value.casefold().startswith(last.casefold())]
    return [(f"{minus}{key}:{before}{comma}{quoted(value)}", "") for value in sorted(values)[:limit]]


def _values(index: Index | None, key: str) -> list[str]:
    words = [*_WORDS.get(key, ())]
    sql = _VALUES.get(_LIKE.get(key, key))
    return words + [value for (value,) in index.rows(sql)] if sql and index else words
