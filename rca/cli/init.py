"""`rca init`: make a folder a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from rca.cli.command import command, with_json
from rca.cli.option import argument, option
from rca.cli.session import emit, say
from rca.cli.settings import settings


@command(
    ("rca init", "rca.toml and incidents/ in this folder"),
    ("rca init --git", "the same, and how git merges RCAs and their histories"),
)
@argument("folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False))
@option("--git", is_flag=True, help="Write .gitattributes, and tell git of rca merge-driver.")
@with_json
def init(folder: str | None, git: bool, as_json: bool) -> None:
    """Make a folder a workspace: a commented rca.toml and a folder for incidents. Nothing is overwritten."""
    from rca.init import begin

    root = Path(folder or settings().folder or ".")
    made = begin(root)
    told = _tell_git(root, made) if git else []
    if as_json:
        from rca.output.data import one_json

        return emit(one_json({"root": str(root.resolve()), "written": made, "git": told}))
    emit(made)
    for setting in told:
        say(setting)
    return say("Next: rca new 'What broke' writes an RCA; rca status tells how things stand.")


def _tell_git(root: Path, made: list[str]) -> list[str]:
    """Write what git has to know; the settings of this clone are returned."""
    from rca.configfile import load
    from rca.gitsetup import FILE, add_lines, set_driver

    if add_lines(root, load(str(root)).incidents):
        made.append(FILE)
    return set_driver(root)
