"""Files given on the command line, read without workspace or index."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from rca.cli.settings import settings
from rca.config import Config, WorkspaceNotFound, find_root
from rca.errors import UnreadableFile
from rca.folders import SKIPPED, is_document
from rca.text import Source

STDIN = "-"


def read_source(path: str) -> Source:
    """The text of a file, or of standard input for `-`; raises UnreadableFile with what to do."""
    if path == STDIN:
        return Source.from_bytes(sys.stdin.buffer.read(), "<stdin>")
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UnreadableFile(path, _reason(error)) from None
    return Source.from_bytes(data, path)


def _reason(error: OSError) -> str:
    known = {
        FileNotFoundError: "there is no such file",
        IsADirectoryError: "this is a folder; name the files in it",
        PermissionError: "this user may not read it",
    }
    return known.get(type(error)) or (error.strerror or str(error)).lower()


def config_for(path: str) -> Config:
    """The configuration of the workspace that holds a file, or that -C names; defaults where none does."""
    known = settings().configs
    folder = settings().folder or os.path.dirname(os.path.abspath(path))
    if folder not in known:
        known[folder] = _config_of(folder)
    return known[folder]


def _config_of(folder: str) -> Config:
    from rca.configfile import load

    try:
        return load(find_root(folder))
    except WorkspaceNotFound:
        return Config()


def files_below(path: str) -> Iterator[str]:
    """The path itself if it is a file, else the Markdown files below it, in order, without hidden folders."""
    if not os.path.isdir(path):
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in SKIPPED)
        yield from (os.path.join(folder, name) for name in sorted(names) if is_document(name))
