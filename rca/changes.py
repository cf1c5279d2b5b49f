"""What can be done to an incident: `Change`, a wish; `rca.events` has those that happened.

The one vocabulary of the command line, the planner of edits and the journal. An item is named by its
`number` in the document; the incident is named by the event. Days are calendar days, instants are UTC.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field, ValidationError, model_validator

from rca.claims import Evidence, Fact, Said, Sha256, Text
from rca.errors import RcaError
from rca.model import Model

ItemField = Literal["text", "owner", "due", "issue", "priority", "kind", "check"]


class Refused(RcaError):
    """A change that must not be made; the message is the sentence that says why."""

    exit_code = 2
    incident = ""
    """The id of the incident that it is about, where that is known."""


class Lacks(Refused):
    """A change that cannot be made before something more is said of it.

    The message names options of the command line; `plain` is the same without them, and `fields` are what is
    missing, as a form calls it: `evidence`, `day`, `note`, `reason`.
    """

    def __init__(self, sentence: str, plain: str, fields: tuple[str, ...]) -> None:
        self.plain = plain
        self.fields = fields
        super().__init__(sentence)


class SetField(Model):
    """A metadata field of the incident gets a value; an empty value clears it."""

    kind: Literal["set-field"] = "set-field"
    field: Said
    """Canonical name: severity, status, resolved, …"""
    value: Text
    previous: Text = ""
    """As written before."""
    reason: Text = ""


class SetItemField(Model):
    """A field of an item gets a value; an empty value clears it. Moving a due date needs a reason."""

    kind: Literal["set-item-field"] = "set-item-field"
    item: Said
    field: ItemField
    value: Text
    previous: Text = ""
    """As written before; kept here, so that no due date is ever lost."""
    reason: Text = ""

    @model_validator(mode="after")
    def _moved_for_a_reason(self) -> SetItemField:
        if self.field == "due" and self.previous and not self.reason.strip():
            raise ValueError(f"moving the due date of item {self.item} from {self.previous} needs a reason")
        return self


class MarkWritten(Model):
    """The artefact of an item exists."""

    kind: Literal["mark-written"] = "mark-written"
    item: Said
    day: date
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""


class MarkExecuted(Model):
    """An item was carried out in one environment."""

    kind: Literal["mark-executed"] = "mark-executed"
    item: Said
    environment: Text = ""
    """Empty where there is just one, unnamed."""
    day: date
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    exercised: tuple[Evidence, ...] = ()
    """The artefacts that were carried out (files of `Written` with their digest, commits): when one of them
    changes afterwards, the execution is stale."""
    without_artefact: bool = False
    """Whether the item needs no artefact, so that `Written` becomes `n/a` (it was `no`)."""


class MarkVerified(Model):
    """Somebody else saw that an execution holds."""

    kind: Literal["mark-verified"] = "mark-verified"
    item: Said
    environment: Text = ""
    day: date
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""


class MarkFailed(Model):
    """Somebody saw that an execution does not hold."""

    kind: Literal["mark-failed"] = "mark-failed"
    item: Said
    environment: Text = ""
    day: date
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""


class CheckResult(Model):
    """A check of rca.toml ran: an executed environment becomes `verified` or `failed`, any other stays."""

    kind: Literal["check-result"] = "check-result"
    item: Said
    environment: Text = ""
    check: Said
    day: date
    holds: bool
    exit_code: int | None
    """None where the check was stopped for its time limit or could not be started."""
    output_sha256: Sha256 | None = None
    """Of the output that was shown (cut and masked)."""
    note: Text = ""
    exercised: tuple[Evidence, ...] = ()


class Exempt(Model):
    """An item is not meant for an environment, or needs no artefact; the cell says `n/a`."""

    kind: Literal["exempt"] = "exempt"
    item: Said
    aspect: Literal["written", "executed"]
    environment: Text = ""
    """Only for `executed`."""
    reason: Said


class Drop(Model):
    """An item will not be done."""

    kind: Literal["drop"] = "drop"
    item: Said
    day: date
    reason: Said


class Reopen(Model):
    """What closed an item is taken back: its drop, or its execution."""

    kind: Literal["reopen"] = "reopen"
    item: Said
    environments: tuple[Text, ...] = ()
    """Where its execution is taken back; empty where only the drop is."""
    reason: Text = ""


class AddItem(Model):
    """A new action item; values are as they would be written."""

    kind: Literal["add-item"] = "add-item"
    item: Said
    """Its number; no other item of the document has it."""
    text: Said
    owner: Text = ""
    due: Text = ""
    issue: Text = ""
    priority: Text = ""
    item_kind: Text = ""
    check: Text = ""


class AddTimelineEntry(Model):
    """A new line of the incident's timeline, put where its time belongs."""

    kind: Literal["add-timeline-entry"] = "add-timeline-entry"
    time: Said
    """As written: `14:02`, `2026-05-15 14:02`."""
    text: Said
    tags: tuple[Text, ...] = ()
    """detected, acknowledged, declared, mitigated, resolved."""


class Note(Model):
    """Something that is to be remembered of an item or an incident; it changes no document."""

    kind: Literal["note"] = "note"
    item: Text = ""
    text: Said


class ReplaceSection(Model):
    """The text below a heading is replaced."""

    kind: Literal["replace-section"] = "replace-section"
    section: Said
    """Canonical name, else the heading as written."""
    text: Text


class Reformat(Model):
    """The action items of a document become the canonical table; no fact changes."""

    kind: Literal["reformat"] = "reformat"
    whole: bool = False
    """Whether headings and metadata take the canonical form, too."""
    numbers: bool = False
    """Whether tables of items get a `#` column, and nothing else happens."""
    columns: bool = False
    """Whether tables of items get the columns for Written and Executed, and nothing else happens."""


class External(Model):
    """Facts that changed by hand, or were there before the journal began, taken into the history."""

    kind: Literal["external"] = "external"
    facts: tuple[Fact, ...] = ()
    """Empty where only prose changed; or, unless `whole`, what the history never spoke of."""
    whole: bool = False
    """Whether these are all the facts that changed: the text from before was there to compare with."""
    commit: Text = ""
    """The git commit that brought them, if known."""
    baseline: bool = False
    """Whether it tells what was there when the journal began: nobody is known to have done it."""


class Undo(Model):
    """An event was taken back while its document was still as it left it."""

    kind: Literal["undo"] = "undo"
    event: Sha256
    facts: tuple[Fact, ...] = ()
    """What it restored."""


Change = Annotated[
    SetField
    | SetItemField
    | MarkWritten
    | MarkExecuted
    | MarkVerified
    | MarkFailed
    | CheckResult
    | Exempt
    | Drop
    | Reopen
    | AddItem
    | AddTimelineEntry
    | Note
    | ReplaceSection
    | Reformat
    | External
    | Undo,
    Field(discriminator="kind"),
]
"""A wish; `kind` tells which."""

KINDS = frozenset(str(member.model_fields["kind"].default) for member in get_args(get_args(Change)[0]))
"""Every kind of change that this version knows."""

M = TypeVar("M", bound=Model)


def wish(kind: type[M], /, **values: object) -> M:
    """A change out of what a person typed; raises `Refused` with a sentence instead of a ValidationError."""
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise Refused(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{place} is missing"
    message = first["msg"].removeprefix("Value error, ")
    return f"{place} {message[0].lower()}{message[1:]}" if place else message
