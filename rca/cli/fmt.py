"""`rca fmt`: the action items of one document become the canonical table."""

from __future__ import annotations

import sys

import click

from rca.cli.changing import commit, open_changing, with_by, with_dry_run
from rca.cli.command import command, with_json
from rca.cli.complete import complete_reference
from rca.cli.option import argument, option


@command(
    ("rca fmt 1455 --dry-run", "what it would look like"),
    ("rca fmt 1455 --yes", "without being asked"),
)
@argument("reference", metavar="ID", shell_complete=complete_reference)
@option("--yes", is_flag=True, help="Do it without showing the diff and asking.")
@with_by
@with_dry_run
@with_json
def fmt(reference: str, yes: bool, by: str, dry_run: bool, as_json: bool) -> None:
    """Turn the action items of one document into the canonical table; every word is kept.

    Shows the diff and asks first. Nothing else in the document moves.
    """
    changing = open_changing(by)
    wishes = changing.of_incident(reference, lambda makers, _: makers.reformat())
    if not (yes or dry_run or as_json):
        commit(changing, wishes, dry_run=True, as_json=False)
        if not sys.stdin.isatty():
            raise click.UsageError("say --yes to do this without being asked, or --dry-run to look")
        click.confirm("Write this?", abort=True, err=True)
    commit(changing, wishes, dry_run, as_json)
