"""What is said of all items, in memory while somebody types: where few have a word they are found at once.

An index of parts of words would cost each sync more than all else. Of 100,000 items this takes 14 MB, 0.1 s
to fetch, and some 10 ms to look through, where SQLite takes 60.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from rca.paging import BITS, numbers
from rca.query import parse_query
from rca.store import Index

_ITEMS = """
SELECT group_concat(place), CAST(group_concat(replace(lower(said), char(30), ' '), char(30)) AS BLOB)
FROM (
    SELECT document << {bits} | item AS place, text || char(31) || owner_text AS said FROM items
    ORDER BY document, item
)
"""
_DOCUMENTS = """
SELECT group_concat(id), CAST(group_concat(replace(lower(said), char(30), ' '), char(30)) AS BLOB)
FROM (SELECT id, title || char(31) || incident AS said FROM documents ORDER BY id)
"""
_END = b"\x1e"
"""Between what is said of one item and of the next."""
MOST = 2_500
"""Items that are few: to ask SQLite about them is quicker than to let it look at all."""


class ItemWords:
    """Texts and owners of all items, titles and ids of their documents, in lower case as `LIKE` has it."""

    def __init__(self, index: Index) -> None:
        self._items = _Said(*index.rows(_ITEMS.format(bits=BITS))[0])
        self._documents = _Said(*index.rows(_DOCUMENTS)[0])

    def candidates(self, query: str) -> list[int] | None:
        """The keys of all items that have a word of a query, and maybe of some more; None where many have.

        Raises QuerySyntaxError.
        """
        for term in parse_query(query):
            if not term.key and not term.negated and len(term.values) == 1:
                found = self._with(max(term.values[0].text.split("*"), key=len))
                if found is not None:
                    return found
        return None

    def _with(self, text: str) -> list[int] | None:
        """The keys of all items of which a text is said; None where these are many."""
        sought = text.encode("utf-8", "replace").lower()  # of bytes, it is that of ASCII alone
        if not sought or min(sought) < 0x20:
            return None
        found: set[int] = set()
        for key in self._keys(sought):
            found.add(key)
            if len(found) > MOST:
                return None
        return sorted(found)

    def _keys(self, sought: bytes) -> Iterator[int]:
        keys = self._items.keys
        yield from self._items.having(sought)
        for document in self._documents.having(sought):
            first = bisect_left(keys, document << BITS)
            yield from keys[first : bisect_left(keys, document + 1 << BITS, first)]


class _Said:
    """Texts one after the other, and whose they are."""

    def __init__(self, keys: str | None, texts: bytes | None) -> None:
        self.keys = array("q", numbers(keys or ""))
        self._texts = texts or b""

    def having(self, sought: bytes) -> Iterator[int]:
        """The keys of the texts that have some bytes, in their order."""
        at, place, seen = self._texts.find(sought), 0, 0
        while at >= 0:
            place += self._texts.count(_END, seen, at)
            yield self.keys[place]
            seen = self._texts.find(_END, at)
            at = self._texts.find(sought, seen) if seen >= 0 else -1
