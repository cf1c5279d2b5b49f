"""What is read out of a document: frozen values, each with the span it came from.

All spans are half-open character offsets into the raw text of the file. Dates are calendar days;
instants are aware datetimes, or None where the document does not say enough to know them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, SkipValidation
from pydantic import Field as ModelField

from rca.text import Span

Place = Annotated[Span, SkipValidation]
"""A span in a model: made by the reader, so it is not validated a second time."""

State = Literal["open", "written", "part-executed", "executed", "verified", "dropped", "done-unsplit"]
"""The derived state of an action item; `written` (and executed nowhere) is shown as *paper-only*."""

Form = Literal["table", "bullet", "number", "task", "paragraph", "heading", "fence"]
"""How an action item or a timeline entry is written."""

FieldForm = Literal["bold", "bullet", "table", "plain", "quote", "yaml", "toml", "section", "title", "name"]
"""How a metadata field is written; `title` and `name` for what the title or the file's name says."""


class Model(BaseModel):
    """A frozen value that knows no other fields than its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(Model):
    """A metadata field as the document writes it."""

    name: str
    """Canonical name (`severity`, `date`, …), empty for a label that no alias knows."""
    label: str
    """The label as written, without markup."""
    value: str
    """The value as written, without markup."""
    span: Place
    """The value in the raw text, markup included."""
    form: FieldForm


class Instant(Model):
    """A moment that metadata or the timeline gives."""

    text: str
    """As written."""
    at: datetime | None
    """Aware; None where day, time or zone stay unknown."""
    span: Place


class Section(Model):
    """A heading (or a bold line or label that acts as one) and what stands below it."""

    name: str
    """Canonical name (`summary`, `root_cause`, …), empty for a heading that no alias knows."""
    heading: str
    """The heading's text, without markup."""
    level: int
    """1 to 6; 7 for a bold line, 8 for a bold label of a list item or paragraph."""
    span: Place
    """The heading itself."""
    body: Place
    """From behind the heading to the next section of the same or a higher level."""


class TimelineEntry(Model):
    """A line of the incident's timeline."""

    time: str
    """The time as written."""
    at: datetime | None
    """Start, aware; None where it stays unknown."""
    until: datetime | None
    """End of a range, else None."""
    text: str
    """What happened, without markup."""
    tags: tuple[str, ...]
    """Which of detected, acknowledged, declared, mitigated, resolved … the entry tells."""
    form: Form
    span: Place
    """The whole entry."""
    time_span: Place


class Due(Model):
    """A due date, as written and as understood."""

    text: str
    kind: Literal["date", "immediate", "milestone", "unscheduled", "unclear"]
    day: date | None
    """The last day that is in time; None where no day can be known."""
    span: Place


class Written(Model):
    """Whether the artefact (runbook, migration, code, SOP) exists."""

    state: Literal["no", "yes", "exempt"]
    day: date | None
    evidence: tuple[str, ...]
    text: str
    """As written: the cell, or the state word that says so."""
    span: Place | None


class Execution(Model):
    """Whether the artefact was carried out in one environment."""

    environment: str
    """Its name; empty where the document has just one and leaves it out."""
    state: Literal["no", "done", "verified", "failed", "exempt"]
    day: date | None
    evidence: tuple[str, ...]
    text: str
    """As written."""
    span: Place | None


class Claim(Model):
    """What a foreign state word, mark, box or sub-heading says of an item."""

    text: str
    """As written, reasons and references included."""
    means: Literal["open", "done", "written", "executed", "dropped", "unknown"]
    day: date | None
    span: Place | None
    """None where a sub-heading says it."""


class ActionItem(Model):
    """Something that the document promises."""

    number: str
    """As the `#` column or the ordinal says, else the position; `<incident id>/<number>` names the item."""
    position: int
    """From 1, over the whole document."""
    text: str
    """The action's own text, without markup, trailing tags and leading marks."""
    owners: tuple[str, ...]
    owner_text: str
    """The owner as written, remarks included; empty where there is none."""
    due: Due | None
    issues: tuple[str, ...]
    """References as written: `#12`, `owner/repo#12`, URLs, tracker keys."""
    issue_text: str
    """The issue cell as written; may be a wish without a reference ("new issue to file")."""
    written: Written
    executions: tuple[Execution, ...]
    """One for each environment that the item is meant for or exempt from, in the configured order."""
    claim: Claim | None
    drop_reason: str
    """Why it was dropped; empty if it was not, or if nobody said."""
    kind: str
    """prevent, detect, mitigate, repair, process, investigate; as written where it is none of them."""
    priority: str
    check: str
    """Name of the check in rca.toml that tests it."""
    depends_on: tuple[str, ...]
    """Items it waits for: a number of this document, or `<incident id>/<number>`."""
    group: str
    """The sub-heading or group bullet it stands under; empty if none."""
    state: State
    """Derived by the reader; see `rca.states`."""
    regressed: bool
    """Whether its last check failed in some environment."""
    form: Form
    span: Place
    """The whole row or list item, from marker or first pipe to the end of its last line."""
    text_span: Place
    """The action's text in the raw text."""
    fields: dict[str, Place]
    """Where each other fact stands.

    The names: owner, due, issue, written, executed, status, priority, kind, check, number, box,
    facts, depends, note, environments, dropped.
    """


class Diagnostic(Model):
    """A problem in a document (the words of LSP and SARIF)."""

    rule: str
    level: Literal["error", "warning", "info"]
    message: str
    """What is wrong and what to do, as one sentence."""
    span: Place


class Document(Model):
    """A root cause analysis, read."""

    title: str
    """Of the front matter, else of the first heading of level 1; empty if there is neither."""
    title_span: Place | None = None
    """The title in the raw text; None where there is none."""
    incident_id: str | None
    """As stated in metadata or title; None where it is not stated (the file's stem names it then)."""
    date: date | None
    """The day on which the incident started."""
    severity: str | None
    """The level alone, as written."""
    severity_rank: int | None
    """1 for the gravest; by rca.toml's order, else by the number or word in the level."""
    status: str | None
    """The level alone, as written."""
    ongoing: bool
    """Whether status or duration say that the incident is not over."""
    duration: str | None
    blast_radius: str | None
    authors: tuple[str, ...]
    started: Instant | None
    detected: Instant | None
    acknowledged: Instant | None
    mitigated: Instant | None
    resolved: Instant | None
    services: tuple[str, ...]
    environments: tuple[str, ...]
    tags: tuple[str, ...]
    contributing_factors: tuple[str, ...]
    commander: str | None
    participants: tuple[str, ...]
    reviewers: tuple[str, ...]
    classification: str | None
    related: tuple[str, ...]
    fields: tuple[Field, ...]
    """Every metadata field that was seen, known or not, in order."""
    sections: tuple[Section, ...]
    timeline: tuple[TimelineEntry, ...]
    action_items: tuple[ActionItem, ...]
    diagnostics: tuple[Diagnostic, ...] = ModelField(default=())
    """What reading itself noticed; rules of `rca.checks` come on top."""
