"""Rules about the fields of an action item: owner, due date, issue, type, priority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rca.checks import words
from rca.checks.places import each_or_all, of_item, of_items, pending
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import ActionItem, Document

MANY_ITEMS = 12
"""More open items than this are seldom all carried out."""


@rule("AI05", "warning", "An action item has one owner: a person or a named role.", "GW", "PD", "HW")
def owner(document: Document, context: CheckContext) -> Iterator[Problem]:
    """What several own, nobody owns. One named person or role answers for the item, even when more of them
    do the work; "the team", "everyone" or "TBD" means that the question has not been asked yet.
    """
    items = pending(document)
    advice = "name one person or role that answers for it"
    yield from each_or_all(
        document, items, lambda item: not item.owner_text.strip(), "owner", "an owner", advice
    )
    for item in items:
        if item.owner_text.strip() and words.NOT_AN_OWNER.knows(item.owner_text):
            yield Problem(
                of_item(item, "owner"), f'"{item.owner_text.strip()}" is nobody in particular; {advice}'
            )
        elif len(item.owners) > 1:
            yield Problem(
                of_item(item, "owner"), f"{len(item.owners)} owners share this item; {advice}", "info"
            )


@rule("AI07", "info", "Action items do not all have the same priority.", "GW")
def same_priority(document: Document, context: CheckContext) -> Iterator[Problem]:
    """If everything is equally urgent, the order in which things are done is left to chance."""
    items = pending(document)
    priorities = {item.priority.lower() for item in items}
    if len(items) > 3 and len(priorities) == 1 and "" not in priorities:
        yield Problem(
            of_items(document),
            f'all {len(items)} open items have priority "{items[0].priority}"; say which comes first',
        )


@rule(
    "AI08", "warning", "An action item has a due date, and not one before the incident.", "ATL", "PD", "COE"
)
def due(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Without a day nothing is ever late, and what is never late is seldom done. A milestone is as good as
    a day if rca.toml dates it.
    """
    items = pending(document)
    advice = 'write a day (`2026-06-01`), a milestone of rca.toml, or "unscheduled"'
    yield from each_or_all(document, items, lambda item: item.due is None, "due", "a due date", advice)
    for item in items:
        day = item.due.day if item.due else None
        if item.due and day and document.date and day < document.date:
            message = f"due {day}, before the incident of {document.date}; correct the year or the day"
            yield Problem(item.due.span, message, "error")


@rule("AI09", "warning", "A due date keeps to the time limit of the incident's severity.", "PD")
def due_within_limit(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The graver the incident, the sooner it can come back. `[sla]` in rca.toml says how many days each
    severity allows.
    """
    limit = time_limit(document, context)
    if limit is None or document.date is None:
        return
    last = document.date + timedelta(limit)
    for item in pending(document):
        if item.due and item.due.day and item.due.day > last:
            what = f"due {item.due.day}, but {document.severity} allows {limit} days, until {last}"
            yield Problem(item.due.span, f"{what}; move the date, or record why not")


def time_limit(document: Document, context: CheckContext) -> int | None:
    """Days that `[sla]` allows for this document's severity, by any of the severity's names."""
    if not document.severity:
        return None
    written = document.severity.lower()
    for name, days in context.config.sla.items():
        names = (name, *context.config.severities.get(name, ()))
        if written in (other.lower() for other in names):
            return days
    return None


@rule("AI10", "info", "An action item is tracked where work is planned.", "GW", "PD")
def issue(document: Document, context: CheckContext) -> Iterator[Problem]:
    """An item that is in no tracker is in nobody's plan. A reference in the Issue column ties the two
    together; the document still says what was executed, since a closed ticket does not.
    """
    items = pending(document)
    yield from each_or_all(
        document, items, _untracked, "issue", "an issue", "write the reference, or `tracked here`"
    )
    for item in items:
        wish = "" if item.issues or _untracked(item) else item.issue_text.strip()
        if words.WISH.search(wish):
            yield Problem(
                of_item(item, "issue"), f'"{wish}" refers to no issue yet; file it and write its number'
            )


def _untracked(item: ActionItem) -> bool:
    return not item.issues and not item.issue_text.strip(" —–-")


@rule("AI11", "info", "An action item says what kind of action it is.", "GL17", "GW")
def kind(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Prevent, detect, mitigate, repair, process: the kinds side by side show what is missing, usually
    detection.
    """
    advice = "write prevent, detect, mitigate, repair or process in a Type column"
    yield from each_or_all(document, pending(document), lambda item: not item.kind, "kind", "a type", advice)


@rule("AI12", "warning", "At least one action item prevents the cause.", "GW")
def prevention(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Repairs end this incident. Unless something also takes away its cause, the same incident can begin
    again tomorrow.
    """
    kinds = [item.kind for item in document.action_items if item.state != "dropped"]
    if all(kinds) and set(kinds) - {"process"} and "prevent" not in kinds:
        have = ", ".join(sorted(set(kinds)))
        yield Problem(
            of_items(document),
            f"no action item prevents the cause (there are: {have}); add one, or say why there is none",
        )


@rule("AI17", "info", "Action items also find the problem sooner and make it smaller.", "PD", "GW")
def coverage(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Prevention alone trusts that every cause is known. An item that detects and one that mitigates help
    against the next cause, too.
    """
    kinds = [item.kind for item in document.action_items if item.state != "dropped"]
    missing = [word for word in ("detect", "mitigate") if word not in kinds]
    if all(kinds) and "prevent" in kinds and missing:
        message = f"no action item is there to {' or to '.join(missing)}; add one, or say why there is none"
        yield Problem(of_items(document), message)


@rule("AI18", "info", "There are no more action items than can be carried out.", "PD")
def too_many(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A long list dilutes the few items that matter. Keep what has to be dealt with, and drop the rest with
    a reason.
    """
    count = len(pending(document))
    if count > MANY_ITEMS:
        yield Problem(
            of_items(document),
            f"{count} items are open; keep those that must be dealt with, and drop the others with a reason",
        )


@rule("AI34", "warning", "The owner is one of the people that rca.toml knows.", "RCA")
def known_owner(document: Document, context: CheckContext) -> Iterator[Problem]:
    """When `[people]` in rca.toml lists who there is, an owner that is not in the list has left, or is
    misspelt.
    """
    people = {name.lower() for name in context.config.people}
    for item in pending(document) if people else ():
        for name in item.owners:
            if name.lower().lstrip("@") not in people and not words.NOT_AN_OWNER.knows(name):
                yield Problem(
                    of_item(item, "owner"),
                    f"{name} is not in [people] of rca.toml; hand the item over, or add {name} there",
                )
