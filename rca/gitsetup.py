"""What git has to be told of a workspace: how journals and documents are merged.

`.gitattributes` travels with the repository; the command of the driver stands in each clone's own settings.
Where it does not, git merges documents line by line, as any other file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rca.folders import JOURNALS
from rca.git import GitError, ask
from rca.journal import ATTRIBUTES

DRIVER = "rca merge-driver %O %A %B %P %L"
SETTINGS = {"merge.rca.name": "RCAs, fact by fact", "merge.rca.driver": DRIVER}
FILE = ".gitattributes"


def attribute_lines(folders: Iterable[str]) -> list[str]:
    """The lines of .gitattributes for the folders of a workspace; those outside of it have their own."""
    inside = [folder.strip("/") for folder in folders if not folder.startswith((".", "/"))]
    return [line for folder in inside for line in _of_folder(folder)]


def _of_folder(folder: str) -> list[str]:
    pattern, _, attributes = ATTRIBUTES.partition(" ")
    return [
        f"{_quoted(f'{folder}/**/*.md')} merge=rca",
        f"{_quoted(f'{folder}/**/{JOURNALS}/{pattern}')} {attributes}",
    ]


def _quoted(pattern: str) -> str:
    return f'"{pattern}"' if " " in pattern else pattern


def missing_lines(root: Path, folders: Iterable[str]) -> list[str]:
    """The lines that .gitattributes lacks."""
    path = root / FILE
    there = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in attribute_lines(folders) if line not in there]


def add_lines(root: Path, folders: Iterable[str]) -> bool:
    """Add what .gitattributes lacks; whether that was anything."""
    lines = missing_lines(root, folders)
    if not lines:
        return False
    path = root / FILE
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    glue = "\n" if before and not before.endswith("\n") else ""
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(glue + "".join(f"{line}\n" for line in lines))
    return True


def has_driver(root: Path) -> bool | None:
    """Whether this clone knows the merge driver; None outside of a repository."""
    try:
        ask(root, "rev-parse", "--git-dir")
    except GitError:
        return None
    try:
        return bool(ask(root, "config", "merge.rca.driver").strip())
    except GitError:
        return False


def set_driver(root: Path) -> list[str]:
    """Tell this clone of the merge driver; returns the settings that were written. Raises GitError."""
    if has_driver(root) is not False:
        return []
    for name, value in SETTINGS.items():
        ask(root, "config", name, value)
    return [f"git config {name} '{value}'" for name, value in SETTINGS.items()]
