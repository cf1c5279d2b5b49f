"""Items of lists in three versions of a document, brought to agree fact by fact.

What a line says of its item is taken apart as reading does: one side's `written`, the other side's `owner`
come together, and a fact that both sides changed stays as each of them has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rca.aliases import Vocabulary
from rca.blocks import Outline, scan
from rca.editing.brackets import KEYS
from rca.editing.labelled import LabelledPlace
from rca.editing.places import LinePlace, labelled_place, place_of
from rca.merging.three import Read, Sides, merged
from rca.model import ActionItem
from rca.text import Source, Span, TextEdit

_FACTS = (*KEYS, "box", "text")
"""What a line says of its item, by the names of `ActionItem.fields`; its own text too."""

Said = Mapping[str, str]


class _Version(NamedTuple):
    """One side of a document."""

    source: Source
    outline: Outline
    items: Mapping[str, ActionItem]
    """The items of lists, by their texts in the base."""


def agreed(
    sources: tuple[Source, Source, Source], read: Read, words: Vocabulary
) -> tuple[Source, Source, Source]:
    """The three versions (base, ours, theirs) with the items of their lists as alike as they can be."""
    named = _named([_items(read, source) for source in sources])
    versions = [_Version(s, scan(s), items) for s, items in zip(sources, named, strict=True)]
    edits: tuple[list[TextEdit], list[TextEdit], list[TextEdit]] = ([], [], [])
    for text in versions[0].items.keys() & versions[1].items.keys() & versions[2].items.keys():
        made = _Item3(versions, [version.items[text] for version in versions], words).texts()
        for side, new in enumerate(made):
            edits[side].append(TextEdit(versions[side].items[text].span, new))
    base, ours, theirs = (source.apply(edit) for source, edit in zip(sources, edits, strict=True))
    return base, ours, theirs


def _items(read: Read, source: Source) -> list[ActionItem]:
    return [i for i in read(source).action_items if i.form in ("bullet", "number", "task")]


def _named(sides: list[list[ActionItem]]) -> list[Mapping[str, ActionItem]]:
    """The items of each side by the texts that they have in the base; those that share one are left out."""
    base, *others = sides
    often = Counter(item.text for item in base)
    named = [{item.text: item for item in base if often[item.text] == 1}]
    for side in others:
        renamed = _renamed(base, side)
        counts = Counter(item.text for item in side)
        named.append({renamed.get(i.text, i.text): i for i in side if counts[i.text] == 1})
    return list(named)


def _renamed(base: list[ActionItem], side: list[ActionItem]) -> Mapping[str, str]:
    """The texts that a side gave to items, which stand where they stood, to those that they had."""
    old, new = [item.text for item in base], [item.text for item in side]
    if len(old) != len(new):
        return {}
    pairs = {after: before for before, after in zip(old, new, strict=True) if before != after}
    is_moved = any(after in old or before in new for after, before in pairs.items())
    return {} if is_moved else pairs


class _Item3:
    """An item in three versions."""

    def __init__(self, versions: list[_Version], items: list[ActionItem], words: Vocabulary) -> None:
        self.versions = versions
        self.items = items
        self.places = [_place(v, item, words) for v, item in zip(versions, items, strict=True)]
        self.said = [_said(v, item) for v, item in zip(versions, items, strict=True)]

    def texts(self) -> list[str]:
        """The text of the item in each version; none where they are to stay as they are."""
        whole = Sides(*(v.source.slice(item.span) for v, item in zip(self.versions, self.items, strict=True)))
        if not whole.is_changed:
            return []
        bare = [self._bare(side) for side in range(3)]
        rest = merged(Sides(*bare))
        if rest is None:
            return []
        model = 1 if rest == bare[1] else 2
        return [self._written(model, self._wanted(model, side)) for side in range(3)]

    def _wanted(self, model: int, side: int) -> Said:
        """The facts of a side, with what the other one changed, as far as they are not the model's."""
        wanted = {}
        for name in sorted({name for said in self.said for name in said}, key=_FACTS.index):
            sides = Sides(*(said.get(name, "") for said in self.said))
            value = merged(sides, self.places[model].colon if name == "executed" else ": ")
            wanted[name] = sides[side] if value is None else value
        return {name: value for name, value in wanted.items() if value != self.said[model].get(name, "")}

    def _bare(self, side: int) -> str:
        """The text of an item without its facts."""
        place, span = self.places[side], self.items[side].span
        if isinstance(place, LinePlace):
            return self._written(side, dict.fromkeys(self.said[side], ""))
        source = self.versions[side].source
        told = {source.line(fact.start) for fact in place.labelled}
        first, last = source.line(span.start), source.line(max(span.start, span.end - 1))
        lines = (source.slice(source.line_span(k)) for k in range(first, last + 1) if k not in told)
        return source.newline.join(lines)

    def _written(self, side: int, values: Said) -> str:
        """The text of an item with other facts."""
        source, span = self.versions[side].source, self.items[side].span
        after = source.apply(self.places[side].set(values))
        return after.text[span.start : span.end + len(after.text) - len(source.text)]


def _place(version: _Version, item: ActionItem, words: Vocabulary) -> LinePlace | LabelledPlace:
    place = place_of(version.source, version.outline, item, words)
    assert isinstance(place, LinePlace | LabelledPlace)
    return labelled_place(place) or place


def _said(version: _Version, item: ActionItem) -> Said:
    return {name: version.source.slice(span) for name, span in _spans(item) if name in _FACTS}


def _spans(item: ActionItem) -> Iterator[tuple[str, Span]]:
    yield from item.fields.items()
    yield "text", item.text_span
