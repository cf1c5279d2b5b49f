"""The state of a scan: markdown-it's block state, with a list of blocks instead of tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from rca.blocks.outline import Block, Kind, Row
from rca.text import Span

make_span = partial(tuple.__new__, Span)
make_row = partial(tuple.__new__, Row)
make_block = partial(tuple.__new__, Block)
"""The values of a scan, from a tuple of their fields: half the cost of `Span(…)`, and there are hundreds."""
_DELIMITER = re.compile(r"\n[ \t>]*[|:-][|:\- \t]*(?=\n|\Z)")
MARKER = re.compile(r"[-+*]|[0-9]{1,9}[.)]")
NOWHERE = Span(0, 0)
_PENDING = Block("item", NOWHERE, NOWHERE, 0, 0, -1, "", None, (), NOWHERE)


def trim(text: str, start: int, end: int) -> Span:
    """A range of a text without the white space at its ends, as CommonMark trims it."""
    if start < end and "!" <= text[start] <= "~" and "!" <= text[end - 1] <= "~":
        return make_span((start, end))
    bare = text[start:end].rstrip(MD_TRIM_CHARS)
    inner = bare.lstrip(MD_TRIM_CHARS)
    start += len(bare) - len(inner)
    return make_span((start, start + len(inner)))


class Container:
    """An item or a quote that is still open."""

    __slots__ = ("box", "content", "index", "kind", "line", "marker", "parent", "start")

    def __init__(self, kind: Kind, index: int, line: int, start: int, marker: str, parent: int) -> None:
        self.kind = kind
        self.index = index
        self.line = line
        self.start = start
        self.marker = marker
        self.parent = parent
        self.content: Span | None = None
        self.box: Span | None = None


class State(StateBlock):
    """Collects blocks; offsets are into the normalised text, lines count from 0."""

    def __init__(self, src: str, md: MarkdownIt, blocks: list[Block]) -> None:
        super().__init__(src, md, {}, [])
        self.blocks = blocks
        self.open: list[Container] = []
        self.parent = -1
        self.depth = 0
        self.delimiters = self._delimiters()
        """Lines that may be the delimiter row of a table: nothing but bars, colons and hyphens."""
        self._spare = Token("", "", 0)

    def _delimiters(self) -> frozenset[int]:
        if "|" not in self.src:
            return frozenset()
        found = _DELIMITER.finditer(self.src)
        return frozenset(bisect_right(self.bMarks, match.start()) for match in found)

    def push(self, ttype: str, _tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Open and close items; the library's rules may fill in the token, which nobody reads."""
        self.level += nesting
        if ttype == "list_item_open":
            self._open_item()
        elif ttype == "list_item_close":
            self.close(self.last_line(self.open[-1].line, self.line))
        return self._spare

    def is_code_block(self, line: int) -> bool:
        """Whether a line is indented as far as code."""
        return self.sCount[line] - self.blkIndent >= 4

    def start(self, line: int) -> int:
        """Offset of the first character of a line, container prefix and indentation excluded."""
        return self.bMarks[line] + self.tShift[line]

    def last_line(self, first: int, after: int) -> int:
        """The last line that is not blank, of those from `first` up to but not including `after`."""
        line = after - 1
        while line > first and self.isEmpty(line):
            line -= 1
        return line

    def trim(self, start: int, end: int) -> Span:
        """A range without the white space at its ends, as CommonMark trims it."""
        return trim(self.src, start, end)

    def add(
        self,
        kind: Kind,
        span: Span,
        content: Span | None = None,
        *,
        level: int = 0,
        marker: str = "",
        rows: tuple[Row, ...] = (),
        delimiter: Span = NOWHERE,
    ) -> None:
        """Append a block that holds no others."""
        inner = span if content is None else content
        self.blocks.append(
            make_block((kind, span, inner, level, self.depth, self.parent, marker, None, rows, delimiter))
        )

    def enter(self, kind: Kind, line: int, start: int, marker: str) -> None:
        """Open a container, which takes its place before the blocks that it will hold."""
        index = len(self.blocks)
        self.open.append(Container(kind, index, line, start, marker, self.parent))
        self.blocks.append(_PENDING)
        self.parent = index
        self.depth += kind == "item"

    def close(self, last: int) -> None:
        """Close the innermost container, whose last line is given."""
        ended = self.open.pop()
        self.parent = ended.parent
        self.depth -= ended.kind == "item"
        span = make_span((ended.start, self.eMarks[last]))
        content = span if ended.kind == "quote" else ended.content or self._nothing(ended)
        place = (span, content, 0, self.depth, ended.parent, ended.marker, ended.box)
        self.blocks[ended.index] = make_block((ended.kind, *place, (), NOWHERE))

    def _nothing(self, item: Container) -> Span:
        """Where the text of an item would go that has none."""
        after = item.start + len(item.marker)
        return Span(after, after)

    def _open_item(self) -> None:
        start = self.start(self.line)
        marker = MARKER.match(self.src, start)
        assert marker is not None, "an item without a marker"
        self.enter("item", self.line, start, marker.group())
