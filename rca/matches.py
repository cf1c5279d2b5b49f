"""Where the words of a search stand in a document, found in its bytes as the full-text index has words.

`highlight` of FTS5 tells the same, but reads a text letter by letter, and looks into every segment of the
index again for each document. What it alone can tell is left to it: words with marks on their letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import AnyStr

Span = tuple[int, int]
"""Half-open offsets into the bytes of a text."""

_MARKED_LETTERS = bytes((*range(0xC3, 0xCE), 0xE1))
"""Bytes with which the letters of UTF-8 begin that are, or lose, a mark: é is e to the index."""
_OTHERS = bytes(set(range(256)) - set(_MARKED_LETTERS))
_WORD = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyz")
"""Bytes of words in lower case."""
_LONGEST = 4
"""Bytes of a character."""


class Words:
    """Words and phrases that are looked for; the last may be the beginning of one."""

    def __init__(self, parts: Sequence[str], *, is_open: bool = False) -> None:
        self.count = len(parts)
        self._phrases: list[_Phrase] = []
        if all(map(str.isascii, parts)):
            last = len(parts) - 1
            self._phrases = [_Phrase(part, is_open and at == last) for at, part in enumerate(parts)]

    def matches(self, text: bytes) -> list[Span]:
        """Where they stand in a text (UTF-8), in order; empty if nowhere, or if only the index can tell."""
        if not text.isascii() and text.translate(None, _OTHERS):
            return []
        folded = text.lower()
        found = (span for phrase in self._phrases for span in phrase.find(folded))
        return _merged(found if text.isascii() else filter(partial(_is_whole, text), found))


class _Phrase:
    """Words in a row; found without `re`, whose import takes longer than a search needs to look for them."""

    def __init__(self, part: str, is_open: bool) -> None:
        spaced = "".join(character if character.isalnum() else " " for character in part.lower())
        self._first, *self._others = spaced.encode().split()
        self._is_open = is_open

    def find(self, text: bytes) -> Iterator[Span]:
        """Where it stands in a text in lower case."""
        at = text.find(self._first)
        while at >= 0:
            end = self._end(text, at) if at == 0 or text[at - 1] not in _WORD else -1
            if end >= 0:
                yield at, end
            at = text.find(self._first, max(end, at + 1))

    def _end(self, text: bytes, at: int) -> int:
        """Where it ends that may begin at an offset; -1 if it does not stand there."""
        end = at + len(self._first)
        for word in self._others:
            start = _next(text, end, in_word=False)
            if start == end or not text.startswith(word, start):
                return -1
            end = start + len(word)
        after = _next(text, end, in_word=True)
        return after if self._is_open or after == end else -1


def _next(text: bytes, at: int, *, in_word: bool) -> int:
    """Where the bytes of a word, or those between two, end that go on at an offset."""
    while at < len(text) and (text[at] in _WORD) is in_word:
        at += 1
    return at


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
