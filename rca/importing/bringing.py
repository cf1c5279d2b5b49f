"""What is written when a folder is brought in: the configuration or copies, then ids and numbers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rca.atomic import replace_file
from rca.changes import Refused
from rca.changing import Changing
from rca.commit import Wish
from rca.config import Config
from rca.folders import name_of
from rca.importing.folder import Folder
from rca.importing.joining import joined
from rca.importing.survey import Survey, survey
from rca.new import DocumentNotWritten, create, make_folder, numbered, slug
from rca.opening import open_document
from rca.text import Source
from rca.wishes import Make

_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:-|$)")


class Copied(NamedTuple):
    """What became of the documents that were to be copied."""

    paths: tuple[str, ...]
    """The copies, relative to the root."""
    left: tuple[str, ...]
    """What was not copied, as sentences."""


def join(config: Config, folder: Folder) -> str:
    """Let the workspace read a folder; returns the file that says so. Raises CannotJoin, OSError."""
    path, before, after = joined(config, folder.path)
    if path.exists():
        replace_file(path, after.encode(), Source(before).sha256)
    elif not create(path, after):
        raise DocumentNotWritten(path, FileExistsError(17, "somebody else wrote it just now"))
    return os.path.relpath(path, config.root)


def copy(config: Config, folder: Folder) -> Copied:
    """Copy the documents of a folder, byte for byte, to where new ones go; over none that is there."""
    target = config.incidents[0]
    make_folder(Path(config.root, target))
    made: list[str] = []
    left: list[str] = []
    for each in folder.found:
        name = f"{target}/{name_of(each.path)}.md"
        source, _, _ = open_document(config, each.path)
        if create(Path(config.root, name), source.text):
            made.append(name)
        else:
            left.append(f"{each.path} is left out: {name} is there already")
    return Copied(tuple(made), tuple(left))


def surveyed(config: Config, paths: Iterable[str]) -> list[Survey]:
    """What is understood of some documents as they are now."""
    opened = ((path, open_document(config, path)) for path in paths)
    return [survey(path, source, document) for path, (source, document, _) in opened]


class Offered(NamedTuple):
    """Changes that documents can carry, and what those that cannot say."""

    wishes: tuple[Wish, ...]
    refused: tuple[str, ...]


def with_ids(changing: Changing, found: Sequence[Survey]) -> Offered:
    """An id for each document that states none: its file's name, with the date in front if that is known."""
    taken = set(changing.workspace.ids())
    wanted: dict[str, str] = {}
    for each in found:
        if each.id is None:
            own = changing.workspace.resolve_incident(each.path).id
            taken.discard(own)
            wanted[each.path] = next(name for name in numbered(_id(each)) if name not in taken)
            taken.add(wanted[each.path])
    return offered(changing, ((path, _set_id(changing, path, name)) for path, name in wanted.items()))


def with_numbers(changing: Changing, found: Sequence[Survey]) -> Offered:
    """Numbers for each table of action items that has none."""
    paths = [each.path for each in found if each.unnumbered]
    return offered(changing, ((path, changing.makers(path).numbered()) for path in paths))


def _id(found: Survey) -> str:
    stem = name_of(found.path)
    if found.date and not _DATED.match(stem):
        return f"{found.date}-{slug(stem)}"
    return slug(stem)


def _set_id(changing: Changing, path: str, name: str) -> Make:
    return changing.makers(path).set_incident("incident_id", name)


def offered(changing: Changing, makes: Iterator[tuple[str, Make]]) -> Offered:
    """Those of some changes that can be carried out, and why the others cannot."""
    wishes: list[Wish] = []
    refused: list[str] = []
    for path, make in makes:
        wish = Wish(path, changing.workspace.resolve_incident(path).id, make)
        try:
            changing.commit([wish], dry_run=True)
            wishes.append(wish)
        except Refused as error:
            refused.append(f"{path} is left out: {str(error).removeprefix(f'{path}: ')}")
    return Offered(tuple(wishes), tuple(refused))
