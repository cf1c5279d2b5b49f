"""Lists whose items have more below them than a row of a table can tell: they are read better as they are."""

from __future__ import annotations

from typing import NamedTuple

from rca.blocks import Outline
from rca.editing.regions import Region, Regions
from rca.editing.rows import Rows
from rca.model import ActionItem, Document
from rca.text import Source

_FEW_LINES = 3
"""More lines than these below an item are no remarks any more, but its text."""
_SHORT = 240
"""Characters of all of them."""
_TEXT = ("fence", "code", "table", "html")
"""Blocks that are torn off their item by a table, however short they are."""


class Detailed(NamedTuple):
    """A list that stays."""

    region: Region
    item: ActionItem
    """The first one that a row could not tell."""


def detailed(source: Source, outline: Outline, document: Document) -> list[Detailed]:
    """The lists of a document that no table should be made of, in order; tables are none."""
    regions = Regions(source, outline, document)
    measure = _Measure(source, outline, regions)
    lists = [region for region in regions.all() if region.table is None]
    found = ((region, next(filter(measure.is_too_much, region.items), None)) for region in lists)
    return [Detailed(region, item) for region, item in found if item]


class _Measure:
    def __init__(self, source: Source, outline: Outline, regions: Regions) -> None:
        self.rows = Rows(source, outline)
        self.outline = outline
        self.regions = regions

    def is_too_much(self, item: ActionItem) -> bool:
        """Whether an item has more below it than a few short lines."""
        extent = self.regions.extent(item)
        inside = (b.kind for b in self.outline.blocks if extent.start <= b.span.start < extent.end)
        if any(kind in _TEXT for kind in inside):
            return True
        row = self.rows.row(item, extent)
        notes = row.cells["Notes"]
        return bool(row.below) or len(notes) > _SHORT or notes.count("<br>") >= _FEW_LINES
