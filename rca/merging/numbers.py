"""New items of theirs that have the number of a new item of ours: counted on from ours.

Only rows of tables: a list counts by itself. A number that something else in the document depends on stays,
and the two rows are a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rca.merging.three import Read
from rca.model import ActionItem, Document
from rca.text import Source, TextEdit

_NUMBER = re.compile(r"(.*?)(\d+)")


def renumbered(sources: tuple[Source, Source, Source], read: Read) -> Source:
    """Theirs, with other numbers where new rows of both sides have the same ones."""
    base, ours, theirs = (read(source) for source in sources)
    old = {item.number for item in base.action_items}
    mine = {item.number: item.text for item in ours.action_items if item.number not in old}
    new = [item for item in theirs.action_items if item.number not in old]
    if not any(mine.get(item.number, item.text) != item.text for item in new):
        return sources[2]
    edits = _counted_on(sources[2], new, mine, old)
    return sources[2] if edits is None or _is_referred_to(theirs, new) else sources[2].apply(edits)


def _counted_on(
    source: Source, new: list[ActionItem], mine: Mapping[str, str], old: set[str]
) -> list[TextEdit] | None:
    """The numbers of new items behind all of ours; None where one is no number in a cell of its own."""
    highest = max((int(m[2]) for n in (*mine, *old) if (m := _NUMBER.fullmatch(n))), default=0)
    edits = []
    for item in (item for item in new if mine.get(item.number) != item.text):
        match = _NUMBER.fullmatch(item.number)
        span = item.fields.get("number")
        if match is None or span is None or item.form != "table" or item.number not in source.slice(span):
            return None
        highest += 1
        edits.append(TextEdit(span, source.slice(span).replace(item.number, f"{match[1]}{highest}")))
    return edits


def _is_referred_to(document: Document, new: list[ActionItem]) -> bool:
    numbers = {item.number for item in new}
    return any(numbers & set(item.depends_on) for item in document.action_items)
