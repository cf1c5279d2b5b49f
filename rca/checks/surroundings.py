"""Rules about what surrounds a cause: what set it off, and where it was seen before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.checks.places import of_document, sections
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import Document
from rca.text import Span

TRIGGER = re.compile(r"\btrigger|\bset (?:it |this )?off\b|\bsparked\b", re.IGNORECASE)
"""Signs that what set an incident off is told."""

_TRIGGER_STEMS = ("trigger", "set ", "sparked")

_INCIDENT = r"(?:incident|outage|post-?mortem|rca|coe|failure|event)s?"
EARLIER = re.compile(
    r"\b(?:similar|earlier|previous|prior|related|past|other|recurring|repeat(?:ed)?) "
    rf"(?:\w+ )?{_INCIDENT}\b|"
    r"\b(?:first|second|third|fourth) (?:time|occurrence|such)\b|"
    r"\b(?:seen|happened|occurred) (?:this )?before\b|\bhappened again\b|"
    rf"\b(?:same|like) (?:\w+ ){{0,3}}(?:as|in) (?:\w+ ){{0,3}}{_INCIDENT}\b|"
    r"\brecurrence\b|\brecurred\b|\brepeat of\b|\bregression of\b",
    re.IGNORECASE,
)
"""Signs that somebody looked for earlier incidents."""

_EARLIER_STEMS = (
    *("similar ", "earlier ", "previous ", "prior ", "related ", "past ", "other ", "recurring ", "repeat"),
    *("first ", "second ", "third ", "fourth ", "seen ", "happened ", "occurred ", "same ", "like "),
    *("recurrence", "recurred", "regression of"),
)


def _heads(document: Document) -> Iterator[str]:
    yield from (section.heading for section in document.sections)
    yield from (field.label for field in document.fields)


@rule("DOC09", "info", "The trigger is told apart from the cause.", "GW")
def trigger(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The trigger is the event that set it off, a release or a burst of traffic; the cause is what made that
    enough. Who tells only one of them either forbids releases or waits for the next one.
    """
    causes = list(sections(document, "root_cause"))
    if not causes or any(map(TRIGGER.search, _heads(document))):
        return
    if not any(context.prose.says(TRIGGER, _TRIGGER_STEMS, each.body) for each in document.sections):
        yield Problem(
            causes[0].span,
            "nothing says what triggered it; tell what set it off, apart from what made it possible",
        )


@rule(
    "DOC22",
    "info",
    "Earlier incidents like it are named, or it is said that there is none.",
    "PD",
    "GW",
    "COE",
)
def related(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The second time is another incident than the first: what was promised then was not carried out, or did
    not help. `rca similar` finds earlier incidents by their words.
    """
    if document.related or any(map(EARLIER.search, _heads(document))):
        return
    if not context.prose.says(EARLIER, _EARLIER_STEMS, Span(0, len(context.prose.words))):
        yield Problem(
            of_document(document),
            "no earlier incident is named; add `- **Related:** ` with those that rca similar finds, or none",
        )
