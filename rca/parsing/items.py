"""Which rows, list items, paragraphs and headings of a document are its action items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.blocks import Block
from rca.inline import plain
from rca.parsing.drafts import Draft, Group
from rca.parsing.groups import BOLD_ONLY, Section, is_group_name
from rca.parsing.heads import BOLD_LINE, Head, outermost
from rca.parsing.list_items import (
    LABEL_START,
    below,
    bold_draft,
    heading_draft,
    is_action,
    item_draft,
    paragraph_drafts,
)
from rca.parsing.reader import Reader
from rca.parsing.table_items import names_itself, note_no_delimiter, table_drafts
from rca.text import Span


def item_drafts(reader: Reader, heads: list[Head]) -> list[Draft]:
    """The action items of a document, in order."""
    drafts: list[Draft] = []
    taken: list[Span] = []
    by_block = {head.at: head for head in heads}
    for head in outermost(heads, "action_items"):
        section = Section(reader, head)
        if not section.is_bold or section.is_followed_by_list():
            drafts += _of_section(section, by_block)
        taken.append(head.body)
    if "ction" in reader.text:
        drafts += _labelled(reader, taken)
        if not taken:
            drafts += _named_tables(reader, heads)
    return sorted(drafts, key=lambda draft: draft.span.start)


def _of_section(section: Section, heads: dict[int, Head]) -> Iterator[Draft]:
    for index in section.indices:
        block = section.reader.blocks[index]
        if section.skipped_below == BOLD_LINE:
            section.leave_bold(block)
        if block.kind == "heading":
            yield from _of_heading(section, index, block, heads.get(index))
        elif section.enter_line(heads.get(index)) or section.is_hidden(block) or index in section.details:
            continue
        elif (
            section.is_bold
            and block.kind == "paragraph"
            and BOLD_ONLY.match(section.reader.raw(block.content))
        ):
            return
        else:
            yield from _of_block(section, index, block)


def _of_heading(section: Section, index: int, block: Block, head: Head | None) -> Iterator[Draft]:
    outer = section.group
    section.enter_heading(block, head)
    if section.skipped_below or (head is not None and head.name):
        return
    found = heading_draft(section.reader, index, block, outer, section.numbered.get(index))
    if found is not None:
        draft, section.taken_until = found
        section.group = outer
        yield draft


def _of_block(section: Section, index: int, block: Block) -> Iterator[Draft]:
    reader = section.reader
    if block.kind == "table":
        yield from table_drafts(reader, block, section.group)
    elif block.kind == "item" and block.depth == section.depth:
        yield from _of_item(section, index, block)
    elif block.kind == "paragraph":
        bold = BOLD_ONLY.match(reader.text, *block.content)
        if bold and (found := bold_draft(reader, index, Span(*bold.span("text")), section.group)):
            draft, section.taken_until = found
            yield draft
            return
        section.enter_bold(block)
        note_no_delimiter(reader, block)
        yield from paragraph_drafts(reader, block, section.group)


def _of_item(section: Section, index: int, block: Block) -> Iterator[Draft]:
    reader = section.reader
    raw = reader.raw(block.content)
    if not is_action(reader.words, raw, block, section.has_table):
        return
    children = [
        k
        for k in below(reader, index)
        if reader.blocks[k].kind == "item" and reader.blocks[k].parent == index
    ]
    has_colon = ":" in raw or "：" in raw
    if not children and has_colon and _LABEL_ONLY.fullmatch(raw) and not _leads(section, index, block):
        return
    if not children or not (index in section.names or is_group_name(reader.words, raw, block)):
        details = _details(section, index) if section.details else ()
        yield item_draft(reader, index, block, section.group, details)
        return
    outer, section.group = section.group, section.named(plain(raw).rstrip(":： "))
    for child in children:
        yield from _of_item(section, child, reader.blocks[child])
    section.group = outer


def _details(section: Section, index: int) -> list[Block]:
    """The paragraphs of the bullets right behind a number that belong to it without an indent."""
    blocks = section.reader.blocks
    own = {index, *below(section.reader, index)}
    found: list[Block] = []
    for k in range(max(own) + 1, len(blocks)):
        if k not in section.details and blocks[k].parent not in own:
            break
        own.add(k)
        found.append(blocks[k])
    return [b for b in found if b.kind == "paragraph"]


_LABEL_ONLY = re.compile(r"[*_]{0,3}\w\S{0,30}(?: \S{1,30}){0,4}?[ \t]*[:：][*_]{0,3}\s*[_.…]{0,200}\s*")
"""A few words that wait for something behind them, as a template has them."""


def _leads(section: Section, index: int, block: Block) -> bool:
    """Whether anything stands below an item's own first line, or details or a fence right behind it."""
    reader = section.reader
    inside = below(reader, index)
    if inside.stop in section.details or any(
        reader.blocks[k].span.start >= block.content.end for k in inside
    ):
        return True
    return any(following.kind == "fence" for following in reader.blocks[inside.stop : inside.stop + 1])


def _labelled(reader: Reader, taken: list[Span]) -> Iterator[Draft]:
    """Paragraphs outside the action sections that begin with a label such as `**Action:**`."""
    text = reader.text
    texts = ((b, b[2][0]) for b in reader.blocks if b[0] == "paragraph" and not b[4])
    for block, at in texts:
        if text[at : at + 1] not in _FIRST or not LABEL_START.match(text, at):
            continue
        if not any(span.start <= block.span.start < span.end for span in taken):
            yield from paragraph_drafts(reader, block, Group())


def _named_tables(reader: Reader, heads: list[Head]) -> Iterator[Draft]:
    """The items of tables that name themselves, where the document has no section for them."""
    for block in reader.blocks:
        if block.kind != "table" or block.parent >= 0 or not names_itself(reader, block):
            continue
        if not any(h.name == "timeline" and h.body.start <= block.span.start < h.body.end for h in heads):
            yield from table_drafts(reader, block, Group())


_FIRST = frozenset("*_Aa")
"""What the label of an action begins with."""
