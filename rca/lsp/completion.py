"""What can be typed at a place: owners, items, milestones, environments, headings, issues that were used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Literal, NamedTuple

from rca.aliases import vocabulary
from rca.checks.explain import explanation
from rca.columns import KINDS
from rca.labels import LABELS
from rca.lsp.context import Context, context_at
from rca.lsp.site import View
from rca.ruleids import RULE_IDS
from rca.text import Span

Sort = Literal["person", "item", "incident", "issue", "day", "word", "heading", "field", "rule"]

HEADINGS = (
    "Summary", "Timeline (all times UTC)", "Impact", "What went well", "What didn't go well",
    "Where we got lucky", "Lessons learned", "Root cause analysis", "Detection", "Resolution",
    "Action items", "References",
)  # fmt: skip
"""The headings of a document, in their order."""
FIELDS = (
    "incident_id", "date", "severity", "status", "duration", "blast_radius", "author", "started", "detected",
    "acknowledged", "mitigated", "resolved", "services", "environments", "tags", "commander", "participants",
    "reviewers", "classification", "related",
)  # fmt: skip
"""The fields of the head that can be written, in their order."""
_STATUS = ("open", "mitigated", "monitoring", "resolved", "closed")
_CLASSES = ("internal", "gated", "public")
_PEOPLE = ("author", "commander", "participants", "reviewers")
_DAYS = (7, 14, 30, 90)


class Completion(NamedTuple):
    """Something that can stand in the place of what was typed."""

    text: str
    detail: str
    sort: Sort
    span: Span
    """What it replaces."""


Offer = tuple[str, str, Sort]


def complete(view: View, offset: int) -> list[Completion]:
    """What fits at an offset, in the order in which it is offered."""
    context = context_at(view, offset)
    offers = dict.fromkeys(_OFFERS[context.kind](view, context))
    seen: set[str] = set()
    found = []
    for text, detail, sort in offers:
        if text and text not in seen:
            seen.add(text)
            found.append(Completion(text, detail, sort, context.span))
    return found


def _nothing(_view: View, _context: Context) -> Iterator[Offer]:
    yield from ()


def _rules(_view: View, _context: Context) -> Iterator[Offer]:
    yield from ((code, explanation(code).title, "rule") for code in RULE_IDS)


def _headings(view: View, _context: Context) -> Iterator[Offer]:
    words = vocabulary(view.site.config.aliases)
    there = {section.name for section in view.document.sections if section.name}
    yield from ((heading, "", "heading") for heading in HEADINGS if words.heading(heading).name not in there)


def _labels(view: View, context: Context) -> Iterator[Offer]:
    sections = [section.span.start for section in view.document.sections if section.level == 2]
    if sections and context.span.start > sections[0]:
        return
    there = {field.name for field in view.document.fields}
    for name in FIELDS:
        if name not in there:
            label = "Incident ID" if name == "incident_id" else name.replace("_", " ").capitalize()
            yield f"**{label}:** ", ", ".join(LABELS.get(name, ())[1:3]), "field"


def _issues(view: View, context: Context) -> Iterator[Offer]:
    own = [issue for item in view.document.action_items for issue in item.issues]
    yield from ((issue, "in this document", "issue") for issue in own)
    yield from ((ref, text, "issue") for ref, text in view.known.issues(context.typed))


def _own_items(view: View, context: Context) -> Iterator[Offer]:
    here = next(
        (i for i in view.document.action_items if i.span.start <= context.span.end <= i.span.end), None
    )
    said = context.cell.lower()
    named = "" if "item" in said or context.name == "depends" else "item "
    for item in view.document.action_items:
        if here is None or item.number != here.number:
            yield f"{named}{item.number}", item.text, "item"


def _items(view: View, context: Context) -> Iterator[Offer]:
    incident = context.typed.rpartition("/")[0]
    if incident and incident in view.incident:
        yield from ((f"{incident}/{item.number}", item.text, "item") for item in view.document.action_items)
    for ref, text in view.known.items(context.typed):
        yield ref, text, "item"


def _ids(view: View, context: Context) -> Iterator[Offer]:
    yield from ((incident, title, "incident") for incident, title in view.known.incidents(context.typed))
    if context.typed.isdigit() or context.typed[4:5] == "-":
        today = view.site.today
        yield today.isoformat(), "today", "day"


# Cells and values, by what they mean.


def _by_name(view: View, context: Context) -> Iterator[Offer]:
    offer = (_OF_COLUMNS if context.kind == "column" else _OF_FIELDS).get(context.name)
    if offer is not None:
        yield from offer(view, context)


def _owners(view: View, context: Context) -> Iterator[Offer]:
    people = view.site.config.people
    at = context.span.end
    others = (item for item in view.document.action_items if not item.span.start <= at <= item.span.end)
    here = [owner for item in others for owner in item.owners]
    for name in dict.fromkeys([*people, *here, *view.known.owners()]):
        person = people.get(name)
        yield name, (person.name or person.kind) if person else "", "person"
    owner = context.typed.strip()
    if context.kind == "column" and owner and context.typed.endswith(" "):
        items = [item for item in view.document.action_items if not item.span.start <= at <= item.span.end]
        yield from ((f"{owner} (after item {item.number})", item.text, "item") for item in items)


def _people(view: View, context: Context) -> Iterator[Offer]:
    yield from ((name, "author", "person") for name in view.known.values("author"))
    yield from _owners(view, context)


def _dues(view: View, _context: Context) -> Iterator[Offer]:
    config, document = view.site.config, view.document
    for name, day in config.milestones.items():
        yield name, day.isoformat(), "word"
    days = next((days for level, days in config.sla.items() if level == document.severity), None)
    if days is not None and document.date:
        yield (
            (document.date + timedelta(days)).isoformat(),
            f"{days} days from the incident, as [sla] asks",
            "day",
        )
    yield "immediate", "on the day of the incident", "word"
    yield "unscheduled", "no day yet", "word"
    for ahead in _DAYS:
        yield (view.site.today + timedelta(ahead)).isoformat(), f"in {ahead} days", "day"


def _executed(view: View, context: Context) -> Iterator[Offer]:
    today = view.site.today.isoformat()
    said = context.cell
    names = [
        name
        for name in (view.document.environments or view.site.config.environments)
        if f"{name}:" not in said
    ]
    for name in names:
        yield f"{name}: {today}", "executed there today", "word"
    if not names and ":" not in said:
        yield today, "executed today", "day"
    yield from (("; ".join(f"{name}: —" for name in names), "not yet", "word"),) if names else ()
    yield "n/a (", "not meant for it, and why", "word"


def _written(view: View, _context: Context) -> Iterator[Offer]:
    yield view.site.today.isoformat(), "written today", "day"
    yield "n/a", "it needs no artefact", "word"
    yield "—", "not yet", "word"


def _states(view: View, _context: Context) -> Iterator[Offer]:
    today = view.site.today.isoformat()
    yield "open", "", "word"
    yield "in progress", "", "word"
    yield f"written {today}", "its artefact exists", "word"
    yield f"executed {today}", "it was carried out", "word"
    yield "dropped: ", "and why", "word"


def _depends(view: View, context: Context) -> Iterator[Offer]:
    yield from _own_items(view, context._replace(name="depends"))
    if context.typed:
        yield from _items(view, context)


def _kinds(_view: View, _context: Context) -> Iterator[Offer]:
    yield from ((kind, ", ".join(words[1:4]), "word") for kind, words in KINDS.items())


def _checks(view: View, _context: Context) -> Iterator[Offer]:
    yield from ((name, " ".join(check.run), "word") for name, check in view.site.config.verify.items())


def _severities(view: View, _context: Context) -> Iterator[Offer]:
    for level, others in view.site.config.severities.items():
        yield level, ", ".join(others), "word"
    yield from ((level, "", "word") for level in view.known.values("sev"))


def _environments(view: View, _context: Context) -> Iterator[Offer]:
    yield from ((name, "", "word") for name in (*view.site.config.environments, *view.known.values("env")))


def _today(view: View, _context: Context) -> Iterator[Offer]:
    yield view.site.today.isoformat(), "today", "day"


def _own_id(view: View, _context: Context) -> Iterator[Offer]:
    yield view.incident, "the name of the file", "word"


def _known(key: str) -> Callable[[View, Context], Iterator[Offer]]:
    def offer(view: View, _context: Context) -> Iterator[Offer]:
        yield from ((value, "", "word") for value in view.known.values(key))

    return offer


def _words(*words: str) -> Callable[[View, Context], Iterator[Offer]]:
    def offer(_view: View, _context: Context) -> Iterator[Offer]:
        yield from ((word, "", "word") for word in words)

    return offer


_OF_COLUMNS: dict[str, Callable[[View, Context], Iterator[Offer]]] = {
    "owner": _owners,
    "due": _dues,
    "issue": _issues,
    "executed": _executed,
    "written": _written,
    "status": _states,
    "depends": _depends,
    "kind": _kinds,
    "priority": _known("priority"),
    "check": _checks,
}
_OF_FIELDS: dict[str, Callable[[View, Context], Iterator[Offer]]] = {
    "severity": _severities,
    "status": _words(*_STATUS),
    "classification": _words(*_CLASSES),
    "date": _today,
    "environments": _environments,
    "services": _known("service"),
    "tags": _known("tag"),
    "incident_id": _own_id,
    "related": _ids,
    "owner": _owners,
    **dict.fromkeys(_PEOPLE, _people),
}
_OFFERS: dict[str, Callable[[View, Context], Iterator[Offer]]] = {
    "rule": _rules,
    "heading": _headings,
    "label": _labels,
    "column": _by_name,
    "field": _by_name,
    "issue": _issues,
    "item": _items,
    "own-item": _own_items,
    "id": _ids,
    "nothing": _nothing,
}
