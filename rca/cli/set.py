"""`rca set`, `rca add`, `rca timeline`, `rca note`: fields, new items, new entries, remarks."""

from __future__ import annotations

from rca.cli.changing import commit, open_changing, with_by, with_dry_run
from rca.cli.command import command, with_json
from rca.cli.complete import complete_check, complete_field, complete_reference
from rca.cli.option import argument, option


@command(
    ("rca set 1455/3 owner sre-agent", "an item's owner"),
    ("rca set 1455/3 due 2026-12-01 --reason 'waits for the upgrade'", "a new date keeps the old one"),
    ("rca set 1455 status resolved", "a field of the incident"),
    name="set",
)
@argument("reference", metavar="ITEM|ID", shell_complete=complete_reference)
@argument("field", shell_complete=complete_field)
@argument("value")
@option("--reason", default="", metavar="TEXT", help="Why; a due date that moves needs it.")
@with_by
@with_dry_run
@with_json
def set_field(
    reference: str, field: str, value: str, reason: str, by: str, dry_run: bool, as_json: bool
) -> None:
    """Set a field: of an item (owner, due, issue, priority, type, check, text) or of an incident.

    What stood there before is kept in the history (rca log).
    """
    from rca.references import names_item

    changing = open_changing(by)
    if names_item(reference):
        wishes = changing.of_items([reference], lambda b, row: b.set_item(row.number, field, value, reason))
    else:
        wishes = changing.of_incident(reference, lambda b, _: b.set_incident(field, value, reason))
    commit(changing, wishes, dry_run, as_json)


@command(
    ("rca add 1455 'Alert when the owner role connects' --owner sre-agent --due 2026-12-15", "a new item"),
)
@argument("reference", metavar="ID", shell_complete=complete_reference)
@argument("text")
@option("--owner", default="", metavar="NAME", help="Who answers for it.")
@option("--due", default="", metavar="DATE", help="A day, a milestone, or immediate.")
@option("--issue", default="", metavar="REF", help="Where it is tracked: #12, a key, an URL.")
@option("--priority", default="", metavar="WORD", help="As your team names it.")
@option("--type", "item_kind", default="", metavar="WORD", help="prevent, detect, mitigate, repair, …")
@option(
    "--check",
    default="",
    metavar="NAME",
    help="The check of rca.toml that tests it.",
    shell_complete=complete_check,
)
@with_by
@with_dry_run
@with_json
def add(reference: str, text: str, by: str, dry_run: bool, as_json: bool, **values: str) -> None:
    """Add an action item in the form that the document's others have."""
    changing = open_changing(by)
    wishes = changing.of_incident(reference, lambda makers, _: makers.add(text, **values))
    commit(changing, wishes, dry_run, as_json)


@command(
    ("rca timeline 1455 '14:02 UTC' 'Grants applied on staging' --tag mitigated", "where its time belongs"),
)
@argument("reference", metavar="ID", shell_complete=complete_reference)
@argument("time")
@argument("text")
@option(
    "--tag",
    "tags",
    multiple=True,
    choices=("detected", "acknowledged", "declared", "mitigated", "resolved"),
    help="What this moment was for the incident.",
)
@with_by
@with_dry_run
@with_json
def timeline(
    reference: str, time: str, text: str, tags: tuple[str, ...], by: str, dry_run: bool, as_json: bool
) -> None:
    """Add an entry to the timeline, in the form that its others have."""
    changing = open_changing(by)
    wishes = changing.of_incident(reference, lambda makers, _: makers.entry(time, text, tags))
    commit(changing, wishes, dry_run, as_json)


@command(
    ("rca note 1455/2 'waits for the change window of the provider'", "of an item"),
    ("rca note 1455 'reviewed with the on-call team'", "of the incident"),
)
@argument("reference", metavar="ITEM|ID", shell_complete=complete_reference)
@argument("text")
@with_by
@with_dry_run
@with_json
def note(reference: str, text: str, by: str, dry_run: bool, as_json: bool) -> None:
    """Note something of an item or an incident: it stands in the history, and changes no document."""
    from rca.references import names_item

    changing = open_changing(by)
    if names_item(reference):
        wishes = changing.of_items([reference], lambda makers, row: makers.note(text, row.number))
    else:
        wishes = changing.of_incident(reference, lambda makers, _: makers.note(text))
    commit(changing, wishes, dry_run, as_json)
