"""`rca fmt`: documents in the canonical form, no word lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rca.cli.changing import commit, open_changing, with_by, with_dry_run
from rca.cli.command import command, with_json
from rca.cli.complete import complete_reference
from rca.cli.option import argument, option
from rca.cli.session import say

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.commit import Staged, Wish


@command(
    ("rca fmt 1455", "shows what it would change, and asks"),
    ("rca fmt 1455 --diff", "what it would look like"),
    ("rca fmt 1455 --yes", "without being asked"),
    ("rca fmt 1455 --items --yes", "the action items alone"),
)
@argument("references", metavar="ID...", nargs=-1, required=True, shell_complete=complete_reference)
@option("--items", is_flag=True, help="Only turn the action items into the canonical table.")
@option("--yes", is_flag=True, help="Do it without showing the diff and asking.")
@option("--diff", "as_diff", is_flag=True, help="The same as --dry-run.")
@with_by
@with_dry_run
@with_json
def fmt(
    references: tuple[str, ...],
    items: bool,
    yes: bool,
    as_diff: bool,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring documents into the canonical form: headings, metadata as a list, action items as a table.

    No word is lost: headings, labels and columns that say the same in other words are renamed, and shown;
    whatever would read as something else afterwards stays as it is, and so does a list with paragraphs, code
    or many lines below its items, unless --items asks for it. Shows the diff and asks first.
    """
    changing = open_changing(by)
    wishes = _to_do(changing, references, items)
    is_look = dry_run or as_diff
    if not (yes or is_look or as_json) and wishes:
        commit(changing, wishes, dry_run=True, as_json=False)
        if not sys.stdin.isatty():
            raise click.UsageError("say --yes to do this without being asked, or --diff to look")
        click.confirm("Write this?", abort=True, err=True)
    if wishes or as_json:
        commit(changing, wishes, is_look, as_json)


def _to_do(changing: Changing, references: tuple[str, ...], items: bool) -> list[Wish]:
    """The wishes that change something; of each document it is told what is renamed, and what stays."""
    found: dict[str, Wish] = {}
    for reference in references:
        for wish in changing.of_incident(reference, lambda makers, _: makers.reformat(whole=not items)):
            found[wish.path] = wish
    staged = changing.commit(list(found.values()), dry_run=True).staged
    if not items:
        for each in staged:
            _tell(changing, each)
    return [found[each.path] for each in staged if any(plan.edits for plan in each.plans) or items]


def _tell(changing: Changing, staged: Staged) -> None:
    from rca.reformatted import reformatted

    whole = reformatted(changing.workspace.config, staged)

    for told in (*whole.renamings, *whole.left):
        say(f"{staged.path}: {told}.")
    if not staged.plans[-1].edits:
        say(f"{staged.path} is in the canonical form already." if not whole.left else f"{staged.path} stays.")
