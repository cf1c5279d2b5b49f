"""Rules about how much a document carries: priorities, causes, data, publication, people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rca.checks.places import of_field, of_item, of_items, pending, sections
from rca.checks.rule import CheckContext, Problem, rule
from rca.days import find_day
from rca.model import Document, TimelineEntry
from rca.text import Span

GRAVE = 2
"""The rank of a severity from which on somebody outside was affected."""
PUBLISHED_WITHIN = 7
"""Days from the incident to its report, where `[sla]` does not say."""
SHORT_CAUSE = 8
"""A cause that is told in fewer words names a symptom."""
LONG_GAP = 120
"""Minutes without an entry, while the incident lasts, that somebody will ask about."""


@rule("AI06", "info", "Every action item has a priority where some have one.", "GW")
def priority(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A list in which only some items have a priority leaves open whether the others come first or last."""
    items = pending(document)
    without = [item for item in items if not item.priority.strip()]
    if without and len(without) < len(items):
        for item in without:
            message = f"action item {item.number} has no priority, others have; say where it belongs"
            yield Problem(of_item(item, "priority"), message)


@rule("AI13", "info", "A grave incident leads to an item of the highest priorities.", "GW")
def urgent(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Google asks for at least one P0 or P1 after an outage that users felt: if nothing is urgent after it,
    nothing will be. Where that is the decision, a comment with its reason is enough.
    """
    given = [item.priority for item in document.action_items if item.state != "dropped"]
    if not given or not all(given) or (document.severity_rank or GRAVE + 1) > GRAVE:
        return
    if not any(_URGENT.search(priority) for priority in given):
        message = f"{document.severity}, and no action item is P0 or P1; raise one, or say why none is urgent"
        yield Problem(of_items(document), message)


_URGENT = re.compile(r"\bP\W?[01]\b|\b(?:highest|critical|urgent|high|blocker|immediate)\b", re.IGNORECASE)


@rule("AI28", "warning", "What was executed is what is written.", "CAPA", "RCA")
def written_later(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A procedure that was written after it was carried out is not the one that was carried out: nobody has
    tried it yet.
    """
    for item in document.action_items:
        written = item.written.day
        for execution in item.executions:
            before = written and execution.day and execution.day < written
            if before and execution.state in ("done", "verified"):
                where = f" in {execution.environment}" if execution.environment else ""
                what = f"action item {item.number} was executed{where} on {execution.day}"
                message = (
                    f"{what}, before it was written ({written}); execute what is written, or correct a day"
                )
                yield Problem(execution.span or item.text_span, message)


@rule("DOC04", "info", "A report is published while people remember.", "PD", "GW")
def published(document: Document, context: CheckContext) -> Iterator[Problem]:
    """After a week the details are gone, and so is the interest. The day of the report stands in a field
    such as `Published` or `Report date`.
    """
    field = next((field for field in document.fields if field.name == "reported"), None)
    found = find_day(field.value, document.date) if field else None
    if field and found and found.day and found.has_year and document.date:
        days = (found.day - document.date).days
        if days > PUBLISHED_WITHIN:
            yield Problem(field.span, f"published {days} days after the incident; aim at {PUBLISHED_WITHIN}")


@rule("DOC10", "info", "More than one factor contributed.", "PD", "GB")
def factors(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Complex systems fail when several things come together. A list of contributing factors with one entry
    usually stops where the first plausible cause was found.
    """
    for section in sections(document, "root_cause"):
        if _FACTORS.search(section.heading):
            body = context.prose.source.slice(Span(*section.body))
            if len(_LIST_ITEM.findall(body)) == 1:
                message = "only one contributing factor is listed; write what else had to come together"
                yield Problem(section.span, message)


_FACTORS = re.compile(r"contributing (?:factors|causes|conditions)", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)


@rule("DOC12", "info", "The cause is a mechanism, not a symptom.", "COE", "GB")
def mechanism(document: Document, context: CheckContext) -> Iterator[Problem]:
    """In a line of a few words there is room for what broke, not for why it could. Ask why until a
    mechanism stands there that somebody can change.
    """
    told = [section for section in sections(document, "root_cause") if section.level <= 6]
    words = [len(_WORD.findall(context.prose.source.slice(Span(*each.body)))) for each in told]
    if told and 0 < sum(words) < SHORT_CAUSE and not document.contributing_factors:
        message = f"the cause is told in {sum(words)} words; write the mechanism, and why nothing stopped it"
        yield Problem(told[0].span, message)


_WORD = re.compile(r"[^\W\d_]{2,}")


@rule("DOC13", "warning", "People appear by role.", "GW", "PD")
def by_role(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A name beside a mistake is what is remembered of a document. Names that `[people]` in rca.toml knows
    are looked for where causes and troubles are told.
    """
    names = [name for name, person in context.config.people.items() if person.kind == "human"]
    spoken = [re.escape(name) for name in names if name[:1].isupper()]
    if not spoken:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spoken, key=len, reverse=True))})(?!\w)")
    for section in sections(document, "root_cause", "went_badly"):
        for word in context.prose.find(pattern, Span(*section.body)):
            yield Problem(word.span, f'"{word.text}" is named here; write the role, such as "the on-call"')


@rule("DOC19", "info", "What is claimed can be looked up.", "PD", "COE")
def data(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A graph, a query or a log line lets a reader see for themselves, and is gone from the tools long
    before the document is. Link it, or paste it.
    """
    told = list(sections(document, "timeline", "impact", "root_cause", "detection"))
    if len(told) < 2:
        return
    bodies = (context.prose.source.slice(Span(*section.body)) for section in told)
    if not any(_DATA.search(body) for body in bodies):
        message = "no graph, log, query or change is linked or shown; add what the claims rest on"
        yield Problem(told[0].span, message)


_DATA = re.compile(r"\]\(|https?://|```|~~~|`[^`\n]+`|!\[|#\d|\b[0-9a-f]{7,40}\b|<img\b")


@rule("DOC24", "info", "It is said who may read the document.", "PD", "GW")
def audience(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Internal, gated or public: who knows it before writing writes another document, and nobody has to
    guess whether it may be sent on.
    """
    if not (document.classification or "").strip():
        message = "no classification; add `- **Classification:** ` with internal, gated or public"
        yield Problem(of_field(document, "classification"), message)


@rule("TL02", "info", "The timeline begins before the first alert.", "PD")
def begins_before(document: Document, context: CheckContext) -> Iterator[Problem]:
    """What happened before anybody knew (the change, the growth, the first error) is where the cause is.
    Working forward from there keeps hindsight out.
    """
    timed = [entry for entry in document.timeline if entry.at is not None]
    if len(timed) > 2 and _FOUND & set(timed[0].tags):
        message = "the timeline begins when the problem was found; add what led to it"
        yield Problem(timed[0].time_span, message)


_FOUND = frozenset(("detected", "acknowledged", "declared"))


@rule("TL06", "info", "The timeline has no long gap while the incident lasts.", "COE")
def gaps(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Hours without a line are hours that nobody can learn from: what was tried then, and what was waited
    for?
    """
    for before, after in pairwise(_lasting(document)):
        minutes = (
            int((after.at - (before.until or before.at)).total_seconds() // 60)
            if after.at and before.at
            else 0
        )
        if minutes > LONG_GAP:
            told = f"nothing is told of the {minutes // 60} h {minutes % 60} min before {after.time}"
            yield Problem(after.time_span, f"{told}; add what was tried, or what was waited for")


def _lasting(document: Document) -> list[TimelineEntry]:
    """The entries from the one that tells of the detection to the one that tells of the recovery."""
    timed = [entry for entry in document.timeline if entry.at is not None]
    found = next((k for k, entry in enumerate(timed) if _FOUND & set(entry.tags)), None)
    ends = [k for k, entry in enumerate(timed) if {"mitigated", "resolved"} & set(entry.tags)]
    if found is None or not ends or document.ongoing:
        return []
    return timed[found : ends[0] + 1]
