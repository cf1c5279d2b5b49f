"""What is being typed at a place: a cell of a table, the value of a label, a heading, a reference."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rca.aliases import vocabulary
from rca.blocks import Block, scan
from rca.lsp.site import View
from rca.text import Span

Kind = Literal["rule", "heading", "label", "column", "field", "issue", "item", "own-item", "id", "nothing"]

_IGNORE = re.compile(r"<!--\s*rca:\s*ignore(?:-file)?\s+(?:[A-Z]+\d+[\s,]+)*(?P<word>\w*)$")
_HEADING = re.compile(r"^\s{0,3}#{2,6}\s+(?P<word>.*)$")
_LABEL = re.compile(r"^\s*[-*+]\s+\**(?P<word>[A-Za-z][\w ]*|)$")
_VALUE = re.compile(r"^\s*(?:[-*+>]\s+)*\**(?P<label>[^\W\d_][^:*|]{1,40}?)\**\s*:\**\s*(?P<word>.*)$")
_IN_LINE = re.compile(
    r"(?:[—–(;,|]|\s-)\s*[*_]{0,2}(?P<label>[^\W\d_][\w ]{1,20})[*_]{0,2}:[*_]{0,2}\s*(?P<word>[^;|)]*)$"
)
_ISSUE = re.compile(r"(?:^|[\s(\[|,;])(?P<word>(?:[\w.-]+/[\w.-]+)?#\d*|[A-Z][A-Z0-9]+-\d*)$")
_AFTER = re.compile(
    r"\b(?:after|blocked by|depends on|waits for)\s+(?:action\s+)?(?:items?\s+)?(?P<word>\w*)$", re.IGNORECASE
)
_ITEM = re.compile(r"(?:^|[\s(\[|,;])(?P<word>[\w.-]*\w/\w*)$")
_ID = re.compile(r"(?:^|[\s(\[|,;])(?P<word>\d[\w-]{2,})$")
_BAR = re.compile(r"(?<!\\)\|")


class Context(NamedTuple):
    """What is being typed, and the words that a completion replaces."""

    kind: Kind
    name: str
    """Canonical name of the column or the field; else empty."""
    typed: str
    span: Span
    """From the beginning of the words to the cursor."""
    cell: str = ""
    """All that stands in the cell or behind the label before the cursor."""


def context_at(view: View, offset: int) -> Context:
    """What is being typed at an offset."""
    text = view.text.source.text
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[start:offset]
    return (
        _by(_IGNORE, "rule", line, start)
        or _by(_HEADING, "heading", line, start)
        or _reference(line, start)
        or _column(view, line, start)
        or _field(view, line, start)
        or _by(_LABEL, "label", line, start)
        or Context("nothing", "", "", Span(offset, offset))
    )


def _by(pattern: re.Pattern[str], kind: Kind, line: str, start: int, name: str = "") -> Context | None:
    match = pattern.search(line)
    if match is None:
        return None
    word = match["word"]
    return Context(kind, name, word, Span(start + len(line) - len(word), start + len(line)), match[0])


def _reference(line: str, start: int) -> Context | None:
    """A reference that has begun: it says by itself what it is."""
    return (
        _by(_AFTER, "own-item", line, start)
        or _by(_ITEM, "item", line, start)
        or _by(_ID, "id", line, start)
        or _by(_ISSUE, "issue", line, start)
    )


def _column(view: View, line: str, start: int) -> Context | None:
    """A cell of a table of action items, by what its header says."""
    if "|" not in line:
        return None
    table = _table_at(view, start + len(line))
    if table is None or start <= table.rows[0].span.end:
        return None
    leads = line.lstrip().startswith("|")
    bars = [match.end() for match in _BAR.finditer(line)]
    column = len(bars) - leads
    header = [view.text.source.slice(cell) for cell in table.rows[0].cells]
    if not 0 <= column < len(header):
        return None
    words, typed = vocabulary(view.site.config.aliases), line[bars[-1] if bars else 0 :]
    name = words.item_column(header[column])
    if not name and column == 1 and (label := words.label(line.split("|")[leads])):
        return _value("field", label, typed, start + len(line))
    return _value("column", name, typed, start + len(line))


def _table_at(view: View, offset: int) -> Block | None:
    blocks = scan(view.text.source).blocks
    return next((b for b in blocks if b.kind == "table" and b.span.start <= offset <= b.span.end + 1), None)


def _field(view: View, line: str, start: int) -> Context | None:
    """The value behind a label: of the incident at the beginning of a line, of an item in its line."""
    words = vocabulary(view.site.config.aliases)
    for match, kind, read in (
        (_VALUE.match(line), "field", words.label),
        (_IN_LINE.search(line), "column", words.item_column),
    ):
        if match is not None and (name := read(match["label"])):
            return _value("field" if kind == "field" else "column", name, match["word"], start + len(line))
    return None


def _value(kind: Kind, name: str, cell: str, end: int) -> Context | None:
    """The last of the values that a cell holds so far."""
    said = cell.lstrip()
    typed = re.split(r"[,;/]\s*|\s\+\s", said)[-1] if name not in ("due", "date") else said
    return Context(kind, name, typed, Span(end - len(typed), end), said)
