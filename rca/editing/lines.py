"""Lines around an offset: where they end, what stands before a block on its line, how new ones are put in."""

from __future__ import annotations

from rca.text import Source, Span, TextEdit


def line_start(source: Source, offset: int) -> int:
    """Where the line of an offset starts; a BOM belongs to no line."""
    return source.line_span(source.line(offset)).start


def line_end(source: Source, offset: int) -> int:
    """Where the line of an offset ends, newline excluded."""
    return source.line_span(source.line(offset)).end


def prefix_of(source: Source, offset: int) -> str:
    """What stands on the line before an offset: indentation and quote marks."""
    return source.text[line_start(source, offset) : offset]


def insert(offset: int, text: str) -> TextEdit:
    """An edit that adds text at an offset."""
    return TextEdit(Span(offset, offset), text)


def lines_after(source: Source, offset: int, lines: list[str]) -> TextEdit:
    """New lines below the line of an offset; the last line of a text gets the newline that it lacked."""
    return insert(line_end(source, offset), "".join(source.newline + line for line in lines))


def lines_before(source: Source, offset: int, lines: list[str]) -> TextEdit:
    """New lines above the line of an offset."""
    start = line_start(source, offset)
    start += source.text.startswith("\ufeff", start)
    return insert(start, "".join(line + source.newline for line in lines))


def edits_between(before: Source, after: Source) -> list[TextEdit]:
    """The edits that lead from one text to another, a line each."""
    from difflib import SequenceMatcher

    old, new = (source.text.splitlines(keepends=True) for source in (before, after))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    edits: list[TextEdit] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            paired = max(0, min(b - a, d - c) - 1)
            edits += [TextEdit(Span(starts[a + k], starts[a + k + 1]), new[c + k]) for k in range(paired)]
            edits.append(TextEdit(Span(starts[a + paired], starts[b]), "".join(new[c + paired : d])))
    return edits
