"""`rca mark` and `rca drop`: what was written, executed, verified; what will not be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rca.cli.changing import commit, open_changing, with_by, with_day, with_dry_run, with_evidence
from rca.cli.command import command, with_json
from rca.cli.complete import Items, beginning, complete_environment, complete_reference
from rca.cli.option import argument, option

if TYPE_CHECKING:
    import click

STATES = ("written", "executed", "verified", "failed", "dropped", "reopened")


def complete_marking(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """States to mark with, and items."""
    return beginning(STATES, incomplete) + complete_reference(ctx, parameter, incomplete)


@command(
    ("rca mark 1455/3 written --evidence '#1570'", "its artefact exists"),
    ("rca mark 1455/3 executed --env staging --on 2026-05-21", "it was carried out there on that day"),
    ("rca mark 1455/2 failed --env staging --note 'owner again'", "what was executed does not hold any more"),
    ("rca mark 1455/3 1455/5 written", "two items, both or none"),
    ("rca mark 1455/2 executed --env prod --dry-run", "show the diff, change nothing"),
)
@argument("items", nargs=-1, required=True, metavar="ITEM...", shell_complete=complete_marking)
@argument("state", choices=STATES, metavar="STATE")
@option(
    "--env",
    "environment",
    default="",
    metavar="NAME",
    help="Where, if there are several.",
    shell_complete=complete_environment,
)
@with_day
@with_evidence
@option("--note", default="", metavar="TEXT", help="Why, or what was seen; a reason to drop.")
@with_by
@with_dry_run
@with_json
def mark(
    items: tuple[str, ...],
    state: str,
    environment: str,
    day: date | None,
    evidence: tuple[str, ...],
    note: str,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Mark items written, executed, verified, failed, dropped or reopened: all that are named, or none.

    An item is executed where it was carried out; written alone, it is paper-only. Verified says somebody
    else than who executed it, or a check (rca verify). Without --on it happened today, or on the day that
    the item's own "done" names. What an item says already stays: evidence comes behind it.
    """
    from rca.wishes import Marking

    changing = open_changing(by)
    marking = Marking(state, day, environment, evidence, note)
    wishes = changing.of_items(items, lambda makers, row: makers.mark(row.number, marking))
    commit(changing, wishes, dry_run, as_json)


@command(("rca drop 1455/5 --reason 'the role is not needed on RDS'", "the item stays, with the reason"))
@argument("items", nargs=-1, required=True, metavar="ITEM...", shell_complete=complete_reference)
@option("--reason", required=True, metavar="TEXT", help="Why it will not be done.")
@with_day
@with_by
@with_dry_run
@with_json
def drop(
    items: tuple[str, ...], reason: str, day: date | None, by: str, dry_run: bool, as_json: bool
) -> None:
    """Drop action items, with a reason: they stay in the document; `rca mark ITEM reopened` takes it back."""
    from rca.wishes import Marking

    changing = open_changing(by)
    marking = Marking("dropped", day or changing.workspace.today, note=reason)
    wishes = changing.of_items(items, lambda makers, row: makers.mark(row.number, marking))
    commit(changing, wishes, dry_run, as_json)
