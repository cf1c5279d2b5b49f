"""The action items of a document as canonical tables that keep every word.

Each table, list or run of paragraphs becomes a table in its place, so that headings stay; a list's groups
become a column or rows of their own. What has no column goes into `Notes`, and what no cell can hold stays
below the table, under a label that names its item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline
from rca.blocks import Row as TableRow
from rca.changes import Refused
from rca.editing.additions import canonical_table
from rca.editing.regions import Labels, Region, Regions
from rca.editing.rows import FIELDS, Row, Rows, words
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.text import Source, Span, TextEdit

Cells = Mapping[str, str]


class NothingToReformat(Refused):
    """A document has no action items."""

    def __init__(self) -> None:
        super().__init__("this document has no action items to turn into a table")


class NoListOfItems(Refused):
    """The action items of a document are sentences all over it."""

    def __init__(self) -> None:
        super().__init__(
            "the action items of this document are labelled sentences and stand in no section of their own; "
            'a table needs one: add a heading "Action items" and move them below it, nothing was changed'
        )


class LostWord(Refused):
    """A table that would not say all that stands in the document."""

    def __init__(self, item: ActionItem, word: str) -> None:
        super().__init__(
            f"the table would lose the word {word!r} that stands at item {item.number}; "
            "write that item on one line first, nothing was changed"
        )


class Reformatter:
    """The action items of one document, and the tables that they become."""

    def __init__(
        self,
        source: Source,
        outline: Outline,
        document: Document,
        words_: Vocabulary,
        *,
        as_types: bool,
        kept: Sequence[Region] = (),
    ) -> None:
        self.source = source
        self.words = words_
        self.as_types = as_types
        """Whether a group that names a type goes into the Type column, and not into a row of its own."""
        self.kept = kept
        """Regions that stay as they are."""
        self.document = document
        self.regions = Regions(source, outline, document)
        self.rows = Rows(source, outline)

    def edits(self) -> list[TextEdit]:
        """Each region replaced by its table; raises `Refused` where something would be lost."""
        if not self.document.action_items:
            raise NothingToReformat
        regions = self.regions.all()
        if not regions:
            raise NoListOfItems
        found = [self._replaced(region) for region in regions if region not in self.kept]
        return [edit for edit in found if not self._says_the_same(edit)]

    def _says_the_same(self, edit: TextEdit) -> bool:
        """Whether a table is the canonical one already, with other spaces and dashes."""
        return _bare(self.source.slice(edit.span)) == _bare(edit.text)

    def _replaced(self, region: Region) -> TextEdit:
        text = self._of_table(region, region.table) if region.table else self._of_lines(region)
        lines = [*[""] * region.is_below_text, *text.split("\n")]
        joined = self.source.newline.join((region.prefix + line).rstrip() for line in lines)
        prefix = "" if region.is_below_text else region.prefix
        start = region.span.start - len(region.prefix) * region.is_below_text
        return TextEdit(Span(start, region.span.end), joined.removeprefix(prefix))

    # Tables

    def _of_table(self, region: Region, table: Block) -> str:
        """A table with its columns named and ordered canonically, and those of others behind them."""
        names = self._column_names(region, table)
        by_line = {self.source.line(item.text_span.start): item for item in region.items}
        rows = []
        for row in table.rows[1:]:
            cells = [self.source.slice(cell) for cell in row.cells]
            values = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
            if excess := self._excess(row):
                values["Notes"] = "; ".join(filter(None, (values.get("Notes"), excess)))
            item = by_line.get(self.source.line(row.span.start))
            rows.append({"number": item.number, **values} if item else values)
        known = (*FIELDS, "number", "action")
        names += [name for row in rows for name in row]
        extra = [name for name in dict.fromkeys(names) if name not in known]
        return canonical_table(rows, extra, escape=False)

    def _excess(self, row: TableRow) -> str:
        """What a row holds behind the last column of its header."""
        rest = self.source.text[row.cells[-1].end : row.span.end] if row.cells else ""
        parts = (part.strip() for part in rest.split("|"))
        return " ".join(part for part in parts if part)

    def _column_names(self, region: Region, table: Block) -> list[str]:
        """The field of each column; a header that means none, or one that is taken, stands for itself."""
        column = self._action_column(region.items[0], table)
        names: list[str] = []
        for index, cell in enumerate(table.rows[0].cells):
            name = self.words.item_column(plain(self.source.slice(cell)))
            fits = name in (*FIELDS, "number") and name not in names
            own = "action" if index == column else name if fits else self.source.slice(cell)
            names.append(own if own and own not in names else f"{own} {index + 1}".strip())
        return names

    def _action_column(self, item: ActionItem, table: Block) -> int:
        cells = ((c, cell) for row in table.rows for c, cell in enumerate(row.cells))
        return next(c for c, cell in cells if cell.start <= item.text_span.start < cell.end)

    # Lists and paragraphs

    def _of_lines(self, region: Region) -> str:
        found = [self.rows.row(item, self.regions.extent(item)) for item in region.items]
        rows = self._grouped(region, found)
        extra = tuple(name for name in ("Status", "Notes") if any(row.get(name) for row in rows))
        notes = [_note(item, row.below) for item, row in zip(region.items, found, strict=True) if row.below]
        text = "\n\n".join((canonical_table(rows, extra), *notes))
        self._check_words(region, " ".join((text, region.lead, *(row.labels for row in found))))
        return text

    def _grouped(self, region: Region, found: Sequence[Row]) -> list[Cells]:
        """The rows with their groups: in the Type column, or in a row above the first of each."""
        pairs = list(zip(region.groups, found, strict=True))
        if self.as_types and all(map(self._is_type, region.groups)):
            return [{"kind": group[0].text, **row.cells} if group else row.cells for group, row in pairs]
        rows: list[Cells] = []
        above: Labels = ()
        for item, (group, row) in zip(region.items, pairs, strict=True):
            same = [label for label, other in zip(group, above, strict=False) if label == other]
            names = group[len(same) :] if group[: len(same)] == tuple(same) else group
            if group != above and not names:
                names = group[-1:]  # back in an outer group
            rows += [{"action": f"**{name.text}**"} for name in names]
            rows.append(_with_group(item, row.cells, group))
            above = group
        return rows

    def _is_type(self, group: Labels) -> bool:
        return not group or (len(group) == 1 and bool(self.words.kind(group[0].text)))

    def _check_words(self, region: Region, text: str) -> None:
        lost = words(self.source.slice(region.span)) - words(text) - self.rows.markers(region.span)
        if lost:
            raise LostWord(region.items[0], next(iter(lost)))


def _bare(table: str) -> str:
    """A table without the spaces around its bars, and with the shortest delimiters."""
    return re.sub(r"[ \t]*\|[ \t]*", "|", re.sub(r":?-{3,}:?", "---", table))


def _with_group(item: ActionItem, cells: Cells, group: Labels) -> Cells:
    """The cells of an item whose group told its state or priority, which a row of groups cannot tell."""
    told = dict(cells)
    label = group[-1].text if group else ""
    if label and item.claim and item.claim.span is None and item.claim.means != "open":
        told["Status"] = cells.get("Status") or label
    if label and item.priority and "priority" not in item.fields:
        told["priority"] = item.priority
    return told


def _note(item: ActionItem, blocks: str) -> str:
    """Blocks in a quote, where nothing is an action item, under a label that names theirs."""
    lines = [f"**Notes on item {item.number}**", "", *blocks.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def reformatted(
    source: Source, outline: Outline, document: Document, words_: Vocabulary, kept: Sequence[Region] = ()
) -> Iterator[list[TextEdit]]:
    """Ways to turn the items into tables, the best first; regions in `kept` stay as they are."""
    for as_types in (True, False):
        yield Reformatter(source, outline, document, words_, as_types=as_types, kept=kept).edits()
