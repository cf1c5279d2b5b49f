"""`<!-- rca: internal -->` … `<!-- rca: end -->`: what stands between them is for nobody outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.audience.traced import Traced
from rca.blocks import scan
from rca.text import Source, Span

_MARK = re.compile(r"<!--+\s*rca\s*:\s*(?P<word>[^\s>]*)(?P<rest>(?s:.*?))--+>", re.IGNORECASE)
_OTHERS = {"ignore", "ignore-file"}
"""Words of comments that mean something else: see `rca.checks.suppress`."""

Wrong = tuple[int, str]


def without_internal(source: Source) -> tuple[Traced, list[Wrong]]:
    """The text without what is internal; what is wrong with the marks, as offsets and sentences' ends.

    A mark that is not understood keeps everything in: it could be one that hides something.
    """
    spans, wrong = _internal(source)
    text, at = source.text, 0
    kept = Traced()
    for span in spans:
        kept.add(text[at : span.start], at, is_copy=True)
        at = span.end
    kept.add(text[at:], at, is_copy=True)
    return kept, wrong


def _internal(source: Source) -> tuple[list[Span], list[Wrong]]:
    spans: list[Span] = []
    wrong: list[Wrong] = []
    opened: list[int] = []
    for match, word in _marks(source):
        if word == "internal":
            opened.append(match.start())
        elif word != "end":
            wrong.append((match.start(), f'a mark that is not known: "rca: {word}"; write internal or end'))
        elif not opened:
            wrong.append((match.start(), "an end of something internal that has no beginning"))
        elif len(opened) == 1:
            spans.append(_whole_lines(source.text, opened.pop(), match.end()))
        else:
            opened.pop()
    wrong += [(start, "something internal that has no end: write <!-- rca: end -->") for start in opened]
    return spans, wrong


def _marks(source: Source) -> Iterator[tuple[re.Match[str], str]]:
    """Marks in order; an end inside of code is none, as it would let out what follows."""
    found = list(_MARK.finditer(source.text))
    code = [b.span for b in scan(source).blocks if b.kind in ("fence", "code")] if found else []
    for match in found:
        word = match["word"].casefold().strip("-")
        in_code = any(span.start <= match.start() < span.end for span in code)
        if word in _OTHERS or (
            word == "end" and (in_code or source.text[match.start() - 1 : match.start()] == "`")
        ):
            continue
        yield match, word


def _whole_lines(text: str, start: int, end: int) -> Span:
    """A span with the lines that would be left empty, so that a table goes on below what was cut out."""
    first = text.rfind("\n", 0, start) + 1
    newline = text.find("\n", end)
    last = len(text) if newline < 0 else newline + 1
    if not text[first:start].strip() and not text[end:last].strip():
        return Span(first, last)
    return Span(start, end)
