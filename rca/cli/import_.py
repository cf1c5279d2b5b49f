"""`rca import`: what is understood of a folder of foreign documents, and with consent their place here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rca.cli.changing import commit, open_changing, with_by
from rca.cli.command import command, with_json
from rca.cli.complete import complete_folder
from rca.cli.option import argument, option
from rca.cli.session import emit, find_workspace, say, terminal
from rca.output.clean import clean
from rca.output.words import count

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.importing.bringing import Offered
    from rca.importing.folder import Folder
    from rca.workspace import Workspace


@command(
    ("rca import postmortems", "what is understood of each; at a terminal it asks further"),
    ("rca import postmortems --json", "the same with every line that was not placed; writes nothing"),
    ("rca import postmortems --yes", "adds the folder to `incidents` in rca.toml"),
    ("rca import postmortems --copy --yes", "copies the documents into incidents/, byte for byte"),
    ("rca import postmortems --yes --ids --numbers", "besides, ids and `#` columns for those without"),
    name="import",
)
@argument("folder", metavar="DIR", shell_complete=complete_folder)
@option("--copy", "copies", is_flag=True, help="Copy the documents instead of reading them where they are.")
@option("--ids", is_flag=True, help="Give an id to each document that states none; shows the diff and asks.")
@option("--numbers", is_flag=True, help="Give a # column to tables of items; shows the diff and asks.")
@option("--yes", is_flag=True, help="Do what the options say without asking.")
@with_by
@with_json
def import_(folder: str, copies: bool, ids: bool, numbers: bool, yes: bool, by: str, as_json: bool) -> None:
    """Show what is understood of a folder of foreign post-mortems, and bring it in where you say so.

    Of each document: title, date, severity, sections, timeline, items, how many of its lines landed in
    something known, and which did not. Without consent nothing is written.
    """
    from rca.importing.folder import look_into
    from rca.output.imported import folder_lines, summary

    workspace = find_workspace()
    found = look_into(workspace.config, folder)
    if not as_json:
        emit(folder_lines(found, terminal()))
    say(summary(found))
    steps = _Steps(found, yes, as_json)
    paths = steps.bring_in(workspace, copies)
    if paths and (ids or numbers or steps.asks):
        steps.complete(open_changing(by), paths, ids, numbers)
    if as_json:
        from rca.output.data import one_json
        from rca.output.imported import folder_json

        emit(one_json(folder_json(found, steps.written)))


class _Steps:
    """What is asked, and what was written."""

    def __init__(self, folder: Folder, yes: bool, as_json: bool) -> None:
        self.folder = folder
        self.yes = yes
        self.as_json = as_json
        self.asks = not yes and not as_json and sys.stdin.isatty()
        self.written: list[str] = []

    def _may(self, question: str) -> bool:
        return self.yes or (self.asks and click.confirm(clean(question), default=False, err=True))

    def bring_in(self, workspace: Workspace, copies: bool) -> list[str]:
        """Join or copy the folder, with consent; the paths of its documents in this workspace."""
        from rca.importing.bringing import copy, join

        there = [each.path for each in self.folder.found]
        if self.folder.is_read:
            say(f"{self.folder.path} is read already.")
            return there
        if copies and self._may(
            f"Copy {count(len(there), 'document')} into {workspace.config.incidents[0]}?"
        ):
            made, left = copy(workspace.config, self.folder)
            for sentence in left:
                say(sentence)
            self.written += made
            say(f"{count(len(made), 'document')} copied.")
            return list(made)
        if not copies and self._may(f'Add "{self.folder.path}" to `incidents` in the configuration?'):
            self.written.append(join(workspace.config, self.folder))
            say(f"{self.written[-1]} reads {self.folder.path}.")
            return there
        say(
            "Nothing was written."
            if self.asks
            else "Nothing was written; --yes brings it in, --copy by copies."
        )
        return []

    def complete(self, changing: Changing, paths: list[str], ids: bool, numbers: bool) -> None:
        """Ids and numbers where they lack, with consent."""
        from rca.importing.bringing import surveyed, with_ids, with_numbers

        found = surveyed(changing.workspace.config, paths)
        if ids or (self.asks and any(each.id is None for each in found)):
            self._offer(changing, with_ids(changing, found), ids, "Write these ids?", "give an id to")
        if numbers or (self.asks and any(each.unnumbered for each in found)):
            offered = with_numbers(changing, found)
            self._offer(changing, offered, numbers, "Write these numbers?", "number the items of")

    def _offer(self, changing: Changing, offered: Offered, wanted: bool, question: str, what: str) -> None:
        for sentence in offered.refused:
            say(sentence)
        wishes = list(offered.wishes)
        if not wishes:
            return
        if not self.yes:
            if not wanted and not click.confirm(
                f"Show how to {what} {count(len(wishes), 'document')}?", err=True
            ):
                return
            if not self.as_json:
                commit(changing, wishes, dry_run=True, as_json=False)
        if self._may(question):
            outcome = changing.commit(wishes)
            self.written += [each.path for each in outcome.staged]
            say(f"{count(len(outcome.staged), 'document')} changed; `rca undo ID` takes it back.")
