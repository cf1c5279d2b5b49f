"""Where the words of a search stand in a document, found in its bytes as the full-text index has words.

`highlight` of FTS5 tells the same, but reads a text letter by letter, and looks into every segment of the
index again for each document. What it alone can tell is left to it: words with marks on their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import AnyStr

Span = tuple[int, int]
"""Half-open offsets into the bytes of a text."""

_MARKED_LETTERS = bytes((*range(0xC3, 0xCE), 0xE1))
"""Bytes with which the letters of UTF-8 begin that are, or lose, a mark: é is e to the index."""
_OTHERS = bytes(set(range(256)) - set(_MARKED_LETTERS))
_LONGEST = 4
"""Bytes of a character."""


class Words:
    """Words and phrases that are looked for; the last may be the beginning of one."""

    def __init__(self, parts: Sequence[str], *, is_open: bool = False) -> None:
        self.count = len(parts)
        self._patterns: list[re.Pattern[bytes]] = []
        if all(map(str.isascii, parts)):
            last = len(parts) - 1
            self._patterns = [_pattern(part, is_open and at == last) for at, part in enumerate(parts)]

    def matches(self, text: bytes) -> list[Span]:
        """Where they stand in a text (UTF-8), in order; empty if nowhere, or if only the index can tell."""
        if not text.isascii() and text.translate(None, _OTHERS):
            return []
        folded = text.lower()
        found = (match.span() for pattern in self._patterns for match in pattern.finditer(folded))
        return _merged(found if text.isascii() else filter(partial(_is_whole, text), found))


def _pattern(part: str, is_open: bool) -> re.Pattern[bytes]:
    """Its words in a row; the literal comes first: it is looked for quicker than what may stand around it."""
    spaced = "".join(character if character.isalnum() else " " for character in part.lower())
    first, *others = spaced.encode().split()
    words = (rb"[^0-9a-z]+" + word for word in others)
    end = rb"[0-9a-z]*" if is_open else rb"(?![0-9a-z])"
    return re.compile(first + rb"(?<![0-9a-z]" + first + rb")" + b"".join(words) + end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, and those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_whole(text: bytes, span: Span) -> bool:
    """Whether no letter beyond ASCII goes before, in between or on."""
    start, end = span
    around = (
        text[max(start - _LONGEST, 0) : start].decode("utf-8", "ignore")[-1:],
        text[start:end].decode(),
        text[end : end + _LONGEST].decode("utf-8", "ignore")[:1],
    )
    return not any(_is_letter(character) for part in around for character in part if character > "\x7f")


def _is_letter(character: str) -> bool:
    """Whether a character beyond ASCII belongs to words: letters and numbers, and what each may make one."""
    return character.isalnum() or "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def marked(text: AnyStr, spans: Iterable[Span], begin: int, end: int, marks: tuple[AnyStr, AnyStr]) -> AnyStr:
    """A part of a text with marks before and behind each span; one that does not end in it is none."""
    pieces: list[AnyStr] = []
    at = begin
    for start, stop in spans:
        if stop <= end or at == begin:
            pieces.extend((text[at:start], marks[0], text[start:stop], marks[1]))
            at = stop
    pieces.append(text[at:end])
    return text[:0].join(pieces)


def unmarked(text: AnyStr, marks: tuple[AnyStr, AnyStr]) -> tuple[AnyStr, list[Span]]:
    """A text without its marks, and the spans between them."""
    plain: list[AnyStr] = []
    spans: list[Span] = []
    at = 0
    for piece in text.split(marks[0]):
        word, mark, rest = piece.partition(marks[1])
        if mark:
            spans.append((at, at + len(word)))
        plain.extend((word, rest))
        at += len(word) + len(rest)
    return text[:0].join(plain), spans
