"""Headings above action items that no alias names: known by their words and by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from rca.aliases import key
from rca.blocks import Block
from rca.inline import plain
from rca.parsing.heads import LABEL, Head
from rca.parsing.reader import Reader
from rca.promises import FIRST, GERMAN, INFINITIVES, LAST, LIKELY, MODALS, OTHERWISE, OUTRIGHT, VERBS
from rca.text import Span

_SAYS, _MAY, _SILENT, _OTHER = 2, 1, 0, -1
"""How a heading promises: outright, perhaps, not at all; or it tells of something else."""
_MOST_PAST = 0.5
_MOST_ASK = 0.75
_JUDGEMENTS = frozenset(("went_well", "went_badly", "lucky", "lessons"))
_AFTER = _JUDGEMENTS | {"root_cause", "resolution", "impact", "timeline", "detection"}
_FACT = re.compile(r"@[\w-]{2,}|\b(?:owners?|due|eta|assignee|deadline)\b\s*\**[:：]", re.IGNORECASE)
_DAY = re.compile(r"20\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]20\d\d")
_ENOUGH = 400
"""Characters of a line that tell what kind it is."""
_MARKS = ",.:;。\"'"
_LEAD = re.compile(r"[\w /&-]{2,50}[:：—–]\s+(?=\S)")
_PAST_VERBS = frozenset("ran wrote made built rebuilt rewrote".split())
_SHORTEST_PAST = 4


def promised_heads(reader: Reader, found: Sequence[Head], heads: Sequence[Head]) -> set[int]:
    """Indices of the blocks of the heads without a name that lead to action items, where none with one does.

    Of several only those count whose words promise most.
    """
    named = [head for head in heads if head.name]
    first = min((head.span.start for head in named if head.name in _AFTER), default=len(reader.text))
    areas = [(head.level, *head.body, head.name) for head in named]
    ranks: dict[int, int] = {}
    for index, head in enumerate(found):
        is_free = not head.name or head.name == "lessons"
        if not is_free or head.level == LABEL or head.has_rest or head.span.start < first:
            continue
        rank = _beside_lessons(head.text) if head.name else _promise(head.text)
        if rank == _OTHER or _is_inside(head, areas, rank):
            continue
        if _leads_to_items(reader, head, _end(found, index, len(reader.text)), rank):
            ranks[head.at] = rank
    best = max(ranks.values(), default=_SILENT)
    return {at for at, rank in ranks.items() if rank == best}


@lru_cache(maxsize=4096)
def _promise(text: str) -> int:
    """How a heading promises action items."""
    words = f" {key(text)} "
    if _has(words, OTHERWISE) or _DAY.search(text):
        return _OTHER
    return _SAYS if _has(words, OUTRIGHT) else _MAY if _has(words, LIKELY) else _SILENT


def _beside_lessons(text: str) -> int:
    """How a heading promises action items that names the lessons, too: `Lessons and prevention`."""
    rest = key(text).replace("lessons learned", "").replace("lessons", "")
    rank = _promise(rest)
    return _OTHER if rank == _SILENT else rank


def _is_inside(head: Head, areas: list[tuple[int, int, int, str]], rank: int) -> bool:
    """Whether it belongs to a section that means something else; what went wrong may have action items."""
    level, at = head.level, head.span.start
    around = {name for outer, start, end, name in areas if start <= at < end and outer < level}
    return bool(around) and not (rank == _SAYS and around <= _JUDGEMENTS)


def _end(found: Sequence[Head], index: int, last: int) -> int:
    """Where what stands below a head ends: at the next of its level or a higher one, or with a name."""
    level = found[index].level
    later = (o for o in islice(found, index + 1, None) if o.level <= level or (o.name and o.level < LABEL))
    return next((o.span.start for o in later), last)


def _leads_to_items(reader: Reader, head: Head, end: int, rank: int) -> bool:
    """Whether the list or table below a heading holds action items."""
    own = reader.blocks[head.at]
    inside = [reader.blocks[k] for k in reader.within(Span(head.span.end, end))]
    tables = [b for b in inside if b.kind == "table" and b.parent == own.parent]
    items = [b for b in inside if b.kind == "item" and b.parent == own.parent]
    if tables:
        return all(_is_register(reader, table, rank) for table in tables)
    if not items:
        return False
    if rank == _SILENT:
        return len(items) > 1 and sum(_asks(reader, b) for b in items) >= _MOST_ASK * len(items)
    return rank == _SAYS or sum(_is_past(reader, b) for b in items) < _MOST_PAST * len(items)


def _is_register(reader: Reader, table: Block, rank: int) -> bool:
    """Whether the columns of a table are those of action items, the fewer the more its heading promises."""
    cells = [reader.cell(cell) for cell in table.rows[0].cells]
    names = {reader.words.item_column(cell) for cell in cells}
    if reader.words.timeline_column(cells[0]) == "time" and "owner" not in names:
        return False
    if rank != _SILENT:
        return bool(names & ({"action", "owner", "issue"} if rank == _SAYS else {"action", "owner"}))
    return {"action", "owner"} <= names and bool(names & {"due", "status", "issue", "priority"})


def _asks(reader: Reader, item: Block) -> bool:
    """Whether a list item asks for something: a box, an owner or a day, or a verb that says so."""
    if item.box:
        return True
    text = _beginning(reader, item)
    lead = _LEAD.match(text)
    return bool(_FACT.search(text)) or _wants(text) or (lead is not None and _wants(text[lead.end() :]))


def _wants(text: str) -> bool:
    """Whether the words of a line ask for something: by the verb at an end, or a modal one."""
    words = text.casefold().split()
    if not words:
        return False
    first, last = words[0].strip(_MARKS), words[-1].strip(_MARKS)
    if first in VERBS or not MODALS.isdisjoint(words):
        return True
    if any(first.endswith(ends) and (not few or not few.isdisjoint(words)) for ends, few in INFINITIVES):
        return True
    return last.endswith(LAST) or first.startswith(FIRST) or _is_german(last, words)


def _is_german(last: str, words: list[str]) -> bool:
    return last.endswith(("en", "ern", "eln")) and not GERMAN.isdisjoint(words)


def _is_past(reader: Reader, item: Block) -> bool:
    first = _beginning(reader, item).partition(" ")[0].strip(_MARKS).casefold()
    is_past = first.endswith("ed") and not first.endswith("eed") and len(first) >= _SHORTEST_PAST
    return is_past or first in _PAST_VERBS


def _beginning(reader: Reader, item: Block) -> str:
    return plain(reader.raw(item.content)[:_ENOUGH])


def _has(words: str, stems: tuple[str, ...]) -> bool:
    return any(stem in words for stem in stems)
