"""Guidance of a template that has done its work: comments beside what is filled in now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rca.model import Document
from rca.text import Source, Span, TextEdit

_COMMENT = r"<!--(?!\s*rca:)(?P<text>(?:(?!-->).)*)-->"
_BESIDE = re.compile(rf"[ \t]*{_COMMENT}[ \t]*\Z")
_BELOW = re.compile(rf"(?:[ \t]*\r?\n)*[ \t]*{_COMMENT}[ \t]*(?=\r?\n|\Z)", re.DOTALL)


def spent(
    source: Source, document: Document, fields: Collection[str], sections: Collection[str], template: str
) -> Iterator[TextEdit]:
    """Edits that take away the comments of a template behind values of fields and at the head of sections.

    What does not stand in the template is somebody's own comment, and stays.
    """
    for field in document.fields:
        if field.name in fields:
            line = source.line_span(source.line(field.span.start))
            yield from _taken(_BESIDE.search(source.text, field.span.start, line.end), template)
    for section in document.sections:
        if section.name in sections:
            yield from _taken(_BELOW.match(source.text, section.body.start), template)


def _taken(match: re.Match[str] | None, template: str) -> Iterator[TextEdit]:
    if match and f"<!--{match['text']}-->" in template:
        yield TextEdit(Span(match.start(), match.end()), "")
