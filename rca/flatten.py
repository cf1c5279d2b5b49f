"""A document as rows of the index: plain tuples, which cross a process border cheaply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from rca.folders import INDEX_STEMS, name_of, split_path, split_suffix
from rca.model import ActionItem, Diagnostic, Document, Instant
from rca.text import Source

Rows = tuple[Any, ...]
"""One list of tuples per table, in the order of `CHILDREN`, before them the document's own row and texts."""

CHILDREN = {
    "fields": 5,
    "labels": 3,
    "sections": 5,
    "timeline": 7,
    "items": 21,
    "owners": 3,
    "issues": 3,
    "executions": 5,
    "dependencies": 4,
    "diagnostics": 6,
}
"""Tables whose rows belong to a document, parents first: name to number of columns behind `document`."""

_LABELS = (
    ("author", "authors"),
    ("environment", "environments"),
    ("factor", "contributing_factors"),
    ("participant", "participants"),
    ("related", "related"),
    ("reviewer", "reviewers"),
    ("service", "services"),
    ("tag", "tags"),
)


def is_incident(document: Document, path: str) -> bool:
    """Whether a document is one that the index shows: a README or index file needs a sign of an incident."""
    if split_suffix(split_path(path)[1]).lower() not in INDEX_STEMS:
        return True
    return bool(document.date or document.severity or document.timeline or document.action_items)


def flatten(source: Source, document: Document, path: str) -> Rows:
    """All rows of a document at a path: `(document row, texts row, *lists for CHILDREN)`."""
    incident = document.incident_id or name_of(path)
    items = document.action_items
    return (
        _document_row(source, document, path, incident),
        (incident, document.title, "\n".join(item.text for item in items), source.text),
        [(k, f.name, f.label, f.value, source.line(f.span[0])) for k, f in enumerate(document.fields)],
        list(_labels(document)),
        [
            (k, section.name, section.heading, section.level, source.line(section.span[0]))
            for k, section in enumerate(document.sections)
        ],
        [
            (k, entry.time, _instant(entry.at), _instant(entry.until), entry.text, " ".join(entry.tags),
             source.line(entry.span[0]))
            for k, entry in enumerate(document.timeline)
        ],
        [_item_row(source, item) for item in items],
        [(item.position, k, name) for item in items for k, name in enumerate(item.owners)],
        [(item.position, k, ref) for item in items for k, ref in enumerate(item.issues)],
        [
            (item.position, k, execution.environment, execution.state, _day(execution.day))
            for item in items
            for k, execution in enumerate(item.executions)
        ],
        list(_dependencies(items, incident)),
        [_diagnostic_row(source, k, diagnostic) for k, diagnostic in enumerate(document.diagnostics)],
    )  # fmt: skip


def _document_row(source: Source, document: Document, path: str, incident: str) -> Rows:
    moments = (
        document.started,
        document.detected,
        document.acknowledged,
        document.mitigated,
        document.resolved,
    )
    return (
        path,
        source.sha256,
        incident,
        document.title,
        _day(document.date),
        document.severity,
        document.severity_rank,
        document.status,
        int(document.ongoing),
        document.duration,
        document.blast_radius,
        document.classification,
        *map(_moment, moments),
    )


def _item_row(source: Source, item: ActionItem) -> Rows:
    due = item.due
    return (
        item.position,
        item.number,
        item.text,
        item.owner_text,
        due.text if due else None,
        due.kind if due else None,
        _day(due.day) if due else None,
        item.issue_text,
        item.state,
        item.written.state,
        _day(item.written.day),
        item.kind,
        item.priority,
        item.check,
        item.claim.text if item.claim else "",
        item.group,
        item.drop_reason,
        int(item.regressed),
        int(is_stale(item)),
        source.line(item.span[0]),
        source.line(item.span[1]),
    )


def is_stale(item: ActionItem) -> bool:
    """Whether the artefact was written after it was carried out somewhere, so that the evidence is older."""
    written = item.written.day
    return written is not None and any(
        execution.day is not None and execution.day < written and execution.state in ("done", "verified")
        for execution in item.executions
    )


def _labels(document: Document) -> Iterable[tuple[str, int, str]]:
    for kind, attribute in _LABELS:
        for position, value in enumerate(getattr(document, attribute)):
            yield kind, position, value
    if document.commander:
        yield "commander", 0, document.commander


def _dependencies(items: Iterable[ActionItem], own: str) -> Iterable[tuple[int, int, str | None, str]]:
    for item in items:
        for position, ref in enumerate(item.depends_on):
            incident, _, number = ref.rpartition("/")
            yield item.position, position, incident if incident and incident != own else None, number


def _diagnostic_row(source: Source, position: int, diagnostic: Diagnostic) -> Rows:
    place = source.position(diagnostic.span[0])
    return (position, diagnostic.rule, diagnostic.level, diagnostic.message, place.line, place.column)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(instant: Instant | None) -> str | None:
    return _instant(instant.at) if instant else None


def _instant(at: datetime | None) -> str | None:
    if at is None:
        return None
    try:
        return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:  # the first and last day of the calendar have no neighbour in UTC
        return None
