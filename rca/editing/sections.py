"""Sections of a document: replaced text, and where a section goes that is not there yet."""

from __future__ import annotations

import re
from collections import Counter

from rca.blocks import Outline
from rca.changes import Refused
from rca.editing.lines import insert, line_end
from rca.editing.values import checked_text
from rca.model import Document, Section
from rca.text import Source, Span, TextEdit

ORDER = (
    "summary",
    "timeline",
    "impact",
    "went_well",
    "went_badly",
    "lucky",
    "lessons",
    "root_cause",
    "detection",
    "resolution",
    "action_items",
    "references",
)
"""Canonical names in canonical order."""

_LINE_BREAK = re.compile(r"\r\n?|\n")


class UnknownSection(Refused):
    """A change names a section that the document does not have."""

    def __init__(self, name: str, known: list[str]) -> None:
        has = f"it has {', '.join(known)}" if known else "it has none"
        super().__init__(f"there is no section {name!r} in this document; {has}")


class OpenFence(Refused):
    """The document ends in a code block."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"the code block in line {line} is never closed; close it first, nothing was changed"
        )


def section_of(document: Document, name: str) -> Section:
    """The first section with a canonical name, else with a heading as written; raises `UnknownSection`."""
    section = find_section(document, name)
    if section is None:
        raise UnknownSection(name, [s.name or s.heading for s in document.sections])
    return section


def find_section(document: Document, name: str) -> Section | None:
    """The first section with a canonical name, else with a heading as written."""
    wanted = name.casefold()
    by_name = (s for s in document.sections if s.name == wanted.replace(" ", "_"))
    by_heading = (s for s in document.sections if s.heading.casefold() == wanted)
    return next(by_name, None) or next(by_heading, None)


class Sections:
    """The sections of one document, and the edits that change them."""

    def __init__(self, source: Source, outline: Outline, document: Document) -> None:
        self.source = source
        self.outline = outline
        self.document = document

    def replace(self, name: str, text: str) -> list[TextEdit]:
        """Other text below a heading; raises `UnknownSection`."""
        section = section_of(self.document, name)
        new = self.lines(checked_text(text, "text").strip("\r\n"))
        inner = self.inner(section.body)
        if inner.start == inner.end:
            return [self._first_text(section, new)] if new else []
        return [TextEdit(inner, new)]

    def lines(self, text: str) -> str:
        """A text with the newlines of this document."""
        return _LINE_BREAK.sub(self.source.newline, text)

    def inner(self, span: Span) -> Span:
        """The text of a body without the blank lines around it; empty if there is none."""
        body = self.source.slice(span)
        lead = len(body) - len(body.lstrip())
        if lead == len(body):
            return Span(span.start, span.start)
        line = max(body.rfind("\n", 0, lead), body.rfind("\r", 0, lead)) + 1
        return Span(span.start + (line or lead), span.start + len(body.rstrip()))

    def _first_text(self, section: Section, text: str) -> TextEdit:
        end = self.source.line_span(self.source.line(section.span.end)).end
        return insert(end, self.source.newline * 2 + text)

    def append(self, section: Section, text: str) -> TextEdit:
        """A paragraph, list or table at the end of a section's own text, before its sub-sections."""
        nested = (s.span.start for s in self.document.sections if section.body.start <= s.span.start)
        end = min(min(nested, default=section.body.end), section.body.end)
        inner = self.inner(Span(section.body.start, end))
        if inner.start == inner.end:
            return self._first_text(section, self.lines(text))
        return insert(line_end(self.source, inner.end), self.source.newline * 2 + self.lines(text))

    def add(self, name: str, heading: str, text: str) -> TextEdit:
        """A new section where the canonical order has it."""
        section = f"{'#' * self._level()} {heading}\n\n{text}"
        following = self._following(name)
        if following is not None:
            start = self.source.line_span(self.source.line(following.span.start)).start
            start += self.source.text.startswith("\ufeff", start)
            return insert(start, self.lines(section + "\n\n"))
        self._check_end()
        end = len(self.source.text.rstrip())
        gap = "\n\n" if self.source.text[:end].strip("\ufeff") else ""
        return insert(max(end, int(self.source.text.startswith("\ufeff"))), self.lines(gap + section))

    def _check_end(self) -> None:
        """What is written behind a code block that nobody closed would be code."""
        last = self.outline.blocks[-1] if self.outline.blocks else None
        if last and last.kind == "fence" and last.content.end >= len(self.source.text.rstrip()):
            raise OpenFence(self.source.line(last.span.start))

    def _top(self) -> list[Section]:
        """The sections that have headings of the level that most have."""
        level = self._level()
        return [s for s in self.document.sections if s.level == level]

    def _level(self) -> int:
        levels = Counter(s.level for s in self.document.sections if 2 <= s.level <= 6)
        return min(levels, default=2)

    def _following(self, name: str) -> Section | None:
        """The section before which a new one goes: behind the last that is earlier in the canonical order."""
        place = ORDER.index(name)
        top = self._top()
        earlier = [k for k, s in enumerate(top) if s.name in ORDER and ORDER.index(s.name) < place]
        if earlier:
            return top[earlier[-1] + 1] if earlier[-1] + 1 < len(top) else None
        later = (s for s in top if s.name in ORDER and ORDER.index(s.name) > place)
        return next(later, None)
