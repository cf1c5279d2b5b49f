"""What was found in documents, as it is shown: plain tuples, which need neither the text nor the rules."""

from __future__ import annotations

from typing import NamedTuple

from rca.config import Level
from rca.text import Source


class Finding(NamedTuple):
    """A diagnostic with its place as people count it, and the lines that it stands in."""

    rule: str
    level: Level
    message: str
    line: int
    """From 1, as the others; columns count characters."""
    column: int
    end_line: int
    end_column: int
    before: str
    """The text of the first line up to the place, …"""
    marked: str
    """… of the place as far as it is in this line, …"""
    after: str
    """… and behind it."""
    further: str = ""
    """The lines below that the place goes on in, whole."""


def finding(source: Source, rule: str, level: Level, message: str, span: tuple[int, int]) -> Finding:
    """What a diagnostic says of a text, with its place cut out of the text."""
    (line, column), (end_line, end_column) = map(source.position, span)
    first, end = source.line_span(line)
    start, until = span[0], min(span[1], end)
    excerpt = (source.text[first:start], source.text[start:until], source.text[until:end])
    further = source.text[end : source.line_span(end_line).end] if end_line > line else ""
    return Finding(rule, level, message, line, column, end_line, end_column, *excerpt, further)
