"""Fields and list items of three versions of a document, brought to agree where they do not contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from rca.merging.three import Sides, merged
from rca.model import Document
from rca.text import Source, Span, TextEdit

Read = Callable[[Source], Document]
Units = Mapping[str, Span]
"""Texts of a document by the name of what they say."""

_APART = ("table", "title", "name", "section")
"""Forms of fields that are no line of their own."""


def agreed(sources: tuple[Source, Source, Source], read: Read) -> tuple[Source, Source, Source]:
    """The three versions (base, ours, theirs) with their fields and list items as alike as they can be."""
    for find in (_fields, _items):
        documents = [read(source) for source in sources]
        if find is _items and not _same_items(documents):
            continue
        units = [find(document) for document in documents]
        base, ours, theirs = (
            source.apply(edits) for source, edits in zip(sources, _edits(sources, units), strict=True)
        )
        sources = base, ours, theirs
    return sources


def _fields(document: Document) -> Units:
    names = Counter(_label(field.name, field.label) for field in document.fields)
    return {
        _label(field.name, field.label): field.span
        for field in document.fields
        if field.form not in _APART and names[_label(field.name, field.label)] == 1
    }


def _label(name: str, label: str) -> str:
    return name or label.casefold()


def _items(document: Document) -> Units:
    return {item.number: item.span for item in document.action_items if item.form not in ("table", "fence")}


def _same_items(documents: Iterable[Document]) -> bool:
    """Whether all versions have the same items with the same texts: the position names an item of a list."""
    told = [[(item.number, item.text) for item in document.action_items] for document in documents]
    return told[0] == told[1] == told[2] and len(set(told[0])) == len(told[0])


def _edits(sources: Iterable[Source], units: list[Units]) -> list[list[TextEdit]]:
    edits: list[list[TextEdit]] = [[], [], []]
    texts = list(sources)
    for name in units[0].keys() & units[1].keys() & units[2].keys():
        spans = [side[name] for side in units]
        said = Sides(*(source.slice(span) for source, span in zip(texts, spans, strict=True)))
        text = merged(said) if said.is_changed else None
        if text is not None:
            for side, span in enumerate(spans):
                edits[side].append(TextEdit(span, text))
    return edits
