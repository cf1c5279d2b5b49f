"""Texts that are nothing but text, and items that hold nothing but one: their patterns and their blocks."""

from __future__ import annotations

import re

from rca.blocks.leaves import BOX
from rca.blocks.outline import Block
from rca.blocks.state import NOWHERE, make_block, make_span, trim
from rca.text import Span

_START = (
    r"(?:[^\s#>`~\-*_+0-9<\[|:=]|\*++[^\s*]|-++[^\s\-:|]|_++[^\s_]|`{1,2}+[^`\n]|~{1,2}+[^~\n]|\+\S"
    r"|[0-9]++(?:(?![.)])|[.)]\S)|\[[^\[\]\\\n]*+(?:\[|\](?!:)))"
)
"""What a line begins with that is text anywhere: no list, rule, underline, delimiter row, reference, HTML."""
TEXT = rf"{_START}[^\n]*+(?:\n[ \t]*+{_START}[^\n]*+)*"
BLANK = r"\n[ \t]*+(?:\n|\Z)|\Z"
"""What follows a block that a blank line or the end closes."""
MARKER = r"(?:[-*+]|[0-9]{1,9}[.)])"
INTERRUPTION = r"\#{1,6}[ \t\n]|`{3,}+[^`\n]*+(?:\n|\Z)|>"
"""What ends a text or an item at the beginning of a line."""
ITEM = (
    rf"(?P<marker>{MARKER}) {{1,4}}(?P<words>{TEXT})(?={BLANK}|\n(?:{INTERRUPTION}| *{MARKER} \S))"
    r"(?P<inner>(?=\n(?:[ \t]*+\n)*[ \t]++[^ \t\n]))?"
)
"""An item whose first text is plain; `inner` where an indented line follows."""


def add_text(blocks: list[Block], text: str, start: int, end: int, depth: int, parent: int) -> Span:
    """Append the paragraph of a plain text; its content."""
    place = make_span((start, end))
    content = place if "!" <= text[end - 1] <= "~" else trim(text, start, end)
    blocks.append(make_block(("paragraph", place, content, 0, depth, parent, "", None, (), NOWHERE)))
    return content


def add_item(blocks: list[Block], text: str, match: re.Match[str], depth: int, parent: int) -> bool:
    """Append an item and its text; nothing where its box may have no text on its line."""
    start, first, end = match.start("marker"), *match.span("words")
    index = len(blocks)
    blocks.append(_PENDING)
    content = add_text(blocks, text, first, end, depth + 1, index)
    box = None
    if text[first] == "[" and (found := BOX.match(text, first, end)):
        if found.end() == end or text[found.end()] == "\n":
            del blocks[index:]
            return False
        box = make_span((first, first + 3))
        content = make_span((min(found.end(), content[1]), content[1]))
    place = make_span((start, end))
    blocks[index] = make_block(("item", place, content, 0, depth, parent, match["marker"], box, (), NOWHERE))
    return True


_PENDING = Block("item", NOWHERE, NOWHERE, 0, 0, -1, "", None, (), NOWHERE)
