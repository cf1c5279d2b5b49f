"""What is understood of a document, line by line: how much of it landed in something known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from rca.blocks import Outline, scan
from rca.model import Document, Field
from rca.text import Source, Span

_LABEL = 8
"""The level of a bold label that acts as a heading; what stands behind it is placed by other things."""
_LONGEST = 60
"""Characters of a line that are shown of what was not placed."""


class Unplaced(NamedTuple):
    """Lines that landed in nothing known."""

    first: int
    last: int
    text: str
    """The first of them, cut."""


class Survey(NamedTuple):
    """What is understood of one document."""

    path: str
    """Relative to the root of the workspace."""
    title: str
    id: str | None
    """As stated; None where only the file's name tells it."""
    date: str | None
    severity: str | None
    known: tuple[str, ...]
    """Canonical names of sections."""
    unknown: tuple[str, ...]
    """Headings that no alias knows, outside of the sections that are known."""
    timeline: int
    items: int
    unnumbered: bool
    """Whether items stand in a table without numbers."""
    placed: int
    """Lines that landed in something known."""
    lines: int
    """Lines that say something."""
    unplaced: tuple[Unplaced, ...]

    @property
    def coverage(self) -> int:
        """Per cent of the lines that landed in something known."""
        return 100 * self.placed // self.lines if self.lines else 100

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        unplaced = [each._asdict() for each in self.unplaced]
        return {**self._asdict(), "coverage": self.coverage, "unplaced": unplaced}


def survey(path: str, source: Source, document: Document) -> Survey:
    """What is understood of a document."""
    outline = scan(source)
    said = _said(source, outline)
    placed = said & _placed(source, outline, document)
    labels = [_title(document), *_as_labels(document)]
    headings = [s for s in document.sections if s.level < _LABEL and s.span not in labels]
    return Survey(
        path=path,
        title=document.title,
        id=document.incident_id,
        date=document.date.isoformat() if document.date else None,
        severity=document.severity,
        known=tuple(dict.fromkeys(s.name for s in headings if s.name)),
        unknown=tuple(s.heading for s in headings if not (s.name or _is_inside(s.span, document))),
        timeline=len(document.timeline),
        items=len(document.action_items),
        unnumbered=any(i.form == "table" and "number" not in i.fields for i in document.action_items),
        placed=len(placed),
        lines=len(said),
        unplaced=tuple(_runs(source, said, placed)),
    )


def _is_inside(span: Span, document: Document) -> bool:
    """Whether a heading stands in a section that is known: as its part it needs no name."""
    bodies = (s.body for s in document.sections if s.name and s.level < _LABEL)
    return any(body.start <= span.start < body.end for body in bodies)


def _said(source: Source, outline: Outline) -> set[int]:
    """The lines that say something: no comment, no rule, no fence of front matter."""
    count = source.line(len(source.text))
    said = {n for n in range(1, count + 1) if source.slice(source.line_span(n)).strip("\ufeff \t>|-+")}
    for block in outline.blocks:
        is_comment = block.kind == "html" and source.slice(block.span).lstrip().startswith("<!--")
        if is_comment or block.kind == "rule":
            said -= _lines(source, block.span)
        elif block.kind == "table":
            said -= _lines(source, block.delimiter)
    return said


def _placed(source: Source, outline: Outline, document: Document) -> set[int]:
    """The lines of whatever has a name."""
    spans: list[Span] = [document.title_span] if document.title_span else []
    spans += [block.span for block in outline.blocks if block.kind == "heading"][:1]
    spans += [_with_key(source, field) for field in document.fields if field.name]
    spans += _headers(outline, document)
    spans += _as_labels(document)
    spans += [entry.span for entry in document.timeline]
    spans += [item.span for item in document.action_items]
    for section in document.sections:
        if section.name:
            spans += [section.span, section.body] if section.level < _LABEL else [section.span]
    return {line for span in spans for line in _lines(source, span)}


def _with_key(source: Source, field: Field) -> Span:
    """A field with the line of its key, below which a list of front matter stands."""
    if field.form not in ("yaml", "toml"):
        return field.span
    key = source.text.rfind(f"\n{field.label}", 0, field.span.start)
    return Span(key + 1 if key >= 0 else field.span.start, field.span.end)


def _as_labels(document: Document) -> list[Span]:
    """Headings that are the label of what stands below them, such as `## Date`."""
    labels = []
    for field in document.fields:
        if field.name and field.form == "section":
            above = [s.span for s in document.sections if s.span.end <= field.span.start]
            labels += above[-1:]
    return labels


def _headers(outline: Outline, document: Document) -> Iterator[Span]:
    """The header rows of tables that hold metadata."""
    known = [field.span for field in document.fields if field.name and field.form == "table"]
    for block in outline.blocks:
        start, end = block.span
        if block.kind == "table" and any(start <= span.start < end for span in known):
            yield block.rows[0].span


def _title(document: Document) -> Span | None:
    """The heading that is the title, and no section."""
    inside = document.title_span
    found = (s.span for s in document.sections if inside and s.span.start <= inside.start < s.span.end)
    return next(found, None)


def _lines(source: Source, span: Span) -> set[int]:
    if span.start == span.end:
        return {source.line(span.start)}
    return set(range(source.line(span.start), source.line(span.end - 1) + 1))


def _runs(source: Source, said: set[int], placed: Iterable[int]) -> Iterator[Unplaced]:
    """Lines that were not placed, those that follow each other together."""
    known = set(placed)
    for is_lost, group in groupby(sorted(said), key=lambda line: line not in known):
        if is_lost:
            run = list(group)
            text = source.slice(source.line_span(run[0])).strip()
            yield Unplaced(run[0], run[-1], text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
