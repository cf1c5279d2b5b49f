"""Nested lists whose items hold a plain text and further lists, and nothing else."""

from __future__ import annotations

import re

from rca.blocks.outline import Block
from rca.blocks.plain_text import ITEM, add_item
from rca.blocks.state import make_span

_NEXT = re.compile(rf"(?:[ \t]*+\n)*(?P<indent> *+){ITEM}")
_DEEPEST = 12
"""Levels that are read here."""


class Nest:
    """The items that are open, outermost first: where their content begins on a line, and their indices."""

    def __init__(self, blocks: list[Block], text: str) -> None:
        self.blocks = blocks
        self.text = text
        self.open: list[tuple[int, int]] = []

    def add(self, match: re.Match[str], start: int, is_next: bool) -> bool:
        """Append the item on the line that starts at an offset; whether it surely is one."""
        indent = match.start("marker") - start
        is_inside = bool(self.open) and indent >= self.open[-1][0]
        marker = match["marker"]
        if is_next and is_inside and marker[0].isdigit() and int(marker[:-1]) != 1:
            return False
        self.close(indent)
        base, parent = self.open[-1] if self.open else (0, -1)
        if indent - base > 3 or len(self.open) > _DEEPEST:
            return False
        self.open.append((match.start("words") - start, len(self.blocks)))
        return add_item(self.blocks, self.text, match, len(self.open) - 1, parent)

    def close(self, indent: int) -> None:
        """Close the items whose content is indented more than a line."""
        end = self.blocks[-1].span[1] if self.blocks else 0
        while self.open and indent < self.open[-1][0]:
            _, index = self.open.pop()
            item = self.blocks[index]
            if item.span[1] != end:
                self.blocks[index] = item._replace(span=make_span((item.span[0], end)))


def add_list(blocks: list[Block], text: str, match: re.Match[str]) -> int:
    """Append an item and the lists inside; where the line behind starts, -1 where it takes more than this."""
    before = len(blocks)
    nest = Nest(blocks, text)
    found: re.Match[str] | None = match
    start, at = match.start("marker"), -1
    while found is not None and nest.add(found, start, start == at):
        at = found.end() + 1
        if found["inner"] is None:
            nest.close(0)
            return at
        found = _NEXT.match(text, at)
        start = found.start("indent") if found else at
    del blocks[before:]
    return -1
