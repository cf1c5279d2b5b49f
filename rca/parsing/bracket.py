"""The facts of an item in brackets at its end: `(written: 2026-05-20, executed: staging 2026-05-21; prod —)`.

The one grammar of reading and editing. A comma separates two facts only where a known word and a colon
follow; brackets inside balance, and a backslash takes the meaning of what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rca.text import Span

WORDS = {
    "written": "written",
    "executed": "executed",
    "dropped": "dropped",
    "owner": "owner",
    "due": "due",
    "issue": "issue",
    "priority": "priority",
    "type": "kind",
    "check": "check",
}
"""The word of a fact to the name of its field."""

_FACT = re.compile(rf"\s*({'|'.join(WORDS)})\s*:\s*", re.IGNORECASE)


class Fact(NamedTuple):
    """One fact, offsets into the text that was searched."""

    name: str
    """Of the field."""
    start: int
    """Where its word starts."""
    value: Span


class Bracket(NamedTuple):
    """The brackets at the end of an item."""

    span: Span
    """From `(` to behind `)`."""
    facts: tuple[Fact, ...]


def read_bracket(text: str, start: int, end: int) -> Bracket | None:
    """The brackets that a text between two offsets ends with, if nothing but facts stands in them."""
    opening = _opening(text, start, end)
    if opening is None:
        return None
    facts = _facts(text, opening + 1, end - 1)
    return Bracket(Span(opening, end), facts) if facts else None


def _opening(text: str, start: int, end: int) -> int | None:
    """Where the bracket that closes at the end opens."""
    if end <= start or text[end - 1] != ")" or _is_escaped(text, start, end - 1):
        return None
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] in "()" and not _is_escaped(text, start, at):
            depth += 1 if text[at] == ")" else -1
            if depth == 0:
                return at
    return None


def _is_escaped(text: str, start: int, at: int) -> bool:
    first = at
    while first > start and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _facts(text: str, start: int, end: int) -> tuple[Fact, ...]:
    if not _FACT.match(text, start, end):
        return ()
    commas = list(_commas(text, start, end))
    starts = [start, *(at + 1 for at in commas)]
    return tuple(_fact(text, a, b) for a, b in zip(starts, [*commas, end], strict=True))


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """The commas that stand outside of inner brackets and behind which a fact begins."""
    depth = 0
    for at in range(start, end):
        if text[at] in "()[]" and not _is_escaped(text, start, at):
            depth += 1 if text[at] in "([" else -1
        elif text[at] == "," and depth <= 0 and _FACT.match(text, at + 1, end):
            yield at


def _fact(text: str, start: int, end: int) -> Fact:
    word = _FACT.match(text, start, end)
    assert word is not None
    stop = word.end() + len(text[word.end() : end].rstrip())
    return Fact(WORDS[word[1].lower()], word.start(1), Span(word.end(), stop))
