"""Brackets at the end of a list item, and the facts that are put into them."""

from __future__ import annotations

from collections.abc import Mapping

from rca.editing.lines import insert
from rca.parsing.bracket import WORDS, Bracket, read_bracket
from rca.text import Source, Span, TextEdit

KEYS = {name: word for word, name in WORDS.items()}
"""Name of a field to the word that stands for it."""


def put(source: Source, line: Span, values: Mapping[str, str]) -> list[TextEdit]:
    """Write facts behind an item's text, which is a line's span; an empty value takes one away."""
    known = read_bracket(source.text, line.start, line.end)
    kept = _kept(source, known, values) if known else ""
    names = {fact.name for fact in known.facts} if known else set()
    new = [f"{KEYS[name]}: {value}" for name, value in values.items() if value and name not in names]
    inner = ", ".join([*([kept] if kept else []), *new])
    if known is None:
        return [insert(line.end, f" ({inner})")] if inner else []
    if inner:
        return [TextEdit(known.span, f"({inner})")]
    before = source.text[line.start : known.span.start]
    return [TextEdit(Span(line.start + len(before.rstrip(" ")), known.span.end), "")]


def _kept(source: Source, known: Bracket, values: Mapping[str, str]) -> str:
    """The facts that stand already, changed where they have a new value, with what stands between them."""
    text = ""
    at = known.span.start + 1
    for fact in known.facts:
        value = values.get(fact.name, source.slice(fact.value))
        gap = source.text[at : fact.start] if text or fact is known.facts[0] else ""
        if value or fact.name not in values:
            text += gap + source.text[fact.start : fact.value.start] + value
        at = fact.value.end
    return text
