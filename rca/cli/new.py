"""`rca new`: a new RCA from a template, opened in the editor."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from rca.cli.command import command, with_json
from rca.cli.complete import complete_template
from rca.cli.day import read_day
from rca.cli.option import argument, option
from rca.cli.session import emit, find_workspace, say


@command(
    ("rca new 'Checkout fails for new customers'", "from the canonical template, dated today"),
    ("rca new 'Disk full on the ledger' --severity SEV-3 --template sev3-note", "a short note"),
    ("rca new 'Expired certificate' --date 2026-05-15 --no-edit --json", "without an editor, for scripts"),
)
@argument("title", nargs=-1, required=True, read=" ".join)
@option(
    "--template",
    default="canonical",
    show_default=True,
    metavar="NAME",
    help="The template to fill in.",
    shell_complete=complete_template,
)
@option("--date", "day", read=read_day, metavar="DATE", help="The day it started; today by default.")
@option("--severity", default="", metavar="LEVEL", help="As your team names it: SEV-2, P1.")
@option("--services", default="", metavar="NAMES", help="What was affected: checkout, payments.")
@option("--author", default="", metavar="NAME", help="Who writes it; the name that git has by default.")
@option("--no-edit", is_flag=True, help="Do not open $VISUAL or $EDITOR.")
@with_json
def new(
    title: str,
    template: str,
    day: date | None,
    severity: str,
    services: str,
    author: str,
    no_edit: bool,
    as_json: bool,
) -> None:
    """Write a new RCA; its id is made of date and title, and nothing is ever overwritten."""
    from rca.drafting import Draft, begin

    path = begin(find_workspace(), Draft(title, template, day, severity, services, author))
    shown = os.path.relpath(path)
    if as_json:
        from rca.output.data import one_json

        return emit(one_json({"id": path.stem, "path": shown}))
    emit([shown])
    if not no_edit:
        _edit(path)
    return say(f"rca check {shown} tells what is missing.")


def _edit(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and sys.stdin.isatty() and sys.stdout.isatty():
        click.edit(filename=str(path), editor=editor)
