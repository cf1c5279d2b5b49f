"""`rca new`: a new RCA from a template or from JSON, opened in the editor, then checked."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rca.cli.command import command, with_json
from rca.cli.complete import complete_environment, complete_template
from rca.cli.day import read_day
from rca.cli.option import argument, option
from rca.cli.session import emit, open_workspace, say

if TYPE_CHECKING:
    from rca.draft import Draft
    from rca.workspace import Workspace


@command(
    (
        "rca new 'Checkout fails'",
        "at a terminal it asks for severity, day, services, …; so does `rca new` alone",
    ),
    ("rca new 'Checkout fails for new customers' --issue 1455", "the id ends in -1455"),
    ("rca new 'Disk full on the ledger' --severity SEV-3 --template short", "a short note"),
    ("rca new 'Expired certificate' --date 2026-05-15 --no-edit --json", "without an editor, for scripts"),
    ("rca new --from-json draft.json", "with timeline, items and sections (docs/authoring.md)"),
    ("cat draft.json | rca new --from-json - --json", "from another program"),
)
@argument("title", nargs=-1, read=" ".join)
@option("--severity", metavar="LEVEL", help="As your team names it: SEV-2, P1.")
@option("--date", "day", read=read_day, metavar="DATE", help="The day it started; today by default.")
@option("--services", metavar="NAMES", help="What was affected: checkout, payments.")
@option(
    "--environments",
    metavar="NAMES",
    help="Where fixes have to get to, if not everywhere: staging, prod.",
    shell_complete=complete_environment,
)
@option(
    "--template",
    metavar="NAME",
    help="The template to fill in; `rca templates` lists them.",
    shell_complete=complete_template,
)
@option("--issue", metavar="NUMBER", help="Where it is tracked: 1455, owner/repo#12, OPS-7.")
@option("--id", "name", metavar="ID", help="Another id than the one made of date, title and issue.")
@option("--author", metavar="NAME", help="Who writes it; the name that git has by default.")
@option("--from-json", "file", metavar="FILE", help="Take everything from JSON; - reads standard input.")
@option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of that JSON, and write nothing.")
@option("--no-ask", is_flag=True, help="Ask nothing, also at a terminal.")
@option("--no-edit", is_flag=True, help="Do not open $VISUAL or $EDITOR.")
@with_json
def new(
    title: str,
    severity: str | None,
    day: date | None,
    services: str | None,
    environments: str | None,
    template: str | None,
    issue: str | None,
    name: str | None,
    author: str | None,
    file: str | None,
    as_schema: bool,
    no_ask: bool,
    no_edit: bool,
    as_json: bool,
) -> None:
    """Write a new RCA; its id is made of date and title, and nothing is ever overwritten.

    At a terminal it asks for what no option says, opens the document in $VISUAL or $EDITOR, shows what
    `rca check` finds, and asks whether to edit it again.
    """
    if as_schema:
        return _schema()
    workspace = open_workspace()
    given = {
        "title": title,
        "severity": severity,
        "day": day,
        "services": services,
        "environments": environments,
        "template": template,
        "issue": issue,
        "id": name,
        "authors": author,
    }
    is_attended = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    draft = _from_json(file, given) if file else _said(workspace, given, asks=is_attended and not no_ask)
    return _write(workspace, draft, as_json, edits=is_attended and not (no_edit or file))


def _write(workspace: Workspace, draft: Draft, as_json: bool, *, edits: bool) -> None:
    """Write the document and tell where; open it in the editor if wanted."""
    from rca.drafting import begin

    path = begin(workspace, draft)
    _tell(path, as_json)
    if edits:
        from rca.cli.writing import write

        write(workspace, path)
    elif not as_json:
        say(f"rca check {os.path.relpath(path)} tells what is missing.")


def _tell(path: Path, as_json: bool) -> None:
    shown = os.path.relpath(path)
    if not as_json:
        return emit([shown])
    from rca.output.data import one_json

    return emit(one_json({"id": path.stem, "path": shown}))


def _schema() -> None:
    import json

    from rca.draft import draft_schema

    emit(json.dumps(draft_schema(), indent=2, ensure_ascii=False).split("\n"))


def _said(workspace: Workspace, given: dict[str, Any], *, asks: bool) -> Draft:
    """The draft that options and answers make."""
    from rca.draft import draft_of, parts
    from rca.new import EmptyTitle, one_line

    if asks:
        from rca.cli.asking import ask_for

        given = ask_for(workspace, given)
    named = {name: parts(given.pop(name) or "") for name in ("services", "environments")}
    values = {name: one_line(value) if isinstance(value, str) else value for name, value in given.items()}
    if not values["title"]:
        raise EmptyTitle
    values["authors"] = (values["authors"],) if values["authors"] else ()
    return draft_of(**named, **{name: value for name, value in values.items() if value})


def _from_json(file: str, given: dict[str, Any]) -> Draft:
    """The draft of a file; what an option says besides is refused, for one of both would be lost."""
    from rca.cli.files import STDIN, read_data
    from rca.draft import BadDraft, read_draft

    if said := [name for name, value in given.items() if value]:
        raise BadDraft([f"--from-json takes everything from JSON; write the {said[0]} there"])
    return read_draft(read_data(file), "<stdin>" if file == STDIN else file)
