"""The stretches of a document that hold its action items: tables, lists, paragraphs, runs of sub-headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from rca.blocks import Block, Outline
from rca.changes import Refused
from rca.editing.lines import line_start
from rca.model import ActionItem, Document
from rca.text import Source, Span


class UnfitForTable(Refused):
    """Something stands in an item that no cell can hold."""

    def __init__(self, item: ActionItem, what: str) -> None:
        super().__init__(f"item {item.number} holds {what}, which no table can hold; nothing was changed")


class Region(NamedTuple):
    """A stretch of text that holds action items and nothing else."""

    span: Span
    items: tuple[ActionItem, ...]
    table: Block | None
    prefix: str
    """What each of its lines begins with: indentation, quote marks."""


class Regions:
    """The stretches of one document."""

    def __init__(self, source: Source, outline: Outline, document: Document) -> None:
        self.source = source
        self.outline = outline
        self.document = document

    def all(self) -> Iterator[Region]:
        """Every stretch, in order."""
        places = [(self._container(item), item) for item in self.document.action_items]
        for key, group in groupby(places, key=lambda pair: pair[0]):
            yield self._region(key, tuple(item for _, item in group))

    def _region(self, key: tuple[str, int], items: tuple[ActionItem, ...]) -> Region:
        table = self.outline.blocks[key[1]] if key[0] == "table" else None
        span = table.span if table else self._extent(key, items)
        start = line_start(self.source, span.start)
        start += self.source.text.startswith("\ufeff", start)
        prefix = self.source.text[start : span.start]
        return Region(span, items, table, re.sub(r"[^\s>]", " ", prefix))

    def _extent(self, key: tuple[str, int], items: tuple[ActionItem, ...]) -> Span:
        """From the first item to the end of the last; a paragraph with its label."""
        first, last = items[0].span, max(item.span.end for item in items)
        if key[0] == "paragraph":
            whole = (b.span for b in self.outline.blocks if b.kind == "paragraph")
            return next((s for s in whole if s.start <= first.start < s.end), first)
        return Span(first.start, last)

    def _container(self, item: ActionItem) -> tuple[str, int]:
        """What an item shares with its neighbours in one table or list."""
        for index, block in enumerate(self.outline.blocks):
            if block.kind == "table" and block.span.start <= item.text_span.start < block.span.end:
                return "table", index
            if block.kind == "item" and block.span.start == item.span.start:
                return "list", self._list_of(index)
        if item.form == "fence":
            raise UnfitForTable(item, "a code block")
        if item.form == "heading":
            return "heading", self._first_of_run(item)
        inside = (
            k for k, b in enumerate(self.outline.blocks) if b.span.start <= item.span.start < b.span.end
        )
        return "paragraph", max(inside)

    def _first_of_run(self, item: ActionItem) -> int:
        """The position of the first of the sub-headings that follow each other without other text between."""
        position = item.position
        items = self.document.action_items
        while position > 1 and not self._between(items[position - 2], items[position - 1]).strip():
            position -= 1
        return position

    def _between(self, one: ActionItem, other: ActionItem) -> str:
        return self.source.text[one.span.end : other.span.start]

    def _list_of(self, index: int) -> int:
        """The first block of a list: back over siblings without other blocks between them."""
        blocks = self.outline.blocks
        first = index
        for k in range(index - 1, -1, -1):
            if blocks[k].parent == blocks[index].parent:
                if blocks[k].kind != "item":
                    break
                first = k
            elif k == blocks[index].parent:
                break
        return first
