"""A change to a document as the smallest edits of its text, verified by reading the result.

Pure: text in, text out. A plan is only given when the text afterwards reads as exactly the intended change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rca.blocks import scan
from rca.changes import Change, Refused
from rca.claims import Fact
from rca.config import Config
from rca.editing.boxes import ticked
from rca.editing.compare import Difference, differences
from rca.editing.expected import expected
from rca.editing.marks import ItemChange
from rca.editing.ways import Case, Edits, NothingToWrite, ways
from rca.facts import differences as changed_facts
from rca.facts import facts
from rca.model import ActionItem, Document
from rca.text import Source, Span, TextEdit

_ELEMENTS = {"fields": "field", "sections": "section", "timeline": "timeline entry", "action_items": "item"}


class UnknownItem(Refused):
    """A change names an item that the document does not have."""

    def __init__(self, number: str, known: Sequence[str]) -> None:
        has = f"it has {', '.join(known)}" if known else "it has none"
        super().__init__(f"there is no item {number} in this document; {has}")


class SameNumber(Refused):
    """A change names a number that several items have."""

    def __init__(self, number: str, lines: Sequence[int]) -> None:
        where = " and ".join(f"line {line}" for line in lines)
        super().__init__(
            f"item {number} stands in {where}; give one of them another number, nothing was changed"
        )


class NotReadBack(Refused):
    """The document cannot carry a change in a way that reading finds again."""

    def __init__(self, lacks: str, item: ActionItem | None) -> None:
        form = f"item {item.number} (a {item.form})" if item else "this document"
        advice = "`rca fmt` turns the items into a table that can; " if item and item.form != "table" else ""
        super().__init__(f"{form} cannot carry {lacks}: it would not read back; {advice}nothing was changed")


class SomethingElseChanged(Refused):
    """An edit would change more than was asked for."""

    def __init__(self, found: Difference) -> None:
        where = f" of {_ELEMENTS[found.group]} {found.at + 1}" if found.group and found.at >= 0 else ""
        what = f"the {found.name.replace('_', ' ')}{where}" if found.name else f"the number of {found.group}"
        is_date = (found.group, found.name) == ("", "date")
        advice = "nothing else tells it: set the date first, " if is_date else ""
        super().__init__(f"this would also change {what.replace('_', ' ')}; {advice}nothing was changed")


class Plan(NamedTuple):
    """A change to one document, ready to be written."""

    change: Change
    before: Source
    edits: tuple[TextEdit, ...]
    """Replacements in `before`, in order, as narrow as can be; empty if nothing has to change."""
    after: Source
    document: Document
    """`after`, read."""
    facts: tuple[Fact, ...]
    """What reads differently."""


def plan(
    source: Source, document: Document, change: Change, config: Config | None = None, *, name: str = ""
) -> Plan:
    """The edits of a change to a source that was read as `document` (with the same config and file name).

    Raises `Refused` with a sentence where the document cannot carry the change, or where more would change.
    """
    at = _place_of(source, document, change)
    case = Case(source, scan(source), document, change, config or Config(), name, at)
    refusal: Refused | None = None
    for edits in ways(case):
        try:
            return _attempt(case, edits)
        except (NotReadBack, SomethingElseChanged) as error:
            refusal = refusal or error
    raise refusal or NothingToWrite(change.kind)


def next_number(document: Document) -> str:
    """The number of an item that is added: one more than the highest, in the way the last one is written."""
    numbers = [re.fullmatch(r"(.*?)(\d+)", item.number) for item in document.action_items]
    found = [(m[1], int(m[2])) for m in numbers if m]
    if not found or len(found) < len(numbers):
        return str(len(numbers) + 1)
    prefix = found[-1][0]
    return f"{prefix}{max(n for p, n in found if p == prefix) + 1}"


def needs_no_artefact(item: ActionItem) -> bool:
    """Whether an item says nothing of an artefact, so that `Written` becomes `n/a` once it is executed."""
    return item.written.state == "no" and (item.claim is None or item.claim.means in ("open", "unknown"))


def item_named(document: Document, number: str) -> ActionItem:
    """The item with a number; raises UnknownItem."""
    return document.action_items[_numbered(document, number)[0]]


def _numbered(document: Document, number: str) -> list[int]:
    found = [k for k, item in enumerate(document.action_items) if item.number == number]
    if not found:
        raise UnknownItem(number, [item.number for item in document.action_items])
    return found


def _place_of(source: Source, document: Document, change: Change) -> int:
    if not isinstance(change, ItemChange):
        return -1
    found = _numbered(document, change.item)
    if len(found) > 1:
        spans = [document.action_items[k].span for k in found]
        raise SameNumber(change.item, [source.line(span.start) for span in spans])
    return found[0]


def _attempt(case: Case, edits: Edits) -> Plan:
    after, document = case.read(edits)
    item = case.item
    if item is not None and case.at < len(document.action_items):
        boxes = ticked(case.source, case.outline, item, document.action_items[case.at], case.change)
        if boxes:
            edits = [*edits, *boxes]
            after, document = case.read(edits)
    verify(case.document, document, case.change, case.at)
    changed = changed_facts(facts(case.document), facts(document))
    return Plan(case.change, case.source, _smallest(case.source, edits), after, document, changed)


def verify(before: Document, after: Document, change: Change, at: int = -1) -> None:
    """Whether exactly the intended facts changed, and no new error came; raises `Refused` if not.

    `at` is the place of the item in `before.action_items` that the change is about.
    """
    frame = expected(change, before, at)
    for found in differences(before, after):
        if not frame.tolerates(found):
            raise SomethingElseChanged(found)
    item = before.action_items[at] if at >= 0 else None
    for lack in frame.missing(after):
        raise NotReadBack(lack, item)
    for rule, message in _errors(after) - _errors(before):
        raise NotReadBack(f"it without a new error ({rule}: {message})", item)


def _errors(document: Document) -> Counter[tuple[str, str]]:
    return Counter((d.rule, d.message) for d in document.diagnostics if d.level == "error")


def _smallest(source: Source, edits: Edits) -> tuple[TextEdit, ...]:
    """Edits cut down to the characters that differ; those that change nothing are left out."""
    trimmed = (_trimmed(source, edit) for edit in sorted(edits, key=lambda e: e.span))
    return tuple(edit for edit in trimmed if edit.text or edit.span.start < edit.span.end)


def _trimmed(source: Source, edit: TextEdit) -> TextEdit:
    (start, end), text = edit
    old = source.text[start:end]
    head = 0
    while head < min(len(old), len(text)) and old[head] == text[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    return TextEdit(Span(start + head, end - tail), text[head : len(text) - tail])
