"""What `rca export json` holds: the models that its schema is made of.

A reader may count on this: within a version fields are added and never taken away or given another meaning.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "rca-export"
VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Part(BaseModel):
    """A value of an export."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Moment(Part):
    """A moment of the incident."""

    text: str = Field(description="As written.")
    at: datetime | None = Field(description="With its zone; null where day, time or zone are unknown.")


class FieldPart(Part):
    """A field of the metadata."""

    name: str = Field(description="Canonical name; empty for a label that is not known.")
    label: str = Field(description="As written.")
    value: str = Field(description="As written, without markup.")


class SectionPart(Part):
    """A section of the document."""

    name: str = Field(description="Canonical name, as `summary` or `root_cause`; empty where it is unknown.")
    heading: str
    level: int = Field(
        description="1 to 6 as in Markdown; 7 and 8 for bold lines and labels that act as one."
    )
    text: str = Field(description="Its own Markdown, up to the next heading of any level.")


class TimelinePart(Part):
    """An entry of the timeline."""

    time: str = Field(description="As written.")
    at: datetime | None
    until: datetime | None
    text: str
    tags: tuple[str, ...] = Field(description="What it tells: detected, mitigated, resolved, …")


class DuePart(Part):
    """When an item is due."""

    text: str = Field(description="As written.")
    kind: str = Field(description="date, immediate, milestone, unscheduled or unclear.")
    day: date | None = Field(description="The last day that is in time.")


class WrittenPart(Part):
    """Whether the artefact of an item exists."""

    state: Literal["no", "yes", "exempt"]
    day: date | None
    evidence: tuple[str, ...]


class ExecutionPart(Part):
    """How far an item got in one environment."""

    environment: str = Field(description="Empty where there is one, unnamed.")
    state: Literal["no", "done", "verified", "failed", "exempt"]
    day: date | None
    evidence: tuple[str, ...]


class ItemPart(Part):
    """An action item."""

    ref: str = Field(description="`<incident id>/<number>`.")
    number: str
    text: str
    owners: tuple[str, ...]
    due: DuePart | None
    overdue_days: int = Field(description="How late it is on the day of the export; 0 if it is not.")
    state: str = Field(
        description="open, written (and executed nowhere: paper-only), part-executed, executed, verified, "
        "dropped or done-unsplit."
    )
    flags: tuple[str, ...] = Field(
        description="overdue, due-soon, blocked, unowned, undated, regressed, stale."
    )
    issues: tuple[str, ...]
    written: WrittenPart
    executions: tuple[ExecutionPart, ...]
    claim: str = Field(description="Somebody's own state word, as written.")
    drop_reason: str
    kind: str
    priority: str
    check: str = Field(description="The check of rca.toml that tests it.")
    depends_on: tuple[str, ...]
    blocked_by: tuple[str, ...] = Field(description="Of these, the ones that are not executed, by ref.")
    group: str = Field(description="The sub-heading that it stands under.")


class IncidentPart(Part):
    """An incident: everything that is read out of its document."""

    id: str
    path: str = Field(description="Relative to the root of the workspace.")
    title: str
    date: date | None
    severity: str | None
    severity_rank: int | None = Field(description="1 for the gravest.")
    status: str | None
    ongoing: bool
    duration: str | None
    blast_radius: str | None
    classification: str | None
    started: Moment | None
    detected: Moment | None
    acknowledged: Moment | None
    mitigated: Moment | None
    resolved: Moment | None
    authors: tuple[str, ...]
    commander: str | None
    participants: tuple[str, ...]
    reviewers: tuple[str, ...]
    services: tuple[str, ...]
    environments: tuple[str, ...]
    tags: tuple[str, ...]
    contributing_factors: tuple[str, ...]
    related: tuple[str, ...]
    fields: tuple[FieldPart, ...]
    sections: tuple[SectionPart, ...]
    timeline: tuple[TimelinePart, ...]
    action_items: tuple[ItemPart, ...]


class Export(Part):
    """Root cause analyses with their action items, as of a day."""

    format: Literal["rca-export"]
    version: Literal[1]
    as_of: date = Field(description="The day that lateness counts to.")
    incidents: tuple[IncidentPart, ...]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an export."""
    return {"$schema": DIALECT, **Export.model_json_schema(mode="serialization")}
