"""From a file to rows: read, compared by digest, parsed; in this process or in workers of its own."""

from __future__ import annotations

import hashlib
import os
from typing import Literal, NamedTuple

from rca.blocks import scan
from rca.config import Config
from rca.errors import UnreadableFile
from rca.flatten import Rows, flatten, is_incident
from rca.folders import SIZE_LIMIT, TOO_LARGE, reason, split_path
from rca.parse import read_facts
from rca.text import Source


class Task(NamedTuple):
    """A file to look into."""

    path: str
    known: str
    """The digest that the index has; empty to read the file in any case."""


class Reading(NamedTuple):
    """What became of a task."""

    path: str
    outcome: Literal["read", "same", "other", "text", "access"]
    """`same`: the digest is the known one; `other`: a README without an incident; the rest: unreadable."""
    sha256: str
    reason: str
    rows: Rows


def read_file(task: Task, config: Config) -> Reading:
    """Read a file of the workspace; never fails for what stands in the file."""
    try:
        data = _bytes(os.path.join(config.root, task.path))
    except OSError as error:
        return Reading(task.path, "access", "", reason(error), ())
    if len(data) > SIZE_LIMIT:
        return Reading(task.path, "text", "", TOO_LARGE, ())
    digest = hashlib.sha256(data).hexdigest()
    if digest == task.known:
        return Reading(task.path, "same", digest, "", ())
    try:
        source = Source.from_bytes(data, "")
    except UnreadableFile as error:
        return Reading(task.path, "text", digest, f"line {error.path.lstrip(':')}: {error.reason}", ())
    return _read(source, task.path, digest, config)


def _read(source: Source, path: str, digest: str, config: Config) -> Reading:
    facts = read_facts(source, scan(source), name=split_path(path)[1], config=config)
    if not is_incident(facts, path):
        return Reading(path, "other", digest, "is an index file without an incident", ())
    return Reading(path, "read", digest, "", flatten(source, facts, path, digest))


def _bytes(path: str) -> bytes:
    """The content of a file; of one that is too large, just more than the limit."""
    with open(path, "rb") as file:
        too_large = os.fstat(file.fileno()).st_size > SIZE_LIMIT
        return file.read(SIZE_LIMIT + 1 if too_large else -1)
