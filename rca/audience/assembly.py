"""A document put together of what readers may see: title, fields, the named sections, action items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from rca.audience.allowed import Rules
from rca.audience.items import escaped, item_table
from rca.audience.people import Named, named_persons
from rca.audience.traced import Traced
from rca.blocks import Outline, scan
from rca.editing.regions import Region, Regions
from rca.model import Document, Field, Section
from rca.parse import parse_outline
from rca.text import Source, Span

_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)", re.DOTALL)
_DEFINITION = re.compile(r"(?m)^ {0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*\S[^\n]*$")
_LABEL = 8
"""The level of a section that is a label of a list item or of a paragraph."""
_MARKER = re.compile(r"[\s>*+\-#_\d.)]*")
_PERSONS = {
    "author": "authors",
    "commander": "commander",
    "participants": "participants",
    "reviewers": "reviewers",
}


class Instead(NamedTuple):
    """What stands in the place of a part of the text: lines, each with the offset that it is about."""

    span: Span
    lines: tuple[tuple[str, int], ...] = ()


def assemble(cut: Traced, name: str, incident: str, rules: Rules) -> tuple[Traced, Named]:
    """What goes out of a text, traced to where it comes from, and the persons whom the document names."""
    source = Source(cut.text)
    outline = scan(source)
    document = parse_outline(source, outline, name=name, config=rules.config)
    made = Traced()
    writer = _Writer(source, outline, document, rules)
    for text, origin, is_copy in writer.parts(incident):
        _add(made, cut, text, origin, is_copy=is_copy)
    return made, named_persons(document, source.text, rules)


def _add(made: Traced, cut: Traced, text: str, origin: int, *, is_copy: bool) -> None:
    """Add a part line by line: what was cut out between two lines moves all that follow."""
    if not is_copy:
        made.add(text, cut.origin(origin))
        return
    for line in text.splitlines(keepends=True):
        made.add(line, cut.origin(origin), is_copy=True)
        origin += len(line)


Part = tuple[str, int, bool]
"""A text, where it comes from, and whether it is copied from there."""


class _Writer:
    """Writes what may be seen of one document."""

    def __init__(self, source: Source, outline: Outline, document: Document, rules: Rules) -> None:
        self.source = source
        self.outline = outline
        self.document = document
        self.rules = rules
        self.code = [b.span for b in outline.blocks if b.kind in ("fence", "code")]

    def parts(self, incident: str) -> Iterator[Part]:
        """Everything, in order."""
        title, document = self.document.title_span, self.document
        yield f"# {escaped(document.title or incident)}\n\n", title.start if title else 0, False
        yield from self._fields(incident)
        shown = [part for span in self._shown() for part in self._range(span)]
        yield from shown
        yield from self._definitions("".join(text for text, _, _ in shown))

    # Metadata.

    def _fields(self, incident: str) -> Iterator[Part]:
        told: set[str] = set()
        for field in self.document.fields:
            if field.name in self.rules.audience.fields and field.name not in told and field.name != "title":
                told.add(field.name)
                yield f"{_label(field.name)} {self._value(field)}\n", field.span.start, False
        missing = {"incident_id": incident, "date": str(self.document.date or "")}
        for name, value in missing.items():
            if value and name not in told and name in self.rules.audience.fields:
                yield f"{_label(name)} {escaped(value)}\n", 0, False
        yield "\n", 0, False

    def _value(self, field: Field) -> str:
        """A value without markup; roles in the place of persons."""
        if field.name not in _PERSONS:
            return escaped(" ".join(field.value.split()))
        names = getattr(self.document, _PERSONS[field.name])
        return escaped(self.rules.roles((names,) if isinstance(names, str) else names))

    # Sections.

    def _shown(self) -> Iterator[Span]:
        """What belongs to the sections that may be seen, each up to the next one."""
        sections = sorted(self.document.sections, key=lambda section: section.span)
        bounds = [self._line_start(section.span.start) for section in sections] + [len(self.source.text)]
        above: list[tuple[int, bool]] = []
        title = self.document.title_span
        for at, section in enumerate(sections):
            above = [(level, shown) for level, shown in above if level < section.level]
            is_title = title is not None and section.span.start <= title.start < section.span.end
            shown = not is_title and self.rules.shows(section, [shown for _, shown in above])
            above.append((section.level, shown))
            if shown and not self._is_field(section):
                yield Span(bounds[at], max(bounds[at], min(bounds[at + 1], self._end(section))))

    def _is_field(self, section: Section) -> bool:
        """Whether a label is one of the metadata, which is shown or not by itself."""
        line = self.source.line(section.span.start)
        fields = self.document.fields
        return section.level == _LABEL and any(self.source.line(f.span.start) == line for f in fields)

    def _end(self, section: Section) -> int:
        """Where a label with text behind it ends: with its paragraph or list item."""
        line = self.source.line_span(self.source.line(section.span.start))
        behind = self.source.text[section.span.end : line.end].strip(" *_:：.")
        if section.level != _LABEL or not behind:
            return len(self.source.text)
        around = [b.span.end for b in self.outline.blocks if b.span.start <= section.span.start < b.span.end]
        return around[-1] + 1 if around else line.end

    def _line_start(self, offset: int) -> int:
        """The start of a line, where nothing but marks stands between it and a heading."""
        start = self.source.line_span(self.source.line(offset)).start
        return start if _MARKER.fullmatch(self.source.text[start:offset]) else offset

    def _range(self, span: Span) -> Iterator[Part]:
        """A stretch of text with what stands instead of its action items and comments."""
        at = span.start
        for instead in self._replaced:
            if instead.span.end <= at or instead.span.start >= span.end:
                continue
            yield self.source.text[at : max(at, instead.span.start)], at, True
            if instead.span.start >= span.start:
                yield from ((line, origin, False) for line, origin in instead.lines)
            at = max(at, instead.span.end)
        rest = self.source.text[at : max(at, span.end)]
        yield rest, at, True
        if not rest.endswith("\n\n"):
            yield "\n", max(at - 1, 0), False

    @cached_property
    def _replaced(self) -> list[Instead]:
        """What does not go out as it stands, in order and apart."""
        regions = Regions(self.source, self.outline, self.document).all()
        held = {item.span for region in regions for item in region.items}
        found = [Instead(region.span, self._table(region)) for region in regions]
        found += [Instead(item.span) for item in self.document.action_items if item.span not in held]
        found += [Instead(span) for span in self._comments()]
        kept: list[Instead] = []
        for instead in sorted(found, key=lambda i: (i.span.start, -i.span.end)):
            if not kept or instead.span.start >= kept[-1].span.end:
                kept.append(instead)
        return kept

    def _table(self, region: Region) -> tuple[tuple[str, int], ...]:
        origins = [region.span.start] * 2 + [item.text_span.start for item in region.items]
        lines = list(zip(item_table(region.items, self.rules), origins, strict=True))
        above = "\n" if region.is_below_text else ""
        told = [(f"{line}\n", origin) for line, origin in lines[:-1]]
        return (above, region.span.start), *told, lines[-1]

    def _comments(self) -> Iterator[Span]:
        for match in _COMMENT.finditer(self.source.text):
            if not any(code.start <= match.start() < code.end for code in self.code):
                yield Span(match.start(), match.end())

    def _definitions(self, shown: str) -> Iterator[Part]:
        """The targets of links that are shown, where they stand in parts that are not."""
        there = {_folded(match["label"]) for match in _DEFINITION.finditer(shown)}
        used = {_folded(label) for label in re.findall(r"\[([^\[\]]{1,200})\]", shown)} - there
        for match in _DEFINITION.finditer(self.source.text):
            if _folded(match["label"]) in used:
                used.discard(_folded(match["label"]))
                yield f"\n{match[0].strip()}\n", match.start(), False


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _label(name: str) -> str:
    words = "Incident ID" if name == "incident_id" else name.replace("_", " ").capitalize()
    return f"- **{words}:**"
