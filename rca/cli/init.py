"""`rca init`: make a folder a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from rca.cli.command import command, with_json
from rca.cli.option import option
from rca.cli.session import emit, say
from rca.cli.settings import settings


@command(
    ("rca init", "rca.toml and incidents/ in this folder"),
    ("rca init --git", "the same, and what git has to know of the journal"),
)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False))
@option("--git", is_flag=True, help="Write .gitattributes, so that branches merge their histories.")
@with_json
def init(folder: str | None, git: bool, as_json: bool) -> None:
    """Make a folder a workspace: a commented rca.toml and a folder for incidents. Nothing is overwritten."""
    from rca.init import begin

    root = Path(folder or settings().folder or ".")
    made = begin(root, git=git)
    if as_json:
        from rca.output.data import one_json

        return emit(one_json({"root": str(root.resolve()), "written": made}))
    emit(made)
    return say("Next: rca new 'What broke' writes an RCA; rca status tells how things stand.")
