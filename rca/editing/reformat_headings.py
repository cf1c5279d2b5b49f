"""Headings that say the same as a canonical one in other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rca.blocks import Outline
from rca.editing.canonical import Form
from rca.editing.renaming import Candidate, Renaming
from rca.model import Document, Section
from rca.text import Source, Span, TextEdit

_PARTS = re.compile(
    r"(?P<lead>\W*(?:\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?)(?P<wrap>\*\*|__|)(?P<main>[^*_`\[\]<>]*?)(?P=wrap)"
    r"(?P<aside>\s*[(（][^()（）]*[)）])?[ \t:：]*"
)
_BOLD_LINE = 7
"""The level of a bold line that acts as a heading; labels lie deeper."""


def headings(source: Source, outline: Outline, document: Document, form: Form) -> Iterator[Candidate]:
    """A candidate for each heading with words of its own, if no other heading means the same."""
    same = (s for s in document.sections if s.level <= _BOLD_LINE and _is_same(s, form))
    often = Counter(section.name for section in same)
    contents = {block.span: block.content for block in outline.blocks if block.kind == "heading"}
    for section in document.sections:
        if often[section.name] == 1 and section.level <= _BOLD_LINE:
            yield from _renamed(source, contents.get(section.span, section.span), section, form)


def _is_same(section: Section, form: Form) -> bool:
    parts = _PARTS.fullmatch(section.heading)
    return parts is not None and bool(form.heading(parts["main"], section.name))


def _renamed(source: Source, content: Span, section: Section, form: Form) -> Iterator[Candidate]:
    parts = _PARTS.fullmatch(source.slice(content))
    if parts is None:
        return
    old, new = parts["main"].strip(), form.heading(parts["main"], section.name)
    wrap = parts["wrap"] if section.level == _BOLD_LINE else ""
    text = f"{parts['lead']}{wrap}{new}{wrap}{parts['aside'] or ''}"
    if new and text != source.slice(content):
        renaming = Renaming("heading", source.line(content.start), old, new)
        is_word = old.casefold() != new.casefold()
        yield Candidate((TextEdit(content, text),), (renaming,) if is_word else ())
