"""Empty columns for Written and Executed in each table of action items that lacks them."""

from __future__ import annotations

from collections.abc import Iterator

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline
from rca.changes import Refused
from rca.editing.columns import COLUMNS
from rca.editing.tables import Column, Table
from rca.inline import plain
from rca.model import Document
from rca.text import Source, TextEdit


class NothingToAdd(Refused):
    """No table of items lacks a column."""

    def __init__(self) -> None:
        super().__init__("every table of action items has columns for Written and Executed, or there is none")


def with_progress(source: Source, outline: Outline, document: Document, words: Vocabulary) -> list[TextEdit]:
    """The edits that add the columns; raises NothingToAdd."""
    tables = (block for block in outline.blocks if block.kind == "table" and _holds_items(block, document))
    edits = [edit for block in tables for edit in _added(source, block, words)]
    if not edits:
        raise NothingToAdd
    return edits


def _holds_items(block: Block, document: Document) -> bool:
    start, end = block.span
    return any(item.form == "table" and start <= item.text_span.start < end for item in document.action_items)


def _added(source: Source, block: Block, words: Vocabulary) -> Iterator[TextEdit]:
    names = [words.item_column(plain(source.slice(cell))) for cell in block.rows[0].cells]
    missing = [Column(COLUMNS[name], {}) for name in ("written", "executed") if name not in names]
    at = names.index("executed") if "executed" in names else len(names)
    if missing and at > 0:
        yield from Table(source, block).insert_columns(at, missing)
