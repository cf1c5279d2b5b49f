"""HTML of plain blocks as the library writes it, without its tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.common.utils import escapeHtml

from rca.blocks.inline import find_addresses
from rca.blocks.outline import Block, Row
from rca.blocks.plain_inline import Piece
from rca.blocks.tables import read_row
from rca.text import Span

Inline = Callable[[str], str]
"""HTML of the text of a paragraph, an item or a cell."""
Resolve = Callable[[str], str]
"""Where a link leads from the page; empty for nowhere."""


def table(text: str, block: Block, inline: Inline) -> str:
    """A table."""
    delimiter = text[block.delimiter.start : block.delimiter.end]
    sides = [_side(delimiter[start:end]) for start, end in read_row(delimiter, 0, len(delimiter)).cells]
    head, *rows = (_row(text, row, len(sides)) for row in block.rows)
    body = "".join(_cells("td", cells, sides, inline) for cells in rows)
    body = f"<tbody>\n{body}</tbody>\n" if rows else ""
    return f"<table>\n<thead>\n{_cells('th', head, sides, inline)}</thead>\n{body}</table>\n"


def _side(rule: str) -> str:
    """How the cells of a column are set."""
    right = rule.endswith(":")
    side = "center" if right and rule.startswith(":") else "right" if right else "left"
    return f' class="{side}"' if ":" in rule else ""


def _row(text: str, row: Row, columns: int) -> list[str]:
    cells = [text[start:end].replace("\\|", "|") for start, end in row.cells]
    return cells + [""] * (columns - len(cells))


def _cells(tag: str, cells: Sequence[str], sides: Sequence[str], inline: Inline) -> str:
    made = (f"<{tag}{side}>{inline(cell)}</{tag}>\n" for cell, side in zip(cells, sides, strict=False))
    return f"<tr>\n{''.join(made)}</tr>\n"


def fence(text: str, content: Span) -> str:
    """A fence, closed by its marks; `content` are its lines."""
    code = text[content.start : content.end]
    return f"<pre><code>{escapeHtml(code)}{chr(10) if code else ''}</code></pre>\n"


def items(text: str, blocks: Sequence[Block], first: int, inline: Inline) -> str:
    """A tight list: items, each before its text and the items inside; `first` is the first one's number."""
    inside: dict[int, list[int]] = {}
    for at, block in enumerate(blocks, first):
        inside.setdefault(block.parent, []).append(at)

    def written(numbers: Sequence[int]) -> Iterator[str]:
        marker = blocks[numbers[0] - first].marker
        tag = "ol" if marker[0].isdigit() else "ul"
        start = f' start="{int(marker[:-1])}"' if tag == "ol" and int(marker[:-1]) != 1 else ""
        yield f"<{tag}{start}>\n"
        for number in numbers:
            words, *lists = inside[number]
            content = blocks[words - first].content
            yield f"<li>{inline(text[content.start : content.end])}"
            if lists:
                yield "\n"
                yield from written(lists)
            yield "</li>\n"
        yield f"</{tag}>\n"

    return "".join(written(inside[-1]))


def line(pieces: Iterable[Piece], resolve: Resolve) -> str:
    """The text of one block."""
    return "".join([_piece(piece, resolve) for piece in pieces])


def _piece(piece: Piece, resolve: Resolve) -> str:
    if piece.kind == "text":
        return _words(piece.text)
    if piece.kind == "code":
        return f"<code>{escapeHtml(piece.text)}</code>"
    if piece.kind == "strong":
        return f"<strong>{line(piece.inner, resolve)}</strong>"
    href = resolve(piece.href)
    return _link(href, piece.text) if href else escapeHtml(piece.text)


def _words(text: str) -> str:
    """A text, its bare addresses as links."""
    if "://" not in text:
        return escapeHtml(text)
    parts: list[str] = []
    at = 0
    for start, end in find_addresses(text):
        parts += escapeHtml(text[at:start]), _link(text[start:end], text[start:end])
        at = end
    return "".join((*parts, escapeHtml(text[at:])))


def _link(href: str, words: str) -> str:
    return f'<a href="{escapeHtml(href)}">{escapeHtml(words)}</a>'
