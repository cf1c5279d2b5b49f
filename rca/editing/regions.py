"""The stretches of a document that hold its action items: tables, lists, paragraphs, runs of sub-headings."""

from __future__ import annotations

import re
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

    def all(self) -> list[Region]:
        """Every stretch, in order."""
        runs: list[tuple[tuple[str, int], list[ActionItem]]] = []
        for item in self.document.action_items:
            key = self._container(item)
            if runs and runs[-1][0] == key and self._follows(key, runs[-1][1][-1], item):
                runs[-1][1].append(item)
            else:
                runs.append((key, [item]))
        return [self._region(key, tuple(items)) for key, items in runs]

    def _follows(self, key: tuple[str, int], one: ActionItem, other: ActionItem) -> bool:
        """Whether nothing but white space stands between two items."""
        return key[0] == "table" or not self.source.text[one.span.end : other.span.start].strip(" \t\r\n>")

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
                return "list", block.parent
        if item.form == "fence":
            raise UnfitForTable(item, "a code block")
        if item.form == "heading":
            return "heading", 0
        inside = (
            k for k, b in enumerate(self.outline.blocks) if b.span.start <= item.span.start < b.span.end
        )
        return "paragraph", max(inside)
