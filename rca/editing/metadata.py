"""Metadata fields of an incident: a value replaced in its place, or a new line in the same style."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rca.blocks import Block, Outline
from rca.changes import Refused
from rca.editing import front_matter
from rca.editing.canonical import label
from rca.editing.lines import insert, line_end, line_start, lines_after
from rca.editing.tables import Table
from rca.editing.values import in_cell
from rca.model import Document, Field
from rca.text import Source, Span, TextEdit

_ORDINAL = re.compile(r"^([ \t>]*)(\d+)(?=[.)][ \t])")
_OPENING = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?")
_BREAK = re.compile(r"(?: {2,}|\\)$")
_COMMENT = re.compile(r"[ \t]*<!--[^\n]*-->$")
_IN_BODY = frozenset({"bold", "bullet", "table", "plain", "quote"})
_IN_FRONT = frozenset({"yaml", "toml"})

_OF_HEAD = frozenset("incident_id date severity status author started detected resolved tags".split())
"""Fields that only the head of a document has; a table of impacts is none."""

Escape = Callable[[str], str]


class NoRoomForField(Refused):
    """The metadata of a document has a shape that no line can be added to."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the metadata of this document has no room for {name}; add a line by hand first")


class Metadata:
    """The metadata of one document, and the edits that change it."""

    def __init__(self, source: Source, outline: Outline, document: Document) -> None:
        self.source = source
        self.outline = outline
        self.fields = document.fields
        self.title = document.title_span

    def set(self, name: str, value: str, escape: Escape) -> list[TextEdit]:
        """Give a field a value, where it stands or on a new line."""
        found = [f for f in self.fields if f.name == name and f.form not in ("title", "name")]
        if found:
            # What the text says of the day goes before a page's own date.
            told = [f for f in found if f.form not in _IN_FRONT] if name == "date" else []
            return self._replace((told or found)[0], value, escape)
        if name == "title" and self.title is not None:
            return [TextEdit(self.title, escape(value))]
        return self._add(name, value, escape)

    def on_top(self, name: str, value: str, escape: Escape) -> list[TextEdit]:
        """A new field above everything: where the first heading is a section's, and no title."""
        is_told = any(field.name == name for field in self.fields)
        if is_told or any(block.kind == "front_matter" for block in self.outline.blocks[:1]):
            return []
        start = int(self.source.text.startswith("\ufeff"))
        return [insert(start, f"- **{label(name)}:** {escape(value)}" + self.source.newline * 2)]

    def _replace(self, field: Field, value: str, escape: Escape) -> list[TextEdit]:
        if field.form in _IN_FRONT:
            marker = "---" if field.form == "yaml" else "+++"
            return [front_matter.replace(self.source, marker, field.span, value, field.label)]
        if field.form == "table" and (place := self._cell_of(field)):
            block, row, column = place
            return Table(self.source, block).set_cells(row, {column: in_cell(escape(value))})
        text = escape(value)
        start, end = field.span
        if start == end and self.source.text[start - 1 : start] in (":", "：", "*", "_"):
            text = f" {text}"
        comment = _COMMENT.search(self.source.text, start, end)
        if comment and comment.start() == start:
            text = f"{text} "
        return [TextEdit(Span(start, comment.start() if comment else end), text)]

    # A field that the document does not have yet

    def _add(self, name: str, value: str, escape: Escape) -> list[TextEdit]:
        front = next((b for b in self.outline.blocks[:1] if b.kind == "front_matter"), None)
        body = self._run()
        known = [f for f in self.fields if f.form in _IN_FRONT and f.name]
        if front and (not body or len(known) > len(body)):
            return [front_matter.add(self.source, front, self._key(name, known), value)]
        if not body:
            return [self._first(name, escape(value))]
        if body[-1].form == "table":
            return self._new_row(body[-1], name, in_cell(escape(value)))
        return self._new_line(body, name, escape(value))

    def _key(self, name: str, known: Sequence[Field]) -> str:
        return name.replace("_", "-") if any("-" in f.label for f in known) else name

    def _run(self) -> list[Field]:
        """The known fields of the form that the document's head is written in, up to where they stop."""
        body = [f for f in self.fields if f.form in _IN_BODY and f.name]
        run: list[Field] = []
        for field in sorted(body, key=lambda f: f.span.start):
            if run and (field.form != run[0].form or self._lines_between(run[-1], field) > 3):
                break
            run.append(field)
        return self._with_unknown(run) if any(field.name in _OF_HEAD for field in run) else []

    def _with_unknown(self, run: list[Field]) -> list[Field]:
        """A run with the labels below it that no alias knows: they are lines of the same head."""
        for field in sorted(self.fields, key=lambda f: f.span.start):
            apart = 2 if field.form == "table" else 1  # the delimiter row stands between header and rows
            is_next = field.form == run[-1].form and 0 <= self._lines_between(run[-1], field) <= apart
            if not field.name and is_next and field.span.start > run[-1].span.start:
                run.append(field)
        return run

    def _lines_between(self, one: Field, other: Field) -> int:
        return self.source.line(other.span.start) - self.source.line(one.span.end)

    def _first(self, name: str, value: str) -> TextEdit:
        """The canonical bullet below the title, or above everything where there is none."""
        newline = self.source.newline
        line = f"- **{label(name)}:** {value}"
        title = next((b for b in self.outline.blocks if b.kind == "heading" and b.level == 1), None)
        front = [b for b in self.outline.blocks[:1] if b.kind == "front_matter"]
        above = title or (front[0] if front else None)
        if above is None and self.title is not None:
            return insert(line_end(self.source, self.title.end), newline * 2 + line)
        if above is None:
            start = int(self.source.text.startswith("\ufeff"))
            return insert(start, line + newline * 2)
        end = line_end(self.source, above.span.end)
        rest = self.source.text[end:].replace("\r\n", "\n").replace("\r", "\n")
        closing = newline if rest.strip() and not rest.startswith("\n\n") else ""
        return insert(end, newline * 2 + line + closing)

    def _new_row(self, last: Field, name: str, value: str) -> list[TextEdit]:
        place = self._cell_of(last)
        if place is None:
            raise NoRoomForField(name)
        return [self._row_like(*place, last, (name, value))]

    def _cell_of(self, field: Field) -> tuple[Block, int, int] | None:
        """The table, row and column of a value."""
        for block in self.outline.blocks:
            for index, row in enumerate(block.rows):
                for column, cell in enumerate(row.cells):
                    if cell.start <= field.span.start and field.span.end <= cell.end:
                        return block, index, column
        return None

    def _row_like(self, block: Block, index: int, column: int, last: Field, new: tuple[str, str]) -> TextEdit:
        """A row below another, with its label's markup."""
        texts = [""] * len(block.rows[0].cells)
        labelled = max(column - 1, 0)
        sample = self.source.slice(block.rows[index].cells[labelled])
        texts[labelled] = sample.replace(last.label, self._cased(label(new[0]), last.label))
        texts[column] = new[1]
        return Table(self.source, block).append_row(texts, below=index)

    @staticmethod
    def _cased(text: str, sample: str) -> str:
        return (
            text.lower()
            if sample.islower()
            else text.upper()
            if sample.isupper() and len(sample) > 2
            else text
        )

    def _new_line(self, run: Sequence[Field], name: str, value: str) -> list[TextEdit]:
        last = run[-1]
        if len(run) > 1 and not self._lines_between(run[-2], last):
            between = self.source.text[run[-2].span.end : last.span.start]
            return [insert(last.span.end, self._relabelled(between, last, name) + value)]
        start = line_start(self.source, last.span.start)
        start += self.source.text.startswith("\ufeff", start)
        line = self._relabelled(self.source.text[start : last.span.start], last, name) + value
        if last.form != "bullet":
            return self._joined(run, last.span.end, line)
        apart = len(run) > 1 and self._lines_between(run[-2], last) > 1
        return [lines_after(self.source, self._end_of(last), [*[""] * apart, line])]

    def _relabelled(self, lead: str, last: Field, name: str) -> str:
        """What stands before the last field's value, with the new label instead of its own."""
        lead = _ORDINAL.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", lead, count=1)
        if last.label not in lead:
            opening = _OPENING.match(lead)
            return f"{opening.group() if opening else ''}**{label(name)}:** "
        lead = lead.replace(last.label, self._cased(label(name), last.label), 1)
        return lead if lead.endswith((" ", "\t", "：")) else f"{lead} "

    def _end_of(self, field: Field) -> int:
        if field.form != "bullet":
            return field.span.end
        items = [b.span for b in self.outline.blocks if b.kind == "item"]
        holding = [s.end for s in items if s.start <= field.span.start and field.span.end <= s.end]
        return holding[-1] if holding else field.span.end

    def _joined(self, run: Sequence[Field], end: int, line: str) -> list[TextEdit]:
        """A new line in the paragraph of the last field, or a paragraph of its own where they stand apart."""
        block = next(
            (b for b in self.outline.blocks if b.kind == "paragraph" and b.span.start <= end <= b.span.end),
            None,
        )
        stop = line_end(self.source, end)
        mine = _BREAK.search(self.source.text[end:stop])
        if len(run) == 1 and run[0].form == "quote":
            return [insert(stop, ("" if mine else "  ") + self.source.newline + line)]
        if len(run) == 1 or block is None or block.span.start > run[-2].span.start:
            start = line_start(self.source, end)
            prefix = self.source.text[start : block.span.start if block else 0].rstrip()
            return [lines_after(self.source, end, [prefix, line])]
        above = self.source.slice(Span(run[-2].span.end, line_end(self.source, run[-2].span.end)))
        hard = _BREAK.search(above)
        if hard and not mine:
            return [insert(stop, hard.group() + self.source.newline + line)]
        return [insert(stop, self.source.newline + line + (mine.group() if mine else ""))]
