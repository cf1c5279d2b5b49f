"""The lines of each unit of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rca.blocks.inline import read_inline, reference_name
from rca.blocks.outline import Block, Outline
from rca.output.clean import clean_lines
from rca.output.markdown.pieces import MUTED, PLAIN, Line, Looks, Piece, break_cells, break_runs, merged
from rca.output.markdown.tables import Table
from rca.output.markdown.units import Unit, units
from rca.output.terminal import Terminal
from rca.output.width import width
from rca.text import Source, Span

_DEFINITION = re.compile(r"^[ >]*\[([^\[\]\n]{1,300})\]:[ \t]*<?([^\s<>]{1,2000})", re.MULTILINE)
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_LABEL = re.compile(r"(?<![ \\])\n(?=(?:\*\*|__)?[A-Z][\w /()-]{0,40}(?::(?:\*\*|__)?|(?:\*\*|__):)[ \t])")
"""The end of a line before a label: facts that stand below each other are read so."""
_TAB = 4
_LEAST = 8
"""Cells that a text gets however deep it is nested."""


class Rendering:
    """A document at one width; the lines of a unit are made when they are asked for."""

    def __init__(self, source: Source, outline: Outline, room: int, terminal: Terminal) -> None:
        self.source = source
        self.outline = outline
        self.room = room
        self.terminal = terminal
        self.units = units(source, outline, terminal)
        self._tables: dict[int, Table] = {}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where reference links lead, by their name."""
        if "]:" not in self.source.text:
            return {}
        found = _DEFINITION.finditer(self.source.normal)
        return {reference_name(match[1]): match[2] for match in reversed(list(found))}

    def lines(self, number: int) -> list[Line]:
        """The lines of a unit."""
        unit = self.units[number]
        blank = [Line(_bars(unit.head, unit.tail), unit.gap)] if unit.gap else []
        first, rest = unit.head, unit.tail
        lines = []
        for pieces, line in self._content(unit):
            lines.append(Line(merged((*first, *pieces)), line))
            first = rest
        return blank + (lines or [Line(first, unit.first)] * (unit.kind != "table"))

    def _room(self, unit: Unit) -> int:
        return max(self.room - sum(width(piece.text) for piece in unit.tail), _LEAST)

    def _content(self, unit: Unit) -> Iterator[tuple[tuple[Piece, ...], int]]:
        if unit.kind == "table":
            yield from ((pieces, unit.first) for pieces in self._table(unit).lines(unit.row))
            return
        block = self.outline.blocks[unit.block] if unit.block >= 0 else None
        if block is None or unit.kind == "item":
            yield from self._raw(unit, self._text_of_rest(unit, block), unit.first, MUTED)
        elif unit.kind == "rule":
            yield (Piece(("─" if self.terminal.unicode else "-") * self._room(unit), MUTED),), unit.first
        elif unit.kind in ("paragraph", "heading"):
            yield from self._prose(unit, block)
        elif unit.kind == "html":
            looks = frozenset(("comment" if self.source.slice(block.span).startswith("<!--") else "tag",))
            yield from self._raw(unit, self._unquoted(unit, block.span), unit.first, looks)
        else:
            yield from self._code(unit, block)

    def _table(self, unit: Unit) -> Table:
        if unit.block not in self._tables:
            block = self.outline.blocks[unit.block]
            room = self._room(unit)
            self._tables[unit.block] = Table(self.source, block, self.addresses, room, self.terminal)
        return self._tables[unit.block]

    # Prose.

    def _prose(self, unit: Unit, block: Block) -> Iterator[tuple[tuple[Piece, ...], int]]:
        text = "\n".join(_stripped(line, unit.quotes) for line in self._raw_lines(block.content))
        line = self.source.line(block.content.start)
        looks: Looks = PLAIN
        mark: tuple[Piece, ...] = ()
        if block.kind == "heading":
            looks = frozenset(("heading", f"heading{block.level}"))
            mark = (Piece("#" * block.level + " ", looks | MUTED),) if block.level > 1 else ()
        room = max(self._room(unit) - sum(len(piece.text) for piece in mark), 1)
        text = _LABEL.sub("  \n", text)
        item = self.outline.blocks[block.parent] if block.parent >= 0 else None
        if item and item.box and item.box.start == block.content.start:
            text = text[3:].lstrip(" \t")
        for part in break_runs(read_inline(text, self.addresses), room, looks):
            yield (*mark, *part.pieces), line + part.line
            mark = tuple(Piece(" " * len(piece.text)) for piece in mark)

    def _raw_lines(self, span: Span) -> list[str]:
        text = self.source.slice(span)
        return (
            text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if "\r" in text else text.split("\n")
        )

    def _unquoted(self, unit: Unit, span: Span) -> list[str]:
        """The lines of a span, without what containers put before them."""
        indent = self._indent(unit, span.start)
        first, *others = self._raw_lines(span)
        return [first, *(_outdented(_without_quotes(line, unit.quotes), indent) for line in others)]

    def _indent(self, unit: Unit, start: int) -> int:
        line = self.source.text[self.source.line_span(unit.first).start : start].removeprefix("\ufeff")
        return len(_without_quotes(line, unit.quotes).expandtabs(_TAB))

    # What is shown as it is written.

    def _code(self, unit: Unit, block: Block) -> Iterator[tuple[tuple[Piece, ...], int]]:
        looks: Looks = frozenset(("meta" if unit.kind == "front_matter" else "block",))
        first = unit.first
        if unit.kind == "code":
            return (yield from self._raw(unit, self._unquoted(unit, block.span), first, looks))
        info = block.marker if unit.kind == "fence" else ""
        if info:
            yield from self._raw(unit, [info], first, looks | MUTED)
        if block.content.start >= block.content.end:
            return None
        before = self.source.line_span(self.source.line(block.content.start))
        span = Span(max(before.start, block.content.start), block.content.end)
        indent = self._indent(unit, block.span.start)
        lines = [_outdented(_without_quotes(line, unit.quotes), indent) for line in self._raw_lines(span)]
        yield from self._raw(unit, lines, self.source.line(span.start), looks)

    def _text_of_rest(self, unit: Unit, block: Block | None) -> list[str]:
        span = self.source.line_span(unit.first)
        if block is None:
            return [_stripped(self.source.slice(span).removeprefix("\ufeff"), unit.quotes)]
        start = block.span.start + len(block.marker) if block.kind == "item" else block.span.start + 1
        return [self.source.text[start : span.end].strip()] if start < span.end else [""]

    def _raw(
        self, unit: Unit, lines: list[str], first: int, looks: Looks
    ) -> Iterator[tuple[tuple[Piece, ...], int]]:
        room = self._room(unit)
        for number, line in enumerate(lines):
            piece = Piece(clean_lines(line.expandtabs(_TAB)), looks)
            for part in break_cells([piece], room) if piece.text else [()]:
                yield part, first + number


def _bars(head: tuple[Piece, ...], tail: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What stands on the empty line before a unit: the bars of quotes that it goes on."""
    shared = (one for one, other in zip(head, tail, strict=True) if one == other)
    return tuple(piece for piece in shared if "quote" in piece.looks)


def _without_quotes(line: str, quotes: int) -> str:
    at = 0
    for _ in range(quotes):
        match = _QUOTE.match(line, at)
        if match is None:
            break
        at = match.end()
    return line[at:]


def _stripped(line: str, quotes: int) -> str:
    return _without_quotes(line, quotes).lstrip(" \t") if quotes else line.lstrip(" \t")


def _outdented(line: str, indent: int) -> str:
    """A line of code without the indentation of its block."""
    line = line.expandtabs(_TAB)
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]
