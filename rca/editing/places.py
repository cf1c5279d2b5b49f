"""Where an action item stands: the row of a table or the lines of a list, and how facts are put there."""

from __future__ import annotations

from collections.abc import Mapping

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline, scan
from rca.changes import Refused
from rca.editing import brackets
from rca.editing.columns import COLUMNS
from rca.editing.labelled import LabelledPlace
from rca.editing.lines import edits_between
from rca.editing.tables import Column, Table
from rca.editing.values import in_cell
from rca.inline import plain
from rca.model import ActionItem
from rca.parsing.bracket import read_bracket
from rca.text import Source, Span, TextEdit


class NoPlace(Refused):
    """An item in a form that cannot carry a fact."""

    def __init__(self, item: ActionItem) -> None:
        super().__init__(
            f"item {item.number} is written as a {item.form}, which cannot carry this fact; "
            "`rca fmt` turns the action items of the document into a table that can, nothing was changed"
        )


class RowPlace:
    """An item in a row of a table."""

    colon = ": "

    def __init__(self, source: Source, table: Block, row: int, item: ActionItem, words: Vocabulary) -> None:
        self.source = source
        self.table = table
        self.row = row
        self.item = item
        self.words = words

    def get(self, name: str) -> str:
        """The content of a cell as it stands, empty where there is none."""
        span = self.item.fields.get(name)
        return self.source.slice(span) if span else ""

    def set(self, values: Mapping[str, str]) -> list[TextEdit]:
        """Write cells; columns that the table lacks are added."""
        cells = {c: in_cell(text) for name, text in values.items() if (c := self.column(name)) is not None}
        columns: dict[int, list[Column]] = {}
        for name, text in values.items():
            if text and self.column(name) is None:
                new = Column(COLUMNS[name], {self.row: in_cell(text)})
                columns.setdefault(self._room_for(name), []).append(new)
        edits = Table(self.source, self.table).set_cells(self.row, cells)
        if columns and len(self.table.rows[self.row].cells) <= max(cells, default=0):
            return self._in_two_steps(edits, columns)
        return edits + _inserted(Table(self.source, self.table), columns)

    def _in_two_steps(self, edits: list[TextEdit], columns: Mapping[int, list[Column]]) -> list[TextEdit]:
        """Cells that a short row lacks come first, then the columns that the table lacks."""
        between = self.source.apply(edits)
        block = next(b for b in scan(between).blocks if b.rows and b.span.start == self.table.span.start)
        return edits_between(self.source, between.apply(_inserted(Table(between, block), columns)))

    def column(self, name: str) -> int | None:
        """The column of a field: where this item has it, else by the words of the header."""
        if name == "text":
            return self._holding(self.item.text_span)
        if name in self.item.fields and (column := self._holding(self.item.fields[name])) is not None:
            return column
        action = self._holding(self.item.text_span)
        return next((c for c, known in enumerate(self._names) if known == name and c != action), None)

    def _holding(self, span: Span) -> int | None:
        cells = self.table.rows[self.row].cells
        return next(
            (c for c, cell in enumerate(cells) if cell.start <= span.start and span.end <= cell.end), None
        )

    @property
    def _names(self) -> list[str]:
        return [self.words.item_column(plain(self.source.slice(cell))) for cell in self.table.rows[0].cells]

    def _room_for(self, name: str) -> int:
        """Where a new column goes: in the canonical order, Written and Executed at the end."""
        names = self._names
        if name in ("written", "executed"):
            return names.index("executed") if "executed" in names else len(names)
        order = list(COLUMNS)
        before = [c for c, known in enumerate(names) if known in order[: order.index(name)]]
        action = self._holding(self.item.text_span) or 0
        return max([action, *before]) + 1


def _inserted(table: Table, columns: Mapping[int, list[Column]]) -> list[TextEdit]:
    return [edit for at, new in columns.items() for edit in table.insert_columns(at, new)]


class LinePlace:
    """An item in a list or a paragraph, which carries its facts in parentheses at the end of a line."""

    colon = " "

    def __init__(self, source: Source, line: Span, item: ActionItem) -> None:
        self.source = source
        self.line = line
        self.item = item

    def get(self, name: str) -> str:
        """The text of a fact as it stands, empty where there is none."""
        span = self.item.fields.get(name)
        return self.source.slice(span) if span else ""

    def set(self, values: Mapping[str, str]) -> list[TextEdit]:
        """Write facts: where the line has them already, else into the parentheses at its end."""
        known = read_bracket(self.source.text, *self.line)
        ours = {fact.name for fact in known.facts} if known else set()
        theirs = {
            name: self.item.fields[name] for name in values if name in self.item.fields and name not in ours
        }
        if "text" in values:
            theirs["text"] = self.item.text_span
        edits = [TextEdit(span, values[name] or "—") for name, span in theirs.items()]
        ours_now = {name: value for name, value in values.items() if name not in theirs}
        return edits + brackets.put(self.source, self.line, ours_now)

    def moved(self, values: Mapping[str, str]) -> list[TextEdit]:
        """Write facts into the parentheses at the end, instead of into the line's own words for them."""
        known = read_bracket(self.source.text, *self.line)
        ours = {fact.name for fact in known.facts} if known else set()
        theirs = (self.item.fields.get(name) for name in values if name not in ours and name != "text")
        edits = [TextEdit(self._with_marks(span), "") for span in theirs if span]
        return edits + brackets.put(self.source, self.line, values)

    def _with_marks(self, span: Span) -> Span:
        """A value with the dash before it or the parentheses around it."""
        before = self.source.text[self.line.start : span.start]
        lead = before[len(before.rstrip(" \t\r\n(—–-")) :]
        closing = "(" in lead and self.source.text.startswith(")", span.end)
        return Span(span.start - len(lead), span.end + closing)


Place = RowPlace | LinePlace | LabelledPlace


def place_of(source: Source, outline: Outline, item: ActionItem, words: Vocabulary) -> Place:
    """The place of an item; raises `NoPlace` for one in a code block."""
    if item.form == "fence":
        raise NoPlace(item)
    for block in outline.blocks:
        for index, row in enumerate(block.rows):
            if row.span.start <= item.text_span.start and item.text_span.end <= row.span.end:
                return RowPlace(source, block, index, item, words)
    if item.form == "heading":
        return LabelledPlace(source, item, item.text_span.end)
    return LinePlace(source, _line_of(source, outline, item), item)


def labelled_place(place: Place) -> LabelledPlace | None:
    """The labelled lines below the text of an item in a list, if that is where its facts stand."""
    if not isinstance(place, LinePlace) or read_bracket(place.source.text, *place.line):
        return None
    below = [span for span in place.item.fields.values() if span.start >= place.line.end]
    return LabelledPlace(place.source, place.item, place.line.end) if below else None


def _line_of(source: Source, outline: Outline, item: ActionItem) -> Span:
    """The first paragraph of an item, or as much of a paragraph as the item has."""
    for block in outline.blocks:
        if (
            block.kind == "item"
            and block.span.start == item.span.start
            and block.content.end > block.content.start
        ):
            return _trimmed(source, block.content)
    for block in outline.blocks:
        if block.kind == "paragraph" and block.span.start <= item.text_span.start < block.span.end:
            start = max(block.content.start, item.span.start)
            return _trimmed(
                source, Span(start, min(block.content.end, max(item.span.end, item.text_span.end)))
            )
    raise NoPlace(item)


def _trimmed(source: Source, span: Span) -> Span:
    return Span(span.start, span.start + len(source.slice(span).rstrip()))
