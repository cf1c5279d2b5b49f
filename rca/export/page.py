"""An RCA as a page that is sent on: title, facts, prose, and action items as they stand, in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rca.blocks import Block, Outline
from rca.editing.regions import Regions
from rca.export.prose import Node, Nodes, blocks, inlines, outside, plain
from rca.export.selected import Exported
from rca.inline import plain as plain_text
from rca.model import ActionItem, Document
from rca.output.marks import BLOCKED, EXECUTIONS, Mark, state_mark
from rca.output.words import due_cell, severity_role
from rca.rows import ItemRow
from rca.text import Source, Span, TextEdit

ITEMS = "items"
"""The kind of the node that stands where action items stood: `items` with their positions, from 0."""

_PLACE = re.compile(r"\x02(\d+)\x03")
_NO_PLACE = str.maketrans("\x02\x03", "\u2402\u2403")
_LABELS = {
    "incident_id": "Incident", "date": "Date", "severity": "Severity", "status": "Status",
    "blast_radius": "Blast radius",
}  # fmt: skip
_IN_TITLE = frozenset({"title"})
_OF_METADATA = frozenset({"bold", "bullet", "table", "plain", "quote"})


class Sign(NamedTuple):
    """A mark with its word, in the colour of a role."""

    sign: str
    word: str
    role: str


class Step(NamedTuple):
    """What is said of one environment, or of the writing, of an item."""

    mark: Sign | None
    day: str
    evidence: tuple[tuple[str, str], ...]
    """Text and address of what it cites; the address is empty for what is none."""


class Line(NamedTuple):
    """An action item in the table of a page."""

    number: str
    state: Sign
    is_blocked: bool
    text: Nodes
    owner: str
    due: Sign
    """Without a sign."""
    issues: tuple[tuple[str, str], ...]
    written: Step
    executed: dict[str, Step]


class Page(NamedTuple):
    """A whole page."""

    id: str
    title: str
    severity: Sign | None
    facts: list[tuple[str, Nodes]]
    text: str
    """Its Markdown without title and metadata, with places for action items."""
    places: list[list[int]]
    """The positions, from 0, of the items that stand in each place."""
    environments: list[str]
    lines: list[Line]


def page(exported: Exported) -> Page:
    """The page of an incident."""
    incident, source, outline, document, rows = exported
    by_line = {row.line: row for row in rows}
    found = [(item, by_line.get(source.line(item.span.start))) for item in document.action_items]
    level = document.severity
    text, places = _text(source, outline, document)
    return Page(
        incident.id,
        document.title or incident.id,
        Sign("", level, severity_role(document.severity_rank)) if level else None,
        _facts(incident.id, document),
        text,
        places,
        list(dict.fromkeys(e.environment for item, _ in found for e in item.executions)),
        [_line(source, item, row) for item, row in found],
    )


def _facts(incident: str, document: Document) -> list[tuple[str, Nodes]]:
    """Every field as it is written; the severity has a place of its own."""
    told: list[tuple[str, Nodes]] = (
        [] if any(f.name == "incident_id" for f in document.fields) else [("Incident", [incident])]
    )
    for field in document.fields:
        if field.name not in ("title", "severity") and field.form != "section" and field.value:
            label = _LABELS.get(field.name) or field.label or field.name.replace("_", " ").capitalize()
            told.append((label, inlines(field.value)))
    return told


# Prose.


def body(made: Page) -> Nodes:
    """The blocks of a page, action items in their places."""
    return [_placed(node, made.places) for node in blocks(made.text)]


def pieces(made: Page) -> Iterator[tuple[str, int | None]]:
    """The Markdown of a page, piece by piece, each with the place that comes behind it."""
    parts = _PLACE.split(made.text)
    yield from zip(parts[::2], [*map(int, parts[1::2]), None], strict=True)


def _text(source: Source, outline: Outline, document: Document) -> tuple[str, list[list[int]]]:
    """The Markdown of a page, and what stands in its places."""
    edits = [TextEdit(span, "") for span in shown_above(source, outline, document)]
    regions = Regions(source, outline, document).all()
    positions = {item.span.start: at for at, item in enumerate(document.action_items)}
    for at, region in enumerate(regions):
        edits.append(TextEdit(region.span, f"\n\n\x02{at}\x03\n\n"))
    own = Source(source.text.translate(_NO_PLACE))  # of the same length
    text = own.apply(apart(edits)).text.lstrip("\ufeff")
    return text, [[positions[item.span.start] for item in region.items] for region in regions]


def apart(edits: Sequence[TextEdit]) -> list[TextEdit]:
    """Edits in order, without those that overlap one before."""
    kept: list[TextEdit] = []
    for edit in sorted(edits, key=lambda e: e.span):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return kept


def _placed(node: Node, held: list[list[int]]) -> Node:
    if isinstance(node, str):
        return node
    if node["t"] == "p" and (match := _PLACE.fullmatch(plain(node["c"]))):
        return {"t": ITEMS, "items": held[int(match[1])]}
    if node["t"] == "quote":
        return node | {"c": [_placed(inner, held) for inner in node["c"]]}
    if node["t"] == "list":
        items = [item | {"c": [_placed(inner, held) for inner in item["c"]]} for item in node["items"]]
        return node | {"items": items}
    return node


def shown_above(source: Source, outline: Outline, document: Document) -> Iterator[Span]:
    """Blocks that say nothing but what the head of the page shows: title and metadata."""
    title = document.title_span
    fields = [f.span for f in document.fields if f.form in _OF_METADATA]
    for block in outline.blocks:
        is_title = block.kind == "heading" and (
            (title and block.span.start <= title.start < block.span.end)
            or (block.level == 1 and plain_text(source.slice(block.content)) == document.title)
        )
        if block.kind == "front_matter" or is_title or _is_metadata(source, block, fields):
            yield block.span


def _is_metadata(source: Source, block: Block, fields: Sequence[Span]) -> bool:
    """Whether every line of a block holds a field."""
    if block.kind not in ("paragraph", "item", "table", "quote") or block.parent >= 0:
        return False
    inside = [f for f in fields if block.span.start <= f.start < block.span.end]
    if not inside:
        return False
    lines = range(source.line(block.span.start), source.line(block.span.end) + 1)
    held = {n for f in inside for n in range(source.line(f.start), source.line(f.end) + 1)}
    skipped = {source.line(block.delimiter.start), lines[0]} if block.kind == "table" else set()
    return all(n in held or n in skipped or not _says(source, n) for n in lines)


def _says(source: Source, line: int) -> bool:
    return bool(source.slice(source.line_span(line)).strip(" \t>"))


# Action items.


def _line(source: Source, item: ActionItem, row: ItemRow | None) -> Line:
    flags = row.flags if row else ()
    due = due_cell(row) if row else None
    text = source.slice(item.text_span).replace("\\|", "|")
    return Line(
        item.number,
        sign(state_mark(item.state, flags)),
        "blocked" in flags,
        inlines(" ".join(text.split())) or [item.text],
        item.owner_text,
        Sign("", _due(item, row), due.role if due else ""),
        tuple(map(_cited, item.issues))
        or (((item.issue_text, ""),) if item.issue_text.strip("-–— ") else ()),
        _step(
            {"yes": "done"}.get(item.written.state, item.written.state),
            item.written.day,
            item.written.evidence,
        ),
        {e.environment: _step(e.state, e.day, e.evidence) for e in item.executions},
    )


def sign(mark: Mark) -> Sign:
    """A mark as a page shows it."""
    return Sign(mark.sign, mark.word, mark.role)


BLOCKED_SIGN = sign(BLOCKED)


def _due(item: ActionItem, row: ItemRow | None) -> str:
    """The day, and how late it is: a page is read on other days than it is made."""
    if item.due is None:
        return ""
    day = item.due.day.isoformat() if item.due.day else ""
    told = item.due.text if not day or item.due.kind in ("immediate", "milestone") else ""
    late = f"{row.overdue_days} d late" if row and row.overdue_days else ""
    return ", ".join(filter(None, (told, day, late)))


def _step(state: str, day: object, evidence: Sequence[str]) -> Step:
    if state == "exempt":
        return Step(Sign("", "n/a", "muted"), "", ())
    word = {"verified": "verified", "failed": "failed"}.get(state, "")
    mark = EXECUTIONS[state]
    return Step(Sign(mark.sign, word, mark.role), str(day) if day else "", tuple(map(_cited, evidence)))


def _cited(value: str) -> tuple[str, str]:
    """Text and address of a citation: of an address what tells it from others."""
    address = outside(value)
    if not address:
        return value, ""
    parts = [part for part in address.split("://", 1)[-1].split("/") if part]
    return "/".join(parts[-2:]) if len(parts) > 2 else "/".join(parts), address
