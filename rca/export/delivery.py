"""Exports carried out: to standard output, to a file, or to a folder with a file for each incident."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rca.export import KINDS, Kind
from rca.export.selected import Selected
from rca.export.target import STDOUT, NotATerminal, Target, standard_output

_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 120


def deliver(name: str, selected: Selected, output: str, target: Target) -> list[Path]:
    """Write a kind; returns the files that were written."""
    kind = KINDS[name]
    if output == STDOUT:
        return _to_stdout(name, kind, selected)
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return [
            file for one, place in _each(selected, path, kind) for file in _to_file(kind, one, place, target)
        ]
    return list(_to_file(kind, selected, path, target))


def _to_stdout(name: str, kind: Kind, selected: Selected) -> list[Path]:
    if sys.stdout.isatty() and not kind.is_text:
        raise NotATerminal(name, kind.suffix)
    with standard_output() as file:
        kind.write(selected, file)
    return []


def _each(selected: Selected, folder: Path, kind: Kind) -> Iterator[tuple[Selected, Path]]:
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for incident in selected.incidents():
        stem = name = _UNFIT.sub("-", incident.id).strip(".-")[:_LONGEST] or "incident"
        count = 1
        while name.casefold() in taken:  # two documents may have one id
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        yield Selected(selected.workspace, incident=incident), folder / f"{name}{kind.suffix}"


def _to_file(kind: Kind, selected: Selected, path: Path, target: Target) -> Iterator[Path]:
    beside = path.with_name(f"{path.stem}.metadata.json")
    if kind.write_beside:
        target.check(beside)
    path.parent.mkdir(parents=True, exist_ok=True)
    with target.file(path) as file:
        kind.write(selected, file)
    yield path
    if kind.write_beside:
        with target.file(beside) as file:
            kind.write_beside(path.stem, file)
        yield beside
