"""An incident as the value that `rca export json` writes."""

from __future__ import annotations

from itertools import pairwise

from rca.export.models import (
    DuePart,
    ExecutionPart,
    FieldPart,
    IncidentPart,
    ItemPart,
    Moment,
    SectionPart,
    TimelinePart,
    WrittenPart,
)
from rca.export.selected import Exported
from rca.model import ActionItem, Document, Instant
from rca.rows import ItemRow
from rca.text import Source

_SAME = (
    "severity", "severity_rank", "status", "ongoing", "duration", "blast_radius", "classification", "authors",
    "commander", "participants", "reviewers", "services", "environments", "tags", "contributing_factors",
    "related", "date",
)  # fmt: skip
_MOMENTS = ("started", "detected", "acknowledged", "mitigated", "resolved")


def incident_part(exported: Exported) -> IncidentPart:
    """Everything that is known of an incident."""
    incident, source, _, document, rows = exported
    by_line = {row.line: row for row in rows}
    return IncidentPart(
        id=incident.id,
        path=incident.path,
        title=document.title,
        **{name: getattr(document, name) for name in _SAME},
        **{name: _moment(getattr(document, name)) for name in _MOMENTS},
        fields=tuple(FieldPart(name=f.name, label=f.label, value=f.value) for f in document.fields),
        sections=tuple(_sections(source, document)),
        timeline=tuple(
            TimelinePart(time=e.time, at=e.at, until=e.until, text=e.text, tags=e.tags)
            for e in document.timeline
        ),
        action_items=tuple(
            _item(incident.id, item, by_line.get(source.line(item.span.start)))
            for item in document.action_items
        ),
    )


def _moment(instant: Instant | None) -> Moment | None:
    return Moment(text=instant.text, at=instant.at) if instant else None


def _sections(source: Source, document: Document) -> list[SectionPart]:
    """Each section with its own text, which ends where the next one begins."""
    sections = document.sections
    ends = [later.span.start for _, later in pairwise(sections)] + [len(source.text)]
    return [
        SectionPart(
            name=section.name,
            heading=section.heading,
            level=section.level,
            text=source.text[
                section.body.start : max(section.body.start, min(end, section.body.end))
            ].strip(),
        )
        for section, end in zip(sections, ends, strict=True)
    ]


def _item(incident: str, item: ActionItem, row: ItemRow | None) -> ItemPart:
    due = item.due and DuePart(text=item.due.text, kind=item.due.kind, day=item.due.day)
    written = item.written
    return ItemPart(
        ref=f"{incident}/{item.number}",
        number=item.number,
        text=item.text,
        owners=item.owners,
        due=due,
        overdue_days=row.overdue_days if row else 0,
        state=item.state,
        flags=row.flags if row else (),
        issues=item.issues,
        written=WrittenPart(state=written.state, day=written.day, evidence=written.evidence),
        executions=tuple(
            ExecutionPart(environment=e.environment, state=e.state, day=e.day, evidence=e.evidence)
            for e in item.executions
        ),
        claim=item.claim.text if item.claim else "",
        drop_reason=item.drop_reason,
        kind=item.kind,
        priority=item.priority,
        check=item.check,
        depends_on=item.depends_on,
        blocked_by=row.blocked_by if row else (),
        group=item.group,
    )
