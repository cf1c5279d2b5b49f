"""Earlier incidents that look like one: by the words that are telling for it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter

from rca.rows import SimilarRow
from rca.store import Index, Row

TERMS = 25
"""Words that are compared."""
_LOOKED_UP = 400
"""Different words of a text whose frequency is looked up, the most frequent first."""
_CANDIDATES = 3
"""Documents that are compared word by word, for each that is wanted."""
_COMMON = 0.5
"""A word in more than this part of all documents tells nothing, …"""
_FEW = 10
"""… unless they are no more than this."""

COMMON_WORDS = frozenset(
    "about after all also and any are because been before but can could did does for from had has have "
    "how into its more most not now off only other our out over should some such than that the their "
    "them then there these they this those through too under until was were what when where which while "
    "who why will with would you".split()
)
"""English words that tell nothing, however small the set of documents is."""

_FORM = re.compile(
    r"^#{1,6} .*$|^[ \t]*\|.*\n[ \t]*\|?[-:| \t]{3,}$|\*\*[^*\n]{1,40}\*\*:?|<!--[^>\n]{0,300}-->",
    re.MULTILINE,
)
"""Headings, heads of tables, labels: what incidents share because their documents look alike."""
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+$")

_SIMILAR = """
SELECT d.id, d.incident, d.path, d.title, d.date, t.title || char(10) || t.body
FROM search JOIN documents AS d ON d.id = search.rowid JOIN texts AS t ON t.id = d.id
WHERE search MATCH ? AND search.rowid != ? AND (? OR d.date IS NULL OR d.date <= ?)
ORDER BY bm25(search) LIMIT ?
"""


def words_of(text: str) -> Counter[str]:
    """The words of a text as the index has them, but for its form, numbers and common words."""
    folded = unicodedata.normalize("NFKD", _FORM.sub(" ", text).casefold())
    marks = {ord(character): None for character in set(folded) if unicodedata.combining(character)}
    plain = folded.translate(marks) if marks else folded
    words = (word for word in _WORD.findall(plain) if len(word) > 2 and word not in COMMON_WORDS)
    return Counter(word for word in words if not _DIGITS.match(word))


def similar_to_document(index: Index, key: int, limit: int = 10, later_too: bool = False) -> list[SimilarRow]:
    """Incidents that look like the one with a key, most alike first."""
    sql = "SELECT date, t.title || char(10) || t.body FROM documents JOIN texts AS t USING (id) WHERE id = ?"
    day, text = index.rows(sql, (key,))[0]
    return _similar(index, text, key, None if later_too else day, limit)


def similar_to_text(index: Index, text: str, limit: int = 10) -> list[SimilarRow]:
    """Incidents that look like a text, most alike first."""
    return _similar(index, text, 0, None, limit)


def _similar(index: Index, text: str, key: int, until: str | None, limit: int) -> list[SimilarRow]:
    weights = telling_words(index, text)
    if not weights:
        return []
    expression = " OR ".join(f'"{word}"' for word in weights)
    found = index.rows(_SIMILAR, (expression, key, until is None, until, limit * _CANDIDATES))
    rows = [_row(row, weights) for row in found]
    return sorted(rows, key=lambda row: (-row.score, row.id))[:limit]


def telling_words(index: Index, text: str) -> dict[str, float]:
    """The words that tell a text from the others of the index, each with its weight (tf × idf)."""
    total = index.value("SELECT count(*) FROM documents") or 1
    weights: dict[str, float] = {}
    for word, count in words_of(text).most_common(_LOOKED_UP):
        documents = index.value("SELECT doc FROM terms WHERE term = ?", (word,)) or 0
        if 0 < documents <= max(_FEW, total * _COMMON):
            weights[word] = (1 + math.log(count)) * math.log(1 + total / documents)
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:TERMS])


def _row(row: Row, weights: dict[str, float]) -> SimilarRow:
    _, incident, path, title, day, text = row
    own = words_of(text)
    shared = tuple(word for word in weights if word in own)
    score = sum(weights[word] for word in shared) / sum(weights.values())
    return SimilarRow(incident, path, title, day, round(score, 4), shared)
