"""One more folder in `incidents` of rca.toml: the smallest edit of its text, read before it is written."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rca.config import FILE_NAME, Config
from rca.errors import RcaError

_ENTRY = re.compile(r"(?m)^([ \t]*)incidents[ \t]*=[ \t]*\[")
_HEADER = re.compile(r"(?m)^[ \t]*\[")
_TABLE = re.compile(r"(?m)^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*rca[ \t]*\][ \t]*(?:#.*)?$")
_TOKEN = re.compile(r"""\#[^\n]*|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\[|\]""")


class CannotJoin(RcaError):
    """The configuration has a form that no folder can be added to safely."""

    exit_code = 3

    def __init__(self, file: str, folder: str) -> None:
        super().__init__(f'{file}: add "{folder}" to `incidents` by hand; nothing was changed')


def joined(config: Config, folder: str) -> tuple[Path, str, str]:
    """The configuration's file, its text, and the text in which it reads one more folder."""
    name = config.file or FILE_NAME
    path = Path(config.root, name)
    try:
        before = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        before = ""
    table = () if os.path.basename(name) == FILE_NAME else ("tool", "rca")
    after = _with_folder(before, [*config.incidents, folder], folder, is_project=bool(table))
    if after is None or not _says(before, after, table, [*config.incidents, folder]):
        raise CannotJoin(name, folder)
    return path, before, after


def _with_folder(text: str, folders: list[str], folder: str, *, is_project: bool) -> str | None:
    newline = "\r\n" if "\r\n" in text else "\n"
    start = 0
    if is_project:
        table = _TABLE.search(text)
        if table is None:
            return None
        start = table.end()
    after = _HEADER.search(text, start)
    end = after.start() if after else len(text)
    entry = _ENTRY.search(text, start, end)
    if entry is None:
        return _inserted(text, start, end, f"incidents = {json.dumps(folders, ensure_ascii=False)}", newline)
    return _appended(text, entry.end(), json.dumps(folder, ensure_ascii=False))


def _inserted(text: str, start: int, end: int, line: str, newline: str) -> str:
    """A new key at the top of its table; behind the comments that a file begins with."""
    if start:
        return f"{text[:start]}{newline}{line}{text[start:]}"
    head = re.match(r"(?:[ \t]*#[^\n]*\n)*", text)
    at = min(head.end() if head else 0, end)
    return f"{text[:at]}{line}{newline}{text[at:]}"


def _appended(text: str, at: int, value: str) -> str | None:
    """One more value at the end of the array that is opened before `at`, written as the last one is."""
    found = list(_values(text, at))
    if not found or text[found[-1].start()] != "]":
        return None
    *values, _ = found
    if not values:
        return f"{text[:at]}{value}{text[at:]}"
    last = values[-1]
    line = text.rfind("\n", at, last.start())
    line -= line > 0 and text[line - 1] == "\r"
    lead = text[line : last.start()]
    gap = lead if line >= 0 and not lead.strip() else " "
    comma = re.compile(r"(?:\s|#[^\n]*\n)*,([ \t]*#[^\r\n]*)?").match(text, last.end())
    if comma:
        return f"{text[: comma.end()]}{gap}{value},{text[comma.end() :]}"
    return f"{text[: last.end()]},{gap}{value}{text[last.end() :]}"


def _values(text: str, at: int) -> Iterator[re.Match[str]]:
    """The strings of an array, then its closing bracket."""
    for token in _TOKEN.finditer(text, at):
        if not token.group().startswith("#"):
            yield token
        if token.group() == "]":
            return


def _says(before: str, after: str, table: tuple[str, ...], folders: list[str]) -> bool:
    """Whether the text says exactly one folder more, and all else as before."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
        was, now = _inner(old, table), _inner(new, table)
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        return False
    was["incidents"] = folders
    return bool(old == new and now["incidents"] == folders)


def _inner(tree: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    for key in keys:
        tree = tree[key]
    return tree
