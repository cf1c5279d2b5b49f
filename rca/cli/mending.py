"""`rca check --fix`: what needs no decision is put right, or shown as a diff."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rca.cli.changing import commit, open_changing
from rca.cli.checking import meant
from rca.cli.files import STDIN, files_below
from rca.cli.session import emit, say, say_all
from rca.errors import UsageError
from rca.output.words import count
from rca.workspace import Workspace


class NotOfTheWorkspace(UsageError):
    """A file that no history could tell of."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is no document of this workspace; --fix changes only those")


def mend(targets: tuple[str, ...], are_paths: bool, style: str, *, is_look: bool) -> None:
    """Put right what needs no decision in the documents that are meant; with `is_look` show what would be.

    In a style for programs, standard output belongs to what is printed in it.
    """
    from rca.mending import mendings

    changing = open_changing()
    paths = list(_paths(changing.workspace, targets, are_paths))
    found = mendings(changing, paths)
    for sentence in found.refused:
        say(sentence)
    if not found.wishes:
        say(f"Nothing to put right in {count(len(paths), 'document')}.")
    as_json = is_look and style == "json"
    if found.wishes or as_json:
        commit(changing, list(found.wishes), is_look, as_json, tell=emit if style == "text" else say_all)


def _paths(workspace: Workspace, targets: tuple[str, ...], are_paths: bool) -> Iterable[str]:
    """The documents, relative to the root of the workspace."""
    if not are_paths:
        return [row.path for row in meant(workspace, " ".join(targets))]
    known = {row.path for row in workspace.incidents()}
    found = [path for target in targets for path in ([STDIN] if target == STDIN else files_below(target))]
    told = {path: os.path.relpath(os.path.realpath(path), os.path.realpath(workspace.root)) for path in found}
    for path, own in told.items():
        if own not in known:
            raise NotOfTheWorkspace(path)
    return told.values()
