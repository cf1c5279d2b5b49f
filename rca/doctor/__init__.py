"""What `rca doctor` examines: the environment, git, the configuration, the index, the documents.

Each examination is a function that looks and tells; it changes nothing that git tracks. They are called
in the order of `EXAMINATIONS`, with the root of the workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rca.config import WorkspaceNotFound, find_root
from rca.doctor.documents import documents
from rca.doctor.environment import git, python, sqlite
from rca.doctor.finding import Finding
from rca.doctor.history import append_only, commit, unfinished
from rca.doctor.index import index
from rca.doctor.repository import hooks, merging
from rca.doctor.settings import configuration, folders

__all__ = ["EXAMINATIONS", "Finding", "examine"]

EXAMINATIONS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    git,
    merging,
    hooks,
    configuration,
    folders,
    index,
    append_only,
    commit,
    documents,
    unfinished,
)


def examine(start: str | None = None) -> Iterator[Finding]:
    """Everything that can be told of the workspace of a folder, and of what it runs on."""
    yield python()
    yield from sqlite()
    try:
        root = find_root(start)
    except WorkspaceNotFound as error:
        yield Finding("warn", "workspace", str(error))
        return
    yield Finding("ok", "workspace", root)
    for examination in EXAMINATIONS:
        yield from examination(root)
