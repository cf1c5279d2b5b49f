"""The action items of a document as canonical tables that keep every word.

Each table, list or run of paragraphs becomes a table in its place, so that headings and groups stay; what
has no column of its own goes into `Notes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rca.aliases import Vocabulary
from rca.blocks import Outline, Row
from rca.changes import Refused
from rca.editing.additions import canonical_table
from rca.editing.facts import KEYS
from rca.editing.regions import Region, Regions, UnfitForTable
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.text import Source, Span, TextEdit

_WORD = re.compile(r"\w+")
_LABELS = {
    *KEYS.values(),
    "action",
    "item",
    "assignee",
    "status",
    "eta",
    "deadline",
    "by",
    "x",
    "completed",
    "taken",
    "planned",
    "needed",
}
_BREAK = re.compile(r"[ \t]*(?:\\|  )?(?:\r\n?|\n)[ \t>]*")
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\](?:\([^()\n]{1,1000}\)|\[[^\[\]\n]{0,100}\])?")
_EDGES = " \t\r\n:;,.|·–—-"
_UNFIT = ("fence", "code", "table", "html", "heading")
_FIELDS = ("owner", "due", "issue", "priority", "kind", "check", "written", "executed")


class NothingToReformat(Refused):
    """A document has no action items."""

    def __init__(self) -> None:
        super().__init__("this document has no action items to turn into a table")


class Reformatter:
    """The action items of one document, and the tables that they become."""

    def __init__(self, source: Source, outline: Outline, document: Document, words: Vocabulary) -> None:
        self.source = source
        self.outline = outline
        self.document = document
        self.words = words

    def edits(self) -> list[TextEdit]:
        """Each region replaced by its table; raises `Refused` where something would be lost."""
        if not self.document.action_items:
            raise NothingToReformat
        return [self._replaced(region) for region in Regions(self.source, self.outline, self.document).all()]

    def _replaced(self, region: Region) -> TextEdit:
        table = self._of_table(region) if region.table else self._of_lines(region)
        lines = table.split("\n")
        text = (self.source.newline + region.prefix).join(lines)
        return TextEdit(region.span, text)

    # Tables

    def _of_table(self, region: Region) -> str:
        """A table with its columns named and ordered canonically, and those of others behind them."""
        assert region.table is not None
        names = self._column_names(region)
        by_line = {self.source.line(item.text_span.start): item for item in region.items}
        rows = []
        for row in region.table.rows[1:]:
            cells = [self.source.slice(cell) for cell in row.cells]
            values = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
            if excess := self._excess(row):
                values["Notes"] = "; ".join(filter(None, (values.get("Notes"), excess)))
            item = by_line.get(self.source.line(row.span.start))
            rows.append({"number": item.number, **values} if item else values)
        known = (*_FIELDS, "number", "action")
        names += [name for row in rows for name in row]
        extra = [name for name in dict.fromkeys(names) if name not in known]
        return canonical_table(rows, extra, escape=False)

    def _excess(self, row: Row) -> str:
        """What a row holds behind the last column of its header."""
        rest = self.source.text[row.cells[-1].end : row.span.end] if row.cells else ""
        parts = (part.strip() for part in rest.split("|"))
        return " ".join(part for part in parts if part)

    def _column_names(self, region: Region) -> list[str]:
        """The field of each column; a header that means none, or one that is taken, stands for itself."""
        assert region.table is not None
        header = region.table.rows[0].cells
        column = self._action_column(region)
        names: list[str] = []
        for index, cell in enumerate(header):
            name = self.words.item_column(plain(self.source.slice(cell)))
            fits = name in (*_FIELDS, "number") and name not in names
            own = "action" if index == column else name if fits else self.source.slice(cell)
            names.append(own if own and own not in names else f"{own} {index + 1}".strip())
        return names

    def _action_column(self, region: Region) -> int:
        item = region.items[0]
        for row in region.table.rows if region.table else ():
            for index, cell in enumerate(row.cells):
                if cell.start <= item.text_span.start < cell.end:
                    return index
        raise UnfitForTable(item, "no action")

    # Lists and paragraphs

    def _of_lines(self, region: Region) -> str:
        rows = [self._row(item) for item in region.items]
        extra = tuple(name for name in ("Status", "Notes") if any(row.get(name) for row in rows))
        table = canonical_table(rows, extra)
        self._check_words(region, table)
        return table

    def _row(self, item: ActionItem) -> Mapping[str, str]:
        row = {"number": item.number, "action": self._raw(item.text_span)}
        row.update((name, self._raw(span)) for name, span in self._spans(item).items() if name in _FIELDS)
        if "dropped" in item.fields:
            row["executed"] = f"dropped: {self._raw(item.fields['dropped'])}"
        row["Status"] = self._status(item)
        row["Notes"] = self._notes(item)
        row.setdefault("issue", ", ".join(_missing(item.issues, " ".join(row.values()))))
        return row

    def _spans(self, item: ActionItem) -> dict[str, Span]:
        """The places of an item's facts, each with the link that it is the text of."""
        return {name: self._whole(item, span) for name, span in item.fields.items()}

    def _whole(self, item: ActionItem, span: Span) -> Span:
        links = (m.span() for m in _LINK.finditer(self.source.text, item.span.start, item.span.end))
        around = (Span(*link) for link in links if link[0] < span.start and span.end < link[1])
        return next(around, span)

    def _raw(self, span: Span) -> str:
        return _BREAK.sub(" ", self.source.slice(span)).strip()

    def _status(self, item: ActionItem) -> str:
        if item.claim is None or item.claim.span is None:
            return ""
        if item.claim.span == item.fields.get("box"):
            return {"done": "Done", "open": "Open"}.get(item.claim.means, "")
        return self._raw(self._whole(item, item.claim.span))

    def _notes(self, item: ActionItem) -> str:
        """What the item says besides its text and facts: remarks, and the blocks nested below it."""
        inner = [b for b in self.outline.blocks if item.span.start <= b.span.start < item.span.end]
        if any(b.kind in _UNFIT and b.span.start > item.span.start for b in inner):
            raise UnfitForTable(item, "a code block, a table, HTML or a heading")
        first = [b.content for b in inner[:1] if b.kind == "heading"]
        paragraphs = [*first, *(b.content for b in inner if b.kind == "paragraph")] or [item.span]
        texts = [self._left(item, paragraph) for paragraph in paragraphs]
        return "<br>".join(text for text in texts if text)

    def _left(self, item: ActionItem, paragraph: Span) -> str:
        """What of a paragraph is neither the action nor a fact; nothing if only labels are left."""
        taken = sorted([item.text_span, *self._spans(item).values(), *self._claimed(item)])
        pieces, at = [], paragraph.start
        for span in taken:
            pieces.append(self.source.text[at : max(at, min(span.start, paragraph.end))])
            at = max(at, span.end)
        pieces.append(self.source.text[at : max(at, paragraph.end)])
        kept = [piece for piece in pieces if _words(piece) - Counter(_LABELS)]
        return " ".join(_tidy(_BREAK.sub(" ", piece)) for piece in kept)

    def _claimed(self, item: ActionItem) -> Sequence[Span]:
        return [self._whole(item, item.claim.span)] if item.claim and item.claim.span else []

    def _check_words(self, region: Region, table: str) -> None:
        lost = _words(self.source.slice(region.span)) - _words(table)
        for word in lost:
            if word.casefold() not in _LABELS and not word.isdigit():
                raise UnfitForTable(region.items[0], f"the word {word!r}")


def _missing(issues: Iterable[str], said: str) -> Iterator[str]:
    """References that stand among the facts of an item, and so in no cell yet."""
    return (issue for issue in issues if issue.rpartition("#")[2] not in said)


def _tidy(text: str) -> str:
    """A remark without the separators and brackets around it."""
    text = text.strip(_EDGES)
    while text.startswith("(") and text.endswith(")") and _balances(text[1:-1]):
        text = text[1:-1].strip(_EDGES)
    return text


def _balances(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def reformatted(
    source: Source, outline: Outline, document: Document, words: Vocabulary
) -> Iterator[list[TextEdit]]:
    """The edits that turn the items into tables."""
    yield Reformatter(source, outline, document, words).edits()
