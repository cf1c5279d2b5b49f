"""What in a text of several lines would change the structure around it: what is open, and headings."""

from __future__ import annotations

from rca.blocks import Block, scan
from rca.changes import Refused
from rca.text import Source


class Swallows(Refused):
    """A text that would take what is written behind it into itself."""

    def __init__(self, what: str, line: int, how: str) -> None:
        super().__init__(
            f"line {line} of the text opens {what} that nothing closes; {how}, nothing was changed"
        )


class BeginsSection(Refused):
    """A text that holds a heading."""

    def __init__(self, said: str, line: int, is_underlined: bool) -> None:
        how = (
            f'underlines "{said}", which makes it a heading; put a blank line above it'
            if is_underlined
            else f'is the heading "{said}"; write it in bold'
        )
        super().__init__(f"line {line} of the text {how}, nothing was changed")


def check_closed(text: str) -> None:
    """Raises `Swallows` for a code block or a comment that reaches behind the end of a text."""
    source = Source(text)
    for block in scan(source).blocks:
        line = source.line(block.span.start)
        if block.kind == "fence" and _is_open(source, block):
            raise Swallows("a code block", line, "end it with the same marks")
        if (
            block.kind == "html"
            and (said := source.slice(block.span)).startswith("<!--")
            and "-->" not in said
        ):
            raise Swallows("a comment", line, "end it with -->")


def _is_open(source: Source, block: Block) -> bool:
    """Whether the last line of a fence does not close it."""
    first, *others = source.slice(block.span).splitlines()
    mark = first[: len(first) - len(first.lstrip(first[0]))]
    last = others[-1].strip(" \t>") if others else ""
    return not (last.startswith(mark) and not last.strip(mark[0]))


def check_headings(text: str) -> None:
    """Raises `BeginsSection` for the first heading of a text."""
    source = Source(text)
    for block in scan(source).blocks:
        if block.kind == "heading":
            is_underlined = block.marker[0] in "=-"
            place = block.span.end if is_underlined else block.span.start
            raise BeginsSection(
                " ".join(source.slice(block.content).split()), source.line(place), is_underlined
            )
