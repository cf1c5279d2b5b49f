"""The stretches of a document that hold its action items: tables, lists, paragraphs, runs of sub-headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from rca.blocks import Block, Outline
from rca.editing.lines import line_start
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.parsing.list_items import LABEL_START
from rca.text import Source, Span

_BETWEEN = " \t\r\n>"
_ORDINALS = re.compile(r"[\s>]*\d{1,2}[.)]")
"""What stands between the items of one paragraph, each on its line."""


class Label(NamedTuple):
    """The name of a group, which is a list item."""

    text: str
    start: int
    """Where it stands, which tells two groups of one name apart."""


Labels = tuple[Label, ...]


class Region(NamedTuple):
    """A stretch of text that holds action items and nothing else."""

    span: Span
    items: tuple[ActionItem, ...]
    table: Block | None
    prefix: str
    """What each of its lines begins with: indentation, quote marks."""
    groups: tuple[Labels, ...]
    """For each item, the labels of the list items that it stands in, the outermost first."""
    lead: str
    """What stands before the first item: the label of a paragraph, or its number."""
    is_below_text: bool
    """Whether a paragraph, list or table ends on the line above, which this one would go on with."""


class _Run(NamedTuple):
    key: tuple[str, int]
    items: list[ActionItem]
    groups: list[Labels]


class Regions:
    """The stretches of one document."""

    def __init__(self, source: Source, outline: Outline, document: Document) -> None:
        self.source = source
        self.outline = outline
        self.document = document
        self._starts = {item.span.start: item for item in document.action_items}

    def all(self) -> list[Region]:
        """Every stretch, in order."""
        runs: list[_Run] = []
        for item in self.document.action_items:
            if self._is_in_prose(item):
                continue
            key, group = self._container(item)
            if runs and runs[-1].key == key and self._follows(runs[-1], item, group):
                runs[-1].items.append(item)
                runs[-1].groups.append(group)
            else:
                runs.append(_Run(key, [item], [group]))
        return [self._region(run) for run in runs]

    def _is_in_prose(self, item: ActionItem) -> bool:
        """Whether an item is a labelled sentence outside of all sections that a table is read in."""
        bodies = (s.body for s in self.document.sections if s.name == "action_items")
        return item.form == "paragraph" and not any(b.start <= item.span.start < b.end for b in bodies)

    def extent(self, item: ActionItem) -> Span:
        """An item with the bullets below it that are not indented, and so are not in it by their place."""
        end = item.span.end
        if item.form == "number":
            details = list(self._details(item))
            end = details[-1].span.end if details else end
        return Span(item.span.start, end)

    def _details(self, item: ActionItem) -> Iterator[Block]:
        """Bullets that stand between the numbers of a list and are no items."""
        own = next((b for b in self.outline.blocks if b.span.start == item.span.start), None)
        if own is None:
            return iter(())
        later = (b for b in self.outline.blocks if b.span.start >= item.span.end)
        siblings = (b for b in later if b.parent <= own.parent)
        return takewhile(self._is_detail, siblings)

    def _is_detail(self, block: Block) -> bool:
        return block.kind == "item" and not block.marker[0].isdigit() and block.span.start not in self._starts

    def _follows(self, run: _Run, item: ActionItem, group: Labels) -> bool:
        """Whether nothing but white space and labels of groups stands between two items."""
        if run.key[0] == "table":
            return True
        if run.groups[-1] and not group:
            return False  # a row can name a group, and no row can end one
        start = self.extent(run.items[-1]).end
        if run.key[0] == "paragraph":
            return bool(_ORDINALS.fullmatch(self.source.text, start, item.span.start))
        return self._is_blank(start, item.span.start)

    def _is_blank(self, start: int, end: int) -> bool:
        """Whether a stretch has nothing but white space and, at the end of it, labels of groups."""
        text = self.source.text
        for block in self._labels(start, end):
            if text[start : block.span.start].strip(_BETWEEN):
                return False
            start = block.content.end
        return not text[start:end].strip(_BETWEEN)

    def _labels(self, start: int, end: int) -> Iterator[Block]:
        """The list items that begin in a stretch and reach behind it."""
        return (
            b
            for b in self.outline.blocks
            if b.kind == "item" and start <= b.span.start < end and b.span.end > end
        )

    def _region(self, run: _Run) -> Region:
        items = tuple(run.items)
        table = self.outline.blocks[run.key[1]] if run.key[0] == "table" else None
        span = table.span if table else self._span(run)
        start = line_start(self.source, span.start)
        start += self.source.text.startswith("\ufeff", start)
        prefix = re.sub(r"[^\s>]", " ", self.source.text[start : span.start])
        is_below_text = table is None and self._is_below_text(span)
        lead = self._lead(span.start, items[0]) if run.key[0] == "paragraph" else ""
        return Region(span, items, table, prefix, tuple(run.groups), lead, is_below_text)

    def _lead(self, start: int, first: ActionItem) -> str:
        lead = self.source.text[start : first.span.start]
        return lead if LABEL_START.match(lead) or _ORDINALS.fullmatch(lead) else ""

    def _is_below_text(self, span: Span) -> bool:
        above = self.source.line(span.start) - 1
        if above < 1 or not self.source.slice(self.source.line_span(above)).strip(_BETWEEN + "\ufeff"):
            return False
        headings = (b for b in self.outline.blocks if b.kind == "heading")
        return all(self.source.line(b.span.end) != above for b in headings)

    def _span(self, run: _Run) -> Span:
        """From the first item to the end of the last; a paragraph with its label, a list with its groups."""
        first, last = run.items[0].span, max(self.extent(item).end for item in run.items)
        if run.key[0] == "paragraph":
            whole = (b.span for b in self.outline.blocks if b.kind == "paragraph")
            return next((s for s in whole if s.start <= first.start < s.end), first)
        if run.groups[0]:
            return Span(self._outermost(first.start, run.key[1]), last)
        return Span(first.start, last)

    def _outermost(self, start: int, top: int) -> int:
        """Where the list item in the container `top` begins that holds an offset."""
        holding = (b for b in self.outline.blocks if b.span.start <= start < b.span.end)
        return next(b.span.start for b in holding if b.kind == "item" and b.parent == top)

    def _container(self, item: ActionItem) -> tuple[tuple[str, int], Labels]:
        """What an item shares with its neighbours in one table or list, and the labels of groups between."""
        for index, block in enumerate(self.outline.blocks):
            if block.kind == "table" and block.span.start <= item.text_span.start < block.span.end:
                return ("table", index), ()
            if block.kind == "item" and block.span.start == item.span.start:
                return self._list_of(block)
        if item.form == "heading":
            return ("heading", 0), ()
        inside = (
            k for k, b in enumerate(self.outline.blocks) if b.span.start <= item.span.start < b.span.end
        )
        return ("paragraph", max(inside)), ()

    def _list_of(self, block: Block) -> tuple[tuple[str, int], Labels]:
        """The list that holds an item's block, or the one that the names of its groups stand in."""
        labels: Labels = ()
        parent = block.parent
        while parent >= 0 and self._names_group(above := self.outline.blocks[parent]):
            name = plain(self.source.slice(above.content)).rstrip(":： ")
            labels = (Label(name, above.span.start), *labels)
            parent = above.parent
        return ("list", parent), labels

    def _heads_section(self, block: Block) -> bool:
        """Whether the label of a list item is a heading: `- **Action items:**`."""
        return any(block.span.start <= s.span.start < block.content.end for s in self.document.sections)

    def _names_group(self, block: Block) -> bool:
        """Whether a container only names the items in it: nothing stands between its label and the first."""
        if block.kind != "item" or block.span.start in self._starts or self._heads_section(block):
            return False
        inner = (b for b in self.outline.blocks if block.content.end <= b.span.start < block.span.end)
        return next(inner, block).kind == "item"
