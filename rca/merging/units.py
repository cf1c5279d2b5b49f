"""Fields of three versions of a document, brought to agree where they do not contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rca.merging.three import Read, Sides, merged
from rca.model import Document
from rca.text import Source, Span, TextEdit

Units = Mapping[str, Span]
"""Texts of a document by the name of what they say."""

_APART = ("table", "title", "name", "section")
"""Forms of fields that are no line of their own."""


def agreed(sources: tuple[Source, Source, Source], read: Read) -> tuple[Source, Source, Source]:
    """The three versions (base, ours, theirs) with their fields as alike as they can be."""
    units = [_fields(read(source)) for source in sources]
    edits: tuple[list[TextEdit], list[TextEdit], list[TextEdit]] = ([], [], [])
    for name in units[0].keys() & units[1].keys() & units[2].keys():
        spans = [side[name] for side in units]
        said = Sides(*(source.slice(span) for source, span in zip(sources, spans, strict=True)))
        text = merged(said) if said.is_changed else None
        if text is not None:
            for side, span in enumerate(spans):
                edits[side].append(TextEdit(span, text))
    base, ours, theirs = (source.apply(edit) for source, edit in zip(sources, edits, strict=True))
    return base, ours, theirs


def _fields(document: Document) -> Units:
    names = Counter(_label(field.name, field.label) for field in document.fields)
    return {
        _label(field.name, field.label): field.span
        for field in document.fields
        if field.form not in _APART and names[_label(field.name, field.label)] == 1
    }


def _label(name: str, label: str) -> str:
    return name or label.casefold()
