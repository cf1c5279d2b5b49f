"""The words that people wrote in a document, with everything masked that they only quote or label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from rca.text import Source, Span

_FENCE_LINE = re.compile(r"^[ \t>]{0,20}(?:[-*+][ \t]{1,4})?(`{3,}|~{3,})([^\r\n]*)", re.MULTILINE)
# Quantifiers are bounded: a hostile line of backticks or brackets has to stay linear.
_QUOTED = re.compile(
    r"(?<!`)(?P<ticks>`{1,8})(?!`)[^\r\n]{1,300}?(?<!`)(?P=ticks)(?!`)"  # code
    r"|^[ \t]{0,8}>[^\r\n]*(?:\r?\n[ \t]{0,3}[^\s#>|*+-][^\r\n]*)*"  # quotation and its rest
    r"|^#{1,6}[ \t][^\r\n]*"  # heading: a label, often a template's
    r"|\]\([^()\r\n]{0,500}(?:\([^()\r\n]{0,100}\)[^()\r\n]{0,500})?\)"  # where a link leads
    r"|https?://[^\s<>|)]+"
    r"|[\"“„][^\"“”„\r\n]{1,200}[\"”“]"
    r"|<[/a-zA-Z][^<>\r\n]{0,200}>",
    re.MULTILINE,
)
_MARKER = re.compile(r"^(<{7}|={7}|>{7})(?:[ \t][^\r\n]*)?$", re.MULTILINE)
_VISIBLE = re.compile(r"[^\r\n]")


class Word(NamedTuple):
    """Words that a pattern found: where they stand, and how they are written."""

    span: Span
    text: str


class Prose:
    """The text of a document, and the same text with what is not people's own prose blanked out."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def comments(self) -> tuple[Span, ...]:
        """HTML comments outside of fences."""
        return tuple(_comments(self._unfenced))

    @cached_property
    def words(self) -> str:
        """As long as the raw text: what is masked are spaces, so that offsets stay."""
        return _QUOTED.sub(_blank_match, _blank(self._unfenced, self.comments))

    @cached_property
    def _unfenced(self) -> str:
        return _blank(self.source.text, tuple(_fences(self.source.text)))

    @cached_property
    def conflict(self) -> Span | None:
        """The first marker of a conflict that git left, outside of fences; None where none is complete."""
        return _conflict(self._unfenced) if "<<<<<<<" in self.source.text else None

    def find(self, pattern: re.Pattern[str], span: Span) -> Iterator[Word]:
        """Every match of a pattern in people's own words inside a span of the raw text."""
        for match in pattern.finditer(self.words, *span):
            yield Word(Span(*match.span()), match[0])

    def first(self, pattern: re.Pattern[str], span: Span) -> Word | None:
        """The first match in a span."""
        return next(self.find(pattern, span), None)

    def has_one(self, stems: tuple[str, ...], span: Span) -> bool:
        """Whether a span has one of some stems in lower case: asked first, it spares most texts a search."""
        words = self.words[span[0] : span[1]].lower()
        return any(stem in words for stem in stems)

    def says(self, pattern: re.Pattern[str], stems: tuple[str, ...], span: Span) -> bool:
        """Whether a span has a match of a pattern that always begins with one of some stems in lower case."""
        words = self.words[span[0] : span[1]].lower()
        return any(pattern.match(words, at) for stem in stems for at in _places(stem, words))

    def has_words(self, span: Span) -> bool:
        """Whether anything but quotations and white space stands in a span."""
        return not self.words[span[0] : span[1]].isspace()


def _places(stem: str, text: str) -> Iterator[int]:
    """Where a text has a stem: found by the string itself, an alternation of words is tried everywhere."""
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


def _fences(text: str) -> Iterator[Span]:
    """Fenced code blocks; one that nobody closes lasts to the end, as CommonMark has it."""
    opened: re.Match[str] | None = None
    for match in _FENCE_LINE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and not match[2].strip():
            yield Span(opened.start(), match.end())
            opened = None
    if opened is not None:
        yield Span(opened.start(), len(text))


def _conflict(text: str) -> Span | None:
    opened: Span | None = None
    divided = False
    for match in _MARKER.finditer(text.replace("\r", " ")):
        if match[1][0] == "<":
            opened, divided = Span(*match.span()), False
        elif match[1][0] == "=":
            divided = opened is not None
        elif divided:
            return opened
    return None


def _comments(text: str) -> Iterator[Span]:
    at = text.find("<!--")
    while at >= 0 and (end := text.find("-->", at + 4)) >= 0:
        yield Span(at, end + 3)
        at = text.find("<!--", end + 3)


def _blank(text: str, spans: tuple[Span, ...]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], _VISIBLE.sub(" ", text[start:end]))
        at = end
    return "".join((*pieces, text[at:]))


def _blank_match(match: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", match[0])


NO_PROSE = Prose(Source(""))
"""The prose of no document."""
