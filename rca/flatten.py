"""What was read out of a document as rows of the index: plain tuples, which cross a process border well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from rca.folders import INDEX_STEMS, name_of, split_path, split_suffix
from rca.text import Source

Facts = Mapping[str, Any]
"""A model of `rca.model` as a plain mapping."""

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
    "evidence": 5,
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
_CARRIED_OUT = ("done", "verified")


def is_incident(facts: Facts, path: str) -> bool:
    """Whether a document is one that the index shows: a README or index file needs a sign of an incident."""
    if split_suffix(split_path(path)[1]).lower() not in INDEX_STEMS:
        return True
    return bool(facts["date"] or facts["severity"] or facts["timeline"] or facts["action_items"])


def flatten(source: Source, facts: Facts, path: str, sha256: str) -> Rows:
    """All rows of a document at a path: `(document row, texts row, *lists for CHILDREN)`."""
    incident = facts["incident_id"] or name_of(path)
    items = facts["action_items"]
    line = source.line_counter()
    return (
        (path, sha256, incident, *_own_facts(facts)),
        (incident, facts["title"], "\n".join([item["text"] for item in items]), source.text),
        [(k, f["name"], f["label"], f["value"], line(f["span"][0])) for k, f in enumerate(facts["fields"])],
        _labels(facts),
        [
            (k, section["name"], section["heading"], section["level"], line(section["span"][0]))
            for k, section in enumerate(facts["sections"])
        ],
        [
            (k, entry["time"], _instant(entry["at"]), _instant(entry["until"]), entry["text"],
             " ".join(entry["tags"]), line(entry["span"][0]))
            for k, entry in enumerate(facts["timeline"])
        ],
        [_item_row(item, line) for item in items],
        [(item["position"], k, name) for item in items for k, name in enumerate(item["owners"])],
        [(item["position"], k, ref) for item in items for k, ref in enumerate(item["issues"])],
        [
            (item["position"], k, execution["environment"], execution["state"], _day(execution["day"]))
            for item in items
            for k, execution in enumerate(item["executions"])
        ],
        [row for item in items for row in _evidence(item)],
        list(_dependencies(items, incident)),
        [_diagnostic_row(source, k, diagnostic) for k, diagnostic in enumerate(facts["diagnostics"])],
    )  # fmt: skip


def _own_facts(facts: Facts) -> Rows:
    moments = ("started", "detected", "acknowledged", "mitigated", "resolved")
    return (
        facts["title"],
        _day(facts["date"]),
        facts["severity"],
        facts["severity_rank"],
        facts["status"],
        int(facts["ongoing"]),
        facts["duration"],
        facts["blast_radius"],
        facts["classification"],
        *[_moment(facts[moment]) for moment in moments],
    )


def _item_row(item: Facts, line: Callable[[int], int]) -> Rows:
    due, written, claim, span = item["due"], item["written"], item["claim"], item["span"]
    return (
        item["position"],
        item["number"],
        item["text"],
        item["owner_text"],
        due["text"] if due else None,
        due["kind"] if due else None,
        _day(due["day"]) if due else None,
        item["issue_text"],
        item["state"],
        written["state"],
        _day(written["day"]),
        item["kind"],
        item["priority"],
        item["check"],
        claim["text"] if claim else "",
        item["group"],
        item["drop_reason"],
        int(item["regressed"]),
        int(is_stale(item)),
        line(span[0]),
        line(span[1]),
    )


def is_stale(item: Facts) -> bool:
    """Whether the artefact was written after it was carried out somewhere, so that the evidence is older."""
    written = item["written"]["day"]
    return written is not None and any(
        execution["day"] is not None and execution["day"] < written and execution["state"] in _CARRIED_OUT
        for execution in item["executions"]
    )


def _labels(facts: Facts) -> list[tuple[str, int, str]]:
    labels = [
        (kind, k, value) for kind, name in _LABELS if facts[name] for k, value in enumerate(facts[name])
    ]
    return [*labels, ("commander", 0, facts["commander"])] if facts["commander"] else labels


def _evidence(item: Facts) -> list[tuple[int, int, str, str, str]]:
    """What stands for the claims of an item: for its artefact, then for each environment."""
    found = [("written", "", value) for value in item["written"]["evidence"]]
    found += [("executed", e["environment"], value) for e in item["executions"] for value in e["evidence"]]
    return [(item["position"], k, *row) for k, row in enumerate(found)]


def _dependencies(items: Iterable[Facts], own: str) -> Iterable[tuple[int, int, str | None, str]]:
    for item in items:
        for position, ref in enumerate(item["depends_on"]):
            incident, _, number = ref.rpartition("/")
            yield item["position"], position, incident if incident and incident != own else None, number


def _diagnostic_row(source: Source, position: int, diagnostic: Facts) -> Rows:
    place = source.position(diagnostic["span"][0])
    return (
        position,
        diagnostic["rule"],
        diagnostic["level"],
        diagnostic["message"],
        place.line,
        place.column,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(instant: Facts | None) -> str | None:
    return _instant(instant["at"]) if instant else None


def _instant(at: datetime | None) -> str | None:
    if at is None:
        return None
    try:
        return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat()[:19] + "Z"
    except OverflowError:  # the first and last day of the calendar have no neighbour in UTC
        return None
