"""Rules that one document cannot break alone: what others say, and what its own history tells.

The index is asked once for all documents (`rca.across`); what it answers of one is in the context.
"""

from __future__ import annotations

from collections.abc import Iterator

from rca.checks.places import of_document, of_field, of_items
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import Document
from rca.text import Span


def _place(document: Document, number: str) -> Span:
    item = next((item for item in document.action_items if number and item.number == number), None)
    return item.text_span if item else of_document(document)


def _said(code: str, document: Document, context: CheckContext) -> Iterator[Problem]:
    for each in context.elsewhere:
        if each.rule == code:
            yield Problem(_place(document, each.number), each.message, each.level)


@rule("AI32", "error", "An item that is open does not vanish.", "DIS")
def vanished(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Deleting the row of an action item is not carrying it out. The history still knows what was promised;
    dropping it takes one line, and says why.
    """
    for problem in _said("AI32", document, context):
        yield problem._replace(span=of_items(document))


@rule("AI35", "info", "A fix is promised once.", "GW")
def promised_twice(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The same open item in two documents is planned by nobody or by two people. One of them can refer to
    the other, and wait for it.
    """
    return _said("AI35", document, context)


@rule("DOC23", "warning", "A cause does not come back while an item against it is open.", "GW", "PD")
def came_back(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The second incident with the same contributing factor is the one that could have been prevented: what
    was promised after the first is the most urgent thing to carry out.
    """
    return _said("DOC23", document, context)


@rule("DOC30", "error", "The id of an incident is its own.", "RCA")
def shared_id(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Items are named by the id of their incident, and an id has one history. Where two documents share one,
    nobody can say which of them is meant, and rca changes neither.
    """
    for problem in _said("DOC30", document, context):
        yield problem._replace(span=of_field(document, "incident_id"))
