"""The metadata at the head of a document as the canonical list: `- **Label:** value`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rca.blocks import Block, Outline
from rca.editing.canonical import Form
from rca.editing.lines import line_end, line_start
from rca.editing.renaming import Candidate, Renaming
from rca.model import Document, Field
from rca.text import Source, Span, TextEdit

_IN_BODY = frozenset(("bold", "bullet", "table", "plain", "quote"))
_BOLD_LINE = 7
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t>]*")
_MARKS = re.compile(r"(?:[\s*_|:：·•‖;,>\\+-]|<br ?/?>)*")
"""What stands around labels and values, and says nothing."""
_HEADER = frozenset(
    "field property attribute key item metadata name label detail details value description".split()
)


class _Part(NamedTuple):
    """A block that holds fields and nothing else."""

    span: Span
    fields: tuple[Field, ...]
    header: str
    """The words of a header row such as `Field | Value`."""


def metadata(source: Source, outline: Outline, document: Document, form: Form) -> Iterator[Candidate]:
    """A candidate for each run of blocks at the head that are fields and nothing else."""
    reader = _Head(source, outline, document, form)
    for run in reader.runs():
        if candidate := reader.listed(run):
            yield candidate


class _Head:
    """The head of one document."""

    def __init__(self, source: Source, outline: Outline, document: Document, form: Form) -> None:
        self.source = source
        self.outline = outline
        self.form = form
        named = (s.span.start for s in document.sections if s.name and s.level <= _BOLD_LINE)
        self.end = min(named, default=len(source.text))
        fields = (f for f in document.fields if f.form in _IN_BODY and f.span.start < self.end)
        self.fields = sorted(fields, key=lambda field: field.span.start)
        self.often = Counter(field.name for field in document.fields)

    def runs(self) -> Iterator[list[_Part]]:
        """Blocks with nothing between them."""
        run: list[_Part] = []
        for part in self._parts():
            if run and part.span == run[-1].span:
                continue  # a quote with several paragraphs
            if run and self.source.text[run[-1].span.end : part.span.start].strip():
                yield run
                run = []
            run.append(part)
        if run:
            yield run

    def _parts(self) -> Iterator[_Part]:
        for block in self.outline.blocks:
            outer = self.outline.blocks[block.parent] if block.parent >= 0 else None
            if block.span.start >= self.end or block.kind not in ("paragraph", "item", "table"):
                continue
            span = outer.span if outer and outer.kind == "quote" and outer.parent < 0 else block.span
            if (outer and span is block.span) or not (part := self._part(block, span)):
                continue
            yield part

    def _part(self, block: Block, span: Span) -> _Part | None:
        """The fields of a block, if it holds nothing else."""
        fields = tuple(f for f in self.fields if span.start <= f.span.start and f.span.end <= span.end)
        header = self._header(block) if block.kind == "table" else None
        at = header.end if header else span.start
        for field in fields:
            lead = self.source.text[at : field.span.start]
            if field.label not in lead or not _MARKS.fullmatch(lead.replace(field.label, "", 1)):
                return None
            at = field.span.end
        if not fields or not _MARKS.fullmatch(self.source.text[at : span.end]):
            return None
        return _Part(span, fields, self.source.slice(header).strip("| \t") if header else "")

    def _header(self, block: Block) -> Span | None:
        """The header row of a table, if it only says what labels and values are."""
        cells = [self.source.slice(cell).strip(" *_").casefold() for cell in block.rows[0].cells]
        return block.rows[0].span if all(cell in _HEADER or not cell for cell in cells) else None

    def listed(self, run: Sequence[_Part]) -> Candidate | None:
        """The run as a list; None where it is one already."""
        fields = [field for part in run for field in part.fields]
        renamings = [r for field in fields if (r := self._renaming(field))]
        headers = [
            Renaming("header", self.source.line(part.span.start), part.header, "")
            for part in run
            if part.header
        ]
        lines = [line for field in fields for line in self._lines(field)]
        span = Span(run[0].span.start, run[-1].span.end)
        old = [line.rstrip() for line in re.split(r"\r\n?|\n", self.source.slice(span))]
        if old == lines:
            return None
        return Candidate((self._replaced(span, lines),), (*headers, *renamings))

    def _lines(self, field: Field) -> list[str]:
        """The field as an item of the list; a value of several lines stays one."""
        first, *more = _LINE_BREAK.split(self.source.slice(field.span).strip())
        return [f"- **{self._label(field)}:** {first}".rstrip(), *(f"  {line}" for line in more)]

    def _label(self, field: Field) -> str:
        """The canonical label; where two fields are read as one, each keeps its own."""
        return self.form.label(field.label, field.name) if self.often[field.name] == 1 else field.label

    def _renaming(self, field: Field) -> Renaming | None:
        new = self._label(field)
        line = self.source.line(field.span.start)
        return Renaming("label", line, field.label, new) if new.casefold() != field.label.casefold() else None

    def _replaced(self, span: Span, lines: list[str]) -> TextEdit:
        """The list in the place of the run, apart from what stands above and below it."""
        newline = self.source.newline
        start = line_start(self.source, span.start)
        start += self.source.text.startswith("\ufeff", start)
        end = line_end(self.source, span.end)
        above, below = self.source.text[:start], self.source.text[end:]
        before = "" if not above.strip("\ufeff") or _ends_blank(above) else newline
        after = "" if not below.strip() or _begins_blank(below) else newline
        return TextEdit(Span(start, end), before + newline.join(lines) + after)


def _ends_blank(text: str) -> bool:
    return bool(re.search(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)$", text))


def _begins_blank(text: str) -> bool:
    return bool(re.match(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)", text))
