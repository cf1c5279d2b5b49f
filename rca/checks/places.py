"""Where a problem is shown that no single word of the document is to blame for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rca.checks.rule import Problem
from rca.model import ActionItem, Document, Section
from rca.text import Span

PENDING = frozenset({"open", "written", "part-executed"})
"""States of an item that still has to be carried out somewhere."""


def pending(document: Document) -> list[ActionItem]:
    """The items that still have to be carried out somewhere."""
    return [item for item in document.action_items if item.state in PENDING]


def of_document(document: Document) -> Span:
    """The title, else the first heading, else the first character."""
    if document.title_span is not None:
        return document.title_span
    return document.sections[0].span if document.sections else Span(0, 0)


def of_field(document: Document, name: str) -> Span:
    """A metadata field's value, else the document's place."""
    return next((field.span for field in document.fields if field.name == name), of_document(document))


def of_item(item: ActionItem, name: str) -> Span:
    """The cell or words of an item that hold a fact, else the item's text."""
    return item.fields.get(name, item.text_span)


def sections(document: Document, *names: str) -> Iterator[Section]:
    """The sections with these canonical names, in order."""
    return (section for section in document.sections if section.name in names)


def of_items(document: Document) -> Span:
    """The heading above the action items, else the first item."""
    heading = next((section.span for section in sections(document, "action_items")), None)
    return heading or (document.action_items[0].text_span if document.action_items else of_document(document))


def each_or_all(
    document: Document,
    items: Sequence[ActionItem],
    lacks: Callable[[ActionItem], bool],
    fact: str,
    what: str,
    advice: str,
) -> Iterator[Problem]:
    """One problem for each item that lacks a fact, or a single one at the heading if all of several do."""
    missing = [item for item in items if lacks(item)]
    if len(missing) > 1 and len(missing) == len(items):
        yield Problem(
            of_items(document), f"none of the {len(missing)} open action items has {what}; {advice}"
        )
        return
    for item in missing:
        yield Problem(
            of_item(item, fact),
            f"action item {item.number} has no {what.removeprefix('an ').removeprefix('a ')}; {advice}",
        )
