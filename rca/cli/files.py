"""Files given on the command line, read without workspace or index."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator

from rca.cli.settings import settings
from rca.config import Config, WorkspaceNotFound, find_root
from rca.errors import UnreadableFile
from rca.folders import SIZE_LIMIT, SKIPPED, TOO_LARGE, is_document
from rca.text import Source

STDIN = "-"


def read_source(path: str) -> Source:
    """The text of a file, or of standard input for `-`; raises UnreadableFile with what to do."""
    return Source.from_bytes(read_data(path), _named(path))


def read_data(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises UnreadableFile with what to do."""
    try:
        data = _bytes(path)
    except OSError as error:
        raise UnreadableFile(path, _reason(error)) from None
    if len(data) > SIZE_LIMIT:
        raise UnreadableFile(_named(path), TOO_LARGE)
    return data


def _named(path: str) -> str:
    return "<stdin>" if path == STDIN else path


def _bytes(path: str) -> bytes:
    """The content, not much more than the limit allows."""
    if path == STDIN:
        return sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if _would_wait(path):
        raise UnreadableFile(path, "is not a regular file")
    with open(path, "rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _would_wait(path: str) -> bool:
    """Whether this is a pipe that nobody need write to; a shell's own, as in `<(…)`, is below /dev."""
    return stat.S_ISFIFO(os.stat(path).st_mode) and not path.startswith("/dev/")


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
