"""The documents of a foreign folder, each with what is understood of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from rca.config import Config
from rca.errors import UnreadableFile, UsageError
from rca.flatten import is_incident
from rca.folders import scan
from rca.importing.survey import Survey, survey
from rca.opening import open_document


class NoFolder(UsageError):
    """There is nothing to bring in."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(f"{folder}: {why}")


class Folder(NamedTuple):
    """A folder that may be brought in."""

    path: str
    """Relative to the root of the workspace."""
    found: tuple[Survey, ...]
    odd: dict[str, str]
    """What cannot be read or is left out: path to reason."""
    is_read: bool
    """Whether the workspace reads it already."""


def look_into(config: Config, folder: str) -> Folder:
    """What is understood of each document below a folder; raises NoFolder."""
    if not os.path.isdir(folder):
        raise NoFolder(folder, "there is no such folder")
    path = os.path.relpath(os.path.realpath(folder), os.path.realpath(config.root)).replace(os.sep, "/")
    seen = scan(config.root, (path,))
    odd = {**seen.odd, **seen.skipped}
    found: list[Survey] = []
    names = [
        f"{inner}/{name}" if inner != "." else name
        for inner, entries in seen.folders.items()
        for name in entries
    ]
    for name in sorted(names):
        try:
            source, document, _ = open_document(config, name)
            if is_incident(vars(document), name):
                found.append(survey(name, source, document))
            else:
                odd[name] = "is an index file without an incident"
        except UnreadableFile as error:
            odd[name] = error.reason
    if not (found or odd):
        raise NoFolder(folder, "no Markdown file stands in it or below")
    return Folder(path, tuple(found), odd, _is_read(config, path))


def _is_read(config: Config, path: str) -> bool:
    """Whether one of the configured folders is this one or above it."""
    place = Path(os.path.realpath(os.path.join(config.root, path)))
    read = (Path(os.path.realpath(os.path.join(config.root, each))) for each in config.incidents)
    return any(place == each or each in place.parents for each in read)
