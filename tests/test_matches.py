"""Where the words of a search stand in a text: the same places that the full-text index marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.matches import Span, Words, unmarked
from rca.search import all_of
from rca.snippets import BEGIN, END, MARKS


@pytest.fixture(scope="module")
def full_text() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')"
    )
    yield connection
    connection.close()


def highlighted(full_text: sqlite3.Connection, text: str, expression: str) -> list[Span]:
    """What FTS5 marks in a text."""
    full_text.execute("DELETE FROM search")
    full_text.execute("INSERT INTO search VALUES (?)", (text,))
    sql = f"SELECT highlight(search, 0, '{BEGIN}', '{END}') FROM search WHERE search MATCH ?"
    rows = full_text.execute(sql, (expression,)).fetchall()
    return unmarked(rows[0][0].encode(), MARKS)[1] if rows else []


def words_of(text: str, spans: list[Span]) -> list[str]:
    return [text.encode()[start:end].decode() for start, end in spans]


@pytest.mark.parametrize(
    ("text", "parts", "is_open", "found"),
    [
        ("Lag of the replica; the LAG grew, lagging", ["lag"], False, ["Lag", "LAG"]),
        ("Lag of the replica; the LAG grew, lagging", ["lag"], True, ["Lag", "LAG", "lagging"]),
        ("a read-replica, the Read\n> replica", ["read replica"], False, ["read-replica", "Read\n> replica"]),
        ("lag_check v2.1", ["lag_check", "2.1"], False, ["lag_check"]),
        ("“lag”—three hours → lag…", ["lag"], False, ["lag", "lag"]),
        ("監視lag lag監視 監視", ["lag"], False, []),
        ("read→replica read監replica", ["read replica"], False, ["read→replica"]),
        ("the end is the beginning", ["the", "the end"], False, ["the end", "the"]),
    ],
)
def test_words_are_found_as_the_index_has_them(
    full_text: sqlite3.Connection, text: str, parts: list[str], is_open: bool, found: list[str]
) -> None:
    assert words_of(text, Words(parts, is_open=is_open).matches(text.encode())) == found
    if found and len(parts) == 1:
        expression = all_of(parts) + "*" * is_open
        assert words_of(text, highlighted(full_text, text, expression)) == found


@pytest.mark.parametrize(("text", "part"), [("naïve and naive", "naive"), ("a naive one", "naïve")])
def test_letters_with_marks_are_left_to_the_index(text: str, part: str) -> None:
    assert Words([part]).matches(text.encode()) == []


_TEXT = st.text("abAB1 \n_-.,|—→“·監ü²Ω\ue000\U0001f525", max_size=60)


@given(_TEXT, st.sampled_from(["a", "ab", "b1", "a b", "1-a", "ab a b"]), st.booleans())
def test_what_is_found_is_what_the_index_marks(
    full_text: sqlite3.Connection, text: str, part: str, is_open: bool
) -> None:
    ours = Words([part], is_open=is_open).matches(text.encode())
    theirs = highlighted(full_text, text, all_of([part]) + "*" * is_open)
    if "ü" in text:
        assert ours == []
    elif is_open:  # a beginning that goes on beyond ASCII is left to the index
        assert set(ours) <= set(theirs)
    else:
        assert ours == theirs
