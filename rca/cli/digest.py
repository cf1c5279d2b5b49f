"""`rca digest`: what an owner should know, as a short Markdown text for chat or mail."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rca.cli.command import command, with_json, with_query
from rca.cli.due import read_days
from rca.cli.option import option
from rca.cli.session import emit, open_workspace, say
from rca.errors import UsageError
from rca.output.words import count

if TYPE_CHECKING:
    from rca.report.digest import Digest
    from rca.report.names import Names
    from rca.workspace import Workspace

LIMIT = 10
"""Items of a kind that are told; others are counted."""
_NOTHING = "Nothing is late, due soon or only on paper, and nobody waits."
"""For somebody who looks; where nobody does, no output is what scripts ask for."""


@command(
    ("rca digest --owner sre-agent", "one owner's; exit code 1 where there is nothing to say"),
    ("rca digest --all digests/", "a file for each owner who has something to hear"),
    ("rca digest sev:<=2", "all owners, one below the other, of the graver incidents"),
    ("rca digest --json", "what each of them should know, for a program that sends it"),
)
@with_query
@with_json
@option("--owner", metavar="NAME", help="This owner alone, by the whole name.")
@option("--all", "folder", metavar="DIR", help="Write a file for each owner into a folder.")
@option("--within", default="7d", read=read_days, metavar="DAYS", help="How far ahead to look (7d, 2w).")
def digest(query: str, owner: str | None, folder: str | None, within: int, as_json: bool) -> int:
    """Tell owners in a few lines of Markdown what is late, due soon, only on paper, and what waits for them.

    Exit code 0 where there is something to say; 1, and no output (an empty list with --json), where there is
    nothing: cron sends no empty mail.
    """
    if owner and folder:
        raise UsageError("--owner is for one digest, --all for a file each; give one of them")
    if folder and as_json:
        raise UsageError("--all writes Markdown into files, --json prints; give one of them")
    from rca.report.digest import digests
    from rca.report.names import Names

    workspace = open_workspace()
    found = [each for each in digests(workspace.items(query), within) if not each.is_empty]
    names = Names(workspace.ids())
    if owner is not None:
        wanted = owner.lstrip("@").casefold()
        found = [each for each in found if each.owner.lstrip("@").casefold() == wanted]
    if as_json:
        from rca.report.data import digests_json

        emit(digests_json(found, workspace.today))
    elif folder:
        _write_all(folder, found, names, workspace)
    else:
        emit(_lines(found, names, workspace))
        if not found and sys.stdout.isatty():
            say(_NOTHING)
    return 0 if found else 1


def _lines(found: list[Digest], names: Names, workspace: Workspace) -> list[str]:
    from rca.report.digest import digest_lines

    lines: list[str] = []
    for each in found:
        lines += [*([""] if lines else []), *digest_lines(each, names, workspace.today, LIMIT)]
    return lines


def _write_all(folder: str, found: list[Digest], names: Names, workspace: Workspace) -> None:
    """A file for each owner, named after the owner. Files of before stay."""
    from pathlib import Path

    from rca.report.delivery import deliver
    from rca.report.digest import digest_lines, file_names

    place, documents = Path(folder), [Path(workspace.root, row.path) for row in workspace.incidents()]
    place.mkdir(parents=True, exist_ok=True)
    for each, name in zip(found, file_names(each.owner for each in found), strict=True):
        text = "\n".join(digest_lines(each, names, workspace.today, LIMIT))
        deliver(place / name, f"{text}\n".encode(), documents)
    say(f"{count(len(found), 'digest')} in {folder}")
